"""In one's own words, and what was understood of them: nothing counts before it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from popliteus.assess import Case, answer_from
from popliteus.assess.report import country_of, filled
from popliteus.assess.told import Passage, Told
from popliteus.assess.values import answer_value, plain
from popliteus.assess.words import capital
from popliteus.web.context import Form, GoneError, Here, HereNow, Posted, go
from popliteus.web.fields import Field, FormView, choices
from popliteus.web.kept import Kept, KeptRoute
from popliteus.web.render import frame_for, page
from popliteus.web.talk import answered, case_of, goes_on, left_open, put, told_of
from popliteus.web.visit import Offer, Visit
from popliteus.wording.told import name_for, quoted, said_as

router = APIRouter(route_class=KeptRoute)

_TITLE = "In your own words"
_HINT = (
    "You can leave this empty. Say where it hurts, since when, and what else you notice. Leave out "
    "names and addresses. A program reads it. It knows many phrases, and it can be wrong."
)
#: What can be said of each thing that was read.
RIGHT, OTHER, WRONG = "right", "other", "wrong"
_OPPOSITE = {"present": "absent", "absent": "present"}
_SAID = {"present": "yes", "absent": "no", "unknown": "not sure"}


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read in a story: the form to confirm it, and what could not be read for sure."""

    form: FormView
    uncertain: tuple[str, ...]
    asides: tuple[str, ...]
    missed: tuple[str, ...]


def _view(here: Here, form: Form | None = None) -> FormView:
    most = here.web.settings.longest_story
    text = form.get("text") if form else str(here.sure.values.get("text") or "")
    field = Field("text", "area", "What is wrong, and how did it begin?", hint=_HINT, value=text)
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
def save(here: Kept, form: Posted) -> Response:
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
        _choice(key, f"{capital(key)}: {value}", "", visit, form)
        for key, value in visit.person.items()
    ]
    for item, offer in visit.offers.items():
        answer = answer_from(item, offer.value, base, "story")
        label = said_as(item, answer.value, answer.measured, base)
        hint = f"You wrote: {quoted(offer.quote)}."
        before = visit.findings.get(item)
        if before is not None and item not in visit.origins and isinstance(before, str):
            hint += f" Before that you answered: {_SAID.get(before, before)}."
        fields.append(_choice(item, capital(label), hint, visit, form))
    intro = ["Nothing counts before you say that it is right."] if fields else []
    if not visit.left_open.get("about_leg", True):
        country = country_of(case_of(visit, base), base)
        intro.insert(0, filled(base.intake.elsewhere.patient, country))
    return FormView("What we understood", "/understood", tuple(fields), intro=tuple(intro))


def _choice(item: str, label: str, hint: str, visit: Visit, form: Form | None) -> Field:
    given = form.get(item) if form else _confirmed(item, visit)
    pairs = [(RIGHT, "This is right")]
    opposite = _opposite(item, visit)
    if opposite:
        pairs.append((OTHER, f"The other way round: {_SAID[opposite]}"))
    pairs.append((WRONG, "Leave it out"))
    field = Field(item, "radios", label, hint=hint, choices=choices(pairs, [given]))
    if form is not None and given not in {value for value, _ in pairs}:
        field = field.wrong(f"Say whether this is right: {label}")
    return field


def _opposite(item: str, visit: Visit) -> str:
    """Return the other answer to something that is yes or no; empty for anything else."""
    offer = visit.offers.get(item)
    return _OPPOSITE.get(offer.value, "") if offer and isinstance(offer.value, str) else ""


def _confirmed(item: str, visit: Visit) -> str:
    """Return what was said of an item before; empty when nothing was."""
    if "understood" not in visit.done:
        return ""
    if item in visit.origins or visit.values.get(item) == visit.person.get(item, item):
        return RIGHT
    opposite = _opposite(item, visit)
    return OTHER if opposite and visit.findings.get(item) == opposite else WRONG


def _show_offered(here: Here, form: FormView, status: int = 200) -> Response:
    visit, base = here.sure, here.web.base
    told = told_of(visit)
    view = Understood(
        form=form,
        uncertain=tuple(
            capital(name_for(item, base)) for item in (*told.conflicts, *told.uncertain)
        ),
        asides=tuple(
            f"{capital(name_for(item, base))}: {why}  {quoted(words.quote)}"
            for item, words, why in told.asides
        ),
        missed=tuple(quoted(one.quote) for one in told.not_understood),
    )
    frame = frame_for(here, form.title, "/words", wrong=bool(form.errors))
    return page("understood.html", frame, status, view=view)


@router.get("/understood")
def show_understood(here: HereNow) -> Response:
    """Show what was read, thing by thing."""
    if not here.sure.left_open:
        return go("/words")
    return _show_offered(here, _offered(here))


@router.post("/understood")
def save_understood(here: Kept, form: Posted) -> Response:
    """Keep what is right; what is wrong is left out and may be asked later."""
    if not here.sure.left_open:
        return go(goes_on(here.sure, here.web.base))
    view = _offered(here, form)
    if view.errors:
        return _show_offered(here, view, 422)
    with here.web.store.change(here.browser) as visit:
        if visit is None:
            raise GoneError
        _confirm(visit, form, here)
        visit.finish("understood")
        visit.went("/understood")
        target = answered(visit, here.web.base)
    return go(target)


def _confirm(visit: Visit, form: Form, here: Here) -> None:
    """Count what is right, turn round what is the other way round, leave out what is wrong."""
    said = {item: form.get(item) for item in (*visit.offers, *visit.person)}
    for item in visit.origins:
        if said[item] != RIGHT:
            visit.findings.pop(item, None)
    right = {item: one.value for item, one in visit.offers.items() if said[item] == RIGHT}
    turned = {item: _opposite(item, visit) for item in visit.offers if said[item] == OTHER}
    put(visit, {**right, **turned}, here.web.base)
    visit.origins = [*right]
    for key, value in visit.person.items():
        if said[key] == RIGHT:
            visit.values[key] = value
        elif visit.values.get(key) == value:
            visit.values[key] = None
