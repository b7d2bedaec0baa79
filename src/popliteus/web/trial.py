"""Trying out other answers: the form, what it changes, and keeping the change.

A trial is a copy of a visit. What is stored does not change before the person says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from popliteus.assess import Assessment, Case, answer_from, case_from_mapping
from popliteus.assess.closer import Closer
from popliteus.assess.evidence import impossible
from popliteus.assess.words import capital
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.web.ages import NO_AGE, years
from popliteus.web.context import Form
from popliteus.web.fields import Choice, Field
from popliteus.web.places import COVERS, WORST, places
from popliteus.web.talk import case_of, put
from popliteus.web.visit import Step, Visit
from popliteus.wording.told import name_for

#: Fields of the form are named apart from everything else on the page.
PREFIX = "if-"

#: Answers not given yet that can be tried, the most telling first.
OPEN = 10

#: What a field holds while nothing was answered.
NOTHING = ""

NO_CHOICE = "Choose one of the answers in the list"

_YES_NO = (("present", "Yes"), ("absent", "No"), ("unknown", "I am not sure"))
_SEXES = (("female", "Female"), ("male", "Male"), (NOTHING, "Not told"))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of one theme."""

    title: str
    fields: tuple[Field, ...]

    @property
    def wrong(self) -> bool:
        """Whether something is wrong in one of them."""
        return any(one.error for one in self.fields)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a form changes: age and sex by name, other answers by item; errors by field."""

    values: Mapping[str, object] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.values or self.findings)


@dataclass(frozen=True, slots=True)
class Tried:
    """One change in words: what is asked, the answer that is kept, and the one tried.

    `hidden` is the same as a field of the form that keeps it.
    """

    name: str
    before: str
    after: str
    hidden: tuple[str, str]


def read(form: Form, visit: Visit, base: KnowledgeBase) -> Changes:
    """Return what a form changes; fields that were not sent change nothing."""
    case = case_of(visit, base)
    values: dict[str, object] = {}
    findings: dict[str, str] = {}
    errors: dict[str, str] = {}
    for item in _askable(base):
        given = form.all(PREFIX + item)
        if not given or given[0] == _now(item, case):
            continue
        try:
            answer_from(item, given[0], base, "what if")
            findings[item] = given[0]
        except CaseError:
            errors[PREFIX + item] = NO_CHOICE
    for key, text in _about(case).items():
        sent = form.all(PREFIX + key)
        if not sent or sent[0].strip() == text:
            continue
        try:
            value = _value(key, sent[0].strip())
            case_from_mapping({key: value}, base)
            values[key] = value
        except (CaseError, ValueError, OverflowError):
            errors[PREFIX + key] = NO_AGE if key == "age" else NO_CHOICE
    return Changes(values, findings, errors)


def _askable(base: KnowledgeBase) -> Iterator[str]:
    yield from base.attributes
    yield from base.factors
    yield from base.findings


def _now(item: str, case: Case) -> str:
    answer = case.answers.get(item)
    return NOTHING if answer is None else answer.value


def _about(case: Case) -> dict[str, str]:
    age = NOTHING if case.age is None else f"{case.age:g}"
    return {"age": age, "sex": case.sex or NOTHING}


def _value(key: str, text: str) -> object:
    if not text:
        return None
    return years(text) if key == "age" else text


def apply(visit: Visit, changes: Changes, base: KnowledgeBase) -> None:
    """Change a visit; a question that was never asked joins the pages that were answered."""
    also = {name: one.also for name, one in places(base).items() if one.also and name not in COVERS}
    visit.values.update(changes.values)
    findings = _with_places(visit, changes.findings, also)
    put(visit, findings, base)
    visit.origins = [one for one in visit.origins if one not in findings]
    listed = {item for step in visit.history for item in step.items} | {WORST, *also.values()}
    for page in base.questionnaire.pages:
        new = tuple(item for item in page.items if item in findings and item not in listed)
        if new:
            visit.history.append(Step(page.id, new))


def _with_places(
    visit: Visit, findings: Mapping[str, str], also: Mapping[str, str]
) -> dict[str, str]:
    """Return answers that agree with each other on where it hurts, and tick the same places.

    Parameters
    ----------
    also
        By place, the finding that says that it hurts there too.
    """
    found = dict(findings)
    old, new = str(visit.findings.get(WORST, "unknown")), found.get(WORST)
    if new is not None and new != old:
        if old in also:
            found.setdefault(also[old], "present")
        if new in also:
            found[also[new]] = "unknown"
    worst = new or old
    ticked = [one for one in visit.places if one != worst]
    for place, item in also.items():
        if found.get(item) == "present" and place not in ticked and place != worst:
            ticked.append(place)
        elif found.get(item) == "absent":
            ticked = [one for one in ticked if one != place]
    if worst != "unknown" and (visit.places or new):
        ticked.insert(0, worst)
    visit.places = ticked
    return found


def tried(changes: Changes, visit: Visit, base: KnowledgeBase) -> tuple[Tried, ...]:
    """Return the changes in words."""
    case = case_of(visit, base)
    now = _about(case)
    rows = [
        Tried(
            capital(key),
            now[key] or "not told",
            NOTHING if value is None else f"{value}",
            (PREFIX + key, NOTHING if value is None else f"{value}"),
        )
        for key, value in changes.values.items()
    ]
    for item, value in changes.findings.items():
        words = dict(_options(item, base))
        before = words.get(_now(item, case), "not asked")
        rows.append(
            Tried(capital(name_for(item, base)), before, words[value], (PREFIX + item, value))
        )
    return tuple(rows)


def _options(item: str, base: KnowledgeBase) -> tuple[tuple[str, str], ...]:
    attribute = base.attributes.get(item)
    if attribute is None:
        return _YES_NO
    return (*((one.id, one.ask) for one in attribute.options), ("unknown", "I am not sure"))


def groups(
    case: Case,
    result: Assessment,
    closer: Closer,
    base: KnowledgeBase,
    errors: Mapping[str, str],
) -> tuple[Group, ...]:
    """Return the form: what was not asked and would tell most, then every answer by theme.

    Parameters
    ----------
    case
        The answers to begin with: those that are kept, or those of a trial.
    result, closer
        Their result, which knows what would tell most.
    errors
        What is wrong, by field.
    """
    danger = {item for page in base.questionnaire.pages if page.danger for item in page.items}
    given = list(case.answers)
    parts = {
        "Not asked yet": _untold(case, result, closer, base),
        "How the pain is": [item for item in given if item in base.attributes],
        "What you notice": [i for i in given if i in base.findings and i not in danger],
        "You and your health": [item for item in given if item in base.factors],
        "Danger signs": [item for item in given if item in danger],
    }
    found: list[Group] = []
    for title, items in parts.items():
        fields = [_field(item, case, base, errors) for item in items]
        if title == "You and your health":
            fields = [*_about_fields(case, errors), *fields]
        if fields:
            found.append(Group(title, tuple(fields)))
    return tuple(found)


def _untold(case: Case, result: Assessment, closer: Closer, base: KnowledgeBase) -> list[str]:
    """Return what was not asked, makes sense for this person, and would tell most."""
    pages = {item for p in base.questionnaire.pages if p.who == "patient" for item in p.items}
    wanted = [one.finding for one in result.changes]
    wanted += [one.item for shifts in closer.shifts.values() for one in shifts]
    wanted += [one.finding for one in result.next_questions]
    return [
        item
        for item in dict.fromkeys(wanted)
        if item in pages and item not in case.answers and not impossible(item, case)
    ][:OPEN]


def _field(item: str, case: Case, base: KnowledgeBase, errors: Mapping[str, str]) -> Field:
    now = _now(item, case)
    pairs = list(_options(item, base))
    if now == NOTHING:
        pairs.insert(0, (NOTHING, "Not asked"))
    return Field(
        PREFIX + item,
        "select",
        capital(name_for(item, base)),
        choices=tuple(Choice(value, label, chosen=value == now) for value, label in pairs),
        error=errors.get(PREFIX + item, ""),
    )


def _about_fields(case: Case, errors: Mapping[str, str]) -> tuple[Field, Field]:
    now = _about(case)
    sexes = tuple(Choice(value, label, chosen=value == now["sex"]) for value, label in _SEXES)
    age, sex = f"{PREFIX}age", f"{PREFIX}sex"
    return (
        Field(
            age, "text", "Age in years", value=now["age"], number=True, error=errors.get(age, "")
        ),
        Field(sex, "select", "Sex", choices=sexes, error=errors.get(sex, "")),
    )
