"""When to get help sooner: in the order of urgency, nothing lost, nothing said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import popliteus
from popliteus.assess.sooner import signs_of, sooner

BASE = popliteus.load()
BEGINS = BASE.services.sooner
LINES = sorted({t for one in BASE.causes.values() if one.care for t in one.care.come_back_if})


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_no_sign_is_lost_and_the_urgent_ones_come_first(lines: list[str]) -> None:
    said = sooner(lines, BEGINS)
    ranks = [next(r for r, one in enumerate(BEGINS) if x.startswith(one.begins)) for x in said]
    assert ranks == sorted(ranks)
    assert len(said) == len(set(said))
    for line in lines:
        rank = next(r for r, one in enumerate(BEGINS) if line.startswith(one.begins))
        kept = [x for x, other in zip(said, ranks, strict=True) if other == rank]
        assert any(signs_of(line, BEGINS) <= signs_of(x, BEGINS) for x in kept), line
