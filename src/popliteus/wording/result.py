"""An assessment in words, once for every way of showing it: terminal, plain text, page.

`view` makes titles, sentences and lists for one audience; ids become the words of the records
here. Colours, boxes and HTML are in `popliteus.cli.render` and `popliteus.cli.html`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from popliteus.assess import Assessment
from popliteus.assess.differential import Entry, Reason
from popliteus.assess.phone import as_said
from popliteus.assess.words import chance_word, in_words
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level
from popliteus.wording.plan import plan_sections, test_section
from popliteus.wording.scores import score_lines
from popliteus.wording.told import told_sections

#: Reasons shown for each cause on each side, and reasons for the urgency.
REASONS = 4

#: A background factor is named to a person when it moves the odds by a fifth or more (nats).
LEAST_FACTOR = 0.2

#: Danger signs named before the rest is counted; the terminal has little room.
NAMED = 12

#: What a person does not need to read while the ambulance is called.
LATER = frozenset({"tests", "changes", "come-back", "expect"})

#: What stands under one heading.
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `key` is its permanent short name."""

    key: str
    title: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class CauseView:
    """One cause: its name, how likely in words, its share for a bar, and its reasons."""

    cause: str
    name: str
    chance: str
    share: float
    notes: Lines
    supports: Lines
    opposes: Lines


@dataclass(frozen=True, slots=True)
class Unasked:
    """Danger signs that were not asked, and why that matters.

    `whole` means that every sign must be read: home care rests on all of them.
    """

    sentence: str
    signs: Lines
    whole: bool

    def __str__(self) -> str:
        """Return all of it as one sentence."""
        named = self.signs if self.whole else self.signs[:NAMED]
        more = len(self.signs) - len(named)
        rest = f"; and {more} more" if more > 0 else ""
        return f"{self.sentence} {'; '.join(named)}{rest}."


@dataclass(frozen=True, slots=True)
class View:
    """A whole assessment in words, in the order in which it is read."""

    patient: bool
    level: Level
    level_name: str
    within: str
    action: str
    why: Lines
    phone: Lines
    notes: Lines
    unasked: Unasked | None
    about: str
    causes_title: str
    causes: tuple[CauseView, ...]
    causes_notes: Lines
    sections: tuple[Section, ...]
    limits: Lines
    stamp: str


def view(result: Assessment, base: KnowledgeBase, *, other: bool = False) -> View:
    """Return an assessment in the words of its audience; `other`: a person calls for another."""
    triage = result.triage
    patient = result.audience == "patient"
    record = next(one for one in base.services.levels if one.id == triage.level.word)
    urgent = triage.level >= Level.URGENT_SAME_DAY
    said = (as_said(one, result.case, base, other=other) for one in triage.reasons)
    phone = next((lines for lines in said if lines), ())
    return View(
        patient=patient,
        level=triage.level,
        level_name=record.name,
        within=record.within,
        action=triage.action,
        why=tuple(one.text for one in (triage.telling if patient else triage.reasons)[:REASONS]),
        phone=phone if urgent and patient else (),
        notes=tuple(_notes(result)),
        unasked=_unasked(result),
        about=_about(result),
        causes_title="What it may be" if patient else "Differential",
        causes=tuple(_cause(entry, result, base) for entry in result.shown),
        causes_notes=tuple(_causes_notes(result)),
        sections=tuple(_sections(result, base)),
        limits=result.limits,
        stamp=str(result.stamp),
    )


def _sections(result: Assessment, base: KnowledgeBase) -> Iterator[Section]:
    parts = [
        *told_sections(result, base),
        *plan_sections(result, base),
        ("signs", "Danger signs", tuple(_flags(result))),
        ("rules", "Decision rules", tuple(score_lines(result, base))),
        ("changes", "What would change this", tuple(_changes(result, base))),
        ("references", "References", () if result.audience == "patient" else _references(result)),
    ]
    place = next((i for i, part in enumerate(parts) if part[0] == "expect"), len(parts) - 4)
    parts.insert(place, ("tests", "Tests", test_section(result)))
    hurry = result.audience == "patient" and result.triage.level == Level.EMERGENCY
    for key, title, lines in parts:
        if lines and not (hurry and key in LATER):
            yield Section(key, title, lines)


def _references(result: Assessment) -> Lines:
    return tuple(f"[{one.ref}] {one.text}" for one in result.references)


def _about(result: Assessment) -> str:
    case = result.case
    age = "age not known" if case.age is None else f"age {case.age:g}"
    sex = case.sex or "sex not known"
    setting = f", {case.setting.replace('_', ' ')}" if case.setting else ""
    name = "" if case.id == "case" else f"{case.id}: "
    return f"{name}{age}, {sex}{setting}"


def _notes(result: Assessment) -> Iterator[str]:
    for text in result.triage.not_covered:
        yield f"This group is not covered well enough by our list of causes: {text}"
    for one in result.triage.withdrawn:
        what = one.text if result.audience == "patient" else f"{one.id}. {one.text}"
        yield f"No longer counted, because a test has settled it: {what}"


