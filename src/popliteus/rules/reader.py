"""Building a rule from its parsed record.

What this module is
    `from_mapping`, the one door through which rules enter. It refuses every shape it does not
    know, with the rule, the exact place, what was found and what was expected.

What it is not
    No YAML and no files. Whether ids and references exist is checked by the knowledge base.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from popliteus.rules import fields
from popliteus.rules.conditions import uses_not
from popliteus.rules.level import Level
from popliteus.rules.rule import SEEN, STATUSES, Kind, Rule, RuleCase, Source
from popliteus.rules.scheme import says, scheme
from popliteus.rules.syntax import condition

COMMON: Final = (
    "schema", "id", "kind", "status", "name", "lay_name", "why", "sources", "judgement", "cost",
    "cases",
)  # fmt: skip
FLAG: Final = (
    "level", "fires_when", "with_signs", "looks_like", "suspects", "says", "phone", "resolved_by",
    "covered", "no_differential",
)  # fmt: skip
SCORE: Final = ("when", "form", "items", "bands")
OUTCOMES: Final = ("fires", "silent", "asks", "withdrawn")
#: What it may be, and what is asked for; before them stand the signs that were told.
PHONE_LINES: Final = 2

EXAMPLE: Final[Mapping[str, object]] = {
    "schema": 1,
    "id": "example-cold-foot",
    "kind": "red_flag",
    "status": "draft",
    "name": "Example: sudden cold foot",
    "lay_name": "Example: your foot is suddenly cold",
    "level": "emergency",
    "fires_when": {"all": [{"finding": "cold-foot"}, {"age": {"at_least": 18}}]},
    "says": {"patient": "Call an ambulance now.", "clinician": "Vascular team now."},
    "phone": ["A website says that blood may not reach the foot.", "Help is needed now."],
    "why": "Example: a leg without blood is lost within hours.",
    "judgement": "An example in the documentation.",
    "cost": "Nobody; it is an example.",
    "cases": [{"given": {"cold-foot": "present", "age": 60}, "expect": "fires"}],
}
"""A record for the examples in this package; it is no medical rule."""


def from_mapping(record: Mapping[str, object]) -> Rule:
    """Build a rule from its parsed record.

    Parameters
    ----------
    record
        What a YAML reader made of one file of ``knowledge/rules/``.

    Raises
    ------
    ValueError
        When the shape is wrong. The message starts with the rule and the exact place:
        ``cold-pale-leg: fires_when.all[1].finding: found 7; expected an id such as cold-foot``.

    Examples
    --------
    >>> from_mapping(EXAMPLE).items
    ('cold-foot', 'age')
    >>> from_mapping({**EXAMPLE, "level": "now"})
    Traceback (most recent call last):
        ...
    ValueError: example-cold-foot: level: found 'now'; expected one of self_care, routine_weeks, \
