"""Cells that published figures contradicted: they follow the figures, and keep who said so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest

import popliteus
from popliteus.evaluate.implied import Comparison, implied
from popliteus.knowledge import derive
from popliteus.knowledge.addresses import Figures
from popliteus.knowledge.reader import read_file

ROOT = Path(__file__).resolve().parents[2]
BASE = popliteus.load(ROOT / "knowledge")
LETTERS = {"R": "rarely", "S": "sometimes", "H": "about half", "O": "often"}

#: Figures that were outliers, or are new, and that the model must not contradict again.
AGREE = (
    "gout#fever-inpatients-2022",
    "gout#fever-inpatients-beijing",
    "knee-dislocation#low-energy-fall",
    "meniscal-root-tear#pop-squatting",
)


@pytest.fixture(scope="module")
def compared() -> Mapping[str, Comparison]:
    causes = sorted({address.partition("#")[0] for address in AGREE})
    return {one.address: one for one in implied(BASE, causes)}


@pytest.mark.parametrize("address", AGREE)
def test_model_agrees_within_a_factor_of_two(
    compared: Mapping[str, Comparison], address: str
) -> None:
    assert compared[address].verdict in {"inside", "within_factor_2"}, compared[address]


@pytest.mark.parametrize(
    ("cause", "fact", "figure"),
    [
        ("knee-dislocation", "artery-narrow", "artery-injured-sweden"),
        ("osteomyelitis", "inflammation-blood", "crp-raised-troms"),
    ],
)
def test_figure_itself_stands_in_the_cell(cause: str, fact: str, figure: str) -> None:
    number = Figures(BASE)[f"{cause}#{figure}"].number
    found = derive.fact_probability(BASE.causes[cause], fact, BASE.findings, BASE.settings)
    assert found == pytest.approx(derive.mean(number.estimate))


def test_long_stiffness_is_no_commoner_than_the_figure_for_a_shorter_one_allows() -> None:
    """Who is stiff for half an hour is also stiff for a quarter; a word may be a little off."""
    shorter = derive.mean(Figures(BASE)["juvenile-arthritis#morning-stiffness"].number.estimate)
    cause = BASE.causes["juvenile-arthritis"]
    longer = derive.fact_probability(cause, "stiffness-long", BASE.findings, BASE.settings)
    assert longer is not None
    assert derive.logit(longer) - derive.logit(shorter) < 0.25


def test_words_for_how_it_began_stand_in_the_tables() -> None:
    """KB108 holds the words of facts; those of attributes are held here."""
    path = ROOT / "knowledge" / "elicitation" / "figures" / "attributes.yaml"
    record = cast("Mapping[str, object]", read_file(path).value)
    given = cast("Mapping[str, list[Mapping[str, object]]]", record["attributes"])
    assert given
    for name, faces in given.items():
        shown = {face.id: face.tables for face in BASE.causes[name].presentations}
        for face in faces:
            tables = cast("Mapping[str, Mapping[str, str]]", face["tables"])
            for attribute, words in tables.items():
                for option, letter in words.items():
                    cell = shown[str(face["id"])][attribute][option]
                    assert derive.words_of(cell) == (LETTERS[letter],), (name, option)