def _unasked(result: Assessment) -> Unasked | None:
    triage = result.triage
    if not triage.provisional or not triage.ask:
        return None
    names = {flag.finding: flag.name for flag in result.flags.not_asked}
    signs = tuple(names.get(item, ask) for item, ask in triage.ask)
    if triage.level == Level.SELF_CARE:
        return Unasked("Home care, if none of these is true:", signs, whole=True)
    asked = "1 danger sign is" if len(signs) == 1 else f"{len(signs)} danger signs are"
    return Unasked(f"Before you rely on this, {asked} not known:", signs, whole=False)


def _cause(entry: Entry, result: Assessment, base: KnowledgeBase) -> CauseView:
    if result.audience == "patient":
        return CauseView(
            cause=entry.cause,
            name=entry.lay_name,
            chance=f"{chance_word(entry.probability)}, {entry.in_words}",
            share=entry.probability,
            notes=(),
            supports=_plain_reasons(entry, base, towards=True),
            opposes=_plain_reasons(entry, base, towards=False),
        )
    low, high = entry.interval
    return CauseView(
        cause=entry.cause,
        name=entry.name,
        chance=f"{entry.probability:.1%} ({low:.0%} to {high:.0%}), active {entry.present:.1%}",
        share=entry.probability,
        notes=(
            f"log-odds: prior {entry.prior_log_odds:+.2f}{_factors(entry)}, "
            f"result {entry.log_odds:+.2f}",
        ),
        supports=tuple(_numbers(one, base) for one in entry.supports[:REASONS]),
        opposes=tuple(_numbers(one, base) for one in entry.opposes[:REASONS]),
    )


def _plain_reasons(entry: Entry, base: KnowledgeBase, *, towards: bool) -> Lines:
    """Return what speaks for or against a cause, a person's background among it."""
    told = [*(entry.supports if towards else entry.opposes)]
    told += [
        one
        for one in entry.factors
        if (one.log_odds > 0) is towards and abs(one.log_odds) >= LEAST_FACTOR
    ]
    told.sort(key=lambda one: -abs(one.log_odds))
    return tuple(plain(one, base) for one in told[:REASONS])


def plain(reason: Reason, base: KnowledgeBase) -> str:
    """Return one reason as a person would say it."""
    if reason.kind == "silence":
        return reason.name
    return answered(reason.finding, reason.name, reason.value, base, patient=True)


def answered(item: str, name: str, value: str, base: KnowledgeBase, *, patient: bool) -> str:
    """Return a question's name with its answer, in the words of the records.

    A finding that is present needs no "yes".
    """
    attribute = base.attributes.get(item)
    if attribute is None:
        return f"{name}: no" if value == "absent" else name
    option = next((one for one in attribute.options if one.id == value), None)
    if option is None:
        return f"{attribute.name}: {value}"
    return f"{attribute.ask} {option.ask}" if patient else f"{attribute.name}: {option.name}"


def _numbers(reason: Reason, base: KnowledgeBase) -> str:
    refs = ", ".join(source.ref for source in reason.sources) or reason.basis
    if reason.kind == "silence":
        return f"{reason.log_odds:+.2f}  {reason.name}  [{refs}]"
    told = answered(reason.finding, reason.name, reason.value, base, patient=False)
    return f"{reason.log_odds:+.2f}  {told}  [{refs}]"


def _factors(entry: Entry) -> str:
    moved = [one for one in entry.factors if abs(one.log_odds) >= 0.005]
    if not moved:
        return ""
    return f" (of it {', '.join(f'{one.name} {one.log_odds:+.2f}' for one in moved)})"


def _causes_notes(result: Assessment) -> Iterator[str]:
    if result.fits_poorly:
        yield (
            "This does not fit anything we know well. What fits least: "
            f"{'; '.join(result.fits_poorly)}."
        )
    if result.audience == "patient" and result.differential:
        yield (
            "Something else, which we do not know or did not think of: "
            f"{in_words(result.unexplained)}."
        )
    if result.audience == "clinician" and result.differential:
        surprise = "" if result.surprise is None else f"; surprise percentile {result.surprise:.2f}"
        yield (
            f"unexplained {result.unexplained:.1%}{surprise}; left out by the bound: prior "
            f"{result.left_out_prior:.1%}, result {result.left_out_result:.2%}"
        )


def _changes(result: Assessment, base: KnowledgeBase) -> Iterator[str]:
    levels: dict[str, str] = {one.id: one.name for one in base.services.levels}
    patient = result.audience == "patient"
    for change in result.changes:
        told = answered(change.finding, change.name, change.value, base, patient=patient)
        if change.value == "present":
            told = f"{change.name}: yes"
        cause = base.causes.get(change.first_cause)
        name = "something that we do not know"
        if cause is not None:
            name = cause.lay_name if patient else cause.name
        urgency = ""
        # To a person only a sign changes the urgency; how a pain began is no alarm by itself.
        told_of = not patient or change.finding in base.findings
        if change.level != result.triage.level.word and told_of:
            urgency = f"; the urgency would be: {levels[change.level].lower()}"
        yield f"{told}. Then most likely: {name}{urgency}."


def _flags(result: Assessment) -> Iterator[str]:
    flags = result.flags
    if flags.present:
        yield f"present: {'; '.join(flag.name for flag in flags.present)}"
    if flags.absent:
        yield f"absent: {'; '.join(flag.name for flag in flags.absent)}"
    asked = flags.present or flags.absent
    if asked and flags.not_asked and result.audience == "clinician":
        yield f"not asked: {'; '.join(flag.name for flag in flags.not_asked)}"
