"""The first page of the library, and every page that is looked up by its address."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from popliteus.publish.pages.mains import FORM, Main
from popliteus.publish.pages.site import Entry
from popliteus.rules import Rule
from popliteus.web.context import Here, HereNow, library_of
from popliteus.web.library.around import around, around_entry
from popliteus.web.library.asks import Calculator
from popliteus.web.library.calculator import calculator
from popliteus.web.library.outcome import Outcome
from popliteus.web.library.shelf import EMERGENCY, HOME, URGENT, Library, address
from popliteus.web.look import environment
from popliteus.web.phone import Piece
from popliteus.web.render import Frame, frame_for, page

router = APIRouter()

#: The parts of the first page, and their pages: by key, or by address where it has no key.
_HOME = (
    (
        "About the pain",
        ("page:article", "page:causes", "page:rules", "page:treatments", "page:tests"),
    ),
    ("About popliteus", ("page:how", "page:how-well", "page:about", "privacy", "accessibility")),
    (
        "Numbers and words",
        ("page:evidence", "page:sources", "page:corrections", "page:changes", "page:words"),
    ),
)

#: The page before or after, as the component takes it.
Beside = dict[str, str]

#: Pages of the app that the plain site does not have.
_OWN = {
    "privacy": ("Privacy", "What is kept, for how long, and who can see it."),
    "accessibility": (
        "Accessibility",
        "What works for everybody, how we tested it, what we did not.",
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One page on the first page of the library."""

    address: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Cards:
    """One part of the first page of the library."""

    title: str
    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """A page that the plain site has as well: its main part around its form, if it has one."""

    first: str
    form: str
    second: str
    before: Beside | None
    after: Beside | None


@router.get(HOME)
def home(here: HereNow, request: Request) -> Response:
    """Show what there is to read."""
    library = library_of(request)
    view = tuple(Cards(title, tuple(_card(one, library) for one in ones)) for title, ones in _HOME)
    frame = frame_for(here, "Library")
    return page("library/home.html", frame, view=view, around=around(HOME))


def _card(name: str, library: Library) -> Card:
    if name in _OWN:
        return Card(f"{HOME}/{name}", *_OWN[name])
    main = library.main(library.mains.site.entry(name))
    return Card(address(main.entry.path), main.page.title, main.page.description)


@router.get(HOME + "/{path:path}")
def show(path: str, here: HereNow, request: Request) -> Response:
    """Show one page."""
    library = library_of(request)
    entry = library.at(f"{HOME}/{path}")
    if entry is None:
        raise HTTPException(404)
    rule = library.base.rules.get(entry.id) if entry.kind == "rule" else None
    form = calculator(rule, rule.scheme, library.base) if rule and rule.scheme else None
    return entry_page(here, library, entry, form)


def entry_page(
    here: Here,
    library: Library,
    entry: Entry,
    form: Calculator | None = None,
    outcome: Outcome | None = None,
) -> Response:
    """Return one page, with its form and what came out if it has one."""
    main = library.main(entry)
    wrong = form is not None and bool(form.errors)
    frame = frame_for(here, entry.title, wrong=wrong)
    first, _, second = _spoken(main.html, frame).partition(FORM)
    drawn = _form(library, form, outcome) if form else ""
    view = EntryView(first, drawn, second, *_beside(main))
    above = around_entry(entry, main.page.parents)
    return page("library/entry.html", frame, 422 if wrong else 200, view=view, around=above)


def _form(library: Library, form: Calculator, outcome: Outcome | None) -> str:
    """Return the form of a rule as HTML; the empty one is the same for everybody, and is kept."""
    name = form.rule.id
    empty = outcome is None and not form.errors
    if empty and name in library.forms:
        return library.forms[name]
    drawn = environment().get_template("library/form.html").render(view=form, outcome=outcome)
    if empty:
        library.forms[name] = drawn
    return drawn


def _spoken(html: str, frame: Frame) -> str:
    """Return a main part with the numbers to call of the reader's country, as links."""
    for mark, words in ((EMERGENCY, frame.country.emergency), (URGENT, frame.country.urgent)):
        html = html.replace(mark, Markup().join(map(_called, frame.pieces(words))))
    return html


def _called(piece: Piece) -> Markup:
    link = Markup('<a href="tel:{}">{}</a>')
    return link.format(piece.number, piece.text) if piece.number else escape(piece.text)


def _beside(main: Main) -> tuple[Beside | None, Beside | None]:
    """Return the page before and after in a list, as the component takes them.

    Pages about the library stand in no list.
    """
    if main.entry.kind == "page":
        return None, None
    both = (main.page.before, main.page.after)
    before, after = (
        {"labelText": one.title, "href": address(one.path)} if one else None for one in both
    )
    return before, after


def rule_of(library: Library, name: str) -> tuple[Entry, Rule]:
    """Return the page and the record of a published decision rule.

    Raises
    ------
    HTTPException
        There is none of this name.
    """
    rule = library.base.rules.get(name)
    entry = library.at(f"{HOME}/rules/{name}")
    if rule is None or rule.scheme is None or entry is None:
        raise HTTPException(404)
    return entry, rule
