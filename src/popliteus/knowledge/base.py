"""The knowledge base: every record, indexed, with its version and digest.

Reading several hundred files strictly takes about a second. What passed, and the arrays made of
it, are therefore kept in the user's cache folder (`popliteus.knowledge.kept`), under a name made of
every file's path, size and time of change; any change to any file, or to this package, reads
everything again. Losing the cache loses nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from popliteus.errors import KnowledgeError
from popliteus.knowledge import kept
from popliteus.knowledge.build import Records, build
from popliteus.knowledge.records import (
    Attribute,
    Cause,
    Drawings,
    Fact,
    Factor,
    Finding,
    Intake,
    Jargon,
    ModelSettings,
    Questionnaire,
    Reference,
    Salience,
    Services,
    Test,
    Treatment,
)
from popliteus.rules import Kind, Rule, from_mapping

if TYPE_CHECKING:
    from popliteus.knowledge.compiler import Compiled

Record = TypeVar("Record")

#: Kinds of record that make up the digest and the base, in the order of the folders.
KINDS = (
    "causes",
    "facts",
    "findings",
    "attributes",
    "factors",
    "rules",
    "treatments",
    "tests",
    "references",
)
SINGLE = ("model", "services", "questionnaire", "intake", "drawings", "jargon", "salience")


class KnowledgeBase:
    """Every record of a knowledge base. Make one with `load`; do not change it.

    Parameters
    ----------
    raw
        Kind to id to the record's plain values, validated before.
    version
        Calendar version of the knowledge.
    digest
        SHA-256 of the canonical JSON of all records, as ``sha256:...``.
    reviewed
        Whether a named clinician has signed every cause.
    path
        The folder it was read from, for messages.
    arrays
        Where the compiled arrays are kept; None: nowhere.
    """

    def __init__(
        self,
        raw: Mapping[str, Mapping[str, object]],
        *,
        version: str,
        digest: str,
        reviewed: bool,
        path: Path,
        arrays: Path | None = None,
    ) -> None:
        self._raw = raw
        self.version = version
        self.digest = digest
        self.reviewed = reviewed
        self.path = path
        self._arrays = arrays

    def plain(self, kind: str) -> Mapping[str, object]:
        """Return the records of a folder as plain values, for comparing two bases."""
        return self._raw[kind]

    def _build(self, folder: str, kind: type[Record]) -> Records[Record]:
        return Records(self._raw[folder], partial(build, kind))

    @cached_property
    def causes(self) -> Records[Cause]:
        """Causes by id, in alphabetical order."""
        return self._build("causes", Cause)

    @cached_property
    def facts(self) -> Records[Fact]:
        """Facts by id."""
        return self._build("facts", Fact)

    @cached_property
    def findings(self) -> Records[Finding]:
        """Findings (readings of facts) by id."""
        return self._build("findings", Finding)

    @cached_property
    def attributes(self) -> Records[Attribute]:
        """Attributes of the pain by id."""
        return self._build("attributes", Attribute)

    @cached_property
    def factors(self) -> Records[Factor]:
        """Factors by id."""
        return self._build("factors", Factor)

    @cached_property
    def rules(self) -> Records[Rule]:
        """Red flags, floors and scores by id."""
        return Records(
            self._raw["rules"], lambda value: from_mapping(cast("Mapping[str, object]", value))
        )

    @cached_property
    def rules_by_item(self) -> dict[str, tuple[Rule, ...]]:
        """Red flags and floors by each item that they read."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            for item in rule.items if rule.kind is not Kind.SCORE else ():
                found[item] = (*found.get(item, ()), rule)
        return found

    @cached_property
    def treatments(self) -> Records[Treatment]:
        """Treatments by id."""
        return self._build("treatments", Treatment)

    @cached_property
    def tests(self) -> Records[Test]:
        """Tests by id."""
        return self._build("tests", Test)

    @cached_property
    def references(self) -> Records[Reference]:
        """References by id."""
        return self._build("references", Reference)

    @cached_property
    def settings(self) -> ModelSettings:
        """Numbers of the model that belong to no single record."""
        return build(ModelSettings, self._raw["model"]["model"])

    @cached_property
    def services(self) -> Services:
        """Levels of urgency in words, and countries."""
        return build(Services, self._raw["services"]["services"])

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The pages of the interview."""
        return build(Questionnaire, self._raw["questionnaire"]["questionnaire"])

    @cached_property
    def intake(self) -> Intake:
        """How free text is read, besides the phrases of the items themselves."""
        return build(Intake, self._raw["intake"]["intake"])

    @cached_property
    def drawings(self) -> Drawings:
        """What the drawings say, and what choosing a region of one answers."""
        return build(Drawings, self._raw["drawings"]["drawings"])

    @cached_property
    def jargon(self) -> Jargon:
        """Medical words that a text for patients explains on first use."""
        return build(Jargon, self._raw["jargon"]["jargon"])

    @cached_property
    def salience(self) -> Salience:
        """What it adds that somebody chose to tell a sign."""
        return build(Salience, self._raw["salience"]["salience"])

    @cached_property
    def compiled(self) -> Compiled:
        """The arrays of the engine, made on first use."""
        from popliteus.knowledge.compiler import compile_base, compiled_from

        found = kept.read(self._arrays) if self._arrays else None
        if found is not None and found[0]["digest"] == self.digest:
            return compiled_from(found)
        try:
            compiled = compile_base(self)
        except (ValueError, KeyError) as error:
            raise KnowledgeError(
                found=f"records that do not fit together: {error}",
                file=self.path,
                expected="a base without errors; `popliteus check` names file and line",
            ) from error
        if self._arrays:
            known = {"digest": self.digest, "options": compiled.options}
            kept.write(self._arrays, kept.model_blocks(compiled.model, known))
        return compiled


def default_path() -> Path:
    """Return the folder of the knowledge base that comes with popliteus."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_knowledge", package.parent.parent / "knowledge"):
        if (folder / "VERSION").is_file():
            return folder
    raise KnowledgeError(
        found="no knowledge base beside the program",
        file=package,
        expected="an installed package, or --knowledge with a folder",
    )


