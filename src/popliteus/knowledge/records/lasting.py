"""Words by which the time of a complaint is told from the other times of a story."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.knowledge.records.numbers import STRICT
from popliteus.knowledge.records.spoken import Listed


@dataclass(frozen=True, slots=True)
class Lasting:
    """Words by which a time is that of the complaint, or of something else.

    Attributes
    ----------
    beginnings, sports
        Items that say how it began; items beside which a time may still be that of the pain.
    starts, spent, histories
        Words of a beginning; words of how a time was spent that is no time of pain; words before
        "history of" by which what follows is of now.
    told, that_was, went_on
        Regular expressions that end right before a time: "it has been like this about"; "that
        was"; behind a time: "later it is still".
    surely_before, surely_after, day_of
        Regular expressions that make a time the complaint's: right before it ("been like this
        for"), right behind it ("I have had it"), and behind a day ("I got a pain").
    not_done, because_of
        Regular expressions of what could not be done so long, before and behind a time.
    was_well, grew_over, other_since
        Regular expressions of what else lasted: "was perfect for"; "came on slowly over"; "better
        since I stopped".
    of_other, old_things, of_event, of_earlier, over_since
        Regular expressions before a time of something else ("ulcer"), before one that may only be
        how old a lump or a disease is, behind one of an event that
        is none of a leg ("we flew"), before one of an earlier episode ("the same thing"), and
        behind one that is over ("and it went").
    brief_told
        Regular expressions before a time of some hours or less that is the complaint's.
    """

    __pydantic_config__ = STRICT

    beginnings: Listed
    sports: Listed
    starts: Listed
    spent: Listed
    histories: Listed
    told: Listed
    that_was: Listed
    went_on: Listed
    was_well: Listed
    grew_over: Listed
    other_since: Listed
    surely_before: Listed
    surely_after: Listed
    day_of: Listed
    not_done: Listed
    because_of: Listed
    of_other: Listed
    old_things: Listed
    of_event: Listed
    of_earlier: Listed
    over_since: Listed
    brief_told: Listed