soon_days, urgent_same_day, emergency
    """
    try:
        return _rule(record)
    except ValueError as error:
        raise ValueError(f"{_name(record)}: {error}") from None


def _name(record: object) -> str:
    """Name the rule in a message, however broken its record is."""
    named = record.get("id") if isinstance(record, Mapping) else None
    return named if isinstance(named, str) and named else "rule"


def _rule(record: Mapping[str, object]) -> Rule:
    given = fields.mapping(record, "record")
    kind = Kind(fields.one_of(given.get("kind"), "kind", tuple(kind.value for kind in Kind)))
    fields.mapping(given, "record", (*COMMON, *(SCORE if kind is Kind.SCORE else FLAG)))
    if given.get("schema") != 1:
        raise fields.expected("schema", given.get("schema"), "1")
    judged = given.get("judgement")
    rule = Rule(
        id=fields.identifier(given.get("id"), "id"),
        kind=kind,
        status=fields.one_of(given.get("status"), "status", STATUSES),
        name=fields.text(given.get("name"), "name"),
        lay_name=fields.text(given.get("lay_name"), "lay_name"),
        why=fields.text(given.get("why"), "why"),
        sources=_sources(given.get("sources", [])),
        judgement=None if judged is None else fields.text(judged, "judgement"),
        cost=fields.text(given.get("cost"), "cost"),
        cases=(),
    )
    if not rule.sources and rule.judgement is None:
        raise fields.expected("sources", [], "a source, or a judgement that says why")
    rule = _with_scheme(rule, given) if kind is Kind.SCORE else _with_level(rule, given)
    return replace(rule, cases=_cases(given.get("cases"), rule))


def _with_scheme(rule: Rule, given: Mapping[str, object]) -> Rule:
    return replace(rule, scheme=scheme(given))


def _with_level(rule: Rule, given: Mapping[str, object]) -> Rule:
    level = Level.parse(fields.one_of(given.get("level"), "level", [one.word for one in Level]))
    fires_when = condition(given.get("fires_when"), "fires_when")
    if uses_not(fires_when):
        raise fields.expected(
            "fires_when", "not", "no 'not': the absence of a sign must never fire a rule"
        )
    phone = fields.texts(given.get("phone", []), "phone")
    wanted = PHONE_LINES if level >= Level.URGENT_SAME_DAY else 0
    if len(phone) not in {wanted, PHONE_LINES}:
        raise fields.expected("phone", list(phone), f"{PHONE_LINES} lines to say on the phone")
    floor = rule.kind is Kind.FLOOR
    covered = fields.truth(given.get("covered", True), "covered")
    if covered and floor:
        raise fields.expected("covered", True, "false: a floor is for a group not covered")
    no_differential = fields.truth(given.get("no_differential", False), "no_differential")
    if no_differential and not floor:
        raise fields.expected("no_differential", True, "false, except for a floor")
    return replace(
        rule,
        level=level,
        fires_when=fires_when,
        with_signs=says(given["with_signs"], "with_signs") if "with_signs" in given else None,
        looks_like=fields.text(given["looks_like"], "looks_like") if "looks_like" in given else "",
        suspects=fields.identifiers(given.get("suspects", []), "suspects"),
        says=says(given.get("says"), "says"),
        phone=phone,
        resolved_by=fields.identifiers(given.get("resolved_by", []), "resolved_by"),
        covered=covered,
        no_differential=no_differential,
    )


def _sources(value: object) -> tuple[Source, ...]:
    found = []
    for i, one in enumerate(fields.sequence(value, "sources")):
        where = f"sources[{i}]"
        given = fields.mapping(one, where, ("ref", "where", "seen", "printed"))
        seen, printed = given.get("seen"), given.get("printed")
        found.append(
            Source(
                ref=fields.identifier(given.get("ref"), f"{where}.ref"),
                where=fields.text(given.get("where"), f"{where}.where"),
                seen=None if seen is None else fields.one_of(seen, f"{where}.seen", SEEN),
                printed=None if printed is None else fields.text(printed, f"{where}.printed"),
            )
        )
    return tuple(found)


def _cases(value: object, rule: Rule) -> tuple[RuleCase, ...]:
    outcomes: tuple[str, ...] = OUTCOMES
    if rule.scheme is not None:
        outcomes = (*(band.id for band in rule.scheme.bands), "asks", "outside")
    found = []
    for i, one in enumerate(fields.sequence(value, "cases", least=1)):
        where = f"cases[{i}]"
        given = fields.mapping(one, where, ("given", "expect", "score", "note"))
        score = given.get("score")
        if score is not None and rule.scheme is None:
            raise fields.expected(f"{where}.score", score, "a score only in a rule of kind score")
        found.append(
            RuleCase(
                given=fields.mapping(given.get("given"), f"{where}.given"),
                expect=fields.one_of(given.get("expect"), f"{where}.expect", outcomes),
                score=None if score is None else fields.halves(score, f"{where}.score"),
            )
        )
    return tuple(found)
