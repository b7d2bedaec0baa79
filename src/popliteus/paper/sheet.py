"""The one-page PDF: the summary as data for our template, and the typesetter that reads it.

The template reads what people wrote as data. It is never part of a program, so nothing in it can
run. The typesetter gets no folder, no font of the machine, no clock and no network: the same
summary gives the same bytes anywhere.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Final

import typst

from popliteus.errors import PopliteusError
from popliteus.paper.letters import UNKNOWN, printable
from popliteus.wording.handover import Summary
from popliteus.wording.handover.shorten import shortened

#: Characters of the story: the longest with which all else fits the page is taken.
STORIES = (1_600, 1_000, 600, 350, 200)

#: What stands in each column, besides the story; advice and questions go below the shorter one.
COLUMNS = (
    ("complaint", "history", "found", "background", "danger", "fired"),
    ("causes", "causes_note", "scores", "tests", "needless", "cautions", "medicines"),
)

#: PDF/UA-1: tagged, with title and language, so that it can be read aloud. Standards for archives
#: ask for a date, and a result has none.
STANDARD: Final = "ua-1"

#: Where exceptions live that say that the compiled part stopped; they are no `Exception`.
PANIC = "pyo3_runtime"

_TURN = Lock()


def pdf(one: Summary) -> bytes:
    """Return a summary as one page of A4.

    Parameters
    ----------
    one
        From `popliteus.wording.handover.summary`.

    Raises
    ------
    PopliteusError
        The typesetter refused the page. What people wrote is not in the message.

    Examples
    --------
    >>> import popliteus
    >>> from popliteus.wording.handover import summary
    >>> base = popliteus.load()
    >>> pdf(summary(popliteus.assess(popliteus.Case(age=40), base), base))[:5]
    b'%PDF-'
    """
    inputs = {"data": json.dumps(data(one), ensure_ascii=False)}
    try:
        made = _set(inputs)
    except typst.TypstError as error:
        raise PopliteusError("The page could not be set. Nothing was written.") from error
    except BaseException as error:
        if type(error).__module__ != PANIC:
            raise
        raise PopliteusError("The typesetter stopped. Nothing was written.") from error
    if not isinstance(made, bytes):
        raise PopliteusError("The typesetter made no page. Nothing was written.")
    return made


def _set(inputs: dict[str, str]) -> object:
    """Set one page. One after the other: the typesetter cannot serve two at a time."""
    with _TURN:
        return _typesetter().compile(
            input=_template(), format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD]
        )


def data(one: Summary) -> dict[str, object]:
    """Return what the template reads: plain values, every letter of which can be printed."""
    lengths = [*dict.fromkeys(shortened(one.story, most) for most in STORIES)]
    first, end, more = one.action.partition(". ")
    values = asdict(one) | {
        "level": one.level.word,
        "steps": one.level.value + 1,
        "action_first": f"{first}{end.strip()}",
        "action_more": more,
        "standing": f"popliteus: decision support, not a diagnosis; {one.review}",
        "title": "Summary for a doctor or nurse" if one.patient else "Clinical summary",
        "stories": [{"text": short.text, "cut": short.cut} for short in lengths],
        "written": len(one.story),
        "unknown": UNKNOWN if UNKNOWN in printable(one.story) else "",
    }
    left, right = (sum(_length(values[key]) for key in column) for column in COLUMNS)
    values["asked_first"] = left + len(lengths[0].text) <= right
    del values["story"]
    return {key: _clean(value) for key, value in values.items()}


def _length(value: object) -> int:
    """Return about how much room a value takes."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list | tuple):
        return sum(_length(one) for one in value)
    return len(value) + 2 if isinstance(value, str) else 0


def _clean(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


@cache
def _typesetter() -> typst.Compiler:
    """Return the typesetter. There is one, because each new one keeps some memory for good."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return files("popliteus.paper").joinpath("sheet.typ").read_bytes()
