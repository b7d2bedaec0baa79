"""Which of the times in a story is how long the pain has been there."""

from __future__ import annotations

from collections.abc import Sequence

from popliteus.intake.naming import Named
from popliteus.intake.patterns import either
from popliteus.intake.reading import Mention, Stretch
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

_KINDS = {"for": 0, "since": 0, "despite": 0, "ago": 1, "day": 2, "plain": 3}


def durations(
    times: Sequence[tuple[int, Time]], states: States, names: Sequence[Named], text: str
) -> list[Mention]:
    """Return the duration of the pain as a mention, or nothing when no time is plainly it."""
    found: list[tuple[int, Time]] = []
    by_clause: dict[int, list[Named]] = {}
    events = {
        states.context.clause(name.at[0]).sentence
        for name in names
        if name.what.item in states.lexicon.intake.lasting.beginnings
    }
    for name in names:
        by_clause.setdefault(states.context.clause(name.at[0]).low, []).append(name)
    for at, time in times:
        clause = states.context.clause(at)
        here = by_clause.get(clause.low, [])
        near = {clause.sentence, clause.sentence + 1}
        near |= {clause.sentence + 2} if time.kind == "ago" and time.days < RECENT else set()
        day = time.kind in {"day", "ago"} and not events.isdisjoint(near)
        if _complaint(at, time, states, here, day=day) and not _of_else(time, text.lower(), states):
            found.append((at, time))
    if not found:
        return []
    recent = [one for one in found if not (one[1].kind == "ago" and one[1].days >= A_YEAR)]
    _, first = min(recent or found, key=lambda one: _rank(one[0], one[1], states))
    words = Stretch(first.start, first.end, text[first.start : first.end])
    return [Mention("duration", option_of(first.days, states.lexicon.intake), words)]


def _rank(at: int, time: Time, states: States) -> tuple[bool, bool, int]:
    """Return in which order a time counts: the first, and before it one that is told of a pain."""
    plain = _KINDS[time.kind] > _KINDS["day"]
    clause, pains = states.context.clause(at), states.lexicon.pains
    pain = any(unit.form in pains for unit in states.units[clause.low : clause.high])
    return plain, time.kind == "day" and not pain, time.start


def _of_else(time: Time, low: str, states: States) -> bool:
    """Return whether a time is that of something else: "it was perfect for a month"."""
    words = states.lexicon.intake.lasting
    line = _line(low, time.start)
    whole = low[max(line, time.start - BEFORE) : time.end]
    happened = time.kind != "since" or low.startswith("happened", time.start)
    if happened and either(words.of_earlier).search(low, line, time.start):
        return True
    if time.kind in {"since", "despite"}:
        return either(words.other_since).search(whole) is not None
    if time.kind in {"ago", "day"}:
        return any(
            either(many).match(low, time.end) for many in (words.of_event, words.over_since)
        ) or bool(either(words.of_other).search(whole))
    before = low[max(line, time.start - BEFORE) : time.start]
    return (
        either(words.was_well).search(whole) is not None
        or either(words.grew_over).search(before) is not None
        or either(words.of_other).search(whole) is not None
        or either(words.over_since).match(low, time.end) is not None
        or (time.days < HALF_A_DAY and either(words.brief_told).search(before) is None)
    )


def _line(low: str, place: int) -> int:
    """Return where the sentence of a place begins."""
    return max(low.rfind(mark, 0, place) for mark in ".!?;\n") + 1


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
    if brief and "stiff" in {unit.form for unit in states.units[clause.low : clause.high]}:
        return False  # how long the stiffness of a morning lasts
    if time.kind == "day" and time.days >= LONG_AGO:
        return False  # "I tore it last year"
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
    if time.kind in {"for", "ago"} and (loaded or not began) and busy:
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
