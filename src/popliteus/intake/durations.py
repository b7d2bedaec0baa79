"""Which of the times in a story is how long the pain has been there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from popliteus.intake.naming import Named
from popliteus.intake.patterns import either
from popliteus.intake.reading import Mention, Stretch
from popliteus.intake.sentences import begins
from popliteus.intake.states import LONG_AGO, States
from popliteus.intake.times import Time, option_of

#: A time without a word such as "for" counts in the first sentence of a note, from this many days,
#: where its segment holds little else ("R calf pain 5 yrs").
LEAST_PLAIN = 0.15
SHORT = 6

#: "On and off for three weeks" holds little else.
FEW = 8

#: What was this long ago is another story where the same text tells of a later time.
A_YEAR = 360

#: How long ago an injury may be that is told over several sentences, in days.
RECENT = 43

#: How far before a time what else lasted may be told, in characters.
BEFORE = 40

#: Shorter spells than this may be those of a stiffness or a cramp.
HALF_A_DAY = 0.5

#: A sentence that is nothing but a time ("Ten days.") tells how long it has lasted.
BARE = 3

_KINDS = {"for": 0, "since": 0, "despite": 0, "ago": 1, "day": 2, "clock": 2, "plain": 3}


#: A day at the head of a sentence that tells of trouble in it, this many days ago at most.
A_FEW_DAYS = 11

#: What may stand before a day at the head of a sentence.
_HEAD = re.compile(r"(?:on|then|and|but|so|it was|well|late|early|last|this|,| ){0,12}")
#: "It came on over the past year" is how long it has lasted; "over a year" is how long it took.
_UNTIL_NOW = ("the past", "the last")
#: Days that are still going on tell how it is now.
_NOW = ("today", "tonight", "this week")


def durations(
    times: Sequence[tuple[int, Time]], states: States, names: Sequence[Named], text: str
) -> list[Mention]:
    """Return the duration of the pain as a mention, or nothing when no time is plainly it."""
    found: list[tuple[int, Time]] = []
    heads: list[tuple[int, Time]] = []
    low = text.lower()
    by_clause: dict[int, list[Named]] = {}
    by_line: dict[int, list[Named]] = {}
    begins = states.lexicon.intake.lasting.beginnings
    for name in names:
        clause = states.context.clause(name.at[0])
        by_clause.setdefault(clause.low, []).append(name)
        by_line.setdefault(clause.sentence, []).append(name)
    events = {
        line for line, here in by_line.items() if any(one.what.item in begins for one in here)
    }
    for at, time in times:
        clause = states.context.clause(at)
        here = by_clause.get(clause.low, [])
        near = {clause.sentence, clause.sentence + 1}
        near |= {clause.sentence + 2} if time.kind == "ago" and time.days < RECENT else set()
        near = {clause.sentence} if time.kind == "clock" else near
        day = time.kind in {"day", "ago", "clock"} and not events.isdisjoint(near)
        if _of_else(time, low, states):
            continue
        if _complaint(at, time, states, here, day=day):
            found.append((at, time))
        elif _head(at, time, states, by_line.get(clause.sentence, []), low):
            heads.append((at, time))
    first = _first_of(_of_now(found, heads, low, states), heads, states)
    if first is None:
        return []
    words = Stretch(first.start, first.end, text[first.start : first.end])
    return [Mention("duration", option_of(first.days, states.lexicon.intake), words)]


def _of_now(
    found: Sequence[tuple[int, Time]],
    heads: Sequence[tuple[int, Time]],
    low: str,
    states: States,
) -> Sequence[tuple[int, Time]]:
    """Return times without the ages of old things, where something newer is told beside them.

    A lump "for a year" is no pain for a year when "since Monday my calf is swollen"; nor when the
    calf is swollen now and nobody says since when.
    """
    old = [one for one in found if _old_thing(one[1], low, states)]
    new = [one for one in found if one not in old]
    if not old or new or heads:
        return new
    return [one for one in old if not _stands_apart(one[0], states)]


def _old_thing(time: Time, low: str, states: States) -> bool:
    """Return whether a time is how old a lump, a disease or a new joint is."""
    line = max(begins(low, time.start), time.start - 2 * BEFORE)
    return (
        either(states.lexicon.intake.lasting.old_things).search(low[line : time.start]) is not None
    )


def _stands_apart(at: int, states: States) -> bool:
    """Return whether a place of the leg is told to ail in another clause than that of a time."""
    context, lexicon = states.context, states.lexicon
    legs, ails = set[int](), set[int]()
    for place, unit in enumerate(states.units):
        if unit.form in lexicon.legs:
            legs.add(context.clause(place).low)
        ailing = unit.form in lexicon.pains or unit.form in lexicon.qualities
        if ailing and "negated" not in context.kinds(place, place + 1):
            ails.add(context.clause(place).low)
    return bool((legs & ails) - {context.clause(at).low})


def _first_of(
    found: Sequence[tuple[int, Time]],
    heads: Sequence[tuple[int, Time]],
    states: States,
) -> Time | None:
    """Return the time that counts: a day on which trouble is told, where it was the first."""
    recent = [one for one in found if not (one[1].kind == "ago" and one[1].days >= A_YEAR)]
    told = min(recent or found, key=lambda one: _rank(one[0], one[1], states), default=None)
    head = next((time for _, time in heads), None)
    if told is None:
        return head
    if head is not None and head.start < told[1].start and head.days > told[1].days:
        return head  # "Monday it zinged down my leg. Since last night it is both legs"
    return told[1]


def _head(at: int, time: Time, states: States, here: Sequence[Named], low: str) -> bool:
    """Return whether a sentence begins with a day and goes on with trouble of a leg.

    "Thursday night I was shivering", not "on Thursday I saw the doctor about my leg".
    """
    if time.kind not in {"day", "ago"} or time.days > A_FEW_DAYS:
        return False
    if low.startswith(_NOW, time.start) or not _HEAD.fullmatch(
        low, begins(low, time.start), time.start
    ):
        return False
    context, lexicon = states.context, states.lexicon
    sentence = context.clause(at).sentence
    inside = [
        place
        for place in range(at, len(states.units))
        if context.clause(place).sentence == sentence
    ]
    forms = {states.units[place].form for place in inside}
    if {"other-person", "other-leg", "hypothetical"}.intersection(context.kinds(at, at + 1)):
        return False
    if any(one.what.item in states.base.factors for one in here):
        return False
    if forms & lexicon.bag(lexicon.intake.lasting.spent):
        return False
    trouble = bool(forms & lexicon.pains) or any(
        one.what.item in states.base.findings for one in here
    )
    return trouble or any(form.startswith("@") for form in forms) or len(forms) <= BARE


def _rank(at: int, time: Time, states: States) -> tuple[bool, bool, int]:
    """Return in which order a time counts: the first, and before it one that is told of a pain."""
    plain = _KINDS[time.kind] > _KINDS["day"]
    clause, pains = states.context.clause(at), states.lexicon.pains
    pain = any(unit.form in pains for unit in states.units[clause.low : clause.high])
    return plain, time.kind == "day" and not pain, time.start


def _of_else(time: Time, low: str, states: States) -> bool:
    """Return whether a time is that of something else: "it was perfect for a month"."""
    words = states.lexicon.intake.lasting
    line = begins(low, time.start)
    whole = low[max(line, time.start - BEFORE) : time.end]
    happened = time.kind != "since" or low.startswith("happened", time.start)
    if happened and either(words.of_earlier).search(low, line, time.start):
        return True
    if time.kind in {"since", "despite"}:
        return either(words.other_since).search(whole) is not None
    if time.kind in {"ago", "day", "clock"}:
        return any(
            either(many).match(low, time.end) for many in (words.of_event, words.over_since)
        ) or bool(either(words.of_other).search(whole))
    before = low[max(line, time.start - BEFORE) : time.start]
    return (
        either(words.was_well).search(whole) is not None
        or (
            either(words.grew_over).search(before) is not None
            and not low.startswith(_UNTIL_NOW, time.start)
        )
        or either(words.of_other).search(whole) is not None
        or either(words.over_since).match(low, time.end) is not None
        or (
            time.days < HALF_A_DAY
            and either(words.brief_told).search(before) is None
            and not low.startswith(_UNTIL_NOW, time.start)
        )
    )


def _complaint(at: int, time: Time, states: States, here: Sequence[Named], *, day: bool) -> bool:
    """Return whether a time is of the complaint: of pain, a finding, or how it began."""
    context, lasting = states.context, states.lexicon.intake.lasting
    starts, spent_on = states.lexicon.bag(lasting.starts), states.lexicon.bag(lasting.spent)
    kinds = context.kinds(at, at + 1)
    if time.kind != "despite" and "negated" in kinds:
        return False
    if {"other-person", "other-leg", "hypothetical"}.intersection(kinds):
        return False
    items = {one.what.item for one in here}
    clause = context.clause(at)
    low, high = context.segment(at)
    near = {one.what.item for one in here if low <= one.at[0] < high}
    others = {item for item in near if item in states.base.factors}.difference(lasting.sports)
    forms = {unit.form for unit in states.units[clause.low : clause.high]}
    place = any(form.startswith("@") for form in forms)
    lasting_since = "sinc" in forms and place and bool(forms & states.lexicon.pains)
    if (others and not lasting_since) or "long-morning-stiffness" in near:
        return False  # "my calves ache since I took up smoking a month ago" is told of the calves
    brief = time.days < HALF_A_DAY and time.kind in {"for", "plain"}
    if brief and "stiff" in forms:
        return False  # how long the stiffness of a morning lasts
    if (time.kind == "clock" and not day) or (time.kind == "day" and time.days >= LONG_AGO):
        return False  # "the clinic opens at 09:00", "I tore it last year"
    if time.kind == "plain":
        bare = [unit for unit in states.units[clause.low : clause.high] if unit.form[:1].isalnum()]
        if len(bare) <= BARE and time.days >= 1:
            return True
        return time.days >= LEAST_PLAIN and high - low <= SHORT and clause.low == _first(states)
    began = not items.isdisjoint(lasting.beginnings) or bool(forms & starts)
    spent = states.units[max(clause.low, at - 3) : at]
    busy = any(one.form in spent_on for one in spent)
    if time.kind == "day":
        return (began or day) and not any(one.form == "spent" for one in spent)
    load = {one.what.value for one in here if one.what.item == "mechanism"}
    loaded = bool(load) and load <= {states.lexicon.intake.beginnings.load}
    since = time.kind == "ago" and "sinc" in forms  # "since I ran the half marathon a week ago"
    if time.kind in {"for", "ago"} and (loaded or not began) and busy and not since:
        return False  # "I did physio for four weeks", "I have worked in the yard for four days"
    told = day or bool(items & set(states.base.findings)) or bool(forms & states.lexicon.pains)
    short = clause.high - clause.low <= FEW and not forms & spent_on
    return began or told or place or time.kind in {"since", "despite"} or short


def _first(states: States) -> int:
    """Return where the first clause that speaks of a leg begins."""
    legs = states.lexicon.legs
    for place, unit in enumerate(states.units):
        if unit.form in legs:
            return states.context.clause(place).low
    return 0
