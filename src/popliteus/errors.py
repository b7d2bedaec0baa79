"""Every error that popliteus raises on purpose.

What this module is
    The error tree and the one shape in which bad input is reported: what was found, where,
    and what was expected. The command line turns an `InputError` into exit code 2, the web
    application into a problem document; both print the same sentence.

The tree
    ::

        Exception
        └── PopliteusError            anything popliteus raises on purpose
            ├── InputError            what somebody gave us cannot be used (exit code 2)
            │   ├── CaseError         a case, a vignette, an answer or an option
            │   └── KnowledgeError    a knowledge record; names file, line and remedy
            └── AnswerError           arrays given to the engine do not fit the model
                                      (also a ValueError)

What it is not
    Programming mistakes keep Python's own errors. They are never caught and dressed up.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import Any, ClassVar, Self


class PopliteusError(Exception):
    """Anything popliteus raises on purpose. Catch this one to catch them all."""


class AnswerError(PopliteusError, ValueError):
    """Arrays given to the engine do not fit the compiled model."""


class InputError(PopliteusError):
    """Something given to popliteus cannot be used.

    Parameters
    ----------
    found
        What was there, quoted where that helps: ``"age -3"``.
    where
        The place, as exactly as known: ``"case.yaml, line 4"`` or ``"--set fever=maybe"``.
    expected
        What would have been right, with the nearest known names if there are any.
    code
        A short permanent name for programs to test: ``"age-out-of-range"``.

    Examples
    --------
    >>> error = InputError(
    ...     found="age -3", where="case.yaml, line 2", expected="0 to 120", code="age-out-of-range"
    ... )
    >>> print(error)
    case.yaml, line 2: found age -3; expected 0 to 120
    >>> error.to_dict()["code"]
    'age-out-of-range'
    """

    default_code: ClassVar[str] = "bad-input"

    def __init__(self, *, found: str, where: str, expected: str, code: str | None = None) -> None:
        self.found = found
        self.where = where
        self.expected = expected
        self.code = code or self.default_code
        super().__init__(f"{where}: found {found}; expected {expected}")

    def to_dict(self) -> dict[str, str]:
        """Return the error as it is written with ``--json``: code, found, where, expected."""
        return {
            "code": self.code,
            "found": self.found,
            "where": self.where,
            "expected": self.expected,
        }

    def _fields(self) -> dict[str, Any]:
        """Return the arguments that build this error again."""
        return {
            "found": self.found,
            "where": self.where,
            "expected": self.expected,
            "code": self.code,
        }

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        """Let the error cross a process border; Exception alone forgets keyword arguments."""
        return partial(type(self), **self._fields()), ()


class CaseError(InputError):
    """A case, a vignette, an answer or an option cannot be used."""

    default_code = "bad-case"


class KnowledgeError(InputError):
    """A knowledge record cannot be used.

    Parameters
    ----------
    found
        What was there.
    file
        The record's file, relative to the knowledge directory where possible.
    line
        Line in that file, counted from 1, or None when the whole file is meant.
    expected
        What would have been right; the remedy.
    code
        The number of the check (``"KB105"``) or a short permanent name.

    Examples
    --------
    >>> print(
    ...     KnowledgeError(
    ...         found="key 'rate' twice", file="causes/gout.yaml", line=12, expected="it once"
    ...     )
    ... )
    causes/gout.yaml:12: found key 'rate' twice; expected it once
    """

    default_code = "bad-knowledge"

    def __init__(
        self,
        *,
        found: str,
        file: str | PurePath,
        expected: str,
        line: int | None = None,
        code: str | None = None,
    ) -> None:
        self.file = PurePath(file).as_posix()
        self.line = line
        where = self.file if line is None else f"{self.file}:{line}"
        super().__init__(found=found, where=where, expected=expected, code=code)

    def _fields(self) -> dict[str, Any]:
        return {
            "found": self.found,
            "file": self.file,
            "line": self.line,
            "expected": self.expected,
            "code": self.code,
        }
