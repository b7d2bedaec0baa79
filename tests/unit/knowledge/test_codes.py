"""The check digit of SNOMED CT, and the forms of the three code systems."""

from __future__ import annotations

from itertools import pairwise

import pytest

from popliteus.knowledge.checks_codes import FORMS, verhoeff

#: Published identifiers: short, usual, and with the namespace of an extension.
PUBLISHED = ("22298006", "74400008", "239873007", "1335794000", "481000119104", "16462851000119106")


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_identifiers_pass(code: str) -> None:
    assert FORMS["snomed-ct"].fullmatch(code)
    assert verhoeff(code)


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_wrong_digit_is_found(code: str) -> None:
    for place, right in enumerate(code):
        for wrong in set("0123456789") - {right}:
            assert not verhoeff(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_swap_of_neighbours_is_found(code: str) -> None:
    for place, (first, second) in enumerate(pairwise(code)):
        if first != second:
            assert not verhoeff(code[:place] + second + first + code[place + 2 :])


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("icd-10", "M17"), ("icd-10", "M71.2"), ("icd-10", "M71.26"),
        ("icd-11", "FA01"), ("icd-11", "2E03"), ("icd-11", "FB80.A"), ("icd-11", "1C1G.13"),
    ],
)  # fmt: skip
def test_codes_of_each_system_pass(system: str, code: str) -> None:
    assert FORMS[system].fullmatch(code)


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("icd-10", "m17"), ("icd-10", "M17."), ("icd-10", "FA01"), ("icd-10", "M712"),
        ("icd-11", "M17"), ("icd-11", "FI01"), ("icd-11", "FA01."), ("icd-11", "FA010"),
        ("snomed-ct", "12345"), ("snomed-ct", "022298006"), ("snomed-ct", "2.39873E8"),
        ("snomed-ct", "354531017"),
    ],
)  # fmt: skip
def test_what_has_another_form_is_refused(system: str, code: str) -> None:
    assert not FORMS[system].fullmatch(code)
