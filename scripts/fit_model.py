"""Fit the few free numbers of the model to the open vignettes, and say what that would gain.

Prints the power of the likelihoods and the six telling rates beside the present ones, and the gain
of the log score on sources that the fit has not seen. Changes nothing: whoever takes the values
over writes them into ``knowledge/model.yaml`` with the reason.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import popliteus
from popliteus.assess import Case, case_from_mapping
from popliteus.cli.files import read_cases
from popliteus.evaluate.fit import Fit, fit
from popliteus.knowledge import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "vignettes" / "open")
    parser.add_argument("--knowledge", type=Path, default=None)
    given = parser.parse_args(arguments)
    if "held-back" in given.folder.resolve().parts:
        print("held-back vignettes are never fitted to; expected the open ones", file=sys.stderr)
        return 2
    base = popliteus.load(given.knowledge)
    print("\n".join(lines(fit(cases(given.folder, base), base, progress=_tell))))
    return 0


def cases(folder: Path, base: KnowledgeBase) -> list[Case]:
    """Return the vignettes of a folder."""
    return [
        case_from_mapping(values, base, where=path.name)
        for path in sorted(folder.glob("*.yaml"))
        for values in read_cases(str(path))
    ]


def lines(found: Fit) -> list[str]:
    """Return what is printed."""
    rows = [f"{found.cases} cases from {found.sources} sources", ""]
    rows.append(f"{'':18}{'present':>9}{'fitted':>9}{'sd over sources left out':>28}")
    rows += [
        f"{name:18}{before:9.3f}{found.after[name]:9.3f}{found.spread[name]:28.3f}"
        for name, before in found.before.items()
    ]
    gain = found.gain
    rows += [
        "",
        f"gain of the log score on sources left out: {gain.value:+.4f} nats a case "
        f"(95 % {gain.low:+.4f} to {gain.high:+.4f})",
        f"on the fitted cases themselves: {found.gain_seen:+.4f}",
    ]
    return rows


def _tell(what: str, done: int, total: int) -> None:
    print(f"{what}: {done} of {total}", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
