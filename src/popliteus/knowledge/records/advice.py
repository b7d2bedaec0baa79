"""What can be done, with who must be careful; and the settings of the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from popliteus.knowledge.records.asked import LevelRecord
from popliteus.knowledge.records.limits import Ge, Gt, Le
from popliteus.knowledge.records.numbers import (
    STRICT,
    AgeBand,
    Cited,
    Grade,
    Level,
    Number,
    Probability,
    Reader,
    Status,
    Text,
)
from popliteus.knowledge.records.phases import Count, Phase


@dataclass(frozen=True, slots=True)
class Caution:
    """A reason for care with a treatment: exactly one condition."""

    __pydantic_config__ = STRICT

    fit: Literal["caution", "avoid"]
    because: Text
    because_clinician: str = ""
    factor: str | None = None
    finding: str | None = None
    age_at_least: int | None = None
    age_below: int | None = None
    not_excluded: str | None = None
    sources: tuple[Cited, ...] = ()
    judgement: str = ""

    def __post_init__(self) -> None:
        named = (self.factor, self.finding, self.age_at_least, self.age_below, self.not_excluded)
        if sum(name is not None for name in named) != 1:
            raise ValueError("a caution has exactly one condition")


#: When something begins; what professionals start follows the visit.
When = Literal["today", "this_week", "later", "after_visit"]


@dataclass(frozen=True, slots=True)
class Begins:
    """When a treatment begins: a judgement, or what a source says.

    `because` tells a person what to wait for, or how to begin; `later` needs it always, and
    `after_visit` may have it for what people do by themselves.

    >>> Begins("later", "Once you walk without pain.", judgement="The order is ours.").at
    'later'
    """

    __pydantic_config__ = STRICT

    at: When
    because: str = ""
    sources: tuple[Cited, ...] = ()
    judgement: str = ""

    def __post_init__(self) -> None:
        if not (self.sources or self.judgement):
            raise ValueError("when it begins needs a source, or says that it is a judgement")
        if self.at == "later" and not self.because:
            raise ValueError("what begins later says in because what it waits for")


@dataclass(frozen=True, slots=True)
class Treatment:
    """One treatment: for whom, how, when, for and against, who must be careful.

    `prescribed` says that a doctor starts and stops it: a person is never told not to use it.
    `given_once` marks what is given at a visit, so that nobody could stop it by themselves.
    `only_with` names a factor without which there is nothing to do: where it was denied, it is
    left out.
    `leave_out` names what a person stops doing. An exercise has `phases`, or says in `no_phases`
    why not; how long all of them take together is said only where that was published, with its
    source.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    kind: Literal["self_care", "medicine", "exercise", "procedure", "specialist"]
    name: Text
    lay_name: Text
    what: Text
    how: Text
    begins: Begins
    leave_out: tuple[Text, ...] = ()
    how_clinician: str = ""
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    stop_if: tuple[str, ...] = ()
    prescribed: bool = False
    given_once: bool = False
    only_with: str | None = None
    grade: Grade | None = None
    sources: tuple[Cited, ...] = ()
    judgement: str = ""
    evidence: tuple[Number, ...] = ()
    phases: tuple[Phase, ...] = ()
    no_phases: str = ""
    programme_weeks: Count | None = None
    programme_source: Cited | None = None

    def __post_init__(self) -> None:
        if self.phases and self.kind != "exercise":
            raise ValueError("only an exercise has phases")
        if (self.programme_weeks is None) != (self.programme_source is None):
            raise ValueError("programme_weeks and programme_source: both or neither")
        if self.given_once and not self.prescribed:
            raise ValueError("given_once is for what is prescribed")
        if self.professional and self.begins.at != "after_visit":
            raise ValueError("what professionals do or prescribe begins after_visit")
        if not self.professional and self.begins.at == "after_visit" and not self.begins.because:
            raise ValueError("what people do by themselves says why it begins after_visit")

    @property
    def professional(self) -> bool:
        """Whether somebody else does it or prescribes it."""
        return self.prescribed or self.kind in {"procedure", "specialist"}

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Every pointer to a reference, but for those of published figures."""
        length = (self.programme_source,) if self.programme_source else ()
        cautions = (one for caution in self.cautions for one in caution.sources)
        steps = (one for phase in self.phases for step in phase.steps for one in step.sources)
        return (*self.sources, *self.begins.sources, *cautions, *length, *steps)


@dataclass(frozen=True, slots=True)
class Test:
    """One test: the finding it answers, when it helps, and when it does not.

    `not_for` names causes that make it useless when likeliest, `not_if` factors in which it says
    too little. `often_asked_for` marks what many expect although it was never thought of for them.
    """

    __test__ = False  # pytest: a medical test, not a test case
    __pydantic_config__ = STRICT

    schema: Literal[1]
    id: Text
    status: Status
    finding: Text
    name: Text
    lay_name: Text
    why: Text
    why_not: Text
    helps_with: tuple[str, ...]
    advise_at: Annotated[float, Gt(0), Le(1)]
    not_for: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    often_asked_for: bool = False
    sources: tuple[Cited, ...] = ()
    judgement: str = ""
    evidence: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How often a finding is mentioned in a story when present and when absent."""

    __pydantic_config__ = STRICT

    present: Annotated[float, Gt(0), Le(0.99)]
    absent: Annotated[float, Gt(0), Le(0.99)]


