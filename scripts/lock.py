"""Write ``requirements/*.txt`` from ``requirements/*.in``: pinned, with hashes, naming no index.

Which package index answers is the business of the machine this runs on (pip's own settings).
The files hold versions and hashes only, so any index that carries the same files will do.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
HEADING = "# Written by `make lock` from {source}. Do not edit: change {source} and run it again.\n"
OPTIONS = (
    "--quiet",
    "--upgrade",
    "--generate-hashes",
    "--allow-unsafe",  # pip and setuptools are pinned like the rest
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
)


def main() -> int:
    """Lock what runs first, then what tests it, which is held to the same versions."""
    for name in ("runtime", "test"):
        target = REQUIREMENTS / f"{name}.txt"
        print(f"Locking {target.name} ...")
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS]
        done = subprocess.run(
            [*command, f"--output-file={name}.txt", f"{name}.in"],
            cwd=REQUIREMENTS,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(f"{done.stdout}{done.stderr}", file=sys.stderr)
            return 1
        target.write_text(tidy(target.read_text(encoding="utf-8"), f"{name}.in"), encoding="utf-8")
    return 0


def tidy(locked: str, source: str) -> str:
    """Return a locked file with our heading and without comments that name paths or tools."""
    lines = [line for line in locked.splitlines() if line and not line.lstrip().startswith("#")]
    return HEADING.format(source=source) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
