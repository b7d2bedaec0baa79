"""Scores on vignettes: how often the list and the urgency are right, and how sure that is."""

from popliteus.evaluate.metrics import Metric, rank_of, share
from popliteus.evaluate.modes import Vignette
from popliteus.evaluate.run import Evaluation, Options, evaluate
from popliteus.evaluate.score import CaseScore
from popliteus.evaluate.values import to_dict

__all__ = [
    "CaseScore",
    "Evaluation",
    "Metric",
    "Options",
    "Vignette",
    "evaluate",
    "rank_of",
    "share",
    "to_dict",
]
