"""HAZ-016: a measurement is read in another unit or on another scale."""

from __future__ import annotations

import json
from pathlib import Path

from popliteus import KnowledgeBase
from popliteus.knowledge.records import Finding
from tests.safety.people import Ran, command


def measured(knowledge: KnowledgeBase) -> dict[str, Finding]:
    found = {name: one for name, one in knowledge.findings.items() if one.measure is not None}
    assert len(found) >= 6
    return found


def run(folder: Path, item: str, value: str) -> Ran:
    case = folder / "case.yaml"
    case.write_text(f"age: 50\nfindings:\n  {item}: {value}\n", encoding="utf-8")
    return command("assess", str(case), "--json")


def test_value_without_an_allowed_unit_is_refused(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    for name, one in measured(knowledge).items():
        measure = one.measure
        assert measure is not None
        middle = (measure.least + measure.most) / 2
        right = run(tmp_path, name, f"{{value: {middle}, unit: {measure.unit}}}")
        assert right.code == 0, f"the premise: {name} in its unit is taken: {right.err}"
        kept = json.loads(right.out)["evidence"]
        assert kept[0]["measured"] == middle
        wrong = [str(middle), f"{{value: {middle}}}", f"{{value: {middle}, unit: null}}"]
        units = ("inch", "F", "furlongs", f"{measure.unit}x", measure.unit.swapcase() + "s", "''")
        wrong += [f"{{value: {middle}, unit: {unit}}}" for unit in units]
        for value in wrong:
            ran = run(tmp_path, name, value)
            assert ran.code == 2, f"{name}: {value} was taken"
            assert ran.out == ""
            assert measure.unit in json.loads(ran.err)["expected"], f"{name}: {value}"
            assert name in ran.err
        plain = command("assess", "--age", "50", "--set", f"{name}={middle}")
        assert (plain.code, plain.out) == (2, ""), f"--set {name}={middle} was taken"
        assert measure.unit in plain.err


def test_impossible_value_is_refused(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    for name, one in measured(knowledge).items():
        measure = one.measure
        assert measure is not None
        below, above = measure.least - 0.1, measure.most + 0.1
        for value in (below, above, "'nan'", "'inf'", "'-inf'", "lots", "'12'", "1e400", "[3]"):
            ran = run(tmp_path, name, f"{{value: {value}, unit: {measure.unit}}}")
            assert (ran.code, ran.out) == (2, ""), f"{name}: {value} was taken"
            said = json.loads(ran.err)
            assert said["found"], name
            assert said["expected"], name
        for value in (".nan", ".inf"):
            assert run(tmp_path, name, f"{{value: {value}, unit: {measure.unit}}}").code == 2
        for value in (measure.least, measure.most):  # the premise: the ends are possible
            assert run(tmp_path, name, f"{{value: {value}, unit: {measure.unit}}}").code == 0
        for text in ("nan", "inf", "-inf", "1e999"):
            assert command("assess", "--age", "50", "--set", f"{name}={text}").code == 2, text
    for age in ("nan", "inf", "-3", "200"):
        assert command("assess", "--age", age).code == 2, age
