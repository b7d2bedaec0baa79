"""Running the cases that every rule carries in its own file.

What this module is
    The check that a rule does what its author wrote beside it: when it fires, when it stays
    silent, when it has to ask. The tests and the check of the knowledge base both use it.

What it is not
    No cases are kept here; they belong to the rules.
"""

from __future__ import annotations

from typing import Final

from popliteus.rules.answers import Answers
from popliteus.rules.rule import Kind, Rule, RuleCase
from popliteus.rules.scores import compute
from popliteus.rules.triage import Status, evaluate

WORDS: Final = {
    Status.FIRED: "fires",
    Status.NOT_FIRED: "silent",
    Status.UNDECIDED: "asks",
    Status.WITHDRAWN: "withdrawn",
}


def outcome(rule: Rule, case: RuleCase) -> tuple[str, float | None]:
    """Evaluate a rule on one of its cases.

    Returns
    -------
    tuple of str and int
        The word for what happened, as in `RuleCase.expect`, and the score if there is one.

    Examples
    --------
    >>> from popliteus.rules.reader import EXAMPLE, from_mapping
    >>> rule = from_mapping(EXAMPLE)
    >>> outcome(rule, rule.cases[0])
    ('fires', None)
    """
    said = Answers.from_mapping(case.given)
    if rule.kind is not Kind.SCORE:
        return WORDS[evaluate([rule], said).outcomes[0].status], None
    result = compute(rule, said)
    if not result.applies:
        return "outside", None
    return ("asks" if result.band is None else result.band.id), result.score


def failures(rule: Rule) -> tuple[str, ...]:
    """List what is wrong with the cases of a rule; empty when all is well.

    Besides running every case this asks for at least one case of each kind: one that fires, one
    that stays silent and one that asks; for a score one in each band, one that asks and one outside
    the gate; and one that is withdrawn when the rule names a definitive test.

    Examples
    --------
    >>> from popliteus.rules.reader import EXAMPLE, from_mapping
    >>> for problem in failures(from_mapping(EXAMPLE)):
    ...     print(problem)
    example-cold-foot: found no case that expects silent; expected at least one
    example-cold-foot: found no case that expects asks; expected at least one
    """
    found = []
    for i, case in enumerate(rule.cases):
        word, score = outcome(rule, case)
        if word != case.expect:
            found.append(f"{rule.id}: cases[{i}]: found {word}; expected {case.expect}")
        elif case.score is not None and score != case.score:
            found.append(f"{rule.id}: cases[{i}]: found score {score}; expected {case.score}")
    expected = {case.expect for case in rule.cases}
    found += [
        f"{rule.id}: found no case that expects {word}; expected at least one"
        for word in _wanted(rule)
        if word not in expected
    ]
    return tuple(found)


def _wanted(rule: Rule) -> tuple[str, ...]:
    if rule.scheme is not None:
        return (*(band.id for band in rule.scheme.bands), "asks", "outside")
    return ("fires", "silent", "asks", *(("withdrawn",) if rule.resolved_by else ()))
