"""The result page in a browser: no barrier, nothing too wide, and what the first screen answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from popliteus import KnowledgeBase
from popliteus.web import Settings, create_app
from popliteus.web.guard import CONTENT_POLICY
from tests.browser.hands import barriers, shown, unfold
from tests.unit.web.at_result import CALM, COLD, HOT, through, trial
from tests.unit.web.conftest import Person

CLOT = {
    "calf-swelling": "present", "whole-leg-swelling": "present", "long-travel": "present",
    "mechanism": "none", "onset": "days", "duration": "1-7-days",
}  # fmt: skip
LIMP = {"mechanism": "none", "onset": "days", "duration": "1-6-weeks", "course": "same"}

#: Story, age, sex, place, and what the first screen of a phone must say.
STORIES: dict[str, tuple[dict[str, str], str, str, str, tuple[str, ...]]] = {
    "home care": (
        CALM, "30", "male", "front-of-knee",
        ("Care at home", "You can care for this at home", "Most likely: Soreness"),
    ),
    "clot": (
        CLOT, "45", "female", "calf",
        ("See somebody today", "See a doctor or nurse today.", "Call 111", "Most likely: A blood"),
    ),
    "cold leg": (
        COLD, "71", "male", "calf", ("Emergency", "Get help now.", "Call 999", "Why: A leg that"),
    ),
    "hot knee": (
        HOT, "68", "male", "all-over-knee", ("Emergency", "Get help now.", "Call 999", "infected"),
    ),
    "child": (
        LIMP, "7", "male", "all-over-knee",
        ("See somebody this week", "See a doctor within a week.", "A child"),
    ),
}  # fmt: skip


pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture(scope="module")
def pages(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page of the result by its name, from walks through the app."""
    settings = Settings(database=tmp_path_factory.mktemp("web") / "web.sqlite3")
    app = create_app(knowledge, settings)
    found: dict[str, str] = {}
    for name, (say, age, sex, place, _) in STORIES.items():
        person = Person(app)
        found[name] = through(person, say, age, sex, place)
        found[f"{name}, clinician"] = person.open("/result/clinician").text
        if name == "home care":
            person.open("/result/patient")
            found["wrong"] = trial(person, ("if-age", "old"))
            found["trial"] = trial(person, ("if-age", "52"), ("if-calf-swelling", "present"))
    return found


@pytest.fixture
def opened(browser: Browser, pages: dict[str, str]) -> Callable[..., Page]:
    def open_(name: str, width: int, height: int = 740) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=True
        )
        made = context.new_page()
        shown(made, pages[name], CONTENT_POLICY)
        return made

    return open_


EVERY = [*STORIES, *(f"{name}, clinician" for name in STORIES), "wrong", "trial"]


@pytest.mark.parametrize("name", EVERY)
def test_no_barriers_with_everything_open(name: str, opened: Callable[..., Page]) -> None:
    page = opened(name, 375)
    unfold(page)
    found = barriers(page)
    page.context.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "name", ["cold leg", "home care", "home care, clinician", "clot, clinician", "trial"]
)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_is_wider_than_the_screen_and_no_part_of_it_scrolls_sideways(
    name: str, width: int, opened: Callable[..., Page]
) -> None:
    page = opened(name, width)
    unfold(page)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(one => "
        "one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1 || "
        "(getComputedStyle(one).overflowX !== 'visible' && one.clientWidth > 40 && "
        "one.scrollWidth > one.clientWidth + 1)))"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    wider = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wider <= width, wide
    assert wide == []


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_every_number_of_the_differential_stands_after_its_name(
    width: int, opened: Callable[..., Page]
) -> None:
    page = opened("clot, clinician", width)
    row = page.locator(".pop-numbers tbody tr").first
    said = " ".join(row.inner_text().split())
    table = page.get_by_role("table", name="The differential")
    cells = table.get_by_role("row").first.get_by_role("cell").count()
    page.context.close()
    assert re.search(
        r"Deep vein .* Main cause [\d.]+% 90% interval \d+% to \d+% Active [\d.]+% Prior [\d.]+%",
        said,
    )
    assert cells == 4


@pytest.mark.parametrize("name", STORIES)
def test_the_first_screen_of_a_phone_says_how_urgent_what_to_do_and_what_it_may_be(
    name: str, opened: Callable[..., Page]
) -> None:
    page = opened(name, 375, 812)
    seen = page.evaluate(
        "() => [...document.querySelectorAll('main h1, main h2, main p, main a')].filter(one => "
        "one.checkVisibility() && one.getBoundingClientRect().bottom <= innerHeight)"
        ".map(one => one.innerText).join(' ').replace(/\\s+/g, ' ')"
    )
    page.context.close()
    for words in STORIES[name][4]:
        assert words in seen


def test_two_screens_hold_the_first_cause(opened: Callable[..., Page]) -> None:
    for name in STORIES:
        page = opened(name, 375, 812)
        first = page.locator(".pop-cause").first
        box = first.bounding_box()
        page.context.close()
        assert box is not None, name
        assert box["y"] + box["height"] <= 2.5 * 812, name
