"""Records as arrays: shapes and sums, and single cells followed from file to array."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

import popliteus
from popliteus import KnowledgeBase
from popliteus.engine.model import AGE_BANDS as ENGINE_BANDS
from popliteus.engine.model import LEVELS
from popliteus.engine.model import SETTINGS as ENGINE_SETTINGS
from popliteus.knowledge import derive
from popliteus.knowledge.compiler import MARGIN, Compiled
from popliteus.knowledge.records import AGE_BANDS, SETTINGS
from tests.planting import Planted


@pytest.fixture(scope="module")
def compiled(knowledge: KnowledgeBase) -> Compiled:
    return knowledge.compiled


@pytest.fixture(scope="module")
def planted(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(knowledge.path, tmp_path_factory.mktemp("compiler") / "knowledge")


@pytest.fixture
def copied(planted: Planted) -> Iterator[Planted]:
    yield planted
    planted.restore()


def again(copied: Planted) -> KnowledgeBase:
    return popliteus.load(copied.folder)


def test_orders_of_engine_and_records_are_the_same() -> None:
    assert tuple(ENGINE_SETTINGS) == SETTINGS
    assert len(ENGINE_BANDS) == len(AGE_BANDS)


def test_shapes(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    model = compiled.model
    c, f, r = len(compiled.causes), len(compiled.facts), len(compiled.readings)
    x, a = len(compiled.factors), len(AGE_BANDS)
    assert c == len(knowledge.causes) >= 28
    assert f == len(knowledge.facts)
    assert r == sum(one.role == "reading" for one in knowledge.findings.values())
    assert x == sum(one.use == "risk" for one in knowledge.factors.values())
    shapes = {
        "rate": (a, 2, c), "active": (a, 2, c), "people": (a, 2), "comes": (len(SETTINGS), c),
        "rate_ratio": (x, c), "factor_rate": (x, a, 2), "link": (c, c), "fact": (c, f),
        "leak": (a, f), "fact_unlisted": (f,), "reading_fact": (r,), "reading_yes": (r, 3, 2),
        "telling": (r, 2), "tellable": (r,), "harm": (len(LEVELS), c),
        "harm_later": (2, len(LEVELS), c), "needless": (len(LEVELS),),
    }  # fmt: skip
    assert {name: getattr(model, name).shape for name in shapes} == shapes
    presentations = sum(len(one.presentations) for one in knowledge.causes.values()) + 1
    assert model.presentation_cause.shape == model.presentation_share.shape == (presentations,)
    for table, options in zip(model.tables, compiled.options, strict=True):
        assert table.shape == (presentations, len(options))


def test_sums_and_ranges(compiled: Compiled) -> None:
    model = compiled.model
    for table in model.tables:
        assert table.sum(axis=1) == pytest.approx(1.0)
        assert table.min() > 0
    for cause in range(len(compiled.causes) + 1):
        assert model.presentation_share[model.presentation_cause == cause].sum() == pytest.approx(1)
    for name in ("fact", "leak", "fact_unlisted", "reading_yes", "factor_rate"):
        values = getattr(model, name)
        assert values.min() > 0, name
        assert values.max() < 1, name
    assert (model.rate_ratio > 0).all()
    assert (model.rate.sum(axis=(0, 1)) > 0).all(), "a cause that nobody comes with"
    assert (model.reading_yes[:, :, 0] > model.reading_yes[:, :, 1]).all()
    links = model.link[~np.isnan(model.link)]
    assert ((links >= 0) & (links <= 1)).all()


def test_ages_are_in_the_order_of_the_files(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    for name in ("gout", "patellofemoral-pain", "deep-vein-thrombosis"):
        cause = knowledge.causes[name]
        c = compiled.causes.index(name)
        for place, band in enumerate(AGE_BANDS):
            wanted = cause.rate.per_1000.get(band, (0.0, 0.0))
            assert tuple(compiled.model.rate[place, :, c]) == wanted


def test_every_cell_is_what_derive_says(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    least = compiled.model.leak.min(axis=0)
    kinds = set()
    for c, cause in enumerate(knowledge.causes.values()):
        for f, fact in enumerate(knowledge.facts):
            value = derive.fact_probability(cause, fact, knowledge.findings, knowledge.settings)
            cell = cause.facts.get(fact)
            kinds.add(cell if cell in {"published", "defines", "none"} else type(cell))
            wanted = least[f] if value is None else value
            assert compiled.model.fact[c, f] == pytest.approx(np.clip(wanted, MARGIN, 1 - MARGIN))
    assert kinds >= {"published", "defines", "none", str, tuple}


def test_published_cell_enters(knowledge: KnowledgeBase, copied: Planted) -> None:
    name, fact = next(
        (name, fact)
        for name, cause in knowledge.causes.items()
        for fact, cell in cause.facts.items()
        if cell == "published"
        and (number := derive.parameter_of(cause, fact, knowledge.findings)) is not None
        and number.estimate.kind == "interval"
    )
    number = derive.parameter_of(knowledge.causes[name], fact, knowledge.findings)
    assert number is not None
    place = next(i for i, one in enumerate(knowledge.causes[name].evidence) if one.id == number.id)
    value = round(number.estimate.value * 0.9, 4)

    def change(record: dict[str, object]) -> None:
        evidence = record["evidence"]
        assert isinstance(evidence, list)
        evidence[place]["estimate"].update(value=value, low=value * 0.8)

    copied.edit(f"causes/{name}.yaml", change)
    before, after = knowledge.compiled, again(copied).compiled
    c, f = before.causes.index(name), before.facts.index(fact)
    assert after.model.fact[c, f] < before.model.fact[c, f]
    changed = np.argwhere(~np.isclose(before.model.fact, after.model.fact))
    assert changed.tolist() == [[c, f]]
    assert after.model.spread is not None
    assert after.model.spread.fact_group[c, f] == -1, "a published cell shares no rater's error"


def test_judged_words_are_pooled(knowledge: KnowledgeBase, copied: Planted) -> None:
    name, fact = "leg-cramp", "effusion"
    copied.edit(f"causes/{name}.yaml", lambda r: r["facts"].update({fact: ["often", "rarely"]}))
    after = again(copied).compiled
    c, f = after.causes.index(name), after.facts.index(fact)
    words = knowledge.settings.words
    odds = [words[w] / (1 - words[w]) for w in ("often", "rarely")]
    pooled = (odds[0] * odds[1]) ** 0.5
    assert after.model.fact[c, f] == pytest.approx(pooled / (1 + pooled))


def test_none_becomes_the_leak_so_that_nothing_is_activated(copied: Planted) -> None:
    copied.edit("causes/leg-cramp.yaml", lambda r: r["facts"].update({"effusion": "none"}))
    after = again(copied).compiled
    c, f = after.causes.index("leg-cramp"), after.facts.index("effusion")
    assert after.model.fact[c, f] == pytest.approx(after.model.leak[:, f].min())


def test_factor_ratio_and_its_absence(knowledge: KnowledgeBase, copied: Planted) -> None:
    factor = "active-cancer"
    place = knowledge.compiled.factors.index(factor)

    def change(record: dict[str, object]) -> None:
        listed = record["factors"]
        assert isinstance(listed, list)
        record["factors"] = [one for one in listed if one["factor"] != factor] + [
            {"factor": factor, "ratio": 3.25}
        ]

    copied.edit("causes/leg-cramp.yaml", change)
    after = again(copied).compiled
    c = after.causes.index("leg-cramp")
    assert after.model.rate_ratio[place, c] == 3.25
    silent = [
        (name, other)
        for name, cause in knowledge.causes.items()
        for other in knowledge.compiled.factors
        if other not in {one.factor for one in cause.factors}
    ]
    assert silent
    for name, other in silent[:50]:
        found = after.model.rate_ratio[after.factors.index(other), after.causes.index(name)]
        assert found == 1.0 or (name, other) == ("leg-cramp", factor)


def test_links_and_implies(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    certain = 0
    for m, (_, cause) in enumerate(knowledge.causes.items()):
        stated = {link.cause: min(link.probability, 1 - MARGIN) for link in cause.links}
        stated |= dict.fromkeys(cause.implies, 1.0)
        certain += len(cause.implies)
        for b, other in enumerate(compiled.causes):
            found = compiled.model.link[m, b]
            assert np.isnan(found) if other not in stated else found == stated[other]
    assert certain >= 1, "a rupture implies a cyst"


def test_harm_is_where_it_is_stated(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    for c, cause in enumerate(knowledge.causes.values()):
        stated = {str(level): harm for level, harm in cause.danger.items()}
        for row, level in enumerate(LEVELS):
            harm = stated.get(level)
            found = compiled.model.harm[row, c]
            if harm is None:
                assert np.isnan([found, *compiled.model.harm_later[:, row, c]]).all()
                continue
            assert found == harm.raise_for_one
            for stage, later in enumerate((harm.weeks, harm.old)):
                kept = harm.raise_for_one if later is None else later
                told = compiled.model.harm_later[stage, row, c]
                assert np.isnan(told) if kept == 0 else told == kept
    dangerous = {"deep-vein-thrombosis", "acute-limb-ischaemia", "septic-arthritis"}
    assert dangerous <= {name for name, cause in knowledge.causes.items() if cause.danger}


def test_reader_order(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    for r, name in enumerate(compiled.readings):
        finding = knowledge.findings[name]
        for place, reader in enumerate(derive.readers_of(finding)):
            wanted = np.clip(derive.accuracy(finding, reader, knowledge.settings), 1e-3, 1 - 1e-3)
            assert compiled.model.reading_yes[r, place] == pytest.approx(wanted)


def test_tables_are_mixed_with_the_average(knowledge: KnowledgeBase, compiled: Compiled) -> None:
    mix = knowledge.settings.average_share
    for q, (name, attribute) in enumerate(knowledge.attributes.items()):
        options = [option.id for option in attribute.options]
        rows, owners = [], []
        for cause in knowledge.causes.values():
            total = sum(one.share for one in cause.presentations)
            for one in cause.presentations:
                rows.append(derive.weights(one.tables[name], options, knowledge.settings))
                owners.append(one.share / total / len(knowledge.causes))
        pure = np.array(rows)
        average = np.array(owners) @ pure
        assert compiled.model.tables[q][-1] == pytest.approx(average)
        assert compiled.model.tables[q][:-1] == pytest.approx((1 - mix) * pure + mix * average)


def test_option_places(compiled: Compiled) -> None:
    for q, name in enumerate(compiled.attributes):
        for place, option in enumerate(compiled.options[q]):
            assert compiled.option(name, option) == place
