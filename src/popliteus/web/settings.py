"""What whoever runs the server decides."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: Names under which the app answers when nobody says otherwise: this machine alone.
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server.

    Attributes
    ----------
    database
        SQLite file that holds the answers; made with mode 600.
    hosts
        Names that the Host header may hold, without port.
    country
        Two letters that are chosen beforehand on the first page; empty for none.
    secure
        Whether people reach it by https: cookies are then sent by https only.
    keep_hours
        Answers are erased so long after the last of them.
    longest_story
        Characters of one's own words.
    largest_body
        Bytes of a request.
    clock
        Seconds since 1970; replaced in tests.
    """

    database: Path
    hosts: tuple[str, ...] = LOCAL
    country: str = ""
    secure: bool = False
    keep_hours: float = 24
    longest_story: int = 10_000
    largest_body: int = 256_000
    clock: Callable[[], float] = time.time
