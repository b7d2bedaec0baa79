"""Urgency by rule: which red flags and floors fire, and what must still be asked.

What this module is
    Every red-flag and floor rule evaluated on what was said, before and regardless of any
    probability, and the one place where the level from the rules meets a level from the model.

Why it is safe
    A rule that fired stays fired when answers are added, because its condition is monotone
    (`popliteus.rules.conditions`). It is withdrawn only when the answer that fired it is corrected,
    or when a clinician enters the definitive tests that the rule names; and then it says so. The
    level is the highest of all, never an average.

What it is not
    No probabilities and no thresholds; they arrive as a level.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from popliteus.rules.answers import Answers
from popliteus.rules.conditions import holds
from popliteus.rules.judging import judge
from popliteus.rules.level import Level
from popliteus.rules.rule import Kind, Rule


class Status(StrEnum):
    """What became of one rule."""

    FIRED = "fired"
    NOT_FIRED = "not_fired"
    UNDECIDED = "undecided"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule on one person's answers.

    Parameters
    ----------
    because
        The answered items that made it fire, or that keep it from firing.
    ask
        Unknown items that were never asked and could still decide it.
    unsure
        Unknown items that were asked, answered "not sure", and could still decide it.
    out_of_reach
        Unknown items that could decide it but that the person at hand cannot answer.
    resolved_by
        The definitive tests, entered by a clinician as negative, that withdrew it.
    met
        Of a rule that fired or is undecided, the findings and factors it asks for that were said
        to be there.
    """

    rule: Rule
    status: Status
    because: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    out_of_reach: tuple[str, ...] = ()
    resolved_by: tuple[str, ...] = ()
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """Every red flag and floor on one person's answers, most urgent first."""

    outcomes: tuple[Outcome, ...]

    def of(self, status: Status) -> tuple[Outcome, ...]:
        """Return the outcomes of one status, most urgent first."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is status)

    @property
    def fired(self) -> tuple[Outcome, ...]:
        """The rules that fired."""
        return self.of(Status.FIRED)

    @property
    def withdrawn(self) -> tuple[Outcome, ...]:
        """The rules that would fire, had a clinician not entered the definitive tests."""
        return self.of(Status.WITHDRAWN)

    @property
    def level(self) -> Level:
        """The highest level of a rule that fired; the lowest level when none did."""
        return max((outcome.rule.level for outcome in self.fired), default=Level.SELF_CARE)

    @property
    def not_covered(self) -> tuple[Rule, ...]:
        """The floors that fired: groups that the model does not cover."""
        return tuple(one.rule for one in self.fired if not one.rule.covered)

    @property
    def no_differential(self) -> bool:
        """Whether no list of causes may be shown."""
        return any(one.rule.no_differential for one in self.fired)

    def ask_above(self, level: Level) -> tuple[str, ...]:
        """List the items never asked that could still raise the person above a level."""
        listed = (
            item
            for outcome in self.of(Status.UNDECIDED)
            if outcome.rule.level > level
            for item in outcome.ask
        )
        return tuple(dict.fromkeys(listed))

    def half_met_above(self, level: Level) -> tuple[str, ...]:
        """List the items never asked that half-met rules above a level wait for.

        A rule is half met when something it asks for was said to be there: a swollen calf, but
        nothing yet about what would make it a clot.
        """
        listed = (
            item
            for outcome in self.of(Status.UNDECIDED)
            if outcome.met and outcome.rule.level > level
            for item in outcome.ask
        )
        return tuple(dict.fromkeys(listed))

    def unsure_above(self, level: Level) -> tuple[str, ...]:
        """List the items answered "not sure" that could still raise the person above a level."""
        listed = (
            item
            for outcome in self.of(Status.UNDECIDED)
            if outcome.rule.level > level
            for item in outcome.unsure
        )
        return tuple(dict.fromkeys(listed))


@dataclass(frozen=True, slots=True)
class Urgency:
    """The level of one person and where it comes from.

    Parameters
    ----------
    level
        The higher of the two parts.
    from_rules, from_model
        The two parts; the second is None when there is no model result.
    reasons
        The rules that reach `level`, empty when only the model does.
    provisional
        Whether something that was not asked could still raise the level.
    ask
        What to ask before relying on the level, most urgent rule first.
    unsure
        What was answered "not sure" and could still raise the level.
    """

    level: Level
    from_rules: Level
    from_model: Level | None
    reasons: tuple[Outcome, ...]
    provisional: bool
    ask: tuple[str, ...]
    unsure: tuple[str, ...]


def evaluate(
    rules: Iterable[Rule], said: Answers, *, askable: Collection[str] | None = None
) -> Screen:
    """Evaluate all red flags and floors.

    Parameters
    ----------
    rules
        Rules of any kind; scores are passed over.
    said
        What was said. Silence is unknown, never "no".
    askable
        Items that the person at hand can answer (a patient cannot feel for a foot pulse). Other
        unknown items are listed as out of reach instead of being asked. None: everything.

    Examples
    --------
    >>> from popliteus.rules.reader import EXAMPLE, from_mapping
    >>> screen = evaluate([from_mapping(EXAMPLE)], Answers.from_mapping({"age": 60}))
    >>> screen.level.word, screen.ask_above(screen.level)
    ('self_care', ('cold-foot',))
    >>> said = Answers.from_mapping({"age": 60, "cold-foot": "present"})
    >>> [one.rule.id for one in evaluate([from_mapping(EXAMPLE)], said).fired]
    ['example-cold-foot']
    """
    flags = sorted(
        (rule for rule in rules if rule.kind is not Kind.SCORE),
        key=lambda rule: (-rule.level, rule.kind is Kind.FLOOR, rule.id),
    )
    return Screen(tuple(_outcome(rule, said, askable) for rule in flags))


def combine(screen: Screen, from_model: Level | None) -> Urgency:
    """Combine the level of the rules with a level given by the model; the higher one counts.

    Parameters
    ----------
    screen
        The rules evaluated on everything that was said.
    from_model
        The level by expected harm, or None when there is no model result for this person.

    Raises
    ------
    ValueError
        When there is no model result and no rule fired: then nothing is known about the urgency,
        and nothing may be said about it.

    Examples
    --------
    >>> from popliteus.rules.reader import EXAMPLE, from_mapping
    >>> screen = evaluate([from_mapping(EXAMPLE)], Answers.from_mapping({"age": 60}))
    >>> urgency = combine(screen, Level.SOON_DAYS)
    >>> urgency.level.word, urgency.provisional, urgency.ask
    ('soon_days', True, ('cold-foot',))
    """
    if from_model is None and not screen.fired:
        raise ValueError("found no model level and no rule that fired; expected one of them")
    level = screen.level if from_model is None else max(screen.level, from_model)
    ask = screen.ask_above(level)
    return Urgency(
        level=level,
        from_rules=screen.level,
        from_model=from_model,
        reasons=tuple(one for one in screen.fired if one.rule.level == level),
        provisional=bool(ask),
        ask=ask,
        unsure=screen.unsure_above(level),
    )


def _outcome(rule: Rule, said: Answers, askable: Collection[str] | None) -> Outcome:
    if rule.fires_when is None:
        raise ValueError(f"{rule.id}: found a {rule.kind.value} without fires_when")
    value, reasons, unknown, met = judge(rule.fires_when, said)
    if value is True:
        if _resolved(rule.resolved_by, said):
            return Outcome(rule, Status.WITHDRAWN, reasons, resolved_by=rule.resolved_by)
        return Outcome(rule, Status.FIRED, reasons, met=met)
    if value is False:
        return Outcome(rule, Status.NOT_FIRED, reasons)
    unsure = tuple(item for item in unknown if said.unsure(item))
    still = [item for item in unknown if item not in unsure]
    ask = tuple(item for item in still if askable is None or item in askable)
    beyond = tuple(item for item in still if item not in ask)
    return Outcome(rule, Status.UNDECIDED, ask=ask, unsure=unsure, out_of_reach=beyond, met=met)


def fires(rule: Rule, said: Answers) -> bool:
    """Whether a red flag or floor fires and is not withdrawn.

    Examples
    --------
    >>> from popliteus.rules.reader import EXAMPLE, from_mapping
    >>> fires(from_mapping(EXAMPLE), Answers.from_mapping({"age": 60, "cold-foot": "present"}))
    True
    """
    met = rule.fires_when is not None and holds(rule.fires_when, said) is True
    return met and not _resolved(rule.resolved_by, said)


def _resolved(tests: Sequence[str], said: Answers) -> bool:
    """Whether a clinician entered every definitive test of a rule as negative."""
    answers = [said.get(test) for test in tests]
    return bool(answers) and all(
        answer is not None and answer.by_clinician and answer.state is False for answer in answers
    )
