"""People drawn from the model, as cases."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from popliteus import CaseError, KnowledgeBase
from popliteus.assess.evidence import engine_evidence
from popliteus.engine import posterior
from popliteus.evaluate.calibration import error_if_perfect, first_listed, recalibration
from popliteus.evaluate.simulated import AT_ONCE, UNLISTED, Practice, simulated


def test_same_seed_same_people(knowledge: KnowledgeBase) -> None:
    one, two = (list(simulated(knowledge, 20, Practice(seed=3))) for _ in range(2))
    assert one == two
    assert one != list(simulated(knowledge, 20, Practice(seed=4)))
    assert len({case.id for case in one}) == 20


def test_more_people_come_in_parts(knowledge: KnowledgeBase) -> None:
    after = list(islice(simulated(knowledge, AT_ONCE + 2), AT_ONCE - 1, None))
    assert [case.id for case in after] == [f"person-{AT_ONCE + i}" for i in range(3)]


def test_missing_answers(knowledge: KnowledgeBase) -> None:
    full = [len(one.answers) for one in simulated(knowledge, 50)]
    half = [len(one.answers) for one in simulated(knowledge, 50, Practice(missing=0.5))]
    assert sum(half) / sum(full) == pytest.approx(0.5, abs=0.02)
    assert not next(simulated(knowledge, 1, Practice(missing=1.0))).answers


def test_what_is_asked_and_who(knowledge: KnowledgeBase) -> None:
    asked = set(next(simulated(knowledge, 1)).answers)
    assert all(knowledge.findings[i].who == "patient" for i in asked & set(knowledge.findings))
    examined = set(next(simulated(knowledge, 1, Practice(examined=True))).answers)
    assert {knowledge.findings[i].who for i in examined & set(knowledge.findings)} == {
        "patient", "clinician", "test",
    }  # fmt: skip
    people = list(simulated(knowledge, 300, Practice(setting="emergency")))
    assert {one.setting for one in people} == {"emergency"}
    assert min(one.age or 0 for one in people) >= 2
    golds = {one.gold.primary for one in people if one.gold is not None}
    assert golds <= {*knowledge.causes, UNLISTED}
    assert not [one for one in people if one.sex == "male" and "pregnant" in one.answers]


def test_a_wrong_setting_says_so(knowledge: KnowledgeBase) -> None:
    wrong = Practice(setting="beach")  # type: ignore[arg-type]
    with pytest.raises(CaseError, match="beach"):
        next(simulated(knowledge, 1, wrong))


@pytest.mark.parametrize(
    ("missing", "examined", "setting"),
    [(0.5, False, "primary_care"), (0.7, True, "emergency")],
)
def test_the_posterior_is_calibrated_on_its_own_people(
    knowledge: KnowledgeBase, missing: float, examined: bool, setting: str
) -> None:
    practice = Practice(setting=setting, seed=11, missing=missing, examined=examined)  # type: ignore[arg-type]
    names = (*knowledge.compiled.causes, UNLISTED)
    chosen, right = [], []
    for case in simulated(knowledge, 2000, practice):
        found = posterior(knowledge.compiled.model, engine_evidence(case, knowledge), beyond=False)
        first = int(found.probability.argmax())
        assert case.gold is not None
        chosen.append(float(found.probability[first]))
        right.append(names[first] == case.gold.primary)
    p, y = np.array(chosen), np.array(right, dtype=np.float64)
    intercept, slope = recalibration(p, y)
    assert slope.low <= 1.0 <= slope.high
    assert intercept.low <= 0.0 <= intercept.high
    assert slope.high - slope.low < 0.5
    error = first_listed(p, y, p)["calibration_error"].value
    assert error <= np.quantile(error_if_perfect(p), 0.99)
