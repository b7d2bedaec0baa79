"""The library that we compare with can be used at all under our strict settings."""

from __future__ import annotations

import pyagrum


def test_library_solves_a_network_of_two_nodes() -> None:
    network = pyagrum.fastBN("cause->finding")
    network.cpt("cause").fillWith([0.9, 0.1])
    network.cpt("finding").fillWith([0.9, 0.1, 0.2, 0.8])
    inference = pyagrum.LazyPropagation(network)
    inference.setEvidence({"finding": 1})
    inference.makeInference()
    # 0.1 * 0.8 / (0.9 * 0.1 + 0.1 * 0.8) = 0.08 / 0.17
    assert abs(float(inference.posterior("cause")[1]) - 0.08 / 0.17) < 1e-12
