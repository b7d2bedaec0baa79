"""What the attributes of a story follow from, where no phrase says them outright.

"No twist, no fall" is no injury; what snapped came on in a second; a knee that swelled up
overnight and was never hurt began overnight. What is said both ways stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from popliteus.intake.naming import Named
from popliteus.intake.patterns import either
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.intake.sentences import FULL, begins, ends
from popliteus.intake.states import States
from popliteus.intake.times import Time
from popliteus.knowledge.records import Beginnings, Intake

#: Days after which an injury is another story: what was hurt half a year ago may still hurt.
OLD = 360

#: What is told of a time that followed, and not against what snapped in a second.
_SPANS = frozenset([("present", "hours"), ("present", "days")])

#: Beginnings that cannot both be so.
_SUDDEN, _SLOW = "seconds", "weeks"

#: How far before what brings a pain on "only" may stand, in characters.
CLOSE = 16

#: How far before a course what it is of may stand, in characters.
NEAR = 36


def distances(low: str, text: str, intake: Intake) -> list[Mention]:
    """Return a distance after which walking hurts, as what brings the pain on.

    >>> import popliteus
    >>> intake, told = popliteus.load().intake, "after 200 yards my calf hurts"
    >>> [one.words.quote for one in distances(told, told, intake)]
    ['after 200 yards']
    """
    for match in either(intake.beginnings.distance).finditer(low):
        sentence = low[begins(low, match.start(), FULL) : ends(low, match.end(), FULL)]
        if either(intake.beginnings.then).search(sentence):
            words = Stretch(*match.span(), text[slice(*match.span())])
            return [Mention("brings-on", "fixed-distance", words)]
    return []


def as_meant(mentions: Mentions, denied: Sequence[Mention], low: str, intake: Intake) -> Mentions:
    """Return what a story tells with what follows from it for the attributes.

    Parameters
    ----------
    mentions
        How sure, and what.
    denied
        Options of attributes that the story denies.
    low
        The story in small letters.
    intake
        Words of beginnings.
    """
    words = intake.beginnings
    if _both_ways(mentions):
        mentions = [pair for pair in mentions if pair[1].item != "onset"] + [
            ("uncertain", pair[1]) for pair in mentions if pair[1].item == "onset"
        ]
    most = {one.item for _, one in mentions if _most(one, low, words)}
    mentions = [pair for pair in mentions if pair[1].item not in most or _most(pair[1], low, words)]
    mentions = [pair for pair in mentions if not _beside(pair[1], mentions, low, words)]
    mentions = [(state, _each_day(one, low, words)) for state, one in mentions]
    sure = {pair[1].item: pair[1] for pair in mentions if pair[0] == "present"}
    if "mechanism" not in sure:
        mentions += [
            ("present", Mention("mechanism", "none", one.words))
            for one in denied
            if one.item == "mechanism" and one.value in words.injuries
        ][:1]
    hurt = "mechanism" in sure and sure["mechanism"].value != "none"
    night = sure.get("swelling-timing")
    if night is not None and "overnight" in night.words.quote.lower() and not hurt:
        mentions = [pair for pair in mentions if pair[1].item != "swelling-timing"]
        mentions.append(("present", Mention("onset", "hours", night.words)))
    elif night is not None and hurt:  # "an effusion that came on overnight" is no onset
        mentions = [pair for pair in mentions if not _within(pair[1], "onset", night)]
    elif not any(
        pair[1].item == "onset" and (pair[0], pair[1].value) not in _SPANS for pair in mentions
    ):
        snapped = [
            one for item, one in sure.items() if item in words.snaps and one.value == "present"
        ]
        mentions += [("present", Mention("onset", _SUDDEN, one.words)) for one in snapped[:1]]
    return mentions


def _within(one: Mention, item: str, other: Mention) -> bool:
    """Return whether something is told by the last words of another."""
    inside = other.words.start < one.words.start and one.words.end <= other.words.end
    return one.item == item and inside


def _most(one: Mention, low: str, words: Beginnings) -> bool:
    """Return whether something is told to bring the pain on, or ease it, most or alone.

    "Only" or "mainly" stands right before it, or "is the worst" behind.
    """
    if one.item not in {"brings-on", "relief"}:
        return False
    told = low[max(0, one.words.start - CLOSE) : one.words.end]
    behind = low[one.words.end : one.words.end + CLOSE]
    most = words.best if one.item == "relief" else words.worst
    return either(words.only).search(told) is not None or either(most).match(behind) is not None


def _beside(one: Mention, mentions: Mentions, low: str, words: Beginnings) -> bool:
    """Return whether a course is that of something else, or a twist a mere stance.

    "It gets worse when I walk" is no course, nor is "the left is far worse"; whoever was struck
    "with the foot planted" did not twist.
    """
    around = low[max(0, one.words.start - NEAR) : one.words.start], low[one.words.end :]
    if one.item == "course":
        before, behind = (either(many) for many in (words.no_course_after, words.no_course_before))
        if one.value == "same":
            return either(words.no_course_of).search(around[0]) is not None
        return before.search(around[0]) is not None or behind.match(around[1]) is not None
    if (one.item, one.value) != ("mechanism", "twist"):
        return False
    stands = either(words.stance).fullmatch(one.words.quote.lower()) is not None
    return stands and any(other.value == "blow-or-fall" for _, other in mentions)


def _each_day(one: Mention, low: str, words: Beginnings) -> Mention:
    """Return a swelling of every evening as one that comes and goes: "it swells by evening"."""
    if (one.item, one.value) != ("swelling-timing", "by-next-day"):
        return one
    said = low[max(0, one.words.start - CLOSE) : one.words.end]
    again = either(words.swells).search(said) is not None
    return Mention(one.item, "comes-and-goes", one.words) if again else one


def _both_ways(mentions: Mentions) -> bool:
    """Return whether a beginning is told as sudden and as slow."""
    values = {one.value for state, one in mentions if one.item == "onset" and state == "present"}
    return {_SUDDEN, _SLOW} <= values


def no_beginning(one: Named, states: States) -> bool:
    """Return whether what could tell a beginning tells a habit, a comparison or a length of time.

    "It hurts if I twist", "as if somebody kicked me", "for over six weeks", "afraid of a fall".
    """
    item, value = one.what.item, one.what.value
    if item not in {"mechanism", "onset"} or value == "none":
        return False
    context, units, words = states.context, states.units, states.words
    told, bag = states.lexicon.intake.beginnings, states.lexicon.bag
    clause = context.clause(one.at[0])
    first, last = units[clause.low].first, units[one.high - 1].last
    lows = [word.low for word in words[max(0, first - 1) : units[clause.high - 1].last + 1]]
    start = units[one.low].first
    before = [word.low for word in words[first:start]]
    said = {word.low for word in words[start : last + 1]}
    if not set(lows).isdisjoint(told.habits) or "like" in before[-4:]:
        return True
    if any(a in told.each and b in told.times for a, b in pairwise(lows)):
        return True
    if "after" in before[-1:] + list(said) and not set(lows).isdisjoint(told.each):
        return True
    if item == "mechanism" and _in_general(
        value, before, " ".join(word.low for word in words[start : last + 1]), lows, told
    ):
        return True
    if item == "mechanism":
        return "feared" in context.kinds(*one.at) or not {"start", "starts"}.isdisjoint(said)
    if not bag(told.no_start).isdisjoint(unit.form for unit in units[clause.low : clause.high]):
        return True
    forms = {unit.form for unit in units[clause.low : clause.high]}
    if value != "seconds" and forms & bag(told.grew) and not forms & bag(told.came):
        return value != "after-event" and said.isdisjoint(told.by_degrees)
    after = [word.low for word in words[last + 1 : last + 2]]
    if units[max(0, one.low - 1)].form == "for":
        return True  # "stiff for an hour after I wake"
    lasted = units[one.low].form == "over" and (
        not set(before[-1:]).isdisjoint(told.lasted) or after[:1] in (["ago"], ["of"])
    )
    return lasted or not said.isdisjoint(told.waking)


def _in_general(
    value: str, before: Sequence[str], said: str, lows: Sequence[str], told: Beginnings
) -> bool:
    """Return whether an injury is told of no single time, or as the shape of a leg.

    "When I land from a jump", "I cannot pivot", "my knees have turned inwards", "operations on
    my knees", "worse on squatting", "I tripped over it twice".
    """
    if value == told.load:
        return False
    if value == "deep-bend-or-kneel" and not set(lows).isdisjoint(told.worse):
        return not set(before).intersection(told.at_once_words)
    if not set(lows).isdisjoint(told.again) and not set(said.split()).isdisjoint(told.stumbles):
        return True
    if not set(before[-1:]).isdisjoint(told.operated):
        return True
    if either(told.shape).search(" ".join([*before[-2:], said])):
        return True
    return not set(before).isdisjoint(told.able) and either(told.once).search(said) is None


def not_long_past(
    names: Sequence[Named], states: States, times: Sequence[tuple[int, Time]]
) -> list[Named]:
    """Return the names without injuries of long ago: see `_long_past`."""
    medicines = frozenset(
        states.context.clause(one.at[0]).low
        for one in names
        if one.what.item in states.lexicon.intake.medicines
    )
    return [one for one in names if not _long_past(one, states, times, medicines)]


def _long_past(
    one: Named,
    states: States,
    times: Sequence[tuple[int, Time]],
    medicines: frozenset[int],
) -> bool:
    """Return whether an injury is told of long ago: no cause of a pain that is new.

    `medicines` are the clauses that name one: only there an injury may have ended something.
    """
    snaps = states.lexicon.intake.beginnings.snaps
    if one.what.item not in {"mechanism", "onset", "side", *snaps} or one.what.value == "one":
        return False  # the leg that was hurt years ago is one leg still
    clause = states.context.clause(one.at[0])
    ended = one.what.item != "side" and "ended" in states.context.kinds(*one.at)
    if ended and clause.low in medicines:
        return True  # "warfarin stopped after a fall", not "came off the ladder"
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
