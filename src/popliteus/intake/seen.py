"""What is seen in a story before anything is decided: its words, its teller, its times.

What this module is
    `Story` and `seen`, which makes one of a text.

What it is not
    What counts of it, which `popliteus.intake.story` decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from popliteus.intake.clauses import clauses_of
from popliteus.intake.context import Context
from popliteus.intake.lexicon import Lexicon
from popliteus.intake.people import Person, person_of
from popliteus.intake.states import States
from popliteus.intake.times import Time, finder, times_of, years_named
from popliteus.intake.words import Unit, Word, lowered
from popliteus.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Story:
    """One text with everything that was seen in it, before anything is decided."""

    text: str
    words: Sequence[Word]
    units: Sequence[Unit]
    context: Context
    person: Person
    times: Sequence[tuple[int, Time]]
    states: States
    at: Callable[[int], int]


def seen(text: str, knowledge: KnowledgeBase, lexicon: Lexicon) -> Story:
    """Return what is seen in a text, word by word."""
    words, units = lexicon.read(text)
    clauses = clauses_of(words, units, lexicon)
    low = lowered(text)
    person = person_of(low, words, lexicon.intake)
    exempt = frozenset([person.proxy]) if person.proxy else frozenset[str]()
    context = Context(words, units, clauses, lexicon, exempt)
    at = finder(words, units)
    times = [(at(one.start), one) for one in times_of(low, lexicon.intake)] if units else []
    years = [at(start) for start, _ in years_named(low)] if units else []
    states = States(words, units, context, lexicon, knowledge, person, times, years)
    return Story(text, words, units, context, person, times, states, at)
