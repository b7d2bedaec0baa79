"""``popliteus show``: a doctor can check every number."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from popliteus import KnowledgeBase
from popliteus.cli import show_cause
from popliteus.cli.run_show import LISTS, PAGES, data, records
from popliteus.knowledge import derive
from popliteus.knowledge.cited import citation
from popliteus.knowledge.records import Author, Reference
from tests.unit.cli.calls import Call

CAUSE = "deep-vein-thrombosis"


def flat(text: str) -> str:
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Text without any spaces: long addresses are broken at the edge."""
    return "".join(text.split())


@pytest.mark.parametrize("what", LISTS)
def test_lists(call: Call, knowledge: KnowledgeBase, what: str) -> None:
    kind = "references" if what == "sources" else what
    ids = list(records(kind, knowledge))
    done = call("show", what)
    assert (done.code, done.err) == (0, "")
    first_words = {line.split(" ")[0] for line in done.out.splitlines()}
    assert set(ids) <= first_words, "every id stands whole at the beginning of a line"
    assert not [line for line in done.out.splitlines() if line != line.rstrip()]
    rows = call("show", what, "--json").json
    assert [row["id"] for row in rows] == ids


def test_causes_as_json_are_the_contract(call: Call, knowledge: KnowledgeBase) -> None:
    rows = call("show", "causes", "--json").json
    for row in rows:
        assert list(row) == ["id", "name", "lay_name", "synonyms", "group", "codes"]
    found = {row["id"]: row for row in rows}
    cause = knowledge.causes[CAUSE]
    assert found[CAUSE]["synonyms"] == list(cause.synonyms)
    assert found[CAUSE]["codes"][0]["code"] == cause.codes[0].code


def test_a_cause_shows_every_published_figure_with_its_source(
    call: Call, knowledge: KnowledgeBase
) -> None:
    done = call("show", CAUSE)
    assert done.code == 0
    text, tight = flat(done.out), squeezed(done.out)
    cause = knowledge.causes[CAUSE]
    assert len(cause.evidence) > 50
    for number in cause.evidence:
        reference = knowledge.references[number.source.ref]
        for part in (number.id, number.population, number.source.where, number.source.printed):
            assert squeezed(part) in tight, (number.id, part)
        assert squeezed(f"{number.source.ref}. {citation(reference)}") in tight
        if reference.DOI:
            assert squeezed(reference.DOI) in tight
        if reference.PMID:
            assert f"PMID {reference.PMID}" in text
        assert f"{number.estimate.value:g}" in text or f"{number.estimate.value:.3g}" in text
        if number.size:
            assert f"n = {number.size}" in text


def test_a_cause_shows_every_judged_number(call: Call, knowledge: KnowledgeBase) -> None:
    text = flat(call("show", CAUSE).out)
    cause = knowledge.causes[CAUSE]
    for female, male in cause.rate.per_1000.values():
        assert f"{female:g} {male:g}" in text
    for fact in knowledge.facts:
        assert f"{fact} " in text
    for ratio in cause.factors:
        assert f"{ratio.factor} {ratio.ratio:g}" in text
    for link in cause.links:
        assert f"{link.cause} {link.probability:g}" in text
    for level, harm in cause.danger.items():
        assert f"{level.replace('_', ' ')} {harm.raise_for_one:g}" in text
        assert flat(harm.because) in text
    for attribute in knowledge.attributes.values():
        assert attribute.name in text
        for option in attribute.options:
            assert option.name in text
    assert cause.care is not None
    for line in (*cause.care.now, *cause.care.come_back_if, cause.care.course.clinician):
        assert flat(line) in text


def test_what_is_shown_is_what_the_engine_uses(knowledge: KnowledgeBase) -> None:
    compiled = knowledge.compiled
    for c, cause in enumerate(knowledge.causes.values()):
        rows = {row.fact: row for row in show_cause.facts_of(cause, knowledge)}
        assert set(rows) == set(knowledge.facts)
        for f, fact in enumerate(compiled.facts):
            shown = rows[fact].probability
            if shown is None:
                assert compiled.model.fact[c, f] <= max(knowledge.facts[fact].leak.values())
            else:
                assert shown == compiled.model.fact[c, f]
        tables: dict[tuple[str, str], float] = {}
        for row in show_cause.tables_of(cause, knowledge):
            key = (row.presentation, row.attribute)
            tables[key] = tables.get(key, 0.0) + row.probability
        assert np.allclose(list(tables.values()), 1.0)
        assert len(tables) == len(cause.presentations) * len(knowledge.attributes)


def test_a_published_cell_names_figure_and_arithmetic(knowledge: KnowledgeBase) -> None:
    """P(fact) = (sensitivity - P(yes | no fact)) / (P(yes | fact) - P(yes | no fact))."""
    seen = 0
    for cause in knowledge.causes.values():
        for row in show_cause.facts_of(cause, knowledge):
            if cause.facts.get(row.fact) != derive.PUBLISHED:
                continue
            assert row.number in row.says
            assert row.number in {one.id for one in cause.evidence}
            _, colon, formula = row.says.partition("read by ")
            if colon:
                seen += 1
                top, bottom = formula.partition(": ")[2].split(" / ")
                a, b = (float(x) for x in top.strip("()").split(" - "))
                c, d = (float(x) for x in bottom.strip("()").split(" - "))
                assert row.probability == pytest.approx((a - b) / (c - d), abs=0.002)
    assert seen > 0


