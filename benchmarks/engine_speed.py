"""How long each step of the engine takes: ``python -m benchmarks.engine_speed``.

What this module is
    Median times of every step of an assessment at full size (33 causes, 100 facts, 60 answers),
    of a made-up model that is harder than the real one. For whoever works on the engine.

What it is not
    A test, or what ``make bench`` prints. Nothing here asserts a time.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.timing import median_ms
from popliteus.engine import UNKNOWN, Evidence, Model, posterior
from popliteus.engine.arbitrary import FULL_SIZE, arbitrary_evidence, arbitrary_model
from popliteus.engine.explain import explain
from popliteus.engine.hypotheses import hypotheses_of
from popliteus.engine.selection import Page, score_pages
from popliteus.engine.simulate import draw_people
from popliteus.engine.surprise import surprise
from popliteus.engine.telling import most_telling


def full_size() -> tuple[Model, Evidence]:
    """Return a model of the size of the first release and a person with 60 known readings."""
    model = arbitrary_model(1, FULL_SIZE)
    # Every cause active enough to accompany every other: the largest enumeration there is.
    model = replace(model, active=np.clip(model.active, 0.006, None))
    evidence = arbitrary_evidence(model, 2, answered=1.0)
    answers = np.where(np.arange(evidence.answers.size) < 60, evidence.answers, UNKNOWN)
    attributes = np.where(np.arange(evidence.attributes.size) < 4, evidence.attributes, UNKNOWN)
    return model, replace(
        evidence, answers=answers, attributes=attributes, age_band=2, sex=0, setting=0
    )


def pages_of(model: Model) -> list[Page]:
    """Return about 30 pages: boxes by one, three and six, attributes, factors."""
    unasked = range(60, len(model.readings) - 6, 3)
    boxes = [
        Page("boxes", tuple(range(first, first + (1, 3, 6)[place % 3])))
        for place, first in enumerate(unasked)
    ]
    values = [Page("attribute", (item,)) for item in range(4, len(model.attributes))]
    return [*boxes, *values, Page("factors", (0, 1, 2))]


def engine_times() -> dict[str, float]:
    """Return milliseconds by step."""
    model, evidence = full_size()
    found = posterior(model, evidence)
    pages = pages_of(model)
    readings = range(60, len(model.readings))
    listed = hypotheses_of(model)
    return {
        f"posterior, {listed.n_sets} sets": median_ms(lambda: posterior(model, evidence)),
        f"score {len(pages)} pages": median_ms(lambda: score_pages(model, evidence, found, pages)),
        "explain all causes": median_ms(lambda: explain(model, evidence, found)),
        f"after each answer to {len(readings)} questions": median_ms(
            lambda: most_telling(model, evidence, found, readings=readings)
        ),
        "surprise": median_ms(lambda: surprise(model, evidence)),
        "draw 20 000 people": median_ms(
            lambda: draw_people(model, 20_000, setting=0, seed=1), repeats=3
        ),
    }


def main() -> None:
    """Print the times."""
    for step, milliseconds in engine_times().items():
        print(f"{step:45} {milliseconds:9.2f} ms")


if __name__ == "__main__":
    main()
