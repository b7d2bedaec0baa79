"""Twelve invented people, each from the first page to the result, in a browser.

What they are shown is what the library says of the answers that they gave. The test keeps these
answers itself, so that one that is lost, turned round or kept on the wrong page is found.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

import popliteus
from popliteus import Assessment, KnowledgeBase
from popliteus.assess.told import Passage
from popliteus.assess.words import in_words
from popliteus.web.places import COVERS, answers_for
from tests.browser.hands import PHONE, enter, opened, press, tap
from tests.browser.people import PEOPLE, Invented

DESKTOP: ViewportSize = {"width": 1280, "height": 900}

#: With scripts or without, on a phone or a desktop.
WAYS = [(scripts, size) for scripts in (True, False) for size in (PHONE, DESKTOP)]
WALKS = [(name, *way) for name, way in zip(PEOPLE, cycle(WAYS), strict=False)]

#: Pages of questions after which somebody has had enough.
ENOUGH = 15

BEHIND = {"behind-knee", "calf", "back-of-thigh"}

#: What has to be the same as the library says; the rest of the JSON is about the story's words.
SAME = (
    "triage", "red_flags", "differential", "unexplained", "surprise", "fits_poorly", "left_out",
    "decision_rules", "next_questions", "what_would_change", "tests", "plan",
)  # fmt: skip


class Walk:
    """One person at one browser, and what they answered."""

    def __init__(self, page: Page, one: Invented, base: KnowledgeBase, *, scripts: bool) -> None:
        self.page, self.one, self.base, self.scripts = page, one, base, scripts
        self.given: dict[str, Any] = {}
        self.told: set[str] = set()
        self.warnings = 0

    def on(self, part: str) -> bool:
        return self.page.url.partition("//")[2].partition("/")[2].startswith(part)

    def send(self, button: str = "Continue") -> None:
        """Send the form; if the interview is interrupted, go on all the same."""
        press(self.page, button)
        if self.on("help-now") or self.on("how-fast"):
            self.warnings += self.on("help-now")
            assert self.page.locator('main a[href^="tel:"]').count()
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="Go on with the questions").click()

    def tick(self, name: str, value: str) -> None:
        self.page.locator(f'main input[name="{name}"][value="{value}"]').check()

    def whole(self) -> None:
        """Go from the first page to the result."""
        enter(self.page, self.one.who)
        self.words()
        self.questions()
        assert self.on("about"), self.page.url
        self.page.fill("#age", self.one.age)
        self.tick("sex", self.one.sex)
        self.send()
        self.questions()
        self.where()
        self.questions(ENOUGH)
        if not self.on("result"):
            with self.page.expect_navigation():
                self.page.get_by_role("link", name="Stop, and see the result so far").click()
        assert self.on("result"), self.page.url

    def questions(self, most: int = 99) -> None:
        for _ in range(most):
            if not self.on("questions/"):
                break
            self.question()

    def question(self) -> None:
        hidden = self.page.locator("main input[type=hidden][name=item]")
        items = hidden.evaluate_all("all => all.map(one => one.value)")
        assert items
        given = {item: self.answer(item) for item in items}
        self.given |= given
        boxes = self.page.locator("main input[name=ticked]").count() > 0
        if not boxes:
            for item, value in given.items():
                self.tick(item, value)
            self.send()
            return
        present = [item for item, value in given.items() if value == "present"]
        unsure = [item for item, value in given.items() if value == "unknown"]
        for value in [*present, *(["unsure"] if unsure else [])] or ["none"]:
            self.tick("ticked", value)
        self.send()
        if unsure:
            assert self.page.url.endswith("/unsure")
            for item in unsure:
                self.tick("ticked", item)
            self.send()

    def answer(self, item: str) -> str:
        sign = item not in self.base.attributes and item not in self.one.unsure
        return self.one.say.get(item, "absent" if sign else "unknown")

    def where(self) -> None:
        """Choose the places: with scripts on the drawing, where it has them, else in the list."""
        assert self.on("where"), self.page.url
        for place in self.one.places:
            if self.page.locator(f'main input[name="places"][value="{place}"]').is_checked():
                continue  # the story told it
            if self.scripts and place not in COVERS:
                tap(self.page, "back" if place in BEHIND else "front", place)
            else:
                self.tick("places", place)
        self.send()
        worst = self.one.worst if len(self.one.places) > 1 else self.one.places[0]
        if self.on("where/most"):
            self.tick("worst", worst)
            self.send()
        else:
            can = [one for one in self.one.places if one not in {"foot", "groin"}]
            worst = can[0]
        self.given |= answers_for(self.one.places, worst, self.base)

    def words(self) -> None:
        assert self.on("words"), self.page.url
        self.page.fill("#text", self.one.text)
        self.send()
        assert self.on("understood") is bool(self.one.text), self.page.url
        if not self.one.text:
            return
        radios = self.page.locator("main input[type=radio]")
        found = dict.fromkeys(radios.evaluate_all("all => all.map(one => one.name)"))
        assert self.one.say.keys() & found.keys(), "nothing of it was understood"
        for item in found:
            right = item in self.one.say
            self.tick(item, "right" if right else "wrong")
            if right:
                self.given[item] = self.one.say[item]
                self.told.add(item)
        self.send("All of this is right")

    def expected(self) -> Assessment:
        """What the library says of these answers, some of which the story told."""
        values = {
            "age": int(self.one.age),
            "sex": self.one.sex,
            "setting": "primary_care",
            "account": "asked",
            "country": "GB",
            "findings": self.given,
        }
        case = popliteus.case_from_mapping(values, self.base)
        origins = dict.fromkeys(self.told, Passage((0, len(self.one.text)), self.one.text))
        told = replace(case.told, read=True, origins=origins) if self.told else case.told
        return popliteus.assess(replace(case, told=told), self.base)


def text_of(page: Page, where: str) -> list[str]:
    """Words of each element, folded ones as well."""
    found = page.locator(where).evaluate_all("all => all.map(one => one.textContent)")
    return [" ".join(one.split()) for one in found]


def compare_page(page: Page, expected: Assessment, base: KnowledgeBase) -> None:
    """Hold the page, as it is shown, against the result."""
    name = next(one.name for one in base.services.levels if one.id == expected.triage.level.word)
    assert name in page.title()
    assert name in page.locator("main .nhsuk-card--care").first.inner_text()
    assert expected.triage.action.split(".")[0] in page.locator(".pop-action").inner_text()
    shown = {one.lay_name: one for one in expected.shown}
    order = list(shown)
    names = text_of(page, ".pop-cause h3")
    assert sorted(names) == sorted(order)
    assert names[:3] == order[:3]
    for lists in page.locator(".pop-causes").all():
        there = [" ".join(one.split()) for one in lists.locator("h3").all_text_contents()]
        assert there == sorted(there, key=order.index)
    chances = text_of(page, ".pop-cause__chance")
    bars = page.locator(".pop-cause .pop-bar rect")
    widths = bars.evaluate_all("all => all.map(one => one.getAttribute('width'))")
    for cause, chance, width in zip(names, chances, widths, strict=True):
        probability = shown[cause].probability
        assert re.search(rf", {in_words(probability)}( serious)?$", chance), (cause, chance)
        assert width == str(round(100 * probability)), cause


def label(value: object) -> str:
    if isinstance(value, bool):
        return "scripts" if value else "no scripts"
    return f"{value['width']} px" if isinstance(value, dict) else str(value)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "scripts", "size"), WALKS, ids=label)
def test_the_result_of_a_whole_walk_is_what_the_library_says(
    browser: Browser,
    app: str,
    knowledge: KnowledgeBase,
    name: str,
    scripts: bool,
    size: ViewportSize,
) -> None:
    one = PEOPLE[name]
    page = opened(browser, app, viewport=size, scripts=scripts)
    walk = Walk(page, one, knowledge, scripts=scripts)
    walk.whole()
    expected = walk.expected()
    told = page.request.get(f"{app}/result/patient.json").json()
    compare_page(page, expected, knowledge)
    words = " ".join(text_of(page, "main"))
    page.context.close()
    assert {item["finding"] for item in told["evidence"]} <= walk.given.keys()
    plain = expected.to_dict()
    assert {key: told[key] for key in SAME} == {key: plain[key] for key in SAME}
    assert told["case"] == plain["case"]
    low, high = one.levels
    assert low <= expected.triage.level <= high
    assert knowledge.causes[one.cause].lay_name in words
    assert bool(walk.warnings) is one.alarm


def test_every_way_is_gone_by_three_people() -> None:
    count = Counter((scripts, size["width"]) for _, scripts, size in WALKS)
    assert sorted(count) == [(False, 375), (False, 1280), (True, 375), (True, 1280)]
    assert min(count.values()) >= 3
