"""The command line: arguments in, words out. Nothing is decided here."""

from popliteus.cli.main import main

__all__ = ["main"]
