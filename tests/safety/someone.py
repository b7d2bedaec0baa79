"""Anybody at all: random accounts over the shipped knowledge base, for Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from popliteus import Case, KnowledgeBase, case_from_mapping

VALUES = ("present", "absent", "unknown")
SETTINGS: tuple[str | None, ...] = (
    "primary_care", "emergency", "sports_clinic", "referred", None,
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One account, as the values of a case file."""

    age: float | None
    sex: str | None
    setting: str | None
    account: str
    findings: dict[str, object]

    def values(self, findings: dict[str, object] | None = None) -> dict[str, object]:
        return {
            "age": self.age,
            "sex": self.sex,
            "setting": self.setting,
            "account": self.account,
            "findings": self.findings if findings is None else findings,
        }

    def case(self, knowledge: KnowledgeBase, findings: dict[str, object] | None = None) -> Case:
        return case_from_mapping(self.values(findings), knowledge)


def askable(knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Every finding and factor, in order of name."""
    return (*knowledge.findings, *knowledge.factors)


def answers(
    knowledge: KnowledgeBase, values: Sequence[str] = VALUES, most: int = 14
) -> st.SearchStrategy[dict[str, object]]:
    """A few answers about findings and factors, and some attributes."""
    said: st.SearchStrategy[dict[str, object]] = st.dictionaries(
        st.sampled_from(askable(knowledge)), st.sampled_from(list(values)), max_size=most
    )
    options: dict[str, st.SearchStrategy[object]] = {
        name: st.sampled_from([option.id for option in one.options])
        for name, one in knowledge.attributes.items()
    }
    told = st.fixed_dictionaries({}, optional=options)
    return st.builds(lambda first, second: {**first, **second}, said, told)


def people(
    knowledge: KnowledgeBase,
    values: Sequence[str] = VALUES,
    accounts: Sequence[str] = ("asked", "story"),
    most: int = 14,
) -> st.SearchStrategy[Person]:
    """People of any age, sex and setting, with a few answers."""
    return st.builds(
        Person,
        age=st.one_of(st.none(), st.integers(2, 100).map(float)),
        sex=st.sampled_from(["female", "male", None]),
        setting=st.sampled_from(SETTINGS),
        account=st.sampled_from(list(accounts)),
        findings=answers(knowledge, values, most),
    )
