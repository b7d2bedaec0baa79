"""The compiled model: arrays, their shapes and the codes used in answers.

What this module is
    One frozen record of numbers, `Model`, and the spread of their errors, `Spread`.

What it is not
    It computes nothing and knows no medicine. The numbers come from
    `popliteus.knowledge`; `popliteus.engine.checks` says when they cannot be right.

Letters used for shapes
    C causes, F facts, R readings, Q attributes, V_q values of attribute q,
    G presentations, X factors, A = 5 age bands, S = 2 sexes, T = 4 settings, N = 3 readers.
    Index C, where a main cause is meant, is `unlisted`: none of the causes we know.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]
CodeArray = NDArray[np.int8]

#: Codes of one answer. int8 keeps a million people x 200 readings in 200 MB.
ABSENT, PRESENT, UNKNOWN = 0, 1, -1

#: Order of the age bands, sexes, settings, readers and levels in every array.
AGE_BANDS = ("under_18", "18_34", "35_49", "50_69", "70_plus")
SEXES = ("female", "male")
SETTINGS = ("primary_care", "emergency", "sports_clinic", "referred")
READERS = ("patient", "generalist", "specialist")
LEVELS = ("soon_days", "urgent_same_day", "emergency")

#: Reader whose accuracy decides what a story leaves out.
PATIENT = 0

#: What a finished array looks like, for the arrays whose type is not float64.
_TYPES: dict[str, type[np.generic]] = {
    "reading_fact": np.intp,
    "presentation_cause": np.intp,
    "tellable": np.bool_,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """Standard deviations of the model's numbers, and who shares an error.

    Rates and ratios are on the natural-log scale, a table on the log scale before its row is
    brought back to sum 1, everything else on the logit scale. The last axis is 0: the part
    shared by all cells of a rater group, 1: the cell's own part. A group number means the same
    group wherever it stands (so one rater's error may reach facts and leaks alike); -1 means no
    shared part, as for a published figure.

    Attributes
    ----------
    rate : float64 array, shape (C, 2)
    ratio : float64 array, shape (X, C, 2)
    fact : float64 array, shape (C, F, 2)
    leak : float64 array, shape (F, 2)
        One error for all age bands.
    reading : float64 array, shape (R, 2, 2)
        Axis 1 is 0: P(yes | fact), 1: P(yes | no fact). One error for all readers.
    table : tuple of Q float64 arrays, shapes (G, V_q, 2)
    rate_group, ratio_group, fact_group, leak_group, reading_group : integer arrays
        Shapes as above without the last axis.
    table_group : tuple of Q integer arrays, shapes (G, V_q)
    """

    rate: FloatArray
    ratio: FloatArray
    fact: FloatArray
    leak: FloatArray
    reading: FloatArray
    table: tuple[FloatArray, ...]
    rate_group: IntArray
    ratio_group: IntArray
    fact_group: IntArray
    leak_group: IntArray
    reading_group: IntArray
    table_group: tuple[IntArray, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Model:
    """Numbers only; read-only once built, so that tables made from them may be kept.

    Building one copies the arrays, sets their type and runs `popliteus.engine.checks`.

    Attributes
    ----------
    causes, facts, readings, attributes, factors : tuple of str
        Names, for messages and for building evidence by name. Lengths C, F, R, Q, X.
    rate : float64 array, shape (A, S, C)
        Presentations with pain per 1000 person-years; 0 removes the cause at that age and sex.
    people : float64 array, shape (A, S)
        How those who come are spread; sums to 1. Used only where age or sex is unknown.
    comes : float64 array, shape (T, C)
        P(a person comes to this setting | main cause).
    rate_ratio : float64 array, shape (X, C)
        Rate where the factor is present over the rate where it is absent; above 0.
    factor_rate : float64 array, shape (X, A, S)
        How common the factor is, strictly between 0 and 1.
    factor_telling : float64 array, shape (X, 2)
        (t1, t0): chance that a story mentions the factor when it is present, when absent.
        Equal where a story says nothing by keeping it back; so by default.
    unlisted_prior : float
        P(main cause is unlisted), the same for everybody.
    link : float64 array, shape (C, C)
        [m, b] = P(b accompanies | m is the main cause); NaN: no link; 1: m implies b.
    active : float64 array, shape (A, S, C)
        P(cause is active now), which stands in where there is no link.
    bound : int
        K, the largest number of causes in one hypothesis, the main one included.
    accompany_floor : float
        A cause accompanies without a link only if it is this active in at least one band.
    fact : float64 array, shape (C, F)
        P(fact | c is the main cause), strictly between 0 and 1.
    leak : float64 array, shape (A, F)
        P(fact | nothing in the hypothesis produces it), strictly between 0 and 1.
    fact_unlisted : float64 array, shape (F,)
        P(fact | unlisted), strictly between 0 and 1.
    reading_fact : intp array, shape (R,)
        The fact that the reading reads.
    reading_yes : float64 array, shape (R, N, 2)
        [..., 0] = P(yes | fact), [..., 1] = P(yes | no fact); strictly between 0 and 1.
    telling : float64 array, shape (R, 2)
        (t1, t0): chance that a story mentions the reading when it is present, when absent.
    tellable : bool array, shape (R,)
        Whether a story could mention it at all.
    presentation_cause : intp array, shape (G,)
        Main cause of each presentation, 0 to C; every main cause has at least one.
    presentation_share : float64 array, shape (G,)
        P(presentation | main cause); sums to 1 within a cause.
    tables : tuple of Q float64 arrays, shapes (G, V_q)
        P(value | presentation), above 0; rows sum to 1.
    harm : float64 array, shape (3, C)
        n_cL: how many people without c it is right to raise to level L so that one with c is
        raised; NaN: not dangerous at that level. Rows in the order of `LEVELS`.
    harm_later : float64 array, shape (D, 3, C)
        The same for complaints that are older, in D stages of age; none by default.
    needless : float64 array, shape (3,)
        Cost of raising one person needlessly, in needless same-day visits.
    spread : Spread or None
        Errors of the numbers; only `popliteus.engine.intervals` needs them.
    volunteered : float
        How often a "yes" that is not so is volunteered, over how often one that is so: in (0, 1].
    salience : float64 array, shape (R, C)
        What a told "yes" adds to the log-weight of each main cause; 0 by default.
    value_salience : tuple of Q float64 arrays, shapes (C, V_q)
        The same for a told value of an attribute.
    factor_salience : float64 array, shape (X, C)
        The same for a told factor.
    who_salience : tuple of three float64 arrays, shapes (A, C), (S, C), (T, C)
        The same for the age band, the sex and the setting of somebody who tells a story.
    """

    causes: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    attributes: tuple[str, ...]
    factors: tuple[str, ...]
    rate: FloatArray
    people: FloatArray
    comes: FloatArray
    rate_ratio: FloatArray
    factor_rate: FloatArray
    link: FloatArray
    active: FloatArray
    fact: FloatArray
    leak: FloatArray
    fact_unlisted: FloatArray
    reading_fact: IntArray
    reading_yes: FloatArray
    telling: FloatArray
    tellable: BoolArray
    presentation_cause: IntArray
    presentation_share: FloatArray
    tables: tuple[FloatArray, ...]
    harm: FloatArray
    needless: FloatArray
    unlisted_prior: float = 0.03
    bound: int = 3
    accompany_floor: float = 0.005
    spread: Spread | None = None
    factor_telling: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))
    volunteered: float = 1.0
    harm_later: FloatArray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    salience: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    value_salience: tuple[FloatArray, ...] = ()
    factor_salience: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    who_salience: tuple[FloatArray, ...] = ()

    def __post_init__(self) -> None:
        """Copy, freeze and check the arrays."""
        # Imported here because the checks need the class for their annotations.
        from popliteus.engine.checks import check_model

        if not self.factor_telling.size:
            object.__setattr__(self, "factor_telling", np.zeros((len(self.factors), 2)))
        if not self.harm_later.size:
            object.__setattr__(self, "harm_later", np.zeros((0, *self.harm.shape)))
        self._fill_salience()
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, np.ndarray):
                kind = _TYPES.get(one.name, np.float64)
                object.__setattr__(self, one.name, _frozen(value, kind))
        for name in ("tables", "value_salience", "who_salience"):
            tables = tuple(_frozen(table, np.float64) for table in getattr(self, name))
            object.__setattr__(self, name, tables)
        check_model(self)

    def _fill_salience(self) -> None:
        """Put zeros where no salience was given."""
        c = self.n_causes
        who = tuple(np.zeros((len(names), c)) for names in (AGE_BANDS, SEXES, SETTINGS))
        for name, none in (
            ("salience", np.zeros((len(self.readings), c))),
            ("factor_salience", np.zeros((len(self.factors), c))),
            ("value_salience", tuple(np.zeros((c, one.shape[1])) for one in self.tables)),
            ("who_salience", who),
        ):
            if not len(getattr(self, name)):
                object.__setattr__(self, name, none)

    @property
    def n_causes(self) -> int:
        """C; also the index of `unlisted` among main causes."""
        return len(self.causes)


def _frozen(value: NDArray[np.generic], kind: type[np.generic]) -> NDArray[np.generic]:
    copy = np.array(value, dtype=kind, order="C")
    copy.setflags(write=False)
    return copy
