"""People drawn from the model, as cases.

What this module is
    `simulated`, which turns people of `popliteus.engine.simulate` into cases with their true
    causes as gold, so that whatever reads a case can be tried on thousands of them.

What it is not
    Patients. A model is always calibrated on its own people; it says nothing about the world.

Model
    As in the engine. Every finding is read by its usual reader. Ages are even within a band.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from popliteus.assess import Answer, Case, Gold
from popliteus.assess.case import SEXES
from popliteus.assess.evidence import BAND_STARTS, default_reader, impossible
from popliteus.engine import PRESENT
from popliteus.engine.model import SETTINGS, CodeArray
from popliteus.engine.simulate import People, draw_people
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import Setting

#: Youngest of the first age band (younger ones are out of scope) and oldest of the last.
YOUNGEST, ELDEST = 2, 95

#: What the gold cause of somebody is called whose cause is none of ours.
UNLISTED = "unlisted"

#: Drawn at once: the engine needs about 10 kB for each person.
AT_ONCE = 2_000

_ANSWERS = {0: Answer("absent"), 1: Answer("present")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Who is to be drawn.

    Attributes
    ----------
    setting
        Where people come.
    seed
        The same seed gives the same people.
    missing
        Share of the answers that nobody gave, 0 to 1.
    examined
        Whether signs and tests are answered too, or only what a person can say.
    """

    setting: Setting = "primary_care"
    seed: int = 1
    missing: float = 0.0
    examined: bool = False


def simulated(base: KnowledgeBase, n: int, practice: Practice | None = None) -> Iterator[Case]:
    """Yield people drawn from the model.

    Parameters
    ----------
    base
        The knowledge base.
    n
        How many.
    practice
        Who; by default a full questionnaire in primary care.

    Raises
    ------
    CaseError
        The setting is none.

    Examples
    --------
    >>> import popliteus
    >>> [person] = simulated(popliteus.load(), 1)
    >>> person.id, person.setting, person.gold is not None
    ('person-1', 'primary_care', True)
    """
    wanted = practice or Practice()
    if wanted.setting not in SETTINGS:
        raise CaseError(
            found=f"'{wanted.setting}'", where="setting", expected=f"one of {', '.join(SETTINGS)}"
        )
    for number, first in enumerate(range(0, n, AT_ONCE)):
        seed = int(np.random.SeedSequence([wanted.seed, number]).generate_state(1)[0])
        size = min(AT_ONCE, n - first)
        people = draw_people(base.compiled.model, size, SETTINGS.index(wanted.setting), seed)
        yield from _cases(base, people, wanted, first, np.random.default_rng([seed, 1]))


def _cases(
    base: KnowledgeBase, people: People, wanted: Practice, first: int, rng: np.random.Generator
) -> Iterator[Case]:
    compiled = base.compiled
    answers = _read(base, people, rng)
    ages = _ages(people, rng)
    readings = [
        r
        for r, name in enumerate(compiled.readings)
        if wanted.examined or base.findings[name].who == "patient"
    ]
    for place in range(people.main.size):
        said = {compiled.readings[r]: _ANSWERS[int(answers[place, r] == PRESENT)] for r in readings}
        said |= {
            name: _ANSWERS[int(people.factors[place, x] == PRESENT)]
            for x, name in enumerate(compiled.factors)
        }
        said |= {
            name: Answer(compiled.options[q][people.attributes[place, q]])
            for q, name in enumerate(compiled.attributes)
        }
        luck = rng.random(len(said))
        about = Case(
            id=f"person-{first + place + 1}",
            age=float(ages[place]),
            sex=SEXES[int(people.sex[place])],
            setting=wanted.setting,
        )
        kept = {
            item: answer
            for (item, answer), u in zip(said.items(), luck, strict=True)
            if u >= wanted.missing and not impossible(item, about)
        }
        yield Case(
            id=about.id,
            age=about.age,
            sex=about.sex,
            setting=about.setting,
            answers=kept,
            gold=_gold(base, people, place),
            source={"citation": "Drawn from the model; not a patient"},
        )


def _gold(base: KnowledgeBase, people: People, place: int) -> Gold:
    names = (*base.compiled.causes, UNLISTED)
    company = tuple(names[c] for c in people.accompanying[place] if c >= 0)
    return Gold(names[int(people.main[place])], coexisting=company)


def _read(base: KnowledgeBase, people: People, rng: np.random.Generator) -> CodeArray:
    """Return what the usual reader of each finding says about the drawn facts."""
    model = base.compiled.model
    reader = [default_reader(base.findings[name]) for name in base.compiled.readings]
    given, otherwise = model.reading_yes[np.arange(len(reader)), reader].T
    yes = np.where(people.facts[:, model.reading_fact], given, otherwise)
    return np.asarray(rng.random(yes.shape) < yes, dtype=np.int8)


def _ages(people: People, rng: np.random.Generator) -> np.ndarray:
    first = np.array([YOUNGEST, *BAND_STARTS])
    after = np.array([*BAND_STARTS, ELDEST + 1])
    band = people.age_band
    return np.asarray(rng.integers(first[band], after[band]))
