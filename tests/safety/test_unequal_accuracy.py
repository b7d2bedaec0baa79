"""HAZ-019: popliteus works less well for some people than for others."""

from __future__ import annotations

import re

import pytest

from popliteus import KnowledgeBase
from popliteus.rules import Level
from tests.safety.people import CLOT_RISKS, SETTINGS, Findings, calm, level, present

COLOUR = re.compile(r"\b(red|redness|pale|paler|blue|bluish|purple|bruises?|rash)\b", re.I)
DARK_SKIN = re.compile(
    r"\b(brown|black|dark|darker)\b[^.?]*\bskin\b|\bskin\b[^.?]*\b(brown|dark|darker)\b", re.I
)
NAMED = (
    "leg-redness",
    "spreading-redness",
    "knee-redness",
    "pale-or-blue-foot",
    "skin-blisters-or-black",
    "face-or-sun-rash",
    "leg-bruise",
    "bruise-below-ankle",
)


def test_colour_signs_are_worded_for_every_skin(knowledge: KnowledgeBase) -> None:
    coloured = {
        name
        for name, one in knowledge.findings.items()
        if one.who == "patient" and COLOUR.search(f"{one.name} {one.lay_name} {one.ask}")
    }
    # A joint that is told to be "hot, red and swollen" asks for three things at once; the sign
    # itself must not rest on colour alone.
    assert coloured >= set(NAMED) - {"skin-blisters-or-black"}
    bare = []
    for name in sorted(coloured | set(NAMED)):
        one = knowledge.findings[name]
        if not DARK_SKIN.search(f"{one.ask} {one.hint}"):
            bare.append(f"{name}: {one.ask}")
    assert bare == []


@pytest.mark.parametrize("sign", ["foot-numbness", "foot-weakness"])
@pytest.mark.parametrize("colour", ["absent", "unknown", None])
def test_ischaemia_needs_no_change_of_colour(
    knowledge: KnowledgeBase, colour: str | None, sign: str
) -> None:
    told: dict[str, object] = present("cold-foot", sign)
    if colour is not None:
        told["pale-or-blue-foot"] = colour
    background = calm(knowledge)
    assert level(knowledge, background) < Level.EMERGENCY
    for age in (8, 45, 80, None):
        for sex in ("female", "male", None):
            assert level(knowledge, told, age, sex, None) is Level.EMERGENCY
    quiet = {key: v for key, v in background.items() if key != "pale-or-blue-foot"}
    assert level(knowledge, {**quiet, **told}) is Level.EMERGENCY


DANGERS: dict[str, Findings] = {
    **{f"clot, {risk}": {**present("calf-swelling", "calf-tenderness", risk),
                         "duration": "1-7-days"} for risk in CLOT_RISKS},
    "lungs": present("sudden-breathlessness"),
    "cold foot": present("cold-foot", "foot-numbness"),
    "infected knee": present("hot-knee", "knee-swelling", "fever"),
    "compartment": present("pain-out-of-proportion", "calf-hard-tight"),
    "throbbing lump": present("throbbing-lump"),
    "deformity": present("deformity"),
    "no step after a fall": {**present("cannot-bear-weight"), "mechanism": "blow-or-fall",
                             "duration": "under-1-day"},
    "spreading redness": present("spreading-redness"),
    "saddle": present("saddle-numbness"),
    "dying skin": present("skin-blisters-or-black"),
}  # fmt: skip


@pytest.mark.parametrize("name", DANGERS)
def test_unknown_age_and_sex_still_raise_dangers(knowledge: KnowledgeBase, name: str) -> None:
    told = DANGERS[name]
    assert level(knowledge, calm(knowledge), None, None) < Level.URGENT_SAME_DAY
    for setting in SETTINGS:
        assert level(knowledge, told, None, None, setting) >= Level.URGENT_SAME_DAY
    quiet = {**calm(knowledge), **told}
    assert level(knowledge, quiet, None, None) >= Level.URGENT_SAME_DAY
    for age, sex in ((None, "female"), (None, "male"), (45, None)):
        if sex == "male" and name.endswith(("pregnant", "after-birth", "oestrogen")):
            continue
        assert level(knowledge, told, age, sex) >= Level.URGENT_SAME_DAY
