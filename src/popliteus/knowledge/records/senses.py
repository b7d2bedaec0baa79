"""In which company a phrase means something else: typed lists."""

from __future__ import annotations

from dataclasses import dataclass

from popliteus.knowledge.records.numbers import STRICT, Text
from popliteus.knowledge.records.spoken import Listed


@dataclass(frozen=True, slots=True)
class Sense:
    """When what a phrase or a pattern found does not count, by the words of its sentence.

    Attributes
    ----------
    items, values
        Of which items this is, and of which of their options; of all when there are none.
    holds
        A regular expression that its own words must hold; any words when left out.
    unless, only
        Regular expressions of its sentence, in which `<said>` stands for its own words: none of
        `unless` may match, and one of `only` must where there are any.
    """

    __pydantic_config__ = STRICT

    items: Listed
    values: tuple[Text, ...] = ()
    holds: str = ""
    unless: tuple[Text, ...] = ()
    only: tuple[Text, ...] = ()
