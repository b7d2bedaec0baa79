"""How much one browser and one address may ask, counted in little memory.

What this module is
    `Limiter`, a bucket that empties steadily for each key: one number for each, and never more
    keys than it was told. `address_of`, who a request comes from.

What it is not
    A shield against many machines at once. Whoever offers the app to the world has a proxy for
    that. Every process counts for itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Lock

#: Keys that one limiter remembers; the one that was heard of longest ago is forgotten first.
MOST_KEYS = 20_000

#: What a request counts, by the beginning of its method and path: a result is as much work as
#: several pages, and a long story that is sent can be made to be as much as many.
COSTS = (
    ("GET /result", 5.0), ("POST /result", 5.0), ("POST /words", 20.0), ("GET /static/", 0.25),
)  # fmt: skip


class Limiter:
    """Counts what each key does.

    Parameters
    ----------
    per_minute
        How much a key may do for as long as it likes.
    clock
        Seconds.
    burst
        How much it may do at once; half of `per_minute` when nothing else is said.
    most
        How many keys are remembered.

    Examples
    --------
    >>> now = [0.0]
    >>> limiter = Limiter(60, lambda: now[0], burst=2)
    >>> [limiter.wait("somebody") for _ in range(3)]
    [0.0, 0.0, 1.0]
    >>> now[0] = 1.0
    >>> limiter.wait("somebody")
    0.0
    """

    def __init__(
        self,
        per_minute: float,
        clock: Callable[[], float],
        *,
        burst: float | None = None,
        most: int = MOST_KEYS,
    ) -> None:
        self._every = 60.0 / per_minute
        self._room = self._every * max(1.0, per_minute / 2 if burst is None else burst)
        self._clock, self._most = clock, most
        # When each key will have been quiet long enough to be as good as new.
        self._rested: OrderedDict[int, float] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._rested)

    def wait(self, key: Hashable, cost: float = 1.0, *, count: bool = True) -> float:
        """Count something, and return 0; or the seconds until there is room for it.

        What has to wait is not counted. With ``count=False`` nothing is, and only the room is
        asked for.
        """
        now, place = self._clock(), hash(key)
        with self._lock:
            # Not later than it can be: a clock that is set back must lock nobody out.
            rested = min(max(self._rested.get(place, now), now), now + self._room)
            after = rested + min(cost * self._every, self._room)
            too_soon = after - now - self._room
            if too_soon > 1e-9:
                return too_soon
            if count:
                self._rested[place] = after
                self._rested.move_to_end(place)
                if len(self._rested) > self._most:
                    self._rested.popitem(last=False)
            return 0.0


def cost_of(method: str, path: str) -> float:
    """Return what a request counts.

    >>> cost_of("GET", "/words"), cost_of("POST", "/words"), cost_of("GET", "/result/clinician")
    (1.0, 20.0, 5.0)
    """
    return next((cost for start, cost in COSTS if f"{method} {path}".startswith(start)), 1.0)


def address_of(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """Return who a request comes from.

    Parameters
    ----------
    peer
        The address at the other end of the connection.
    forwarded
        The header X-Forwarded-For. Anybody can write anything there, so it counts only as far
        as proxies that are believed have added to it: from its end to the first other address.
    proxies
        Addresses or networks that are believed.

    Returns
    -------
    str
        An address; of IPv6 the network of a customer (/64), because each has no end of addresses.

    Examples
    --------
    >>> address_of("198.51.100.7", "203.0.113.9", ())
    '198.51.100.7'
    >>> address_of("127.0.0.1", "192.0.2.1, 203.0.113.9", ("127.0.0.1",))
    '203.0.113.9'
    >>> address_of("2001:db8:0:1::5", "", ())
    '2001:db8:0:1::/64'
    """
    believed = [ip_network(one, strict=False) for one in proxies]
    found = _address(peer)
    for one in reversed(forwarded.split(",") if forwarded else []):
        if found is None or not any(found in network for network in believed):
            break
        further = _address(one.strip())
        if further is None:
            break
        found = further
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, 64), strict=False))
    return peer if found is None else str(found)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address, that of IPv4 where it is written as IPv6; None when it is none."""
    try:
        found = ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
