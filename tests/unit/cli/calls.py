"""What a call of the command line returns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Done:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        """Return what was printed as JSON."""
        return json.loads(self.out)


class Call(Protocol):
    """A command, its standard input, and what came of it."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Done: ...
