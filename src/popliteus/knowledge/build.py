"""Plain values that were validated before, made into records without a validator.

`popliteus.knowledge.validate` holds every record to its types when the files change. What passed
is kept as JSON beside its digest; making dataclasses from that again needs no validation and no
import of pydantic, which is a quarter of a second that a worried person need not wait.
"""

from __future__ import annotations

import types
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_Maker = Callable[[object], object]


def build(kind: type[Record], value: object) -> Record:
    """Return `value` as a record of `kind`.

    Parameters
    ----------
    kind
        A record dataclass.
    value
        Dictionaries and lists as they come from JSON, valid by construction.

    Returns
    -------
    record
        The dataclass, with tuples for lists.

    Examples
    --------
    >>> from popliteus.knowledge.records import Link
    >>> build(Link, {"cause": "bakers-cyst", "probability": 1.0, "why": "example"}).cause
    'bakers-cyst'
    """
    return cast("Record", _maker(cast("object", kind))(value))


class Records(Mapping[str, Record], Generic[Record]):
    """Records by id, each made when it is first asked for.

    Parameters
    ----------
    raw
        Id to plain values.
    make
        What makes a record of them.

    Examples
    --------
    >>> lengths = Records({"a": [1, 2]}, lambda value: len(value))
    >>> dict(lengths)
    {'a': 2}
    """

    def __init__(self, raw: Mapping[str, object], make: Callable[[object], Record]) -> None:
        self._raw = raw
        self._make = make
        self._made: dict[str, Record] = {}

    def __getitem__(self, name: str) -> Record:
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._make(self._raw[name])
            if len(self._made) == len(self._raw):  # from now on as quick as a dictionary
                self._made = {one: self._made[one] for one in self._raw}
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, name: object) -> bool:
        return name in self._raw

    def values(self) -> ValuesView[Record]:
        """Return every record, in the order of the files."""
        whole = len(self._made) == len(self._raw)
        return self._made.values() if whole else super().values()

    def items(self) -> ItemsView[str, Record]:
        """Return every record with its id."""
        whole = len(self._made) == len(self._raw)
        return self._made.items() if whole else super().items()


@cache
def _maker(kind: object) -> _Maker:
    """Return the function that makes a value of one type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _maker(arguments[0])
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is dict:
        make = _maker(arguments[1])
        if make is _same:
            return lambda value: dict(cast("Mapping[str, object]", value))
        return lambda value: {k: make(v) for k, v in cast("Mapping[str, object]", value).items()}
    if origin is None and isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if kind is float:
        return lambda value: float(cast("float", value))
    return _same


def _same(value: object) -> object:
    """Return a value that needs no making; it is looked for, so as not to be called."""
    return value


def _tuple(arguments: tuple[object, ...]) -> _Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        make = _maker(arguments[0])
        if make is _same:
            return lambda value: tuple(cast("list[object]", value))
        return lambda value: tuple(make(item) for item in cast("list[object]", value))
    makers = [_maker(argument) for argument in arguments]
    return lambda value: tuple(
        make(item) for make, item in zip(makers, cast("list[object]", value), strict=True)
    )


def _union(arguments: tuple[object, ...]) -> _Maker:
    classes = [a for a in arguments if isinstance(a, type) and is_dataclass(a)]
    if len(classes) > 1:  # told apart by their `kind`
        by_kind = {get_args(get_type_hints(one)["kind"])[0]: _maker(one) for one in classes}
        return lambda value: by_kind[cast("Mapping[str, object]", value)["kind"]](value)
    tuples = [a for a in arguments if get_origin(a) is tuple]
    other = [a for a in arguments if a is not type(None) and a not in tuples]
    make_list = _maker(tuples[0]) if tuples else None
    make_one = _maker(other[0]) if other else None
    if make_list is None and make_one is _same:
        return _same

    def make(value: object) -> object:
        if value is None:
            return None
        if make_list is not None and isinstance(value, list):
            return make_list(value)
        return make_one(value) if make_one is not None else value

    return make


def _dataclass(kind: type) -> _Maker:
    hints = get_type_hints(kind, include_extras=True)
    makers = {f.name: _maker(hints[f.name]) for f in fields(kind)}
    makers = {name: make for name, make in makers.items() if make is not _same}

    def make(value: object) -> object:
        given = {**cast("Mapping[str, object]", value)}
        for name, maker in makers.items():
            if name in given:
                given[name] = maker(given[name])
        return kind(**given)

    return make


def literal_values(kind: object) -> tuple[object, ...]:
    """Return the allowed values of a Literal type.

    >>> from typing import Literal
    >>> literal_values(Literal["a", "b"])
    ('a', 'b')
    """
    return get_args(kind)
