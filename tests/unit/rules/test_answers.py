"""What may be said about a person, and what is refused."""

from __future__ import annotations

import pytest

from popliteus.rules.answers import Answer, Answers


def test_every_kind_of_answer() -> None:
    said = Answers.from_mapping(
        {
            "age": 45,
            "sex": "male",
            "fever": "present",
            "limp": "absent",
            "chest-pain": "unknown",
            "shivering": None,
            "onset": "seconds",
            "calf-difference": {"value": 3, "unit": "cm", "state": "present", "by": "clinician"},
        }
    )
    assert (said.age, said.sex) == (45.0, "male")
    assert (said.state("fever"), said.state("limp"), said.state("chest-pain")) == (
        True,
        False,
        None,
    )
    assert said.unsure("chest-pain")
    assert said.unsure("shivering")
    assert not said.unsure("fever")
    assert not said.unsure("onset")
    assert not said.unsure("never-asked")
    assert said.get("never-asked") is None
    assert said.get("onset") == Answer(option="seconds")
    assert said.get("calf-difference") == Answer(True, 3.0, None, "clinician")


@pytest.mark.parametrize("by", ["clinician", "generalist", "specialist", "test"])
def test_who_counts_as_a_clinician(by: str) -> None:
    answer = Answers.from_mapping({"mcmurray": {"value": "present", "by": by}}).get("mcmurray")
    assert answer is not None
    assert answer.by_clinician


@pytest.mark.parametrize("by", ["patient", "unstated"])
def test_who_does_not(by: str) -> None:
    answer = Answers.from_mapping({"mcmurray": {"value": "present", "by": by}}).get("mcmurray")
    assert answer is not None
    assert not answer.by_clinician


def test_unknown_age_and_sex() -> None:
    assert Answers.from_mapping({"age": None, "sex": "unknown"}) == Answers()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"age": -3}, "age: found -3; expected years from 0 to 120"),
        ({"age": 200}, "age: found 200; expected years from 0 to 120"),
        ({"age": "old"}, "age: found 'old'"),
        ({"age": True}, "age: found True"),
        ({"sex": "x"}, "sex: found 'x'; expected female, male or null"),
        ({"fever": True}, "fever: found True"),
        ({"fever": float("nan")}, "fever: found nan"),
        ({"fever": ["present"]}, "fever: found ['present']"),
        ({"fever": {"value": "present", "by": "robot"}}, "fever.by: found 'robot'"),
        ({"fever": {"value": 39, "state": "yes"}}, "fever.state: found 'yes'"),
        ({"fever": {"value": 39, "units": "C"}}, "fever.units: found 'units'"),
    ],
)
def test_bad_answers_are_named(said: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=r"^(age|sex|fever)") as caught:
        Answers.from_mapping(said)
    assert str(caught.value).startswith(message)
