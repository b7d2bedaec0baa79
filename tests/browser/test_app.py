"""The interview in a browser without scripts: no barrier, nothing too wide, focus, keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from popliteus import KnowledgeBase
from tests.browser.hands import PHONE, barriers, begin, calm, enter, opened, press, unfold

STORY = "My calf is swollen since yesterday. I have had a fever. The dog barked."

Look = Callable[[Page, str], None]


def walk(page: Page, app: str, look: Look) -> None:
    """Go through the app once, with mistakes; look at each kind of page."""
    look(page, "start")
    press(page, "Start")
    look(page, "start, wrong")
    enter(page, "other")
    look(page, "words")
    page.fill("#text", STORY)
    press(page)
    look(page, "understood")
    page.locator("input[value=other]").first.check()
    press(page, "All of this is right")
    look(page, "understood, wrong")
    for box in page.locator("input[value=wrong]").all():
        box.check()
    press(page, "All of this is right")
    look(page, "danger")
    press(page)
    look(page, "danger, wrong")
    page.check("input[type=checkbox][value=chest-pain]")
    press(page)
    look(page, "interruption")
    page.get_by_role("button", name="Go on with the questions").click()
    page.wait_for_url("**/questions/1")
    look(page, "danger, alarm")
    page.goto(f"{app}/questions/0")
    page.uncheck("input[type=checkbox][value=chest-pain]")
    page.check("input[value=unsure]")
    press(page)
    look(page, "unsure")
    page.check("input[value=none]")
    press(page)
    page.check("input[type=checkbox][value=cold-foot]")
    press(page)
    look(page, "how fast")
    page.get_by_role("button", name="Go on with the questions").click()
    page.wait_for_url("**/questions/2")
    page.goto(f"{app}/questions/1")
    page.uncheck("input[type=checkbox][value=cold-foot]")
    calm(page)
    press(page)
    look(page, "about, wrong")
    page.fill("#age", "45")
    page.check("input[value=male]")
    press(page)
    look(page, "where")
    page.locator("input[value=calf]").check()
    press(page)
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
    found: list[str] = []
    seen: list[str] = []

    def look(page: Page, name: str) -> None:
        seen.append(name)
        unfold(page)
        found.extend(f"{name}: {one}" for one in barriers(page))
        for width, size in ((320, 16), (320, 24), (1280, 16)):  # 1280 px at 400 % are 320 px
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("size => { document.documentElement.style.fontSize = size + 'px' }", size)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{name}: {wide} px at {width} px, letters of {size} px")
        page.set_viewport_size(PHONE)

    # axe needs a browser that runs scripts: ours are kept away from it instead.
    page = opened(browser, f"{app}/resume", scripts=True)
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(app)
    walk(page, app, look)
    page.context.close()
    assert len(seen) > 20
    assert not found, "\n".join(found)


def test_nothing_is_said_to_the_console_and_no_other_host_is_asked(
    browser: Browser, app: str
) -> None:
    page = opened(browser, f"{app}/resume", scripts=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda one: said.append(one.url) if not one.url.startswith(app) else None)
    page.goto(app)
    begin(page)
    page.check("input[type=checkbox][value=fainting]")
    press(page)
    page.goto(f"{app}/answers")
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    page.context.close()
    assert said == []
    assert family.startswith("system-ui")


@pytest.fixture
def danger(browser: Browser, app: str) -> Iterator[Page]:
    """The first danger page, without scripts."""
    page = opened(browser, app, scripts=False)
    begin(page)
    yield page
    page.context.close()


def focused(page: Page, property_: str = "className") -> str:
    return str(page.evaluate(f"document.activeElement.{property_}"))


def test_what_is_wrong_has_the_focus_without_a_script(danger: Page) -> None:
    press(danger)
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
    press(danger)
    danger.emulate_media(media="print")
    text = danger.locator("body").inner_text()
    assert "Call 999" in text
    assert "Help is needed now." in text
    assert not danger.locator(".pop-tools").is_visible()
    assert not danger.get_by_role("button", name="Call 999").is_visible()


def test_colours_of_the_system_are_kept_and_nothing_moves(browser: Browser, app: str) -> None:
    page = opened(browser, app, scripts=False, forced_colors="active", reduced_motion="reduce")
    begin(page)
    page.check("input[type=checkbox][value=chest-pain]")
    press(page)
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


#: Two and a half screens of a small phone, 375 x 667 px.
SHORT = 1660


def test_the_danger_pages_are_short_on_a_phone_and_ask_everything(
    danger: Page, knowledge: KnowledgeBase
) -> None:
    """Seen without a touch: every sign with its question. Folded: how to check it, and no more."""
    pages = [one for one in knowledge.questionnaire.pages if one.danger]
    for number, one in enumerate(pages, start=1):
        main = danger.locator("main")
        assert f"Danger signs: page {number} of {len(pages)}" in main.inner_text()
        seen = " ".join(main.inner_text().split())
        for item in one.items:
            record = knowledge.findings[item]
            assert danger.locator(f"input[type=checkbox][value={item}]").count() == 1
            for text in (record.lay_name[1:], record.ask, record.hint):
                assert " ".join(text.split()) in seen, (item, text)
            how = " ".join(record.how.split())
            folded = " ".join(danger.locator("main form details").all_text_contents())
            assert how not in seen or not how, item
            assert how in " ".join(folded.split()), item
        button = main.get_by_role("button", name="Continue").bounding_box()
        assert button is not None
        assert button["y"] + button["height"] <= SHORT, (one.id, button)
        danger.check("input[value=none]")
        press(danger)
    assert danger.url.endswith("/about")
    danger.goto(danger.url.replace("/about", "/questions/1"))
    assert f"page 2 of {len(pages)}" in danger.locator("main").inner_text()


def test_what_it_is_instead_shows_when_it_is_to_be_changed(browser: Browser, app: str) -> None:
    page = opened(browser, app, scripts=False)
    enter(page)
    page.fill("#text", STORY)
    press(page)
    read = page.locator(".pop-read", has_text="You have had it for")
    instead = read.locator("select")
    assert not instead.is_visible()
    read.locator("input[value=other]").check()
    assert instead.is_visible()
    tall = page.locator(".pop-read:has(select) .nhsuk-radios").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    page.context.close()
    assert tall
    assert max(tall) < 60, "on a phone the choices stand in one row"


#: Screens of a phone within which the button to start stands, below the emergencies.
SCREENS = 2.6


def test_on_a_phone_the_start_is_near_and_emergencies_come_first(
    browser: Browser, app: str
) -> None:
    page = opened(browser, app, scripts=False)
    start = page.get_by_role("button", name="Start", exact=True).bounding_box()
    call = page.get_by_role("button", name="Call 999").bounding_box()
    assert start is not None
    assert call is not None
    assert call["y"] < start["y"]
    assert start["y"] + start["height"] < SCREENS * PHONE["height"]
    page.context.close()
