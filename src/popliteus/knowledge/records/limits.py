"""Limits of single values, as notes on their types.

Only `popliteus.knowledge.validate` enforces them, through pydantic, which reads the notes of the
package annotated_types. These stand in for them under the same names and become them when they
are read, so that whoever merely uses records imports neither package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal


class _Limit:
    """A note that stands for the one of the same name in annotated_types."""

    #: How annotated_types knows a note that stands for others.
    __is_annotated_types_grouped_metadata__: Literal[True] = True

    __slots__ = ("limit",)

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def __iter__(self) -> Iterator[object]:
        """Yield the note itself."""
        import annotated_types

        yield getattr(annotated_types, type(self).__name__)(self.limit)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.limit!r})"

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.limit))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and repr(self) == repr(other)


class Ge(_Limit):
    """At least this."""

    __slots__ = ()


class Gt(_Limit):
    """More than this."""

    __slots__ = ()


class Le(_Limit):
    """At most this."""

    __slots__ = ()


class MinLen(_Limit):
    """At least this long."""

    __slots__ = ()


class MaxLen(_Limit):
    """At most this long."""

    __slots__ = ()
