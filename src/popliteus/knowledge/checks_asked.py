"""Checks on what is asked: ids, roles, pages and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from popliteus.knowledge.base import KnowledgeBase
from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.rules import Kind

#: A figure that prose may not hold: percentages and ratios. Definitions (3 cm) are allowed.
BARE_FIGURE = re.compile(r"\d\s?(%|per ?cent)|\b\d+ (in|of) \d+\b|\b\d+\s?mg\b")


def ids(checked: Checked) -> Iterator[Problem]:
    """KB101: every id that is named exists."""
    base = checked.base
    for name, finding in base.findings.items():
        if finding.role == "reading" and finding.fact not in base.facts:
            yield checked.problem(
                "KB101", f"findings/{name}.yaml", ("fact",), f"no fact {finding.fact}",
                "name a fact of facts/",
            )  # fmt: skip
    known = {*base.findings, *base.factors, *base.attributes}
    for page in base.questionnaire.pages:
        for item in page.items:
            if item not in known:
                yield checked.problem(
                    "KB101", "questionnaire.yaml", (), f"page {page.id} asks {item}",
                    "name a finding, factor or attribute",
                )  # fmt: skip
    for name, test in base.tests.items():
        if test.finding not in base.findings:
            yield checked.problem(
                "KB101", f"tests/{name}.yaml", ("finding",), f"no finding {test.finding}",
                "name a finding answered by a test",
            )  # fmt: skip
        for cause in (*test.helps_with, *test.not_for):
            if cause not in base.causes:
                yield checked.problem(
                    "KB101", f"tests/{name}.yaml", ("helps_with",), f"no cause {cause}",
                    "name a cause",
                )  # fmt: skip
    yield from _pointless(checked)
    yield from _of_treatments(checked, known)
    yield from _young(checked)


def _of_treatments(checked: Checked, known: set[str]) -> Iterator[Problem]:
    """KB101: what a treatment is only for, and what its cautions name, exists."""
    base = checked.base
    for name, treatment in base.treatments.items():
        for key in ("only_if_any", "pointless_if"):
            for item, values in getattr(treatment, key).items():
                if not values or not {*values} <= _answers(item, base):
                    yield checked.problem(
                        "KB101", f"treatments/{name}.yaml", (key, item),
                        f"no answers {', '.join(values)} of {item}", "name answers of it",
                    )  # fmt: skip
        for number, caution in enumerate(treatment.cautions):
            reason = caution.factor or caution.finding
            other = caution.not_excluded
            if (reason and reason not in known) or (other and other not in base.causes):
                yield checked.problem(
                    "KB101", f"treatments/{name}.yaml", ("cautions", number),
                    f"a caution names {reason or other}",
                    "name a factor, finding or cause that exists",
                )  # fmt: skip


def _answers(item: str, base: KnowledgeBase) -> set[str]:
    """Return what can be answered to an item: options, or yes and no."""
    attribute = base.attributes.get(item)
    if attribute:
        return {option.id for option in attribute.options}
    return {"present", "absent"} if item in base.findings or item in base.factors else set()


def _young(checked: Checked) -> Iterator[Problem]:
    """KB101: what is done for children names treatments that exist."""
    for name in checked.base.services.young.treatments:
        if name not in checked.base.treatments:
            yield checked.problem(
                "KB101", "services.yaml", ("young", "treatments"), f"no treatment {name}",
                "name a treatment",
            )  # fmt: skip


def _pointless(checked: Checked) -> Iterator[Problem]:
    """KB101: what makes a finding pointless is an answer that can be given."""
    for name, finding in checked.base.findings.items():
        for item, values in finding.pointless_if.items():
            attribute = checked.base.attributes.get(item)
            known = {option.id for option in attribute.options} if attribute else set()
            if not values or not {*values} <= known:
                yield checked.problem(
                    "KB101", f"findings/{name}.yaml", ("pointless_if", item),
                    f"no answers {', '.join(values)} of {item}", "name options of an attribute",
                )  # fmt: skip


def roles(checked: Checked) -> Iterator[Problem]:
    """KB102: no item is both a factor and a finding."""
    base = checked.base
    for name in set(base.factors) & (set(base.findings) | set(base.attributes)):
        yield checked.problem(
            "KB102", f"factors/{name}.yaml", (), f"{name} is a factor and a finding",
            "an item has one role in the whole base",
        )  # fmt: skip


def asked_once(checked: Checked) -> Iterator[Problem]:
    """KB111: every item that a person or clinician answers stands on exactly one page."""
    base = checked.base
    times: dict[str, int] = {}
    for page in base.questionnaire.pages:
        for item in page.items:
            times[item] = times.get(item, 0) + 1
    wanted = [
        *(
            f"findings/{n}.yaml"
            for n, f in base.findings.items()
            if f.who != "test" and f.role == "reading"
        ),
        *(f"factors/{n}.yaml" for n in base.factors),
        *(f"attributes/{n}.yaml" for n in base.attributes),
    ]  # fmt: skip
    for file in wanted:
        name = file.split("/")[1].removesuffix(".yaml")
        if times.get(name, 0) != 1:
            yield checked.problem(
                "KB111", file, (), f"stands on {times.get(name, 0)} pages of questionnaire.yaml",
                "put it on exactly one",
            )  # fmt: skip


def danger_first(checked: Checked) -> Iterator[Problem]:
    """KB111: danger findings stand on the danger pages, which come first."""
    base = checked.base
    ended = False
    for page in base.questionnaire.pages:
        ended = ended or not page.danger
        if page.danger and ended:
            yield checked.problem(
                "KB111", "questionnaire.yaml", (), f"danger page {page.id} comes late",
                "put danger pages first",
            )  # fmt: skip
        for item in page.items:
            finding = base.findings.get(item)
            if finding is not None and finding.danger and not page.danger:
                yield checked.problem(
                    "KB111", f"findings/{item}.yaml", ("danger",),
                    f"is a danger finding on the ordinary page {page.id}",
                    "put it on a danger page",
                )  # fmt: skip


def rules(checked: Checked) -> Iterator[Problem]:
    """KB117, KB118: rules name known items and causes, and carry a case of each kind."""
    base = checked.base
    known = {*base.findings, *base.factors, *base.attributes, "age", "sex"}
    for name, rule in base.rules.items():
        file = f"rules/{name}.yaml"
        for item in (*rule.items, *rule.resolved_by):
            if item not in known:
                yield checked.problem(
                    "KB117", file, (), f"reads {item}, which nobody asks", "name a known item"
                )
        for place, cause in enumerate(rule.suspects):
            if cause not in base.causes:
                yield checked.problem(
                    "KB117", file, ("suspects", place), f"suspects {cause}, which is no cause",
                    "name a cause of the base",
                )  # fmt: skip
        for source in rule.sources:
            if source.ref not in base.references:
                yield checked.problem(
                    "KB101", file, ("sources",), f"no reference {source.ref}", "add the reference"
                )
        kinds = {case.expect for case in rule.cases}
        if rule.kind is not Kind.SCORE and not {"fires", "silent", "asks"} <= kinds:
            yield checked.problem(
                "KB118", file, ("cases",), f"has cases of kind {', '.join(sorted(kinds))}",
                "give at least one that fires, one that is silent and one that asks",
            )  # fmt: skip


def prose(checked: Checked) -> Iterator[Problem]:
    """KB112: no bare figures in words; pages and results pull them from the records."""
    base = checked.base
    texts: list[tuple[str, str, str]] = []
    for name, cause in base.causes.items():
        file = f"causes/{name}.yaml"
        texts += [(file, "summary", cause.summary), (file, "lay_summary", cause.lay_summary)]
        texts += [(file, "differences", one.how) for one in cause.differences]
        if cause.care is not None:
            course = cause.care.course
            listed = (*cause.care.now, *cause.care.now_clinician, *cause.care.come_back_if)
            texts += [(file, "care", text) for text in (*listed, course.patient, course.clinician)]
    for name, one in base.treatments.items():
        texts += [
            (f"treatments/{name}.yaml", "how", text)
            for text in (
                one.what,
                one.how,
                one.how_clinician,
                one.begins.because,
                *one.leave_out,
                *one.pros,
                *one.cons,
            )
        ]
        for phase in one.phases:
            said = (
                phase.goal,
                *(step.how for step in phase.steps),
                *phase.go_on_if,
                *phase.back_if,
            )
            texts += [(f"treatments/{name}.yaml", "phases", text) for text in said]
    for file, key, text in texts:
        figure = BARE_FIGURE.search(text)
        if figure:
            yield checked.problem(
                "KB112", file, (key,), f"prose holds the figure {figure.group()!r}",
                "move it to a block under evidence, with its source",
            )  # fmt: skip


def come_back(checked: Checked) -> Iterator[Problem]:
    """KB125: every line of "get help sooner" says how fast, in the words of services.yaml."""
    begins = tuple(one.begins for one in checked.base.services.sooner)
    young = checked.base.services.young.come_back_if
    listed = [("services.yaml", young)]
    listed += [
        (f"causes/{name}.yaml", cause.care.come_back_if)
        for name, cause in checked.base.causes.items()
        if cause.care
    ]
    for file, texts in listed:
        for text in texts:
            if not text.startswith(begins):
                yield checked.problem(
                    "KB125", file, ("come_back_if",),
                    f"a line begins {text[:24]!r}", f"begin it with one of: {', '.join(begins)}",
                )  # fmt: skip


CHECKS: tuple[Check, ...] = (ids, roles, asked_once, danger_first, rules, prose, come_back)
