"""One page with every component, filled in; tests look at it, the application does not have it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader

from popliteus.rules import Level
from popliteus.web.look import environment

HERE = Path(__file__).parent

LEVELS = (
    (Level.EMERGENCY, "Emergency: call an ambulance now"),
    (Level.URGENT_SAME_DAY, "Be seen today"),
    (Level.SOON_DAYS, "Be seen within a week"),
    (Level.ROUTINE_WEEKS, "Be seen within six weeks"),
    (Level.SELF_CARE, "Look after it yourself"),
)


@dataclass(frozen=True, slots=True)
class View:
    """What the sample shows."""

    levels: tuple[tuple[Level, str], ...] = LEVELS
    medicine: str = "Ibuprofen: ask first, because you take a blood thinner."
    error: str | None = None
    errors: tuple[dict[str, str], ...] = ()
    path: tuple[dict[str, str], ...] = ()
    rows: tuple[dict[str, object], ...] = (
        {
            "key": {"text": "Age"},
            "value": {"text": "54"},
            "actions": {"items": [{"href": "#age", "text": "Change", "visuallyHiddenText": "age"}]},
        },
        {"key": {"text": "Where it hurts"}, "value": {"text": "Back of the knee, calf"}},
    )
    table: tuple[list[dict[str, str]], ...] = (
        [
            {"header": "Test", "text": "Ultrasound of the veins"},
            {"header": "What it can show", "text": "Finds or excludes a clot"},
        ],
        [
            {"header": "Test", "text": "X-ray"},
            {"header": "What it can show", "text": "A break, or wear of the joint"},
        ],
    )


WRONG = View(
    error="Say what fits, or tick None of these",
    errors=(
        {"text": "Say what fits, or tick None of these", "href": "#signs"},
        {"text": "Say how thick your calf is, in cm", "href": "#calf"},
    ),
    path=({"text": "Start", "href": "#start"}, {"text": "Danger signs", "href": "#signs"}),
)


def page(view: View = View(), static: str = "/static") -> str:
    """Return the sample as HTML."""
    made = environment(static)
    assert made.loader is not None
    ours = made.overlay(loader=ChoiceLoader([FileSystemLoader(HERE), made.loader]))
    return ours.get_template("sample.html").render(view=view)
