"""Reading plain mappings with an exact place in every complaint.

What this module is
    The few readers with which `popliteus.rules` turns a parsed record into dataclasses. Every
    error is a `ValueError` that says where, what was found and what was expected, for example
    ``fires_when.any[2].finding: found 7; expected an id``.

What it is not
    No YAML and no files: records arrive as mappings, from whoever read them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def expected(where: str, found: object, what: str) -> ValueError:
    """Build the one kind of complaint that this package makes about a shape.

    Examples
    --------
    >>> str(expected("level", "soon", "one of five words"))
    "level: found 'soon'; expected one of five words"
    """
    shown = repr(found)
    return ValueError(f"{where}: found {shown[:80]}; expected {what}")


def mapping(
    value: object, where: str, allowed: Sequence[str] | None = None
) -> Mapping[str, object]:
    """Read a mapping with string keys, all of them allowed.

    Examples
    --------
    >>> mapping({"finding": "fever", "is": 1}, "when", ("finding",))
    Traceback (most recent call last):
        ...
    ValueError: when.is: found key 'is'; expected one of finding
    """
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise expected(where, value, "a mapping")
    for key in value:
        if allowed is not None and key not in allowed:
            raise ValueError(
                f"{where}.{key}: found key {key!r}; expected one of {', '.join(allowed)}"
            )
    return value


def sequence(value: object, where: str, *, least: int = 0) -> Sequence[object]:
    """Read a list of at least so many entries."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise expected(where, value, "a list")
    if len(value) < least:
        raise expected(where, list(value), f"a list of at least {least}")
    return value


def text(value: object, where: str) -> str:
    """Read a text that is not empty, without the line ends around it."""
    if not isinstance(value, str) or not value.strip():
        raise expected(where, value, "a text")
    return value.strip()


def texts(value: object, where: str) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(text(one, f"{where}[{i}]") for i, one in enumerate(sequence(value, where)))


def identifier(value: object, where: str) -> str:
    """Read an id: lower-case words and figures joined by hyphens.

    Examples
    --------
    >>> identifier("cold-foot", "finding")
    'cold-foot'
    """
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise expected(where, value, "an id such as cold-foot")
    return value


def identifiers(value: object, where: str, *, least: int = 0) -> tuple[str, ...]:
    """Read a list of different ids."""
    listed = sequence(value, where, least=least)
    found = tuple(identifier(one, f"{where}[{i}]") for i, one in enumerate(listed))
    if len(set(found)) != len(found):
        raise expected(where, list(found), "each id once")
    return found


def number(value: object, where: str) -> float:
    """Read a number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise expected(where, value, "a number")
    return float(value)


def whole(value: object, where: str) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise expected(where, value, "a whole number")
    return value


def halves(value: object, where: str) -> float:
    """Read a whole number or one that ends in a half; a whole one stays an integer.

    Examples
    --------
    >>> halves(1.5, "points"), halves(2.0, "points")
    (1.5, 2)
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or value * 2 % 1:
        raise expected(where, value, "a whole or half number")
    return tidy(value)


def tidy(value: float) -> float:
    """Return a whole number as an integer, so that it is shown without a point."""
    return int(value) if value == int(value) else value


def truth(value: object, where: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise expected(where, value, "true or false")
    return value


def one_of(value: object, where: str, choices: Sequence[str]) -> str:
    """Read one of a few words."""
    if not isinstance(value, str) or value not in choices:
        raise expected(where, value, f"one of {', '.join(choices)}")
    return value
