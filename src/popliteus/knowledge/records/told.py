"""How free text is read: words that mean the same, places, and the cues around a phrase.

What people call a finding stands in the finding's own record; here is only what belongs to none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from popliteus.knowledge.records.crisis import Crisis
from popliteus.knowledge.records.lasting import Lasting
from popliteus.knowledge.records.limits import Gt, MinLen
from popliteus.knowledge.records.numbers import STRICT, Text
from popliteus.knowledge.records.shown import Signs
from popliteus.knowledge.records.spoken import (
    Beginnings,
    Company,
    Follows,
    Saying,
    Sides,
    Simile,
    Tellers,
)

#: What a cue makes of a phrase in its reach. `pseudo` only keeps other cues from seeing its words.
CueKind = Literal[
    "negated", "affirmed", "possible", "historical", "hypothetical", "feared", "other-person",
    "other-leg", "ended", "pseudo",
]  # fmt: skip

Words = Annotated[tuple[Text, ...], MinLen(1)]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the body in the words people use.

    `worst` is its option of the attribute worst-place, `also` the finding "pain there too"; `leg`
    says whether trouble there is trouble of a leg, `kind` which places stand in for one another.
    """

    __pydantic_config__ = STRICT

    id: Text
    leg: bool
    kind: Text
    words: Words
    worst: str | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True)
