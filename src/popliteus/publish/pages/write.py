"""Writing the plain site into a folder: all of it, or one page to look at."""

from __future__ import annotations

from pathlib import Path

from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.changes import Build
from popliteus.publish.pages.build import Pages, Told

#: The file that lists what was written, so that pages that are gone can be taken away.
MANIFEST = "manifest.txt"


def write(
    base: KnowledgeBase, folder: Path, *, since: Build | None = None, tell: Told | None = None
) -> int:
    """Write the whole site into a folder and return how many pages it has.

    Files of an earlier site that are no longer part of it are taken away; anything else in the
    folder stays.

    Raises
    ------
    KnowledgeError
        A text calls something that does not exist.
    CaseError
        The folder cannot be written to.
    """
    pages = Pages(base, since)
    try:
        before = _listed(folder)
        written = [_put(folder, path, text) for path, text in pages.files(tell)]
        for path in sorted(before - set(written)):
            (folder / path).unlink(missing_ok=True)
        _put(folder, MANIFEST, "".join(f"{path}\n" for path in sorted(written)))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return len(pages.site.entries)


def write_one(base: KnowledgeBase, name: str, folder: Path) -> Path:
    """Write one page with what it needs to be looked at, and return its file.

    Raises
    ------
    CaseError
        No page of this name, or the folder cannot be written to.
    """
    pages = Pages(base)
    entry = pages.site.named(name)
    try:
        for path, text in (*pages.assets(), (entry.path, pages.html(entry))):
            _put(folder, path, text)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return folder / entry.path


def _put(folder: Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return path


def _listed(folder: Path) -> set[str]:
    """Return the files of an earlier site; a line that leads out of the folder is no such file."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return set()
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {one for one in lines if one and ".." not in one and not one.startswith("/")}


def _cannot_write(folder: Path, error: OSError) -> CaseError:
    return CaseError(
        found=f"a place that cannot be written to ({error.strerror})",
        where=str(folder),
        expected="a folder that is there or can be made, and is yours",
        code="no-folder",
    )
