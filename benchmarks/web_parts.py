"""Choosing a question and drawing its page, apart: ``python -m benchmarks.web_parts``."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import popliteus
from popliteus import KnowledgeBase
from popliteus.assess.question_page import QuestionPage
from popliteus.assess.so_far import so_far
from popliteus.web import Settings
from popliteus.web.context import Here, Web
from popliteus.web.limits import Limiter
from popliteus.web.questions import Asked, view_of
from popliteus.web.render import frame_for, page
from popliteus.web.results import Results
from popliteus.web.store import Store
from popliteus.web.talk import interview_of, put, upcoming
from popliteus.web.visit import Visit

ROUNDS = 5


def moments(base: KnowledgeBase) -> list[tuple[Visit, QuestionPage]]:
    """Return a visit at each question that had to be chosen, with that question."""
    visit = Visit.begun("patient", "self", "GB")
    visit.values.update(age=45, sex="female")
    found: list[tuple[Visit, QuestionPage]] = []
    while (asked := upcoming(visit, base)) is not None and visit.next_step is not None:
        if not asked.danger:
            found.append((Visit.from_json(visit.to_json()), asked))
        options = {box.id: [value for value, _ in box.choices] for box in asked.boxes}
        put(visit, {k: "absent" if "absent" in v else v[0] for k, v in options.items()}, base)
        visit.history.append(visit.next_step)
        visit.changed()
    return found


def times(knowledge: str | None) -> dict[str, float]:
    """Return medians in milliseconds, on the clock and of the processor."""
    base = popliteus.load(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder, "web.sqlite3"))
        codes, results = Limiter(1, time.time), Results(base, time.time)
        web = Web(base, settings, Store(settings), codes, codes, results)
        asked = moments(base)

        def choose(visit: Visit, _: QuestionPage) -> object:
            return interview_of(visit, base).next()

        def sure(visit: Visit, _: QuestionPage) -> object:
            return so_far(interview_of(visit, base).case, base)

        def draw(visit: Visit, one: QuestionPage) -> object:
            here = Here(web, "somebody", visit, "/questions/9")
            view = view_of(Asked(9, one, {}, visit, base))
            return page("form.html", frame_for(here, view.title), view=view)

        return {"questions": len(asked)} | {
            f"{name}_{unit}": value
            for name, work in (("choose", choose), ("sure", sure), ("draw", draw))
            for unit, value in zip(("ms", "cpu"), _median(work, asked), strict=True)
        }


def _median(
    work: Callable[[Visit, QuestionPage], object], asked: list[tuple[Visit, QuestionPage]]
) -> tuple[float, float]:
    wall, cpu = [], []
    for number in range(ROUNDS + 1):
        for one in asked:
            began, used = time.perf_counter(), time.thread_time()
            work(*one)
            if number:  # the first round fills what is kept
                wall.append(time.perf_counter() - began)
                cpu.append(time.thread_time() - used)
    return 1e3 * statistics.median(wall), 1e3 * statistics.median(cpu)


if __name__ == "__main__":
    print(json.dumps(times(sys.argv[1] if len(sys.argv) > 1 else None)))
