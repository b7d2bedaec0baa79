"""Checks on clinical codes: a code has the form of its system, and stands once in a cause.

What this module is
    The forms of ICD-10 and ICD-11 codes, and the check digit of SNOMED CT identifiers. They catch
    a slip of the pen, and a spreadsheet that rounded a long number or counted it on.

What it is not
    Whether a code exists and means what its cause means: ``seen_at`` and ``display`` answer for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from popliteus.knowledge.checks import Check, Checked, Problem

#: Letters that ICD-11 uses: I and O would be read as digits.
_ICD_11 = "0-9A-HJ-NP-Z"

#: A concept of SNOMED CT ends in a partition (00, or 10 in an extension) and a check digit.
FORMS = {
    "icd-10": re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,2})?"),
    "icd-11": re.compile(rf"[1-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][{_ICD_11}](\.[{_ICD_11}]{{1,2}})?"),
    "snomed-ct": re.compile(r"[1-9][0-9]{2,14}[01]0[0-9]"),
}

#: One step of the permutation of the Verhoeff scheme; each place of a number takes one step more,
#: and after eight steps every digit is itself again.
_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
_ROUND = 8


def verhoeff(digits: str) -> bool:
    """Return whether the last digit is the check digit of those before it (Verhoeff's scheme)."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        digit = int(character)
        for _ in range(place % _ROUND):
            digit = _STEP[digit]
        total = _turned(total, digit)
    return total == 0


def _turned(first: int, second: int) -> int:
    """Return the product of two members of the dihedral group of a pentagon.

    Members below 5 are rotations, the others reflections; a reflection turns what follows round.
    """
    sign = 1 if first < 5 else -1
    reflected = (first < 5) != (second < 5)
    return (first + sign * second) % 5 + (5 if reflected else 0)


def codes(checked: Checked) -> Iterator[Problem]:
    """KB134: every clinical code has the form of its system, and stands once in its cause."""
    for name, cause in checked.base.causes.items():
        seen: set[tuple[str, str]] = set()
        for place, one in enumerate(cause.codes):
            wrong = ""
            if not FORMS[one.system].fullmatch(one.code):
                wrong = f"{one.code} is no code of {one.system}"
            elif one.system == "snomed-ct" and not verhoeff(one.code):
                wrong = f"the check digit of {one.code} is wrong"
            elif (one.system, one.code) in seen:
                wrong = f"{one.code} stands twice"
            seen.add((one.system, one.code))
            if wrong:
                yield checked.problem(
                    "KB134", f"causes/{name}.yaml", ("codes", place, "code"), wrong,
                    "copy the code again from where it was seen",
                )  # fmt: skip


CHECKS: tuple[Check, ...] = (codes,)
