"""The library in a browser: no barrier on any template, nothing too wide, no script needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import hands

#: One page of each template, and of each kind of main part.
PAGES = (
    "", "/article", "/causes", "/causes/deep-vein-thrombosis", "/rules", "/rules/cold-pale-leg",
    "/rules/wells-dvt", "/treatments/oral-nsaid", "/tests/d-dimer", "/evidence",
    "/evidence?kind=causes&sort=-value&page=2", "/evidence?kind=tests&quantity=rate_per_1000",
    "/evidence/deep-vein-thrombosis--rate-norway", "/sources", "/how", "/how-well", "/about",
    "/corrections", "/changes", "/words", "/search", "/privacy", "/accessibility",
    "/cite/causes/gout",
)  # fmt: skip

NARROW, SCREEN = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
LOOKED_AT = {"viewport": NARROW, "java_script_enabled": True}
looked_at = pytest.mark.parametrize("page", [LOOKED_AT], indirect=True)


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without scripts; axe needs a browser that runs them, so ours are kept from it then."""
    options: dict[str, Any] = {"viewport": NARROW, "java_script_enabled": False}
    options |= getattr(request, "param", {})
    context = browser.new_context(**options)
    made = context.new_page()
    if options == LOOKED_AT:
        made.route("**/*.js*", lambda route: route.abort())
    yield made
    context.close()


def barriers(page: Page) -> list[str]:
    """What axe finds; rows of a long table are alike, so the first of them are enough."""
    page.evaluate(hands.FEWER_ROWS)
    hands.unfold(page)
    return hands.barriers(page)


def wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    room = page.evaluate("innerWidth")
    return [f"{page.url}: {width} in {room}"] if width > room else []


@pytest.mark.slow
@looked_at
def test_no_barriers_and_nothing_wider_than_the_screen(page: Page, app: str) -> None:
    found = []
    for where in PAGES:
        page.goto(f"{app}/library{where}")
        found += wide(page) + barriers(page)
    assert not found, "\n".join(found)


def search(page: Page, words: str) -> None:
    if not page.locator("[name=words] >> visible=true").count():
        page.get_by_text("Search, and parts of the library").click()
    page.locator("[name=words] >> visible=true").fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@looked_at
def test_a_search_has_no_barrier_in_any_state_and_can_be_gone_back_to(page: Page, app: str) -> None:
    page.goto(f"{app}/library/causes")
    found = []
    for words in ("menisus tear", "xyzzyq qqqqqqqq", "thrombosis xyzzyq", "gout"):
        search(page, words)
        found += wide(page) + barriers(page)
    assert not found, "\n".join(found)
    assert page.url == f"{app}/library/search"
    page.locator(".lib-hits a").first.click()
    page.wait_for_url("**/library/causes/gout")
    page.go_back()
    assert page.locator("#words").input_value() == "gout"
    assert page.locator(".lib-hits li").count() > 3


SMALL = {"width": 375, "height": 667}
FIRST = """() => {
  const title = document.querySelector('main h1');
  const after = [...document.querySelectorAll('main p, main li, main label')].find(one =>
    !one.matches('.reviewed') && title.compareDocumentPosition(one) & 4);
  const text = after.innerText, range = document.createRange();
  const walk = document.createTreeWalker(after, NodeFilter.SHOW_TEXT);
  range.setStart(after, 0);
  let left = (text.search(/[.:?](\\s|$)/) + 1) || text.length;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (left <= node.length) { range.setEnd(node, left); break; }
    left -= node.length;
    range.setEnd(node, node.length);
  }
  return [title.getBoundingClientRect().top, range.getBoundingClientRect().bottom];
}"""


