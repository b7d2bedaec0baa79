"""Results worked out in this process, so that looking again works nothing out again.

Held in memory alone, for as long as the page is looked at, and forgotten when answers are erased.
What finds a result again is a digest of the answers; another answer is another result.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from threading import Lock
from typing import Any, TypeVar

from popliteus.assess import Assessment
from popliteus.assess.assessment import assess_closely
from popliteus.assess.closer import Closer
from popliteus.assess.result import Audience
from popliteus.assess.so_far import SoFar
from popliteus.knowledge import KnowledgeBase
from popliteus.web.talk import case_of, interview_of
from popliteus.web.visit import Visit

Found = TypeVar("Found")

#: Results held at most, and seconds after which one that nobody looked at is forgotten.
MOST = 64
KEEP = 900.0


class Results:
    """Results by browser and answers.

    Parameters
    ----------
    base
        The knowledge base of all results.
    clock
        Seconds; replaced in tests.
    """

    def __init__(self, base: KnowledgeBase, clock: Callable[[], float]) -> None:
        self._base, self._clock, self._lock = base, clock, Lock()
        self._held: OrderedDict[tuple[str, str, str], tuple[float, Any]] = OrderedDict()

    def of(self, browser: str, visit: Visit, audience: Audience) -> tuple[Assessment, Closer]:
        """Return the result of a visit as it stands, and a closer look at it."""

        def work() -> tuple[Assessment, Closer]:
            return assess_closely(case_of(visit, self._base), self._base, audience=audience)

        return self._once(browser, visit, audience, work)

    def so_far(self, browser: str, visit: Visit) -> SoFar | None:
        """Return how far the interview of a visit has come."""
        return self._once(
            browser, visit, "so far", lambda: interview_of(visit, self._base).so_far()
        )

    def forget(self, browser: str, visit: Visit | None) -> None:
        """Forget every result of a browser, and those of its visit in every other browser."""
        digest = "" if visit is None else _digest(visit)
        with self._lock:
            for key in [key for key in self._held if key[0] == browser or key[2] == digest]:
                del self._held[key]

    def __len__(self) -> int:
        """Return how many are held."""
        return len(self._held)

    def _once(self, browser: str, visit: Visit, kind: str, work: Callable[[], Found]) -> Found:
        key = (browser, kind, _digest(visit))
        with self._lock:
            self._forget_old()
            if key in self._held:
                found: Found = self._held.pop(key)[1]
                self._held[key] = (self._clock(), found)
                return found
        found = work()
        with self._lock:
            self._held[key] = (self._clock(), found)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return found

    def sweep(self) -> None:
        """Forget what nobody looked at for too long, though nobody comes."""
        with self._lock:
            self._forget_old()

    def _forget_old(self) -> None:
        """Forget what nobody looked at for too long; the oldest stand first."""
        oldest = self._clock() - KEEP
        while self._held and next(iter(self._held.values()))[0] < oldest:
            self._held.popitem(last=False)


def _digest(visit: Visit) -> str:
    offers = {item: asdict(one) for item, one in visit.offers.items()}
    made_from = (visit.values, visit.findings, offers, visit.origins, visit.left_open)
    text = json.dumps(made_from, sort_keys=True)
    return sha256(text.encode()).hexdigest()
