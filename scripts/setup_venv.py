"""Make or refresh ``.venv`` from the pinned requirements and install the project into it.

``setup_venv.py runtime`` installs what popliteus needs to run, ``setup_venv.py test`` everything.
Needs nothing but Python 3.11 or newer with ``venv``, and ``ensurepip`` or a ``pip`` of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
NEEDED = (3, 11)
KINDS = ("runtime", "test")


def main(arguments: list[str]) -> int:
    """Set up the environment; return 0, or 1 after saying what to do."""
    if len(arguments) != 1 or arguments[0] not in KINDS:
        print(f"usage: setup_venv.py {'|'.join(KINDS)}", file=sys.stderr)
        return 2
    kind = arguments[0]
    if sys.version_info < NEEDED:
        found = ".".join(map(str, sys.version_info[:3]))
        _say_stop(
            f"{sys.executable} is Python {found}; popliteus needs Python 3.11 or newer.\n"
            "Name another one: make setup PYTHON=python3.11"
        )
        return 1
    if not _usable(VENV) and not _create(VENV):
        return 1
    if not _install(kind):
        return 1
    for done in KINDS[: KINDS.index(kind) + 1]:
        (VENV / f".popliteus-{done}").touch()
    return 0


def _say_stop(message: str) -> None:
    """Print why the set-up stopped and what to type."""
    print(f"\nSet-up stopped. {message}", file=sys.stderr)


def _python(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / "bin" / "python"


def _usable(venv: Path) -> bool:
    """Return whether the environment's interpreter starts, is new enough and can be filled."""
    if not _python(venv).exists():
        return False
    probe = f"import sys; sys.exit(sys.version_info < {NEEDED})"
    return _run([str(_python(venv)), "-c", probe]).returncode == 0 and bool(_pip(venv))


def _pip(venv: Path) -> list[str]:
    """Return the command that fills the environment, or nothing when there is no pip at all.

    Debian splits ``ensurepip`` off; the system's own pip then does the same work from outside.
    """
    own = [str(_python(venv)), "-m", "pip"]
    outside = [sys.executable, "-m", "pip", "--python", str(_python(venv))]
    for command in (own, outside):
        if _run([*command, "--version"]).returncode == 0:
            return command
    return []


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the repository and keep what it says."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _create(venv: Path) -> bool:
    """Make the environment, also where ``ensurepip`` is missing; say so when it cannot be made."""
    print(f"Making {venv.name} with Python {sys.version_info[0]}.{sys.version_info[1]} ...")
    said = ""
    for option in ([], ["--without-pip"]):
        shutil.rmtree(venv, ignore_errors=True)
        made = _run([sys.executable, "-m", "venv", *option, str(venv)])
        if made.returncode == 0 and _pip(venv):
            return True
        said = said or (made.stdout + made.stderr).strip()
    shutil.rmtree(venv, ignore_errors=True)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    _say_stop(
        f"A virtual environment could not be made:\n{said}\n\n"
        f"On Debian or Ubuntu, type: apt-get install {package}   (or python3-venv)\n"
        "and then the same make command again."
    )
    return False


def _install(kind: str) -> bool:
    """Install the pinned packages, then the project itself without looking anything up."""
    print(f"Installing pinned packages ({kind}); the first time takes a minute or two ...")
    pip = [*_pip(VENV), "--disable-pip-version-check", "install", "--quiet"]
    steps = (
        [*pip, "--require-hashes", "-r", f"requirements/{kind}.txt"],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
    )
    for step in steps:
        result = _run(step)
        if result.returncode != 0:
            _say_stop(
                f"This command failed:\n  {' '.join(step[1:])}\n"
                f"{(result.stdout + result.stderr).strip()}\n\n"
                "If it was the network, try again; what was installed is kept."
            )
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
