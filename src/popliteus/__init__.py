"""What is causing the pain behind my knee, how urgent is it, and what should I do.

A library in five calls::

    base = popliteus.load()
    case = popliteus.case_from_mapping({"age": 45, "findings": {...}}, base)
    result = popliteus.assess(case, base)
    popliteus.Interview(base, case).next()
    popliteus.take_in(popliteus.Case(text="My calf is swollen."), base)  # a story: read it first
"""

import os

# The arrays are small: a second thread of the linear algebra costs several times more than it
# brings. It can only be said before numpy is imported, and whoever said it already is heeded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from popliteus.assess import Assessment, Case, Interview, assess, case_from_mapping
from popliteus.errors import CaseError, InputError, KnowledgeError, PopliteusError
from popliteus.knowledge import KnowledgeBase, load


def take_in(case: Case, knowledge: KnowledgeBase) -> Case:
    """Read the texts of a case and return it with what they say.

    `assess` reads no text itself. Answers that the case already has are never replaced.

    Parameters
    ----------
    case
        Its `text` and `clinician_text` are read; without either it comes back as it is.
    knowledge
        The knowledge base.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> case = popliteus.case_from_mapping({"text": "My calf is swollen."}, base)
    >>> popliteus.take_in(case, base).answers["calf-swelling"].value
    'present'
    """
    if not case.text and not case.clinician_text:
        return case
    from popliteus.intake import take_in as read  # only here: the tokenizer is slow to import

    return read(case, knowledge)


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
    "take_in",
]
