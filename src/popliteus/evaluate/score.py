"""One vignette beside what popliteus said about it."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess import Case
from popliteus.evaluate.metrics import FloatArray, f1, ndcg, rank_of
from popliteus.evaluate.outcome import Outcome
from popliteus.knowledge.records import LEVELS

#: Levels at which a missed case would be dangerous.
URGENT = ("urgent_same_day", "emergency")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an interview put to the person.

    Attributes
    ----------
    pages, boxes
        How many pages and single questions.
    wanted
        Findings, factors and attributes that the case states and a person can answer.
    found
        Those of them that were asked.
    sheet
        Whether there was an answer sheet.
    replies
        Page, item and answer, in the order of asking.
    """

    pages: int
    boxes: int
    wanted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    sheet: bool = False
    replies: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CaseScore:
    """What popliteus said about one vignette, beside what its source says.

    `rank` is None when the gold diagnosis is not reported at all. `listed` is what a person would
    be shown. `stated` are the danger findings that the case states as present, `flagged` those
    that the result shows.
    """

    id: str
    gold: str
    rank: int | None
    listed: tuple[str, ...]
    triage: str
    gold_triage: str | None
    accepted_triage: tuple[str, ...]
    held_back: bool
    accepted: tuple[str, ...] = ()
    coexisting: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    probability: FloatArray | None = None
    prior: FloatArray | None = None
    age: float | None = None
    sex: str | None = None
    country: str | None = None
    asked: Asked | None = None

    @property
    def under(self) -> bool:
        """Whether the level is below the gold level, and below every accepted one."""
        return self._compare() < 0

    @property
    def over(self) -> bool:
        """Whether the level is above the gold level, and above every accepted one."""
        return self._compare() > 0

    @property
    def below_gold(self) -> bool:
        """Whether the level is below the gold level itself, whatever else is accepted."""
        return self.gold_triage is not None and place(self.triage) < place(self.gold_triage)

    @property
    def agreed(self) -> bool:
        """Whether the raters agree on the level."""
        return len({self.gold_triage, *self.accepted_triage} - {None}) == 1

    @property
    def right(self) -> frozenset[str]:
        """Causes that count as the answer."""
        return frozenset((self.gold, *self.accepted))

    @property
    def ndcg(self) -> float:
        """NDCG@5 of the reported order."""
        return ndcg(self.order, self.gold, self.accepted, self.coexisting)

    @property
    def f1(self) -> float:
        """F1 of the shown list."""
        return f1(self.listed, self.gold, self.accepted, self.coexisting)

    def within(self, k: int) -> bool:
        """Whether the answer is among the first k."""
        return self.rank is not None and self.rank <= k

    def _compare(self) -> int:
        given = place(self.triage)
        wanted = [place(w) for w in (self.gold_triage, *self.accepted_triage) if w]
        if not wanted or min(wanted) <= given <= max(wanted):
            return 0
        return -1 if given < min(wanted) else 1


def place(level: str) -> int:
    """Return the place of a level, 0 for home care.

    >>> place("emergency")
    4
    """
    return [str(one) for one in LEVELS].index(level)


def score_of(
    case: Case,
    said: Outcome,
    *,
    held_back: bool,
    stated: tuple[str, ...] = (),
    asked: Asked | None = None,
) -> CaseScore:
    """Return the score of one vignette.

    Parameters
    ----------
    case
        The vignette, with its gold diagnosis.
    said
        What popliteus said, about the case itself or after an interview.
    held_back
        Whether it may never be named.
    stated
        Danger findings that the vignette states as present.
    asked
        What an interview asked.

    Raises
    ------
    ValueError
        The vignette has no gold diagnosis.
    """
    gold = case.gold
    if gold is None:
        msg = f"the vignette {case.id} has no gold diagnosis"
        raise ValueError(msg)
    return CaseScore(
        id=case.id,
        gold=gold.primary,
        rank=rank_of(said.order, gold.primary, gold.accepted, gold.coexisting),
        listed=said.listed,
        triage=said.level,
        gold_triage=case.triage,
        accepted_triage=case.triage_accepted,
        held_back=held_back,
        accepted=gold.accepted,
        coexisting=gold.coexisting,
        order=said.order,
        stated=stated,
        flagged=tuple(item for item in stated if item in said.dangers),
        probability=said.probability,
        prior=said.prior,
        age=case.age,
        sex=case.sex,
        country=case.country,
        asked=asked,
    )
