"""Which letters the page can print, and what stands for the others.

The typefaces that the typesetter brings along have Latin, Greek and Cyrillic letters. A text with
others is refused by the standard for accessible PDF, and some runs of marks have made the
typesetter stop. So nothing reaches it that is not on this list.
"""

from __future__ import annotations

import unicodedata

#: First and last code point of what is printed; a test sets each of them in both weights.
PRINTED = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x24F), (0x386, 0x386), (0x388, 0x38A), (0x38C, 0x38C),
    (0x38E, 0x3A1), (0x3A3, 0x3FF), (0x400, 0x481), (0x48A, 0x4FF), (0x1E00, 0x1EFF),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2033),
    (0x2039, 0x203A), (0x2044, 0x2044), (0x20A0, 0x20BF), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A1, 0x25A1),
)  # fmt: skip

#: Stands for a run of letters that cannot be printed.
UNKNOWN = "□"

#: A longer run without a space may be broken, so that it stays within its column.
LONGEST_WORD = 24

_BREAK = "\u200b"
_CODES = frozenset(code for first, last in PRINTED for code in range(first, last + 1))
_SILENT = frozenset({"Mn", "Me", "Mc", "Cf", "Cc", "Cs"})


def printable(text: str) -> str:
    """Return a text of letters that can be printed, with places to break in long words.

    Marks that belong to no letter of ours are left out; `UNKNOWN` stands for a run of others.

    >>> printable("café, 痛い 😀!")
    'café, □ □!'
    """
    kept: list[str] = []
    run = 0
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace():
            new, run = " ", 0
        elif ord(letter) in _CODES:
            new, run = letter, run + 1
        elif unicodedata.category(letter) in _SILENT or kept[-1:] == [UNKNOWN]:
            continue
        else:
            new, run = UNKNOWN, run + 1
        if run > LONGEST_WORD:
            kept.append(_BREAK)
            run = 1
        kept.append(new)
    return "".join(kept)
