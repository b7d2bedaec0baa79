"""What follows from what a story tells, where it was not told itself.

Who cannot put weight on a leg cannot walk four full steps; an operation that was ten days ago was
within four weeks. What is told itself always stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from popliteus.intake.reading import Mention
from popliteus.intake.sentences import FULL, begins, ends
from popliteus.intake.times import Time
from popliteus.knowledge.records import Intake

#: The question that a recent operation answers, and the items that tell of one.
WITHIN = "surgery-4-weeks"
OPERATIONS = ("recent-surgery", "recent-knee-procedure", "knee-replacement")

#: How far from an operation its time may stand, in characters.
NEAR = 60

#: "D4 post", "POD 4", "2/52 post op", "10 days post": days since an operation, in short hand. A
#: bare "d 3" is a vitamin or the third day of something else.
_POST = re.compile(
    r"\b(?:(?:pod|post[- ]?op(?:erative)?,? (?:d|day)) ?(?P<pod>\d{1,2})\b"
    r"|(?:d|day) ?(?P<d>\d{1,2})(?:,? ?(?:post|p/o)))"
    r"|\b(?P<n>\d{1,2})(?P<u>/7| days?|/52| weeks?| wks?| months?|/12) post"
)
#: A needle in a knee is no operation.
_NO_OPERATION = re.compile(r"\b(?:jabs?|inject|steroid|cortisone|drain|aspirat)(?!\w* or )")
_DAYS = {"/7": 1, "day": 1, "/52": 7, "week": 7, "wk": 7, "month": 30.4, "/12": 30.4}


def following(
    found: Mapping[str, Mention],
    open_items: frozenset[str],
    low: str,
    times: Sequence[Time],
    intake: Intake,
    *,
    note: bool,
    knee: bool,
) -> dict[str, Mention]:
    """Return what follows from the findings of a story.

    Parameters
    ----------
    found
        What the story tells.
    open_items
        What it tells both ways, or only perhaps: nothing is added to these.
    low
        The story in small letters.
    times
        Every time it tells.
    intake
        Words, and what follows from what.
    note, knee
        Whether an examiner wrote it; whether it is about a knee.

    Examples
    --------
    >>> import popliteus
    >>> from popliteus.intake.reading import Stretch
    >>> intake = popliteus.load().intake
    >>> one = Mention("cannot-bear-weight", "present", Stretch(0, 12, "Unable to WB"))
    >>> told = {one.item: one}
    >>> list(following(told, frozenset(), "unable to wb", [], intake, note=True, knee=False))
    ['full-steps-failed']
    """
    more: dict[str, Mention] = {}
    for rule in intake.follows:
        of_it = (note or not rule.note) and not (note and rule.own) and (knee or not rule.knee)
        whole = all(item in found and found[item].value == v for item, v in rule.when.items())
        if of_it and whole:
            first = found[next(iter(rule.when))]
            more.setdefault(rule.item, Mention(rule.item, rule.value, first.words))
    operated = _operated(found, low, times, intake)
    if operated is not None:
        more[WITHIN] = operated
    more |= _new_joint(found, low, times, intake)
    return {item: one for item, one in more.items() if item not in {*found, *open_items}}


def _new_joint(
    found: Mapping[str, Mention], low: str, times: Sequence[Time], intake: Intake
) -> dict[str, Mention]:
    """Return a new knee as the operation that it was, where its time is told and recent."""
    one = found.get("knee-replacement")
    days = None if one is None or one.value != "present" else _since(one, low, times)
    if one is None or days is None:
        return {}
    return {
        item: Mention(item, "present", one.words)
        for item in OPERATIONS[:2]
        if days <= intake.within_days[item]
    }


def _operated(
    found: Mapping[str, Mention], low: str, times: Sequence[Time], intake: Intake
) -> Mention | None:
    """Return whether an operation was within four weeks, where its time is told."""
    limit = intake.within_days[WITHIN]
    undated = False
    for item in OPERATIONS:
        one = found.get(item)
        if one is None or _NO_OPERATION.search(one.words.quote.lower()):
            continue
        if one.value == "absent":
            continue  # "no surgery, but arthroscopy two weeks ago"
        days = _since(one, low, times)
        if days is not None:
            return Mention(WITHIN, "present" if days <= limit else "absent", one.words)
        undated = True
    none = found.get(OPERATIONS[0])
    if undated or none is None or none.value != "absent":
        return None
    return Mention(WITHIN, "absent", none.words)


def _since(one: Mention, low: str, times: Sequence[Time]) -> float | None:
    """Return how many days ago an operation was, by the time told in its sentence."""
    start = begins(low, one.words.start, FULL, NEAR)
    end = ends(low, one.words.end, FULL, NEAR)
    short = _POST.search(low, start, end)
    if short is not None:
        if short["d"] or short["pod"]:
            return float(short["d"] or short["pod"])
        return float(short["n"]) * _DAYS[short["u"].strip().rstrip("s")]
    near = [time for time in times if time.kind == "ago" and start <= time.start < end]
    nearest = min(near, key=lambda time: abs(time.start - one.words.start), default=None)
    return None if nearest is None else nearest.days
