"""A rule that was changed by mistake must fail its own cases: every planted mistake is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from popliteus.rules import Kind, Rule, from_mapping
from popliteus.rules.cases import failures
from popliteus.rules.conditions import All, AnyOf, AtLeast, Condition, Not

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "rules"
RECORDS: dict[str, dict[str, object]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
}
RED_OR_FLOOR = tuple(
    rule for rule in map(from_mapping, RECORDS.values()) if rule.kind is not Kind.SCORE
)


def _each(mistake: Callable[[Rule], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Run a test for every rule in which a mistake can be made, and for at least one."""
    rules = [rule for rule in RED_OR_FLOOR if mistake(rule)]
    assert rules
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: rule.id)


FLAGS = _each()


def _changed(rule: Rule, condition: Condition) -> tuple[str, ...]:
    return failures(replace(rule, fires_when=condition))


@FLAGS
def test_a_rule_turned_round_is_caught(rule: Rule) -> None:
    assert rule.fires_when is not None
    assert _changed(rule, Not(rule.fires_when))


@_each(lambda rule: isinstance(rule.fires_when, All))
def test_a_rule_that_lost_its_conjunction_is_caught(rule: Rule) -> None:
    """`all` written as `any` at the top: the mistake that would raise everybody."""
    assert isinstance(rule.fires_when, All)
    assert _changed(rule, AnyOf(rule.fires_when.of))


@_each(lambda rule: isinstance(rule.fires_when, AnyOf) and len(rule.fires_when.of) > 1)
def test_a_rule_that_lost_its_alternatives_is_caught(rule: Rule) -> None:
    """`any` written as `all` at the top: the mistake that would miss people."""
    assert isinstance(rule.fires_when, AnyOf)
    assert _changed(rule, All(rule.fires_when.of))


def _without_one_part(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, All) and len(condition.of) > 1:
        for i in range(len(condition.of)):
            yield All((*condition.of[:i], *condition.of[i + 1 :]))


@_each(lambda rule: rule.fires_when is not None and any(_without_one_part(rule.fires_when)))
def test_a_rule_that_lost_one_needed_part_is_caught(rule: Rule) -> None:
    assert rule.fires_when is not None
    for shorter in _without_one_part(rule.fires_when):
        assert _changed(rule, shorter)


@_each(lambda rule: bool(rule.resolved_by))
def test_a_rule_that_is_never_withdrawn_is_caught(rule: Rule) -> None:
    assert failures(replace(rule, resolved_by=()))


def test_one_wells_point_instead_of_two_is_caught() -> None:
    rule = next(one for one in RED_OR_FLOOR if one.id == "wells-two-without-minus-two")
    assert isinstance(rule.fires_when, All)
    gate, count = rule.fires_when.of
    assert isinstance(count, AtLeast)
    assert failures(rule) == ()
    assert _changed(rule, All((gate, replace(count, count=1))))
    assert _changed(rule, All((gate, replace(count, count=3))))


def _with(record: Mapping[str, object], key: str, old: float, new: float) -> Mapping[str, object]:
    """Replace one figure wherever it stands in a record, its cases left as they are."""

    def walk(value: object, name: str) -> object:
        if isinstance(value, Mapping):
            return {inner: walk(part, inner) for inner, part in value.items()}
        if isinstance(value, list):
            return [walk(part, name) for part in value]
        return new if name == key and value == old else value

    return {name: part if name == "cases" else walk(part, name) for name, part in record.items()}


@pytest.mark.parametrize(
    ("rule", "key", "old", "new"),
    [
        ("under-16", "below", 16, 17),
        ("under-16", "below", 16, 15),
        ("under-2", "below", 2, 3),
        ("under-10", "below", 10, 11),
        ("under-10", "below", 10, 9),
        ("under-16-with-warning", "below", 16, 17),
        ("under-16-with-warning", "below", 16, 15),
        ("under-16-with-sign", "below", 16, 18),
        ("young-bone-or-lump", "below", 25, 26),
        ("young-hip", "below", 18, 19),
        ("young-cannot-walk", "below", 16, 18),
        ("ottawa-positive", "at_least", 55, 54),
        ("ottawa-positive", "at_least", 55, 56),
        ("ottawa-positive", "below", 90, 91),
        ("twist-at-older-age", "at_least", 55, 54),
        ("infected-knee", "at_least", 38, 37),
        ("infected-knee", "at_least", 38, 39),
        ("swollen-calf-without-injury", "at_least", 3, 4),
        ("wells-two-without-minus-two", "at_least", 3, 2),
        ("joint-fluid-infected", "above", 50000, 49999),
        ("leaking-wound-unwell", "at_least", 38, 37),
        ("child-fever-bruising", "below", 16, 17),
        ("child-fever-bone-pain", "below", 16, 17),
        ("young-bruising", "below", 25, 26),
        ("young-blood-count", "below", 25, 26),
        ("young-bone-lesion-found", "below", 25, 26),
        ("young-hip-turned", "below", 18, 19),
        ("young-hip-turned", "at_least", 8, 7),
        ("older-bone-pain", "at_least", 60, 59),
        ("older-bone-pain", "at_least", 60, 61),
        ("wells-dvt", "points", -2, 2),
        ("wells-dvt", "points", 1, 2),
        ("wells-dvt", "at_least", 18, 17),
        ("ottawa-knee", "at_least", 55, 54),
        ("ottawa-knee", "at_least", 55, 56),
        ("ottawa-knee", "below", 90, 91),
        ("ottawa-knee", "above", 5, 4),
        ("nice-ng226", "at_least", 45, 44),
        ("nice-ng226", "at_least", 45, 46),
        ("nice-ng226", "above", 30, 29),
        ("nice-ng226", "above", 30, 31),
    ],
)
def test_a_changed_figure_is_caught(rule: str, key: str, old: float, new: float) -> None:
    record = RECORDS[rule]
    assert failures(from_mapping(record)) == ()
    changed = _with(record, key, old, new)
    assert changed != record, f"{key}: {old} stands nowhere in {rule}"
    try:
        mutated = from_mapping(changed)
    except ValueError:
        return  # the reader itself refused it, as it does bands that no longer fit
    assert failures(mutated)
