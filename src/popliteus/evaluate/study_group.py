"""The group in which a figure was measured, as far as its record lets one say it.

What this module is
    `group_of`: setting, ages and sex, taken from the words of ``population`` (for a rate also of
    what it is a rate of). `obstacle`: why a group cannot be mimicked. Both are rules about words
    and fields, the same for every record; nothing is listed by name.

What it is not
    It understands no medicine. What its words do not catch, the field ``not_comparable`` of a
    figure can say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from popliteus.assess.evidence import BAND_STARTS
from popliteus.engine.model import SETTINGS, SEXES, FloatArray, Model
from popliteus.knowledge.records import Number

#: First year of each age band, and a last year of life where a study names none.
EDGES: Final = (0, *BAND_STARTS, 86)
OLDEST: Final = EDGES[-1] - 1

#: A rate is compared if at least this much of the age bands that it lies in belongs to the study.
LEAST_COVERED: Final = 0.5

_PLACES: Final = {
    "primary_care": r"general practi|primary care|\bGP\b",
    "emergency": r"emergency|trauma unit",
    "sports_clinic": r"sports? (?:clinic|medicine)",
    "referred": r"\bclinic\b|hospital|referred|referral|orthop|rheumatolog|specialist"
    r"|secondary|surgeon|centre|angiology|vascular|laboratory|consecutive outpatients",
}
_FROM_TO: Final = (
    r"\b(?:of|aged?|from|at|ages) (\d{1,2})(?: to |[-–])(\d{1,3})\b(?! (?:days|weeks|months|per))",
    r"\b(\d{1,2})(?: to |[-–])(\d{1,3}) years",
)
_TO: Final = r"\bto (\d{1,2}) years|\bunder (\d{1,2})\b"
_FROM: Final = r"\b(\d{1,2})(?: years)? (?:or|and) (?:more|older|over)\b|\bover[- ](\d{1,2})\b"
_YOUNG: Final = r"\b(?:child(?:ren)?|boys?|girls?|infants?)\b"
_GROWN: Final = r"\badults?\b|\b(?:wo)?men\b"
_FEMALE: Final = r"\b(?:women|girls|woman)\b"
_MALE: Final = r"\b(?:men|boys)\b"
_MIXED: Final = r"per cent (?:wo)?men"

#: What speaks against comparing, whatever the quantity.
_CHOSEN: Final = (
    (
        r"\boperated\b|before (?:an |leg )?(?:operation|bypass)|(?<!after knee )arthroscop"
        r"|arthrotomy|waiting for|surgical series|needed surgery|surgery, retrospective"
        r"|found at operation",
        "operated, or chosen for an operation",
    ),
    (
        r"found (?:by|on) (?:a )?(?:ultrasound|scan|MRI)|\bscreened\b|by screening|knees with MRI",
        "found by a scan, not by a complaint",
    ),
    (r"reference (?:an )?arteri", "another reference than the cause"),
)

#: What speaks against comparing people with and people without the cause.
_SUSPECTS: Final = r"suspected|admitted|high clinical|haemarthrosis|injur(?:y|ies|ed)\b"
_OTHERS: Final = r"\bcontrols\b|\bhealthy\b|against \d+ with|and \d+ for\b"

#: Whose rates are not those of a population.
_SPECIAL: Final = (
    (
        r"service members|soldier|military|cadet|athlete|students of|academy|high-school",
        "soldiers, students or athletes",
    ),
    (r"\boperated\b", "operated only"),
    (r"of users|\bwith varicose|trials? of", "users of a medicine, or with a disease"),
)

_CONTRAST: Final = {"specificity", "lr_positive", "lr_negative", "prevalence", "post_test"}


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Whom the model is asked about in place of the people of a study.

    Attributes
    ----------
    words
        The same in words, with what the record does not say.
    setting
        Index into `SETTINGS`.
    cells : float64 array, shape (A, S)
        How the group is spread over ages and sexes; not normalised.
    ages
        First and last year of age.
    covered
        Share of the age bands it lies in that belongs to the study, 0 to 1.
    """

    words: str
    setting: int
    cells: FloatArray
    ages: tuple[int, int]
    covered: float


def group_of(number: Number, model: Model) -> Group:
    """Return the group of a published figure.

    Ages and sex that are not said: adults who come, or for a rate the whole population, each
    year of age alike up to 85. A setting that is not said, or several: primary care.

    Parameters
    ----------
    number
        The figure.
    model
        How those who come are spread over ages and sexes.

    Returns
    -------
    Group

    Examples
    --------
    >>> from popliteus import load
    >>> from popliteus.knowledge.addresses import Figures
    >>> base = load()
    >>> one = Figures(base)["acl-tear#pop-specificity"].number
    >>> group_of(one, base.compiled.model).words
    'primary care, 18 to 65 years'
    """
    rate = number.quantity == "rate_per_1000"
    texts = (number.of.text or "", number.population) if rate else (number.population,)
    readings = (_years_in, _grown_in)
    ages = next((found for read in readings for text in texts if (found := read(text))), None)
    sex = next((place for text in texts if (place := _sex_in(text)) is not None), None)
    setting = _setting_in(number.population)
    low, high = ages or ((0, OLDEST) if rate else (18, OLDEST))
    years = np.clip(np.minimum(EDGES[1:], high + 1) - np.maximum(EDGES[:-1], low), 0, None)
    width = np.diff(EDGES)
    shares = years / years.sum()
    cells = years[:, None] * np.ones_like(model.people)
    if not rate:
        cells = model.people * (years / width)[:, None]
    if sex is not None:
        cells[:, 1 - sex] = 0.0
    parts = [(_ages_in_words(low, high, said=ages is not None), ages is not None)]
    if sex is not None:
        parts.insert(0, (SEXES[sex], True))
    if not rate:
        parts.insert(0, (SETTINGS[setting or 0].replace("_", " "), setting is not None))
    return Group(
        words=_in_words(parts),
        setting=setting or 0,
        cells=np.asarray(cells, dtype=np.float64),
        ages=(low, high),
        covered=float((shares * years / width).sum()),
    )


