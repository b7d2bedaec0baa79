"""Mistakes that `test_checks.py` plants in how stories are read."""

from __future__ import annotations

from popliteus import KnowledgeBase
from tests.planting import Planted
from tests.unit.knowledge.planted import plants, sub


@plants("KB139")
def pattern_that_starts_without_end(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"'more and more.b'", r"'(?:ever |still )*more and more'")
    return "intake.yaml", None


@plants("KB139")
def part_that_starts_without_end(base: Planted, _: KnowledgeBase) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"took.which took.for. .\{0,4\}", "took|which took|for) )*")
    return "intake.yaml", None


@plants("KB123")
def given_up_and_nothing_says_how_long_it_counts(
    base: Planted, _: KnowledgeBase
) -> tuple[str, int | None]:
    sub(base, "intake.yaml", r"^  steroid-tablets: 731\n", "")
    return "intake.yaml", base.line_of("intake.yaml", "  gave-up-steroid-tablets:")
