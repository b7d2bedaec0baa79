"""Pages in a browser: no barrier that axe finds, nothing wider than the screen, no script needed.

axe finds perhaps half of all barriers. What it cannot find was looked at by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.hands import FEWER_ROWS, barriers

#: One page of each kind, and the longest ones.
PAGES = (
    "index.html", "causes/index.html", "causes/deep-vein-thrombosis.html", "causes/leg-cramp.html",
    "rules/index.html", "rules/cold-pale-leg.html", "rules/wells-dvt.html",
    "treatments/index.html", "treatments/oral-nsaid.html", "tests/d-dimer.html",
    "evidence/index.html", "evidence/sources.html", "corrections.html", "changes.html",
    "words.html", "about.html",
)  # fmt: skip


def address(site: Path, page: str) -> str:
    return (site / page).as_uri()


@pytest.mark.slow
def test_no_barriers(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    found = []
    for name in PAGES:
        page.goto(address(site, name))
        page.evaluate(FEWER_ROWS)
        found += barriers(page)
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name in PAGES:
        page.goto(address(site, name))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


def test_every_page_can_be_read_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "evidence/index.html"))
    assert page.locator("tbody tr").count() > 500
    assert page.locator("th button").count() == 0
    context.close()


def test_the_table_sorts(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(address(site, "evidence/index.html"))
    head = page.locator("th", has_text="Value").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    values = page.locator("tbody td.value").evaluate_all("all => all.map(x => +x.dataset.value)")
    assert values == sorted(values)
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    page.close()


def test_the_first_tab_stop_skips_to_the_text(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(address(site, "causes/gout.html"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_a_strict_policy_breaks_nothing(browser: Browser, site: Path) -> None:
    """The policy that the guide names, sent by a stand-in for a server."""
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
    kinds = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def answer(route: Route) -> None:
        file = site / route.request.url.split("/", 3)[3]
        route.fulfill(
            body=file.read_text("utf-8"),
            content_type=kinds[file.suffix],
            headers={"Content-Security-Policy": policy},
        )

    page.route("http://pages.test/**", answer)
    for name in ("index.html", "evidence/index.html", "causes/gout.html"):
        page.goto(f"http://pages.test/{name}")
    assert page.locator("th button").count() > 0
    assert said == []
    page.close()
