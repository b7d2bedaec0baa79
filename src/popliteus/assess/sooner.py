"""When to get help sooner: the lines of the likeliest causes, the most urgent first, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from popliteus.knowledge.records import Alike, Sooner

#: What parts the signs of one line: "you get short of breath, have chest pain or faint".
_PARTS = re.compile(r", or if |, or |, and | or |, ")


#: What parts the triggers of one line.
_TRIGGERS = re.compile(r", or if |, or ")


def sooner(
    lines: Sequence[str], beginnings: Sequence[Sooner], alike: Sequence[Alike] = ()
) -> tuple[str, ...]:
    """Return lines in the order of their urgency, without what another line says as well.

    Parameters
    ----------
    lines
        Of several causes, the likeliest first.
    beginnings
        How lines begin, the most urgent first. A line that begins otherwise comes last.
    alike
        Triggers in several words: each is said once at one level, the most urgent way.

    Examples
    --------
    >>> from popliteus.knowledge.records import Sooner
    >>> begins = [Sooner("emergency", "Call an ambulance if"), Sooner("soon_days", "Come back if")]
    >>> sooner(["Come back if it grows.", "Call an ambulance if you faint.",
    ...         "Call an ambulance if you faint or have chest pain."], begins)
    ('Call an ambulance if you faint or have chest pain.', 'Come back if it grows.')
    """
    lines = [*_each_once(sorted(lines, key=lambda one: _rank(one, beginnings)), beginnings, alike)]
    said = [(_rank(line, beginnings), signs_of(line, beginnings), line) for line in lines]
    kept = [
        (rank, line)
        for place, (rank, signs, line) in enumerate(said)
        if not any(
            rank == other and (signs < more or (signs == more and before < place))
            for before, (other, more, _) in enumerate(said)
        )
    ]
    return tuple(line for _, line in sorted(kept, key=lambda one: one[0]))


def _each_once(
    lines: Sequence[str], beginnings: Sequence[Sooner], alike: Sequence[Alike]
) -> Iterator[str]:
    """Yield lines without the triggers that a line of the same level named before.

    Only what is known to be alike is left out, and a line never begins with half a sentence.
    """
    names = {words: one.says for one in alike for words in (one.says, *one.instead_of)}
    named: set[tuple[str, str]] = set()
    for line in lines:
        rank = _rank(line, beginnings)
        if rank == len(beginnings) or ". " in line:
            yield line
            continue
        level, begins = beginnings[rank].level, beginnings[rank].begins
        parts = _TRIGGERS.split(line.removeprefix(begins).strip().rstrip("."))
        told = [names.get(words, words) for words in parts]
        again = [one in names.values() and (level, one) in named for one in told]
        # What follows a trigger may lean on its subject, unless it is known to stand alone.
        leans = [words not in names for words in (*parts[1:], "")]
        kept = [
            one
            for place, one in enumerate(told)
            if not again[place] or (place + 1 < len(told) and leans[place])
        ]
        named.update((level, one) for one in told)
        if kept:
            yield f"{begins} {', or '.join(kept)}."


def signs_of(line: str, beginnings: Sequence[Sooner]) -> frozenset[str]:
    """Return the signs that a line names, without how it begins."""
    rank = _rank(line, beginnings)
    rest = line.removeprefix(beginnings[rank].begins) if rank < len(beginnings) else line
    parts = _PARTS.split(rest.strip().rstrip("."))
    return frozenset(re.sub(r"^(?:you )?(?:get |have )?", "", part.strip()) for part in parts)


def _rank(line: str, beginnings: Sequence[Sooner]) -> int:
    for rank, one in enumerate(beginnings):
        if line.startswith(one.begins):
            return rank
    return len(beginnings)
