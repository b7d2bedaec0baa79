"""A story to findings: `read_story`, which puts the parts together.

Nothing is assumed: what is said only perhaps, or both ways, stays unknown and is listed; what
nothing was recognised in is listed too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock

from popliteus.assess.case import LONGEST_TEXT
from popliteus.errors import CaseError
from popliteus.intake.attributes import as_meant, denied_of, distances, no_beginning, not_long_past
from popliteus.intake.beginnings import as_begun, in_time
from popliteus.intake.bodies import obesity
from popliteus.intake.company import alone, examined, is_note, means_else, of_knee
from popliteus.intake.crisis import crisis_in
from popliteus.intake.dates import dated
from popliteus.intake.durations import durations
from popliteus.intake.follows import following
from popliteus.intake.given_up import with_given_up
from popliteus.intake.joint import sided
from popliteus.intake.lexicon import Lexicon, Meaning, lexicon_of
from popliteus.intake.meant import about_knee
from popliteus.intake.measures import Measured, measured
from popliteus.intake.mentions import named
from popliteus.intake.naming import Named
from popliteus.intake.places import Painful, painful
from popliteus.intake.pregnancy import by_pregnancy, of_sex
from popliteus.intake.reading import Aside, Mention, Mentions, Reading, Stretch
from popliteus.intake.seen import Story, seen
from popliteus.intake.sentences import Stretches
from popliteus.intake.settle import as_now, settle
from popliteus.intake.shown import Told
from popliteus.intake.sides import sides_of
from popliteus.intake.signs import tested
from popliteus.intake.understood import about_leg, not_understood
from popliteus.intake.verbs import spoken
from popliteus.intake.whose_signs import as_examined, counted, hiding, showed
from popliteus.intake.words import Unit, lowered
from popliteus.intake.worst import pain_items
from popliteus.knowledge import KnowledgeBase

#: What a measured finding says besides, when it is present.
MEASURED_TOO = {"measured-temperature": "fever"}

#: Words within a measured finding with which its number is a guess.
_GUESSES = ("maybe ", "perhaps ")


#: One story is read at a time. spaCy keeps every word that it ever saw, with what it knows of it,
#: unless it is told that a story ends; and it can be told so of one story only. A server would
#: otherwise grow with every new word, and hold what people wrote long after it was erased.
_ALONE = Lock()


def read_story(text: str, knowledge: KnowledgeBase) -> Reading:
    """Read a story of a patient or a clinician.

    Parameters
    ----------
    text
        5 to 400 words are what it is made for; anything else is read as far as it goes.
    knowledge
        From `popliteus.load`.

    Returns
    -------
    Reading
        Every span counts Unicode code points of `text`, the end excluded.

    Raises
    ------
    popliteus.errors.CaseError
        If the text is longer than a case may hold: nothing of a story is left out silently.

    Examples
    --------
    >>> import popliteus
    >>> told = read_story("My left calf is really very swollen. No fever.", popliteus.load())
    >>> {item: (one.value, one.words.quote) for item, one in told.findings.items()}["calf-swelling"]
    ('present', 'calf is really very swollen')
    >>> told.findings["fever"].value, told.findings["side"].words.quote
    ('absent', 'left calf')
    """
    if len(text) > LONGEST_TEXT:
        raise CaseError(
            found=f"{len(text)} characters", where="text", expected=f"at most {LONGEST_TEXT}"
        )
    with _ALONE:
        lexicon = lexicon_of(knowledge)
        with lexicon.tokenizer.nlp.memory_zone():
            return _read(text, knowledge, lexicon)


def _read(text: str, knowledge: KnowledgeBase, lexicon: Lexicon) -> Reading:
    story = seen(text, knowledge, lexicon)
    crisis = crisis_in(text, lexicon.intake)
    if not story.units:
        return Reading(story.person.age, story.person.sex, about_leg=False, crisis=crisis)
    numbers = list(measured(lowered(story.text), knowledge))
    note = is_note(story.states, lowered(text))
    told = counted(tested(lowered(text), lexicon.intake), text, story.states, story.at, note=note)
    sides = sided(story.units, story.context, lexicon)
    hurts = painful(sides, story.context, lexicon)
    names = _names(story, sides, hurts, [*numbers, *hiding(told)], lexicon)
    states = [story.states.of(one) for one in names]
    mentions, asides = _told(names, states, story)
    mentions = _as_meant(mentions, names, states, story, lexicon)
    mentions += [one for number in numbers for one in _numbers(number, story)]
    mentions += showed(told, text)
    mentions = as_examined(mentions, lexicon.intake) if note else mentions
    days = dated([time for _, time in story.times], lowered(story.text), lexicon.intake)
    lasted = durations([(story.at(one.start), one) for one in days], story.states, names, text)
    if lasted:  # a time that is told says more than "chronic"
        mentions = [pair for pair in mentions if pair[1].item != "duration"]
    mentions = in_time([*mentions, *(("present", one) for one in lasted)])
    leg = about_leg(story.units, story.states, lexicon)
    if not leg:  # what is said of an arm is no answer to a question about a leg
        mentions = [pair for pair in mentions if not story.states.about_legs(pair[1].item)]
    mentions = as_now(of_sex(mentions, story.person), lowered(story.text), lexicon.intake)
    findings, uncertain, conflicts = settle(mentions, knowledge)
    if leg:
        findings |= _following(findings, frozenset([*uncertain, *conflicts]), story, lexicon)
    covered = [*((one.low, one.high) for one in names), *((one.low, one.high) for one in hurts)]
    return Reading(
        age=story.person.age,
        sex=story.person.sex or by_pregnancy(findings),
        findings=findings,
        uncertain=uncertain,
        conflicts=conflicts,
        asides=tuple(asides),
        not_understood=_missed(covered, story, crisis),
        about_leg=leg,
        crisis=crisis,
    )


def _missed(
    covered: Sequence[tuple[int, int]], story: Story, crisis: Stretch | None
) -> tuple[Stretch, ...]:
    """Return what was not understood; what is said first was."""
    return tuple(
        one
        for one in not_understood(story.text, story.words, story.units, story.states, covered)
        if crisis is None or one.end <= crisis.start or crisis.end <= one.start
    )


def _as_meant(
    mentions: Mentions,
    names: Sequence[Named],
    states: Sequence[str],
    story: Story,
    lexicon: Lexicon,
) -> Mentions:
    """Return what a story tells, with what that says of its attributes."""
    low = lowered(story.text)
    words = [_stretch(one, state, story) for one, state in zip(names, states, strict=True)]
    mentions += [("present", one) for one in distances(low, story.text, lexicon.intake)]
    mentions += [("present", one) for one in obesity(low, story.text, lexicon.intake)]
    times = [time for _, time in story.times]
    mentions = with_given_up(mentions, low, story.text, times, lexicon.intake)
    mentions = as_meant(mentions, denied_of(names, states, words), low, lexicon.intake)
    return as_begun(mentions, low, story.text, lexicon.intake)


def _following(
    findings: Mapping[str, Mention], unsure: frozenset[str], story: Story, lexicon: Lexicon
) -> dict[str, Mention]:
    """Return what follows from the findings of a story: see `popliteus.intake.follows`."""
    return following(
        findings,
        unsure,
        lowered(story.text),
        [time for _, time in story.times],
        lexicon.intake,
        note=is_note(story.states, lowered(story.text)),
        knee=about_knee([unit.form for unit in story.units], lexicon),
    )


def _names(
    story: Story,
    sides: Sequence[Unit],
    hurts: Sequence[Painful],
    numbers: Sequence[Measured | Told],
    lexicon: Lexicon,
) -> list[Named]:
    """Return everything the story names: by phrases, by where it hurts, and by its sides."""
    low = lowered(story.text)  # once: it is as long as the story
    names = named(story.units, story.context, lexicon)
    names = [one for one in names if not of_knee(one, story.units, sides)]
    names += [
        one
        for one in spoken(low, story.words, story.units, lexicon)
        if one.what.value != "present" or "negated" not in story.context.kinds(*one.at)
    ]
    note = is_note(story.states, low)
    lines = [story.context.clause(place).sentence for place in range(len(story.units))]
    names += pain_items(hurts, sides, lexicon, story.states.of, lines.__getitem__, note=note)
    names += [
        Named(Meaning("side", option), place, place + 1, (place, place + 1), place)
        for place, option in sides_of(story.states)
    ]
    taken: dict[str, list[tuple[int, int]]] = {}
    for number in numbers:
        for item in {number.item, MEASURED_TOO.get(number.item, number.item)}:
            taken.setdefault(item, []).append((number.start, number.end))
    stretches = {item: Stretches(many) for item, many in taken.items()}
    names = [one for one in names if not _measured_here(one, story, stretches)]
    names = [one for one in names if not no_beginning(one, story.states)]
    names = [one for one in names if not means_else(one, story.states, low)]
    seen = examined(story.states)
    names = [one for one in names if not alone(one, story.states, seen, note=note)]
    return not_long_past(names, story.states, story.times)


def _told(
    names: Sequence[Named], states: Sequence[str], story: Story
) -> tuple[Mentions, list[Aside]]:
    """Return what counts, with how sure it is, and what does not count, with the reason."""
    mentions: Mentions = []
    asides: list[Aside] = []
    for one, state in zip(names, states, strict=True):
        words = _stretch(one, state, story)
        if state in {"present", "absent", "uncertain"}:
            value = one.what.value if state != "absent" else "absent"
            mentions.append((state, Mention(one.what.item, value, words)))
        elif state != "denied":
            asides.append(Aside(one.what.item, words, state))
    return mentions, asides


def _stretch(one: Named, state: str, story: Story) -> Stretch:
    """Return the words of a name, with the cue that decided about it."""
    low, high = one.low, one.high
    wanted = {"absent": "negated", "uncertain": "possible", "past": "historical"}.get(state)
    for kind, reach in story.context.kinds(*one.at).items():
        if kind == wanted and abs(reach.cue.low - low) <= 8:
            low, high = min(low, reach.cue.low), max(high, reach.cue.high)
    first = story.states.side_word(low) if one.what.item == "side" else None
    start = story.words[story.units[low].first if first is None else first].start
    end = story.words[story.units[high - 1].last].end
    return Stretch(start, end, story.text[start:end])


def _measured_here(one: Named, story: Story, taken: Mapping[str, Stretches]) -> bool:
    """Return whether a phrase stands where its number was read: the number says more."""
    start = story.words[story.units[one.low].first].start
    end = story.words[story.units[one.high - 1].last].end
    return one.what.item in taken and taken[one.what.item].meet(start, end)


def _numbers(one: Measured, story: Story) -> Mentions:
    """Return a measured finding, and the fever that a high temperature is."""
    if not _counts(one, story):
        return []
    words = Stretch(one.start, one.end, story.text[one.start : one.end])
    value = "present" if one.present else "absent"
    found = [("present", Mention(one.item, value, words, one.value, one.unit))]
    also = MEASURED_TOO.get(one.item)
    if also and one.present:
        found.append(("present", Mention(also, "present", words)))
    return found


def _counts(one: Measured, story: Story) -> bool:
    """Return whether a number is of this person, now, and no guess: "maybe twenty minutes"."""
    said = story.text[one.start : one.end].lower()
    if any(guess in said for guess in _GUESSES):
        return False
    at = story.at(one.start)
    kinds = story.context.kinds(at, at + 1)
    return not {"other-person", "hypothetical", "possible"}.intersection(kinds)
