"""Every combination of a main cause and its company that the bound allows.

What this module is
    The enumeration, done once per model and kept: hypotheses (m, B) of a main cause m and a set
    B of at most K - 1 accompanying causes, and the unordered sets S = {m} + B behind them. Facts
    depend on the set only, attributes on the main cause only, so the likelihood of 60 facts is
    computed for some 6 600 sets and not for 18 000 hypotheses.

What it is not
    Probabilities of hypotheses: `popliteus.engine.prior`.

Model
    Leaky noisy-OR: P(no fact f | S) = (1 - leak_f) prod over c in S of (1 - activation_cf), with
    activation = (s - leak) / (1 - leak) and s = P(fact | c is the main cause), so that the
    product term is (1 - s) / (1 - leak), never above 1.

Letters used for shapes
    H hypotheses, S sets, C causes, F facts, K the bound.
    Index C is `unlisted` (only ever a main cause), C + 1 is "nobody", which fills short sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from weakref import WeakKeyDictionary

import numpy as np

from popliteus.engine.model import BoolArray, FloatArray, IntArray, Model


@dataclass(frozen=True, slots=True, eq=False)
class Hypotheses:
    """All hypotheses that are possible at some age and sex.

    Attributes
    ----------
    main : intp array, shape (H,)
        Main cause, 0 to C.
    set_index : intp array, shape (H,)
        Row of `members` with the same causes, in whatever role.
    accompanying : intp array, shape (K - 1, H)
        The causes of B in ascending order, filled up with C + 1.
    size : intp array, shape (H,)
        How many causes accompany.
    members : intp array, shape (K, S)
        The causes of each set in ascending order, filled up with C + 1.
    """

    main: IntArray
    set_index: IntArray
    accompanying: IntArray
    size: IntArray
    members: IntArray

    @property
    def n_sets(self) -> int:
        """S."""
        return int(self.members.shape[1])


_hypotheses: WeakKeyDictionary[Model, Hypotheses] = WeakKeyDictionary()
_no_fact: WeakKeyDictionary[Model, dict[bytes, FloatArray]] = WeakKeyDictionary()


def hypotheses_of(model: Model) -> Hypotheses:
    """Return the enumeration, made on first use.

    Examples
    --------
    ``first``, ``second``, ``second`` with ``first``, and ``unlisted``; three causes alone and
    one pair make four sets (2 is unlisted, 3 is nobody).

    >>> from popliteus.engine.toy import toy_model
    >>> found = hypotheses_of(toy_model())
    >>> found.main, found.accompanying
    (array([0, 1, 1, 2]), array([[3, 3, 0, 3]]))
    """
    known = _hypotheses.get(model)
    if known is None:
        known = _hypotheses[model] = _enumerate(model)
    return known


def same_hypotheses(model: Model, like: Model) -> None:
    """Let ``model`` use the enumeration of ``like``.

    For models that differ in their numbers only, not in links, `active`, the floor or the bound.
    """
    _hypotheses[model] = hypotheses_of(like)


def may_accompany(model: Model) -> BoolArray:
    """Say which cause may stand beside which main cause, at some age and sex.

    Returns
    -------
    bool array, shape (C + 1, C)
        [m, b]: there is a link above 0, or no link and b is active often enough in some band.
    """
    often = model.active.max(axis=(0, 1)) >= model.accompany_floor
    linked = np.where(np.isnan(model.link), often, model.link > 0.0)
    np.fill_diagonal(linked, val=False)
    return np.vstack([linked, often[None, :]])


def certain_company(model: Model) -> BoolArray:
    """Say which causes a main cause implies: bool array, shape (C + 1, C)."""
    certain = np.vstack([model.link == 1.0, np.zeros((1, model.n_causes), dtype=np.bool_)])
    np.fill_diagonal(certain, val=False)
    return certain


def no_fact(model: Model, leak: FloatArray) -> FloatArray:
    """Return P(no fact | set) for every set, made once for each leak.

    Parameters
    ----------
    model
        The compiled numbers.
    leak : float64 array, shape (F,)
        From `popliteus.engine.prior.leak_for`: eight variants at most (five known age bands;
        unknown age for either sex or neither).

    Returns
    -------
    float64 array, shape (F, S)
        Strictly between 0 and 1. Facts first, so that one fact is one run of memory.
    """
    kept = _no_fact.setdefault(model, {})
    key = leak.tobytes()
    if key not in kept:
        members = hypotheses_of(model).members
        keep = keep_factors(model, leak)
        table = np.repeat(1.0 - leak[:, None], members.shape[1], axis=1)
        for member in members:
            table *= keep[:, member]
        table.setflags(write=False)
        kept[key] = table
    return kept[key]


def keep_factors(model: Model, leak: FloatArray) -> FloatArray:
    """Return 1 - activation: what one cause leaves of P(no fact).

    Parameters
    ----------
    leak : float64 array, shape (F,)

    Returns
    -------
    float64 array, shape (F, C + 2)
        Columns: the causes, `unlisted`, nobody (always 1). Never above 1, so a cause never makes
        a fact rarer than the leak.
    """
    stated = np.vstack([model.fact, model.fact_unlisted[None, :]]).T
    keep = np.minimum(1.0, (1.0 - stated) / (1.0 - leak[:, None]))
    return np.hstack([keep, np.ones((leak.size, 1))])


def _enumerate(model: Model) -> Hypotheses:
    n, bound = model.n_causes, model.bound
    nobody = n + 1
    allowed, certain = may_accompany(model), certain_company(model)
    mains, companies = [], []
    for main in range(n + 1):
        implied = tuple(np.flatnonzero(certain[main]))
        others = np.flatnonzero(allowed[main] & ~certain[main])
        for extra in range(bound - len(implied)):
            for chosen in combinations(others, extra):
                company = sorted(implied + chosen)
                mains.append(main)
                companies.append(company + [nobody] * (bound - 1 - len(company)))
    main_of = np.array(mains, dtype=np.intp)
    accompanying = np.array(companies, dtype=np.intp).reshape(main_of.size, bound - 1)
    members = np.sort(np.column_stack([main_of, accompanying]), axis=1)
    # One integer per set is far faster to make unique than rows are.
    base = (nobody + 1) ** np.arange(bound - 1, -1, -1, dtype=np.int64)
    _, first, set_index = np.unique(members @ base, return_index=True, return_inverse=True)
    return Hypotheses(
        main=main_of,
        set_index=set_index.astype(np.intp),
        accompanying=np.ascontiguousarray(accompanying.T),
        size=(accompanying < nobody).sum(axis=1),
        members=np.ascontiguousarray(members[first].T),
    )
