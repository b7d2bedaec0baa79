"""An assessment for the eye: urgency first, then causes with reasons, then what to do.

Plain when piped: colours and boxes are Rich's, and Rich leaves them out where there is no screen.
Urgency is never told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from popliteus.assess import Assessment
from popliteus.assess.differential import Entry, Reason
from popliteus.assess.investigations import Meaning
from popliteus.assess.plan import Item, Medicine
from popliteus.assess.words import chance_word
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

STYLES = {
    Level.EMERGENCY: "bold white on red",
    Level.URGENT_SAME_DAY: "bold black on dark_orange",
    Level.SOON_DAYS: "bold black on yellow",
    Level.ROUTINE_WEEKS: "bold white on blue",
    Level.SELF_CARE: "bold white on dark_green",
}
FITS = {
    "suitable": "fits you, from what you told us",
    "ask_first": "ask first",
    "caution": "take care",
    "avoid": "do not use",
}

#: Reasons printed for each cause, on each side.
REASONS = 4

#: Width of a bar in characters.
BAR = 20

#: Width when the output is no terminal: wide enough for tables, narrow enough to mail.
PIPED_WIDTH = 96


def console_for(*, error: bool = False) -> Console:
    """Return a console that is plain and of fixed width when piped."""
    console = Console(stderr=error, highlight=False)
    if not console.is_terminal:
        console = Console(stderr=error, highlight=False, width=PIPED_WIDTH)
    return console


def render(result: Assessment, base: KnowledgeBase, console: Console | None = None) -> None:
    """Print an assessment."""
    console = console or console_for()
    for part in _parts(result, base):
        console.print(part)


def _parts(result: Assessment, base: KnowledgeBase) -> Iterable[RenderableType]:
    yield _urgency(result, base)
    if result.differential:
        yield _heading("What it may be" if _patient(result) else "Differential")
        for entry in result.shown:
            yield _cause(entry, result)
        yield from _unexplained(result)
    if result.changes:
        yield _heading("What would change this")
        yield _bullets(_changes(result, base))
    yield from _flags(result)
    yield from _scores(result)
    yield from _tests(result)
    yield from _plan(result, base)
    yield _heading("Limits")
    yield _bullets(result.limits)
    yield Text(str(result.stamp), style="dim")


def _patient(result: Assessment) -> bool:
    return result.audience == "patient"


def _heading(text: str) -> RenderableType:
    return Padding(Text(text, style="bold underline"), (1, 0, 0, 0))


def _bullets(texts: Iterable[str], indent: int = 0) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for text in texts:
        table.add_row("-", text)
    return Padding(table, (0, 0, 0, indent))


def _urgency(result: Assessment, base: KnowledgeBase) -> RenderableType:
    triage = result.triage
    record = next(one for one in base.services.levels if one.id == triage.level.word)
    lines: list[RenderableType] = [Text(triage.action, style="bold")]
    if triage.reasons:
        lines.append(Text("\nWhy:"))
        lines.append(_bullets(one.text for one in triage.reasons[:REASONS]))
        phone = next((one.phone for one in triage.reasons if one.phone), ())
        if phone and triage.level >= Level.URGENT_SAME_DAY:
            lines.append(Text("\nWhat to say on the phone:"))
            lines.append(_bullets(phone))
    for text in triage.not_covered:
        lines.append(Text(f"\nOur list of causes is not made for this group: {text}"))
    for one in triage.withdrawn:
        lines.append(Text(f"\nSettled by a test: {one.id}"))
    if triage.provisional and triage.ask:
        lines.append(Text(f"\n{_before_relying(result)}"))
    title = f" {record.name.upper()} "
    return Panel(Group(*lines), title=Text(title, style=STYLES[triage.level]), title_align="left")


def _before_relying(result: Assessment) -> str:
    count = len(result.triage.ask)
    flags = {flag.finding: flag.name for flag in result.flags.not_asked}
    named = [flags.get(item, item) for item, _ in result.triage.ask]
    shown = ", ".join(named[:12]) + (f" and {count - 12} more" if count > 12 else "")
    if result.triage.level == Level.SELF_CARE:
        return f"Home care, if none of these is true: {shown}."
    return f"Before you rely on this, {count} danger signs were not asked: {shown}."


def _cause(entry: Entry, result: Assessment) -> RenderableType:
    filled = round(entry.probability * BAR)
    bar = "█" * filled + "░" * (BAR - filled)
    if _patient(result):
        head = f"{bar}  {entry.lay_name}: {chance_word(entry.probability)}, {entry.in_words}"
        side: Sequence[tuple[str, Sequence[Reason]]] = (
            ("for", entry.supports),
            ("against", entry.opposes),
        )
        lines = [
            f"{word}: {', '.join(_plain(one) for one in reasons[:REASONS])}"
            for word, reasons in side
            if reasons
        ]
    else:
        low, high = entry.interval
        head = (
            f"{bar}  {entry.name}  {entry.probability:.1%} ({low:.0%} to {high:.0%}), "
            f"active {entry.present:.1%}"
        )
        lines = [
            f"log-odds: prior {entry.prior_log_odds:+.2f}"
            f"{_factor_part(entry)}, result {entry.log_odds:+.2f}"
        ]
        lines += [_numbers(one) for one in (*entry.supports[:REASONS], *entry.opposes[:REASONS])]
    return Group(Text(head, style="bold"), _bullets(lines, indent=BAR + 2))


def _plain(reason: Reason) -> str:
    if reason.kind == "silence":
        return reason.name
    if reason.kind == "attribute":
        return f"{reason.name}: {reason.value.replace('-', ' ')}"
    return reason.name if reason.value == "present" else f"no {reason.name}"


def _numbers(reason: Reason) -> str:
    value = "" if reason.kind == "silence" else f" {reason.value}"
    refs = ", ".join(source.ref for source in reason.sources) or "judgement"
    return f"{reason.log_odds:+.2f}  {reason.name}{value}  [{refs}]"


def _factor_part(entry: Entry) -> str:
    moved = [one for one in entry.factors if abs(one.log_odds) >= 0.005]
    if not moved:
        return ""
    return f" (of it {', '.join(f'{one.name} {one.log_odds:+.2f}' for one in moved)})"


def _unexplained(result: Assessment) -> Iterable[RenderableType]:
    if result.fits_poorly:
        yield _bullets(
            [
                "This does not fit anything we know well. What fits least: "
                f"{', '.join(result.fits_poorly)}."
            ]
        )
    if not _patient(result):
        surprise = "" if result.surprise is None else f"; surprise percentile {result.surprise:.2f}"
        yield Text(
            f"unexplained {result.unexplained:.1%}{surprise}; "
            f"left out by the bound: prior {result.left_out_prior:.1%}, "
            f"result {result.left_out_result:.2%}",
            style="dim",
        )


def _changes(result: Assessment, base: KnowledgeBase) -> Iterable[str]:
    levels: dict[str, str] = {one.id: one.name for one in base.services.levels}
    for change in result.changes:
        cause = base.causes.get(change.first_cause)
        name = "something we do not know" if cause is None else cause.lay_name
        value = {"present": "yes", "absent": "no"}.get(change.value, change.value.replace("-", " "))
        urgency = (
            f"; urgency would be: {levels[change.level].lower()}"
            if change.level != result.triage.level.word
            else ""
        )
        yield f"{change.name}: {value}. Then most likely: {name}{urgency}."


def _flags(result: Assessment) -> Iterable[RenderableType]:
    flags = result.flags
    if not flags.present and not flags.absent:
        return
    yield _heading("Danger signs")
    lines = []
    if flags.present:
        lines.append(f"present: {', '.join(flag.name for flag in flags.present)}")
    if flags.absent:
        lines.append(f"absent: {', '.join(flag.name for flag in flags.absent)}")
    if flags.not_asked and not _patient(result):
        lines.append(f"not asked: {', '.join(flag.name for flag in flags.not_asked)}")
    yield _bullets(lines)


def _scores(result: Assessment) -> Iterable[RenderableType]:
    applying = [score for score in result.scores if score.applies]
    if _patient(result) or not applying:
        return
    yield _heading("Decision rules")
    for score in applying:
        band = score.band.name if score.band else " or ".join(one.name for one in score.possible)
        line = f"{score.rule.name}: {score.score} ({band})"
        if score.missing:
            line += f"; missing: {', '.join(score.missing)}"
        if score.left_out:
            line += f"; left out until a clinician answers: {', '.join(score.left_out)}"
        yield _bullets([line])


def _tests(result: Assessment) -> Iterable[RenderableType]:
    advised = [one for one in result.tests if one.advised]
    needless = [one for one in result.tests if not one.advised]
    if not advised and not needless:
        return
    yield _heading("Tests")
    lines = []
    for one in advised:
        name = one.lay_name if _patient(result) else one.name
        lines.append(
            f"may help: {name}. {one.why}{'' if _patient(result) else _meaning(one.results)}"
        )
    lines += [
        f"not needed: {one.lay_name if _patient(result) else one.name}. {one.why}"
        for one in needless
    ]
    yield _bullets(lines)


def _meaning(results: Sequence[Meaning]) -> str:
    parts = [f"{one.result}: {one.cause} active {one.present:.1%}" for one in results]
    return f" ({'; '.join(parts)})" if parts else ""


def _plan(result: Assessment, base: KnowledgeBase) -> Iterable[RenderableType]:
    plan = result.plan
    yield _heading("What to do")
    yield _bullets(plan.now)
    for title, items in (
        ("By yourself", plan.self_care),
        ("Exercise", plan.exercise),
        ("With a professional", plan.specialist if not _patient(result) else ()),
    ):
        if items:
            yield _heading(title)
            yield _bullets(_item(item, result) for item in items)
    if plan.medicines:
        yield _heading("Medicines")
        yield _bullets(_medicine(one, base) for one in plan.medicines)
    if plan.recovery:
        yield _heading("What to expect")
        yield _bullets([plan.recovery.expect, f"Off track: {plan.recovery.off_track_if}"])
    if plan.come_back_if:
        yield _heading("Get help sooner if")
        yield _bullets(plan.come_back_if)


def _item(item: Item, result: Assessment) -> str:
    refs = "" if _patient(result) or not item.sources else f" [{', '.join(item.sources)}]"
    return f"{item.name}: {item.how}{refs}"


def _medicine(one: Medicine, base: KnowledgeBase) -> str:
    text = f"{one.name}: {FITS[one.fit]}."
    if one.because:
        text += f" {' '.join(one.because)}"
    if one.not_asked:
        named = [_name(item, base) for item in one.not_asked]
        text += f" Not yet known: {', '.join(named)}."
    if one.fit in {"suitable", "ask_first"}:
        text += f" {one.how}"
    return text


def _name(item: str, base: KnowledgeBase) -> str:
    if item in base.causes:
        return f"whether it is {base.causes[item].lay_name.lower()}"
    record = base.factors.get(item) or base.findings.get(item)
    return record.lay_name if record else item
