"""Kleene's truth tables, leaf by leaf, and what the unknown items of a condition are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from popliteus.rules.answers import Answer, Answers
from popliteus.rules.conditions import (
    UNSURE,
    Age,
    All,
    AnyOf,
    AtLeast,
    Attribute,
    Bounds,
    Condition,
    Factor,
    Finding,
    Not,
    Sex,
    holds,
    item_of,
    leaves,
    uses_not,
)
from popliteus.rules.judging import because, undecided_by
from popliteus.rules.syntax import condition

A, B, C = Finding("a"), Finding("b"), Finding("c")
VALUES = (True, False, None)
NAMES = ("a", "b", "c", "d", "e")


def said(**states: bool | None) -> Answers:
    return Answers({name: Answer(state=value) for name, value in states.items()})


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, True, None, True),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_all_and_any(
    a: bool | None, b: bool | None, both: bool | None, either: bool | None
) -> None:
    assert holds(All((A, B)), said(a=a, b=b)) is both
    assert holds(AnyOf((A, B)), said(a=a, b=b)) is either


@pytest.mark.parametrize(("a", "expected"), [(True, False), (False, True), (None, None)])
def test_not(a: bool | None, expected: bool | None) -> None:
    assert holds(Not(A), said(a=a)) is expected


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_at_least_is_what_every_completion_says(
    count: int, values: tuple[bool | None, ...]
) -> None:
    free = [i for i, value in enumerate(values) if value is None]
    results = set()
    for filled in product((True, False), repeat=len(free)):
        whole = list(values)
        for i, value in zip(free, filled, strict=True):
            whole[i] = value
        results.add(sum(map(bool, whole)) >= count)
    expected = results.pop() if len(results) == 1 else None
    a, b, c = values
    assert holds(AtLeast(count, (A, B, C)), said(a=a, b=b, c=c)) is expected


def test_at_least_one_and_at_least_every_are_any_and_all() -> None:
    for a, b in product(VALUES, repeat=2):
        answers = said(a=a, b=b)
        assert holds(AtLeast(1, (A, B)), answers) is holds(AnyOf((A, B)), answers)
        assert holds(AtLeast(2, (A, B)), answers) is holds(All((A, B)), answers)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(2.9, False), (3, True), (3.1, True), ("present", True), ("absent", False), ("unknown", None)],
)
def test_measured_finding(value: object, expected: bool | None) -> None:
    leaf = Finding("calf-difference", Bounds(at_least=3))
    assert holds(leaf, Answers.from_mapping({"calf-difference": value})) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (40, False), (40.5, True), ("present", None), ("absent", False), ("unknown", None),
        ({"value": 35, "state": "present"}, False), ({"value": 45, "state": "present"}, True),
    ],
)  # fmt: skip
def test_a_limit_stricter_than_the_findings_own_needs_the_number(
    value: object, expected: bool | None
) -> None:
    own = {"finding": "esr-raised", "above": 30}
    stricter = {"finding": "esr-raised", "above": 40, "by_number": True}
    leaf = condition({"all": [own, stricter]}, "is")
    assert holds(leaf, Answers.from_mapping({"esr-raised": value})) is expected


def test_a_number_alone_leaves_a_plain_finding_unknown() -> None:
    plain = Finding("calf-difference")
    assert holds(plain, Answers.from_mapping({"calf-difference": 9})) is None
    told = {"calf-difference": {"value": 9, "state": "present"}}
    assert holds(plain, Answers.from_mapping(told)) is True


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (Bounds(at_least=65), 65, 64.9),
        (Bounds(above=30), 30.1, 30),
        (Bounds(below=16), 15.9, 16),
        (Bounds(at_most=1), 1, 1.1),
        (Bounds(at_least=2, below=16), 2, 16),
    ],
)
def test_bounds_at_their_edges(bounds: Bounds, inside: float, outside: float) -> None:
    assert holds(Age(bounds), Answers(age=inside)) is True
    assert holds(Age(bounds), Answers(age=outside)) is False
    assert holds(Age(bounds), Answers()) is None


def test_attribute_factor_and_sex() -> None:
    onset = Attribute("onset", ("seconds", "hours"))
    assert holds(onset, Answers.from_mapping({"onset": "hours"})) is True
    assert holds(onset, Answers.from_mapping({"onset": "weeks"})) is False
    assert holds(onset, Answers.from_mapping({"onset": "unknown"})) is None
    assert holds(onset, Answers()) is None
    assert holds(Factor("pregnant"), Answers.from_mapping({"pregnant": "present"})) is True
    assert holds(Sex("female"), Answers(sex="female")) is True
    assert holds(Sex("female"), Answers(sex="male")) is False
    assert holds(Sex("female"), Answers()) is None


def test_silence_is_never_no() -> None:
    assert holds(A, Answers()) is None
    assert holds(Not(A), Answers()) is None
    assert holds(Not(A), said(a=None)) is None


@st.composite
def read_once(draw: st.DrawFn) -> Condition:
    """Draw a condition in which every item stands once, so that each part is free of the others."""
    names = draw(st.permutations(NAMES))

    def build(some: list[str]) -> Condition:
        if len(some) == 1:
            leaf = Finding(some[0])
            return Not(leaf) if draw(st.booleans()) else leaf
        cut = draw(st.integers(1, len(some) - 1))
        parts = (build(some[:cut]), build(some[cut:]))
        shape = draw(st.integers(0, 3))
        if shape == 3:
            return Not(All(parts))
        return (All(parts), AnyOf(parts), AtLeast(draw(st.integers(1, 2)), parts))[shape]

    return build(list(names))


STATES = st.fixed_dictionaries({name: st.sampled_from(VALUES) for name in NAMES})


@settings(deadline=None)
@given(read_once(), STATES)
def test_undecided_by_lists_exactly_the_items_that_can_still_decide(
    tree: Condition, states: dict[str, bool | None]
) -> None:
    free = [name for name in NAMES if states[name] is None]

    def value(filled: tuple[bool, ...]) -> bool | None:
        whole = {**states, **dict(zip(free, filled, strict=True))}
        return holds(tree, said(**whole))

    deciding = set()
    for filled in product((True, False), repeat=len(free)):
        for i, name in enumerate(free):
            flipped = (*filled[:i], not filled[i], *filled[i + 1 :])
            if value(filled) is not value(flipped):
                deciding.add(name)
    listed = undecided_by(tree, said(**states))
    assert set(listed) == (deciding if holds(tree, said(**states)) is None else set())
    assert len(set(listed)) == len(listed)


@settings(deadline=None)
@given(read_once(), STATES, STATES)
def test_more_answers_never_change_a_decided_value(
    tree: Condition, states: dict[str, bool | None], more: dict[str, bool | None]
) -> None:
    before = holds(tree, said(**states))
    added = {name: more[name] if value is None else value for name, value in states.items()}
    assume(before is not None)
    assert holds(tree, said(**added)) is before


@settings(deadline=None)
@given(read_once(), STATES)
def test_because_alone_gives_the_same_value(
    tree: Condition, states: dict[str, bool | None]
) -> None:
    value = holds(tree, said(**states))
    reasons = because(tree, said(**states))
    assert bool(reasons) is (value is not None)
    assert holds(tree, said(**{name: states[name] for name in reasons})) is value


def test_leaves_items_and_not() -> None:
    tree = All((Age(Bounds(below=16)), AnyOf((A, Not(Sex("male")))), AtLeast(1, (B, C))))
    assert [item_of(leaf) for leaf in leaves(tree)] == ["age", "a", "sex", "b", "c"]
    assert uses_not(tree)
    assert not uses_not(All((A, AtLeast(1, (B, C)))))


def test_every_shape_is_read() -> None:
    read = condition(
        {
            "all": [
                {"finding": "calf-difference", "at_least": 3},
                {"attribute": "onset", "in": ["seconds", "hours"]},
                {"any": [{"factor": "pregnant"}, {"sex": "female"}]},
                {"not": {"age": {"at_least": 16, "below": 65}}},
                {"at_least": {"count": 1, "of": [{"finding": "fever"}]}},
            ]
        },
        "fires_when",
    )
    assert read == All(
        (
            Finding("calf-difference", Bounds(at_least=3.0)),
            Attribute("onset", ("seconds", "hours")),
            AnyOf((Factor("pregnant"), Sex("female"))),
            Not(Age(Bounds(at_least=16.0, below=65.0))),
            AtLeast(1, (Finding("fever"),)),
        )
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (7, "when: found 7; expected a mapping"),
        ({}, "when: found {}; expected one of finding, factor"),
        ({"finding": 7}, "when.finding: found 7; expected an id"),
        ({"finding": "Cold Foot"}, "when.finding: found 'Cold Foot'; expected an id"),
        ({"finding": "a", "factor": "b"}, "when.factor: found key 'factor'"),
        ({"finding": "a", "at_least": "3"}, "when.at_least: found '3'; expected a number"),
        ({"finding": "a", "at_least": True}, "when.at_least: found True; expected a number"),
        ({"attribute": "onset"}, "when.in: found None; expected a list"),
        ({"attribute": "onset", "in": []}, "when.in: found []; expected a list of at least 1"),
        ({"attribute": "onset", "in": ["x", "x"]}, "when.in: found ['x', 'x']; expected each"),
        ({"sex": "woman"}, "when.sex: found 'woman'; expected one of female, male"),
        ({"age": {}}, "when.age: found {}; expected at least one of at_least"),
        ({"age": {"over": 3}}, "when.age.over: found key 'over'"),
        ({"all": []}, "when.all: found []; expected a list of at least 1"),
        ({"any": "fever"}, "when.any: found 'fever'; expected a list"),
        ({"all": [{"finding": "a"}, {"x": 1}]}, "when.all[1]: found {'x': 1}"),
        ({"at_least": {"count": 3, "of": [{"finding": "a"}]}}, "when.at_least.count: found 3"),
        ({"at_least": {"count": 0, "of": [{"finding": "a"}]}}, "when.at_least.count: found 0"),
        ({"not": [{"finding": "a"}]}, "when.not: found [{'finding': 'a'}]; expected a mapping"),
    ],
)
def test_a_bad_shape_is_named_with_its_place(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"^when") as caught:
        condition(value, "when")
    assert str(caught.value).startswith(message)


def test_not_sure_counts_only_where_the_rule_says_so() -> None:
    unsure = Answers.from_mapping({"duration": "unknown"})
    assert Attribute("duration", ("longer", UNSURE)).holds(unsure) is True
    assert Attribute("duration", ("longer",)).holds(unsure) is None
    assert Attribute("duration", ("longer", UNSURE)).holds(Answers()) is None
    told = Answers.from_mapping({"duration": "1-7-days"})
    assert Attribute("duration", ("longer", UNSURE)).holds(told) is False
