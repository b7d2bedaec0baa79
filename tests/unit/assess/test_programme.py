"""How a programme of exercises begins: in the plan, its words and its JSON."""

from __future__ import annotations

from popliteus import KnowledgeBase
from popliteus.assess.plan import Item
from popliteus.assess.programme import begin
from popliteus.assess.shapes import item_values
from popliteus.assess.starts import Start
from popliteus.wording.plan import _exercise


def item(knowledge: KnowledgeBase, name: str) -> Item:
    one = knowledge.treatments[name]
    return Item(
        one.id, one.lay_name, one.what, one.how, ("gout",), Start("today"), begin=begin(one)
    )


def test_the_first_phase_is_said_with_what_ends_it(knowledge: KnowledgeBase) -> None:
    one = knowledge.treatments["night-stretching"]
    _, words = _exercise([item(knowledge, one.id)], patient=True)
    first, *later = one.phases
    for text in (first.name, first.goal, first.steps[0].how, first.steps[0].often):
        assert text in words
    for text in (*first.go_on_if, *first.back_if, *(phase.name for phase in later)):
        assert text in words
    assert later[0].steps[0].how not in words, "only the first phase"
    assert f"about {one.programme_weeks} weeks" in words


def test_when_to_stop_is_said_with_the_exercise(knowledge: KnowledgeBase) -> None:
    one = knowledge.treatments["calf-loading"]
    _, words = _exercise([item(knowledge, one.id)], patient=True)
    assert all(text in words for text in one.stop_if)


def test_an_exercise_without_phases_is_one_line(knowledge: KnowledgeBase) -> None:
    one = item(knowledge, "stay-active-back")
    assert len(list(_exercise([one], patient=True))) == 1
    assert item_values(one)["begin"] == {}


def test_the_json_holds_objects(knowledge: KnowledgeBase) -> None:
    found = item_values(item(knowledge, "calf-loading"))["begin"]
    assert found["phase"] == knowledge.treatments["calf-loading"].phases[0].name
    for key in ("steps", "go_on_if", "back_if", "stop_if", "then"):
        assert found[key], key
        assert all(list(one) == ["text"] for one in found[key])
