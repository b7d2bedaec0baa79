"""What can be taken from a result: one page as PDF, and a text to copy into a record.

`take_away` is the view for ``takeaway.html``, which the page of the result includes.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess.result import Assessment, Audience
from popliteus.knowledge import KnowledgeBase
from popliteus.web.context import Here, HereNow
from popliteus.wording.handover import record, summary

router = APIRouter()

#: The name under which a browser keeps the page. It says nothing of the person or the result.
FILE_NAME = "popliteus-summary.pdf"


@dataclass(frozen=True, slots=True)
class TakeAway:
    """What can be taken away.

    Attributes
    ----------
    sheet, sheet_words
        Address of the one-page PDF, and what it is called.
    file
        Address of the result for programs.
    text, text_words
        The same summary as plain text, and what it is for.
    """

    sheet: str
    sheet_words: str
    file: str
    text: str
    text_words: str


def take_away(result: Assessment, base: KnowledgeBase) -> TakeAway:
    """Return what can be taken from a result, for its audience.

    Examples
    --------
    >>> import popliteus
    >>> base = popliteus.load()
    >>> take_away(popliteus.assess(popliteus.Case(age=40), base), base).sheet
    '/result/patient/summary.pdf'
    """
    patient = result.audience == "patient"
    return TakeAway(
        sheet=f"/result/{result.audience}/summary.pdf",
        sheet_words="Get one page for the doctor (PDF)" if patient else "One-page summary (PDF)",
        file=f"/result/{result.audience}.json",
        text=record(summary(result, base)),
        text_words="Text for a form or an email to the doctor"
        if patient
        else "Text for the record",
    )


@router.get("/result/summary.pdf")
def sheet(here: HereNow) -> Response:
    """Return one page in the words of whoever answers."""
    return _sheet(here, here.sure.door)


@router.get("/result/patient/summary.pdf")
def patient_sheet(here: HereNow) -> Response:
    """Return one page for a patient to show to a doctor."""
    return _sheet(here, "patient")


@router.get("/result/clinician/summary.pdf")
def clinician_sheet(here: HereNow) -> Response:
    """Return one page for a colleague."""
    return _sheet(here, "clinician")


def _sheet(here: Here, audience: Audience) -> Response:
    from popliteus.paper import pdf  # the typesetter is large, and most people take no page away

    base = here.web.base
    result, _ = here.web.results.of(here.browser, here.sure, audience)
    return Response(
        pdf(summary(result, base)),
        media_type="application/pdf",
        headers={"content-disposition": f'attachment; filename="{FILE_NAME}"'},
    )
