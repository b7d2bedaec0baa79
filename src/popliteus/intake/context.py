"""Negation, possibility, history and whose body it is: our own small ConText.

What this module is
    The algorithm of Harkema, Dowling, Thornblade and Chapman, "ConText: an algorithm for
    determining negation, experiencer, and temporal status from clinical reports", Journal of
    Biomedical Informatics 2009; 42: 839-851, which extends Chapman, Bridewell, Hanbury, Cooper and
    Buchanan, "A simple algorithm for identifying negated findings and diseases in discharge
    summaries" (NegEx), Journal of Biomedical Informatics 2001; 34: 301-310. Cues of several kinds
    reach forward or backward; pseudo-cues ("not only") hide the words of a cue.

What differs from the papers
    A cue reaches to the end of its clause instead of a fixed number of words, and a negation runs
    on over a comma or "and" only into another bare item ("no fever, chills or swelling"), never
    into something that is stated ("no fever, calf swollen").

What it is not
    The cues, which are in ``knowledge/intake.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from popliteus.intake.clauses import (
    FAR,
    ITS_OWN,
    LONGEST_CLAUSE,
    SAYS,
    SEPARATORS,
    Clause,
    acts,
    all_said,
    counts_on,
)
from popliteus.intake.doubts import doubts, meanwhile, no_other
from popliteus.intake.lexicon import Cue, Hit, Lexicon, longest
from popliteus.intake.words import ENDS, Unit, Word
from popliteus.knowledge.records import CueKind

#: Units of a segment that is no more than the name of an item.
BARE = 4
_OF_ONE_WORD = "non"  # "non-tender, swollen": it denies the next word only


@dataclass(frozen=True, slots=True)
class Reach:
    """One cue and the units it speaks about."""

    kind: CueKind
    cue: Hit
    low: int
    high: int


class Context:
    """What the cues of a story say about each of its units.

    Parameters
    ----------
    words, units, clauses
        The story.
    lexicon
        The knowledge base's words.
    exempt
        Words that name the person the story is about ("my husband"): they are no somebody else.
    """

    def __init__(
        self,
        words: Sequence[Word],
        units: Sequence[Unit],
        clauses: Sequence[Clause],
        lexicon: Lexicon,
        exempt: frozenset[str] = frozenset(),
    ) -> None:
        self._words, self._units = words, units
        self._clause_of = [clause for clause in clauses for _ in range(clause.low, clause.high)]
        self._lexicon = lexicon
        told = lexicon.intake.tellers
        self._teller, self._own = frozenset(told.teller), frozenset(told.own)
        self._now, self._third = frozenset(told.now), frozenset(told.third if exempt else ())
        self._segments = self._cut()
        hits = lexicon.cues.find(lexicon.cues.doc([unit.form for unit in units]))
        self.cues = [
            hit
            for hit in longest(hits)
            if all_said(words, units, hit)
            and not self._is_exempt(hit, exempt)
            and not counts_on(words, units, hit, lexicon.intake)
        ]
        self.cues += doubts(words, units)
        self._cued = [False] * len(units)
        for hit in self.cues:
            self._cued[hit.low : hit.high] = [True] * (hit.high - hit.low)
        self.reaches = [reach for hit in self.cues for reach in self._reach(hit)]
        self._at: list[list[Reach]] = [[] for _ in units]
        for reach in self.reaches:
            for place in range(reach.low, reach.high):
                self._at[place].append(reach)

    def kinds(self, low: int, high: int) -> dict[CueKind, Reach]:
        """Return the kinds of cue that reach any of the units, cues inside of them left out."""
        found: dict[CueKind, Reach] = {}
        for place in range(low, high):
            for reach in self._at[place]:
                inside = low <= reach.cue.low and reach.cue.high <= high
                if not inside:
                    found.setdefault(reach.kind, reach)
        return found

    def stands_alone(self, place: int) -> bool:
        """Return whether a quality is said of something named before: not of "the cold tiles"."""
        before = "".join(self.said_before(place, 1))
        low, high = self._segments[place]
        behind = self._units[place + 1].form if place + 1 < high else ""
        noun = self.said_from(place)[0].endswith(("ness", "swelling"))  # "the swelling" is one
        of_a_noun = before in self._lexicon.intake.tellers.of_a_noun and not noun
        led = behind in self._lexicon.towards and self.said_behind(place, 2)[1:] != ["it"]
        return not (led or of_a_noun) and ("it" in self.said_before(place, 2) or high - low <= 8)

    def said_before(self, place: int, words: int) -> list[str]:
        """Return the words that stand right before a unit, as they are written."""
        first = self._units[place].first
        return [word.low for word in self._words[max(0, first - words) : first]]

    def said_behind(self, place: int, words: int) -> list[str]:
        """Return the words that stand right behind a unit, as they are written."""
        last = self._units[place].last
        return [word.low for word in self._words[last + 1 : last + 1 + words]]

    def said_from(self, place: int) -> tuple[str, str]:
        """Return the last word of a unit and the one behind it, as they are written."""
        return self._words[self._units[place].last].low, "".join(self.said_behind(place, 1))

    def clause(self, place: int) -> Clause:
        """Return the clause of a unit."""
        return self._clause_of[place]

    def segment(self, place: int) -> tuple[int, int]:
        """Return the segment of a unit: what stands between two commas, "and" or "or"."""
        return self._segments[place]

    def _cut(self) -> list[tuple[int, int]]:
        """Return the segment of every unit; a separator is a segment of its own."""
        cuts = [
            place == 0
            or unit.form in SEPARATORS
            or self._units[place - 1].form in SEPARATORS
            or self._clause_of[place] is not self._clause_of[place - 1]
            for place, unit in enumerate(self._units)
        ]
        numbers = list(accumulate(int(cut) for cut in cuts))
        edges = [place for place, cut in enumerate(cuts) if cut] + [len(self._units)]
        return [(edges[number - 1], edges[number]) for number in numbers]

    def _is_exempt(self, hit: Hit, exempt: frozenset[str]) -> bool:
        if not isinstance(hit.what, Cue) or hit.what.kind != "other-person":
            return False
        first, last = self._units[hit.low].first, self._units[hit.high - 1].last
        return no_other(self._words, first, last, exempt, self._lexicon.intake)

    def _reach(self, hit: Hit) -> list[Reach]:
        cue = hit.what
        if not isinstance(cue, Cue) or cue.kind == "pseudo":
            return []
        clause = self._clause_of[hit.low]
        if cue.side == "both":
            if cue.kind == "other-leg":
                low, high = self._segments[hit.low]
                return [Reach(cue.kind, hit, low, max(high, hit.high))]
            return [Reach(cue.kind, hit, *self._person(hit, clause))]
        if cue.side == "after" and self._answers(hit, cue):
            return [Reach(cue.kind, hit, self._segments[hit.low][0], hit.low)]
        if cue.side == "after":
            return [Reach(cue.kind, hit, hit.high, self._forward(hit, cue, clause))]
        if cue.kind == "possible" and hit.low == clause.low:
            return [Reach(cue.kind, hit, *self._opens(hit, cue, clause))]
        return [Reach(cue.kind, hit, self._backward(hit, cue, clause), hit.low)]

    def _opens(self, hit: Hit, cue: Cue, clause: Clause) -> tuple[int, int]:
        """Return the reach of a doubt that opens its clause: the rest of it, or what was said."""
        said = any(unit.form not in ENDS for unit in self._units[hit.high : clause.high])
        if said or not hit.low or not self._same(hit.low - 1, clause):
            return hit.high, self._forward(hit, cue, clause)  # "but not sure it ever woke me"
        return self._segments[hit.low - 1][0], hit.low  # "it is hot, but not sure"

    def _person(self, hit: Hit, clause: Clause) -> tuple[int, int]:
        """Return the reach of a word for somebody else: to where the teller speaks of "I" again."""
        first, low, high = self._teller | self._third, hit.low, hit.high
        end = min(len(self._units), high + LONGEST_CLAUSE)
        while high < end and self._same(high, clause) and not self._says(high, first | self._own):
            high += 1
        high = max(high, self._to_teller(hit.high, clause, first))
        edge = hit.low if meanwhile(self.said_before(hit.low, 2)) else clause.low
        while low > edge and not self._says(low, first) and not self._breaks(low):
            low -= 1
        teller = low > clause.low or self._says(low, first)
        return (max(low, hit.low - 3) if teller else clause.low), high

    def _to_teller(self, high: int, clause: Clause, first: frozenset[str]) -> int:
        places = (place for place in range(high, clause.high) if self._says(place, first))
        return max(high, next(places, clause.high))

    def _same(self, place: int, clause: Clause) -> bool:
        """Return whether a unit goes on with a clause's sentence: "and was short of breath"."""
        return self._clause_of[place].sentence == clause.sentence and (
            self._units[place].form not in {";", "but", "howev"}
        )

    def _breaks(self, place: int) -> bool:
        """Return whether a comma ends what stands before by itself: "No clots, my mum ..."."""
        if self._units[place - 1].form != "," or place < 2:
            return False
        low, high = self._segments[place - 2]
        return any(self._cued[low:high]) or not self._bare(low, high)

    def _says(self, place: int, wanted: frozenset[str]) -> bool:
        """Return whether one of some words stands between a unit and the one before, or in it."""
        first = self._units[place - 1].last + 1 if place else 0
        last = self._units[place].last
        return any(word.low in wanted for word in self._words[first : last + 1])

    def _answers(self, hit: Hit, cue: Cue) -> bool:
        """Return whether a "no" ends its segment: "swelling no, redness no"."""
        low, high = self._segments[hit.low]
        while high > hit.high and self._units[high - 1].form in ENDS:
            high -= 1
        return cue.kind == "negated" and low < hit.low and hit.high >= high

    def _forward(self, hit: Hit, cue: Cue, clause: Clause) -> int:
        """Return where a cue that speaks of what follows ends."""
        if cue.kind in FAR:
            return clause.high
        if hit.high - hit.low == 1 and self._units[hit.low].form == _OF_ONE_WORD:
            return min(hit.high + 1, clause.high)
        place = hit.high
        while place < clause.high:
            form = self._units[place].form
            if cue.kind == "historical" and self._says(place, self._now):
                return place
            if place > hit.high and (form == ":" or (form == "much" and cue.kind == "negated")):
                return place  # "it does not hurt much, a throb now and then"
            if form in SEPARATORS and not self._goes_on(place, clause, hit):
                return place
            place += 1
        return clause.high

    def _goes_on(self, separator: int, clause: Clause, hit: Hit) -> bool:
        """Return whether a negation reaches over a separator."""
        form, before = self._units[separator].form, self._units[separator - 1].form
        if form in {"or", "nor", "/"} or (before, form) == ("not", ","):
            return True  # "not quite, full movement"
        if form not in {",", "and", "&"} or separator + 1 >= clause.high:
            return False
        if acts(self._words, self._units, hit, separator, self._lexicon.intake):
            return False
        low, high = self._segments[separator + 1]
        if low == separator + 1 and self._units[low].form in {"or", "nor", "and", "&"}:
            return True  # ", or swelling": decided at the next separator
        if high < clause.high and self._units[high].form in {"or", "nor"}:
            return not self._stated(low, high)
        behind = [unit.form for unit in self._units[high : min(high + 2, clause.high)]]
        if behind in ([",", "or"], [",", "nor"]):
            return not self._stated(low, high)
        return self._bare(low, high)

    def _bare(self, low: int, high: int) -> bool:
        """Return whether a segment is a mere item of a list."""
        return high - low <= BARE and not self._stated(low, high)

    def _stated(self, low: int, high: int) -> bool:
        """Return whether a segment says something of its own: a place with a quality, a number."""
        forms = [unit.form for unit in self._units[low:high]]
        place = any(form.startswith("@") for form in forms)
        lexicon = self._lexicon
        quality = any(form in lexicon.qualities or form in lexicon.pains for form in forms)
        if place and quality and {"in", "of"}.isdisjoint(forms):
            return True
        cued = any(self._cued[low:high]) or not SAYS.isdisjoint(forms)
        start = self._units[low].first
        said = [word.low for word in self._words[max(0, start - 1) : start + 1]]
        return cued or not ITS_OWN.isdisjoint(said) or any(form[:1].isdigit() for form in forms)

    def _backward(self, hit: Hit, cue: Cue, clause: Clause) -> int:
        """Return where a cue that speaks of what stands before begins."""
        low, _ = self._segments[hit.low]
        if low == hit.low and low > clause.low and self._units[low - 1].form in {",", "("}:
            low = self._segments[low - 2][0] if low - 2 >= clause.low else low
        if cue.kind == "historical":  # "chills with the flu last winter" are of then
            past = low - 2 >= clause.low and self._units[low - 1].form == "with"
            return max(clause.low, self._segments[low - 2][0] if past else low)
        joins = {"and", "or", "&", "/"} | ({","} if low == hit.low else set())
        while low - 2 >= clause.low and self._units[low - 1].form in joins:
            before, end = self._segments[low - 2]
            if self._stated(before, end) or before < clause.low:
                break
            low = before
        return max(clause.low, low)
