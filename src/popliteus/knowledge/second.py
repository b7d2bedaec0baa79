"""Second readings: what somebody who had not seen the first reading found in the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from popliteus.knowledge.reader import read_file
from popliteus.knowledge.records import Treatment

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
        The day, as written: that of the entry, else that of the file.
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
            found[place] = Second(entry, kind, str(entry.get("signed") or signed))
    return found


@dataclass(frozen=True, slots=True)
class Dose:
    """Published numbers of a programme of exercises that are read again together."""

    ref: str
    numbers: Mapping[str, int]


def doses_of(one: Treatment) -> dict[str, Dose]:
    """Return the published numbers of a programme, by the place at which they are read again.

    The place is the phase and the number of the step in it, such as ``walk-well/2``; that of the
    weeks that all phases take is ``programme``.
    """
    found = {
        f"{phase.id}/{place}": Dose(step.sources[0].ref, step.published)
        for phase in one.phases
        for place, step in enumerate(phase.steps, start=1)
        if step.published
    }
    if one.programme_weeks and one.programme_source:
        weeks = {"programme_weeks": one.programme_weeks}
        found["programme"] = Dose(one.programme_source.ref, weeks)
    return found


def unread_doses(one: Treatment, twins: Mapping[tuple[str, str], Second]) -> tuple[str, ...]:
    """Return the places whose published numbers nobody has read again."""
    file = f"treatments/{one.id}.yaml"
    return tuple(at for at in doses_of(one) if (file, at) not in twins or not twins[file, at].seen)
