"""Two people at one machine, in a real browser: the second does not see what the first one said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from popliteus import KnowledgeBase
from popliteus.web import Settings
from tests.unit.web.test_server import serving

WORD = "Zebrafinch"


@pytest.fixture
def address(knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[str]:
    with serving(knowledge, Settings(tmp_path / "state" / "web.sqlite3")) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def send(page: Page, *ticked: str, **typed: str) -> None:
    """Fill in a form and send it, as somebody would."""
    for selector in ticked:
        page.locator(selector).check()
    for name, text in typed.items():
        page.locator(f'[name="{name}"]').fill(text)
    page.locator('main form[method="post"] button[type="submit"]').first.click()
    page.wait_for_load_state()


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('input[name="who"][value="self"]').check()
    page.locator('button[name="door"][value="patient"]').click()
    page.wait_for_load_state()
    assert page.url.endswith("/words")
    send(page, text="")
    assert "/questions/0" in page.url


def tell(page: Page, address: str) -> list[str]:
    """Answer as far as the result; return the addresses of pages that show answers."""
    begin(page, address)
    seen = []
    while "/questions/" in page.url:
        seen.append(page.url)
        send(page, 'input[name="ticked"][value="none"]')
    seen.append(page.url)
    send(page, 'input[name="sex"][value="male"]', age="47")
    page.goto(f"{address}/where")
    boxes = page.locator('input[name="places"][value="calf"]')
    boxes.check(force=True)
    page.locator('main form[method="post"] button[type="submit"]').first.click()
    seen.append(page.url)
    page.goto(f"{address}/words")
    send(page, text=f"{WORD} my calf is swollen")
    for path in ("/words", "/answers", "/result"):
        page.goto(address + path)
        seen.append(page.url)
    page.goto(f"{address}/words")
    assert WORD in page.content()
    return seen


def nothing_is_shown(page: Page) -> None:
    shown = page.content()
    assert WORD not in shown
    assert 'value="47"' not in shown


def test_nothing_is_left_after_erasing(page: Page, address: str) -> None:
    seen = tell(page, address)
    page.goto(f"{address}/erase")
    send(page)
    assert "erased" in page.title()
    assert [one for one in page.context.cookies() if one["name"] == "popliteus"] == []
    for _ in range(6):
        page.go_back()
        nothing_is_shown(page)
    for one in seen:
        page.goto(one)
        nothing_is_shown(page)


def test_nothing_is_left_when_somebody_else_begins(page: Page, address: str) -> None:
    seen = tell(page, address)
    cookies = {one["value"] for one in page.context.cookies()}
    page.goto(address)
    assert "erase" in page.locator("main").inner_text().lower()  # it says so beforehand
    begin(page, address)
    assert cookies.isdisjoint(one["value"] for one in page.context.cookies())
    for _ in range(6):
        page.go_back()
        nothing_is_shown(page)
    for one in seen:
        page.goto(one)
        nothing_is_shown(page)
    page.goto(f"{address}/result")
    nothing_is_shown(page)


def test_the_browser_has_nothing_to_complain_of(page: Page, address: str) -> None:
    """No policy of ours is one that it does not know, and none stops a page of ours."""
    said: list[str] = []
    failed: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on("requestfailed", lambda one: failed.append(f"{one.url} {one.failure}"))
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    tell(page, address)
    assert said == []
    assert [one for one in failed if "ERR_ABORTED" not in one] == []  # that is: gone on meanwhile
    assert {one.startswith(address) for one in asked} == {True}
    assert not [one for one in asked if WORD in one or "47" in one.rpartition("/")[2]]
