"""What would be probable after an answer that is not there yet.

What this module is
    `Outlook`: one person now, and for boxes, an attribute or factors the measures of
    `popliteus.engine.restricted` after every outcome, times the chance of the outcome.

What it is not
    It scores nothing: `popliteus.engine.selection` and `popliteus.engine.telling` do.

Model
    Boxes are readings of facts: two boxes of one fact are joined through the fact, and what is
    already known about a fact is taken in.
    A silent reading that is asked after all is no longer silent. For its person the joint chance
    of an answer y and the silence before it is P(y | fact) (1 - t_y); summed over y this is
    P(silent | fact), so asking refines what is known and no expected fall is negative.
    A factor has P(yes | m) = q RR / (1 + q (RR - 1)), q smaller where a story was silent;
    `unlisted` has the average of the listed causes, which is what keeps P(unlisted) where it is.

Letters used for shapes
    C causes, F facts, P retained sets, Y outcomes, J measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.harm import harm_of
from popliteus.engine.hypotheses import no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import log_attributes, log_readings, mix_presentations
from popliteus.engine.model import UNKNOWN, FloatArray, IntArray, Model
from popliteus.engine.prior import cell_weights, factor_odds, leak_for
from popliteus.engine.restricted import UNCOVERED, Restricted, restrict


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One person now, ready for questions of the form "what if the answer were".

    Attributes
    ----------
    model, evidence, found
        The numbers, what is known, and ``posterior(model, evidence)``.
    kept : Restricted
        The most probable hypotheses.
    unexplained : float64 array, shape (F, P)
        P(no fact | set) for the retained sets.
    log_reading : float64 array, shape (R, 2)
        From `popliteus.engine.likelihood.log_readings`.
    """

    model: Model
    evidence: Evidence
    found: Posterior
    kept: Restricted
    unexplained: FloatArray
    log_reading: FloatArray

    def after_boxes(self, items: Sequence[int], reader: int) -> FloatArray:
        """Return the measures after each outcome: shape (J, Y), columns as in `box_chances`."""
        return np.asarray(self.kept.by_set @ self.box_chances(items, reader).T)

    def after_each_box(self, by_set: FloatArray, items: Sequence[int], reader: int) -> FloatArray:
        """Return measures after each answer to boxes that are asked one at a time.

        Parameters
        ----------
        by_set : float64 array, shape (J, P)
            Any measures, as mass by retained set.
        items, reader
            As for `box_chances`.

        Returns
        -------
        float64 array, shape (J, number of items, 2)
            The last axis is "no", "yes".

        Notes
        -----
        P(answer | set) is linear in q = P(no fact | set, what is known), so the sums over sets
        are made once for each fact, with q and without, and not for each answer.
        """
        model, boxes = self.model, np.array(items, dtype=np.intp)
        facts, place = np.unique(model.reading_fact[boxes], return_inverse=True)
        log_fact = np.zeros((len(model.facts), 2))
        np.add.at(log_fact, model.reading_fact, self.log_reading)
        known = log_fact[facts]
        a, b = np.exp(known - known.max(axis=1, keepdims=True)).T[:, :, None]
        absent = self.unexplained[facts]
        q = absent * b / (absent * (b - a) + a)
        without_fact = (by_set @ q.T)[:, place]
        with_fact = (by_set @ (1.0 - q).T)[:, place]
        yes = model.reading_yes[boxes, reader]
        # Axes: item, answer, given the fact or no fact.
        chance = np.stack([1.0 - yes, yes], axis=1)
        mute = self.evidence.silent[boxes]
        # A box that was silent gives its silence up.
        chance[mute] *= 1.0 - model.telling[boxes[mute]][:, ::-1, None]
        chance /= np.exp(self.log_reading[boxes])[:, None, :]
        after = with_fact[:, :, None] * chance[:, :, 0]
        after += without_fact[:, :, None] * chance[:, :, 1]
        return np.asarray(after)

    def after_attribute(self, item: int) -> FloatArray:
        """Return the measures after each value: shape (J, V); (J, 1) if already known."""
        return np.asarray(self.kept.by_main @ self.attribute_chances(item))

    def box_chances(self, items: Sequence[int], reader: int) -> FloatArray:
        """Return P(outcome of unanswered boxes | set, what is known of their facts).

        Parameters
        ----------
        items
            Readings without an answer.
        reader
            Who would answer, index into `READERS`.

        Returns
        -------
        float64 array, shape (2 ** len(items), P)
            Outcomes count in binary: the last item is the lowest digit, 1 is yes.
        """
        boxes = np.array(items, dtype=np.intp)
        facts = self.model.reading_fact[boxes]
        order = np.argsort(facts, kind="stable")
        # Built fact by fact, each multiplying the outcomes so far by its own.
        chances = np.ones((1, self.kept.sets.size))
        for fact in np.unique(facts):
            own = self._fact_chances(fact, boxes[order[facts[order] == fact]], reader)
            chances = (chances[:, None, :] * own[None, :, :]).reshape(-1, chances.shape[1])
        if (order == np.arange(boxes.size)).all():
            return chances
        row = outcome_digits(boxes.size)[:, order] @ (1 << np.arange(boxes.size - 1, -1, -1))
        return np.asarray(chances[row])

    def attribute_chances(self, item: int) -> FloatArray:
        """Return P(value | main cause, values known so far).

        Returns
        -------
        float64 array, shape (C + 1, V)
            (C + 1, 1) and all 1 if the attribute is already known.
        """
        if self.evidence.attributes[item] != UNKNOWN:
            return np.ones((self.model.n_causes + 1, 1))
        known = log_attributes(self.model, self.evidence)
        before = mix_presentations(self.model, known)
        columns = np.log(self.model.tables[item].T)
        after = [mix_presentations(self.model, known + column) for column in columns]
        return np.exp(np.column_stack(after) - before[:, None])

    def after_factors(self, items: Sequence[int]) -> FloatArray:
        """Return the measures after each outcome of unknown factors: shape (J, Y)."""
        weights = cell_weights(self.model, self.evidence)
        before = factor_odds(self.model, self.evidence, weights)
        digits = outcome_digits(len(items))
        chances = np.ones((self.model.n_causes, digits.shape[0]))
        for place, item in enumerate(items):
            odds = before[item] * self.model.rate_ratio[item]
            yes = (odds / (1.0 + odds))[:, None]
            chances *= np.where(digits[:, place], yes, 1.0 - yes)
        share = self.found.prior.share[: self.model.n_causes]
        average = share @ chances / share.sum()
        return np.asarray(self.kept.by_main @ np.vstack([chances, average]))

    def _fact_chances(self, fact: int, items: IntArray, reader: int) -> FloatArray:
        """Return P(outcome of the boxes of one fact | set, what is known of it): (Y, P)."""
        now = np.exp(self.log_reading[self.model.reading_fact == fact].sum(axis=0))
        digits = outcome_digits(items.size)
        # A box on the page that was silent gives its silence up.
        given = np.tile(now / np.exp(self.log_reading[items].sum(axis=0)), (len(digits), 1))
        for place, item in enumerate(items):
            yes = self.model.reading_yes[item, reader]
            chance = np.stack([1.0 - yes, yes])
            if self.evidence.silent[item]:
                chance *= 1.0 - self.model.telling[item, ::-1, None]
            given *= chance[digits[:, place]]
        absent = self.unexplained[fact]
        joint = np.outer(given[:, 1] - given[:, 0], absent) + given[:, :1]
        return np.asarray(joint / (absent * (now[1] - now[0]) + now[0]))


