"""A record of the wrong shape is refused with the rule, the place and what was expected."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from popliteus.rules import Kind, Level, from_mapping
from popliteus.rules.cases import failures
from popliteus.rules.reader import EXAMPLE

ACT = {"patient": "Do.", "clinician": "Do."}
ITEM = {"name": "Item", "lay_name": "Item"}
SCORE: Mapping[str, object] = {
    **{key: EXAMPLE[key] for key in ("schema", "status", "why", "judgement", "cost")},
    "id": "score",
    "kind": "score",
    "name": "Score",
    "lay_name": "Score",
    "form": "points",
    "when": {"age": {"at_least": 18}},
    "items": [
        {**ITEM, "id": "one", "points": 1, "is": {"finding": "a"}},
        {**ITEM, "id": "two", "points": -2, "is": {"finding": "b"}, "by": "clinician"},
    ],
    "bands": [
        {"id": "high", "name": "High", "at_least": 1, "action": ACT},
        {"id": "low", "name": "Low", "at_most": 0, "action": ACT},
    ],
    "cases": [{"given": {}, "expect": "outside"}],
}


def test_a_flag_is_read() -> None:
    rule = from_mapping(EXAMPLE)
    assert (rule.kind, rule.level, rule.covered) == (Kind.RED_FLAG, Level.EMERGENCY, True)
    assert rule.says is not None
    assert rule.says.patient == "Call an ambulance now."
    assert rule.items == ("cold-foot", "age")


def test_a_score_is_read() -> None:
    rule = from_mapping(SCORE)
    assert rule.scheme is not None
    assert (rule.scheme.lowest, rule.scheme.highest) == (-2, 1)
    assert [rule.scheme.band(score).id for score in (-2, 0, 1)] == ["low", "low", "high"]
    assert [item.by_clinician for item in rule.scheme.items] == [False, True]
    assert rule.items == ("age", "a", "b")
    assert rule.level is Level.SELF_CARE


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema: found 2; expected 1"),
        ({"kind": "flag"}, "kind: found 'flag'; expected one of red_flag, floor, score"),
        ({"status": "done"}, "status: found 'done'"),
        ({"level": "now"}, "level: found 'now'"),
        ({"nane": "x"}, "record.nane: found key 'nane'"),
        ({"form": "points"}, "record.form: found key 'form'"),
        ({"name": " "}, "name: found ' '; expected a text"),
        ({"says": {"patient": "x"}}, "says.clinician: found None; expected a text"),
        ({"phone": ["one"]}, "phone: found ['one']; expected 2 lines"),
        ({"phone": []}, "phone: found []; expected 2 lines"),
        ({"resolved_by": "scan"}, "resolved_by: found 'scan'; expected a list"),
        ({"resolved_by": ["a", "a"]}, "resolved_by: found ['a', 'a']; expected each id once"),
        ({"fires_when": None}, "fires_when: found None; expected a mapping"),
        ({"fires_when": {"not": {"finding": "a"}}}, "fires_when: found 'not'; expected no 'not'"),
        ({"kind": "floor"}, "covered: found True; expected false"),
        ({"no_differential": True}, "no_differential: found True; expected false"),
        ({"covered": "no"}, "covered: found 'no'; expected true or false"),
        ({"judgement": None}, "sources: found []; expected a source, or a judgement"),
        ({"sources": [{"ref": "x"}]}, "sources[0].where: found None"),
        ({"sources": [{"ref": "x", "where": "y", "seen": "dream"}]}, "sources[0].seen: found"),
        ({"cases": []}, "cases: found []; expected a list of at least 1"),
        ({"cases": [{"given": {}, "expect": "maybe"}]}, "cases[0].expect: found 'maybe'"),
        ({"cases": [{"given": {}, "expect": "asks", "score": 1}]}, "cases[0].score: found 1"),
    ],
)
def test_a_bad_flag(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=r"^example-cold-foot: ") as caught:
        from_mapping({**EXAMPLE, **change})
    assert str(caught.value).removeprefix("example-cold-foot: ").startswith(message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"level": "emergency"}, "record.level: found key 'level'"),
        ({"form": "sum"}, "form: found 'sum'"),
        ({"items": []}, "items: found []"),
        ({"items": [{**ITEM, "id": "one", "is": {"finding": "a"}}]}, "items[0].points: found None"),
        (
            {"items": [{**ITEM, "id": "one", "points": 0, "is": {"finding": "a"}}]},
            "items[0].points: found 0",
        ),
        (
            {"items": [{**ITEM, "id": "one", "points": 0.25, "is": {"finding": "a"}}]},
            "items[0].points: found 0.25; expected a whole or half number",
        ),
        (
            {"items": [{**ITEM, "id": "x", "points": 1, "is": {"finding": "a"}, "by": "me"}]},
            "items[0].by: found 'me'",
        ),
        (
            {"items": [{**ITEM, "id": "x", "points": 1, "is": {"finding": "a"}}] * 2},
            "items: found ['x', 'x']",
        ),
        ({"form": "any_of"}, "items[0].points: found 1; expected no points in any_of"),
        (
            {"bands": [{"id": "x", "name": "X", "at_least": 1, "action": ACT}] * 2},
            "bands: found []; expected exactly one band for a score of -2",
        ),
        (
            {
                "bands": [
                    {"id": "x", "name": "X", "at_least": 0, "action": ACT},
                    {"id": "y", "name": "Y", "at_most": 0, "action": ACT},
                ]
            },
            "bands: found ['x', 'y']; expected exactly one band for a score of 0",
        ),
        ({"bands": [{"id": "x", "name": "X", "action": ACT}] * 2}, "bands[0]: found"),
        ({"cases": [{"given": {}, "expect": "fires"}]}, "cases[0].expect: found 'fires'"),
    ],
)
def test_a_bad_score(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=r"^score: ") as caught:
        from_mapping({**SCORE, **change})
    assert str(caught.value).removeprefix("score: ").startswith(message)


@pytest.mark.parametrize(("form", "from_"), [("any_of", 2), ("all_of", 1)])
def test_bands_fit_the_form(form: str, from_: int) -> None:
    items = [{**ITEM, "id": name, "is": {"finding": name}} for name in ("one", "two")]
    bands = [
        {"id": "yes", "name": "Yes", "at_least": from_, "action": ACT},
        {"id": "no", "name": "No", "at_most": from_ - 1, "action": ACT},
    ]
    with pytest.raises(ValueError, match=f"two bands for {form}"):
        from_mapping({**SCORE, "form": form, "items": items, "bands": bands})


def test_a_record_without_a_name_is_still_complained_about() -> None:
    with pytest.raises(ValueError, match=r"^rule: kind: found None"):
        from_mapping({})


def test_cases_that_fail_are_reported() -> None:
    wrong = {**EXAMPLE, "cases": [{"given": {"cold-foot": "absent"}, "expect": "fires"}]}
    assert failures(from_mapping(wrong)) == (
        "example-cold-foot: cases[0]: found silent; expected fires",
        "example-cold-foot: found no case that expects silent; expected at least one",
        "example-cold-foot: found no case that expects asks; expected at least one",
    )
    high = {"age": 20, "a": "present"}
    scored = {**SCORE, "cases": [{"given": high, "expect": "high", "score": 2}]}
    assert failures(from_mapping(scored))[0] == "score: cases[0]: found score 1; expected 2"
