"""The table of published numbers: which rows, in which order, and which part of them.

What this module is
    `Query` reads the parameters of an address, `selected` answers it. Everything works by links
    and one form without a script. The parameters name records and kinds of study, never a person.

What it is not
    No HTML. Values that nobody offers are left out, so that an old link still shows a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from popliteus.assess.words import capital
from popliteus.publish.pages.numbers import QUANTITIES
from popliteus.publish.views.evidence import Line

#: Rows on one page.
ROWS = 50

ADDRESS = "/library/evidence"

#: What can be chosen: name of the parameter, its label, and how a row's value is found.
FILTERS: Mapping[str, tuple[str, Callable[[Line], str]]] = {
    "kind": ("About", lambda line: line.row.kind),
    "quantity": ("What was measured", lambda line: line.row.quantity),
    "grade": ("How sure", lambda line: line.row.grade),
    "use": ("What we do with it", lambda line: line.row.use),
    "again": ("Read a second time", lambda line: line.row.second_reading),
    "record": ("Record", lambda line: line.row.record),
}

_GRADES = ("high", "moderate", "low", "very_low")

#: Columns that can be sorted by, and what by: a number, then a text.
SORTS: Mapping[str, tuple[str, Callable[[Line], tuple[float, str]]]] = {
    "name": ("What", lambda line: (0, line.name.casefold())),
    "value": ("Value", lambda line: (line.row.value, "")),
    "people": ("In whom", lambda line: (line.row.n or 0, line.row.population)),
    "grade": ("Grade", lambda line: (_GRADES.index(line.row.grade), "")),
    "source": ("Source", lambda line: (0, line.row.citation.casefold())),
}

#: Orders that the form offers, and what they are called.
ORDERS = (
    ("", "As in our files"),
    ("name", "What it is about, from A to Z"),
    ("value", "Value, the smallest first"),
    ("-value", "Value, the largest first"),
    ("-people", "People, the most first"),
    ("grade", "The surest first"),
    ("source", "Source, from A to Z"),
)

#: Words for values that are kept as one word.
_WORDS = {
    "causes": "Causes",
    "findings": "Signs and tests",
    "factors": "Risks",
    "rules": "Decision rules",
    "treatments": "Treatments",
    "tests": "Tests",
    "facts": "Facts",
    "attributes": "The pain itself",
    "high": "High",
    "moderate": "Moderate",
    "low": "Low",
    "very_low": "Very low",
    "parameter": "It enters the model",
    "check": "The model is held against it",
    "shown": "It is only shown",
    "agrees": "Second reader found the same",
    "not seen": "Second reader could not see it",
    "not read again": "Not read a second time",
}


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody wants to see of the table."""

    chosen: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    down: bool = False
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Query:
        """Return the query of an address.

        >>> Query.read({"kind": "causes", "sort": "-value", "page": "2"})
        Query(chosen=(('kind', 'causes'),), sort='value', down=True, page=2)
        >>> Query.read({"page": "-3", "sort": "nonsense"}) == Query()
        True
        """
        page, sort = given.get("page", ""), given.get("sort", "")
        return cls(
            chosen=tuple((name, given[name][:100]) for name in FILTERS if given.get(name)),
            sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "",
            down=sort.startswith("-") and sort.removeprefix("-") in SORTS,
            page=int(page) if re.fullmatch(r"[1-9][0-9]{0,5}", page) else 1,
        )

    @property
    def order(self) -> str:
        """What it is sorted by, as an address says it: a minus in front means downwards."""
        return f"-{self.sort}" if self.down else self.sort

    def value(self, name: str) -> str:
        """Return what was chosen for a filter; empty for everything."""
        return dict(self.chosen).get(name, "")

    def address(self, path: str = ADDRESS) -> str:
        """Return the address of this query.

        >>> Query((("kind", "causes"),), sort="value").address()
        '/library/evidence?kind=causes&sort=value'
        """
        given = dict(self.chosen)
        if self.sort:
            given["sort"] = self.order
        if self.page > 1:
            given["page"] = str(self.page)
        return f"{path}?{urlencode(given)}" if given else path

    def at_page(self, page: int) -> str:
        """Return the address of another part of the same rows."""
        return replace(self, page=page).address()

    def without(self, name: str) -> str:
        """Return the address of the same query without one filter."""
        left = tuple(pair for pair in self.chosen if pair[0] != name)
        return replace(self, chosen=left, page=1).address()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its name, where sorting by it leads, and how it is sorted now."""

    name: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of the form above the table, with what can be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str

    @property
    def items(self) -> list[dict[str, object]]:
        """Return the options as the component takes them."""
        return [
            {"value": value, "text": words, "selected": value == self.chosen}
            for value, words in self.options
        ]


@dataclass(frozen=True, slots=True)
class Table:
    """The part of the table that is shown."""

    query: Query
    rows: tuple[Line, ...]
    found: int
    all: int
    first: int
    pages: int
    heads: tuple[Head, ...]
    choices: tuple[Choice, ...]
    record: str

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1

    def beside(self, step: int) -> dict[str, str] | None:
        """Return the part before (-1) or after (1), as the component takes it."""
        page = self.query.page + step
        if not 1 <= page <= self.pages:
            return None
        said = f"Page {page} of {self.pages}"
        return {"labelText": said, "href": f"{self.query.at_page(page)}#table"}


def selected(lines: Iterable[Line], query: Query) -> list[Line]:
    """Return all rows that a query asks for, in its order."""
    found = [
        line
        for line in lines
        if all(FILTERS[name][1](line) == value for name, value in query.chosen)
    ]
    if query.sort:
        found.sort(key=SORTS[query.sort][1], reverse=query.down)
    return found


def table(lines: Iterable[Line], query: Query) -> Table:
    """Return the part of the table that is shown, with what can be chosen.

    A filter that fits no row at all is dropped, and a page after the last is the last.
    """
    known = list(lines)
    offered = {name: {of(line) for line in known} for name, (_, of) in FILTERS.items()}
    chosen = tuple((name, value) for name, value in query.chosen if value in offered[name])
    query = replace(query, chosen=chosen)
    found = selected(known, query)
    pages = max(1, -(-len(found) // ROWS))
    query = replace(query, page=min(query.page, pages))
    first = (query.page - 1) * ROWS
    rows = tuple(found[first : first + ROWS])
    return Table(
        query=query,
        rows=rows,
        found=len(found),
        all=len(known),
        first=first + 1 if rows else 0,
        pages=pages,
        heads=tuple(_head(name, query) for name in SORTS),
        choices=(
            *(
                Choice(name, label, (("", "All"), *_choices(offered[name])), query.value(name))
                for name, (label, _) in FILTERS.items()
                if name != "record"
            ),
            Choice("sort", "In which order", ORDERS, query.order),
        ),
        record=next((line.name for line in known if line.row.record == query.value("record")), ""),
    )


def _head(name: str, query: Query) -> Head:
    now = query.sort == name
    down = now and not query.down
    said = ("descending" if query.down else "ascending") if now else ""
    return Head(SORTS[name][0], replace(query, sort=name, down=down, page=1).address(), said)


def _choices(values: set[str]) -> tuple[tuple[str, str], ...]:
    order = [*_WORDS, *QUANTITIES]
    return tuple((value, word(value)) for value in sorted(values, key=order.index))


def word(value: str) -> str:
    """Return what a value of a row is called.

    >>> word("very_low"), word("lr_positive")
    ('Very low', 'Positive likelihood ratio')
    """
    return _WORDS.get(value) or capital(QUANTITIES[value])
