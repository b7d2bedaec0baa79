"""What pictures, samples and hands showed: the faults of parts, and the parts that are whole.

"MRI: torn medial meniscus, cruciates intact", "tender over the joint line, no effusion".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from popliteus.intake.shown import FAR, FELT, Told, pattern_of
from popliteus.knowledge.records import Shown, Signs

#: A picture that what stands before it was seen on.
_SEEN_ON = re.compile(
    r"\b(?:on|by|with|seen|shown|at)(?: (?:the|a|an|my|his|her|plain|repeat|initial|urgent|later|"
    r"weight-bearing|standing|follow-up|knee|lateral|ap))*\s$"
)

#: How far behind what says that they are whole parts may stand, in characters.
LED = 24


def told_from(said: str, kinds: frozenset[str], signs: Signs) -> int:
    """Return from where on a sentence tells of its picture: "a fracture was seen on the X-ray"."""
    if "fluid" in kinds or not kinds:
        return 0
    names = [name for kind in kinds for name in signs.pictures[kind]]
    first = min(one.start() for one in pattern_of(tuple(names)).finditer(said))
    return 0 if _SEEN_ON.search(said, 0, first) else first


def faults(said: str, low: int, kinds: frozenset[str], signs: Signs) -> Iterator[Told]:
    """Yield what a picture shows from `low` on, and the parts that it shows to be whole."""
    for one in signs.shown:
        if kinds.isdisjoint(one.within) or (one.never and pattern_of(one.never).search(said)):
            continue
        if one.of and not pattern_of(one.of).search(said):
            continue
        for part in pattern_of(one.part).finditer(said, low):
            fault = _fault(one, said, low, part, signs)
            if fault is None:
                continue
            start, end, whole = fault
            present = not whole and not _denied(said, start, end, signs)
            if present and one.denied_only:
                continue
            for item in one.items:
                yield Told(item, start, end, present, FELT in one.within)


def _fault(
    one: Shown, said: str, low: int, part: re.Match[str], signs: Signs
) -> tuple[int, int, bool] | None:
    """Return where a part and its fault stand, and whether the part is told to be whole."""
    if not one.fault:
        return part.start(), part.end(), False
    own = max(low, *(said.rfind(mark, 0, part.start()) + 1 for mark in ",;:"))
    ends = [place for mark in ",;:" if (place := said.find(mark, part.end())) >= 0]
    end = min([*ends, len(said)])
    sound = pattern_of(signs.sound).search(said, part.end(), end)
    wrong = list(pattern_of(one.fault).finditer(said, own, end))
    if one.only_faults:
        sound = None
    if sound and not any(fault.start() < sound.start() for fault in wrong):
        return part.start(), sound.end(), True
    led = list(pattern_of(signs.sound).finditer(said, own, part.start()))[-1:]
    near = led and not one.only_faults and led[0].end() + LED >= part.start()
    if near and not any(fault.start() > led[0].start() for fault in wrong):
        return led[0].start(), part.end(), True  # "with an intact ACL and corner"
    if not wrong and not one.only_faults:
        # "no tear of the menisci, cruciates or collaterals": the fault comes first
        wrong = list(pattern_of(one.fault).finditer(said, low, own))[-1:]
        if not wrong and sound is None:
            wrong = list(pattern_of(one.fault).finditer(said, end))[:1]
    if not wrong:
        return None
    next_to = min(wrong, key=lambda fault: abs(fault.start() - part.start()))
    denied = pattern_of(signs.denies).search(said, part.end(), next_to.start()) is not None
    return min(part.start(), next_to.start()), max(part.end(), next_to.end()), denied


def _denied(said: str, start: int, end: int, signs: Signs) -> bool:
    """Return whether a fault is told not to be there: "no fracture", "a clot was ruled out"."""
    behind = said[end : end + FAR].lstrip()
    if pattern_of(signs.denied).match(behind):
        return True
    if pattern_of(signs.denies).match(said, start):
        return True
    hits = list(pattern_of(signs.denies).finditer(said, 0, start))
    if not hits:
        return False
    between = said[hits[-1].end() : start]
    if pattern_of(signs.states).search(between) or ":" in between:
        return False
    *listed, last = between.split(",")
    if not listed:
        ruled = hits[-1].group()[:3] in {"exc", "rul"}
        return ruled or not re.search(r"\band (?:an?|the|had|has)\b", between)
    rest = said[end:]
    either = re.search(r"\b(?:or|nor)\b", last) or re.match(r"[^.;]*\b(?:or|nor)\b", rest)
    bare = not last.strip() and " " not in said[start:end] and hits[-1].group() != "not"
    return bool(either) or bare
