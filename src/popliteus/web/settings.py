"""What whoever runs the server decides, as values and as environment variables."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: Names under which the app answers when nobody says otherwise: this machine alone.
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server.

    Attributes
    ----------
    database
        SQLite file that holds the answers; made with mode 600.
    hosts
        Names that the Host header may hold, without port.
    country
        Two letters that are chosen beforehand on the first page; empty for none.
    secure
        Whether people reach it by https: cookies are then sent by https only.
    proxies
        Addresses or networks of proxies that are believed when they say whose request they bring.
    keep_hours
        Answers are erased so long after the last of them.
    visitor_per_minute, address_per_minute
        Requests that one browser, and one address, may send; half as many more in a burst.
        A person sends some forty; a result page counts as several.
    most_visits
        Visits that are kept at a time; whoever comes then is told to come back.
    longest_story
        Characters of one's own words: more than anybody needs who says what is wrong.
    largest_body
        Bytes of a request.
    body_seconds
        How long a request may take to arrive.
    clock
        Seconds since 1970; replaced in tests.
    """

    database: Path
    hosts: tuple[str, ...] = LOCAL
    country: str = ""
    secure: bool = False
    proxies: tuple[str, ...] = ()
    keep_hours: float = 24
    visitor_per_minute: float = 1200
    address_per_minute: float = 2400
    most_visits: int = 50_000
    longest_story: int = 4_000
    largest_body: int = 256_000
    body_seconds: float = 20
    clock: Callable[[], float] = time.time

    @property
    def cookie(self) -> str:
        """Name of the cookie. By https its prefix keeps other hosts of a domain from setting it."""
        return "__Host-popliteus" if self.secure else "popliteus"

    def to_environment(self) -> dict[str, str]:
        """Return the settings as environment variables, for processes of the same server."""
        return {
            "POPLITEUS_DB": str(self.database),
            "POPLITEUS_HOSTS": " ".join(self.hosts),
            "POPLITEUS_COUNTRY": self.country,
            "POPLITEUS_HTTPS": "1" if self.secure else "0",
            "POPLITEUS_PROXIES": " ".join(self.proxies),
            "POPLITEUS_KEEP_HOURS": f"{self.keep_hours:g}",
            "POPLITEUS_VISITOR_PER_MINUTE": f"{self.visitor_per_minute:g}",
            "POPLITEUS_ADDRESS_PER_MINUTE": f"{self.address_per_minute:g}",
            "POPLITEUS_MOST_VISITS": f"{self.most_visits}",
        }

    @classmethod
    def from_environment(cls, given: Mapping[str, str]) -> Settings:
        """Return the settings that environment variables name.

        Raises
        ------
        KeyError
            POPLITEUS_DB is missing.
        ValueError
            A number is none.

        Examples
        --------
        >>> Settings.from_environment({"POPLITEUS_DB": "a.sqlite3", "POPLITEUS_HTTPS": "1"}).secure
        True
        """
        plain = cls(Path(given["POPLITEUS_DB"]))

        def number(name: str, usual: float) -> float:
            return float(given.get(f"POPLITEUS_{name}") or usual)

        return cls(
            database=plain.database,
            hosts=tuple(given.get("POPLITEUS_HOSTS", "").lower().split()) or plain.hosts,
            country=given.get("POPLITEUS_COUNTRY", "").upper(),
            secure=given.get("POPLITEUS_HTTPS", "").lower() in {"1", "true", "yes", "on"},
            proxies=tuple(given.get("POPLITEUS_PROXIES", "").split()),
            keep_hours=number("KEEP_HOURS", plain.keep_hours),
            visitor_per_minute=number("VISITOR_PER_MINUTE", plain.visitor_per_minute),
            address_per_minute=number("ADDRESS_PER_MINUTE", plain.address_per_minute),
            most_visits=int(number("MOST_VISITS", plain.most_visits)),
        )
