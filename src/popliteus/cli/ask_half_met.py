"""Danger signs in ``popliteus ask`` that do not settle by themselves how fast help is needed."""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from popliteus.assess import Case
from popliteus.assess.half_met import danger_signs, half_met
from popliteus.knowledge import KnowledgeBase
from popliteus.wording.half_met import signs_told, what_fits


def say_half_met(console: Console, case: Case, base: KnowledgeBase, asked: Collection[str]) -> None:
    """Say what would make the signs of a page urgent, the unsure ones too, if anything would."""
    signs = [item for item in danger_signs(case, base, unsure=True) if item in asked]
    waiting = half_met(case, base, signs)
    if waiting:
        told = signs_told(case, base, signs)
        console.print(f"\n{told} That alone does not tell how fast help is needed.")
    for _, begins, lines in what_fits(waiting, "patient"):
        console.print(Text(f"{begins}:", style="bold"))
        for line in lines:
            console.print(Padding(Text(f"- {line}"), (0, 0, 0, 2)))
