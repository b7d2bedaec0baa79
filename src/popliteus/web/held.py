"""A file of answers that others hold for too long, told from one that is broken or full."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class HeldError(Exception):
    """Others have held the answers for too long; nothing was changed."""


@contextmanager
def held_is_said() -> Iterator[None]:
    """Raise `HeldError` where others hold the file; any other error stays what it is.

    >>> with held_is_said():
    ...     sqlite3.connect(":memory:").execute("SELECT * FROM visits")
    Traceback (most recent call last):
        ...
    sqlite3.OperationalError: no such table: visits
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise HeldError from error
        raise
