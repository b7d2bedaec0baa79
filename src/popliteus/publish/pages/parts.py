"""What a page is made of: its contents, a group of a list, and a text that is made late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from popliteus.publish.pages.words import slug


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page is made of besides its frame."""

    template: str
    description: str
    reviewed: str
    given: Mapping[str, object] = field(default_factory=dict)
    sorts: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One part of a list: a title, a note, and what stands in it."""

    title: str
    items: tuple[tuple[object, str], ...]
    note: str = ""

    @property
    def anchor(self) -> str:
        """The name of its heading's anchor."""
        return slug(self.title)


class Later:
    """A text that is made where it stands, so that sources are numbered in their order."""

    def __init__(self, make: Callable[[], Markup]) -> None:
        self._make = make

    def __html__(self) -> str:
        """Make it: what the template engine calls to print it."""
        return str(self._make())
