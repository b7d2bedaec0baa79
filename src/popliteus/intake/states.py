"""Whether what a story names is so, for this person, now.

The cues of `popliteus.intake.context` say what stands around a name; here it is decided what
follows: present, absent, or the reason why it does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from popliteus.intake.clauses import Clause
from popliteus.intake.context import Context, Reach
from popliteus.intake.doubts import tells, to_come
from popliteus.intake.lexicon import Lexicon
from popliteus.intake.naming import Named
from popliteus.intake.patterns import either
from popliteus.intake.people import Person
from popliteus.intake.pointed import feels
from popliteus.intake.times import Time
from popliteus.intake.words import Unit, Word
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import CueKind

#: Days ago from which "I had ..." is over unless the story says that it goes on.
LONG_AGO = 150.0

#: Words behind "left" with which it is what somebody did: "I left my knee pads at home".
_LEFT = frozenset(["the", "my", "his", "her", "a", "an"])

#: How far behind what was seen it may be told to be gone, in words.
GONE = 9

#: Items about relatives, or of what somebody else does: the words for them make the item.
ABOUT_OTHERS = frozenset(["clot-in-family", "toe-stretch-pain"])

#: Words by which a medicine is taken now, and cues that are of the illness before them.
_TAKEN = frozenset(["on", "takes", "taking"])
_OF_ILLNESS = frozenset(["history of", "previous"])

#: What a question speaks of that is only about a leg.
_LEG = re.compile(r"\b(?:knee|leg|calf|thigh|shin|limp|hamstring|foot|walk)", re.IGNORECASE)
_DENIES = frozenset(["no", "not", "nil", "never", "without"])

#: What says of a leg that it is no trouble, or no more.
_WELL = frozenset(["fine", "better", "well", "operat", "replac"])
_ABOUT_JOINTS = frozenset(
    [
        "other-joints",
        "hand-joints-swollen",
        "saddle-numbness",
        "sausage-digit",
        "scaly-skin-patches",
    ]
)


@dataclass(slots=True)
class States:
    """Decides about names of one story."""

    words: Sequence[Word]
    units: Sequence[Unit]
    context: Context
    lexicon: Lexicon
    base: KnowledgeBase
    person: Person
    times: Sequence[tuple[int, Time]] = ()
    years: Sequence[int] = ()
    side: str | None = field(init=False)
    _past: frozenset[str] = field(init=False)
    _ago: dict[int, float] = field(init=False)
    _dated: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Find the side that the story is about, and the clauses that tell of long ago."""
        self._dated = frozenset(self.context.segment(unit)[0] for unit in self.years)
        self._ago = {}
        for unit, time in self.times:
            if time.kind == "ago":
                low = self.context.segment(unit)[0]
                self._ago[low] = max(time.days, self._ago.get(low, 0.0))
        self._past = frozenset(self.lexicon.intake.past_counts)
        self.side = self._main_side()

    def of(self, one: Named) -> str:
        """Return ``present``, ``absent``, or why a name does not count."""
        kinds = self._kinds(one)
        item = one.what.item
        clause = self.context.clause(one.at[0])
        if item not in ABOUT_OTHERS and ("other-person" in kinds or self._teller(one)):
            return "somebody else"
        if self._other_leg(one):
            return "the other leg"
        if self._somewhere_else(one, clause, alone="negated" in kinds or self._is_test(item)):
            return "another part of the body"
        if "hypothetical" in kinds or clause.asked:
            return "only asked or warned of"
        if "feared" in kinds and (self._is_illness(item) or self._to_come(one, kinds["feared"])):
            return "only feared"
        if "ended" in kinds and item in self.lexicon.intake.medicines:
            return "absent"
        negated = "negated" in kinds and one.what.value != "one"  # "cannot feel my left leg"
        if "possible" in kinds and not (negated and item in self._past):
            return "uncertain"
        if negated and one.what.value == "absent" and self._denies_itself(one):
            negated = False
        if negated and "affirmed" not in kinds:
            return "denied" if one.what.value != "present" else "absent"
        if self._no_more(one):
            return "absent"
        if self._over(one, historical="historical" in kinds):
            return "past"
        return "present"

    def _no_more(self, one: Named) -> bool:
        """Return whether what was seen is told to be gone, right behind it: "swelling all gone"."""
        if not one.pair or one.what.value != "present":
            return False
        said = " ".join(self.context.said_behind(one.at[1] - 1, GONE))
        return either(self.lexicon.intake.no_more).match(said) is not None

    def _kinds(self, one: Named) -> dict[CueKind, Reach]:
        """Return the cues of a name; "on" before a medicine ends what is told of something else.

        "Hx CCF on furosemide" is taken now, and who "came off the bike on warfarin" takes it still.
        """
        kinds = self.context.kinds(*one.at)
        if one.what.item not in self.lexicon.intake.medicines:
            return kinds
        first = self.units[one.at[0]].first
        said = [word.low for word in self.words[max(0, first - 2) : first + 1]]
        if _TAKEN.isdisjoint(said):
            return kinds
        opens = "," in said or "," in self.context.said_before(one.at[0], 3)[:1]
        return {
            kind: reach
            for kind, reach in kinds.items()
            if reach.cue.high >= one.at[0]
            or (kind == "negated" and not opens)
            or not self._of_another(kind, reach)
        }

    def _of_another(self, kind: CueKind, reach: Reach) -> bool:
        """Return whether a cue may be of another thing than the medicine behind it."""
        forms = {unit.form for unit in self.units[reach.cue.low : reach.cue.high]}
        if kind == "negated":  # "no diabetes, on the pill", not "not on warfarin, on the pill"
            return "on" not in self.context.said_behind(reach.cue.high - 1, 1)
        return kind == "ended" or (kind == "historical" and not forms.isdisjoint(_OF_ILLNESS))

    def _denies_itself(self, one: Named) -> bool:
        """Return whether a denial is one more of a list: "no fever, no locking, apyrexial"."""
        cue = self.context.kinds(*one.at)["negated"].cue
        low, high = one.at
        apart = self.context.segment(cue.low) != self.context.segment(low)
        return self.units[low].form in _DENIES or (high - low == 1 and apart)

    def _somewhere_else(self, one: Named, clause: Clause, *, alone: bool) -> bool:
        """Return whether what is about legs is said of an arm, or within its item of a list."""
        low, high = clause.low, clause.high
        if alone or one.what.value in {"absent", "none"}:
            low, high = self.context.segment(one.at[0])  # "no swelling, no mouth ulcers"
        forms = {
            self.units[place].form
            for place in range(low, high)
            if not feels(self.units[place].form, place, self.context)
        }
        others = self.lexicon.others | ({"@back"} if one.what.item == "course" else set())
        spine = one.what.item == "course" and self._spine(clause)
        if not (forms & others or spine) or forms & self.lexicon.legs:
            return False
        return self.about_legs(one.what.item) and one.what.item not in _ABOUT_JOINTS

    def _spine(self, clause: Clause) -> bool:
        """Return whether a clause speaks of somebody's back: not of a pain that came back."""
        whose = self.lexicon.intake.sides.whose
        return any(
            unit.form == "back" and unit.first and self.words[unit.first - 1].low in whose
            for unit in self.units[clause.low : clause.high]
        )

    def about_legs(self, item: str) -> bool:
        """Return whether an item can be said of a leg only; attributes are of its pain."""
        if item in self.base.attributes:
            return True
        finding = self.base.findings.get(item)
        return finding is not None and bool(_LEG.search(finding.ask))

    def _to_come(self, one: Named, fear: Reach) -> bool:
        first, last = self.units[fear.cue.high - 1].last, self.units[one.at[1] - 1].last
        return to_come(self.words[first + 1 : last + 1])

    def _is_test(self, item: str) -> bool:
        finding = self.base.findings.get(item)
        return finding is not None and finding.who == "test"

    def _is_illness(self, item: str) -> bool:
        return item in self.base.factors or self._is_test(item)

    def _teller(self, one: Named) -> bool:
        """Return whether a story about somebody else speaks of the teller here."""
        if self.person.proxy is None:
            return False
        clause = self.context.clause(one.at[0])
        low, high = self.units[clause.low].first, self.units[one.at[1] - 1].last
        lows = [word.low for word in self.words[max(0, low - 2) : high + 1]]
        intake = self.lexicon.intake
        return tells(lows, intake) and {*intake.third_person, self.person.proxy}.isdisjoint(lows)

    def _main_side(self) -> str | None:
        """Return the side that the story is about: the one that ails now, told the most often.

        "I had twisted my right knee. Then I noticed an ache in my left calf" is about the left.
        Where both ail as much, neither is another leg that does not count.
        """
        lows = [word.low for word in self.words]
        if not set(lows).isdisjoint(self.lexicon.intake.sides.both):
            return None
        told = [
            (side, place)
            for place, unit in enumerate(self.units)
            if unit.form[:1] == "@" and (side := self.side_of(place)) is not None
        ]
        ailing = Counter(side for side, place in told if self._ails(place))
        named = Counter(side for side, _ in told)
        most = sorted(named, key=lambda side: (-ailing[side], -named[side]))
        weights = [(ailing[side], named[side]) for side in most[:2]]
        if len(weights) > 1 and weights[0] == weights[1] and weights[0][0] > 0:
            return None
        return most[0] if most else None

    def _ails(self, place: int) -> bool:
        """Return whether something is told to be wrong at a place, now."""
        low, high = self.context.segment(place)
        kinds = self.context.kinds(place, place + 1)
        forms = {unit.form for unit in self.units[low:high]}
        over = {"negated", "historical", "other-person", "other-leg"}.intersection(kinds)
        long_ago = low in self._dated or self._ago.get(low, 0.0) >= LONG_AGO
        ails = forms & (self.lexicon.pains | self.lexicon.qualities)
        return bool(ails) and not (over or long_ago or forms & _WELL)

    def side_of(self, place: int) -> str | None:
        """Return the side that stands before a place, or within its words."""
        word = self.side_word(place)
        return None if word is None else self.lexicon.intake.sides.words.get(self.words[word].low)

    def side_word(self, place: int) -> int | None:
        """Return the word that says the side of a place; "right under it" says none."""
        first, sides = self.units[place].first, self.lexicon.intake.sides
        for word in range(self.units[place].last, max(0, first - 3) - 1, -1):
            low = self.words[word].low
            behind = self.words[word + 1].low if word < self.units[place].last else ""
            if (low in sides.words and behind in sides.exactly) or (
                low == "left" and behind in _LEFT
            ):
                continue
            if low in sides.words or (word < first and low in sides.both):
                return word
        return None

    def unit_of(self, word: int) -> int:
        """Return the unit of a word, or the one after it."""
        return min(bisect_left([unit.last for unit in self.units], word), len(self.units) - 1)

    def _other_leg(self, one: Named) -> bool:
        kinds = self.context.kinds(*one.at)
        item = one.what.item
        if item in {"other-joints", "side", "both-legs-swelling"}:
            return False
        if item in self.base.factors and item not in self.lexicon.intake.of_one_leg:
            return False
        if one.place is not None:
            kinds = kinds | self.context.kinds(one.place, one.place + 1)
            side = self.side_of(one.place)
            if side is not None and self.side is not None and side != self.side:
                return True
        return "other-leg" in kinds

    def _over(self, one: Named, *, historical: bool) -> bool:
        """Return whether a name is of a time that no longer counts for its item."""
        item, intake = one.what.item, self.lexicon.intake
        clause = self.context.clause(one.at[0])
        segment = self.context.segment(one.at[0])[0]
        ago, year = self._ago.get(segment, 0.0), segment in self._dated
        limit = intake.within_days.get(item)
        if limit is not None and item not in intake.medicines:  # they may be taken since then
            return year or ago > limit or (historical and not ago)
        if item in self._past or one.what.value == "comes-and-goes":
            return False  # "on and off since last winter" is of then and of now
        low, high = self.units[clause.low].first, self.units[clause.high - 1].last
        lows = {word.low for word in self.words[max(0, low - 1) : high + 1]}
        if historical:  # "put on a statin last year" is taken now
            return item not in intake.medicines or lows.isdisjoint(intake.company.begun)
        long_ago = year or ago >= LONG_AGO
        return bool(
            long_ago and lows.intersection(intake.over) and not lows.intersection(intake.goes_on)
        )
