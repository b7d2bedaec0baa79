"""A page of the interview as a form, and what came back as answers.

A page of boxes is check boxes with "none of these" and "I am not sure about some": what is not
ticked is "no" only when the person has said so. A single box, an attribute and a contradiction
are radio buttons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from popliteus.assess.question_page import CONFLICTS, Box, QuestionPage
from popliteus.assess.questions import record_of
from popliteus.assess.words import capital
from popliteus.knowledge import KnowledgeBase
from popliteus.publish.views.how_well import usual_pages
from popliteus.web.context import Form
from popliteus.web.fields import Choice, Field, FormView, Why, choices
from popliteus.web.pictures import pictures_for
from popliteus.web.visit import Visit
from popliteus.wording.progress import progress_line

NONE = "none"
UNSURE = "unsure"
MEDICINES = "About medicines"
TICKED = "ticked"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the interview in a visit: its place and the answers given before."""

    number: int
    page: QuestionPage
    given: Mapping[str, str]
    visit: Visit
    base: KnowledgeBase

    @property
    def address(self) -> str:
        """Address of the page. It says which number it is, not what it is about."""
        return f"/questions/{self.number}"

    @property
    def pictures(self) -> dict[str, Markup]:
        """The figures of the page, each with the item after which it stands."""
        clinician = self.visit.door == "clinician"
        return pictures_for([box.id for box in self.page.boxes], self.base, clinician=clinician)

    @property
    def single(self) -> bool:
        """Whether each box is a question of its own, with radio buttons."""
        page = self.page
        return page.kind == "attribute" or page.id == CONFLICTS or len(page.boxes) == 1


def view_of(asked: Asked, form: Form | None = None) -> FormView:
    """Return the form, with errors when something came back."""
    page = asked.page
    if asked.single:
        fields = tuple(_radios(box, asked, form) for box in page.boxes)
    else:
        fields = (_boxes(asked, form),)
    alone = len(page.boxes) == 1
    return FormView(
        title=page.boxes[0].ask if alone else page.title,
        action=asked.address,
        fields=fields,
        caption=_caption(asked),
        hidden=(("page", page.id), *(("item", box.id) for box in page.boxes)),
        whys=tuple(
            Why("" if alone else capital(_name(box.id, asked.base)), box.why) for box in page.boxes
        ),
    )


def _caption(asked: Asked) -> str:
    pages = [one.id for one in asked.base.questionnaire.pages if one.danger]
    if not asked.page.danger:
        return _progress(asked, pages)
    if asked.page.id not in pages:
        return "Danger signs"
    return f"Danger signs: page {pages.index(asked.page.id) + 1} of {len(pages)}"


def _progress(asked: Asked, danger: Sequence[str]) -> str:
    """Return how far the questions after the danger pages have come; nothing where none is told."""
    visit, most = asked.visit, asked.base.settings.most_pages
    before = visit.history[: asked.number]
    page = 1 + sum(one.page not in {*danger, CONFLICTS} for one in before)
    if asked.page.id == CONFLICTS or page > most:
        return ""
    if visit.medicines and asked.number == len(visit.history):
        return MEDICINES
    return progress_line(
        page, usual_pages("told" if visit.left_open else "interview", len(danger)), most
    )


def _name(item: str, base: KnowledgeBase) -> str:
    record = record_of(item, base)
    return getattr(record, "lay_name", record.name)


def _radios(box: Box, asked: Asked, form: Form | None) -> Field:
    given = form.get(box.id) if form else asked.given.get(box.id, "")
    field = Field(
        box.id,
        "radios",
        box.ask,
        hint=f"{box.hint} {box.how}".strip(),
        choices=choices(box.choices, [given], ["unknown"]),
        picture=asked.pictures.get(box.id, Markup()),
    )
    if form is not None and given not in {value for value, _ in box.choices}:
        field = field.wrong("Choose an answer, or “I am not sure”")
    return field


def _boxes(asked: Asked, form: Form | None) -> Field:
    page, base = asked.page, asked.base
    chosen = form.all(TICKED) if form else _before(asked)
    pictures = asked.pictures
    offered = [
        Choice(
            box.id,
            capital(_name(box.id, base)),
            hint=f"{box.ask} {box.hint}".strip(),
            chosen=box.id in chosen,
            how=box.how,
            picture=pictures.get(box.id, Markup()),
        )
        for box in page.boxes
    ]
    for value, label in ((NONE, "None of these"), (UNSURE, "I am not sure about some of these")):
        only = value == NONE
        offered.append(Choice(value, label, chosen=value in chosen, apart=True, only=only))
    field = Field(
        TICKED,
        "checkboxes",
        page.title,
        hint="Tick everything that is true.",
        choices=tuple(offered),
    )
    if form is None:
        return field
    if not chosen or not {*chosen} <= {one.value for one in offered}:
        return field.wrong("Tick what is true, or “None of these”")
    if NONE in chosen and len(chosen) > 1:
        return field.wrong("“None of these” cannot be ticked together with something else")
    return field


def _before(asked: Asked) -> list[str]:
    if not asked.given:
        return []
    chosen = [item for item, value in asked.given.items() if value == "present"]
    if "unknown" in asked.given.values():
        chosen.append(UNSURE)
    return chosen or [NONE]


def answers_of(asked: Asked, form: Form) -> dict[str, object]:
    """Return the answers of a form without errors."""
    boxes = asked.page.boxes
    if asked.single:
        return {box.id: form.get(box.id) for box in boxes}
    ticked = form.all(TICKED)
    rest = "unknown" if UNSURE in ticked else "absent"
    return {box.id: "present" if box.id in ticked else rest for box in boxes}


def unsure_view(asked: Asked, form: Form | None = None) -> FormView:
    """Return the page that asks which of the boxes without a tick somebody is not sure about."""
    page = asked.page
    open_boxes = [box for box in page.boxes if asked.given.get(box.id) == "unknown"]
    chosen = form.all(TICKED) if form else []
    pairs = [(box.id, capital(_name(box.id, asked.base))) for box in open_boxes]
    field = Field(
        TICKED,
        "checkboxes",
        "Which of these are you not sure about?",
        hint="We take the others as “no”.",
        choices=choices([*pairs, (NONE, "None: all of these are “no”")], chosen, [NONE], [NONE]),
    )
    if form is not None:
        known = {*(value for value, _ in pairs), NONE}
        if not chosen or not {*chosen} <= known:
            field = field.wrong("Tick what you are not sure about")
        elif NONE in chosen and len(chosen) > 1:
            field = field.wrong("Tick what you are not sure about, or “None”, not both")
    return FormView(field.label, f"{asked.address}/unsure", (field,), caption=page.title)


def unsure_answers(asked: Asked, form: Form) -> dict[str, object]:
    """Return the answers of that page."""
    ticked = form.all(TICKED)
    return {
        box.id: "unknown" if box.id in ticked else "absent"
        for box in asked.page.boxes
        if asked.given.get(box.id) == "unknown"
    }
