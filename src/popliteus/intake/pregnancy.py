"""What a pregnancy says of the sex of a person, and what that sex says of a pregnancy."""

from __future__ import annotations

from collections.abc import Mapping

from popliteus.intake.people import Person
from popliteus.intake.reading import Mention, Mentions, Sex

#: Factors that say the sex of a person who has them.
ONLY_WOMEN = ("pregnant", "after-birth")


def of_sex(mentions: Mentions, person: Person) -> Mentions:
    """Return what is told without a pregnancy of a man: "that is what you get in pregnancy"."""
    if person.sex != "male":
        return mentions
    return [pair for pair in mentions if pair[1].item not in ONLY_WOMEN]


def by_pregnancy(findings: Mapping[str, Mention]) -> Sex | None:
    """Return the sex that a pregnancy or a birth says plainly.

    >>> from popliteus.intake.reading import Stretch
    >>> by_pregnancy({"pregnant": Mention("pregnant", "present", Stretch(0, 8, "pregnant"))})
    'female'
    """
    plain = any(findings[one].value == "present" for one in ONLY_WOMEN if one in findings)
    return "female" if plain else None
