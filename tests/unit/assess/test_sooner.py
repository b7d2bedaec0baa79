"""When to get help sooner: in the order of urgency, nothing lost, nothing said twice."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

import popliteus
from popliteus.assess.sooner import signs_of, sooner

BASE = popliteus.load()
BEGINS = BASE.services.sooner
LINES = sorted({t for one in BASE.causes.values() if one.care for t in one.care.come_back_if})


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_no_sign_is_lost_and_the_urgent_ones_come_first(lines: list[str]) -> None:
    said = sooner(lines, BEGINS, BASE.services.alike)
    ranks = [next(r for r, one in enumerate(BEGINS) if x.startswith(one.begins)) for x in said]
    assert ranks == sorted(ranks)
    assert len(said) == len(set(said))
    names = {words: one.says for one in BASE.services.alike for words in one.instead_of}
    for line in lines:
        rank = next(r for r, one in enumerate(BEGINS) if line.startswith(one.begins))
        rest = line.removeprefix(BEGINS[rank].begins).strip().rstrip(".")
        for part in re.split(", or if |, or ", rest):
            # A line of several sentences stays in its own words.
            wanted = [signs_of(words, BEGINS) for words in {part, names.get(part, part)}]
            same = {r for r, one in enumerate(BEGINS) if one.level == BEGINS[rank].level}
            kept = [x for x, other in zip(said, ranks, strict=True) if other in same]
            named = [signs_of(x, BEGINS) for x in kept]
            assert any(one <= signs for one in wanted for signs in named), (line, part)


def test_one_trigger_in_several_words_is_said_once() -> None:
    lines = [
        "Be seen today if one calf swells or feels warm, or if the knee turns hot and swollen.",
        "Be seen today if the calf or the leg swells.",
        "Be seen today if the lump throbs, or the calf swells.",
        "Call an ambulance if the foot turns cold, pale, blue or numb.",
        "Go to an emergency department if the foot turns cold, pale or numb.",
        "Be seen today if the knee gets stuck, or turns hot and swollen.",
        "Be seen today if the knee is stuck and will not straighten.",
    ]
    assert sooner(lines, BEGINS, BASE.services.alike) == (
        "Call an ambulance if the foot turns cold, pale, blue, numb or weak.",
        "Be seen today if the calf or the leg swells or turns warm, or the knee turns hot.",
        "Be seen today if the lump throbs.",
        "Be seen today if the knee gets stuck, or turns hot and swollen.",
    )
