"""The command line: arguments in, words out. Nothing is decided here."""

import os

# The arrays are small: a second thread costs more than it brings. Set before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from popliteus.cli.main import main

__all__ = ["main"]
