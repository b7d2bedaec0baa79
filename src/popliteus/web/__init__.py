"""The web app: the interview and its result as pages that need no script.

`create_app` makes it from a knowledge base and settings. Nothing here decides anything medical.
"""

from popliteus.web.app import create_app
from popliteus.web.settings import Settings

__all__ = ["Settings", "create_app"]
