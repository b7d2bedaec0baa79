"""The interview in a browser without scripts: no barrier, nothing too wide, focus, keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.test_pages import RULES

PHONE: ViewportSize = {"width": 375, "height": 800}
STORY = "My calf is swollen since yesterday. I have had a fever. The dog barked."

Look = Callable[[Page, str], None]


def press(page: Page, button: str) -> None:
    """Press a button of the main text, and wait for what comes."""
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def opened(browser: Browser, address: str, **options: Any) -> Page:  # noqa: ANN401
    given: dict[str, Any] = {"viewport": PHONE, "java_script_enabled": False, **options}
    page = browser.new_context(**given).new_page()
    page.goto(address)
    return page


def begin(page: Page, who: str = "self") -> None:
    page.check(f"input[name=who][value={who}]")
    press(page, "Start")


def calm(page: Page) -> None:
    """Answer every page of boxes that comes with "none of these"."""
    while "/questions/" in page.url:
        page.check("input[value=none]")
        press(page, "Continue")


def walk(page: Page, app: str, look: Look) -> None:
    """Go through the app once, with mistakes; look at each kind of page."""
    look(page, "start")
    press(page, "Start")
    look(page, "start, wrong")
    begin(page, "other")
    look(page, "danger")
    press(page, "Continue")
    look(page, "danger, wrong")
    page.check("input[type=checkbox][value=chest-pain]")
    press(page, "Continue")
    look(page, "interruption")
    page.get_by_role("button", name="Go on with the questions").click()
    page.wait_for_url("**/questions/1")
    look(page, "danger, alarm")
    page.goto(f"{app}/questions/0")
    page.uncheck("input[type=checkbox][value=chest-pain]")
    page.check("input[value=unsure]")
    press(page, "Continue")
    look(page, "unsure")
    page.check("input[value=none]")
    press(page, "Continue")
    calm(page)
    press(page, "Continue")
    look(page, "about, wrong")
    page.fill("#age", "45")
    page.check("input[value=male]")
    press(page, "Continue")
    look(page, "where")
    page.locator("input[value=calf]").check()
    press(page, "Continue")
    look(page, "words")
    page.fill("#text", STORY)
    press(page, "Continue")
    look(page, "understood")
    press(page, "Continue")
    look(page, "understood, wrong")
    for box in page.locator("input[value=wrong]").all():
        box.check()
    press(page, "Continue")
    look(page, "question")
    for name in ("answers", "save", "erase", "resume", "nothing"):
        page.goto(f"{app}/{name}")
        look(page, name)
    page.goto(f"{app}/save")
    press(page, "Make a code")
    look(page, "code")
    page.goto(app)
    look(page, "start again")
    page.goto(f"{app}/erase")
    press(page, "Yes, erase my answers")
    look(page, "erased")
    page.goto(f"{app}/result")
    look(page, "gone")


@pytest.mark.slow
def test_no_barriers_and_nothing_too_wide(browser: Browser, app: str) -> None:
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    found: list[str] = []
    seen: list[str] = []

    def look(page: Page, name: str) -> None:
        seen.append(name)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(axe)
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        result = page.evaluate("options => axe.run(document, options)", options)
        for one in result["violations"]:
            where = [node["html"][:150] for node in one["nodes"][:2]]
            found.append(f"{name}: {one['id']}: {one['help']}: {where}")
        for width, size in ((320, 16), (320, 24), (1280, 16)):  # 1280 px at 400 % are 320 px
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("size => { document.documentElement.style.fontSize = size + 'px' }", size)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{name}: {wide} px at {width} px, letters of {size} px")
        page.set_viewport_size(PHONE)

    # axe needs a browser that runs scripts: ours are kept away from it instead.
    page = opened(browser, f"{app}/resume", java_script_enabled=True)
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(app)
    walk(page, app, look)
    page.context.close()
    assert len(seen) > 20
    assert not found, "\n".join(found)


def test_nothing_is_said_to_the_console_and_no_other_host_is_asked(
    browser: Browser, app: str
) -> None:
    page = opened(browser, f"{app}/resume", java_script_enabled=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: said.append(one.url) if not one.url.startswith(app) else None)
    page.goto(app)
    begin(page)
    page.check("input[type=checkbox][value=fainting]")
    press(page, "Continue")
    page.goto(f"{app}/answers")
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    page.context.close()
    assert said == []
    assert family.startswith("system-ui")


@pytest.fixture
def danger(browser: Browser, app: str) -> Iterator[Page]:
    """The first danger page, without scripts."""
    page = opened(browser, app)
    begin(page)
    yield page
    page.context.close()


def focused(page: Page, property_: str = "className") -> str:
    return str(page.evaluate(f"document.activeElement.{property_}"))


def test_what_is_wrong_has_the_focus_without_a_script(danger: Page) -> None:
    press(danger, "Continue")
    assert focused(danger) == "nhsuk-error-summary"
    assert danger.title().startswith("Error: ")
    danger.keyboard.press("Tab")
    danger.keyboard.press("Enter")
    assert focused(danger, "id") == "ticked-1"


def test_the_keyboard_alone_gets_help(danger: Page) -> None:
    danger.keyboard.press("Tab")
    assert focused(danger) == "nhsuk-skip-link"
    danger.keyboard.press("Enter")
    assert focused(danger, "id") == "content"
    for _ in range(2):  # the second box
        danger.keyboard.press("Tab")
    danger.keyboard.press("Space")
    assert danger.is_checked("input[type=checkbox][value=chest-pain]")
    with danger.expect_navigation():
        danger.keyboard.press("Enter")
    assert danger.url.endswith("/help-now")
    for _ in range(20):
        danger.keyboard.press("Tab")
        if focused(danger, "getAttribute('href')") == "tel:999":
            return
    pytest.fail("no number to call within reach of the keyboard")


def test_on_paper_the_number_and_the_lines_for_the_phone_stay(danger: Page) -> None:
    danger.check("input[type=checkbox][value=chest-pain]")
    press(danger, "Continue")
    danger.emulate_media(media="print")
    text = danger.locator("body").inner_text()
    assert "Call 999" in text
    assert "I need help now." in text
    assert not danger.locator(".pop-tools").is_visible()
    assert not danger.get_by_role("button", name="Call 999").is_visible()


def test_colours_of_the_system_are_kept_and_nothing_moves(browser: Browser, app: str) -> None:
    page = opened(browser, app, forced_colors="active", reduced_motion="reduce")
    begin(page)
    page.check("input[type=checkbox][value=chest-pain]")
    press(page, "Continue")
    page.goto(f"{app}/continue")
    bar = page.locator(".pop-call")
    edge = bar.evaluate("one => getComputedStyle(one).borderBottomStyle")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => "
        "getComputedStyle(one).transitionDuration !== '0s').length"
    )
    page.context.close()
    assert edge == "solid"
    assert moving == 0


def test_targets_are_large_enough_for_a_finger(danger: Page) -> None:
    small = danger.evaluate(
        "() => [...document.querySelectorAll('button, .pop-tools a, header a, footer a, nav a')]"
        ".filter(one => !one.closest('.nhsuk-skip-link'))"
        ".map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
        ".filter(pair => pair[1] < 24)"
    )
    assert small == []
