"""Published decision rules, computed as published and only where they apply.

What this module is
    Counting: points, whole or half (Wells), one item is enough (Ottawa), every item is needed
    (NICE NG226). What is not known is named, the score is what is certain so far, and a band is
    given only when no answer still missing could lead to another one.

What it is not
    It never guesses an item and is never fed from the model's own result: an item that only a
    clinician can judge is left out, and said to be left out, until a clinician has answered it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from popliteus.rules.answers import Answers
from popliteus.rules.conditions import item_of, leaves
from popliteus.rules.fields import tidy
from popliteus.rules.judging import judge
from popliteus.rules.rule import Band, Item, Kind, Rule, Scheme


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of a score on one person's answers.

    ``points`` is what the item adds: 0 when it is not met, None while that is not known.
    ``left_out`` marks an item that only a clinician can judge and that none has answered.
    """

    item: Item
    value: bool | None
    points: float | None
    left_out: bool
    unknown: tuple[str, ...]

    @property
    def asks(self) -> tuple[str, ...]:
        """The findings, factors and attributes that the item reads."""
        return tuple(dict.fromkeys(item_of(leaf) for leaf in leaves(self.item.is_met)))


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A published score on one person's answers.

    Parameters
    ----------
    applies
        Whether the person belongs to those for whom the score was made. Without that nothing below
        is filled.
    because
        Why it applies, why not, or what is not known yet, in words with ids.
    deciding
        The ids named in `because`.
    score
        The points that are certain; a lower bound while items of positive points are missing.
    lowest, highest
        The scores still possible.
    band
        The band, or None while the missing items could still lead to another one.
    possible
        Every band still possible.
    missing
        Unknown items that could change the score.
    left_out
        Items that only a clinician can judge and that none has answered; not in any figure here.
    """

    rule: Rule
    applies: bool
    because: str
    deciding: tuple[str, ...]
    items: tuple[ItemResult, ...] = ()
    score: float | None = None
    lowest: float | None = None
    highest: float | None = None
    band: Band | None = None
    possible: tuple[Band, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def compute(rule: Rule, said: Answers) -> ScoreResult:
    """Compute one published decision rule.

    Parameters
    ----------
    rule
        A rule of kind score.
    said
        What was said. Silence is unknown, never "no".

    Raises
    ------
    ValueError
        When the rule is not a score.

    Examples
    --------
    >>> from popliteus.rules.reader import from_mapping
    >>> act = {"patient": "Ask for an X-ray.", "clinician": "X-ray."}
    >>> part = lambda word, when: {"id": word, "name": word, "lay_name": word, "is": when}
    >>> rule = from_mapping({
    ...     "schema": 1, "id": "example", "kind": "score", "status": "draft", "name": "Example",
    ...     "lay_name": "Example", "why": "Example.", "judgement": "Example.", "cost": "None.",
    ...     "when": {"age": {"at_least": 18}}, "form": "any_of",
    ...     "items": [part("older", {"age": {"at_least": 55}}), part("sore", {"finding": "sore"})],
    ...     "bands": [{"id": "positive", "name": "Yes", "at_least": 1, "action": act},
    ...               {"id": "negative", "name": "No", "at_most": 0, "action": act}],
    ...     "cases": [{"given": {}, "expect": "outside"}],
    ... })
    >>> result = compute(rule, Answers.from_mapping({"age": 54}))
    >>> result.applies, result.score, result.highest, result.band, result.missing
    (True, 0, 1, None, ('sore',))
    >>> compute(rule, Answers.from_mapping({"age": 55})).band.id
    'positive'
    >>> compute(rule, Answers.from_mapping({})).because
    'not known yet: age'
    """
    scheme = rule.scheme
    if scheme is None:
        raise ValueError(f"{rule.id}: found kind {rule.kind.value}; expected score")
    value, deciding, open_items, _ = judge(scheme.gate, said)
    if value is None:
        return ScoreResult(rule, False, f"not known yet: {', '.join(open_items)}", open_items)
    if value is False:
        return ScoreResult(rule, False, f"not made for this: {', '.join(deciding)}", deciding)
    items = tuple(_item(item, said) for item in scheme.items)
    return _counted(rule, scheme, deciding, items)


def compute_all(rules: Iterable[Rule], said: Answers) -> tuple[ScoreResult, ...]:
    """Compute every score among the rules, in order of their ids."""
    scores = sorted((rule for rule in rules if rule.kind is Kind.SCORE), key=lambda rule: rule.id)
    return tuple(compute(rule, said) for rule in scores)


def _counted(
    rule: Rule, scheme: Scheme, deciding: tuple[str, ...], items: tuple[ItemResult, ...]
) -> ScoreResult:
    counted = [one for one in items if not one.left_out]
    certain = sum(one.points for one in counted if one.points is not None)
    still_open = [one.item.points for one in counted if one.points is None]
    lowest = certain + sum(points for points in still_open if points < 0)
    highest = certain + sum(points for points in still_open if points > 0)
    possible = _reachable(scheme, certain, still_open)
    missing = (item for one in counted for item in one.unknown)
    return ScoreResult(
        rule=rule,
        applies=True,
        because=f"made for this: {', '.join(deciding)}",
        deciding=deciding,
        items=items,
        score=tidy(certain),
        lowest=tidy(lowest),
        highest=tidy(highest),
        band=possible[0] if len(possible) == 1 else None,
        possible=possible,
        missing=tuple(dict.fromkeys(missing)),
        left_out=tuple(one.item.id for one in items if one.left_out),
    )


def _reachable(scheme: Scheme, certain: float, still_open: list[float]) -> tuple[Band, ...]:
    """Every band that some completion of the open items leads to, in the order written."""
    scores = {certain}
    for points in still_open:
        scores |= {score + points for score in scores}
    return tuple(
        band
        for band in scheme.bands
        if any(band.lowest <= score <= band.highest for score in scores)
    )


def _item(item: Item, said: Answers) -> ItemResult:
    if item.by_clinician and not _answered_by_clinician(item, said):
        unknown = tuple(dict.fromkeys(item_of(leaf) for leaf in leaves(item.is_met)))
        return ItemResult(item, None, None, left_out=True, unknown=unknown)
    value, _, unknown, _ = judge(item.is_met, said)
    points = None if value is None else tidy(item.points * value)
    return ItemResult(item, value, points, left_out=False, unknown=unknown)


def _answered_by_clinician(item: Item, said: Answers) -> bool:
    """Whether a clinician answered everything the item reads with yes or no."""
    answers = [said.get(item_of(leaf)) for leaf in leaves(item.is_met)]
    return all(one is not None and one.by_clinician and not one.unsure for one in answers)
