"""What it may be, for a person: one card for each cause, and what it probably is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.closer import GRAVE, IMPROBABLE, Closer, Shift
from popliteus.assess.differential import Entry, Reason, suspects_of
from popliteus.assess.words import chance_word, in_words, small
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Cause
from popliteus.rules import Level
from popliteus.wording.result import LEAST_FACTOR, Lines
from popliteus.wording.said import said, said_of
from popliteus.wording.told import quoted

#: Said of a cause that a danger sign asks to rule out first, however improbable it is.
FIRST = "A danger sign that you told us can come from this, so it is ruled out first."

#: Said instead where a rule fired for other answers, and no danger sign is there.
TOGETHER = "What you told us can come from this, so it is ruled out first."

#: Reasons shown on each side.
REASONS = 5

#: Look-alikes named on one card.
ALIKE = 3

#: Causes that stand open; the others are folded.
OPEN = 3

#: Said above the list when it is urgent.
HURRY = (
    "The most likely stands first. Why you should not wait is another thing: something serious has "
    "to be ruled out, even if it is less likely."
)

#: Grave causes named as improbable, and reasons for each.
NAMED, BECAUSE = 6, 2

#: From this change of the log-odds (nats) on, a reason is called strong, or clear.
STRONG, CLEAR = 1.5, 0.5


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One thing that was said, and how much it counts."""

    text: str
    weight: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Another cause, and how the two are told apart."""

    cause: str
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class CauseCard:
    """One cause.

    Attributes
    ----------
    word, often
        How likely: a word, and a rounded natural frequency.
    share
        The same for a bar, in whole hundredths.
    grave
        Whether it must not be missed.
    about
        What it is.
    changes
        Answers still open that would make it more or less likely.
    first
        Why it is looked for first, where a danger sign asks for that; else empty.
    """

    cause: str
    name: str
    word: str
    often: str
    share: int
    grave: bool
    about: str
    supports: tuple[ReasonView, ...]
    opposes: tuple[ReasonView, ...]
    alike: tuple[Alike, ...]
    changes: Lines
    first: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A cause on one line: how often, and of an improbable one what speaks against it."""

    cause: str
    name: str
    often: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class CausesView:
    """All causes of a result.

    Attributes
    ----------
    hurry
        Why the first of the list need not be the reason to hurry; empty where there is none.
    first, more
        Cards that stand open, and those that are folded; what must not be missed stands open.
    pressing
        Grave causes that are less likely than those shown and have to be ruled out all the same.
    along
        Causes that are hardly the main one and may be there as well, with how often they are.
    less
        Causes that are less likely than those shown, with how often.
    improbable
        Grave causes that are improbable; empty where a danger sign is there or was not asked.
    rest
        How likely something else is.
    poor_fit
        What fits least, where nothing fits well.
    """

    hurry: str
    first: tuple[CauseCard, ...]
    more: tuple[CauseCard, ...]
    pressing: tuple[Brief, ...]
    along: tuple[Brief, ...]
    less: tuple[Brief, ...]
    improbable: tuple[Brief, ...]
    rest: str
    poor_fit: Lines


def causes_view(result: Assessment, closer: Closer, base: KnowledgeBase) -> CausesView:
    """Return the causes of a result in a person's words."""
    cards = tuple(_card(entry, result, closer, base) for entry in result.shown)
    flags = result.flags
    calm = not flags.present and not flags.not_asked
    grave = closer.improbable[:NAMED] if calm else ()
    urgent = result.triage.level >= Level.URGENT_SAME_DAY
    pressing = closer.pressing if urgent else ()
    named = {entry.cause for entry in (*grave, *pressing)}
    along = {cause for cause, _ in closer.companions}
    first = tuple(card for n, card in enumerate(cards) if n < OPEN or (urgent and card.grave))
    return CausesView(
        hurry=HURRY if urgent and cards and not cards[0].grave else "",
        first=first,
        more=tuple(card for card in cards if card not in first),
        pressing=tuple(_often(entry) for entry in pressing),
        along=tuple(
            Brief(cause, base.causes[cause].lay_name, in_words(present))
            for cause, present in closer.companions
            if cause not in named
        ),
        less=tuple(
            _often(entry)
            for entry in result.differential
            if not entry.shown and entry.cause not in named | along
        ),
        improbable=tuple(_improbable(entry, base) for entry in grave),
        rest=in_words(result.unexplained) if cards else "",
        poor_fit=result.fits_poorly,
    )


def _often(entry: Entry) -> Brief:
    return Brief(entry.cause, entry.lay_name, entry.in_words)


