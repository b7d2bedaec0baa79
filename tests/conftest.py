"""What several groups of tests share: the shipped knowledge base, read once."""

from __future__ import annotations

import pytest

import popliteus
from popliteus import KnowledgeBase


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The knowledge base that comes with popliteus."""
    return popliteus.load()
