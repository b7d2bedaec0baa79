"""What it adds that somebody chose to tell a sign.

What this module is
    The log factors by which a told "yes", or a told value of an attribute, speaks for a main
    cause beyond what the cells of the model say. Those of told risks, and of who tells the story
    (age band, sex, setting), stand in `popliteus.engine.prior`.

What it is not
    An answer to a question: who is asked has not chosen what to tell, so nothing is added. Nor
    silence, which `popliteus.engine.likelihood` weighs.

Model
    P(told | fact, m) = t exp(z_m), with t the same for every cause and z_m, the salience, small:
    people with one cause bring a sign up more readily than people with another. So a told "yes"
    multiplies the weight of every hypothesis with main cause m by exp(z_m). `unlisted` has 0,
    which is the average of the listed causes.

Letters used for shapes
    C causes, R readings, I of them told, Q attributes, V of them told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.model import PRESENT, UNKNOWN, FloatArray, IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Salience:
    """What was told, and what each of it adds.

    Attributes
    ----------
    readings : intp array, shape (I,)
        Readings told as present.
    reading : float64 array, shape (I, C + 1)
        Added to the log-weight of each main cause.
    attributes : intp array, shape (V,)
        Attributes of which a value was told.
    value : float64 array, shape (V, C + 1)
        The same.
    """

    readings: IntArray
    reading: FloatArray
    attributes: IntArray
    value: FloatArray

    @property
    def total(self) -> FloatArray:
        """All of it together: shape (C + 1,)."""
        return np.asarray(self.reading.sum(axis=0) + self.value.sum(axis=0))

    def beside_readings(self, readings: IntArray) -> FloatArray:
        """Return a row for each of some ascending readings, 0 where none was told: (n, C + 1)."""
        return _beside(readings, self.readings, self.reading)

    def beside_attributes(self, attributes: IntArray) -> FloatArray:
        """Return a row for each of some ascending attributes, as `beside_readings` does."""
        return _beside(attributes, self.attributes, self.value)


def salience_of(model: Model, evidence: Evidence) -> Salience:
    """Return what the told signs of one person add.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.toy import toy_model
    >>> toy = replace(toy_model(), salience=np.array([[0.5, -0.5], [0.0, 0.0]]))
    >>> salience_of(toy, evidence_of(toy, answers={"sign": 1}, told=["sign"])).total
    array([ 0.5, -0.5,  0. ])
    >>> salience_of(toy, evidence_of(toy, answers={"sign": 1})).total
    array([0., 0., 0.])
    """
    told, chosen = evidence.told & evidence.salient, evidence.told_attributes & evidence.salient
    readings = np.flatnonzero(told & (evidence.answers == PRESENT))
    attributes = np.flatnonzero(chosen & (evidence.attributes != UNKNOWN))
    listed = [model.value_salience[q][:, evidence.attributes[q]] for q in attributes]
    value = np.array(listed).reshape(attributes.size, model.n_causes)
    unlisted = ((0, 0), (0, 1))
    return Salience(
        readings=readings,
        reading=np.pad(model.salience[readings], unlisted),
        attributes=attributes,
        value=np.pad(value, unlisted),
    )


def _beside(places: IntArray, told: IntArray, added: FloatArray) -> FloatArray:
    rows = np.zeros((places.size, added.shape[1]))
    rows[np.searchsorted(places, told)] = added
    return rows