def _card(entry: Entry, result: Assessment, closer: Closer, base: KnowledgeBase) -> CauseCard:
    cause = base.causes[entry.cause]
    # What leaves the number where it is, as a person reads it, would move nothing.
    shifts = [
        one
        for one in closer.shifts.get(entry.cause, ())
        if in_words(one.probability) != entry.in_words
    ]
    return CauseCard(
        cause=entry.cause,
        name=entry.lay_name,
        word=chance_word(entry.probability),
        often=entry.in_words,
        share=round(100 * entry.probability),
        grave=cause.usual_level in GRAVE,
        about=cause.lay_summary,
        supports=reasons(entry, base, towards=True),
        opposes=reasons(entry, base, towards=False),
        alike=_alike(cause, [one.cause for one in result.shown], base),
        changes=tuple(_shift(one, entry, base) for one in shifts),
        first=_first(entry.cause, result, base),
    )


def _first(cause: str, result: Assessment, base: KnowledgeBase) -> str:
    """Return why a cause is looked for first; empty where no rule that fired asks for that."""
    signs = {flag.finding for flag in result.flags.present}
    fired = [one for one in result.triage.reasons if one.kind in {"rule", "floor"}]
    if cause in suspects_of(base.rules[one.id] for one in fired if signs & {*one.because}):
        return FIRST
    return TOGETHER if cause in suspects_of(base.rules[one.id] for one in fired) else ""


def reasons(entry: Entry, base: KnowledgeBase, *, towards: bool) -> tuple[ReasonView, ...]:
    """Return what speaks for or against a cause, the strongest first, background among it."""
    told: list[Reason] = [*(entry.supports if towards else entry.opposes)]
    told += [
        one
        for one in entry.factors
        if (one.log_odds > 0) is towards and abs(one.log_odds) >= LEAST_FACTOR
    ]
    told.sort(key=lambda one: -abs(one.log_odds))
    return tuple(ReasonView(said_of(one, base), weight(one.log_odds)) for one in told[:REASONS])


def weight(log_odds: float) -> str:
    """Return how much a reason counts, in a word.

    >>> [weight(one) for one in (-2.0, 0.9, 0.1)]
    ['strong', 'clear', 'weak']
    """
    size = abs(log_odds)
    return "strong" if size >= STRONG else "clear" if size >= CLEAR else "weak"


def _alike(cause: Cause, shown: Sequence[str], base: KnowledgeBase) -> tuple[Alike, ...]:
    """Return how a cause is told from the others of the result, or else from its look-alikes."""
    own = {one.cause: one.how for one in cause.differences}
    others = {
        name: next((one.how for one in base.causes[name].differences if one.cause == cause.id), "")
        for name in shown
        if name != cause.id
    }
    here = {name: own.get(name) or how for name, how in others.items()}
    found = {name: how for name, how in here.items() if how} or own
    return tuple(
        Alike(name, base.causes[name].lay_name, how) for name, how in [*found.items()][:ALIKE]
    )


def _shift(one: Shift, entry: Entry, base: KnowledgeBase) -> str:
    word = "more" if one.probability > entry.probability else "less"
    told = quoted(said(one.item, one.name, one.value, base))
    return f"{told} would make it {word} likely: {in_words(one.probability)}."


def _improbable(entry: Entry, base: KnowledgeBase) -> Brief:
    against = [small(said_of(one, base)) for one in entry.opposes if one.kind != "silence"]
    return Brief(
        cause=entry.cause,
        name=entry.lay_name,
        often=in_words(min(entry.probability, IMPROBABLE / 2)),
        because="; ".join(against[:BECAUSE]),
    )


def changes(result: Assessment, base: KnowledgeBase) -> Lines:
    """Return the answers still open that would move the result most."""
    levels: dict[str, str] = {one.id: one.name for one in base.services.levels}
    first = result.shown[0].cause if result.shown else ""
    found: list[str] = []
    for one in result.changes:
        cause = base.causes.get(one.first_cause)
        name = small(cause.lay_name) if cause else "something that we do not know"
        still = "would still be" if one.first_cause == first else "would then be"
        text = quoted(said(one.finding, one.name, one.value, base))
        # To a person only a sign changes the urgency; how a pain began is no alarm by itself.
        if one.level != result.triage.level.word and one.finding in base.findings:
            text += f" would change how urgent it is: {small(levels[one.level])}."
            text += f" Most likely it {still} this: {name}."
        elif one.first_cause == first:
            continue
        else:
            text += f": most likely it {still} this: {name}."
        found.append(text)
    return tuple(found)
