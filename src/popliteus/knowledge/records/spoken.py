"""Words that say something by their tense, their company or their number: typed lists.

Everything here is compared with the words of a story as they are written, in small letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from popliteus.knowledge.records.limits import MinLen
from popliteus.knowledge.records.numbers import STRICT, Text

#: A list of words or of regular expressions, never empty.
Listed = Annotated[tuple[Text, ...], MinLen(1)]

#: A part that a pattern calls by name, and the name of what it matched itself.
PART, SAID = re.compile(r"<([a-z-]+)>"), "said"
#: The part of the words by which an item is told as given up begins so, and ends with the item.
GAVE_UP = "gave-up-"


@dataclass(frozen=True, slots=True)
class Saying:
    """Patterns of words and what they say: an item, and its option or present or absent.

    A pattern is a regular expression from the beginning of a word; `<name>` stands for one of the
    `parts` of that name. What stands around may say that it is of another joint, or of nothing: no
    `unless` may match its sentence, up to a short way behind it, in which `<said>` is the match.
    """

    __pydantic_config__ = STRICT

    item: Text
    value: Text
    patterns: Listed
    unless: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Simile:
    """Patterns of words that are read as one quality of a place: "up like a melon" is swollen."""

    __pydantic_config__ = STRICT

    quality: Text
    patterns: Listed


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from `when`: in an examiner's `note` only, in none (`own`), of a `knee`."""

    __pydantic_config__ = STRICT

    when: dict[Text, Text]
    item: Text
    value: Text
    note: bool = False
    own: bool = False
    knee: bool = False


@dataclass(frozen=True, slots=True)
class Tellers:
    """Words by which it is known of whom, and of when, a teller speaks.

    Attributes
    ----------
    teller, own, third
        How tellers name themselves, and what is theirs; how they name the person they speak for.
    helps
        What somebody does who only types, sends or advises: the story is not about them.
    ails
        What is said of somebody who has a trouble now, the teller none.
    reports
        Words of somebody who speaks of the person: "my wife says my foot is cold".
    now
        Words with which a teller comes back to the present.
    of_a_noun
        Words after which a quality belongs to the noun behind it.
    persons
        Who is cold or hot as a whole: "I felt cold" says nothing of a knee.
    feels
        Words between such a person and "cold".
    earlier, still
        Words of how it was, and of how it is now: "then I could, now I cannot".
    """

    __pydantic_config__ = STRICT

    teller: Listed
    own: Listed
    third: Listed
    helps: Listed
    ails: Listed
    reports: Listed
    now: Listed
    of_a_noun: Listed
    persons: Listed
    feels: Listed
    earlier: Listed
    still: Listed


