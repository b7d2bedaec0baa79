"""Second readings: what somebody who had not seen the first reading found in the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from popliteus.knowledge.reader import read_file

#: Folder of the second readings in a knowledge base.
FOLDER = "qc"


@dataclass(frozen=True, slots=True)
class Second:
    """One number, read again.

    Attributes
    ----------
    entry
        The entry as it stands in the file: ``read``, ``as``, ``ref``, ``quantity`` ...
    kind
        What the reader was, such as ``automated reader``.
    signed
        The day, as written.
    """

    entry: Mapping[str, object]
    kind: str
    signed: str

    @property
    def read(self) -> str:
        """The words that the second reader found; empty when there were none."""
        return str(self.entry.get("read") or "")

    @property
    def seen(self) -> bool:
        """Whether the second reader could see the figure at all."""
        return self.entry.get("not_seen") is not True


def second_readings(folder: Path) -> dict[tuple[str, str], Second]:
    """Return every second reading of a knowledge base.

    Returns
    -------
    dict
        (file of the record, such as ``causes/gout.yaml``; id of the number) to the reading.
    """
    found: dict[tuple[str, str], Second] = {}
    for path in sorted((folder / FOLDER).glob("*/*.yaml")):
        value = cast("Mapping[str, object]", read_file(path).value)
        kind, signed = str(value.get("kind") or ""), str(value.get("signed") or "")
        for entry in cast("list[Mapping[str, object]]", value.get("numbers") or []):
            place = (f"{value.get('of')}.yaml", str(entry.get("at")))
            found[place] = Second(entry, kind, signed)
    return found