def outlook_of(
    model: Model, evidence: Evidence, found: Posterior, *, uncovered: float = UNCOVERED
) -> Outlook:
    """Prepare the outlook of one person.

    Parameters
    ----------
    model
        The compiled numbers.
    evidence
        What is known.
    found
        ``posterior(model, evidence)``.
    uncovered
        Posterior mass that need not be looked at.

    Returns
    -------
    Outlook

    Examples
    --------
    P(sign) is 0.6 x 0.26 + 0.1487 + 0.2 x 0.5, as in `popliteus.engine.inference.posterior`.

    >>> from popliteus.engine.evidence import evidence_of
    >>> from popliteus.engine.inference import posterior
    >>> from popliteus.engine.toy import toy_model
    >>> toy = toy_model()
    >>> nothing = evidence_of(toy)
    >>> ahead = outlook_of(toy, nothing, posterior(toy, nothing))
    >>> ahead.after_boxes([0], reader=0)[:3].sum(axis=0).round(4)
    array([0.5953, 0.4047])
    """
    kept = restrict(model, found, harm_of(model, evidence), uncovered=uncovered)
    return Outlook(
        model=model,
        evidence=evidence,
        found=found,
        kept=kept,
        unexplained=np.take(no_fact(model, leak_for(model, evidence)), kept.sets, axis=1),
        log_reading=log_readings(model, evidence),
    )


def outcome_digits(places: int) -> IntArray:
    """Return all outcomes of yes/no boxes.

    Returns
    -------
    intp array, shape (2 ** places, places)
        The last place changes fastest.

    Examples
    --------
    >>> outcome_digits(2).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    outcomes = np.arange(1 << places)[:, None]
    return np.asarray((outcomes >> np.arange(places - 1, -1, -1)) & 1, dtype=np.intp)
