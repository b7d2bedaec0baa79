"""The arithmetic of popliteus: numbers in, probabilities out. numpy only, no medicine."""

from popliteus.engine.evidence import Evidence, evidence_of
from popliteus.engine.inference import Posterior, posterior, posterior_many
from popliteus.engine.model import ABSENT, PRESENT, UNKNOWN, Model, Spread

__all__ = [
    "ABSENT",
    "PRESENT",
    "UNKNOWN",
    "Evidence",
    "Model",
    "Posterior",
    "Spread",
    "evidence_of",
    "posterior",
    "posterior_many",
]
