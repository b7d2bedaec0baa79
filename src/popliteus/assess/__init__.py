"""One person: answers in, assessment out. Pure functions, no input and no output."""

from popliteus.assess.answers import Answer, answer_from
from popliteus.assess.assessment import assess
from popliteus.assess.case import Case, Gold, case_from_mapping
from popliteus.assess.interview import Interview
from popliteus.assess.result import Assessment
from popliteus.assess.told import Passage, Told

__all__ = [
    "Answer",
    "Assessment",
    "Case",
    "Gold",
    "Interview",
    "Passage",
    "Told",
    "answer_from",
    "assess",
    "case_from_mapping",
]
