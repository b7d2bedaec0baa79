"""Drawings made for this project."""

from popliteus.publish.drawings.art import names
from popliteus.publish.drawings.draw import drawing
from popliteus.publish.drawings.style import style_sheet

__all__ = ["drawing", "names", "style_sheet"]
