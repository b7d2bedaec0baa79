"""Judgements: the words fit again from the seed cells, and every cell keeps its raters."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean
from typing import cast

import pytest

import popliteus
from popliteus.knowledge import derive
from popliteus.knowledge.reader import read_file

ROOT = Path(__file__).resolve().parents[2]
ELICITATION = ROOT / "knowledge" / "elicitation"
BASE = popliteus.load(ROOT / "knowledge")

#: A seed of 0 or 1 would have no log-odds; the published ones keep this far away.
EDGE = 0.005


def _seeds() -> dict[str, list[float]]:
    """Return the published values behind each word of the rater."""
    record = cast("Mapping[str, object]", read_file(ELICITATION / "seeds.yaml").value)
    words = cast("Mapping[str, str]", record["words"])
    found: dict[str, list[float]] = defaultdict(list)
    for seed in cast("list[Mapping[str, object]]", record["seeds"]):
        value = min(max(float(cast("float", seed["value"])), EDGE), 1 - EDGE)
        found[words[str(seed["answer"])]].append(value)
    return found


def test_there_are_enough_seed_cells() -> None:
    assert sum(map(len, _seeds().values())) >= 60


@pytest.mark.parametrize("word", ["rarely", "sometimes", "about half", "often", "almost always"])
def test_words_are_the_fit_on_seed_cells(word: str) -> None:
    fitted = derive.expit(fmean(derive.logit(value) for value in _seeds()[word]))
    assert BASE.settings.words[word] == pytest.approx(fitted, abs=0.0015)


def test_spread_is_the_error_on_seed_cells() -> None:
    errors = [
        derive.logit(value) - derive.logit(BASE.settings.words[word])
        for word, values in _seeds().items()
        for value in values
    ]
    spread = BASE.settings.spread["cell"]
    measured = math.sqrt(fmean(error**2 for error in errors))
    assert math.hypot(spread.shared, spread.own) == pytest.approx(measured, abs=0.02)


def test_every_rater_says_what_it_is() -> None:
    for path in sorted(ELICITATION.glob("*/cells.yaml")):
        record = cast("Mapping[str, object]", read_file(path).value)
        assert "automated reader" in str(record["kind"]), path
        assert record["asked"], path


def test_every_judged_cell_was_judged_twice() -> None:
    raters = [
        cast(
            "Mapping[str, Mapping[str, str]]",
            cast("Mapping[str, object]", read_file(p).value)["cells"],
        )
        for p in sorted(ELICITATION.glob("*/cells.yaml"))
    ]
    for name, cause in BASE.causes.items():
        for fact, cell in cause.facts.items():
            if cell not in {derive.PUBLISHED, derive.DEFINES}:
                assert sum(fact in rater.get(name, {}) for rater in raters) >= 2, (name, fact)


def test_every_spell_is_the_mean_of_its_raters() -> None:
    raters = [
        cast(
            "Mapping[str, Mapping[str, float]]",
            cast("Mapping[str, object]", read_file(p).value),
        )["weeks"]
        for p in sorted(ELICITATION.glob("*/spells.yaml"))
    ]
    assert len(raters) >= 2
    spells = {name: one.spell_weeks for name, one in BASE.causes.items() if one.spell_weeks}
    assert spells
    for name, weeks in spells.items():
        given = [rater[name] for rater in raters if name in rater]
        pooled = math.exp(fmean(math.log(one) for one in given))
        assert weeks == pytest.approx(pooled, rel=0.05), name


def test_what_comes_in_spells_is_seldom_active() -> None:
    # 2.25 per 1000 a year for 2.7 weeks: about one in ten thousand, not one in two hundred.
    index = BASE.compiled.causes.index("cellulitis")
    active = BASE.compiled.model.active[3, :, index]
    rate = BASE.compiled.model.rate[3, :, index]
    assert active == pytest.approx(rate / 1000 * 2.7 * 7 / 365.25)


#: The raters' lower numbers for an older complaint are not taken for these: whoever says that the
#: knee has hurt for months may have a leg that has been swollen, cold or hot since yesterday.
NEVER_OLD = {
    "acute-compartment-syndrome", "acute-limb-ischaemia", "cellulitis", "childhood-leukaemia",
    "deep-vein-thrombosis", "knee-dislocation", "osteomyelitis", "popliteal-artery-aneurysm",
    "septic-arthritis", "slipped-epiphysis",
}  # fmt: skip

#: Came after the raters were asked: delay counts as at first.
NOT_ASKED = {
    "arthrofibrosis", "complex-regional-pain", "hip-fracture", "joint-bleed", "perthes-disease",
    "transient-synovitis", "viral-arthritis",
}  # fmt: skip


def test_harm_of_older_complaints_is_the_mean_of_its_raters() -> None:
    raters = [
        cast(
            "Mapping[str, Mapping[str, Mapping[str, float]]]",
            cast("Mapping[str, object]", read_file(p).value)["later"],
        )
        for p in sorted(ELICITATION.glob("old-*/harm.yaml"))
    ]
    assert len(raters) == 2
    dangerous = {name: one for name, one in BASE.causes.items() if one.danger}
    assert dangerous.keys() > NEVER_OLD
    for name, cause in dangerous.items():
        for level, harm in cause.danger.items():
            if name in NEVER_OLD | NOT_ASKED:
                assert harm.weeks is None, name
                assert harm.old is None, name
                continue
            for stage, kept in (("weeks", harm.weeks), ("old", harm.old)):
                # One who left the level out would raise nobody but the person: n is 1.
                given = [max(rater[name][stage].get(level, 1.0), 1.0) for rater in raters]
                pooled = math.sqrt(math.prod(given))
                wanted = 0.0 if pooled < 2 else pooled
                told = harm.raise_for_one if kept is None else kept
                assert told == pytest.approx(wanted, rel=0.05), (name, level, stage)
