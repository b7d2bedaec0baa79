"""Programmes of exercises: numbers with a source or a judgement, in words, and read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from popliteus import KnowledgeBase
from popliteus.knowledge.records import Begins, Cited, Phase, Step, Treatment
from popliteus.knowledge.second import doses_of, second_readings, unread_doses
from tests.planting import Planted

SOURCE = (Cited(ref="somebody-2001"),)
NAME = "hamstring-loading"


def step(given: dict[str, Any]) -> Step:
    return Step(name="Lift", how="Lift it.", **given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ""),
        ({"sets": 3, "repeats": 12, "times_a_day": 2}, "3 rounds of 12, twice a day"),
        ({"sets": 1, "repeats": 3, "hold_seconds": 10}, "1 round of 3, held for 10 seconds"),
        ({"repeats": 10, "every_days": 2}, "10 times, every second day"),
        ({"sets": 2, "every_days": 5}, "2 rounds, every 5 days"),
        ({"minutes": 30, "times_a_week": 3}, "30 minutes, 3 times a week"),
        ({"times_a_day": 1, "times_a_week": 7}, "once a day, every day"),
    ],
)
def test_how_often_in_words(given: dict[str, int], words: str) -> None:
    assert step({**given, "judgement": "ours"}).often == words


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"sets": 3}, "needs a source"),
        ({"times_a_week": 2, "every_days": 2, "sources": SOURCE}, "not both"),
        ({"sets": 3, "sources": SOURCE, "judgement": "o", "judged": ("repeats",)}, "not given"),
        ({"sets": 3, "sources": SOURCE, "judged": ("sets",)}, "needs a judgement"),
        ({"sets": 3, "judgement": "ours", "judged": ("sets",)}, "sources for the rest"),
    ],
)
def test_steps_that_are_refused(given: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        step(given)


def test_only_what_the_source_says_is_published() -> None:
    mixed = step(
        {"sets": 3, "every_days": 2, "sources": SOURCE, "judgement": "o", "judged": ("every_days",)}
    )
    assert mixed.dose == {"sets": 3, "every_days": 2}
    assert mixed.published == {"sets": 3}
    assert step({"sets": 3, "judgement": "ours"}).published == {}


def treatment(given: dict[str, Any]) -> Treatment:
    kept = {"kind": "exercise", "id": "x", "status": "draft", "schema": 1, **given}
    kept.setdefault("begins", Begins("today", judgement="ours"))
    return Treatment(name="n", lay_name="l", what="w", how="h", **kept)


def test_treatments_that_are_refused() -> None:
    phase = Phase(id="a", name="A", goal="g", steps=(step({}),))
    with pytest.raises(ValueError, match="only an exercise"):
        treatment({"kind": "medicine", "phases": (phase,)})
    with pytest.raises(ValueError, match="both or neither"):
        treatment({"programme_weeks": 6})
    length = treatment({"programme_weeks": 6, "programme_source": SOURCE[0], "phases": (phase,)})
    assert length.cited == SOURCE


def test_the_base_has_programmes_with_published_numbers(knowledge: KnowledgeBase) -> None:
    exercises = [one for one in knowledge.treatments.values() if one.kind == "exercise"]
    with_phases = [one for one in exercises if one.phases]
    assert len(with_phases) >= 8
    assert sum(len(doses_of(one)) > 0 for one in with_phases) >= 8
    for one in with_phases:
        assert len(one.phases) >= 2, one.id
        assert {source.ref for source in one.cited} <= set(knowledge.references), one.id


def test_how_often_is_read_again(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    base = Planted(knowledge.path, tmp_path / "knowledge")
    one = knowledge.treatments[NAME]
    qc = base.path(f"qc/treatments/{NAME}.yaml")
    form = yaml.safe_load(qc.read_text("utf-8"))
    form["numbers"] = [number for number in form["numbers"] if "/" not in number["at"]]
    form["numbers"] += [
        {"at": at, "ref": dose.ref, "read": "so", "as": dict(dose.numbers)}
        for at, dose in doses_of(one).items()
    ]

    def found(code: str) -> list[str]:
        qc.write_text(yaml.safe_dump(form, width=10_000), "utf-8")
        file = f"treatments/{NAME}.yaml"
        return [str(p) for p in base.problems() if (p.code, p.file) == (code, file)]

    assert found("KB115") == []
    assert found("KB116") == []
    assert unread_doses(one, second_readings(base.folder)) == ()
    form["numbers"][-1]["as"]["sets"] += 1
    assert len(found("KB116")) == 1
    form["numbers"].pop()
    assert [problem.split()[1] for problem in found("KB115")] == ["warning"]
