"""Deliberate errors: that they hit the number they name, and that derivatives foresee them."""

from __future__ import annotations

import numpy as np
import pytest

from popliteus import KnowledgeBase
from popliteus.engine import Evidence, Model, posterior
from popliteus.engine.arbitrary import Size, arbitrary_evidence, arbitrary_model
from popliteus.engine.gradient import gradient
from popliteus.engine.toy import toy_model
from popliteus.evaluate.sensitivity import sensitivity
from popliteus.evaluate.simulated import Practice, simulated
from popliteus.evaluate.variant import SINGLE, Number, moved, parts_of, with_model

LOG_2 = float(np.log(2.0))


def log_odds(model: Model, evidence: Evidence, cause: int) -> float:
    p = posterior(model, evidence, beyond=False).probability
    return float(np.log(p[cause] / np.delete(p, cause).sum()))


def test_moves_by_hand() -> None:
    toy = toy_model()
    # Odds 1 : 4 doubled are 1 : 2; 9 : 1 halved are 4.5 : 1.
    assert moved(toy, Number("fact", (0, 0)), LOG_2).fact[0, 0] == pytest.approx(1 / 3)
    assert moved(toy, Number("leak", (0,)), LOG_2).leak == pytest.approx(2 / 11)
    reading = moved(toy, Number("reading", (0, 0)), -LOG_2).reading_yes
    assert reading[0, :, 0] == pytest.approx(4.5 / 5.5)
    assert reading[0, :, 1] == pytest.approx(0.1)
    assert moved(toy, Number("rate", (1,)), LOG_2).rate[:, :, 1] == pytest.approx(2.0)
    assert moved(toy, Number("ratio", (0, 1)), LOG_2).rate_ratio[0] == pytest.approx([1.0, 6.0])
    # 0.9 : 0.1 with the first doubled: 1.8 : 0.1.
    table = moved(toy, Number("table", (0, 0, 0)), LOG_2).tables[0]
    assert table[0] == pytest.approx([1.8 / 1.9, 0.1 / 1.9])
    assert table[1:] == pytest.approx(toy.tables[0][1:])


@pytest.mark.parametrize("seed", range(3))
def test_a_small_move_does_what_the_derivative_says(seed: int) -> None:
    model = arbitrary_model(seed, Size())
    evidence = arbitrary_evidence(model, seed, answered=0.9)
    found = posterior(model, evidence, beyond=False)
    slopes = gradient(model, evidence, found, [0])
    before, small = log_odds(model, evidence, 0), 1e-5
    seen = set()
    for kind, first, part in parts_of(slopes):
        place = np.unravel_index(int(np.abs(part[0]).argmax()), part.shape[1:])
        number = Number(kind, (*first, *(int(i) for i in place)))
        after = log_odds(moved(model, number, small), evidence, 0)
        assert (after - before) / small == pytest.approx(part[0][place], abs=2e-4), number
        if abs(part[0][place]) > 1e-6:
            assert number.concerns(model, evidence)
            seen.add(kind)
    assert seen >= {"rate", "reading"}


def test_what_does_not_concern_a_person_changes_nothing() -> None:
    model = arbitrary_model(3, Size())
    evidence = arbitrary_evidence(model, 3, answered=0.3, silent=0.2)
    before = posterior(model, evidence, beyond=False).probability
    numbers = [Number("ratio", (x, 0)) for x in range(2)]
    numbers += [Number("reading", (r, j)) for r in range(5) for j in range(2)]
    numbers += [Number("fact", (c, f)) for c in range(4) for f in range(3)]
    numbers += [Number("leak", (f,)) for f in range(3)]
    numbers += [Number("table", (q, 0, 0)) for q in range(2)]
    untouched = [number for number in numbers if not number.concerns(model, evidence)]
    assert untouched
    for number in untouched:
        after = posterior(moved(model, number, LOG_2), evidence, beyond=False).probability
        assert after == pytest.approx(before, abs=1e-12), number


def test_every_kind_has_a_name(knowledge: KnowledgeBase) -> None:
    places = {"rate": (0,), "ratio": (0, 1), "fact": (2, 3), "leak": (3,), "reading": (4, 1)}
    assert set(places) == set(SINGLE)
    names = {Number(kind, places[kind]).name(knowledge) for kind in SINGLE}
    names.add(Number("table", (0, 0, 0)).name(knowledge))
    assert len(names) == 6
    unlisted = len(knowledge.compiled.model.presentation_cause) - 1
    assert Number("table", (0, unlisted, 0)).name(knowledge).endswith("| unlisted)")


def test_the_original_stays_as_it_was(knowledge: KnowledgeBase) -> None:
    model = knowledge.compiled.model
    other = with_model(knowledge, moved(model, Number("rate", (0,)), LOG_2))
    assert knowledge.compiled.model is model
    assert other.compiled.model is not model
    assert other.digest == knowledge.digest


def test_the_leading_numbers(knowledge: KnowledgeBase) -> None:
    people = list(simulated(knowledge, 8, Practice(seed=2, missing=0.5)))
    told: list[str] = []
    found = sensitivity(
        people, knowledge, recomputed=6, progress=lambda what, _, __: told.append(what)
    )
    assert (found.people, len(found.ranking), len(found.urgency)) == (8, 6, 6)
    sizes = [one.ranking for one in found.ranking]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0.0
    assert found.numbers > 5000
    assert told == ["Derivatives"] * 8 + ["Deliberate errors"] * 6
    # What is reported is what a person computes by hand from two posteriors each.
    best = found.ranking[0]
    model = knowledge.compiled.model
    changes = []
    for case in people:
        from popliteus.assess.evidence import engine_evidence

        evidence = engine_evidence(case, knowledge)
        names = (*model.causes, "unlisted")
        assert case.gold is not None
        true = names.index(case.gold.primary)
        scores = [
            np.log(max(posterior(one, evidence, beyond=False).probability[true], 1e-6))
            for one in (model, moved(model, best.number, LOG_2))
        ]
        changes.append(scores[1] - scores[0])
    assert best.up.value == pytest.approx(float(np.mean(changes)), abs=1e-12)
