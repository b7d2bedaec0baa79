"""Pages for what goes wrong: what happened, what is kept, and where to go on.

Some are made once and stand ready as bytes, because they are needed before a request is read or
when nothing else works.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import HTMLResponse

from popliteus.web.context import Form, Here, Web, give_cookie
from popliteus.web.render import frame_for, page


@dataclass(frozen=True, slots=True)
class Link:
    """Where to go from a page of words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """A page of a few words. `worried` says on it whom to call meanwhile."""

    title: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = ()
    worried: bool = False


START = Link("/", "To the first page")
GO_ON = Link("/continue", "Go on where you were")
RESUME = Link("/resume", "Go on with a code that you saved")

_KEPT = "Answers that you gave before are still here."

#: What is said for each status; the links depend on whether there are answers.
MESSAGES = {
    403: Message(
        "We could not take this form",
        (
            "It was too old, or it did not come from one of our pages. Nothing was changed: "
            "answers that you gave before are still here. Open the page again and send it again.",
        ),
    ),
    404: Message("This page is not here", ("Check the address.", _KEPT)),
    405: Message(
        "This page cannot be opened like that",
        ("Its address is only for a form that is sent from another page.", _KEPT),
    ),
    408: Message(
        "That took too long to reach us",
        (
            "Nothing was changed: your earlier answers are still here. Your connection may be "
            "slow. Go back in your browser, and send it again.",
        ),
        (GO_ON, START),
        worried=True,
    ),
    410: Message(
        "There are no answers here",
        (
            "Nobody has answered anything in this browser, or the answers were erased. They are "
            "erased on request, and some time after the last answer.",
        ),
        (START, RESUME),
    ),
    413: Message(
        "That is more than this page can take",
        (
            "Nothing was changed: your earlier answers are still here. Go back in your browser, "
            "and write less.",
        ),
        (GO_ON, START),
    ),
    421: Message(
        "This is not the address of this server",
        (
            "It does not answer under that name. Check the address.",
            "Whoever runs it can allow the name with --host or --allow-host.",
        ),
    ),
    429: Message(
        "Please wait a moment",
        (
            "More was asked for than we allow at once. Wait {}, then load this page again. If your "
            "browser asks whether to send a form again, say yes.",
            "Nothing was changed: your earlier answers are still here.",
        ),
        (GO_ON, START),
        worried=True,
    ),
    431: Message(
        "That is more than we can take",
        ("The address, or what your browser sent with it, is too long. Open the page again.",),
        (GO_ON, START),
    ),
    500: Message(
        "Something went wrong",
        (
            "This is our mistake, not yours. The answers that you gave before are still here.",
            "Go back in your browser and try once more.",
        ),
        (GO_ON, START),
        worried=True,
    ),
    503: Message(
        "Too many people are here",
        ("There is no room for new answers now. Try again in an hour.",),
        (START,),
        worried=True,
    ),
}

#: Said where the answers, or the reader of stories, are held by others for too long.
BUSY = Message(
    "We are busy just now",
    (
        "Nothing was changed: your earlier answers are still here.",
        "Go back in your browser. What you typed is still there. Send it once more.",
    ),
    (GO_ON, START),
    worried=True,
)

#: Needed where no request was read, or none can be.
READY = (408, 413, 421, 431, 500, 503)

#: Seconds that somebody who asks too much is told to wait: the first that is long enough.
WAITS = (1, 2, 5, 10, 20, 30, 60)


#: Addresses whose forms hold answers. Others have nothing that could be lost.
_ANSWERS = ("/about", "/where", "/words", "/understood", "/questions/")

_GONE = (
    "This page was open for too long, or your answers were erased. Earlier answers are no longer "
    "here, but what you just typed is. Send it again to keep it. Then we ask the rest once more."
)
_NEWER = (
    "This page was opened before the answers that are here now were begun. What you just typed is "
    "not lost. Send it again if it belongs to them."
)


@dataclass(frozen=True, slots=True)
class Again:
    """A form that can be sent once more; `wrote` is shown so that it is not lost."""

    title: str
    line: str
    action: str
    fields: tuple[tuple[str, str], ...]
    wrote: str
    links: tuple[Link, ...]


def refused_page(here: Here, form: Form | None) -> HTMLResponse:
    """Return the page for a form that could not be taken, to be sent again if it holds answers."""
    if form is None or not here.address.startswith(_ANSWERS):
        return problem_page(here, 403)
    browser = here.browser or secrets.token_urlsafe(32)
    view = Again(
        title="Send this once more",
        line=_NEWER if here.visit else _GONE,
        action=here.address,
        fields=form.others("token"),
        wrote=form.get("text"),
        links=(GO_ON, START) if here.visit else (START,),
    )
    shown = Here(here.web, browser, here.visit, here.address)
    response = page("again.html", frame_for(shown, view.title), 403, view=view)
    give_cookie(response, browser, here.web.settings)
    return response


def message_page(here: Here, message: Message, status: int = 200) -> HTMLResponse:
    """Return a page of a few words."""
    return page("message.html", frame_for(here, message.title), status, view=message)


def problem_page(here: Here, status: int) -> HTMLResponse:
    """Return the page for a status, with the links that lead somewhere for this browser."""
    known = MESSAGES.get(status, MESSAGES[404])
    links = known.links or ((GO_ON, START) if here.visit else (START,))
    lines = tuple(one for one in known.lines if here.visit or one != _KEPT)
    shown = Message(known.title, lines, links, known.worried)
    return message_page(here, shown, status)


def ready_pages(web: Web) -> Mapping[int, bytes]:
    """Return the pages that are made once, for nobody in particular."""
    nobody = Here(web, "", None, "/")
    return {status: bytes(message_page(nobody, MESSAGES[status], status).body) for status in READY}


def busy_page(web: Web) -> bytes:
    """Return the page that is made once for when the store cannot be asked."""
    return bytes(message_page(Here(web, "", None, "/"), BUSY, 503).body)


def waiting_pages(web: Web) -> Mapping[int, bytes]:
    """Return the pages that tell somebody to wait, by seconds."""
    nobody, known = Here(web, "", None, "/"), MESSAGES[429]

    def made(seconds: int) -> bytes:
        lines = tuple(line.format(_said(seconds)) for line in known.lines)
        message = Message(known.title, lines, known.links, known.worried)
        return bytes(message_page(nobody, message, 429).body)

    return {seconds: made(seconds) for seconds in WAITS}


def _said(seconds: int) -> str:
    if seconds == 60:
        return "a minute"
    return f"{seconds} second{'s' if seconds > 1 else ''}"


def told_to_wait(seconds: float) -> int:
    """Return the seconds that a page says, for what has to be waited.

    >>> told_to_wait(0.3), told_to_wait(11), told_to_wait(500)
    (1, 20, 60)
    """
    return next((one for one in WAITS if one >= seconds), WAITS[-1])
