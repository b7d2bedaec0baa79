"""A published decision rule as a form: what is asked, and what the answers mean.

What this module is
    `calculator` turns the conditions of a rule into questions, each asked once: first for whom the
    rule was made, then what it counts. `said` reads what came back.

What it is not
    The counting, which is `popliteus.rules.compute` on exactly these answers, and its result in
    words (`popliteus.web.library.outcome`). Red flags and floors have no form: one danger sign that
    is absent must not read like an all-clear, so their pages lead to the interview, which asks for
    all of them.

Nothing is kept: answers live in the form and in the page that answers it, never in an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Measure
from popliteus.publish.pages.numbers import MINUS
from popliteus.rules import Answers, Condition, Item, Rule, Scheme, item_of, leaves
from popliteus.rules.conditions import All, AnyOf
from popliteus.web.context import Form
from popliteus.web.library.asks import NO, NONE, STATES, UNKNOWN, YES, Ask, Calculator, Counted

#: Oldest age that is taken.
_OLDEST = 120

_SEXES = (("female", "Female"), ("male", "Male"))

#: A clinician's name that begins with so many of the same letters says nothing new.
_SAME = 6

_NO_CHOICE = "Choose one of the answers"


def calculator(rule: Rule, scheme: Scheme, base: KnowledgeBase) -> Calculator:
    """Return the empty form of a rule.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> rule = base.rules["wells-dvt"]
    >>> made = calculator(rule, rule.scheme, base)
    >>> [one.name for one in made.gate][:3], len(made.items)
    (['age', 'pregnant', 'after-birth'], 10)
    """
    counted = {item_of(leaf) for item in scheme.items for leaf in leaves(item.is_met)}
    gate = tuple(_gate(scheme.gate, counted, base))
    seen = {one.name for one in gate}
    seen |= {value for one in gate if one.kind == "ticks" for value, _ in one.options}
    items = []
    for item in scheme.items:
        asks = tuple(_item_asks(item, seen, base))
        seen |= {one.name for one in asks}
        items.append(Counted(capital(item.lay_name), item.name, _points(item, scheme), asks))
    return Calculator(rule, gate, tuple(items))


def said(form: Form, made: Calculator) -> tuple[Calculator, Answers]:
    """Return the form as it was filled in, with what is wrong, and the answers in it."""
    filled = replace(
        made,
        gate=tuple(_filled(one, form) for one in made.gate),
        items=tuple(
            replace(item, asks=tuple(_filled(one, form) for one in item.asks))
            for item in made.items
        ),
    )
    answers: dict[str, object] = {}
    for one in filled.asks:
        if not one.error:
            answers |= _answers(one)
    return filled, Answers.from_mapping(answers)


# ------------------------------------------------------------------------------------- questions
def _gate(condition: Condition, counted: set[str], base: KnowledgeBase) -> Iterator[Ask]:
    """Yield the questions of a gate that no item asks; alternatives stand in one list."""
    parts = condition.of if isinstance(condition, All) else (condition,)
    asked: set[str] = set()
    for number, part in enumerate(parts):
        names = dict.fromkeys(item_of(leaf) for leaf in leaves(part))
        own = [name for name in names if name not in counted | asked]
        asked |= set(own)
        boxes = [one for one in own if one in base.findings or one in base.factors]
        plain = [one for one in boxes if not _measure(one, base)]
        if isinstance(part, AnyOf) and len(plain) > 1:
            yield from (_ask(one, base) for one in own if one not in plain)
            also = (
                " If none fits here, one of the points below is enough."
                if len(own) < len(names)
                else ""
            )
            options = (*((one, _label(one, base)) for one in plain), (NONE, "None of these"))
            yield Ask(
                f"signs-{number}", "ticks", "Which of these are there?",
                f"Tick all that fit.{also}", options=options,
            )  # fmt: skip
        else:
            yield from (_ask(one, base) for one in own)


def _item_asks(item: Item, seen: set[str], base: KnowledgeBase) -> Iterator[Ask]:
    names = dict.fromkeys(item_of(leaf) for leaf in leaves(item.is_met))
    for name in names:
        if name not in seen:
            yield replace(_ask(name, base), clinician=item.by_clinician)


def _ask(name: str, base: KnowledgeBase) -> Ask:
    if name == "age":
        return Ask(name, "number", "Age", unit="years")
    if name == "sex":
        return Ask(name, "choice", "Sex at birth", options=_SEXES)
    if name in base.attributes:
        attribute = base.attributes[name]
        options = tuple((one.id, one.ask) for one in attribute.options)
        return Ask(name, "choice", attribute.ask, attribute.hint, options=options)
    record = base.findings.get(name) or base.factors[name]
    measure = _measure(name, base)
    if measure:
        return Ask(name, "number", _label(name, base), record.ask, measure.unit, measure=measure)
    same = record.name.casefold()[:_SAME] == record.lay_name.casefold()[:_SAME]
    return Ask(name, "yes-no", _label(name, base), "" if same else f"{record.name}.")


def _label(name: str, base: KnowledgeBase) -> str:
    return capital((base.findings.get(name) or base.factors[name]).lay_name)


def _measure(name: str, base: KnowledgeBase) -> Measure | None:
    return base.findings[name].measure if name in base.findings else None


def _points(item: Item, scheme: Scheme) -> str:
    """Return what an item counts; nothing where each counts the same.

    >>> _points(Item("a", "A", "a", -2, All(())), Scheme("points", All(()), (), ()))
    '−2 points'
    """
    if scheme.form != "points":
        return ""
    shown = f"{item.points:g}".replace("-", MINUS)
    return f"{shown} {'point' if item.points == 1 else 'points'}"


# --------------------------------------------------------------------------------------- answers
def _filled(ask: Ask, form: Form) -> Ask:
    """Return a question with what was given, and what is wrong with it."""
    if ask.kind == "ticks":
        return _ticked(ask, form.all(ask.name))
    value = form.get(ask.name)[:100]
    given = replace(ask, value=(value,) if value else ())
    if ask.kind == "number":
        state = form.get(f"{ask.name}-is") if ask.measure else ""
        if state not in STATES:
            return replace(given, error=f"{ask.label}: {_NO_CHOICE.lower()}")
        return replace(given, state=state, error=_wrong_number(ask, value) if value else "")
    known = STATES if ask.kind == "yes-no" else {"", *dict(ask.options)}
    return given if value in known else replace(ask, error=f"{ask.label}: {_NO_CHOICE.lower()}")


def _ticked(ask: Ask, given: Iterable[str]) -> Ask:
    ticked = tuple(dict.fromkeys(given))
    if not set(ticked) <= set(dict(ask.options)):
        return replace(ask, error=f"{ask.label} {_NO_CHOICE}")
    if NONE in ticked and len(ticked) > 1:
        return replace(ask, value=ticked, error="Tick signs, or “None of these”, not both")
    return replace(ask, value=ticked)


def _wrong_number(ask: Ask, value: str) -> str:
    """Return what is wrong with a number, if anything is."""
    least, most = (0.0, _OLDEST) if ask.measure is None else (ask.measure.least, ask.measure.most)
    number = _number(value)
    if number is None or not least <= number <= most:
        low = f"{least:g}".replace("-", MINUS)
        return f"{ask.label}: type a number from {low} to {most:g}, in {ask.unit}"
    return ""


def _number(value: str) -> float | None:
    """Return a number as people type it.

    >>> _number("3,5"), _number("-2"), _number("3.5 cm"), _number("nan"), _number("1e3")
    (3.5, -2.0, None, None, None)
    """
    plain = value.replace(",", ".").replace(MINUS, "-")
    return float(plain) if re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", plain) else None


def _answers(ask: Ask) -> Mapping[str, object]:
    """Return the answers to one question; nothing for what was left open."""
    if ask.kind == "ticks":
        if NONE in ask.value:
            return {value: NO for value, _ in ask.options if value != NONE}
        return dict.fromkeys(ask.value, YES)
    value = ask.value[0] if ask.value else ask.state
    if value in {"", UNKNOWN}:
        return {}
    if not ask.value or ask.kind != "number":
        return {ask.name: {"value": value, "by": "clinician"} if ask.clinician else value}
    number = _number(value) or 0.0
    if ask.measure is None:
        return {ask.name: number}
    state = YES if ask.measure.present(number) else NO
    by = "clinician" if ask.clinician else "patient"
    return {ask.name: {"value": number, "state": state, "by": by}}
