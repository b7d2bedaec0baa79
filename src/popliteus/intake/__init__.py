"""Free text to findings, with the words each was taken from. Nothing is assumed."""

from popliteus.intake.reading import Mention, Reading, Stretch
from popliteus.intake.story import read_story
from popliteus.intake.taking import take_in

__all__ = ["Mention", "Reading", "Stretch", "read_story", "take_in"]
