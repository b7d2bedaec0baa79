"""In one's own words, and what was understood of them: nothing counts before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import Case, answer_from
from popliteus.assess.report import country_of, filled
from popliteus.assess.told import Passage, Told
from popliteus.assess.values import answer_value, plain
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Field, FormView, choices
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, case_of, left_open, put, told_of
from popliteus.web.visit import Offer, Visit
from popliteus.wording.told import name_for, quoted, said_as

router = APIRouter()

_TITLE = "Tell us in your own words"
_HINT = (
    "You can leave this empty. What is the trouble, since when, and what else is there? Leave out "
    "names and addresses. A program reads it that knows phrases and no more."
)
_SAID = {"present": "yes", "absent": "no", "unknown": "not sure"}


def _view(here: Here, form: Form | None = None) -> FormView:
    most = here.web.settings.longest_story
    text = form.get("text") if form else str(here.sure.values.get("text") or "")
    field = Field("text", "area", "What is the trouble?", hint=_HINT, value=text)
    if len(text) > most:
        field = field.wrong(f"Use at most {most:,} characters; there are {len(text):,}")
    return FormView(_TITLE, "/words", (field,))


def _page(here: Here, view: FormView, status: int = 200) -> Response:
    frame = frame_for(here, _TITLE, here.sure.back_from("/words"), wrong=bool(view.errors))
    return page("form.html", frame, status, view=view)


@router.get("/words")
def show(here: HereNow) -> Response:
    """Show the page."""
    return _page(here, _view(here))


@router.post("/words")
def save(here: HereNow, form: Posted) -> Response:
    """Read the words; what was confirmed of older words is taken back."""
    view = _view(here, form)
    if view.errors:
        return _page(here, view, 422)
    text = form.get("text").replace("\r\n", "\n").replace("\0", "")
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        if text != (visit.values.get("text") or ""):
            _read(visit, text, here)
        visit.finish("words")
        visit.went("/words")
        target = answered(visit, here.web.base, "/understood" if visit.left_open else "")
    return go(target)


def _read(visit: Visit, text: str, here: Here) -> None:
    """Read a story apart from the answers, so that what contradicts them is asked as well."""
    from popliteus.intake import take_in

    base = here.web.base
    for item in visit.origins:
        visit.findings.pop(item, None)
    visit.origins, visit.offers, visit.person, visit.left_open = [], {}, {}, {}
    visit.done = [one for one in visit.done if one != "understood"]
    visit.values["text"] = text
    if not text:
        return
    case = case_of(visit, base)
    read = take_in(Case(text=text, account="asked"), base)
    for item, words in read.told.origins.items():
        answer = read.answers[item]
        before = case.answers.get(item)
        if before is None or before.value != answer.value:
            value = answer_value(item, answer, base)
            visit.offers[item] = Offer(value, words.quote, words.span)
    if case.age is None and read.age is not None:
        visit.person["age"] = plain(read.age)
    if case.sex is None and read.sex is not None:
        visit.person["sex"] = read.sex
    told = replace(read.told, conflicts=_not_answered(read.told, case))
    visit.left_open = left_open(told)


def _not_answered(told: Told, case: Case) -> dict[str, tuple[Passage, ...]]:
    return {item: many for item, many in told.conflicts.items() if item not in case.answers}


def _offered(here: Here, form: Form | None = None) -> FormView:
    visit, base = here.sure, here.web.base
    fields = [
        _choice(key, f"{key.capitalize()}: {value}", "", visit, form)
        for key, value in visit.person.items()
    ]
    for item, offer in visit.offers.items():
        answer = answer_from(item, offer.value, base, "story")
        label = said_as(item, answer.value, answer.measured, base)
        hint = f"You wrote: {quoted(offer.quote)}"
        before = visit.findings.get(item)
        if before is not None and item not in visit.origins and isinstance(before, str):
            hint += f" Before that you answered: {_SAID.get(before, before)}."
        fields.append(_choice(item, label, hint, visit, form))
    intro = ["Nothing counts before you say that it is right."] if fields else []
    if not visit.left_open.get("about_leg", True):
        country = country_of(case_of(visit, base), base)
        intro.insert(0, filled(base.intake.elsewhere.patient, country))
    return FormView("What we understood", "/understood", tuple(fields), intro=tuple(intro))


def _choice(item: str, label: str, hint: str, visit: Visit, form: Form | None) -> Field:
    given = ""
    if form is not None:
        given = form.get(item)
    elif "understood" in visit.done:
        right = item in visit.origins or visit.values.get(item) == visit.person.get(item, item)
        given = "right" if right else "wrong"
    pairs = [("right", "This is right"), ("wrong", "This is wrong: leave it out")]
    field = Field(item, "radios", label, hint=hint, choices=choices(pairs, [given]))
    if form is not None and given not in {"right", "wrong"}:
        field = field.wrong(f"Say whether this is right: {label}")
    return field


def _show_offered(here: Here, view: FormView, status: int = 200) -> Response:
    visit, base = here.sure, here.web.base
    told = told_of(visit)
    frame = frame_for(here, view.title, "/words", wrong=bool(view.errors))
    names = [name_for(item, base) for item in (*told.conflicts, *told.uncertain)]
    asides = [
        f"{name_for(item, base)}: {why}  {quoted(words.quote)}" for item, words, why in told.asides
    ]
    missed = [quoted(one.quote) for one in told.not_understood]
    return page(
        "understood.html", frame, status, view=view, open=names, asides=asides, missed=missed
    )


@router.get("/understood")
def show_understood(here: HereNow) -> Response:
    """Show what was read, thing by thing."""
    if not here.sure.left_open:
        return go("/words")
    return _show_offered(here, _offered(here))


@router.post("/understood")
def save_understood(here: HereNow, form: Posted) -> Response:
    """Keep what is right; what is wrong is left out and may be asked later."""
    view = _offered(here, form)
    if view.errors:
        return _show_offered(here, view, 422)
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        for item in _wrong(visit, form):
            if item in visit.origins:
                visit.origins.remove(item)
                visit.findings.pop(item, None)
        right = {item: one.value for item, one in visit.offers.items() if form.get(item) == "right"}
        put(visit, right, here.web.base)
        visit.origins = list(dict.fromkeys([*visit.origins, *right]))
        for key, value in visit.person.items():
            if form.get(key) == "right":
                visit.values[key] = value
            elif visit.values.get(key) == value:
                visit.values[key] = None
        visit.finish("understood")
        visit.went("/understood")
        target = answered(visit, here.web.base)
    return go(target)


def _wrong(visit: Visit, form: Form) -> Iterator[str]:
    return (item for item in visit.offers if form.get(item) == "wrong")
