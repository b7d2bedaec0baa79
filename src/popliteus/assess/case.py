"""One person's account: read, checked against the knowledge base, ready for the engine.

What this module is
    `case_from_mapping`, which turns the values of a case file into a `Case`, or says what was
    found, where, and what was expected.

What it is not
    It reads no file and decides nothing medical. What a case does not say stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, cast

from popliteus.assess.answers import VALUES, Answer, answer_from, known_keys
from popliteus.assess.told import Told
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import LEVELS, SETTINGS, Level, Setting

Word = TypeVar("Word", bound=str)
Sex = Literal["female", "male"]
Account = Literal["story", "asked"]

SEXES: tuple[Sex, ...] = ("female", "male")
ACCOUNTS: tuple[Account, ...] = ("story", "asked")

#: Nobody on record has lived longer than 122 years.
OLDEST = 120

#: A case is one person's account; a longer text is something else.
LONGEST_TEXT = 100_000

#: What people type for a country whose code is another.
_COUNTRY_NAMES = {"UK": "GB"}

_KEYS = (
    "id", "age", "sex", "setting", "account", "text", "clinician_text", "country", "findings",
    "source", "gold", "triage", "triage_accepted", "notes", "knowledge",
)  # fmt: skip

_GOLD = ("primary", "accepted", "coexisting")


@dataclass(frozen=True, slots=True)
class Gold:
    """The diagnosis of a vignette, as its source states it."""

    primary: str
    accepted: tuple[str, ...] = ()
    coexisting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One person's account. Ages in years; ids as in the knowledge base.

    Examples
    --------
    >>> Case(age=45, sex="female").account
    'asked'
    """

    id: str = "case"
    age: float | None = None
    sex: Sex | None = None
    setting: Setting | None = None
    account: Account = "asked"
    country: str | None = None
    text: str = ""
    clinician_text: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    gold: Gold | None = None
    triage: Level | None = None
    triage_accepted: tuple[Level, ...] = ()
    source: Mapping[str, object] = field(default_factory=dict)
    told: Told = field(default_factory=Told)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What the story says both ways and nobody has settled since."""
        return tuple(item for item in self.told.conflicts if item not in self.answers)

    @property
    def elsewhere(self) -> bool:
        """Whether a story about no leg or knee is all there is; an answer besides it ends that."""
        return not self.told.about_leg and self.answers.keys() <= self.told.origins.keys()

    def with_answer(self, item: str, answer: Answer) -> Case:
        """Return the same case with one answer added or replaced."""
        return replace(self, answers={**self.answers, item: answer})


def check_case(case: object, base: KnowledgeBase, audience: str = "patient") -> Case:
    """Return a case that was made by hand, or say what in it cannot be used.

    `case_from_mapping` checks what it makes; `Case` and `Case.with_answer` know no knowledge base.

    Raises
    ------
    CaseError
        No case; an unknown id or impossible value; nobody who reads results.

    Examples
    --------
    >>> import popliteus
    >>> check_case(Case(sex="f"), popliteus.load())
    Traceback (most recent call last):
    popliteus.errors.CaseError: case: sex: found sex 'f'; expected one of female, male, ...
    """
    if not isinstance(case, Case):
        raise CaseError(
            found=f"{type(case).__name__} instead of a case",
            where="assess",
            expected="what popliteus.case_from_mapping returns",
        )
    where = case.id
    _age(case.age, where)
    told = {"sex": case.sex, "setting": case.setting, "account": case.account}
    _choice({"audience": audience}, "audience", ("patient", "clinician"), where)
    _choice(told, "sex", SEXES, where)
    _choice(told, "setting", SETTINGS, where)
    _choice(told, "account", ACCOUNTS, where)
    for item, given in case.answers.items():
        measured = given.measured is not None and item in base.findings
        if not measured or given.value not in VALUES:
            answer_from(item, given.value, base, where)
    return case


def case_from_mapping(values: object, base: KnowledgeBase, where: str = "case") -> Case:
    """Check the values of a case and return it.

    Parameters
    ----------
    values
        A mapping as in docs/reference/case-and-result.md. `notes`, and `knowledge`, the
        digest that a saved interview was held with, are for whoever keeps the file.
    base
        The knowledge base that knows the ids.
    where
        What to call the case in messages.

    Raises
    ------
    CaseError
        Not a mapping, an unknown key or id, an impossible value.
    """
    if not isinstance(values, Mapping):
        raise CaseError(
            found=f"{type(values).__name__} instead of a case",
            where=where,
            expected="keys such as age, sex and findings",
        )
    known_keys(values, _KEYS, where)
    text, doctor = (_text(values, key, where) for key in ("text", "clinician_text"))
    told: Account = "story" if text or doctor else "asked"
    return Case(
        id=_text(values, "id", where) or "case",
        age=_age(values.get("age"), where),
        sex=_choice(values, "sex", SEXES, where),
        setting=_choice(values, "setting", SETTINGS, where),
        account=_choice(values, "account", ACCOUNTS, where) or told,
        country=_country(values, base, where),
        text=text,
        clinician_text=doctor,
        answers=_answers(values.get("findings"), base, where),
        gold=_gold(values.get("gold"), where),
        triage=_choice(values, "triage", LEVELS, where),
        triage_accepted=_levels(values.get("triage_accepted"), where),
        source=cast("Mapping[str, object]", values.get("source") or {}),
    )


def _text(values: Mapping[str, object], key: str, where: str) -> str:
    value = values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CaseError(found=f"{value!r}", where=f"{where}: {key}", expected="text")
    if len(value) > LONGEST_TEXT:
        raise CaseError(
            found=f"{len(value)} characters",
            where=f"{where}: {key}",
            expected=f"at most {LONGEST_TEXT}",
        )
    return value.strip()


def _age(value: object, where: str) -> float | None:
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= cast("float", value) <= OLDEST:
        raise CaseError(
            found=f"age {value}",
            where=f"{where}: age",
            expected=f"years from 0 to {OLDEST}, or nothing when not known",
            code="age-out-of-range",
        )
    return float(cast("float", value))


def _choice(
    values: Mapping[str, object], key: str, allowed: tuple[Word, ...], where: str
) -> Word | None:
    value = values.get(key)
    if value is None:
        return None
    for one in allowed:
        if value == one:
            return one
    raise CaseError(
        found=f"{key} {value!r}",
        where=f"{where}: {key}",
        expected=f"one of {', '.join(allowed)}, or nothing when not known",
    )


def _country(values: Mapping[str, object], base: KnowledgeBase, where: str) -> str | None:
    known = tuple(base.services.countries)
    value = values.get("country")
    if value is None:
        return None
    if isinstance(value, str):
        value = _COUNTRY_NAMES.get(value.upper(), value)
    if isinstance(value, str) and value.upper() in known:
        return value.upper()
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper()  # a country we have no numbers for: general words are shown
    raise CaseError(
        found=f"country {value!r}",
        where=f"{where}: country",
        expected="two letters such as GB or US",
    )


def _levels(value: object, where: str) -> tuple[Level, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise CaseError(found=repr(value), where=f"{where}: triage_accepted", expected="a list")
    found = [_choice({"level": one}, "level", LEVELS, where) for one in value]
    return tuple(one for one in found if one is not None)


def _gold(value: object, where: str) -> Gold | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("primary"), str):
        raise CaseError(
            found=repr(value)[:60], where=f"{where}: gold", expected="primary: <cause id>"
        )
    known_keys(value, _GOLD, f"{where}: gold")
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("accepted", "coexisting"):
        given = value.get(key) or []
        if not isinstance(given, list):
            raise CaseError(found=repr(given)[:60], where=f"{where}: gold.{key}", expected="a list")
        lists[key] = tuple(str(one) for one in given)
    return Gold(primary=str(value["primary"]), **lists)


def _answers(value: object, base: KnowledgeBase, where: str) -> dict[str, Answer]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(
            found=f"{type(value).__name__}", where=f"{where}: findings", expected="id: value"
        )
    return {str(item): answer_from(str(item), given, base, where) for item, given in value.items()}
