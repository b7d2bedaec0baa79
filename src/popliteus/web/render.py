"""Views into HTML: what stands around a page, and the answer that holds it.

Every page gets a `Frame` and a typed view, and wears what `popliteus.web.look` makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from popliteus.assess.report import ANYWHERE
from popliteus.knowledge.records import Country
from popliteus.rules import Level
from popliteus.web.context import Here
from popliteus.web.kept import begun_as
from popliteus.web.look import environment
from popliteus.web.phone import Numbers, Piece, emergency_numbers, pieces
from popliteus.web.visit import Visit

#: Who answers for somebody younger is taken for a parent, as the rules for children are.
CHILD_BELOW = 16

#: Said on every page until it is no longer so, by level and by whom it concerns.
ALARMS = {
    (Level.EMERGENCY, "self"): "You need help now.",
    (Level.EMERGENCY, "other"): "This person needs help now.",
    (Level.EMERGENCY, "clinician"): "Emergency: act now.",
    (Level.URGENT_SAME_DAY, "self"): "Somebody should see you today.",
    (Level.URGENT_SAME_DAY, "other"): "Somebody should see this person today.",
    (Level.URGENT_SAME_DAY, "clinician"): "This patient needs an examination today.",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page.

    Attributes
    ----------
    title
        Title of the page, without our name.
    back
        Address of the page before; empty for none.
    visited
        Whether there are answers that can be erased.
    finished
        Whether every question was asked, so that the result is the last word.
    alarm
        What stands on every page when the answers ask for help today; empty otherwise.
    emergency
        Whether that alarm is one for now.
    clinician
        Whether a clinician answers, who is given no number to call.
    somebody_else
        Whether the questions are answered for another person, and who "you" is then.
    lost
        Whether earlier answers were gone when this visit began, and that is to be said.
    begun
        How the visit began, for forms.
    abroad
        Whom to call in each country, while it is not known which one it is; else empty.
    token
        Makes what a form must carry to be taken.
    """

    title: str
    back: str
    visited: bool
    finished: bool
    alarm: str
    emergency: bool
    clinician: bool
    somebody_else: bool
    you: str
    wrong: bool
    lost: bool
    begun: str
    country: Country
    abroad: tuple[Numbers, ...]
    token: Callable[[str], str]

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text with its numbers apart, so that they can be links."""
        return pieces(text, self.country)

    def numbers(self, text: str) -> tuple[Piece, ...]:
        """Return the numbers that a text names, each once, ready to be called."""
        found = {one.number: one for one in self.pieces(text) if one.number}
        return tuple(found.values())


def frame_for(
    here: Here, title: str, back: str = "", *, wrong: bool = False, country: str = ""
) -> Frame:
    """Return the frame of a page; `country` takes the place of the chosen one."""
    visit, base = here.visit, here.web.base
    chosen = country or country_in(here)
    countries = base.services.countries
    level = Level(visit.warned) if visit else Level.SELF_CARE
    who = visit.who if visit else "self"
    clinician = visit is not None and visit.door == "clinician"
    return Frame(
        title=title,
        back=back,
        visited=visit is not None,
        finished=visit is not None and visit.finished,
        alarm=ALARMS.get((level, "clinician" if clinician else who), ""),
        emergency=level == Level.EMERGENCY,
        clinician=clinician,
        somebody_else=who == "other" and not clinician,
        you=_you(visit) if visit and who == "other" and not clinician else "",
        wrong=wrong,
        lost=visit is not None and visit.lost and len(visit.trail) < 2,
        begun=begun_as(visit) if visit else "",
        country=countries.get(chosen, countries[ANYWHERE]),
        abroad=emergency_numbers(countries) if chosen == ANYWHERE else (),
        token=lambda address: here.web.token(here.browser, address),
    )


def _you(visit: Visit) -> str:
    """Return who "you" is when somebody answers for another person: most often a parent does.

    >>> _you(Visit(values={"age": 5}))
    'Answer for your child: “you” means the child.'
    """
    age = visit.values.get("age")
    if age is None:
        return (
            "Answer for the person who has the pain: “you” means that person, such as your child."
        )
    if age < CHILD_BELOW:
        return "Answer for your child: “you” means the child."
    return "Answer for the person who has the pain: “you” means that person."


def country_in(here: Here) -> str:
    """Return the country whose words a page has: the chosen one, else that of the server.

    Who chose another country than those listed has none, and is not given the server's.
    """
    if here.visit is None:
        return here.web.settings.country or ANYWHERE
    return here.visit.values.get("country") or ANYWHERE


def page(template: str, frame: Frame, status: int = 200, **values: object) -> HTMLResponse:
    """Return one page."""
    html = environment().get_template(template).render(frame=frame, **values)
    return HTMLResponse(html, status_code=status)
