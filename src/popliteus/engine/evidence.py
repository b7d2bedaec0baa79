"""What is known about one person, as codes.

What this module is
    `Evidence`, and `evidence_of`, which builds one from names.

What it is not
    It does not decide what counts as silent or who read a finding; the caller does. It is
    checked against a model by `popliteus.engine.checks.check_evidence`.

Letters used for shapes
    R readings, Q attributes, X factors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from popliteus.engine.checks import check_evidence
from popliteus.engine.model import (
    PATIENT,
    UNKNOWN,
    BoolArray,
    CodeArray,
    IntArray,
    Model,
)
from popliteus.errors import AnswerError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """One person. Codes -1 mean unknown, which is never "no".

    Attributes
    ----------
    age_band, sex, setting : int
        Index into `AGE_BANDS`, `SEXES`, `SETTINGS`, or -1. With a setting of -1 (not stated)
        the case mix is tempered.
    factors : int8 array, shape (X,)
        `PRESENT`, `ABSENT` or `UNKNOWN`.
    answers : int8 array, shape (R,)
        `PRESENT`, `ABSENT` or `UNKNOWN`.
    reader : int8 array, shape (R,)
        Who gave the answer, index into `READERS`. Ignored where there is no answer.
    silent : bool array, shape (R,)
        True where a story could have mentioned the reading, did not, and nobody asked.
    attributes : intp array, shape (Q,)
        Index of the value, or -1.
    told : bool array, shape (R,)
        True where the answer was volunteered in a story: such a "yes" is seldom wrong, and a story
        full of them is no surprise. Default: none.
    mix_known : bool
        Whether the person is one of those who come to the setting, as they come. A story that
        somebody chose to tell is not: then the case mix of the setting is tempered.
    silent_factors : bool array, shape (X,)
        True where a story could have mentioned the factor, did not, and nobody asked. Default:
        none.
    stage : int
        How old the complaint is: 0 new or not known, else 1 + index into `Model.harm_later`. Only
        what delay costs depends on it, never a probability.
    told_attributes : bool array, shape (Q,)
        True where the value was volunteered in a story. Default: none.
    told_factors : bool array, shape (X,)
        The same for factors.
    salient : bool
        Whether it counts that signs and values were volunteered: `popliteus.engine.salience`.
    """

    age_band: int
    sex: int
    setting: int
    factors: CodeArray
    answers: CodeArray
    reader: CodeArray
    silent: BoolArray
    attributes: IntArray
    told: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    mix_known: bool = True
    silent_factors: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    stage: int = 0
    told_attributes: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    told_factors: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    salient: bool = True

    def __post_init__(self) -> None:
        """Set the array types; an absent `told` means that nothing was volunteered."""
        told = self.told if self.told.size else np.zeros(self.answers.shape, dtype=np.bool_)
        volunteered = self.told_attributes
        if not volunteered.size:
            volunteered = np.zeros(self.attributes.shape, dtype=np.bool_)
        named = self.told_factors
        if not named.size:
            named = np.zeros(self.factors.shape, dtype=np.bool_)
        kept_back = self.silent_factors
        if not kept_back.size:
            kept_back = np.zeros(self.factors.shape, dtype=np.bool_)
        for name, value, kind in (
            ("factors", self.factors, np.int8),
            ("answers", self.answers, np.int8),
            ("reader", self.reader, np.int8),
            ("silent", self.silent, np.bool_),
            ("attributes", self.attributes, np.intp),
            ("told", told, np.bool_),
            ("silent_factors", kept_back, np.bool_),
            ("told_attributes", volunteered, np.bool_),
            ("told_factors", named, np.bool_),
        ):
            object.__setattr__(self, name, np.asarray(value, dtype=kind))


def evidence_of(
    model: Model,
    *,
    age_band: int = UNKNOWN,
    sex: int = UNKNOWN,
    setting: int = 0,
    factors: Mapping[str, int] | None = None,
    answers: Mapping[str, int] | None = None,
    reader: Mapping[str, int] | int = PATIENT,
    silent: Sequence[str] = (),
    attributes: Mapping[str, int] | None = None,
    told: Sequence[str] = (),
    mix_known: bool = True,
    silent_factors: Sequence[str] = (),
    stage: int = 0,
    told_attributes: Sequence[str] = (),
    told_factors: Sequence[str] = (),
) -> Evidence:
    """Build evidence from names; whatever is not named is unknown.

    Parameters
    ----------
    model
        Its name lists give the places.
    age_band, sex, setting
        As on `Evidence`.
    factors, answers, attributes
        Name to code. A name must be in the model.
    reader
        One reader for all, or reading name to reader; the rest are the patient's.
    silent, told
        Names of readings.
    mix_known
        As on `Evidence`.
    silent_factors
        Names of factors.
    stage
        As on `Evidence`.
    told_attributes, told_factors
        Names of attributes and of factors.

    Returns
    -------
    Evidence
        Already checked against the model.

    Raises
    ------
    AnswerError
        A name is not in the model, or a code is out of range.

    Examples
    --------
    >>> from popliteus.engine.toy import toy_model
    >>> evidence_of(toy_model(), answers={"sign": 1}).answers
    array([ 1, -1], dtype=int8)
    """
    readers = reader if isinstance(reader, Mapping) else dict.fromkeys(model.readings, reader)
    evidence = Evidence(
        age_band=age_band,
        sex=sex,
        setting=setting,
        factors=_codes(model.factors, factors or {}, UNKNOWN).astype(np.int8),
        answers=_codes(model.readings, answers or {}, UNKNOWN).astype(np.int8),
        reader=_codes(model.readings, readers, PATIENT).astype(np.int8),
        silent=_marks(model.readings, silent),
        attributes=_codes(model.attributes, attributes or {}, UNKNOWN),
        told=_marks(model.readings, told),
        mix_known=mix_known,
        silent_factors=_marks(model.factors, silent_factors),
        stage=stage,
        told_attributes=_marks(model.attributes, told_attributes),
        told_factors=_marks(model.factors, told_factors),
    )
    check_evidence(model, evidence)
    return evidence


def _marks(names: tuple[str, ...], marked: Sequence[str]) -> BoolArray:
    return _codes(names, dict.fromkeys(marked, 1), 0).astype(np.bool_)


def _codes(names: tuple[str, ...], given: Mapping[str, int], default: int) -> IntArray:
    codes = np.full(len(names), default, dtype=np.intp)
    for name, code in given.items():
        if name not in names:
            msg = f"{name!r} is not among {', '.join(names) or 'none'}"
            raise AnswerError(msg)
        codes[names.index(name)] = code
    return codes
