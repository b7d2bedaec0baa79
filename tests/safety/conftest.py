"""A knowledge base in which one cause names every medicine, for the tests of medicines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import popliteus
from popliteus import KnowledgeBase


@pytest.fixture(scope="session")
def every_medicine(
    knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory
) -> KnowledgeBase:
    """The shipped base, except that the care of a leg cramp names every medicine that we hold."""
    folder = tmp_path_factory.mktemp("medicines") / "knowledge"
    shutil.copytree(knowledge.path, folder)
    path = folder / "causes" / "leg-cramp.yaml"
    text = path.read_text(encoding="utf-8")
    names = [name for name, one in knowledge.treatments.items() if one.kind == "medicine"]
    changed, count = re.subn(
        r"(?m)^(\s+)treatments:(?:[^\n]*\[[^\]]*\]|[^\n]*(?:\n\1[ ]*- [^\n]*)*)",
        rf"\1treatments: [{', '.join(names)}]",
        text,
        count=1,
    )
    assert count == 1
    path.write_text(changed, encoding="utf-8")
    base = popliteus.load(Path(folder))
    care = base.causes["leg-cramp"].care
    assert care is not None
    assert list(care.treatments) == names
    return base
