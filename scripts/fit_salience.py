"""Fit the salience of signs to the people judged whole, and write it down.

Reads ``knowledge/elicitation/whole``, writes ``knowledge/salience.yaml``. No vignette is read.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

import popliteus
from popliteus.evaluate.whole_cases import LEAST, Task, sharpness_of, task_of, whole_cases

ROOT = Path(__file__).resolve().parents[1]

#: Error of a judged cell on the logit scale, between that of facts and of tables in model.yaml.
ERROR = 0.7

BECAUSE = (
    "Judgement: fitted to what one automated rater, who was shown no vignette, believed of people"
    " told in a few signs (docs/adr/0025-salience-from-whole-cases.md); raters of one kind, counted"
    " as one."
)


def main(arguments: list[str] | None = None) -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    given = parser.parse_args(arguments)
    base = popliteus.load(given.knowledge)
    print("reading the people", file=sys.stderr)
    people = list(whole_cases(base))
    print(f"one posterior for each of {len(people)}", file=sys.stderr)
    sharpness = sharpness_of(people)
    task = task_of(people, base, ERROR, sharpness)
    weights = fitted(task)
    place = given.knowledge / "salience.yaml"
    text = "\n".join(lines(task, sharpness, weights, base.compiled.causes))
    place.write_text(text + "\n", encoding="utf-8")
    print(f"{(np.abs(weights) >= LEAST).sum()} weights in {place}")
    return 0


def fitted(task: Task) -> np.ndarray:
    """Return the weights at the optimum: shape (X, C)."""
    shape = (task.told.shape[1], task.before.shape[1])

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        loss, slope = task.loss(flat.reshape(shape))
        return loss, slope.ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x.reshape(shape))


def lines(task: Task, sharpness: float, weights: np.ndarray, causes: tuple[str, ...]) -> list[str]:
    """Return the file."""
    rows = [
        "# yaml-language-server: $schema=schema/salience.schema.json",
        "#",
        "# What it adds that somebody chose to tell a sign. Written by scripts/fit_salience.py.",
        "schema: 1",
        f'because: "{BECAUSE}"',
        f"people: {len(task.told)}",
        f"error: {task.error}",
        f"sharpness: {sharpness}",
    ]
    above: tuple[str, ...] = ()
    for sign, row in zip(task.signs, np.round(weights, 2), strict=True):
        for depth in range(len(sign) - 1):
            if sign[: depth + 1] != above[: depth + 1]:
                rows.append(f"{'  ' * depth}{sign[depth]}:")
        above = sign
        cells = ", ".join(
            f"{cause}: {value:g}"
            for cause, value in zip(causes, row, strict=True)
            if abs(value) >= LEAST
        )
        if cells:
            rows.append(f"{'  ' * (len(sign) - 1)}{sign[-1]}: {{{cells}}}")
    return rows


if __name__ == "__main__":
    sys.exit(main())
