"""How far the questions have come: counted, and from what was measured and what is set."""

from __future__ import annotations

import re

from popliteus import KnowledgeBase
from popliteus.publish.views.how_well import evaluation
from popliteus.web.questions import MEDICINES
from popliteus.wording.progress import progress_line
from tests.unit.web.at_result import CALM
from tests.unit.web.conftest import Person


def caption(person: Person) -> str:
    found = re.search(r'<p class="nhsuk-caption-l">(.*?)</p>', person.page.text)
    return found[1] if found else ""


def to_questions(person: Person, text: str = "") -> None:
    person.begin()
    person.send(("text", text))
    if person.where == "/understood":
        number = [action for action, _ in person.form.forms].index("/understood")
        person.send(("all", "right"), number=number)
    person.calm()
    person.about("30", "male")
    person.send(("places", "front-of-knee"))


def measured(name: str, base: KnowledgeBase) -> int:
    danger = sum(page.danger for page in base.questionnaire.pages)
    pages: float = evaluation()["sets"][name]["metrics"]["pages_median"]["value"]
    return round(pages) - danger


def test_every_page_of_questions_says_which_it_is_and_how_many_there_may_be(
    person: Person, knowledge: KnowledgeBase
) -> None:
    to_questions(person)
    usual, most = measured("interview", knowledge), knowledge.settings.most_pages
    assert 0 < usual < most
    first = person.where
    said: list[str] = []
    while person.where.startswith("/questions/"):
        said.append(caption(person))
        _, hidden = person.form.forms[-1]
        items = [value for name, value in hidden if name == "item"]
        if any(one["name"] == "ticked" for one in person.form.inputs):
            person.send(("ticked", "none"))
        else:
            person.send(*((item, CALM.get(item, "unknown")) for item in items))
    assert said == [progress_line(number, usual, most) for number in range(1, len(said) + 1)]
    assert len(said) > 3
    person.open(first)
    assert caption(person) == said[0]


def test_after_a_story_fewer_are_usual(person: Person, knowledge: KnowledgeBase) -> None:
    to_questions(person, "My knee has hurt for three days when I climb stairs.")
    told = measured("told", knowledge)
    assert told < measured("interview", knowledge)
    assert f"About {told} was usual" in caption(person)


def test_danger_pages_and_questions_about_medicines_are_not_counted(person: Person) -> None:
    person.start()
    assert caption(person).startswith("Danger signs: page 1 of ")
    person.walk(CALM)
    person.about("30", "male")
    person.send(("places", "front-of-knee"))
    person.walk(CALM)
    person.send(number=[action for action, _ in person.form.forms].index("/medicines"))
    assert person.where.startswith("/questions/")
    assert caption(person) == MEDICINES


def test_no_line_counts_past_the_end() -> None:
    lines = [progress_line(page, 11, 15) for page in range(1, 16)]
    assert all("It is never more than 15." in one for one in lines[:10])
    assert [re.findall("At most (.*) more", one) for one in lines[10:14]] == [
        ["4"],
        ["3"],
        ["2"],
        ["1"],
    ]
    assert lines[14].endswith("This is the last one.")
