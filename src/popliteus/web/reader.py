"""Reading stories for several people at once: one after another, and nobody waits for ever.

The reader of stories works for one at a time. Whoever holds the answers of a visit must not wait
for it, or everybody who answers a question waits as well.
"""

from __future__ import annotations

from threading import BoundedSemaphore, Lock

from popliteus.assess import Case
from popliteus.knowledge import KnowledgeBase

#: Seconds that a story waits for those before it. The longest takes a second or two.
LONGEST_WAIT = 15.0

#: Stories that may wait. More would keep every thread of the server from answering anything.
MOST_WAITING = 8

_ONE = Lock()
_WAITING = BoundedSemaphore(MOST_WAITING)


class BusyError(Exception):
    """Too many stories are being read; nothing was changed."""


def read(text: str, base: KnowledgeBase) -> Case:
    """Return what a story says, read apart from all answers.

    Raises
    ------
    BusyError
        Others are being read, and it would take too long.
    """
    from popliteus.intake import take_in  # only here: the tokenizer is slow to import

    if not _WAITING.acquire(blocking=False):
        raise BusyError
    try:
        if not _ONE.acquire(timeout=LONGEST_WAIT):
            raise BusyError
        try:
            return take_in(Case(text=text, account="asked"), base)
        finally:
            _ONE.release()
    finally:
        _WAITING.release()
