"""The summary as text for a record: the order in which clinicians write, and plain ASCII.

Record systems and online forms lose tables, bullets and everything that is no ASCII. So each part
is a line that begins with its name, and every letter is one that any system can keep.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from popliteus.assess.words import small
from popliteus.wording.handover.answers import Names
from popliteus.wording.handover.shorten import shortened
from popliteus.wording.handover.summary import Drug, Likely, Summary
from popliteus.wording.scores import ScoreRow

#: Characters of the person's own words in a record.
LONGEST_STORY = 2_000

#: Signs that have a usual way of being typed; the rest loses its accents, or becomes "?".
TYPED = str.maketrans(
    {
        "‘": "'", "’": "'", "\u201a": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "\u2010": "-", "\u2011": "-", "…": "...", "•": "-", "·": ".",
        "≥": ">=", "≤": "<=", "×": "x", "±": "+/-", "≈": "about ", "°": " deg", "µ": "u",
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "\u0131": "i",
        "½": "1/2", "¼": "1/4", "¾": "3/4", "€": "EUR ", "£": "GBP ",
    }
)  # fmt: skip


def record(one: Summary) -> str:
    """Return a summary as text, one part on each line.

    The story is shortened when it is long, and the line says so.
    """
    return "".join(f"{to_ascii(line)}\n" for line in _lines(one))


def to_ascii(text: str) -> str:
    r"""Return a text in ASCII on one line; what has no such letter becomes "?", one for a run.

    >>> to_ascii("It’s ≥ 3 cm – “café”, 痛い now")
    'It\'s >= 3 cm - "cafe", ? now'
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    for letter in unicodedata.normalize("NFKD", text.translate(TYPED)):
        if letter.isascii() and letter.isprintable():
            kept.append(letter)
        elif letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter) not in {"Mn", "Me", "Cf", "Cc"} and kept[-1:] != ["?"]:
            kept.append("?")
    return "".join(kept)


def _lines(one: Summary) -> Iterator[str]:
    yield f"URGENCY: {one.level_name} ({one.within})"
    yield from (f"- {text}" for text in one.why)
    yield f"COMPLAINT: {'; '.join(('pain in the leg or knee', *one.complaint))}"
    yield f"PERSON: {'; '.join(one.about)}"
    yield f"HISTORY: {'; '.join(one.history) or 'nothing else answered about the pain'}"
    yield from _told(one)
    yield from _named("- found", one.found.present)
    yield from _named("- not found", one.found.absent)
    yield from _named("- not sure", one.found.not_asked)
    yield from _named("- background", one.background.present)
    yield from _named("- not in the background", one.background.absent)
    yield f"RED FLAGS PRESENT: {'; '.join(one.danger.present) or 'none of the screen'}"
    yield from _named("RULES THAT FIRED", one.fired)
    yield from _named("RED FLAGS SAID BOTH WAYS", one.danger.both)
    yield f"RED FLAGS ABSENT: {'; '.join(one.danger.absent) or 'none'}"
    yield f"RED FLAGS NOT ASKED OR NOT SURE: {'; '.join(one.danger.not_asked) or 'none'}"
    yield "SCORES:" if one.scores else "SCORES: none applies to these answers"
    yield from map(_score, one.scores)
    share = f"IMPRESSION (main cause, {one.interval} range):"
    yield share if one.causes else "IMPRESSION: no list of causes"
    yield from (_cause(number, cause) for number, cause in enumerate(one.causes, start=1))
    if one.none_of_these:
        yield f"- none of our causes: {one.none_of_these}"
    yield from (f"- {text}" for text in one.causes_note)
    yield f"MEDICINES, ALLERGIES, ILLNESSES: {'; '.join(one.cautions.present) or 'none told'}"
    yield from _named("- answered no", one.cautions.absent)
    yield from _named("- not asked or not sure", one.cautions.not_asked)
    yield from _plan(one)
    yield from _basis(one)


def _told(one: Summary) -> Iterator[str]:
    if one.story:
        story = shortened(one.story, LONGEST_STORY)
        cut = f" (shortened; {len(one.story)} characters were written)" if story.cut else ""
        yield f'- in their own words{cut}: "{story.text}"'


def _plan(one: Summary) -> Iterator[str]:
    yield f"PLAN: {one.action}"
    yield from _named("- tests that may help", one.tests)
    yield from _named("- tests not needed now", one.needless)
    yield from map(_drug, one.medicines)
    yield from ([f"- medicines: {one.medicines_note}"] if one.medicines_note else [])
    for timed in one.advice:
        yield from _named(f"- advice, {small(timed.title)}", timed.names)
    yield from _named("- leave out for now", one.leave_out)
    yield from _named(f"- {one.ask_title.lower()}", one.ask)
    yield from _named("- get help sooner", one.sooner)


def _basis(one: Summary) -> Iterator[str]:
    yield f"BASIS: {one.stamp}"
    yield from _named("- sources", one.sources)
    yield from (f"- {text}" for text in one.limits)


def _named(title: str, names: Names) -> Iterator[str]:
    if names:
        yield f"{title}: {'; '.join(names)}"


def _score(row: ScoreRow) -> str:
    if not row.points:
        return f"- {row.name}: to know whether it applies, ask: {'; '.join(row.missing)}"
    text = f"- {row.name}: {row.points} ({row.meaning})"
    if row.missing:
        text += f"; missing: {'; '.join(row.missing)}"
    if row.left_out:
        text += f"; left out until a clinician answers: {'; '.join(row.left_out)}"
    return f"{text}. {row.action}".rstrip()


def _cause(number: int, cause: Likely) -> str:
    other = f" [{cause.other_name}]" if cause.other_name else ""
    text = f"{number}. {cause.name}{other}: {cause.chance}; {cause.figures}"
    for word, reasons in (("for", cause.supports), ("against", cause.opposes)):
        if reasons:
            text += f"; {word}: {', '.join(reasons)}"
    return text


def _drug(drug: Drug) -> str:
    return f"- {drug.name}: {drug.fit}. {drug.because}".rstrip()