def test_a_finding_shows_accuracy_and_causes(call: Call, knowledge: KnowledgeBase) -> None:
    text = flat(call("show", "lachman").out)
    finding = knowledge.findings["lachman"]
    assert flat(finding.ask) in text
    assert "Causes that produce it" in text
    assert "acl-tear" in text
    specialist = finding.accuracy["specialist"]
    assert f"specialist {specialist.yes_if_fact:g} {specialist.yes_if_no_fact:g}" in text
    for name in specialist.evidence:
        assert name in text
    default = flat(call("show", "sudden-breathlessness").out)
    assert "default (judgement)" in default
    found = call("show", "lachman", "--json").json["compiled"]
    assert found["causes"][0]["cause"] == "acl-tear"


def test_a_rule_is_told_in_words(call: Call, knowledge: KnowledgeBase) -> None:
    text = flat(call("show", "cold-pale-leg").out)
    rule = knowledge.rules["cold-pale-leg"]
    assert "all of these: any of these:" in text
    for item in rule.items:
        assert f"({item})" in text
    assert rule.says is not None
    for part in (rule.says.patient, rule.says.clinician, rule.why, rule.cost, *rule.phone):
        assert flat(part) in text
    for source in rule.sources:
        assert source.ref in text
    assert text.count("fires") >= sum(one.expect == "fires" for one in rule.cases)
    score = flat(call("show", "wells-dvt").out)
    assert "-2 An alternative diagnosis is at least as likely; only a clinician's" in score
    assert "at least 3" in score


def test_a_reference_lists_every_number_that_cites_it(call: Call, knowledge: KnowledgeBase) -> None:
    number = knowledge.causes[CAUSE].evidence[0]
    done = call("show", number.source.ref, "--json")
    cited = [
        f"{kind}/{name}:{one.id}"
        for kind in ("causes", "facts", "findings", "factors", "treatments", "tests")
        for name, record in records(kind, knowledge).items()
        for one in getattr(record, "evidence", ())
        if one.source.ref == number.source.ref
    ]
    assert [f"{row['record']}:{row['id']}" for row in done.json["figures"]] == cited
    text = call("show", number.source.ref).out
    assert number.id in text
    assert squeezed(citation(knowledge.references[number.source.ref])) in squeezed(text)


def test_every_record_has_a_page_and_json(knowledge: KnowledgeBase) -> None:
    for kind, page in PAGES.items():
        some = 30 if kind == "references" else 1  # looking for what cites one reads all the others
        for name, record in list(records(kind, knowledge).items())[::some]:
            console = Console(file=io.StringIO(), width=96, markup=False)
            for part in page(record, knowledge):
                console.print(part)
            assert isinstance(console.file, io.StringIO)
            assert name in console.file.getvalue()
            found: dict[str, Any] = data(kind, record, knowledge)
            assert found["record"]["id"] == name


@pytest.mark.parametrize(
    ("what", "nearest"),
    [
        ("deep-vein-trombosis", "deep-vein-thrombosis"),
        ("dvt", "deep-vein-thrombosis"),
        ("calf-swolen", "calf-swelling"),
        ("wells-dtv", "wells-dvt"),
        ("causes/gowt", "gout"),
        ("Gout", "gout"),
    ],
)
def test_an_unknown_id_names_the_nearest(call: Call, what: str, nearest: str) -> None:
    done = call("show", what)
    assert (done.code, done.out) == (2, "")
    assert nearest in done.err.partition("nearest: ")[2]


def test_one_name_for_two_kinds(call: Call) -> None:
    assert "finding chest-pain" in call("show", "chest-pain").out
    assert "fact chest-pain" in call("show", "facts/chest-pain").out
    assert "score nice-ng226" in call("show", "nice-ng226").out
    assert "reference nice-ng226" in call("show", "references/nice-ng226").out


def test_citation_has_everything_that_finds_the_paper() -> None:
    paper = Reference(
        schema=1,
        id="wells-2003",
        type="article-journal",
        title="Evaluation of D-dimer.",
        author=tuple(Author(family=name, given="X.") for name in ("A", "B", "C", "D")),
        container_title="N Engl J Med",
        issued=2003,
        volume="349",
        issue="13",
        page="1227-1235",
        DOI="10.1056/x",
        PMID="14507948",
        URL="https://example.org/never-shown-beside-a-doi",
    )
    assert citation(paper) == (
        "A X., B X., C X. et al. Evaluation of D-dimer. N Engl J Med 349(13):1227-1235 2003. "
        "doi:10.1056/x. PMID 14507948."
    )


def test_an_exercise_shows_every_phase(call: Call, knowledge: KnowledgeBase) -> None:
    one = knowledge.treatments["hamstring-loading"]
    done = call("show", one.id)
    assert (done.code, done.err) == (0, "")
    text = flat(done.out)
    for phase in one.phases:
        assert phase.name in text
        for said in (*phase.go_on_if, *phase.back_if):
            assert said in text
        for step in phase.steps:
            assert f"{step.name} ({step.often}): {step.how}" in text
    assert one.stop_if[0] in text
    assert knowledge.treatments["stay-active-back"].no_phases in flat(
        call("show", "stay-active-back").out
    )
