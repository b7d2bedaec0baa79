"""Scores of many vignettes, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from popliteus.evaluate.metrics import Metric, mean, median, share
from popliteus.evaluate.score import URGENT, CaseScore, place
from popliteus.knowledge.records import LEVELS

Test = Callable[[CaseScore], bool]


def metrics_of(scores: Sequence[CaseScore]) -> dict[str, Metric]:
    """Return every metric of ranking and urgency, and of the interview where there was one."""
    return {**_ranking(scores), **_urgency(scores), **_interview(scores)}


def _share(test: Test, scores: Sequence[CaseScore]) -> Metric:
    return share(sum(test(case) for case in scores), len(scores))


def _ranking(scores: Sequence[CaseScore]) -> dict[str, Metric]:
    found = {
        f"top_{k}": share(sum(case.within(k) for case in scores), len(scores)) for k in (1, 3, 5)
    }
    found["ndcg_5"] = mean([case.ndcg for case in scores])
    found["in_list"] = _share(lambda case: case.within(max(len(case.listed), 1)), scores)
    found["list_length"] = mean([float(len(case.listed)) for case in scores])
    found["list_f1"] = mean([case.f1 for case in scores])
    return found


def _urgency(scores: Sequence[CaseScore]) -> dict[str, Metric]:
    triaged = [case for case in scores if case.gold_triage is not None]
    urgent = [case for case in triaged if case.gold_triage in URGENT]
    now = [case for case in triaged if case.gold_triage == "emergency"]
    home = [case for case in triaged if case.gold_triage == "self_care"]
    stated = sum(len(case.stated) for case in scores)
    return {
        "triage_exact": _share(lambda case: case.triage == case.gold_triage, triaged),
        "triage_accepted": _share(lambda case: not case.under and not case.over, triaged),
        "triage_under": _share(lambda case: case.under, triaged),
        "triage_over": _share(lambda case: case.over, triaged),
        "safety": _share(lambda case: not case.under, triaged),
        "safety_strict": _share(lambda case: not case.below_gold, triaged),
        "urgent_found": _share(lambda case: case.triage in URGENT, urgent),
        "emergency_sensitivity": _share(lambda case: case.triage == "emergency", now),
        "self_care_recall": _share(lambda case: case.triage == "self_care", home),
        "red_flags_found": share(sum(len(case.flagged) for case in scores), stated),
    }


def _interview(scores: Sequence[CaseScore]) -> dict[str, Metric]:
    asked = [case.asked for case in scores if case.asked is not None]
    if not asked:
        return {}
    pages = [float(one.pages) for one in asked]
    boxes = [float(one.boxes) for one in asked]
    wanted = sum(len(one.wanted) for one in asked)
    return {
        "pages_median": median(pages),
        "pages_mean": mean(pages),
        "boxes_median": median(boxes),
        "boxes_mean": mean(boxes),
        "pertinent_recall": share(sum(len(one.found) for one in asked), wanted),
        "answer_sheets": share(sum(one.sheet for one in asked), len(asked)),
    }


def triage_matrix(scores: Sequence[CaseScore]) -> tuple[tuple[int, ...], ...]:
    """Return how often each level was given: rows are gold levels, columns given ones.

    Both in the order self_care, routine_weeks, soon_days, urgent_same_day, emergency.
    """
    counts = [[0] * len(LEVELS) for _ in LEVELS]
    for case in scores:
        if case.gold_triage is not None:
            counts[place(case.gold_triage)][place(case.triage)] += 1
    return tuple(tuple(row) for row in counts)
