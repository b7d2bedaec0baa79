"""What was read in somebody's words, as a form: each thing can be kept, changed or left out.

What this module is
    `understood` makes the form from a visit; `confirm` puts what came back into the visit.

What it is not
    It reads no story: that is `popliteus.intake`, asked by `popliteus.web.routes.words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from popliteus.assess import answer_from
from popliteus.assess.report import country_of, crisis_lines, filled
from popliteus.assess.told import Told
from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.web.alarms import Alarm, alarm_of
from popliteus.web.context import Form
from popliteus.web.fields import Field, FormView, choices
from popliteus.web.phone import Piece, pieces
from popliteus.web.places import WORST, places
from popliteus.web.talk import case_of, put, told_of
from popliteus.web.visit import Offer, Visit
from popliteus.wording.said import said
from popliteus.wording.told import name_for, quoted, said_as

#: What can be said of each thing that was read.
RIGHT, OTHER, WRONG = "right", "other", "wrong"
_OPPOSITE = {"present": "absent", "absent": "present"}
_SAID = {"present": "yes", "absent": "no", "unknown": "not sure"}
#: What is ticked where the other answer is the right one.
_INSTEAD = {"present": "Yes, it is so", "absent": "No, that is not so"}

#: Name and value of the button that says that every thing with nothing ticked is right.
ALL = ("all", RIGHT)

#: Added to the name of a thing: the field that says what it is instead.
TO = "-to"

#: Of words in which no leg or knee was found, though other answers came before them.
_NOT_READ = (
    "We could not read your words: we know English only, and only words about a knee or leg. What "
    "you ticked counts; your words do not. If they are about something else, call {doctor} or "
    "{urgent}, and {emergency} if it is bad or sudden."
)

_INTRO = (
    "Is each of these right? You need not tick what is right. Tick what is wrong, or what you want "
    "to leave out: we may ask about that later. Nothing counts before you press a button below."
)
#: What is shown together, in this order.
PERSON, PAIN, SIGNS, LIFE = (
    "Age and sex",
    "The pain",
    "What else you notice",
    "Health, family and habits",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was read: whether it is right, and for a choice of several what else it is."""

    field: Field
    to: Field | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Things that belong together."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read in a story.

    Attributes
    ----------
    form
        Every field, for what is wrong with them.
    groups
        The same fields, as they are shown.
    uncertain, asides, missed
        What could not be read for sure, what was not counted and why, and what was not understood,
        each with the words for it.
    crisis
        What is said first to somebody who may want to die: a title, and lines.
    alarm
        How urgent it is if what was read is right, where somebody must be told so now.
    all
        Name and value of the button that says that the rest is right.
    """

    form: FormView
    groups: tuple[Group, ...]
    uncertain: tuple[str, ...]
    asides: tuple[str, ...]
    missed: tuple[str, ...]
    crisis: tuple[tuple[Piece, ...], ...] = ()
    alarm: Alarm | None = None
    all: tuple[str, str] = ALL


def understood(visit: Visit, base: KnowledgeBase, form: Form | None = None) -> Understood:
    """Return what was read, with what is wrong when a form came back."""
    found: dict[str, list[Item]] = {title: [] for title in (PERSON, PAIN, SIGNS, LIFE)}
    for key, value in visit.person.items():
        found[PERSON].append(Item(_choice(key, f"{capital(key)}: {value}", "", visit, form)))
    for item, offer in visit.offers.items():
        found[_kind(item, base)].append(_item(item, offer, visit, base, form))
    groups = tuple(Group(title, tuple(items)) for title, items in found.items() if items)
    fields = tuple(
        one
        for group in groups
        for item in group.items
        for one in (item.field, item.to)
        if one is not None
    )
    intro = [_INTRO] if fields else []
    if not visit.left_open.get("about_leg", True):
        intro.insert(0, filled(_NOT_READ, country_of(case_of(visit, base), base)))
    view = FormView("What we understood", "/understood", fields, intro=tuple(intro))
    told = told_of(visit)
    lines = crisis_lines(case_of(visit, base), base, visit.door)
    crisis = tuple(pieces(one, *base.services.countries.values()) for one in lines)
    uncertain, asides, missed = _uncertain(told, base), _asides(told, base), _missed(told)
    alarm = alarm_of(visit, base)
    return Understood(view, groups, uncertain, asides, missed, crisis, alarm)


def _kind(item: str, base: KnowledgeBase) -> str:
    if item in base.attributes:
        return PAIN
    return LIFE if item in base.factors else SIGNS


def _item(item: str, offer: Offer, visit: Visit, base: KnowledgeBase, form: Form | None) -> Item:
    answer = answer_from(item, offer.value, base, "story")
    hint = f"You wrote: {quoted(offer.quote)}."
    before = visit.findings.get(item)
    if before is not None and item not in visit.origins and isinstance(before, str):
        hint += f" Before that you answered: {_options(item, base).get(before, before)}."
    if item not in base.attributes:
        label = capital(said_as(item, answer.value, answer.measured, base))
        hint = f"{hint} {_meant(item, base)}".strip()
        return Item(_choice(item, label, hint, visit, form))
    field = _choice(item, said(item, "", answer.value, base), hint, visit, form, several=True)
    return Item(field, _to(item, offer, visit, base, form))


def _meant(item: str, base: KnowledgeBase) -> str:
    """Return what counts as it, as its question explains: a name alone would be confirmed blindly.

    >>> import popliteus
    >>> _meant("recent-surgery", popliteus.load())[:59]
    'What counts: You were put to sleep, or made numb from the w'
    """
    record = base.findings.get(item) or base.factors[item]
    told = f"{record.ask.partition('?')[2]} {record.hint}".strip()
    return told if not told or told.startswith("For example") else f"What counts: {told}"


def _options(item: str, base: KnowledgeBase) -> Mapping[str, str]:
    """Return the words of each answer that an item can have."""
    attribute = base.attributes.get(item)
    return {one.id: one.ask for one in attribute.options} if attribute else _SAID


def _choice(
    item: str, label: str, hint: str, visit: Visit, form: Form | None, *, several: bool = False
) -> Field:
    given = _given(form, item, visit) if form else _confirmed(item, visit)
    pairs = [(RIGHT, "Right")]
    opposite = _opposite(item, visit)
    if several:
        pairs.append((OTHER, "Change"))
    elif opposite:
        pairs.append((OTHER, _INSTEAD[opposite]))
    pairs.append((WRONG, "Leave out"))
    field = Field(item, "radios", label, hint=hint, choices=choices(pairs, [given]))
    if form is not None and given not in {value for value, _ in pairs}:
        field = field.wrong(f"Say whether this is right: {label}")
    return field


def _given(form: Form, item: str, visit: Visit) -> str:
    """Return what was said of a thing; the button for all counts where nothing was.

    It changes no answer that was given on a page: which of the two is right is said by a tick.
    """
    sure = item in visit.origins or visit.findings.get(item) in {None, "unknown"}
    return form.get(item) or (RIGHT if sure and form.get(ALL[0]) == ALL[1] else "")


def _to(item: str, offer: Offer, visit: Visit, base: KnowledgeBase, form: Form | None) -> Field:
    """Return the list of everything else that an item with several answers can be."""
    options = {key: words for key, words in _options(item, base).items() if key != offer.value}
    now = form.get(item + TO) if form else str(visit.findings.get(item, ""))
    pairs = [("", "Choose what it is"), *options.items()]
    field = Field(item + TO, "select", "Change it to", choices=choices(pairs, [now]))
    if form is not None and form.get(item) == OTHER and now not in options:
        field = field.wrong(f"Choose what it is instead: {said(item, '', str(offer.value), base)}")
    return field


def _opposite(item: str, visit: Visit) -> str:
    """Return the other answer to something that is yes or no; empty for anything else."""
    offer = visit.offers.get(item)
    return _OPPOSITE.get(offer.value, "") if offer and isinstance(offer.value, str) else ""


def _confirmed(item: str, visit: Visit) -> str:
    """Return what was said of an item before; empty when nothing was."""
    if "understood" not in visit.done:
        return ""
    if item in visit.origins or visit.values.get(item) == visit.person.get(item, item):
        return RIGHT
    return WRONG if visit.findings.get(item) in {None, "unknown"} else OTHER


def _uncertain(told: Told, base: KnowledgeBase) -> tuple[str, ...]:
    both = {
        item: " and ".join(quoted(one.quote) for one in many)
        for item, many in told.conflicts.items()
    }
    once = {item: quoted(one.quote) for item, one in told.uncertain.items()}
    return tuple(_named(item, words, base) for item, words in (both | once).items())


def _asides(told: Told, base: KnowledgeBase) -> tuple[str, ...]:
    return tuple(
        f"{_named(item, quoted(words.quote), base)} ({why})" for item, words, why in told.asides
    )


def _named(item: str, words: str, base: KnowledgeBase) -> str:
    name = capital(name_for(item, base))
    return f"{name}{'' if name.endswith('?') else ':'} {words}"


def _missed(told: Told) -> tuple[str, ...]:
    return tuple(quoted(one.quote) for one in told.not_understood)


def confirm(visit: Visit, form: Form, base: KnowledgeBase) -> None:
    """Count what is right, change what is otherwise, leave out what is wrong."""
    given = {item: _given(form, item, visit) for item in (*visit.offers, *visit.person)}
    kept = _answered_elsewhere(visit, base)
    for item in visit.offers:
        dropped = given[item] == WRONG and "understood" in visit.done and item not in kept
        if dropped or (item in visit.origins and given[item] != RIGHT):
            visit.findings.pop(item, None)
    right = {item: one.value for item, one in visit.offers.items() if given[item] == RIGHT}
    other = {
        item: _opposite(item, visit) or form.get(item + TO)
        for item in visit.offers
        if given[item] == OTHER
    }
    put(visit, {**right, **other}, base)
    visit.origins = [*right]
    for key, value in visit.person.items():
        if given[key] == RIGHT:
            visit.values[key] = value
        elif visit.values.get(key) == value:
            visit.values[key] = None
    if visit.door == "patient" and None not in (visit.values.get("age"), visit.values.get("sex")):
        visit.finish("about")  # a clinician is asked besides where the person is seen
    elif "/about" not in visit.trail:
        visit.done = [part for part in visit.done if part != "about"]


def _answered_elsewhere(visit: Visit, base: KnowledgeBase) -> set[str]:
    """Return what a page asked as well: its answer stays when the story is left out."""
    found = {item for step in visit.history for item in step.items}
    if "where" in visit.done:
        found |= {WORST, *(one.also for one in places(base).values())}
    return found