def obstacle(number: Number, group: Group, *, reading: bool = False) -> str:
    """Return why the group of a figure cannot be mimicked; empty when it can.

    Parameters
    ----------
    number
        The figure.
    group
        From `group_of`.
    reading
        Whether the figure is about a reading and its fact, not about a cause.

    Examples
    --------
    >>> from popliteus import load
    >>> from popliteus.knowledge.addresses import Figures
    >>> base = load()
    >>> one = Figures(base)["popliteal-artery-aneurysm#other-aneurysm-operated"].number
    >>> obstacle(one, group_of(one, base.compiled.model))
    'operated, or chosen for an operation'
    """
    if number.not_comparable:
        return number.not_comparable
    rate = number.quantity == "rate_per_1000"
    words = f"{number.of.text or ''}; {number.population}"
    for pattern, why in _SPECIAL if rate else _CHOSEN:
        if re.search(pattern, words, re.IGNORECASE):
            return why
    if number.quantity == "prevalence" and number.reader == "test":
        return "found by a scan, not by a complaint"
    if rate and group.covered < LEAST_COVERED:
        return "ages are a small part of our bands"
    return _against_others(number, words, reading=reading)


def _against_others(number: Number, words: str, *, reading: bool) -> str:
    """Return why people without the cause are not those of the study.

    The model gives a reading one accuracy in everybody, and a score says itself for whom it is;
    both are compared among suspects too.
    """
    ratio = number.quantity == "odds_ratio" and not number.of.factor
    if not ratio and number.quantity not in _CONTRAST:
        return ""
    told = number.of.rule or (reading and number.quantity != "post_test")
    if not told and re.search(_SUSPECTS, words):
        return "chosen for a suspicion, injury or sign"
    if re.search(_OTHERS, words):
        return "compared with people without such pain"
    return ""


def _years_in(text: str) -> tuple[int, int] | None:
    """Return the first and last year of age that a text states in numbers.

    >>> _years_in("per 1000 children of 8 to 18 a year"), _years_in("40 or more, 1998 to 2011")
    ((8, 18), (40, 85))
    >>> _years_in("under 16"), _years_in("5 to 7 days after"), _years_in("aged 90 to 101")
    ((0, 15), None, None)
    """
    for pattern in _FROM_TO:
        for low, high in re.findall(pattern, text):
            if int(low) < min(int(high), OLDEST):
                return int(low), min(int(high), OLDEST)
    if until := re.search(_TO, text):
        return 0, int(until.group(1) or int(until.group(2)) - 1)
    since = re.search(_FROM, text)
    return (int(since.group(1) or since.group(2)), OLDEST) if since else None


def _grown_in(text: str) -> tuple[int, int] | None:
    """Return the ages of children or of adults, where a text names one of the two.

    >>> _grown_in("girls in one county"), _grown_in("adults"), _grown_in("children and adults")
    ((0, 17), (18, 85), None)
    """
    young, grown = re.search(_YOUNG, text), re.search(_GROWN, text)
    if young and not grown:
        return 0, 17
    return (18, OLDEST) if re.search(r"\badults?\b", text) and not young else None


def _sex_in(text: str) -> int | None:
    female, male = re.search(_FEMALE, text), re.search(_MALE, text)
    if bool(female) == bool(male) or re.search(_MIXED, text):
        return None
    return 0 if female else 1


def _setting_in(text: str) -> int | None:
    named = [place for place in SETTINGS if re.search(_PLACES[place], text)]
    return SETTINGS.index(named[0]) if len(named) == 1 else None


def _in_words(parts: Sequence[tuple[str, bool]]) -> str:
    """Return what is said of a group, then what is assumed.

    >>> _in_words([("referred", True), ("female", True), ("adults", False)])
    'referred, female; assumed: adults'
    """
    told = ", ".join(part for part, known in parts if known)
    guessed = ", ".join(part for part, known in parts if not known)
    return "; ".join(filter(None, (told, f"assumed: {guessed}" if guessed else "")))


def _ages_in_words(low: int, high: int, *, said: bool) -> str:
    if not said:
        return "adults" if low else "all ages"
    return f"{low} to {high} years" if high < OLDEST else f"{low} years and older"
