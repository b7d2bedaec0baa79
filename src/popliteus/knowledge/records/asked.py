"""What is asked and examined: facts, findings, attributes, factors, and the pages they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import Ge, Gt, MaxLen, MinLen
from popliteus.knowledge.records.numbers import (
    STRICT,
    AgeBand,
    Level,
    Number,
    Probability,
    Reader,
    Status,
    Text,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a scan, an operation or a careful expert could settle.

    `leak` is P(fact | leg or knee pain, and nothing in the hypothesis produces it), by age.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    meaning: Text
    leak: dict[AgeBand, Annotated[float, Gt(0), Ge(0.0005)]]
    judgement: str = ""
    evidence: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Accuracy:
    """P(yes | fact) and P(yes | no fact) of one reader, and where they come from.

    Without `evidence` the pair is a judgement; `because` says why it is not the default.
    """

    __pydantic_config__ = STRICT

    yes_if_fact: Probability
    yes_if_no_fact: Probability
    evidence: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where something is measured: how far below which landmark."""

    __pydantic_config__ = STRICT

    distance: Annotated[float, Gt(0)]
    unit: Text
    below: Text


@dataclass(frozen=True, slots=True)
class Measure:
    """A finding that is a number: present from, above, or below a limit."""

    __pydantic_config__ = STRICT

    unit: Text
    least: float
    most: float
    at_least: float | None = None
    above: float | None = None
    below: float | None = None
    site: Site | None = None

    def __post_init__(self) -> None:
        """Refuse a measure without exactly one limit."""
        if sum(limit is not None for limit in (self.at_least, self.above, self.below)) != 1:
            msg = "a measure says `at_least`, `above` or `below`, one of them"
            raise ValueError(msg)

    def present(self, value: float) -> bool:
        """Whether the value counts as present.

        >>> Measure(unit="minutes", least=0, most=600, above=30).present(30)
        False
        """
        if self.at_least is not None:
            return value >= self.at_least
        if self.above is not None:
            return value > self.above
        return value < float(self.below or 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading of one fact: something that a person, a clinician or a test can say.

    Below `age_from` it is not asked, nor named as what would change a result; `pointless_if` names
    answers to questions about the pain with which it makes no sense to name it.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    fact: str | None
    who: Literal["patient", "clinician", "test"]
    name: Text
    lay_name: Text
    ask: Text
    why: Text
    telling: Literal["vivid", "ordinary", "minor", "none"]
    hint: str = ""
    how: str = ""
    danger: bool = False
    role: Literal["reading", "score"] = "reading"
    measure: Measure | None = None
    age_from: int | None = None
    pointless_if: dict[str, tuple[str, ...]] = field(default_factory=dict)
    accuracy: dict[Reader, Accuracy] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    evidence: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One value of an attribute."""

    __pydantic_config__ = STRICT

    id: Text
    name: Text
    ask: Text
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of the pain with one value, explained by the main cause alone."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    name: Text
    ask: Text
    why: Text
    options: Annotated[tuple[Option, ...], MinLen(2)]
    hint: str = ""
    only_if_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that changes how often people come with a cause; never produced by one.

    `common` is how many people of an age have it, female then male. `telling` says how readily a
    story mentions it unasked.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    name: Text
    lay_name: Text
    ask: Text
    why: Text
    common: dict[AgeBand, tuple[Probability, Probability]]
    use: Literal["risk", "medicine_safety"] = "risk"
    telling: Literal["foremost", "vivid", "ordinary", "minor", "none"] = "none"
    hint: str = ""
    judgement: str = ""
    phrases: tuple[str, ...] = ()
    evidence: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page of the interview: up to six boxes of one theme, or one attribute.

    Danger pages come first, for everybody; then those that are `always` asked; then the rest by
    what they are expected to change. `before_home_care` pages are asked of whoever would
    otherwise be told to stay at home.
    """

    __pydantic_config__ = STRICT

    id: Text
    kind: Literal["boxes", "attribute", "factors"]
    title: Text
    items: Annotated[tuple[str, ...], MinLen(1), MaxLen(6)]
    burden: Annotated[float, Gt(0)] = 1.0
    answered: Annotated[float, Gt(0)] = 0.9
    danger: bool = False
    always: bool = False
    before_home_care: bool = False
    who: Literal["patient", "clinician"] = "patient"
    only_sex: Literal["female", "male"] | None = None
    age_from: int | None = None
    age_to: int | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The pages, in the order in which danger pages are shown and ties are broken."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    pages: tuple[PageRecord, ...]


@dataclass(frozen=True, slots=True)
class LevelRecord:
    """One level of urgency, in words."""

    __pydantic_config__ = STRICT

    id: Level
    name: Text
    within: Text
    patient: Text
    clinician: Text
