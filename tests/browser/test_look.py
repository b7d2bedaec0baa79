"""What the web app wears, in a browser: one page with every component, with and without errors."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.hands import barriers, shown, unfold
from tests.unit.web.sample import WRONG, View, page

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
DESK: ViewportSize = {"width": 1280, "height": 720}
VIEWS = {"right": View(), "wrong": WRONG}

pytestmark = pytest.mark.usefixtures("styled")


def opened(
    browser: Browser,
    view: str,
    viewport: ViewportSize = DESK,
    forced_colors: Literal["active", "none"] = "none",
) -> tuple[Page, list[str]]:
    """A page served from nowhere under the policy of the application, and what went wrong."""
    context = browser.new_context(viewport=viewport, forced_colors=forced_colors)
    made, said = context.new_page(), list[str]()
    made.on("console", lambda message: said.append(message.text))
    made.on("request", lambda one: said.append(one.url) if "//page.test/" not in one.url else None)
    shown(made, page(VIEWS[view]), POLICY)
    return made, said


@pytest.mark.parametrize("view", VIEWS)
def test_no_barriers(browser: Browser, view: str) -> None:
    made, _ = opened(browser, view, viewport={"width": 375, "height": 800})
    unfold(made)
    found = barriers(made)
    made.context.close()
    assert not found, "\n".join(found)


def test_the_policy_blocks_nothing_and_nothing_else_is_asked_for(browser: Browser) -> None:
    made, said = opened(browser, "wrong")
    family = made.evaluate("getComputedStyle(document.body).fontFamily")
    made.context.close()
    assert said == []
    assert family.startswith("system-ui")


# 1280 px at 400 % is 320 px; a larger text size of the browser is the other way to zoom.
@pytest.mark.parametrize(("width", "size"), [(320, 16), (320, 24), (375, 16), (1280, 16)])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_the_screen(
    browser: Browser, view: str, width: int, size: int
) -> None:
    made, _ = opened(browser, view, viewport={"width": width, "height": 640})
    made.evaluate("size => { document.documentElement.style.fontSize = size + 'px' }", size)
    unfold(made)
    wide = made.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(one => "
        "one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.pop-scroll'))"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    assert made.evaluate("document.documentElement.scrollWidth") <= width, wide
    made.context.close()


def test_targets_are_large_enough(browser: Browser) -> None:
    made, _ = opened(browser, "right", viewport={"width": 375, "height": 800})
    small = made.evaluate(
        "() => [...document.querySelectorAll('button, header a, footer a, .pop-call a')]"
        ".filter(one => !one.closest('.nhsuk-skip-link')).map(one => [one.textContent.trim(), "
        "one.getBoundingClientRect().height]).filter(pair => pair[1] < 32)"
    )
    made.context.close()
    assert small == []


def test_the_level_is_told_without_colour(browser: Browser) -> None:
    made, _ = opened(browser, "right", forced_colors="active")
    filled = made.locator("[class*='pop-level--']").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('.pop-steps span')]"
        ".map(step => getComputedStyle(step)).filter(step => [step.backgroundColor, "
        "step.borderTopColor].every(ink => ink === getComputedStyle(document.body).color)).length)"
    )
    said = made.locator(".nhsuk-card--care .nhsuk-card__heading").all_inner_texts()
    made.context.close()
    assert filled == [5, 4, 3, 2, 1]
    assert "Emergency: call an ambulance now" in said[0]


def test_on_paper_there_are_no_links_to_follow_and_no_dark_ground(browser: Browser) -> None:
    made, _ = opened(browser, "right")
    made.emulate_media(media="print")
    for hidden in (".pop-call", ".nhsuk-button >> nth=0", ".pop-footer ul", ".nhsuk-pagination"):
        assert not made.locator(hidden).is_visible()
    head = made.locator(".pop-level--emergency .nhsuk-card__heading-container")
    assert head.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    assert head.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    made.context.close()


def test_paper_stays_light_where_the_system_is_dark(browser: Browser) -> None:
    made, _ = opened(browser, "wrong")
    grounds = (
        "[...new Set([...document.querySelectorAll('html, body, main, main *')].map(one => "
        "getComputedStyle(one)).flatMap(one => [one.color, one.backgroundColor]))].sort()"
    )
    made.emulate_media(media="print")
    light = made.evaluate(grounds)
    made.emulate_media(media="print", color_scheme="dark")
    assert made.evaluate(grounds) == light
    made.emulate_media(media="screen", color_scheme="dark")
    assert made.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 31)"
    made.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_s_place_is_seen(browser: Browser, scheme: Literal["light", "dark"]) -> None:
    made, _ = opened(browser, "wrong")
    made.emulate_media(color_scheme=scheme)
    made.evaluate(
        "document.querySelectorAll('*').forEach(one => { one.style.transition = 'none' })"
    )
    places = "a, button, input, select, textarea, summary"
    unseen = made.locator(places).evaluate_all(
        "all => all.filter(one => one.checkVisibility()).filter(one => { one.focus();"
        "const seen = [one, one.nextElementSibling, ...one.children].filter(Boolean)"
        ".flatMap(part => [getComputedStyle(part), getComputedStyle(part, '::before')])"
        ".map(style => style.backgroundColor + style.boxShadow + style.outlineColor).join();"
        "return document.activeElement === one && !seen.includes('rgb(255, 191, 0)') })"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    made.context.close()
    assert unseen == []


def test_the_first_tab_stop_skips_to_the_text(browser: Browser) -> None:
    made, _ = opened(browser, "right")
    made.keyboard.press("Tab")
    assert made.evaluate("document.activeElement.className") == "nhsuk-skip-link"
    assert made.locator(".nhsuk-skip-link").is_visible()
    made.keyboard.press("Enter")
    assert made.evaluate("document.activeElement.id") == "content"
    made.context.close()
