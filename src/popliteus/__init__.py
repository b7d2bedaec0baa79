"""What is causing the pain behind my knee, how urgent is it, and what should I do.

A library in four calls::

    base = popliteus.load()
    case = popliteus.case_from_mapping({"age": 45, "findings": {...}}, base)
    result = popliteus.assess(case, base)
    popliteus.Interview(base, case).next()
"""

import os

# The arrays are small: a second thread of the linear algebra costs several times more than it
# brings. It can only be said before numpy is imported, and whoever said it already is heeded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from popliteus.assess import Assessment, Case, Interview, assess, case_from_mapping
from popliteus.errors import CaseError, InputError, KnowledgeError, PopliteusError
from popliteus.knowledge import KnowledgeBase, load

__all__ = [
    "Assessment",
    "Case",
    "CaseError",
    "InputError",
    "Interview",
    "KnowledgeBase",
    "KnowledgeError",
    "PopliteusError",
    "assess",
    "case_from_mapping",
    "load",
]
