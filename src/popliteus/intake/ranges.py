"""How far a knee goes, as examiners write it: "ROM 5-110", "full range of movement"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from popliteus.intake.shown import Told

#: How far a knee goes, in degrees: "ROM 0-130", "range of movement 5 to 110 degrees".
_FULL = re.compile(
    r"\b(?:full|normal|good|unrestricted|complete)(?: \w+){0,3}? "
    r"(?:range of (?:movement|motion)|range\b(?! of)|rom\b|movements?\b)"
)

#: "Unable to get full ROM", and how far before the range that may stand, in characters.
_NOT_FULL = re.compile(
    r"\b(?:no|not|without|unable|cannot|can't|lack\w*|lost|loss|less|never|hardly|regain\w*|until|"
    r"almost|nearly)\b|n't\b"
)
BEFORE = 30

_RANGE = re.compile(
    r"\b(?:rom|range(?: of (?:movement|motion))?|arc(?: of movement)?|moves?|movement|"
    r"motion|flexion)"
    r"(?: (?:is|was|of|from|about|only|passively|limited to|restricted to)|:){0,4} ?"
    r"-?(?P<low>\d{1,2}) ?(?:deg\w*|°)? ?(?:-|–|to|/) ?(?P<high>\d{2,3})\b"
)

_SHORT_OF = re.compile(
    r"\b(?:lack(?:s|ed|ing)|short of|loss of)(?: the last)? (?:about )?(?:[5-9]|[1-4]\d) ?"
    r"(?:deg\w*|°)? ?(?:of )?(?:full |terminal )?extension|"
    r"\b(?:[5-9]|[1-4]\d) ?(?:deg\w*|°) (?:short of|from) (?:full )?extension"
)

_OTHER_JOINT = re.compile(r"\b(?:hips?|ankles?|shoulders?|neck|back|spine|lumbar|toes?|wrists?)\b")

RIGHT_ANGLE, SHORT, LEAST_RANGE, MOST_BENT = 90, 5, 10, 165


def ranges(said: str) -> Iterator[Told]:
    """Yield what a range of movement says: "ROM 5-110", "full range of movement"."""
    if _OTHER_JOINT.search(said):
        return
    for match in _FULL.finditer(said):
        comma = said.rfind(",", 0, match.start()) + 1  # "no effusion, full ROM"
        near = max(comma, match.start() - BEFORE)
        if not _NOT_FULL.search(said, near, match.start()):
            yield Told("flexion-deformity", match.start(), match.end(), present=False, felt=True)
    for match in _RANGE.finditer(said):
        least, most = int(match["low"]), int(match["high"])
        if most - least >= LEAST_RANGE and most <= MOST_BENT:
            yield Told("cannot-bend-90", match.start(), match.end(), most < RIGHT_ANGLE, felt=True)
            yield Told("flexion-deformity", match.start(), match.end(), least >= SHORT, felt=True)
    for match in _SHORT_OF.finditer(said):
        yield Told("flexion-deformity", match.start(), match.end(), present=True, felt=True)