@dataclass(frozen=True, slots=True)
class Later:
    """Which answers say that a complaint is no longer new, and which say that it is after all."""

    __pydantic_config__ = STRICT

    attribute: Text
    weeks: tuple[str, ...]
    old: tuple[str, ...]
    unless: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations on the logit (rates and ratios: log) scale of judgements."""

    __pydantic_config__ = STRICT

    shared: Annotated[float, Ge(0)]
    own: Annotated[float, Ge(0)]


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The few numbers of the model that belong to no single record, each with its reason."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    unlisted_prior: Probability
    unlisted_least: Probability
    accompanying_at_most: Annotated[int, Ge(1), Le(3)]
    accompany_from: Probability
    average_share: Probability
    defines: Probability
    words: dict[str, Probability]
    telling: dict[Literal["foremost", "vivid", "ordinary", "minor"], Telling]
    volunteered: Annotated[float, Gt(0), Le(1)]
    default_accuracy: dict[Reader, tuple[Probability, Probability]]
    people: dict[AgeBand, tuple[Probability, Probability]]
    needless: dict[Literal["soon_days", "urgent_same_day", "emergency"], Annotated[float, Gt(0)]]
    spread: dict[Literal["cell", "table", "rate", "ratio", "leak", "reading", "published"], Spread]
    listed_coverage: Probability
    listed_at_most: Annotated[int, Gt(0)]
    reported_from: Probability
    unexplained_limit: Probability
    surprise_limit: Probability
    stop_score: Probability
    most_pages: Annotated[int, Gt(0)]
    not_sure_in_a_row: Annotated[int, Gt(0)]
    self_care_from: Probability
    self_care_if: dict[str, tuple[str, ...]]
    later: Later
    reasons: dict[str, str]


@dataclass(frozen=True, slots=True)
class Country:
    """What services are called in a country."""

    __pydantic_config__ = STRICT

    emergency: Text
    urgent: Text
    doctor: Text
    pharmacist: Text
    name: Text
    crisis: Text


@dataclass(frozen=True, slots=True)
class Sooner:
    """How a line of "get help sooner" begins, and the level that it means."""

    __pydantic_config__ = STRICT

    level: Level
    begins: Text


@dataclass(frozen=True, slots=True)
class Services:
    """The five levels in words, and countries."""

    __pydantic_config__ = STRICT

    schema: Literal[1]
    levels: tuple[LevelRecord, ...]
    sooner: tuple[Sooner, ...]
    countries: dict[str, Country]
    sources: tuple[Cited, ...] = ()
    limits: tuple[str, ...] = ()
    limits_clinician: tuple[str, ...] = field(default=())
