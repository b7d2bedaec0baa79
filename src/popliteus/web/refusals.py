"""Pages for requests that the app never sees: too many, too large, too slow; and for our mistakes.

They are made once, before anybody comes, so that refusing costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from popliteus.web.context import Here, Web
from popliteus.web.render import frame_for, page

#: Seconds that a page tells people to wait: the first that is long enough.
WAITS = (1, 2, 5, 10, 20, 30, 60)

_KEPT = "Nothing was changed: answers that you gave before are still here."
_HELP = "If you are worried, do not wait for us: call somebody who can help."
_START = ("/", "To the first page")
_ON = ("/continue", "Go on where you were")


@dataclass(frozen=True, slots=True)
class Refusals:
    """Whole pages as bytes. `wait` has one for each of `WAITS`."""

    broken: bytes
    too_large: bytes
    too_slow: bytes
    full: bytes
    wait: Mapping[int, bytes]


def refusals(web: Web) -> Refusals:
    """Return the pages."""
    return Refusals(
        broken=_page(
            web,
            "Something went wrong",
            "This is our mistake, not yours. The answers that you gave before are still here.",
            _HELP,
        ),
        too_large=_page(
            web, "That is more than we can take", f"{_KEPT} Go back, and write less.", _HELP
        ),
        too_slow=_page(
            web,
            "That took too long to reach us",
            f"{_KEPT} Your connection may be slow. Go back, and send it again.",
            _HELP,
        ),
        full=_page(
            web,
            "Too many people are here",
            "There is no room for new answers now. Try again in an hour.",
            _HELP,
        ),
        wait={
            seconds: _page(
                web,
                "Please wait a moment",
                f"More was asked for than we allow at once. Wait {_said(seconds)}, then load this "
                "page again. If your browser asks whether to send a form again, say yes.",
                "Answers that you gave before are still here.",
                _HELP,
            )
            for seconds in WAITS
        },
    )


def _said(seconds: int) -> str:
    if seconds == 60:
        return "a minute"
    return f"{seconds} second{'s' if seconds > 1 else ''}"


def _page(web: Web, title: str, *lines: str) -> bytes:
    nobody = Here(web, "", None, "/")
    made = page("message.html", frame_for(nobody, title), lines=lines, links=[_ON, _START])
    return bytes(made.body)


def told_to_wait(seconds: float) -> int:
    """Return the seconds that a page says, for what has to be waited.

    >>> told_to_wait(0.3), told_to_wait(11), told_to_wait(500)
    (1, 20, 60)
    """
    return next((one for one in WAITS if one >= seconds), WAITS[-1])
