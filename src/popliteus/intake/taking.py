"""A case that tells its story becomes a case with answers. What was given explicitly stands."""

from __future__ import annotations


def take_in() -> None:
    pass
