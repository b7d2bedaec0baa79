"""Where words go: a terminal with colours, or plain text of fixed width without trailing spaces.

Texts come from people and from files, so nothing in them is taken for markup: ``[wells-2003]`` is
printed as it stands.
"""

from __future__ import annotations

import io
import sys
from typing import IO, TextIO

from rich.console import Console

#: Width when the output is no terminal: wide enough for tables, narrow enough to mail.
PIPED_WIDTH = 96

#: Lines longer than this are hard to read, however wide the window.
WIDEST = 110


class Trimmed(io.TextIOBase):
    r"""A text stream that leaves out spaces at the ends of lines.

    Examples
    --------
    >>> import io
    >>> kept = io.StringIO()
    >>> print("swollen calf   ", file=Trimmed(kept))
    >>> kept.getvalue()
    'swollen calf\n'
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rest = ""

    @property
    def encoding(self) -> str:  # type: ignore[override]  # the base class allows None
        """The encoding of the stream behind."""
        return self._stream.encoding

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str, /) -> int:
        """Write every complete line; keep the rest until it is complete or flushed."""
        *lines, rest = (self._rest + text).split("\n")
        for line in lines:
            self._stream.write(line.rstrip(" ") + "\n")
        self._rest = rest
        return len(text)

    def flush(self) -> None:
        """Write what is left as it is: it may be a question that waits for its answer."""
        if self._rest.strip():
            self._stream.write(self._rest)
            self._rest = ""
        self._stream.flush()


class Pipeable(Console):
    """A console that lets a reader go away: ``popliteus show sources | head`` is no mistake."""

    def on_broken_pipe(self) -> None:
        """Pass the error on, where Rich would end the process with code 1."""
        raise BrokenPipeError


def console_for(*, error: bool = False) -> Console:
    """Return a console for standard output, or for standard error."""
    stream = sys.stderr if error else sys.stdout
    console = Pipeable(file=stream, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        plain: IO[str] = Trimmed(stream)  # type: ignore[assignment]  # TextIOBase is such a stream
        return Pipeable(file=plain, highlight=False, markup=False, emoji=False, width=PIPED_WIDTH)
    console.width = min(console.width, WIDEST)
    return console
