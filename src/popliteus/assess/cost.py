"""What urgency costs: how many people each rule raises needlessly, in a simulated practice.

People are drawn from the model itself, in primary care, and answer every question that a person
can answer, with the errors that people make. A person is *calm* when neither the causes nor the
signs that are truly there ask for more than a routine visit: judged with the causes known, and
with the rules on true answers. The share of the calm that is raised all the same, by each rule and
by all of them with the model's thresholds together, is the price of safety. Nothing here is
accuracy.

Counted apart, and printed beside it: people whose causes are harmless but who truly have a sign
that a rule acts on (a new swollen calf has to be looked at, whatever it turns out to be), and
groups that the knowledge base does not cover yet, for which a floor applies (ADR 0014).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.assess.answers import Answer
from popliteus.assess.case import Case, Sex
from popliteus.assess.evidence import engine_evidence, said
from popliteus.assess.urgency import weigh
from popliteus.engine import PRESENT, posterior
from popliteus.engine.model import AGE_BANDS, SETTINGS, CodeArray
from popliteus.engine.simulate import People, draw_people
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Answers, Kind, Level, Rule, holds

#: Seed of the simulated practice: the same people every time.
SEED = 20_261_123

#: Together, rules and thresholds may raise at most this share of the calm.
MOST_RAISED = 0.15

#: An age in each band, for rules that ask for years.
_AGES = (12, 26, 43, 60, 78)

#: Levels above this one are "raised".
_CALM = Level.ROUTINE_WEEKS


@dataclass(frozen=True, slots=True)
class Cost:
    """What rules and thresholds cost.

    Attributes
    ----------
    people
        How many were drawn.
    outside
        How many belong to a group that the model does not cover, or have a cause it does not
        know (`unlisted` is a device; nobody could say what it deserves).
    harmless, signed, calm
        Of the rest: how many have causes for routine or home care; how many of these truly have a
        sign that a rule acts on; and how many have none, the calm.
    by_rule
        Rule to the share of the calm that it raises: the price of wrong answers.
    breadth
        Rule to the share of the harmless that truly have what it asks for.
    thresholds, together, to_same_day
        Share of the calm raised by the model's thresholds; by everything; to the same day or more.
    missed
        Share of people with a same-day or emergency cause that stays below its level.
    """

    people: int
    outside: int
    harmless: int
    signed: int
    calm: int
    by_rule: dict[str, float]
    breadth: dict[str, float]
    thresholds: float
    together: float
    to_same_day: float
    missed: float

    @property
    def acceptable(self) -> bool:
        """Whether the cost stays within what is agreed."""
        return self.together <= MOST_RAISED


@dataclass(slots=True)
class _Counts:
    outside: int = 0
    harmless: int = 0
    signed: int = 0
    calm: int = 0
    by_model: int = 0
    together: int = 0
    same_day: int = 0
    dangerous: int = 0
    missed: int = 0


def cost(
    base: KnowledgeBase, people: int, *, progress: Callable[[int], None] | None = None
) -> Cost:
    """Draw people and count whom rules and thresholds raise.

    Parameters
    ----------
    base
        The knowledge base.
    people
        How many to draw; 20 000 give a share of 0.15 a standard error of 0.003.
    progress
        Called with the number done.
    """
    drawn = draw_people(base.compiled.model, people, SETTINGS.index("primary_care"), SEED)
    truth = np.asarray(drawn.facts[:, base.compiled.model.reading_fact], dtype=np.int8)
    flags = [rule for rule in base.rules.values() if rule.kind is not Kind.SCORE]
    raised = dict.fromkeys((rule.id for rule in flags), 0)
    broad = dict.fromkeys(raised, 0)
    counts = _Counts()
    told, true = _cases(base, drawn, drawn.answers), _cases(base, drawn, truth)
    for place, (case, real) in enumerate(zip(told, true, strict=True)):
        _count(base, flags, drawn, place, (case, real), counts, raised, broad)
        if progress is not None:
            progress(place + 1)
    calm, harmless = max(counts.calm, 1), max(counts.harmless, 1)
    return Cost(
        people=people,
        outside=counts.outside,
        harmless=counts.harmless,
        signed=counts.signed,
        calm=counts.calm,
        by_rule={name: count / calm for name, count in raised.items()},
        breadth={name: count / harmless for name, count in broad.items()},
        thresholds=counts.by_model / calm,
        together=counts.together / calm,
        to_same_day=counts.same_day / calm,
        missed=counts.missed / max(counts.dangerous, 1),
    )


def _count(
    base: KnowledgeBase,
    flags: Sequence[Rule],
    drawn: People,
    place: int,
    cases: tuple[Case, Case],
    counts: _Counts,
    raised: dict[str, int],
    broad: dict[str, int],
) -> None:
    """Add one person to the counts."""
    case, real = cases
    fired = _fired(flags, said(case, base))
    if any(not rule.covered for rule in fired) or drawn.main[place] == len(base.causes):
        counts.outside += 1
        return
    wanted = _wanted(base, drawn, place)
    model = _model_level(case, base)
    level = max([model, *(rule.level or _CALM for rule in fired)])
    if wanted >= Level.URGENT_SAME_DAY:
        counts.dangerous += 1
        counts.missed += level < wanted
    if wanted > _CALM:
        return
    counts.harmless += 1
    truly = [rule for rule in _fired(flags, said(real, base)) if (rule.level or _CALM) > _CALM]
    for rule in truly:
        broad[rule.id] += 1
    if truly:
        counts.signed += 1
        return
    counts.calm += 1
    for rule in fired:
        raised[rule.id] += (rule.level or _CALM) > _CALM
    counts.by_model += model > _CALM
    counts.together += level > _CALM
    counts.same_day += level >= Level.URGENT_SAME_DAY


def _fired(flags: Sequence[Rule], answers: Answers) -> list[Rule]:
    return [
        rule for rule in flags if rule.fires_when is not None and holds(rule.fires_when, answers)
    ]


def _model_level(case: Case, base: KnowledgeBase) -> Level:
    evidence = engine_evidence(case, base)
    found = posterior(base.compiled.model, evidence, beyond=False)
    return weigh(base, evidence, found, surprising=False).level


def _wanted(base: KnowledgeBase, drawn: People, place: int) -> Level:
    """Return the level that a person's true causes deserve.

    The main cause deserves its usual level; a companion only if it is dangerous.
    """
    causes = list(base.causes.values())
    companions = [causes[c] for c in drawn.accompanying[place] if c >= 0]
    levels = [Level.parse(causes[int(drawn.main[place])].usual_level)]
    levels += [Level.parse(one.usual_level) for one in companions if one.danger]
    return max(levels)


def _cases(base: KnowledgeBase, drawn: People, answers: CodeArray) -> Iterator[Case]:
    """Yield every drawn person as a case with the given answers to the patient's questions."""
    compiled = base.compiled
    asked = [r for r, name in enumerate(compiled.readings) if base.findings[name].who == "patient"]
    sexes: tuple[Sex, Sex] = ("female", "male")
    for place in range(drawn.main.size):
        given = {compiled.readings[r]: _answer(answers[place, r]) for r in asked}
        given |= {name: _answer(drawn.factors[place, x]) for x, name in enumerate(compiled.factors)}
        given |= {
            name: Answer(compiled.options[q][drawn.attributes[place, q]])
            for q, name in enumerate(compiled.attributes)
        }
        yield Case(
            age=_AGES[int(drawn.age_band[place])],
            sex=sexes[int(drawn.sex[place])],
            setting="primary_care",
            answers=given,
        )


_YES, _NO = Answer("present"), Answer("absent")


def _answer(code: int) -> Answer:
    return _YES if code == PRESENT else _NO


assert len(_AGES) == len(AGE_BANDS)  # noqa: S101 - a slip here would shift every age
