"""What every view shares: the site, the model seen from each cause, and which rule is for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from popliteus.knowledge.records import Country, Number
from popliteus.knowledge.second import Second
from popliteus.publish.pages.site import Site
from popliteus.publish.views.conditions import chances_of
from popliteus.publish.views.model import Chances, FloatArray
from popliteus.rules import Kind, Rule

#: A rule is for a cause that would fire it in this share of its people, and this much more often
#: than others do. Set so that each page names the rules a clinician would name.
_FIRES_FROM, _MORE_THAN_OTHERS = 0.15, 2.0

#: Words by which advice is known to be urgent; it stands first on a page.
_URGENT = ("ambulance", "emergency", " now", "today", "same day", "at once", "straight away")

#: Names of services for somebody of whom nothing is known.
_NOWHERE = "XX"


@dataclass(frozen=True, slots=True)
class ForCause:
    """A rule and a cause, and how many people with it the rule would raise."""

    rule: Rule
    cause: str
    fires: float
    others: float


class Shared:
    """Everything that the views of a site have in common.

    Parameters
    ----------
    site
        The pages and records.
    country
        Whose names of services the pages use; nobody's in particular when left out.
    """

    def __init__(self, site: Site, country: Country | None = None) -> None:
        self.site, self.base = site, site.base
        #: Names of services for a reader.
        self.country = country or self.base.services.countries[_NOWHERE]

    @cached_property
    def chances(self) -> Chances:
        """The model, seen from each cause."""
        return Chances(self.base)

    @cached_property
    def _fired(self) -> dict[str, FloatArray]:
        return {
            one.id: chances_of(one, self.chances)
            for one in self.base.rules.values()
            if one.kind is not Kind.SCORE
        }

    @cached_property
    def for_causes(self) -> list[ForCause]:
        """Which red flags and floors are for which cause, the most urgent first."""
        found: list[ForCause] = []
        for name, fires in self._fired.items():
            for place, cause in enumerate(self.base.compiled.causes):
                others = float(self.chances.others(place, fires))
                mine = float(fires[place])
                if mine >= _FIRES_FROM and mine >= _MORE_THAN_OTHERS * others:
                    found.append(ForCause(self.base.rules[name], cause, mine, others))
        return sorted(found, key=lambda one: (-one.rule.level, -one.fires, one.rule.id))

    @cached_property
    def scores_for(self) -> Mapping[str, list[Rule]]:
        """Published decision rules by the causes whose records hold figures of them."""
        found: dict[str, list[Rule]] = {}
        for cause in self.base.causes.values():
            names = dict.fromkeys(one.of.rule for one in cause.evidence if one.of.rule)
            found[cause.id] = [self.base.rules[name] for name in names if name in self.base.rules]
        return found

    def spoken(self, text: str) -> str:
        """Return a text with the names of services filled in."""
        place = self.country
        return text.format(
            emergency=place.emergency,
            urgent=place.urgent,
            doctor=place.doctor,
            pharmacist=place.pharmacist,
        )

    def level_words(self, level: str) -> str:
        """Return what a level of urgency says to a person."""
        found = next(one for one in self.base.services.levels if one.id == level)
        return self.spoken(found.patient)

    def level_name(self, level: str) -> str:
        """Return the name of a level with its time: ``See somebody today, within 24 hours``."""
        found = next(one for one in self.base.services.levels if one.id == level)
        return f"{found.name}, {found.within}"

    def second(self, kind: str, record: str, number: Number) -> Second | None:
        """Return the second reading of a number."""
        return self.site.seconds.get((f"{kind}/{record}.yaml", number.id))

    def read_again(self, kind: str, record: str) -> str:
        """Return the day on which figures of a record were last read again; empty: never."""
        place = f"{kind}/{record}.yaml"
        days = [one.signed for (file, _), one in self.site.seconds.items() if file == place]
        return max(days, default="")


def urgent(texts: Iterable[str]) -> list[str]:
    """Return the advice that cannot wait.

    >>> urgent(["Call an ambulance if you faint.", "Come back if it aches."])
    ['Call an ambulance if you faint.']
    """
    return [text for text in texts if any(word in f" {text.lower()}" for word in _URGENT)]


def percent(value: float) -> str:
    """Return a probability of the model as a clinician reads it; never more exact than it is.

    >>> [percent(one) for one in (0.337, 0.012, 0.0004)]
    ['34%', '1.2%', '0.04%']
    """
    return (
        f"{100 * value:.0f}%"
        if value >= 0.095
        else f"{float(np.format_float_positional(100 * value, 2, fractional=False)):g}%"
    )
