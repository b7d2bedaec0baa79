"""What was read and compiled before, kept in the user's cache folder.

What this module is
    A file of blocks: the digest of everything after it, a line of JSON that says where each block
    begins and ends, and the blocks. Records are JSON, each read only when somebody asks for it;
    arrays are plain bytes. The file's name is made of every source file's path, size and time of
    change, so that a change to any of them leads to another name.

What it is not
    A place that anything depends on. A file that is missing, cut short or altered is not there;
    a disk that is full, or a home that cannot be written, is no reason to fail.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import numpy as np

from popliteus import stamp
from popliteus.engine.model import Model, Spread

#: Raise when the layout of the kept files changes.
FORMAT = 2

#: How many files of one kind stay.
MOST_KEPT = 5

#: Arrays begin at multiples of this many bytes.
_ALIGNED = 16

_PACKAGE = Path(__file__).resolve().parent.parent

#: The code that decides what is in the files.
_CODE = (_PACKAGE / "knowledge", _PACKAGE / "engine")

Blocks = tuple[Mapping[str, Any], bytes]


def place_of(folder: Path) -> Path | None:
    """Return where this exact state of a knowledge base is kept.

    Parameters
    ----------
    folder
        The knowledge base.

    Returns
    -------
    Path or None
        None when ``POPLITEUS_CACHE`` is ``off``, or for somebody without a home.
    """
    if os.environ.get("POPLITEUS_CACHE") == "off":
        return None
    try:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    state = hashlib.sha256(f"{FORMAT} {stamp.code_version()} {folder.resolve()}".encode())
    for source in (folder, *_CODE):
        for name, size, changed in sorted(_files(str(source))):
            state.update(f"{name} {size} {changed}\n".encode())
    return home / "popliteus" / f"knowledge-{state.hexdigest()[:32]}.bin"


def _files(folder: str) -> list[tuple[str, int, int]]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry.path)
            elif entry.name.endswith((".yaml", ".py", "VERSION")):
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
    return found


def read(path: Path) -> Blocks | None:
    """Return the header and the blocks of a kept file; None when it is not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, _, rest = content.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    header, _, body = rest.partition(b"\n")
    return cast("Mapping[str, Any]", json.loads(header)), body


def write(path: Path, blocks: Blocks) -> None:
    """Keep a header and its blocks, and only the newest files of the same kind."""
    header, body = blocks
    rest = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + body
    kind = path.name.partition("-")[0]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as stream:
            stream.write(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        Path(stream.name).replace(path)
        kept = sorted(path.parent.glob(f"{kind}-*"), key=lambda one: one.stat().st_mtime_ns)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


class Stored(Mapping[str, object]):
    """Plain values by id, each read from its block when it is first asked for.

    Parameters
    ----------
    places
        Id to first byte and the byte after the last.
    body
        The blocks.

    Examples
    --------
    >>> Stored({"a": (0, 2), "b": (2, 5)}, b"[][1]")["b"]
    [1]
    """

    def __init__(self, places: Mapping[str, tuple[int, int]], body: bytes) -> None:
        self._places = places
        self._body = body

    def __getitem__(self, name: str) -> object:
        start, stop = self._places[name]
        return json.loads(self._body[start:stop].decode())

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


def record_blocks(raw: Mapping[str, Mapping[str, object]], known: Mapping[str, object]) -> Blocks:
    """Return records as blocks of JSON.

    Parameters
    ----------
    raw
        Kind to id to plain values.
    known
        What the header says besides.

    Returns
    -------
    Blocks
        ``places`` in the header is kind to id to place, for `Stored`.
    """
    places: dict[str, dict[str, tuple[int, int]]] = {}
    body = bytearray()
    for kind, records in raw.items():
        places[kind] = {}
        for name, value in records.items():
            start = len(body)
            body += json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            places[kind][name] = (start, len(body))
    return {**known, "places": places}, bytes(body)


def model_blocks(model: Model, known: Mapping[str, object]) -> Blocks:
    """Return a model as blocks of plain bytes, to the last bit."""
    body = bytearray()
    return {**known, "model": _fields(model, body)}, bytes(body)


def model_from(blocks: Blocks) -> Model:
    """Return the model that `model_blocks` was given."""
    header, body = blocks
    values = {name: _value(value, body) for name, value in header["model"].items()}
    spread = header["model"]["spread"]
    if spread is not None:
        values["spread"] = Spread(**{name: _value(one, body) for name, one in spread.items()})
    return Model(**values)


def _fields(record: Model | Spread, body: bytearray) -> dict[str, object]:
    return {one.name: _plain(getattr(record, one.name), body) for one in fields(record)}


def _plain(value: object, body: bytearray) -> object:
    """Return a value for the header; what an array holds goes to the blocks."""
    if isinstance(value, Spread):
        return _fields(value, body)
    if isinstance(value, tuple):
        return [_plain(item, body) for item in value]
    if not isinstance(value, np.ndarray):
        return value
    body += b"\0" * (-len(body) % _ALIGNED)
    start = len(body)
    body += np.ascontiguousarray(value).tobytes()
    return {"type": value.dtype.str, "shape": value.shape, "start": start}


def _value(value: object, body: bytes) -> Any:  # noqa: ANN401 - a field of the model, of its own type
    if isinstance(value, list):
        return tuple(_value(item, body) for item in value)
    if not isinstance(value, dict) or "start" not in value:
        return value
    shape = tuple(value["shape"])
    flat = np.frombuffer(
        body, dtype=value["type"], count=int(np.prod(shape)), offset=value["start"]
    )
    return flat.reshape(shape)
