"""The compiled style sheet, for tests that look at it or at pages that wear it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from popliteus.web import look


def style_sheet() -> Path:
    """Where it is. Only a machine that cannot compile it is let off; a forgotten one is a fault."""
    if not look.STYLE.exists() and not shutil.which("npm"):
        pytest.skip("no Node.js: the style sheet cannot be compiled on this machine")
    assert look.STYLE.exists(), "type: make assets"
    return look.STYLE
