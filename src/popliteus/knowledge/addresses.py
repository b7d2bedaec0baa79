"""Addresses of single figures: ``bakers-cyst#effusion`` is one number of one record.

What this module is
    `Figures`, every published number of a base and every limit that defines a finding, by its
    address: the id of the record, ``#``, the id of the number in it. ``calf-difference#measure``
    is the limit in the finding's own field.

What it is not
    How a figure is shown is decided in `popliteus.publish`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from popliteus.errors import KnowledgeError
from popliteus.knowledge.base import KnowledgeBase
from popliteus.knowledge.records import (
    Cause,
    Fact,
    Factor,
    Finding,
    Measure,
    Number,
    Test,
    Treatment,
)

#: What stands behind ``#`` for the limit that defines a finding.
MEASURE = "measure"

#: Addresses named when one is not known.
NEAREST = 4

Holder = Cause | Fact | Factor | Finding | Test | Treatment


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number and the record in which it stands."""

    kind: str
    record: Holder
    number: Number

    @property
    def address(self) -> str:
        """The address, such as ``bakers-cyst#effusion``."""
        return f"{self.record.id}#{self.number.id}"

    @property
    def file(self) -> str:
        """The file, as second readings name it: ``causes/bakers-cyst``."""
        return f"{self.kind}/{self.record.id}"


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit that defines a finding as present, and the finding."""

    finding: Finding
    measure: Measure


def holders(base: KnowledgeBase) -> Iterator[tuple[str, Holder]]:
    """Yield (folder, record) of everything that may hold published numbers."""
    groups: tuple[tuple[str, Mapping[str, Holder]], ...] = (
        ("causes", base.causes),
        ("facts", base.facts),
        ("findings", base.findings),
        ("factors", base.factors),
        ("treatments", base.treatments),
        ("tests", base.tests),
    )
    for kind, records in groups:
        for record in records.values():
            yield kind, record


class Figures(Mapping[str, Figure]):
    """Every published number by its address, in the order of the files.

    Examples
    --------
    >>> import popliteus
    >>> figures = Figures(popliteus.load())
    >>> figures["bakers-cyst#effusion"].number.estimate.value
    0.32
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._found = {
            figure.address: figure
            for kind, record in holders(base)
            for figure in (Figure(kind, record, number) for number in record.evidence)
        }

    def __getitem__(self, address: str) -> Figure:
        return self._found[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def at(self, address: str, *, file: str, line: int | None = None) -> Figure | Limit:
        """Return what stands at an address.

        Parameters
        ----------
        address
            ``record#number``, or ``finding#measure``.
        file, line
            Where it was asked for, for the message.

        Raises
        ------
        KnowledgeError
            Nothing stands there; the nearest addresses are named.
        """
        record, _, name = address.partition("#")
        finding = self._base.findings.get(record)
        if name == MEASURE and finding is not None and finding.measure is not None:
            return Limit(finding, finding.measure)
        if address in self._found:
            return self._found[address]
        near = self._near(address)
        raise KnowledgeError(
            found=f"the number '{address}'",
            file=file,
            line=line,
            expected="record#number, as `popliteus show RECORD` lists them"
            + (f"; nearest: {', '.join(near)}" if near else ""),
            code="unknown-number",
        )

    def _near(self, address: str) -> list[str]:
        record, _, name = address.partition("#")
        same = [one.number.id for one in self._found.values() if one.record.id == record]
        if same:
            near = difflib.get_close_matches(name, same, n=NEAREST, cutoff=0.3)
            return [f"{record}#{one}" for one in (near or same[:NEAREST])]
        return difflib.get_close_matches(address, self._found, n=NEAREST, cutoff=0.5)
