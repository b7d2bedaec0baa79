"""Every check finds a planted mistake, in the right file and line, and raises no false alarm."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from popliteus import KnowledgeBase
from popliteus.knowledge import checks as checks_module
from popliteus.knowledge.checks import Problem
from tests.planting import Planted
from tests.unit.knowledge import mistakes_in_numbers, mistakes_in_reading, mistakes_in_texts
from tests.unit.knowledge.planted import PLANTED

CODES = tuple(dict.fromkeys(re.findall(r"KB\d{3}", str(checks_module.__doc__))))


@pytest.fixture(scope="module")
def planted(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(knowledge.path, tmp_path_factory.mktemp("checks") / "knowledge")


@pytest.fixture(scope="module")
def untouched(planted: Planted) -> list[Problem]:
    return planted.problems()


@pytest.fixture
def base(planted: Planted) -> Iterator[Planted]:
    yield planted
    planted.restore()


#: Importing them registers what they plant.
REGISTERED = (mistakes_in_numbers, mistakes_in_reading, mistakes_in_texts)


def test_every_code_has_a_planted_mistake() -> None:
    assert len(CODES) >= 20
    assert {code for code, _ in PLANTED.values()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_untouched_base_has_no_error(untouched: list[Problem], code: str) -> None:
    assert [str(one) for one in untouched if one.code == code and one.level == "error"] == []


@pytest.mark.parametrize("mistake", PLANTED)
def test_planted_mistake_is_found(
    base: Planted, untouched: list[Problem], knowledge: KnowledgeBase, mistake: str
) -> None:
    code, plant = PLANTED[mistake]
    file, line = plant(base, knowledge)
    old = {(one.code, one.file, one.message) for one in untouched}
    new = [one for one in base.problems() if (one.code, one.file, one.message) not in old]
    hits = [one for one in new if one.code == code and one.file == file]
    assert hits, [str(one) for one in new][:5]
    if line is not None:
        assert line in {one.line for one in hits}, [str(one) for one in hits]
    for one in hits:
        assert one.remedy
        assert str(one).startswith(f"{code} {one.level} {file}:{one.line} ")
        assert 1 <= one.line <= len(base.path(file).read_text("utf-8").splitlines())
