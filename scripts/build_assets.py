"""Compile the style sheet of the web app with Node.js; say so and go on where there is none.

Everything but the web app works without it. Needs nothing but Python itself: ``make assets``
may run before the environment is there. Packages go to ``build/web-assets``, outside of our own
package; neither they nor the result are committed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.schemes import declared, merged, palette
from scripts.shorten_css import shorten

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "popliteus" / "web"
SOURCE = WEB / "assets-src"
BUILD = ROOT / "build" / "web-assets"
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
RESULT = WEB / "static" / "look.css"
NEEDED = (20, 19)
WITHOUT = (
    "The web app has no style sheet yet: {why}.\n"
    "Install Node.js 20.19 or newer with npm, then type: make assets\n"
    "Everything but the web app works without it."
)


def main() -> int:
    """Build the style sheet; return 0 also where Node.js is missing, 1 when building fails."""
    why = missing()
    if why:
        print(WITHOUT.format(why=why))
        return 0
    if not installed():
        print("Installing what the style sheet is compiled from ...")
        BUILD.mkdir(parents=True, exist_ok=True)
        for name in PACKAGES:
            shutil.copyfile(SOURCE / name, BUILD / name)
        npm = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
        if not _run(npm):
            return 1
    day, dark = _compiled("popliteus"), _compiled("dark")
    if not (day and dark):
        return 1
    names = palette((SOURCE / "_colours.scss").read_text(encoding="utf-8"))
    css, pairs = merged(day, dark, names)
    RESULT.write_text(declared(shorten(css), pairs, names) + "\n", encoding="utf-8")
    print(f"Style sheet of the web app: {RESULT.stat().st_size / 1000:.0f} kB")
    return 0


def missing() -> str:
    """Return what is missing on this machine, or nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "Node.js with npm was not found"
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    found = tuple(int(number) for number in re.findall(r"\d+", said)[:2])
    return "" if found >= NEEDED else f"Node.js {said.strip()} is too old"


def installed() -> bool:
    """Return whether the packages are there in the versions that package.json names."""
    wanted = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in wanted.items():
        package = BUILD / "node_modules" / name / "package.json"
        if not package.exists():
            return False
        if json.loads(package.read_text(encoding="utf-8"))["version"] != version:
            return False
    return True


def _compiled(name: str) -> str:
    """Return what Sass makes of one file of ours; nothing where it fails."""
    sheet = BUILD / f"{name}.css"
    sass = ["node", "node_modules/sass/sass.js", "--no-source-map", "--style=compressed"]
    done = _run([*sass, "--load-path=node_modules", str(SOURCE / f"{name}.scss"), str(sheet)])
    return sheet.read_text(encoding="utf-8") if done else ""


def _run(command: list[str]) -> bool:
    """Run a command where the packages are; print what it said if it failed."""
    done = subprocess.run(
        command, cwd=BUILD if BUILD.exists() else ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(
            f"The style sheet was not built. This command failed:\n  {' '.join(command)}\n"
            f"{(done.stdout + done.stderr).strip()}",
            file=sys.stderr,
        )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
