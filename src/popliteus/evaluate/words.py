"""What the metrics are called, in which order they stand, and how their values are written."""

from __future__ import annotations

import math

from popliteus.evaluate.metrics import Metric

MEANINGS = {
    "top_1": "gold diagnosis first",
    "top_3": "gold diagnosis among the first three",
    "top_5": "gold diagnosis among the first five",
    "ndcg_5": "gain of the first five (1 is ideal)",
    "in_list": "gold diagnosis in the list that is shown",
    "list_length": "causes shown (mean)",
    "list_f1": "F1 of the list that is shown (mean)",
    "triage_exact": "level exactly the gold level",
    "triage_accepted": "level within what careful raters gave",
    "triage_under": "level below all raters",
    "triage_over": "level above all raters",
    "safety": "level not below the raters",
    "safety_strict": "level not below the gold level",
    "urgent_found": "same day or emergency, of those that are",
    "emergency_sensitivity": "emergency, of those that are",
    "self_care_recall": "home care, of those for which it is right",
    "red_flags_found": "danger findings in the result, of those stated",
    "brier_first": "squared error of the first-listed probability",
    "brier_first_prior": "the same, with the prior of that cause",
    "brier_all": "squared error over all causes",
    "brier_all_prior": "the same, of the prior alone",
    "log_score": "log of the gold probability (mean, nats)",
    "log_score_prior": "the same, of the prior alone",
    "calibration_error": "of the first-listed, five bins of equal size",
    "calibration_error_if_perfect": "the same by chance alone (5th to 95th percentile)",
    "calibration_slope": "1 is right, below 1 is overconfident",
    "calibration_intercept": "0 is right, below 0 is overconfident",
    "calibration_error_one_right": "error, where one cause alone counts as right",
    "calibration_error_if_perfect_one_right": "the same by chance alone",
    "calibration_slope_one_right": "slope, where one cause alone counts as right",
    "pages_median": "pages asked (median)",
    "pages_mean": "pages asked (mean)",
    "boxes_median": "single questions asked (median)",
    "boxes_mean": "single questions asked (mean)",
    "pertinent_recall": "of what the case states, was asked",
    "answer_sheets": "cases with an answer sheet",
}

_PROBABILITIES = (
    "brier_first", "brier_first_prior", "brier_all", "brier_all_prior", "log_score",
    "log_score_prior", "calibration_error", "calibration_error_if_perfect", "calibration_slope",
    "calibration_intercept", "calibration_error_one_right",
    "calibration_error_if_perfect_one_right", "calibration_slope_one_right",
)  # fmt: skip

#: Titles and names of the tables.
GROUPS = {
    "Ranking": ("top_1", "top_3", "top_5", "ndcg_5", "in_list", "list_length", "list_f1"),
    "Urgency": (
        "triage_exact", "triage_accepted", "triage_under", "triage_over", "safety",
        "safety_strict", "urgent_found", "emergency_sensitivity", "self_care_recall",
        "red_flags_found",
    ),
    "Interview": (
        "pages_median", "pages_mean", "boxes_median", "boxes_mean", "pertinent_recall",
        "answer_sheets",
    ),
    "Probabilities": _PROBABILITIES,
    "Probabilities for the set's own mix of causes": tuple(
        f"{name}_shifted" for name in ("top_1", "top_3", "top_5", *_PROBABILITIES)
    ),
}  # fmt: skip

#: Names of the levels, short enough for the head of a column.
LEVEL_NAMES = ("home care", "routine", "days", "same day", "emergency")

#: Metrics that are no shares: digits after the point.
_DIGITS = {"list_length": 1, "pages_median": 0, "pages_mean": 1, "boxes_median": 0, "boxes_mean": 1}


def shown(name: str, metric: Metric) -> tuple[str, str]:
    """Return a value and its interval as text.

    >>> shown("top_1", Metric(0.705, 0.622, 0.777, 129))
    ('70.5%', '62.2% to 77.7%')
    >>> shown("brier_all_shifted", Metric(0.4, 0.35, 0.45, 129))
    ('0.400', '0.350 to 0.450')
    """
    name = name.removesuffix("_shifted")
    if metric.n == 0 or math.isnan(metric.value):
        return "-", "-"
    digits = _DIGITS.get(name, 3 if name in (*_PROBABILITIES, "ndcg_5", "list_f1") else None)
    if digits is None:
        return f"{metric.value:.1%}", f"{metric.low:.1%} to {metric.high:.1%}"
    return (
        f"{metric.value:.{digits}f}",
        f"{metric.low:.{digits}f} to {metric.high:.{digits}f}",
    )