@pytest.mark.parametrize("page", [{"viewport": SMALL, "java_script_enabled": True}], indirect=True)
def test_title_and_first_sentence_stand_on_the_first_screen_of_a_phone(
    page: Page, app: str
) -> None:
    """Also for somebody who is told on every page to get help, and has a result to go back to."""
    page.goto(app)
    hands.begin(page)
    page.check("input[type=checkbox][value=chest-pain]")
    hands.press(page)
    for where in PAGES:
        page.goto(f"{app}/library{where}")
        title, sentence = page.evaluate(FIRST)
        assert title <= 300, (where, title)
        assert sentence <= SMALL["height"], (where, sentence)


@pytest.mark.parametrize("page", [{"viewport": SCREEN}], indirect=True)
def test_a_wide_screen_shows_search_and_the_parts_of_the_library(page: Page, app: str) -> None:
    page.goto(f"{app}/library/causes/gout")
    assert page.locator("#top-words").is_visible()
    assert not page.get_by_text("Search, and parts of the library").is_visible()
    page.locator(".lib-menu").get_by_role("link", name="Tests", exact=True).click()
    page.wait_for_url("**/library/tests")
    search(page, "gout")
    assert page.locator(".lib-hits li").count() > 3


def filled_in(page: Page, app: str) -> None:
    """Fill in a rule and send it by keyboard alone."""
    page.goto(f"{app}/library/rules/wells-dvt")
    page.focus("#age")
    page.keyboard.type("54")
    for name in ("pregnant-2", "after-birth-2", "whole-leg-swelling-1", "previous-dvt-1"):
        page.focus(f"#{name}")
        page.keyboard.press("Space")
    page.focus("#age")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_rule_is_worked_out_by_keyboard_and_without_a_script(page: Page, app: str) -> None:
    filled_in(page, app)
    assert page.evaluate("document.activeElement.className") == "lib-outcome"
    assert page.get_by_role("heading", name="DVT likely").is_visible()


@looked_at
def test_what_came_out_and_what_is_wrong_have_no_barrier(page: Page, app: str) -> None:
    filled_in(page, app)
    found = wide(page) + barriers(page)
    page.fill("#age", "999")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Work it out").click()
    assert "error-summary" in page.evaluate("document.activeElement.className")
    assert not found + wide(page) + barriers(page)


@pytest.mark.parametrize("page", [{"viewport": SCREEN}], indirect=True)
def test_the_table_is_sorted_and_filtered_without_a_script(page: Page, app: str) -> None:
    page.goto(f"{app}/library/evidence")
    page.select_option("#quantity", "sensitivity")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Show").click()
    with page.expect_navigation():
        page.locator("thead a", has_text="Value").click()
    shown = page.locator(".lib-value").all_inner_texts()
    values = [float(one.partition("%")[0]) for one in shown]
    assert len(values) > 20
    assert values == sorted(values)
    assert "quantity=sensitivity" in page.url


@pytest.mark.parametrize("page", [{"viewport": SCREEN, "java_script_enabled": True}], indirect=True)
def test_the_policy_blocks_nothing_and_nothing_else_is_asked_for(page: Page, app: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda one: said.append(one.url) if not one.url.startswith(f"{app}/") else None,
    )
    for where in ("", "/article", "/rules/wells-dvt", "/evidence", "/cite/causes/gout"):
        page.goto(f"{app}/library{where}")
    assert said == []
    assert page.get_by_role("button", name="Copy APA 7").is_visible()


@pytest.mark.parametrize("page", [{"viewport": SMALL}], indirect=True)
def test_a_phone_folds_what_is_long_and_paper_and_a_desk_show_it(page: Page, app: str) -> None:
    page.goto(f"{app}/library/causes/deep-vein-thrombosis")
    inside = page.get_by_role("heading", name="The pain", exact=True)
    fold = page.locator("summary", has_text="what the pain is like")
    assert not inside.is_visible()
    fold.focus()
    page.keyboard.press("Enter")
    assert inside.is_visible()
    page.keyboard.press("Enter")
    assert not inside.is_visible()
    page.emulate_media(media="print")
    assert inside.is_visible()
    assert not fold.is_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert inside.is_visible()
    assert not fold.is_visible()
