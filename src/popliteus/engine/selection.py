"""Which page of questions is worth most next.

What this module is
    The score of a page: how much its answers are expected to lower the triage loss and the
    entropy of the main cause, for what it costs the person to answer.

What it is not
    It does not decide when to stop, which pages are always asked, or who may answer them.

Model
    score = answered x (expected fall in triage loss, in needless same-day visits, + expected
    fall in the entropy of the main cause, in bits) / burden. The boxes of one page are taken
    together, with the errors of the answers; `popliteus.engine.outlook` says how.

Letters used for shapes
    Y outcomes of a page (2 to the number of boxes), J measures of `Restricted`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.inference import Posterior
from popliteus.engine.model import PATIENT, READERS, UNKNOWN, CodeArray, FloatArray, IntArray, Model
from popliteus.engine.outlook import Outlook, outlook_of
from popliteus.engine.restricted import entropy_bits, triage_loss
from popliteus.errors import AnswerError

#: Boxes on one page; 2 to this power outcomes are weighed.
MOST_BOXES = 6


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions.

    Attributes
    ----------
    kind : {"boxes", "attribute", "factors"}
    items : tuple of int
        Up to six readings or factors, or the one attribute. Those already answered count nothing.
    burden : float
        What the page costs the person, above 0; 1 is an ordinary question.
    answered : float
        P(the person can answer), above 0, at most 1.
    reader : int
        Who would answer, index into `READERS`.

    Raises
    ------
    AnswerError
        On making one outside these limits.
    """

    kind: Literal["boxes", "attribute", "factors"]
    items: tuple[int, ...]
    burden: float = 1.0
    answered: float = 1.0
    reader: int = PATIENT

    def __post_init__(self) -> None:
        """Check the limits."""
        most = 1 if self.kind == "attribute" else MOST_BOXES
        if not 1 <= len(set(self.items)) == len(self.items) <= most:
            msg = f"a page of kind {self.kind!r} has items {self.items}; expected 1 to {most} of it"
            raise AnswerError(msg)
        if not (self.burden > 0.0 and 0.0 < self.answered <= 1.0):
            msg = (
                f"a page has burden {self.burden} and answered {self.answered}; "
                "expected a burden above 0 and a probability in (0, 1]"
            )
            raise AnswerError(msg)
        if not 0 <= self.reader < len(READERS):
            msg = f"a page has reader {self.reader}; expected an index into {READERS}"
            raise AnswerError(msg)


@dataclass(frozen=True, slots=True, eq=False)
class PageScores:
    """Scores in the order of the pages.

    Attributes
    ----------
    score : float64 array, shape (pages,)
        answered x (triage_fall + gain_bits) / burden; never negative.
    triage_fall : float64 array, shape (pages,)
        Expected fall in triage loss if answered, in needless same-day visits.
    gain_bits : float64 array, shape (pages,)
        Expected fall in the entropy of the main cause if answered, in bits.
    uncovered : float
        Posterior mass of the hypotheses that were not looked at.
    """

    score: FloatArray
    triage_fall: FloatArray
    gain_bits: FloatArray
    uncovered: float


def score_pages(
    model: Model, evidence: Evidence, found: Posterior, pages: Sequence[Page]
) -> PageScores:
    """Score every page by what its answers are expected to change.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known so far.
    found
        `posterior(model, evidence)`.
    pages
        Pages that could come next.

    Returns
    -------
    PageScores
        A page whose items are all answered scores 0.

    Raises
    ------
    AnswerError
        An item is not in the model.

    Examples
    --------
    The scan settles more than the sign, and both together more than either.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> nothing = evidence_of(toy)
    >>> pages = [Page("boxes", (0,)), Page("boxes", (1,)), Page("boxes", (0, 1))]
    >>> score_pages(toy, nothing, posterior(toy, nothing), pages).gain_bits.round(3)
    array([0.113, 0.146, 0.156])
    """
    outlook = outlook_of(model, evidence, found)
    falls = _falls(model, _measures(outlook, pages))
    worth = np.array([page.answered / page.burden for page in pages])
    return PageScores(
        score=worth * falls.sum(axis=1),
        triage_fall=falls[:, 0],
        gain_bits=falls[:, 1],
        uncovered=outlook.kept.uncovered,
    )


def _falls(model: Model, by_page: Sequence[FloatArray]) -> FloatArray:
    """Return the expected falls in triage loss and in entropy: shape (pages, 2)."""
    if not by_page:
        return np.empty((0, 2))
    # All pages side by side: a page alone is too little work for what each array step costs.
    measures = np.hstack(by_page)
    first = np.cumsum([0, *(page.shape[1] for page in by_page[:-1])])
    # The state before the answer is the sum over answers, so rounding cannot favour looking.
    before = np.add.reduceat(measures, first, axis=1)
    mains = model.n_causes + 1
    now = triage_loss(model, before), entropy_bits(before, mains)
    later = triage_loss(model, measures), entropy_bits(measures, mains)
    total = before[:mains].sum(axis=0)
    falls = [
        (one - np.add.reduceat(then, first)) / total for one, then in zip(now, later, strict=True)
    ]
    return np.asarray(np.maximum(0.0, np.column_stack(falls)))


def _measures(outlook: Outlook, pages: Sequence[Page]) -> list[FloatArray]:
    """Return the measures after each outcome of each page: shape (J, Y) each."""
    asked = [(page, _open_items(outlook, page)) for page in pages]
    boxes = [(items, page.reader) for page, items in asked if page.kind == "boxes"]
    factors = [items for page, items in asked if page.kind == "factors"]
    values = (outlook.after_attribute(page.items[0]) for page in pages if page.kind == "attribute")
    made = {
        "boxes": iter(outlook.after_boxes(boxes)),
        "factors": iter(outlook.after_factors(factors)),
        "attribute": values,
    }
    return [next(made[page.kind]) for page in pages]


def _open_items(outlook: Outlook, page: Page) -> list[int]:
    """Return the items of a page that are not known yet."""
    evidence = outlook.evidence
    known: CodeArray | IntArray = evidence.answers
    if page.kind != "boxes":
        known = evidence.factors if page.kind == "factors" else evidence.attributes
    _check_items(page, known.size)
    return [item for item in page.items if known[item] == UNKNOWN]


def _check_items(page: Page, size: int) -> None:
    bad = [item for item in page.items if not 0 <= item < size]
    if bad:
        msg = f"a page of kind {page.kind!r} has item {bad[0]}; expected 0 to {size - 1}"
        raise AnswerError(msg)
