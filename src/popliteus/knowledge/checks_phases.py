"""Checks on programmes of exercises: phases, when to go on and back, and how often.

What this module is
    Each exercise has phases or a reason for having none, and each phase says when to go on and
    when to go back. How often is a published figure like others where it has a source: it is read
    a second time (``at: PHASE/NUMBER OF THE STEP`` or ``at: programme`` in ``qc/``).

What it is not
    Whether a programme is right for a person: the cautions of its treatment say that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from popliteus.knowledge.checks import Check, Checked, Problem
from popliteus.knowledge.second import doses_of, second_readings, unread_doses


def phases(checked: Checked) -> Iterator[Problem]:
    """KB135: an exercise has phases or says why not; a phase says when to go on and back."""
    for name, one in checked.base.treatments.items():
        if one.kind != "exercise":
            continue
        file = f"treatments/{name}.yaml"
        if bool(one.phases) == bool(one.no_phases):
            yield checked.problem(
                "KB135", file, ("no_phases",) if one.phases else ("kind",),
                "says why it has no phases, and has some" if one.phases else "has no phases",
                "give it phases, or say in no_phases why not",
            )  # fmt: skip
        for place, phase in enumerate(one.phases):
            wrong = [key for key in ("go_on_if", "back_if") if not getattr(phase, key)]
            if phase.id in {other.id for other in one.phases[:place]}:
                wrong.append("an id of its own")
            if wrong:
                yield checked.problem(
                    "KB135", file, ("phases", place),
                    f"the phase {phase.id} lacks {' and '.join(wrong)}",
                    "say when a person goes on, and when they go back or do less",
                )  # fmt: skip


def doses(checked: Checked) -> Iterator[Problem]:
    """KB115, KB116: how often was read twice alike in its source; unread is a warning."""
    twins = second_readings(checked.folder)
    for name, one in checked.base.treatments.items():
        file = f"treatments/{name}.yaml"
        unread = unread_doses(one, twins)
        for at, dose in doses_of(one).items():
            if at in unread:
                continue
            second = twins[file, at]
            if cast("Mapping[str, object]", second.entry.get("as") or {}) != dose.numbers:
                yield checked.problem(
                    "KB116", file, ("phases",),
                    f"{at}: first reading {dict(dose.numbers)}, second {second.read!r}",
                    "read the source together; keep the story under disagreements",
                )  # fmt: skip
        if unread:
            yield checked.problem(
                "KB115", file, ("phases",),
                f"how often has no second reading: {', '.join(unread)}",
                f"let somebody who has not seen the numbers read them, and keep that in qc/{file}",
                level="warning",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (phases, doses)