class CueWords:
    """Words of one kind of cue; `side` says where the phrase stands: after, before, or both."""

    __pydantic_config__ = STRICT

    kind: CueKind
    side: Literal["after", "before", "both"]
    words: Words


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words that make a number a measured finding.

    `units` say how many of the finding's own unit one of them is; `plain`: a number without a unit
    counts too; `plain_after`: it does right after one of these words ("flexion 60"); `near`: one of
    these words must stand about; `least`, `most`: other numbers are of something else with the same
    name; `alone` are regular expressions of what is the measure without any of the words
    ("39.2 C"), and `not_after` ends right before a number of something else.
    """

    __pydantic_config__ = STRICT

    item: Text
    words: Words
    units: dict[str, Annotated[float, Gt(0)]] = field(default_factory=dict)
    near: tuple[Text, ...] = ()
    plain: bool = False
    plain_after: tuple[Text, ...] = ()
    least: float | None = None
    most: float | None = None
    alone: tuple[Text, ...] = ()
    not_after: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What words of an item mean something else in: "hay fever" is no fever.

    A pattern is matched with the sentence, up to a short way behind the words, in which `<begins>`
    and `<ends>` stand right before and behind them, and `<said>` for both with all between; any
    other `<name>` is one of the `parts`. With a `value`, only what says that value is meant.
    """

    __pydantic_config__ = STRICT

    item: Text
    patterns: Words
    value: Text | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a result says of a story that names no trouble of a leg or knee."""

    __pydantic_config__ = STRICT

    finding: Text
    patient: Text
    clinician: Text


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that reading a story needs besides the phrases of the items themselves.

    Attributes
    ----------
    fillers
        Words that change nothing and are left out before phrases are compared.
    forms
        A word, and other words or runs of words that are read as if they were it.
    pains, qualities, worst_words, worst_said
        Words for pain; words that with a place make a phrase; words that single a place out, and
        those that do so although they are left out of phrases.
    boundaries, questions, subjects
        Words at which no cue reaches further; first words of a question; words that begin a
        clause of their own after "and" or a comma.
    listed, towards
        Qualities that stand beside others, and words that stand, before their place.
    things
        Words for things that a quality right before them is said of ("a cold pack").
    attributive
        Words for big that belong to the noun behind them ("a big bruise").
    exact
        Qualities of a part that say nothing of the whole: a weak calf is no weak leg.
    not_meant
        Items that a quality never means unless its place is said with it.
    over, goes_on
        Words of what is over ("had"), and of what began long ago and goes on ("since").
    not_before, not_after, how_long, started
        Words beside a time that is no duration; words before one that is; words of a beginning.
    finite
        Verbs with which a clause of its own begins behind a comma: "no swelling, played football".
    story_words
        What tellers say of themselves in somebody else's story ("I am writing about").
    works
        Work that a person may be told by, whose words are otherwise for somebody else.
    proxies, first_person, third_person, sexes, of_either_sex
        Of whom a story tells, and as whom; proxies that may be of either sex.
    anybody, acquaintances
        Proxies by which any stranger may be named as well; whom a teller knows and hardly ever
        speaks for.
    opposites
        Phrases that mean that an item is absent.
    of_one_leg
        Risk factors that are of one leg: on the other one they are none.
    past_counts, within_days, medicines
        Items of which the past counts, and for how many days where that is limited; items that
        are absent once they were stopped.
    durations, time_units, numbers, days_named, days_of_year
        Longest time of each option of duration, in days; what words mean in days and numbers;
        which day of the year a month or a feast is.
    measures, signs, general
        Words that make a number a finding; how results of tests and pictures are told; words that
        say nothing that could be missed.
    leg_words
        Words besides places that make a story one about a leg.
    modalities, results
        Words for tests ("scan") and for what they show ("clot"): together they are one finding.
    priority
        Which option of an attribute counts when a story names several, the first of them.
    examined, clinical, letters
        What an examiner's note calls by the patient's words: item to the sign that it is; words
        by which such a note is known, besides that it says "I" and "my" of nobody; regular
        expressions that only a letter or note of an examiner holds, who may well say "I".
    tellers
        Words by which it is known of whom and of when a teller speaks.
    sides, beginnings, company, lasting
        Words by which one leg is told from both, a beginning from a habit, what counts from what
        does not, and the time of the complaint from another.
    parts, sayings
        What is said by tense and subject: patterns, and the words that they share.
    similes, lumps
        What is read as a quality of a place by what it is likened to; what may lie in a place,
        and grow.
    otherwise
        What words of an item mean something else in.
    only_denied, witnesses
        Qualities that count only where they are denied ("no heat"); what a teller does who tells
        of somebody else all the same ("I heard it snap").
    of_place, gone, no_more
        Items told by words that may name no place, and the places one of which a story must name
        then; items that say that another one is no more; patterns right behind what was seen with
        which it is no more.
    follows
        What follows from what was told, where it was not told itself.
    elsewhere
        What is said of a story that is about no leg.
    crisis
        Words of somebody who may want to die, and what is said first.
    """

    __pydantic_config__ = STRICT

    schema: Literal[1]
    fillers: Words
    forms: dict[str, Words]
    places: tuple[Place, ...]
    pains: Words
    qualities: Words
    worst_words: Words
    worst_said: Words
    cues: tuple[CueWords, ...]
    boundaries: Words
    questions: Words
    subjects: Words
    listed: Words
    things: Words
    exact: Words
    attributive: Words
    not_meant: Words
    towards: Words
    over: Words
    goes_on: Words
    not_before: Words
    not_after: Words
    how_long: Words
    finite: Words
    story_words: Words
    started: Words
    proxies: Words
    works: Words
    first_person: Words
    third_person: Words
    sexes: dict[Literal["female", "male"], Words]
    of_either_sex: Words
    anybody: Words
    acquaintances: Words
    opposites: dict[str, Words]
    of_one_leg: Words
    past_counts: Words
    medicines: Words
    within_days: dict[str, Annotated[float, Gt(0)]]
    durations: dict[str, Annotated[float, Gt(0)]]
    time_units: dict[str, Annotated[float, Gt(0)]]
    numbers: dict[str, Annotated[float, Gt(0)]]
    days_named: dict[str, Annotated[float, Gt(0)]]
    days_of_year: dict[str, Annotated[float, Gt(0)]]
    measures: tuple[MeasureWords, ...]
    signs: Signs
    general: Words
    leg_words: Words
    modalities: Words
    results: Words
    priority: dict[str, Words]
    examined: dict[str, str]
    clinical: Words
    letters: Words
    tellers: Tellers
    sides: Sides
    beginnings: Beginnings
    company: Company
    lasting: Lasting
    parts: dict[Text, Words]
    sayings: tuple[Saying, ...]
    similes: tuple[Simile, ...]
    lumps: Words
    otherwise: tuple[Otherwise, ...]
    only_denied: Words
    witnesses: Words
    of_place: dict[str, Words]
    gone: dict[str, str]
    no_more: Words
    follows: tuple[Follows, ...]
    elsewhere: Elsewhere
    crisis: Crisis