def load(path: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base.

    Parameters
    ----------
    path
        Its folder; the one that comes with popliteus when left out.

    Returns
    -------
    KnowledgeBase
        Every record valid by itself; `popliteus.knowledge.check` looks at them together.

    Raises
    ------
    KnowledgeError
        A file cannot be read or is not a record; the message names file and line.
    """
    folder = Path(path) if path is not None else default_path()
    if not (folder / "VERSION").is_file():
        raise KnowledgeError(
            found="no file VERSION", file=folder, expected="the folder of a knowledge base"
        )
    place = kept.place_of(folder)
    blocks = kept.read(place) if place else None
    if blocks is None:
        blocks = _read_files(folder)
        if place:
            kept.write(place, blocks)
    header, body = blocks
    return KnowledgeBase(
        {kind: kept.Stored(places, body) for kind, places in header["places"].items()},
        version=header["version"],
        digest=header["digest"],
        reviewed=header["reviewed"],
        path=folder,
        arrays=place.with_name(f"arrays-{place.name.partition('-')[2]}") if place else None,
    )


def _read_files(folder: Path) -> kept.Blocks:
    """Return every record of a folder, read strictly, as blocks to keep."""
    from popliteus.knowledge.files import read_folder

    raw = read_folder(folder)
    canonical = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    causes = cast("Mapping[str, Mapping[str, object]]", raw["causes"])
    known = {
        "version": (folder / "VERSION").read_text(encoding="utf-8").strip(),
        "digest": "sha256:" + hashlib.sha256(canonical.encode()).hexdigest(),
        "reviewed": all(cause["status"] == "reviewed" for cause in causes.values()),
    }
    return kept.record_blocks(raw, known)
