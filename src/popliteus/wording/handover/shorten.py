"""Texts made to fit: on one line, cut at the end of a word, and never cut without saying so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Stands where words are missing.
MARK = "[...]"


@dataclass(frozen=True, slots=True)
class Short:
    """A text and whether something of it was left out."""

    text: str
    cut: bool


def one_line(text: str) -> str:
    r"""Return a text without line breaks and without spaces that nobody needs.

    >>> one_line("my calf\n\n  is swollen ")
    'my calf is swollen'
    """
    return " ".join(text.split())


def shortened(text: str, most: int) -> Short:
    """Return a text of at most so many characters, the mark not counted.

    It ends with a sentence where one ends in the last third, else with a word.

    Parameters
    ----------
    text
        Taken as one line.
    most
        Characters.

    Examples
    --------
    >>> shortened("It began on Monday. I cannot walk far.", 25)
    Short(text='It began on Monday. [...]', cut=True)
    >>> shortened("swollen", 25)
    Short(text='swollen', cut=False)
    """
    line = one_line(text)
    if len(line) <= most:
        return Short(line, cut=False)
    head = line[:most]
    sentence = max(head.rfind(f"{end} ") for end in ".!?")
    word = head.rfind(" ")
    if sentence >= most * 2 // 3:
        head = head[: sentence + 1]
    elif word >= most * 2 // 3:
        head = head[:word]
    return Short(f"{head.rstrip()} {MARK}", cut=True)


def some(texts: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first texts, and how many more there are.

    >>> some(["a", "b", "c"], 2)
    ('a', 'b', 'and 1 more')
    """
    left = len(texts) - most
    return (*texts[:most], f"and {left} more") if left > 0 else tuple(texts)