@dataclass(frozen=True, slots=True)
class Sides:
    """Words by which one leg is told from both.

    Attributes
    ----------
    words
        Each word for a side, and the side.
    both, exactly
        Words for both sides; words behind "right" with which it only means "exactly".
    plurals, not_both, points
        Words for several legs; words before them with which they are one leg, or no leg at all;
        words before a leg that point at one of two.
    after, ails
        Sides in short hand that stand after what ails, and what ails.
    left_out, goes_on
        Words that change nothing in a phrase for a side; words behind it that make it another one.
    too, ends_both
        Words that make a second side of one without a leg; words behind "both" without a leg.
    stands, ail
        Words behind a side that stands for its leg; words behind "both" that stands for both legs.
    whose
        Words that say whose leg it is.
    turns, joints
        Patterns of legs that take turns; short hand for parts and operations of a leg, behind
        its side.
    """

    __pydantic_config__ = STRICT

    words: dict[Text, Text]
    both: Listed
    exactly: Listed
    plurals: Listed
    not_both: Listed
    points: Listed
    after: dict[Text, Text]
    ails: Listed
    left_out: Listed
    goes_on: Listed
    too: Listed
    ends_both: Listed
    stands: Listed
    ail: Listed
    whose: Listed
    turns: Listed
    joints: Listed


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Words by which what began a trouble is told from what happens again and again.

    Attributes
    ----------
    injuries, moments, load
        Options of mechanism: those that a denial makes "no injury"; those of one moment; the one
        that is felt later.
    snaps
        Findings that happen in one second.
    since, at_once, distance, only, worst, best, then, once, shape
        Regular expressions: what came after an injury; what came with it; a distance on foot and
        what happens after it; a thing that brings a pain on alone; behind what brings it on or
        eases it, that it does so most; the verb of a single time; the shape of a leg.
    habits, each, times, waking
        Words of what happens again and again, and of waking.
    no_start, grew, came, by_degrees, lasted
        Words of what else comes or goes over days, of what goes on, of what began, of what came
        by degrees while it grew, and those before a time that make it a length of time.
    able, operated
        Words before an injury that is told of no single time, or of an operation.
    worse, at_once_words, again, stumbles
        Words with which a deep bend only provokes a pain, and those with which it began one all
        the same; words of what happened several times; of a foot that catches.
    stance, swells
        Regular expressions: a foot that only stands; what swells again and again.
    no_course_after, no_course_before, no_course_of
        Regular expressions behind or before which "worse" and "better" are no course, and before
        which "the same" is that of something else.
    """

    __pydantic_config__ = STRICT

    injuries: Listed
    moments: Listed
    load: Text
    snaps: Listed
    since: Listed
    at_once: Listed
    distance: Listed
    only: Listed
    worst: Listed
    best: Listed
    then: Listed
    once: Listed
    shape: Listed
    habits: Listed
    each: Listed
    times: Listed
    waking: Listed
    no_start: Listed
    grew: Listed
    came: Listed
    by_degrees: Listed
    lasted: Listed
    able: Listed
    operated: Listed
    worse: Listed
    at_once_words: Listed
    again: Listed
    stumbles: Listed
    stance: Listed
    swells: Listed
    no_course_after: Listed
    no_course_before: Listed
    no_course_of: Listed


@dataclass(frozen=True, slots=True)
class Company:
    """Words that must, or must not, stand beside a phrase for it to count.

    Attributes
    ----------
    examiners
        Who examines: without one of them a person's own account holds no sign of an examiner.
    other_parts
        What was not hurt, and is no leg.
    cold
        Words for cold that are forms of "stuck" as well.
    of_both, two
        Items that are said of two legs, and the words that say so.
    persons, was_well
        Who feels well, and when that is past.
    hard, limit
        Words before "walk" with which it is no ability, and behind it with which it is a limit.
    themselves, then, came_back
        Words with which "catch", "hurt back" and "is back" say nothing of a leg.
    new
        What is new about a knee when it is no new joint.
    faint
        Words behind "faint" with which nobody fainted.
    wish, begun
        A word before "lose weight" with which it is a wish, and words before that with which it is
        not.
    far
        Words behind "cannot move my knee" with which it is a limit, not a knee that is held still.
    refuses
        Words before "drink" with which somebody refuses it: no answer about alcohol.
    to_come, not_yet
        Words of a journey still to come; words before what has not burst or snapped.
    flung
        Words before "flying" with which nobody took a plane.
    cannot_abide
        What somebody cannot stand who may well stand.
    bent
        Words of a knee that was bent once, which is not how it is made.
    flexed
        Words of an examiner who bends a knee: no answer to what brings the pain on.
    past, at_each
        Verbs of one time in the past, and words before them with which it was each time.
    """

    __pydantic_config__ = STRICT

    examiners: Listed
    other_parts: Listed
    cold: Listed
    of_both: Listed
    two: Listed
    persons: Listed
    was_well: Listed
    hard: Listed
    limit: Listed
    themselves: Listed
    then: Listed
    came_back: Listed
    new: Listed
    faint: Listed
    wish: Listed
    begun: Listed
    far: Listed
    refuses: Listed
    to_come: Listed
    not_yet: Listed
    flung: Listed
    cannot_abide: Listed
    bent: Listed
    flexed: Listed
    past: Listed
    at_each: Listed
