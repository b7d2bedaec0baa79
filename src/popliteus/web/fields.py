"""Forms as values: fields, choices and errors, for templates and for reading what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from popliteus.wording.sure import SureView

Kind = Literal["radios", "checkboxes", "text", "area", "select"]

_NOTHING = Markup()
_HOW = Markup(
    '<details class="pop-inner"><summary>How to check'
    '<span class="nhsuk-u-visually-hidden">: {}</span></summary><p>{}</p>{}</details>'
)
_NUMBERED = Markup('<span class="pop-number" aria-hidden="true">{}</span> <span>{}</span>')


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be ticked.

    Attributes
    ----------
    apart
        Whether it stands below the others, after a word between.
    only
        Whether it says that none of the others is true: a script unticks them.
    number
        Stands for it on a drawing beside the list.
    picture
        A figure that stands below it.
    how
        How to find out, for who cannot tell at once: folded, and the picture with it.
    """

    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    apart: bool = False
    only: bool = False
    number: str = ""
    picture: Markup = _NOTHING
    how: str = ""

    @property
    def item(self) -> dict[str, object]:
        """The choice as the components of the look take it."""
        found: dict[str, object] = {"value": self.value, "checked": self.chosen}
        found |= (
            {"html": _NUMBERED.format(self.number, self.label)}
            if self.number
            else {"text": self.label}
        )
        if self.hint:
            found["hint"] = self.hint
        if self.only:
            found["behaviour"] = "exclusive"
        below = _HOW.format(self.label, self.how, self.picture) if self.how else self.picture
        if below:
            found["conditional"] = {"html": below}
        return found


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `picture` is a figure that stands before what can be chosen."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    value: str = ""
    error: str = ""
    number: bool = False
    picture: Markup = _NOTHING

    @property
    def items(self) -> list[dict[str, object]]:
        """Return the choices as the components of the look take them."""
        if self.kind == "select":
            return [
                {"value": one.value, "text": one.label, "selected": one.chosen}
                for one in self.choices
            ]
        found: list[dict[str, object]] = []
        for number, one in enumerate(self.choices, start=1):
            if one.apart and number > 1 and not self.choices[number - 2].apart:
                found.append({"divider": "or"})
            found.append({"id": f"{self.name}-{number}", **one.item})
        return found

    @property
    def first(self) -> str:
        """Id of the element that takes the focus when there is an error."""
        return f"{self.name}-1" if self.kind in {"radios", "checkboxes"} else self.name

    def wrong(self, error: str) -> Field:
        """Return the field with what is wrong with it."""
        return replace(self, error=error)


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is asked."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class FormView:
    """One page with one form; `sure` says how sure we are so far, between questions."""

    title: str
    action: str
    fields: tuple[Field, ...]
    caption: str = ""
    intro: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    whys: tuple[Why, ...] = ()
    button: str = "Continue"
    sure: SureView | None = None

    @property
    def errors(self) -> tuple[Field, ...]:
        """Fields with something wrong."""
        return tuple(one for one in self.fields if one.error)

    @property
    def pictured(self) -> bool:
        """Whether a drawing stands on the page."""
        return any(one.picture or any(c.picture for c in one.choices) for one in self.fields)

    @property
    def error_list(self) -> list[dict[str, str]]:
        """What is wrong, each with a link to its field."""
        return [{"text": one.error, "href": f"#{one.first}"} for one in self.errors]

    @property
    def alone(self) -> bool:
        """Whether the only question is the title as well, so that it is said once."""
        one = self.fields[0] if len(self.fields) == 1 else None
        return one is not None and one.label == self.title and one.kind in {"radios", "checkboxes"}


def choices(
    pairs: Sequence[tuple[str, str]],
    chosen: Sequence[str] = (),
    apart: Sequence[str] = (),
    only: Sequence[str] = (),
) -> tuple[Choice, ...]:
    """Return choices from values and labels."""
    return tuple(
        Choice(value, label, chosen=value in chosen, apart=value in apart, only=value in only)
        for value, label in pairs
    )
