"""Pictures of probabilities and of recovery say what they are given, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from popliteus import KnowledgeBase, assess
from popliteus.assess import Case
from popliteus.errors import InputError
from popliteus.knowledge.records import Interval, Number, Of, Source
from popliteus.publish.drawings import (
    Entry,
    RecoveryPoint,
    entries_of,
    probability_picture,
    recovery_curve,
    recovery_points,
)
from popliteus.publish.drawings.probabilities import people

SVG = "{http://www.w3.org/2000/svg}"
THREE = [
    Entry("a blood clot", 0.45, 0.27, 0.64),
    Entry("a skin infection", 0.33, 0.0004, 0.5),
    Entry("a cyst behind the knee that has burst and runs into the calf", 0.12),
]


def tree(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - written by us


def letters(root: ET.Element) -> list[str]:
    return [str(one.text) for one in root.iter(f"{SVG}text") if len(str(one.text)) == 1]


def test_a_hundred_people_stand_for_the_shares() -> None:
    found = letters(tree(probability_picture(THREE)))
    rest = [one for one in found if one == "?"]
    assert len(found) == 104, "a hundred, and one beside each bar"
    assert [found.count(one) - 1 for one in "ABC"] == [45, 33, 12]
    assert len(rest) - 1 == 10


def test_the_picture_says_itself_in_words() -> None:
    root = tree(probability_picture(THREE))
    said = root.findtext(f"{SVG}desc")
    assert said is not None
    assert "a blood clot: about 4 in 10" in said
    assert "something else: about 1 in 10" in said


def test_lines_of_text_fit_the_narrowest_phone() -> None:
    for one in tree(probability_picture(THREE)).iter(f"{SVG}text"):
        if one.get("text-anchor") == "start":
            assert float(str(one.get("x"))) + 7.4 * len(str(one.text)) < 320, one.text


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9).filter(lambda one: sum(one) > 0))
def test_people_add_up(shares: list[float]) -> None:
    scaled = [one / sum(shares) for one in shares]
    assert sum(people(scaled)) == 100
    assert all(
        abs(count - share * 100) < 1 for count, share in zip(people(scaled), scaled, strict=True)
    )


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [Entry("a", 0.7), Entry("b", 0.7)],
        [Entry("a", 0.5, 0.6, 0.9)],
        [Entry("a", -0.1)],
        [Entry(letter, 0.05) for letter in "abcdefghij"],
    ],
)
def test_what_cannot_be_is_refused(entries: list[Entry]) -> None:
    with pytest.raises(InputError, match="at most 1 together"):
        probability_picture(entries)


def test_an_assessment_becomes_a_picture(knowledge: KnowledgeBase) -> None:
    result = assess(Case(id="drawn", age=45.0), knowledge)
    entries = entries_of(result)
    assert [one.name for one in entries] == [one.lay_name for one in result.shown]
    tree(probability_picture(entries))


def point(
    weeks: float, share: float, *interval: float, counted: str = "could run"
) -> RecoveryPoint:
    low, high = interval or (None, None)
    return RecoveryPoint(weeks, share, low, high, counted=counted)


def test_recovery_shows_measured_points_only() -> None:
    points = [point(2, 0.3, 0.2, 0.4), point(6, 0.62, 0.5, 0.7)]
    root = tree(recovery_curve(points, "a strain"))
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    said = str(root.findtext(f"{SVG}desc"))
    assert said.startswith("After 2 weeks about 3 in 10 could run.")
    assert said.endswith("nobody looked.")


def test_one_point_has_nothing_between() -> None:
    root = tree(recovery_curve([point(6, 0.62)], "a strain"))
    assert root.findtext(f"{SVG}desc") == "After 6 weeks about 6 in 10 could run."


def test_a_long_recovery_is_told_in_months() -> None:
    text = recovery_curve([point(26, 0.5), point(104, 0.8)], "a torn ligament")
    assert "After 24 months" in text
    assert ">months<" in text


def test_a_long_heading_moves_the_picture_down() -> None:
    long = "were back at the sport that they had done before the injury"
    short, tall = (
        tree(recovery_curve([point(6, 0.5, counted=words)], "a strain"))
        for words in ("could run", long)
    )
    heading = [one.text for one in tall.iter(f"{SVG}text") if one.get("font-weight") == "bold"]
    assert " ".join(map(str, heading)) == f"Of 10 people, how many {long}"
    assert float(tall.get("height", "")) > float(short.get("height", ""))


@pytest.mark.parametrize("points", [[], [point(6, 0.5), point(2, 0.7)], [point(-1, 0.5)]])
def test_no_recovery_without_measurements(points: list[RecoveryPoint]) -> None:
    with pytest.raises(InputError, match="measured point"):
        recovery_curve(points, "a strain")


def test_two_outcomes_are_no_curve() -> None:
    with pytest.raises(InputError, match="all of one thing"):
        recovery_curve([point(2, 0.3), point(6, 0.5, counted="were free of pain")], "a strain")


def test_points_come_from_the_record(knowledge: KnowledgeBase) -> None:
    cause = knowledge.causes["gastrocnemius-strain"]
    assert recovery_points(cause) == ()
    number = Number(
        id="well-again", quantity="share", of=Of(text="well again"),
        estimate=Interval("interval", 0.6, 0.5, 0.7), source=Source("x", "Table 1", "abstract"),
        population="invented", grade="low", use="shown", after_weeks=6.0, counted="could run",
    )  # fmt: skip
    assert cause.care is not None
    course = replace(cause.care.course, evidence=("well-again",))
    drawn = replace(cause, care=replace(cause.care, course=course), evidence=(number,))
    assert recovery_points(drawn) == (RecoveryPoint(6.0, 0.6, 0.5, 0.7, counted="could run"),)


def test_every_measured_recovery_can_be_drawn(knowledge: KnowledgeBase) -> None:
    """A second figure for the same time would make the curve an error."""
    drawn = [cause for cause in knowledge.causes.values() if recovery_points(cause)]
    assert drawn
    for cause in drawn:
        points = recovery_points(cause)
        curve = recovery_curve(points, cause.lay_name)
        assert f"in 10 {points[0].counted}." in curve
        assert "well again" not in curve
