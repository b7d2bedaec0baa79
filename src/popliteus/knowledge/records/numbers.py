"""Blocks that every kind of record is made of: estimates, sources, judgements.

The records are plain frozen dataclasses, so that reading a result never has to import a
validator. `popliteus.knowledge.validate` holds them to their types; ranges that concern one
block alone are checked here, when the block is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from popliteus.knowledge.records.limits import Ge, Gt, Le, MinLen

#: Refuse keys that the format does not know, and never turn text into numbers.
STRICT = {"extra": "forbid", "strict": True}

Probability = Annotated[float, Ge(0), Le(1)]
Positive = Annotated[float, Gt(0)]
Text = Annotated[str, MinLen(1)]
Status = Literal["draft", "extracted", "checked", "reviewed", "withdrawn"]
Grade = Literal["high", "moderate", "low", "very_low"]
Seen = Literal["full_text", "abstract", "guideline", "secondary"]
Reader = Literal["patient", "generalist", "specialist", "test"]
AgeBand = Literal["under_18", "18_to_34", "35_to_49", "50_to_69", "70_plus"]
Setting = Literal["primary_care", "emergency", "sports_clinic", "referred"]
Level = Literal["self_care", "routine_weeks", "soon_days", "urgent_same_day", "emergency"]

AGE_BANDS: tuple[AgeBand, ...] = ("under_18", "18_to_34", "35_to_49", "50_to_69", "70_plus")
SETTINGS: tuple[Setting, ...] = ("primary_care", "emergency", "sports_clinic", "referred")
LEVELS: tuple[Level, ...] = (
    "self_care",
    "routine_weeks",
    "soon_days",
    "urgent_same_day",
    "emergency",
)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the interval that was printed."""

    __pydantic_config__ = STRICT

    kind: Literal["interval"]
    value: float
    low: float
    high: float
    level: Annotated[float, Gt(0), Le(1)] = 0.95

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"low {self.low}, value {self.value}, high {self.high}: not in order")


@dataclass(frozen=True, slots=True)
class Proportion:
    """Counts, kept as counts because their weight matters."""

    __pydantic_config__ = STRICT

    kind: Literal["proportion"]
    events: Annotated[int, Ge(0)]
    total: Annotated[int, Gt(0)]

    def __post_init__(self) -> None:
        if self.events > self.total:
            raise ValueError(f"{self.events} events of {self.total}: more than there are")

    @property
    def value(self) -> float:
        """The proportion, 0 to 1."""
        return self.events / self.total


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate that was printed without an interval."""

    __pydantic_config__ = STRICT

    kind: Literal["point"]
    value: float


Estimate = Interval | Proportion | Point


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure stands, and what of it was seen."""

    __pydantic_config__ = STRICT

    ref: Text
    where: Text
    seen: Seen
    printed: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Of:
    """What a figure speaks of: exactly one thing."""

    __pydantic_config__ = STRICT

    finding: str | None = None
    fact: str | None = None
    factor: str | None = None
    attribute: str | None = None
    option: str | None = None
    rule: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        named = [self.finding, self.fact, self.factor, self.attribute, self.rule, self.text]
        if sum(name is not None for name in named) != 1:
            raise ValueError("name exactly one of finding, fact, factor, attribute, rule, text")

    @property
    def label(self) -> str:
        """The one name, for messages and pages."""
        name = self.finding or self.fact or self.factor or self.attribute or self.rule or self.text
        return f"{name}={self.option}" if self.option else str(name)


Quantity = Literal[
    "sensitivity",
    "specificity",
    "lr_positive",
    "lr_negative",
    "prevalence",
    "rate_per_1000",
    "rate_ratio",
    "odds_ratio",
    "share",
    "post_test",
    "effect",
]


@dataclass(frozen=True, slots=True)
class Number:
    """One published figure, as published, with its source and what the model does with it.

    `use` is ``parameter`` (it enters the model), ``check`` (it is compared with what the model
    implies) or ``shown`` (it is only displayed). `after_weeks` is when it was measured, for a
    share of people who had recovered, and `counted` what the study counted as that, in words for
    patients that end the sentence "7 in 10 ...": "were back at sport". `not_comparable` says in a
    few words why the model implies nothing for the group of a check, where its other fields do
    not tell.
    """

    __pydantic_config__ = STRICT

    id: Text
    quantity: Quantity
    of: Of
    estimate: Estimate
    source: Source
    population: Text
    grade: Grade
    use: Literal["parameter", "check", "shown"]
    direction: Literal["supports", "opposes", "none"] = "none"
    reader: Reader | None = None
    size: int | None = None
    downgraded_for: tuple[
        Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "publication-bias"],
        ...,
    ] = ()
    row: int | None = None
    after_weeks: Positive | None = None
    counted: str = ""
    note: str = ""
    not_comparable: str = ""

    def __post_init__(self) -> None:
        fraction = self.quantity in {"sensitivity", "specificity", "prevalence", "share"}
        if fraction and not 0 <= self.estimate.value <= 1:
            raise ValueError(f"{self.quantity} {self.estimate.value}: not between 0 and 1")
        if self.source.seen == "secondary" and self.grade == "high":
            raise ValueError("a figure seen only in a secondary source cannot be graded high")
        if len(self.source.printed.split()) > LONGEST_QUOTE:
            raise ValueError(f"printed words: more than {LONGEST_QUOTE}")


#: Quoting more of a paper than this is not needed to find the figure again.
LONGEST_QUOTE = 15


@dataclass(frozen=True, slots=True)
class Cited:
    """A short pointer to a reference, for statements without a figure."""

    __pydantic_config__ = STRICT

    ref: Text
    where: str = ""
    seen: Seen | None = None
    printed: str = ""
    url: str = ""
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A clinical code, and the public place in which it was seen."""

    __pydantic_config__ = STRICT

    system: Literal["icd-10", "icd-11", "snomed-ct"]
    code: Text
    seen_at: Text
    display: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or an organisation as `literal`."""

    __pydantic_config__ = STRICT

    family: str = ""
    given: str = ""
    literal: str = ""

    def __post_init__(self) -> None:
        if bool(self.family) == bool(self.literal):
            raise ValueError("an author has a family name, or a literal name of an organisation")


@dataclass(frozen=True, slots=True)
class Retraction:
    """Whether a publication was taken back or doubted, and when that was looked up.

    `notice` is the DOI or address of the notice, where there is one.
    """

    __pydantic_config__ = STRICT

    checked: Text
    found: Literal["none", "concern", "retracted"]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication, in the fields of CSL (underscores for its hyphens)."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    type: Literal["article-journal", "webpage", "report", "book", "chapter", "paper-conference"]
    title: Text
    author: tuple[Author, ...] = ()
    container_title: str = ""
    issued: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    publisher: str = ""
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    URL: str = ""
    accessed: str = ""
    language: str = ""
    note: str = field(default="")
    retraction: Retraction | None = None
