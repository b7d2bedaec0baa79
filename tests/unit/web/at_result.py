"""Invented answers, the walk with them to the result, and how its page is read."""

from __future__ import annotations

import re

from tests.unit.web.conftest import Person

Say = dict[str, str]

CALM: Say = {
    "onset": "after-event", "mechanism": "new-or-more-exercise", "duration": "1-7-days",
    "course": "better", "relief": "rest", "kneecap-pain": "present",
    "activity-related-pain": "present", "brings-on": "stairs-squat-or-long-sitting",
}  # fmt: skip

COLD: Say = {"cold-foot": "present", "pale-or-blue-foot": "present", "onset": "seconds"}

HOT: Say = {
    "hot-knee": "present", "fever": "present", "cannot-move-knee": "present",
    "knee-swelling": "present", "onset": "hours", "duration": "1-7-days",
}  # fmt: skip


def through(person: Person, say: Say, age: str, sex: str, place: str, door: str = "patient") -> str:
    """Walk to the result and return its page."""
    person.start(door=door)
    person.walk(say)
    if door == "clinician":
        person.send(("age", age), ("sex", sex), ("setting", "primary_care"))
    else:
        person.about(age, sex)
    person.walk(say)
    person.send(("places", place))
    person.walk(say)
    assert person.where == "/result", person.where
    return person.page.text


def folded(page: str) -> str:
    """A page without anything that is folded."""
    while True:
        shorter = re.sub(r"<details(?:(?!<details).)*?</details>", "", page, flags=re.DOTALL)
        if shorter == page:
            return page
        page = shorter


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def trial(person: Person, *fields: tuple[str, str]) -> str:
    """Send the form that tries out other answers."""
    number = next(
        i for i, (action, _) in enumerate(person.form.forms)
        if action in {"/result/patient", "/result/clinician"}
    )  # fmt: skip
    return person.send(*fields, number=number).text
