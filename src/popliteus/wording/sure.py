"""How sure we are so far, in words, while somebody still answers."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.assess.so_far import SoFar
from popliteus.rules import Level


@dataclass(frozen=True, slots=True)
class SureView:
    """How sure we are.

    Attributes
    ----------
    causes
        A sentence on what it may be; it names no cause, so that nobody answers towards one.
    urgency
        A sentence on how urgent it is.
    """

    causes: str
    urgency: str


def sure_view(so_far: SoFar) -> SureView:
    """Return how sure we are so far.

    Examples
    --------
    >>> sure_view(SoFar(first=0.7, fitting=2, level=Level.ROUTINE_WEEKS, settled=True)).causes
    'One cause fits clearly better than all others.'
    """
    words = (
        (0.65, "One cause fits clearly better than all others."),
        (0.4, "One cause fits best, but it may still be another."),
        (0.2, "A few causes fit about as well as each other."),
        (0.0, "Many causes still fit. It is too early to say."),
    )
    causes = next(text for least, text in words if so_far.first >= least)
    if so_far.odd:
        causes = "Your answers do not fit any cause that we know well."
    return SureView(causes, _urgency(so_far))


def _urgency(so_far: SoFar) -> str:
    urgent = so_far.level >= Level.URGENT_SAME_DAY
    if urgent and so_far.settled:
        return "You need help soon, whatever else you answer. The questions can wait."
    if urgent:
        return "So far we cannot rule out something that should be seen today. More answers help."
    if so_far.settled:
        return "How soon to be seen will probably not change much."
    return "How soon to be seen can still change."
