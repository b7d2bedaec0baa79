"""Lets ``python -m popliteus`` do what the command does."""

from popliteus.cli import main

if __name__ == "__main__":
    main()
