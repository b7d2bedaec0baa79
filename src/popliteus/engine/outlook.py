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
    C causes, F facts, N retained hypotheses, P groups of them, Y outcomes, J measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from popliteus.engine.evidence import Evidence
from popliteus.engine.harm import harm_of
from popliteus.engine.hypotheses import hypotheses_of, no_fact
from popliteus.engine.inference import Posterior
from popliteus.engine.likelihood import log_attributes, log_readings, mix_presentations
from popliteus.engine.model import UNKNOWN, FloatArray, IntArray, Model
from popliteus.engine.outcomes import all_outcomes, outcome_digits
from popliteus.engine.prior import cell_weights, factor_odds, leak_for
from popliteus.engine.restricted import SINGLY, UNCOVERED, Restricted, danger, restrict


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """One person now, ready for questions of the form "what if the answer were".

    Attributes
    ----------
    model, evidence, found
        The numbers, what is known, and ``posterior(model, evidence)``.
    kept : Restricted
        The most probable hypotheses.
    by_group : float64 array, shape (J, P)
        Main causes, then P(no dangerous cause) for each level, then expected harm for each level,
        all as mass: summing over groups gives the present values.
    by_main : float64 array, shape (J, C + 1)
        The same joined by main cause.
    sets : intp array, shape (N,)
        Set of causes of each retained hypothesis.
    unexplained : float64 array, shape (F, S)
        P(no fact | set), of all sets.
    log_reading : float64 array, shape (R, 2)
        From `popliteus.engine.likelihood.log_readings`.
    """

    model: Model
    evidence: Evidence
    found: Posterior
    kept: Restricted
    by_group: FloatArray
    by_main: FloatArray
    sets: IntArray
    unexplained: FloatArray
    log_reading: FloatArray

    def after_boxes(self, pages: Sequence[tuple[Sequence[int], int]]) -> list[FloatArray]:
        """Return the measures after each outcome of each page: shape (J, Y) each.

        Parameters
        ----------
        pages
            Readings without an answer and who would answer them, as for `box_chances`, whose
            order the columns have. All pages go through one matrix product.
        """
        chances = [self.box_chances(*page) for page in pages]
        if not chances:
            return []
        return _parted(self.by_group @ np.vstack(chances).T, [len(one) for one in chances])

    def after_each_box(self, by_group: FloatArray, items: Sequence[int], reader: int) -> FloatArray:
        """Return measures after each answer to boxes that are asked one at a time.

        Parameters
        ----------
        by_group : float64 array, shape (J, P)
            Any measures, as mass by group.
        items, reader
            As for `box_chances`.

        Returns
        -------
        float64 array, shape (J, number of items, 2)
            The last axis is "no", "yes".

        Notes
        -----
        P(answer | group) is linear in q = P(no fact | group, what is known), so sums over groups
        are made once for each fact, with q and without, and not for each answer.
        """
        model, boxes = self.model, np.array(items, dtype=np.intp)
        facts, place = np.unique(model.reading_fact[boxes], return_inverse=True)
        without_fact = by_group @ self._without(facts).T
        with_fact = np.maximum(0.0, by_group.sum(axis=1, keepdims=True) - without_fact)
        without_fact, with_fact = without_fact[:, place], with_fact[:, place]
        chance = self._answers(boxes, reader)
        after = with_fact[:, :, None] * chance[:, :, 0]
        after += without_fact[:, :, None] * chance[:, :, 1]
        return np.asarray(after)

    def after_attribute(self, item: int) -> FloatArray:
        """Return the measures after each value: shape (J, V); (J, 1) if already known."""
        return np.asarray(self.by_main @ self.attribute_chances(item))

    def box_chances(self, items: Sequence[int], reader: int) -> FloatArray:
        """Return P(outcome of unanswered boxes | group, what is known of their facts).

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
        single = self._single_chances(boxes, reader)
        # Built fact by fact, each multiplying the outcomes so far by its own.
        chances = np.ones((1, self.kept.main.size))
        for fact in np.unique(facts):
            places = order[facts[order] == fact]
            alone = places.size == 1
            own = single[places[0]] if alone else self._joint_chances(fact, boxes[places], reader)
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
        after = mix_presentations(self.model, known[:, None] + np.log(self.model.tables[item]))
        return np.asarray(np.exp(after - before[:, None]))

    def after_factors(self, pages: Sequence[Sequence[int]]) -> list[FloatArray]:
        """Return the measures after each outcome of each page of factors: shape (J, Y) each."""
        if not pages:
            return []
        weights = cell_weights(self.model, self.evidence)
        odds = factor_odds(self.model, self.evidence, weights) * self.model.rate_ratio
        yes = odds / (1.0 + odds)
        chances = np.hstack([all_outcomes(yes[list(items)]) for items in pages])
        share = self.found.prior.share[: self.model.n_causes]
        average = share @ chances / share.sum()
        after = self.by_main @ np.vstack([chances, average])
        return _parted(after, [1 << len(items) for items in pages])

    def _without(self, facts: IntArray) -> FloatArray:
        """Return P(no fact | group, what is known of the fact): shape (n, P)."""
        absent = np.empty((facts.size, self.sets.size))
        for row, fact in zip(absent, facts, strict=True):
            np.take(self.unexplained[fact], self.sets, out=row, mode="clip")
        log_fact = np.zeros((len(self.model.facts), 2))
        np.add.at(log_fact, self.model.reading_fact, self.log_reading)
        for row, (log_a, log_b) in zip(absent, log_fact[facts], strict=True):
            if log_a != log_b:
                a, b = np.exp([log_a, log_b] - max(log_a, log_b))
                row *= b / (row * (b - a) + a)
        return self.kept.averaged(absent)

    def _answers(self, boxes: IntArray, reader: int) -> FloatArray:
        """Return P(no, yes | fact, no fact), shape (n, 2, 2), beside what was silent before.

        A box that was silent gives its silence up.
        """
        yes = self.model.reading_yes[boxes, reader]
        chance = np.stack([1.0 - yes, yes], axis=1)
        mute = self.evidence.silent[boxes]
        chance[mute] *= 1.0 - self.model.telling[boxes[mute]][:, ::-1, None]
        return np.asarray(chance / np.exp(self.log_reading[boxes])[:, None, :])

    def _single_chances(self, boxes: IntArray, reader: int) -> FloatArray:
        """Return P(no, yes | group, what is known of its fact) of boxes one by one: (n, 2, P)."""
        without = self._without(self.model.reading_fact[boxes])[:, None, :]
        given = self._answers(boxes, reader)[:, :, :, None]
        return np.asarray(given[:, :, 0] + (given[:, :, 1] - given[:, :, 0]) * without)

    def _joint_chances(self, fact: int, items: IntArray, reader: int) -> FloatArray:
        """Return P(outcome of the boxes of one fact | group, what is known of it): (Y, P)."""
        digits = outcome_digits(items.size)
        answers = self._answers(items, reader)
        given = np.ones((len(digits), 2))
        for place, chance in enumerate(answers):
            given *= chance[digits[:, place]]
        without = self._without(np.array([fact]))
        return np.asarray(given[:, :1] + (given[:, 1:] - given[:, :1]) * without)


def outlook_of(
    model: Model,
    evidence: Evidence,
    found: Posterior,
    *,
    uncovered: float = UNCOVERED,
    singly: int = SINGLY,
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
    uncovered, singly
        As for `popliteus.engine.restricted.restrict`.

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
    >>> ahead.after_boxes([([0], 0)])[0][:3].sum(axis=0).round(4)
    array([0.5953, 0.4047])
    """
    kept = restrict(model, found, uncovered=uncovered, singly=singly)
    listed = hypotheses_of(model)
    sets = listed.set_index[kept.hypotheses]
    by_group, by_main = kept.joined(
        danger(harm_of(model, evidence), listed.members[:, sets]), model.n_causes + 1
    )
    return Outlook(
        model=model,
        evidence=evidence,
        found=found,
        kept=kept,
        by_group=by_group,
        by_main=by_main,
        sets=sets,
        unexplained=no_fact(model, leak_for(model, evidence)),
        log_reading=log_readings(model, evidence),
    )


def _parted(columns: FloatArray, widths: Sequence[int]) -> list[FloatArray]:
    return np.split(columns, np.cumsum(widths[:-1]), axis=1)
