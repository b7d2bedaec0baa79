"""What "it" means: the place named last, or the one that the story is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from popliteus.intake.clauses import Clause
from popliteus.intake.lexicon import Lexicon

#: Places that a more exact one stands in for, in order: what is hot "behind the knee" is hot at
#: the knee.
WIDER: dict[str, tuple[str, ...]] = {
    "@behind-knee": ("@knee",),
    "@front-knee": ("@knee",),
    "@inner-knee": ("@knee",),
    "@outer-knee": ("@knee",),
    "@all-knee": ("@knee",),
    "@calf": ("@lower-leg", "@leg"),
    "@shin": ("@lower-leg", "@leg"),
    "@lower-leg": ("@leg",),
    "@thigh-back": ("@thigh", "@leg"),
    "@thigh": ("@leg",),
    "@whole-leg": ("@leg",),
    "@knee-down": ("@leg",),
}

#: How many clauses a place stays what "it" means.
REMEMBERED = 3

_KNEE, _LEG, FOOT = "@knee", "@leg", "@foot"

#: A finger, and words around it with which it only shows where: "I can put my finger on it".
_FINGER = "@hand"
_PUTS = frozenset(["put", "point", "squeez"])

#: What is done with a leg of which nothing else is said.
_MOVED = frozenset(["straighten", "rais", "lift", "kick"])

#: Words before "for" with which something comes nearer.
_HEADS = frozenset(["heading", "make", "close"])

#: Forms with which a clause goes on about the same thing.
_BUT = frozenset(["but", "though", "although", "yet"])

#: Words that go on with what was named last.
_IT = frozenset(["it", "they"])


def joint(form: str) -> str:
    """Return the knee for each of its sides, and any other place itself."""
    return _KNEE if _KNEE in WIDER.get(form, ()) else form


def aimed_at(forms: Sequence[str], place: int) -> bool:
    """Return whether something only comes nearer to a place: "it is heading for the knee".

    >>> aimed_at(["heading", "for", "@knee"], 2), aimed_at(["brace", "for", "@knee"], 2)
    (True, False)
    """
    before = forms[max(0, place - 2) : place]
    return before[-1:] == ["toward"] or (before[-1:] == ["for"] and before[0] in _HEADS)


def shows(forms: Sequence[str], place: int) -> bool:
    """Return whether a finger only shows where something is: "I can put my finger on it".

    >>> shows(["put", "@hand", "on"], 1), shows(["@hand", "swell"], 0)
    (True, False)
    """
    return forms[place] == _FINGER and not _PUTS.isdisjoint(forms[max(0, place - 2) : place])


def main_place(forms: Sequence[str], lexicon: Lexicon) -> int | None:
    """Return the first unit of the place that a story names most, the sides of a knee as one."""
    named = [
        joint(form)
        for place, form in enumerate(forms)
        if form in lexicon.legs and not aimed_at(forms, place)
    ]
    if not named:
        return None
    first = [one for one in named if one != "@shin"][:1]  # the complaint comes first, not the blow
    counted = Counter([*first, *named])
    main = counted.most_common(1)[0][0]
    if main == _LEG:  # "went down with the leg under him": the part of it that is told as often
        parts = Counter(one for one in named if one != _LEG).most_common(1)
        main = parts[0][0] if parts and parts[0][1] >= counted[_LEG] - 1 else main
    return next(place for place, form in enumerate(forms) if joint(form) == main)


def about_knee(forms: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether the place that a story names most is the knee, or a side of it."""
    main = main_place(forms, lexicon)
    return main is not None and joint(forms[main]) == _KNEE


class Memory:
    """What place "it" means: the one named last, or the one that the story is about."""

    def __init__(self, forms: Sequence[str], lexicon: Lexicon) -> None:
        self._forms, self._lexicon = forms, lexicon
        self._main = main_place(forms, lexicon)
        self._last: int | None = None
        self._since, self._clause, self._sentence = 0, -1, -1
        self._foot: int | None = None
        self._foot_since, self._foot_told, self._foot_sentence = 0, -1, -1

    def pass_by(self, place: int, clause: Clause) -> None:
        """Take note of a unit."""
        if clause.low != self._clause:
            self._clause, self._since = clause.low, self._since + 1
            self._foot_since += 1
        form = self._forms[place]
        if form.startswith("@") and not shows(self._forms, place):
            self._foot, self._foot_since = (place if form == FOOT else None), 0
            self._foot_sentence = clause.sentence
        if shows(self._forms, place) or self._lifted(place):
            return
        if self._forms[place] in self._lexicon.named_places and not aimed_at(self._forms, place):
            self._last, self._since, self._sentence = place, 0, clause.sentence

    def _lifted(self, place: int) -> bool:
        """Return whether a leg is only moved: "she straightened my leg, and it was huge"."""
        knee = self._main is not None and joint(self._forms[self._main]) == _KNEE
        moved = not _MOVED.isdisjoint(self._forms[max(0, place - 1) : place])
        return knee and moved and self._forms[place] == _LEG

    def foot(self, clause: Clause, said: Sequence[str]) -> list[int]:
        """Return the foot where "it" goes on with it: "my foot is numb. It's cold and pale"."""
        if self._foot is None:
            return []
        if self._foot_since <= 1 and (_IT.intersection(said) or self._but(clause)):
            self._foot_told = clause.sentence
        return [self._foot] if self._foot_told == clause.sentence else []

    def _but(self, clause: Clause) -> bool:
        """Return whether a clause goes on with a foot: "my foot looks pink but feels cool"."""
        same = self._foot_sentence == clause.sentence
        return same and self._forms[clause.low] in _BUT

    def _spot(self, place: int) -> bool:
        """Return whether a place is a spot of the knee: what is swollen then is seldom the spot."""
        return joint(self._forms[place]) != self._forms[place]

    def meant(self, place: int, clause: Clause, said: Sequence[str]) -> list[int]:
        """Return the unit of the place that a quality without one is said of.

        `said` is what stands before it as it is written: "it isn't red" goes on with the place
        that was named last, however many such clauses follow each other.
        """
        goes_on = self._last is not None and self._since <= 1 and bool(_IT.intersection(said))
        if goes_on and self._last is not None and not self._spot(self._last):
            self._since = 0
            return [self._last]
        near = self._last is not None and self._since <= 1
        denied = any(
            form in {"no", "not", "never", "nor"} for form in self._forms[clause.low : place]
        )
        last = self._forms[self._last] if self._last is not None else ""
        if last == "@shin" and self._main is not None and joint(self._forms[self._main]) == _KNEE:
            return [self._main]  # a shin that was hit in a story about a knee
        if self._sentence == clause.sentence and last in {"@calf", "@lower-leg"}:
            denied = False  # "the calf is swollen but not red" in a story about a knee
        if near and self._last is not None and not denied and last in self._lexicon.named_places:
            return [self._last]
        if self._main is not None:
            return [self._main]
        return [self._last] if self._last is not None and self._since <= REMEMBERED else []
