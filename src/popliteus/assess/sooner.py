"""When to get help sooner: the lines of the likeliest causes, the most urgent first, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from popliteus.knowledge.records import Sooner

#: What parts the signs of one line: "you get short of breath, have chest pain or faint".
_PARTS = re.compile(r", or if |, or |, and | or |, ")


def sooner(lines: Sequence[str], beginnings: Sequence[Sooner]) -> tuple[str, ...]:
    """Return lines in the order of their urgency, without what another line says as well.

    Parameters
    ----------
    lines
        Of several causes, the likeliest first.
    beginnings
        How lines begin, the most urgent first. A line that begins otherwise comes last.

    Examples
    --------
    >>> from popliteus.knowledge.records import Sooner
    >>> begins = [Sooner("emergency", "Call an ambulance if"), Sooner("soon_days", "Come back if")]
    >>> sooner(["Come back if it grows.", "Call an ambulance if you faint.",
    ...         "Call an ambulance if you faint or have chest pain."], begins)
    ('Call an ambulance if you faint or have chest pain.', 'Come back if it grows.')
    """
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
