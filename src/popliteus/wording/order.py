"""The plan in the order of time: today, this week, later.

What this module is
    Short lists for a terminal, a page, a sheet of paper and a record: what to do, when or how to
    begin, and what this person must mind.

What it is not
    How to do it: self-care, medicines and exercises have parts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.plan import Item, Medicine
from popliteus.assess.words import listed, small
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import When
from popliteus.rules import Level

#: A visit on a day or in a week is part of what to do then.
_VISIT: dict[Level, dict[When, str]] = {
    Level.SOON_DAYS: {"today": "Ask for a visit this week.", "this_week": "Have it seen."},
    Level.ROUTINE_WEEKS: {"this_week": "Book a visit. You can cancel it if all is well."},
}

#: Short name and title of each list, and when what stands in it begins. What follows a visit is
#: the last: at home nobody can begin it.
_TURNS: tuple[tuple[str, str, frozenset[When]], ...] = (
    ("today", "Today", frozenset({"today"})),
    ("this-week", "This week", frozenset({"this_week"})),
    ("later", "Later", frozenset({"later", "after_visit"})),
)

#: What is said of all of it to clinicians.
BASIS = (
    "Sources are for the measure itself. When it begins is a judgement, unless its page names a "
    "source for that."
)


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing to do.

    Attributes
    ----------
    treatment, name
        Empty for what is no treatment, such as asking for a visit.
    text
        When or how to begin; empty where that is plain.
    mind
        What this person must mind.
    """

    text: str
    treatment: str = ""
    name: str = ""
    mind: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """All of it as one line.

        >>> Doing("From the first day.", name="Keep moving", mind=("Sit down if dizzy.",)).line
        'Keep moving: From the first day. Sit down if dizzy.'
        """
        said = " ".join(part for part in (self.text, *self.mind) if part)
        named = f"{self.name}: {said}" if self.name and said else self.name or said
        return f"{named} [{', '.join(self.sources)}]" if self.sources else named


@dataclass(frozen=True, slots=True)
class Turn:
    """What begins today, this week or later; `key` is its permanent short name."""

    key: str
    title: str
    things: tuple[Doing, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what is to be done."""
        return tuple(one.name for one in self.things if one.name)


def turns(result: Assessment, base: KnowledgeBase) -> tuple[Turn, ...]:
    """Return the lists that are not empty, in the order of time; none in an emergency.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> told = {"findings": {"worst-place": "calf", "calf-snap": "present"}}
    >>> result = popliteus.assess(popliteus.case_from_mapping(told, base), base)
    >>> [one.title for one in turns(result, base)][:1]
    ['Today, until you are seen']
    """
    level, patient = result.triage.level, result.audience == "patient"
    if level == Level.EMERGENCY:
        return ()
    found = []
    for key, title, when in _TURNS:
        things = tuple(_things(result, base, when))
        if things:
            until = key == "today" and level == Level.URGENT_SAME_DAY and patient
            found.append(Turn(key, f"{title}, until you are seen" if until else title, things))
    return tuple(found)


def _things(result: Assessment, base: KnowledgeBase, when: frozenset[When]) -> Iterator[Doing]:
    plan, patient = result.plan, result.audience == "patient"
    chosen = [one for one in (*plan.self_care, *plan.exercise) if one.start.at in when]
    painkillers = tuple(_painkillers(result)) if patient and "today" in when else ()
    if patient and (chosen or painkillers):  # alone it would say the urgency a second time
        for day, visit in _VISIT.get(result.triage.level, {}).items():
            if day in when:
                yield Doing(visit)
    for one in chosen:
        yield _doing(one, base, patient=patient)
    yield from painkillers


def _doing(one: Item, base: KnowledgeBase, *, patient: bool) -> Doing:
    refs = () if patient else tuple(dict.fromkeys((*one.start.sources, *one.sources)))
    name = one.name if patient else base.treatments[one.treatment].name
    return Doing(one.start.because, one.treatment, name, one.because, refs)


def _painkillers(result: Assessment) -> Iterator[Doing]:
    """Yield which medicines without a prescription fit, and which a person asks about first."""
    shelf = [one for one in result.plan.medicines if not one.prescribed and one.start.at == "today"]
    fits = [one.name for one in shelf if one.fit == "suitable"]
    unless = [one.name for one in shelf if only_unasked(one)]
    ask = [
        one.name for one in shelf if one.fit in {"ask_first", "caution"} and one.name not in unless
    ]
    if fits:
        yield Doing(
            f"If you need something for the pain: {_either(fits)}. Follow the packet or your "
            "pharmacist."
        )
    if unless:
        yield Doing(
            f"You may take {_either(unless)} for the pain unless something speaks against it: "
            "Medicines below says what."
        )
    if ask:
        yield Doing(f"Ask a pharmacist before you use {_either(ask)}. See Medicines below.")


def only_unasked(one: Medicine) -> bool:
    """Return whether nothing known speaks against a medicine, and only something was not asked.

    Then a person can tell alone: nobody has to be asked at night whether it is so.
    """
    return one.fit == "ask_first" and not one.prescribed and not one.because


def _either(names: Sequence[str]) -> str:
    return listed([small(one) for one in names], "or")


def leave_out(result: Assessment, *, patient: bool) -> tuple[str, ...]:
    """Return what to stop doing; a person reads there too which medicines not to take."""
    if result.triage.level == Level.EMERGENCY:
        return ()
    avoid = [one.name for one in result.plan.medicines if one.fit == "avoid" and not one.prescribed]
    if not (patient and avoid):
        return result.plan.leave_out
    return (*result.plan.leave_out, f"{listed(avoid, 'and')}. Medicines below says why.")
