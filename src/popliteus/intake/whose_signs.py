"""Whose and of when what tests, pictures and hands showed is: see `popliteus.intake.signs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from popliteus.intake.company import examined
from popliteus.intake.lexicon import Meaning
from popliteus.intake.naming import Named
from popliteus.intake.reading import Mention, Mentions, Stretch
from popliteus.intake.shown import Told
from popliteus.intake.states import States
from popliteus.knowledge.records import Intake

_RULED_OUT = re.compile(r"\b(?:excluded|excludes|ruled out|rules out)\b")

#: What counts of a result; a denial around it was already understood.
_COUNTS = {"present": "present", "absent": "present", "uncertain": "uncertain"}


def counted(
    told: Iterable[Told], text: str, states: States, at: Callable[[int], int], *, note: bool
) -> list[tuple[str, Told]]:
    """Return the results that are of this person's leg, now, each with how sure it is.

    Parameters
    ----------
    told
        What tests and pictures of a text showed.
    text
        The text.
    states
        Its words, and whose and when what they name is.
    at
        The unit of a place in the text.
    note
        Whether an examiner wrote it.
    """
    found: list[tuple[str, Told]] = []
    seen = examined(states)
    for one in told:
        place = at(one.start)
        if one.felt and not note and states.context.clause(place).sentence not in seen:
            continue
        name = Named(Meaning(one.item, "present"), place, place + 1, (place, place + 1), place)
        state = states.of(name)
        said = text[one.first : one.last].lower()
        sure = "present" if _all_the_same(state, one, said) else _COUNTS.get(state)
        if sure and one.item in states.base.findings:
            found.append((sure, one))
    return found


def _all_the_same(state: str, one: Told, said: str) -> bool:
    """Return whether a result counts although a word of its sentence says otherwise elsewhere.

    "The scan ruled out a clot" was done; the neck of a fibula is no neck.
    """
    if state == "only asked or warned of":
        return not one.present and _RULED_OUT.search(said) is not None
    return state == "another part of the body" and "fibul" in said


def showed(told: Iterable[tuple[str, Told]], text: str) -> Mentions:
    """Return results that count as what a text says."""
    return [
        (sure, Mention(one.item, "present" if one.present else "absent", _stretch(one, text)))
        for sure, one in told
    ]


def _stretch(one: Told, text: str) -> Stretch:
    return Stretch(one.start, one.end, text[one.start : one.end])


def hiding(told: Iterable[tuple[str, Told]]) -> list[Told]:
    """Return results that reach over their sentences: they say more there than phrases do.

    One that a test was clear hides no more than its own words: "no DP/PT, R pulses normal".
    """
    return [
        replace(one, start=one.first, end=one.last) if one.felt or one.present else one
        for _, one in told
    ]


def as_examined(mentions: Mentions, intake: Intake) -> Mentions:
    """Return what an examiner wrote as the signs that were found, not as what a person told."""
    signs = intake.examined
    mentions = [
        (state, replace(one, item=signs.get(one.item, one.item))) for state, one in mentions
    ]
    felt = {one.words for _, one in mentions if one.item == "ballottement"}
    return [pair for pair in mentions if not (pair[1].words in felt and _effusion(pair[1]))]


def _effusion(one: Mention) -> bool:
    """Return whether an effusion would answer "is your knee swollen?": it was felt, not told."""
    return one.item == "knee-swelling" and "effusion" in one.words.quote.lower()
