"""Refuse a model or an account that cannot be right, with a message that says where.

What this module is
    The guarantees that let the arithmetic go without special cases: shapes agree, probabilities
    lie strictly inside (0, 1), tables sum to 1, codes are codes.

What it is not
    It does not judge whether a number is medically sensible; `popliteus.knowledge` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from popliteus.engine.model import AGE_BANDS, LEVELS, READERS, SETTINGS, SEXES, UNKNOWN
from popliteus.errors import AnswerError, PopliteusError

if TYPE_CHECKING:
    from popliteus.engine.evidence import Evidence
    from popliteus.engine.model import FloatArray, Model

#: Slack for sums that should be 1: the numbers were divided in floating point once.
SUM_SLACK = 1e-9


def check_model(model: Model) -> None:
    """Check shapes, ranges and sums of a compiled model.

    Raises
    ------
    PopliteusError
        Naming the array, the place in it, what was found and what was expected.
    """
    _check_shapes(model)
    for name in ("factor_rate", "fact", "leak", "fact_unlisted", "reading_yes"):
        _inside(name, getattr(model, name))
    for name in ("telling", "factor_telling", "active", "comes", "people"):
        _within(name, getattr(model, name), low=0.0, high=1.0)
    _within("rate", model.rate, low=0.0, high=np.inf)
    _within("needless", model.needless, low=0.0, high=np.inf)
    _within("link", np.nan_to_num(model.link, nan=0.5), low=0.0, high=1.0)
    for name in ("harm", "harm_later"):
        _within(name, np.nan_to_num(getattr(model, name), nan=0.5), low=0.0, high=np.inf)
    _within("rate_ratio", model.rate_ratio, low=np.finfo(np.float64).tiny, high=np.inf)
    if not 0.0 < model.unlisted_prior < 1.0:
        _refuse("unlisted_prior", model.unlisted_prior, "a probability strictly inside (0, 1)")
    if model.bound < 1:
        _refuse("bound", model.bound, "at least 1 cause in a hypothesis")
    _check_salience(model)
    _check_people(model)
    _check_presentations(model)
    _check_links(model)


def check_evidence(model: Model, evidence: Evidence) -> None:
    """Check that an account fits the model and does not contradict itself.

    Raises
    ------
    AnswerError
        A wrong length, a code outside its range, or a reading that is silent and answered.
    """
    for name, code, names in (
        ("age_band", evidence.age_band, AGE_BANDS),
        ("sex", evidence.sex, SEXES),
        ("setting", evidence.setting, SETTINGS),
    ):
        if not UNKNOWN <= code < len(names):
            msg = f"{name} is {code}; expected -1 (unknown) or an index into {names}"
            raise AnswerError(msg)
    if not 0 <= evidence.stage <= model.harm_later.shape[0]:
        msg = f"stage is {evidence.stage}; expected 0 to {model.harm_later.shape[0]}"
        raise AnswerError(msg)
    _codes("factors", evidence.factors, model.factors, low=-1, high=1)
    _codes("answers", evidence.answers, model.readings, low=-1, high=1)
    _codes("reader", evidence.reader, model.readings, low=0, high=len(READERS) - 1)
    _codes("silent", evidence.silent, model.readings, low=0, high=1)
    _codes("told", evidence.told, model.readings, low=0, high=1)
    _codes("silent_factors", evidence.silent_factors, model.factors, low=0, high=1)
    _codes("told_attributes", evidence.told_attributes, model.attributes, low=0, high=1)
    _codes("told_factors", evidence.told_factors, model.factors, low=0, high=1)
    _codes("attributes", evidence.attributes, model.attributes, low=-1, high=None)
    for name, value, table in zip(model.attributes, evidence.attributes, model.tables, strict=True):
        if value >= table.shape[1]:
            msg = f"attribute {name!r} has value {value}; expected -1 to {table.shape[1] - 1}"
            raise AnswerError(msg)
    _check_silence(model, evidence)


def _check_silence(model: Model, evidence: Evidence) -> None:
    both = np.flatnonzero(evidence.silent & (evidence.answers != UNKNOWN))
    if both.size:
        msg = (
            f"reading {model.readings[both[0]]!r} is both answered and silent. "
            "An answer replaces the silence; clear `silent` when a question is asked."
        )
        raise AnswerError(msg)
    known = np.flatnonzero(evidence.silent_factors & (evidence.factors != UNKNOWN))
    if known.size:
        msg = (
            f"factor {model.factors[known[0]]!r} is both known and silent. "
            "An answer replaces the silence; clear `silent_factors` when a question is asked."
        )
        raise AnswerError(msg)
    untold = np.flatnonzero(evidence.silent & ~model.tellable)
    if untold.size:
        msg = (
            f"reading {model.readings[untold[0]]!r} is silent, but nobody tells it unasked. "
            "Mark only tellable readings as silent."
        )
        raise AnswerError(msg)


def _check_shapes(model: Model) -> None:
    c, f, r = len(model.causes), len(model.facts), len(model.readings)
    q, x, g = len(model.attributes), len(model.factors), model.presentation_cause.size
    a, s, t, n = len(AGE_BANDS), len(SEXES), len(SETTINGS), len(READERS)
    expected: dict[str, tuple[int, ...]] = {
        "rate": (a, s, c),
        "people": (a, s),
        "comes": (t, c),
        "rate_ratio": (x, c),
        "factor_rate": (x, a, s),
        "factor_telling": (x, 2),
        "link": (c, c),
        "active": (a, s, c),
        "fact": (c, f),
        "leak": (a, f),
        "fact_unlisted": (f,),
        "reading_fact": (r,),
        "reading_yes": (r, n, 2),
        "telling": (r, 2),
        "tellable": (r,),
        "presentation_cause": (g,),
        "presentation_share": (g,),
        "harm": (len(LEVELS), c),
        "harm_later": (model.harm_later.shape[0], len(LEVELS), c),
        "needless": (len(LEVELS),),
        "salience": (r, c),
        "factor_salience": (x, c),
    }
    for name, shape in expected.items():
        found = getattr(model, name).shape
        if found != shape:
            _refuse(name, f"shape {found}", f"shape {shape}, from the lengths of the name lists")
    if len(model.tables) != q:
        _refuse("tables", f"{len(model.tables)} tables", f"one for each of {q} attributes")
    if r and not (model.reading_fact.min() >= 0 and model.reading_fact.max() < f):
        _refuse("reading_fact", model.reading_fact, f"indices 0 to {f - 1}")


def _check_salience(model: Model) -> None:
    c = model.n_causes
    for name, wanted in (
        ("value_salience", [(c, table.shape[1]) for table in model.tables]),
        ("who_salience", [(len(names), c) for names in (AGE_BANDS, SEXES, SETTINGS)]),
    ):
        found = [one.shape for one in getattr(model, name)]
        if found != wanted:
            _refuse(name, f"shapes {found}", f"shapes {wanted}")
    for name in ("salience", "factor_salience"):
        _within(name, getattr(model, name), low=-np.inf, high=np.inf)


def _check_people(model: Model) -> None:
    if abs(model.people.sum() - 1.0) > SUM_SLACK:
        _refuse("people", f"sum {model.people.sum()}", "sum 1")
    if not (model.people.sum(axis=0).all() and model.people.sum(axis=1).all()):
        _refuse("people", model.people, "somebody in every age band and of each sex")
    share = np.einsum("asc,tc->ast", model.rate, model.comes)
    for band, sex, setting in np.argwhere(share <= 0.0):
        where = f"{AGE_BANDS[band]}, {SEXES[sex]}, {SETTINGS[setting]}"
        _refuse("rate x comes", f"0 for every cause at {where}", "at least one cause that comes")


def _check_presentations(model: Model) -> None:
    causes, last = model.presentation_cause, model.n_causes
    if causes.size == 0 or causes.min() < 0 or causes.max() > last:
        _refuse("presentation_cause", causes, f"indices 0 to {last} ({last} is unlisted)")
    shares = np.bincount(causes, weights=model.presentation_share, minlength=last + 1)
    for main in np.flatnonzero(np.abs(shares - 1.0) > SUM_SLACK):
        name = model.causes[main] if main < last else "unlisted"
        _refuse("presentation_share", f"sum {shares[main]} for {name!r}", "sum 1")
    _within("presentation_share", model.presentation_share, low=0.0, high=1.0)
    for name, table in zip(model.attributes, model.tables, strict=True):
        if table.ndim != 2 or table.shape[0] != causes.size:
            _refuse(f"tables[{name!r}]", f"shape {table.shape}", f"{causes.size} rows")
        _within(f"tables[{name!r}]", table, low=np.finfo(np.float64).tiny, high=1.0)
        if (np.abs(table.sum(axis=1) - 1.0) > SUM_SLACK).any():
            _refuse(f"tables[{name!r}]", f"row sums {table.sum(axis=1)}", "row sums of 1")


def _check_links(model: Model) -> None:
    certain = model.link == 1.0
    np.fill_diagonal(certain, val=False)
    for main in np.flatnonzero(certain.sum(axis=1) > model.bound - 1):
        found = f"{model.causes[main]!r} implies {certain[main].sum()} causes"
        _refuse("link", found, f"at most bound - 1 = {model.bound - 1}, or a larger bound")


def _inside(name: str, array: FloatArray) -> None:
    bad = np.argwhere(~((array > 0.0) & (array < 1.0)))
    if bad.size:
        place = tuple(int(i) for i in bad[0])
        _refuse(f"{name}{list(place)}", array[place], "a probability strictly inside (0, 1)")


def _within(name: str, array: FloatArray, *, low: float, high: float) -> None:
    bad = np.argwhere(~((array >= low) & (array <= high) & np.isfinite(array)))
    if bad.size:
        place = tuple(int(i) for i in bad[0])
        _refuse(f"{name}{list(place)}", array[place], f"a finite number from {low} to {high}")


def _codes(
    name: str, codes: np.ndarray, names: tuple[str, ...], *, low: int, high: int | None
) -> None:
    if codes.shape != (len(names),):
        msg = (
            f"{name} has shape {codes.shape}; expected ({len(names)},). "
            "Was the knowledge compiled again after this account was made?"
        )
        raise AnswerError(msg)
    bad = np.flatnonzero((codes < low) | ((codes > high) if high is not None else False))
    if bad.size:
        found, where = codes[bad[0]], names[bad[0]]
        msg = f"{name} has code {found} for {where!r}; expected {low} to {high or 'its last value'}"
        raise AnswerError(msg)


def _refuse(name: str, found: object, expected: str) -> None:
    msg = f"model.{name}: found {found}, expected {expected}"
    raise PopliteusError(msg)
