"""What the attributes of a story follow from, where no phrase says them outright.

"No twist, no fall" is no injury; what snapped came on in a second; a knee that swelled up
overnight and was never hurt began overnight. What is said both ways stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from popliteus.intake.mentions import Named
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.intake.states import States
from popliteus.intake.times import Time

#: Days after which an injury is another story: what was hurt half a year ago may still hurt.
OLD = 360

#: Ways to be hurt; a story that denies one, and names no other, tells of no injury.
_INJURIES = frozenset(["twist", "blow-or-fall", "bent-knee-blow", "high-energy"])

#: What happens in one second, and is felt when it does.
_SNAPS = frozenset(["calf-snap", "thigh-snap", "burst-feeling"])

#: What is told of a time that followed, and not against what snapped in a second.
_SPANS = frozenset([("present", "hours"), ("present", "days")])

#: Beginnings that cannot both be so.
_SUDDEN, _SLOW = "seconds", "weeks"

#: "After five hundred metres my calf grips me": a distance on foot, and what then happens.
_DISTANCE = re.compile(
    r"\b(?:(?:after|every|at|maybe|walk|only) )(?:about |around |maybe |only )?"
    r"(?:\d{2,3}|(?:an?|one|two|three|four|five|six|a few|a couple of) hundred|"
    r"fifty|sixty|seventy|eighty|ninety|a hundred)\s?(?:yards?|yds|met(?:re|er)s?|m)\b"
)
#: "It comes mainly when I run"; how far before it, in characters.
_ONLY = re.compile(r"\b(?:only|mainly|mostly|most of all|chiefly)\b")
CLOSE = 16

_THEN = re.compile(r"\b(?:calf|calves|legs?|stop|rest|pain|cramps?|claudicat\w+)\b")


def distances(low: str, text: str) -> list[Mention]:
    """Return a distance after which walking hurts, as what brings the pain on.

    >>> [one.words.quote for one in distances(*["after 200 yards my calf hurts"] * 2)]
    ['after 200 yards']
    """
    for match in _DISTANCE.finditer(low):
        start = max(low.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
        ends = [place for mark in ".!?\n" if (place := low.find(mark, match.end())) >= 0]
        if _THEN.search(low[start : min(ends, default=len(low))]):
            words = Stretch(*match.span(), text[slice(*match.span())])
            return [Mention("brings-on", "fixed-distance", words)]
    return []


def as_meant(mentions: Mentions, denied: Sequence[Mention], low: str) -> Mentions:
    """Return what a story tells with what follows from it for the attributes.

    Parameters
    ----------
    mentions
        How sure, and what.
    denied
        Options of attributes that the story denies.
    low
        The story in small letters.
    """
    mentions = [pair for pair in mentions if not _both_ways(pair, mentions)] + [
        ("uncertain", pair[1]) for pair in mentions if _both_ways(pair, mentions)
    ]
    mentions = [pair for pair in mentions if not _second(pair, mentions, low)]
    sure = {pair[1].item: pair[1] for pair in mentions if pair[0] == "present"}
    if "mechanism" not in sure:
        mentions += [
            ("present", Mention("mechanism", "none", one.words))
            for one in denied
            if one.item == "mechanism" and one.value in _INJURIES
        ][:1]
    hurt = "mechanism" in sure and sure["mechanism"].value != "none"
    night = sure.get("swelling-timing")
    if night is not None and "overnight" in night.words.quote.lower() and not hurt:
        mentions = [pair for pair in mentions if pair[1].item != "swelling-timing"]
        mentions.append(("present", Mention("onset", "hours", night.words)))
    elif not any(
        pair[1].item == "onset" and (pair[0], pair[1].value) not in _SPANS for pair in mentions
    ):
        snapped = [one for item, one in sure.items() if item in _SNAPS and one.value == "present"]
        mentions += [("present", Mention("onset", _SUDDEN, one.words)) for one in snapped[:1]]
    return mentions


def _second(pair: tuple[str, Mention], mentions: Mentions, low: str) -> bool:
    """Return whether another thing is told to bring the pain on most, or alone."""
    if pair[1].item != "brings-on" or _most(pair[1], low):
        return False
    return any(one.item == "brings-on" and _most(one, low) for _, one in mentions)


def _most(one: Mention, low: str) -> bool:
    """Return whether "only" or "mainly" stands right before what brings the pain on."""
    return _ONLY.search(low[max(0, one.words.start - CLOSE) : one.words.end]) is not None


def _both_ways(pair: tuple[str, Mention], mentions: Mentions) -> bool:
    """Return whether a beginning is told as sudden and as slow."""
    if pair[1].item != "onset":
        return False
    values = {one.value for state, one in mentions if one.item == "onset" and state == "present"}
    return {_SUDDEN, _SLOW} <= values


#: Words of what happens again and again: it hurts "whenever I twist", "always the day after".
_HABITS = frozenset(
    ["sometimes", "always", "often", "usually", "whenever", "if", "keeps", "tends", "mornings",
     "nights", "normally", "occasionally"]
)  # fmt: skip
_EACH = frozenset(["every", "each", "most", "any"])
_TIMES = frozenset(
    ["time", "run", "match", "game", "walk", "session", "morning", "night", "evening", "nights",
     "mornings", "training"]
)  # fmt: skip
_WAKING = frozenset(["wake", "wakes", "waking"])

#: What else comes or goes over days: "better over a few days", "the next day I saw the doctor".
_NO_START = frozenset(["better", "settl", "improv", "physio", "doctor", "appoint"])

#: What goes on over days or weeks, and did not begin then: "over two days it has got worse".
_GREW = frozenset(["wors", "worsen", "grow", "bigger", "grew", "grown"])
_CAME = frozenset(["start", "begin", "began", "come", "came", "crept", "creep", "develop", "built",
                   "build", "appear", "onset"])  # fmt: skip

#: How the verb of an injury is written; without one of these it tells of no single time.
_ONCE = re.compile(
    r"\b(?:\w+ed|fell|hit|went|came|got|knelt|was|were|had|took|caught|ran|bent|slid|spun|struck|"
    r"slipped|lost|did|gave|stood|put|tore|a|an|injury|injured|trauma|fall|blow|knock|tackle)\b"
)
_ABLE = frozenset(["can", "cannot", "can't", "could", "couldn't", "ca", "when"])
_OPERATED = frozenset(
    ["operation", "operations", "surgery", "injection", "injections", "arthroscopy"]
)
_SHAPE = re.compile(r"\b(?:have|has|'ve) (?:\w+ )?turned (?:in|out)")

#: Words before "over a week" that make it how long it has lasted.
_LASTED = frozenset(["for", "been", "of", "well", "since", "lasted"])


def no_beginning(one: Named, states: States) -> bool:
    """Return whether what could tell a beginning tells a habit, a comparison or a length of time.

    "It hurts if I twist", "as if somebody kicked me", "for over six weeks", "afraid of a fall".
    """
    item, value = one.what.item, one.what.value
    if item not in {"mechanism", "onset"} or value == "none":
        return False
    context, units, words = states.context, states.units, states.words
    clause = context.clause(one.at[0])
    first, last = units[clause.low].first, units[one.high - 1].last
    lows = [word.low for word in words[max(0, first - 1) : units[clause.high - 1].last + 1]]
    start = units[one.low].first
    before = [word.low for word in words[first:start]]
    said = {word.low for word in words[start : last + 1]}
    if not _HABITS.isdisjoint(lows) or "like" in before[-4:]:
        return True
    if any(a in _EACH and b in _TIMES for a, b in pairwise(lows)):
        return True
    if "after" in before[-1:] + list(said) and not _EACH.isdisjoint(lows):
        return True
    if item == "mechanism" and _in_general(
        value, before, " ".join(word.low for word in words[start : last + 1])
    ):
        return True
    if item == "mechanism":
        return "feared" in context.kinds(*one.at) or not {"start", "starts"}.isdisjoint(said)
    if not _NO_START.isdisjoint(unit.form for unit in units[clause.low : clause.high]):
        return True
    forms = {unit.form for unit in units[clause.low : clause.high]}
    if value != "seconds" and not _GREW.isdisjoint(forms) and _CAME.isdisjoint(forms):
        return value != "after-event"
    after = [word.low for word in words[last + 1 : last + 2]]
    if units[max(0, one.low - 1)].form == "for":
        return True  # "stiff for an hour after I wake"
    lasted = units[one.low].form == "over" and (
        not _LASTED.isdisjoint(before[-1:]) or after[:1] in (["ago"], ["of"])
    )
    return lasted or not _WAKING.isdisjoint(said)


def _in_general(value: str, before: Sequence[str], said: str) -> bool:
    """Return whether an injury is told of no single time, or as the shape of a leg.

    "When I land from a jump", "I cannot pivot", "my knees have turned inwards", "operations on
    my knees".
    """
    if value == "new-or-more-exercise":
        return False
    if not _OPERATED.isdisjoint(before[-1:]) or _SHAPE.search(" ".join([*before[-2:], said])):
        return True
    return not _ABLE.isdisjoint(before) and _ONCE.search(said) is None


def long_past(one: Named, states: States, times: Sequence[tuple[int, Time]]) -> bool:
    """Return whether an injury is told of long ago: no cause of a pain that is new."""
    if one.what.item not in {"mechanism", "onset", "side"} or one.what.value == "one":
        return False  # the leg that was hurt years ago is one leg still
    if one.what.item != "side" and "ended" in states.context.kinds(*one.at):
        return True  # "warfarin stopped after a fall"
    clause = states.context.clause(one.at[0])
    return any(
        time.days >= OLD and time.kind in {"ago", "day"}
        for at, time in times
        if states.context.clause(at).low == clause.low
    )


def denied_of(
    names: Sequence[Named], states: Sequence[str], words: Sequence[Stretch]
) -> list[Mention]:
    """Return the options of attributes that a story denies."""
    return [
        Mention(one.what.item, one.what.value, where)
        for one, state, where in zip(names, states, words, strict=True)
        if state == "denied"
    ]
