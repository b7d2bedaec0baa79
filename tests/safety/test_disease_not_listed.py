"""HAZ-014: a disease that the knowledge base lacks is squeezed into one that it has."""

from __future__ import annotations

import pytest

from popliteus import Assessment, KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import (
    HARMLESS,
    Findings,
    calm,
    command,
    everybody,
    judge,
    level,
    one_line,
    present,
    screened,
    too_low,
)

#: Signs that no cause brings together and that no rule speaks of, on top of a harmless story.
ODD: tuple[Findings, ...] = (
    present("calf-snap", "thigh-snap", "pop-in-knee", "burst-feeling", "face-or-sun-rash"),
    present("hand-joints-swollen", "face-or-sun-rash", "catching", "calf-snap", "big-toe-attack",
            "burst-feeling", "thigh-snap", "downhill-pain"),
    present("mouth-sores-or-hair-loss", "thigh-snap", "shooting-leg-pain", "bruise-below-ankle",
            "downhill-pain", "calf-snap", "pop-in-knee", "burst-feeling", "face-or-sun-rash"),
)  # fmt: skip


def is_odd(knowledge: KnowledgeBase, result: Assessment) -> bool:
    surprise = 1.0 if result.surprise is None else result.surprise
    limits = knowledge.settings
    return result.unexplained > limits.unexplained_limit or surprise < limits.surprise_limit


def odd_people(knowledge: KnowledgeBase) -> list[tuple[str, Assessment, Assessment]]:
    """Harmless people whose account an odd set of signs turns into one that fits nothing."""
    found = []
    for name, age, sex, story in HARMLESS[:3]:
        for number, odd in enumerate(ODD):
            told = screened(knowledge, story)
            plain = judge(knowledge, told, age, sex)
            strange = judge(knowledge, {**told, **odd}, age, sex)
            if is_odd(knowledge, strange) and not is_odd(knowledge, plain):
                found.append((f"{name} {number}", plain, strange))
    return found


@pytest.fixture(scope="module")
def odd(knowledge: KnowledgeBase) -> list[tuple[str, Assessment, Assessment]]:
    found = odd_people(knowledge)
    assert len(found) >= 2, "the premise: the signs do not fit"
    return found


def test_evidence_that_fits_nothing_is_never_home_care(
    odd: list[tuple[str, Assessment, Assessment]],
) -> None:
    for name, _, strange in odd:
        assert strange.triage.level > Level.SELF_CARE, name
        assert strange.to_dict()["fits_poorly"], name
    # Shown to matter: people who could stay at home but for the poor fit alone.
    alone = [
        name
        for name, plain, strange in odd
        if plain.triage.level is Level.SELF_CARE
        and strange.triage.level is Level.ROUTINE_WEEKS
        and not strange.triage.reasons
    ]
    assert alone, "no case in which only the poor fit keeps somebody from home care"


def test_what_did_not_fit_is_listed(
    knowledge: KnowledgeBase, odd: list[tuple[str, Assessment, Assessment]]
) -> None:
    for name, plain, strange in odd:
        said = {one["text"] for one in strange.to_dict()["fits_poorly"]}
        names = {
            record.lay_name
            for item, answer in strange.case.answers.items()
            if (record := knowledge.findings.get(item)) is not None and answer.value == "present"
        } | {one.name for one in knowledge.attributes.values()}
        assert said & names, f"{name}: {said} names nothing that was said"
        assert plain.to_dict()["fits_poorly"] == [], name
    _, _, strange = odd[0]
    answers = [
        part
        for item, answer in strange.case.answers.items()
        for part in ("--set", f"{item}={answer.value}")
    ]
    case = strange.case
    printed = command("assess", "--age", f"{case.age:g}", "--sex", str(case.sex), *answers,
                      "--setting", "primary_care")  # fmt: skip
    words = one_line(printed.out)
    assert "does not fit" in words
    assert strange.fits_poorly[0] in words


def test_rules_do_not_need_a_listed_cause(knowledge: KnowledgeBase) -> None:
    assert not [name for name in knowledge.causes if "cauda" in name or "spinal" in name]
    told = present("saddle-numbness", "bladder-or-bowel-change")
    people = everybody((2, 18, 45, 80, None))
    cases = [("alone", told, age, sex, setting) for age, sex, setting in people]
    for name, age, sex, story in HARMLESS:
        background = calm(knowledge, story)
        assert level(knowledge, background, age, sex) < Level.EMERGENCY
        cases.append((name, {**background, **told}, age, sex, "primary_care"))
    assert too_low(knowledge, cases, Level.EMERGENCY) == []
    reasons = judge(knowledge, {**calm(knowledge), **told}).to_dict()["triage"]["reasons"]
    assert [one["kind"] for one in reasons if one["level"] == "emergency"] == ["rule"]
