"""``model implied`` as a user meets it."""

from __future__ import annotations

import json

from tests.unit.cli.calls import Call


def test_one_cause(call: Call) -> None:
    done = call("model", "implied", "--cause", "lyme-arthritis")
    assert (done.code, done.err) == (0, "")
    assert "ring-rash-before" in done.out
    assert "Not comparable" in done.out
    assert "knowledge 20" in done.out
    assert max(map(len, done.out.splitlines())) <= 96


def test_outliers_of_one_cause(call: Call) -> None:
    done = call("model", "implied", "--cause", "lyme-arthritis", "--outliers")
    assert done.code == 0
    assert "lyme-arthritis#tick-bite-known" in done.out
    assert "ring-rash-before" not in done.out


def test_json_has_every_figure_and_the_stamp(call: Call) -> None:
    done = call("model", "implied", "--cause", "lyme-arthritis", "--json")
    assert done.code == 0
    values = json.loads(done.out)
    assert set(values) == {"stamp", "verdicts", "figures"}
    assert sum(values["verdicts"].values()) == len(values["figures"])
    one = values["figures"][0]
    assert {"address", "published", "implied", "difference", "factor", "verdict"} <= set(one)
    fewer = json.loads(
        call("model", "implied", "--cause", "lyme-arthritis", "--outliers", "--json").out
    )
    assert {figure["verdict"] for figure in fewer["figures"]} == {"outlier"}


def test_an_unknown_cause_names_the_nearest(call: Call) -> None:
    done = call("model", "implied", "--cause", "gouty")
    assert done.code == 2
    assert "did you mean gout" in done.err
