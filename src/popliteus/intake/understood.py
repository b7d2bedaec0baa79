"""What was not understood, and whether a story is about a leg at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from popliteus.intake.lexicon import Cue, Lexicon
from popliteus.intake.reading import Stretch
from popliteus.intake.states import States
from popliteus.intake.words import ENDS, PARTS, Unit, Word

#: A clause about somebody else, or about what is feared, is understood as that.
_SPOKEN_FOR = frozenset(["other-person", "other-leg", "hypothetical", "feared"])
#: Places that are no leg, unless both of them swell.
_BELOW, _SWELL = frozenset(["@foot", "@ankle"]), "swell"
_WELL = frozenset(["fine", "ok", "okay", "normal", "great", "perfect", "well"])


def not_understood(
    text: str,
    words: Sequence[Word],
    units: Sequence[Unit],
    states: States,
    covered: Sequence[tuple[int, int]],
) -> Iterator[Stretch]:
    """Yield each clause in which nothing was recognised although it says something."""
    known = [False] * len(units)
    for low, high in covered:
        known[low:high] = [True] * (high - low)
    for hit in states.context.cues:
        known[hit.low] = known[hit.low] or (
            isinstance(hit.what, Cue) and hit.what.kind in _SPOKEN_FOR
        )
    for at, _ in states.times:
        known[at] = True
    low = 0
    while low < len(units):
        high = states.context.clause(low).high
        if not any(known[low:high]):
            first, last = units[low].first, units[high - 1].last
            content = [
                word for word in words[first : last + 1] if _says_something(word, states.lexicon)
            ]
            if content:
                while (
                    first
                    and words[first - 1].low not in ENDS | PARTS
                    and (not low or first - 1 > units[low - 1].last)
                ):
                    first -= 1  # words that change nothing are part of the sentence all the same
                start, end = words[first].start, content[-1].end
                yield Stretch(start, end, text[start:end])
        low = high


def _says_something(word: Word, lexicon: Lexicon) -> bool:
    """Return whether a word has a meaning of its own."""
    if len(word.low) < 3 or not word.low.isalpha() or word.low in STOP_WORDS:
        return False
    form = lexicon.forms.form(word.low)
    return bool(form) and form not in lexicon.general


def _both_swell(units: Sequence[Unit], place: int, states: States) -> bool:
    """Return whether both feet or ankles are told to swell: that is a trouble of the legs."""
    if units[place].form not in _BELOW:
        return False
    clause, context = states.context.clause(place), states.context
    said = {context.said_from(place)[0], *context.said_before(place, 2)}
    both = not said.isdisjoint(states.lexicon.intake.company.two)
    return both and any(unit.form == _SWELL for unit in units[clause.low : clause.high])


def about_leg(units: Sequence[Unit], states: States, lexicon: Lexicon) -> bool:
    """Return whether a story names trouble of a leg or knee of this person."""
    for place, unit in enumerate(units):
        named = unit.form in lexicon.legs or unit.form in lexicon.leg_words
        if not named and not _both_swell(units, place, states):
            continue
        kinds = states.context.kinds(place, place + 1)
        low, high = states.context.segment(place)
        well = any(one.form in _WELL for one in units[low:high]) and not any(
            units[at].form in lexicon.pains and "negated" not in states.context.kinds(at, at + 1)
            for at in range(low, high)
        )  # "sore for well over a month" is not well
        denied = "negated" in kinds and kinds["negated"].cue.low < place
        if not well and not denied and "other-person" not in kinds:
            return True
    return False
