"""Scores on vignettes: how often the list and the urgency are right, and how sure that is."""

from popliteus.evaluate.metrics import Metric, rank_of, share
from popliteus.evaluate.run import CaseScore, Evaluation, evaluate

__all__ = ["CaseScore", "Evaluation", "Metric", "evaluate", "rank_of", "share"]
