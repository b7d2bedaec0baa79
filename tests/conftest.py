"""What several groups of tests share: the shipped knowledge base, read once."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

import popliteus
from popliteus import KnowledgeBase

# On a CI machine the same examples every time, so that a change is judged by what it changed;
# everywhere else new ones, which is how new mistakes are found.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The knowledge base that comes with popliteus."""
    return popliteus.load()
