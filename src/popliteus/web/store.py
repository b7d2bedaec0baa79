"""Where answers are while somebody answers: one SQLite file, readable by its owner alone.

A browser knows a random id; the file holds only its digest. Several browsers may hold one visit,
because a code carries it from one to the other, and several processes may use one file.

What is erased is overwritten: the database zeroes what it frees, and the log beside it, which keeps
older versions of pages, is cut to nothing after each erasing and once a minute.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from popliteus.web.held import HeldError, held_is_said
from popliteus.web.private import private_file
from popliteus.web.settings import Settings
from popliteus.web.visit import Visit

_SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS visit (
    number INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT UNIQUE, used REAL NOT NULL,
    version INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS browser (
    digest TEXT PRIMARY KEY, visit INTEGER NOT NULL REFERENCES visit (number) ON DELETE CASCADE);
CREATE INDEX IF NOT EXISTS browser_visit ON browser (visit);
"""

#: Letters and figures that nobody takes for each other; a code has twelve of them.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12

#: Browsers that may hold one visit; one more, and the first of them loses it.
MOST_BROWSERS = 20

#: Seconds between two looks for visits that are too old.
SWEEP_EVERY = 60.0

#: Seconds that a request waits for another one that writes. Each writes for milliseconds.
WAITS = 10.0

#: Connections that are kept open between requests; more are opened when more are needed at once.
KEPT_OPEN = 8

_PRAGMAS = (
    "journal_mode = WAL",  # many readers beside one writer, and no waiting for the disk
    "synchronous = NORMAL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "foreign_keys = ON",
)


class FullError(Exception):
    """There are as many visits as the server may hold."""


class Store:
    """Visits by browser id.

    Parameters
    ----------
    settings
        Where the file is, how long answers are kept, and the clock.

    Raises
    ------
    OSError
        The file cannot be made, or belongs to somebody else.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._swept = float("-inf")
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        private_file(settings.database)
        with self._open() as database:
            database.executescript(_SCHEMA)
            database.execute(
                "INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),)
            )
            self.secret = bytes(database.execute("SELECT value FROM secret").fetchone()[0])
        self.sweep()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            database = self._idle.pop() if self._idle else None
        with held_is_said():
            database = database or self._connect()
            try:
                yield database
            finally:
                if database.in_transaction:  # an error left it; nothing is kept
                    database.rollback()
                self._put_back(database)

    def _put_back(self, database: sqlite3.Connection) -> None:
        with self._lock:
            if len(self._idle) < KEPT_OPEN:
                self._idle.append(database)
                return
        database.close()

    def _connect(self) -> sqlite3.Connection:
        path = self._settings.database
        made = sqlite3.connect(path, timeout=WAITS, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            made.execute(f"PRAGMA {pragma}")
        return made

    def close(self) -> None:
        """Close the file. The next use opens it again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for database in idle:
            database.close()

    def sweep(self) -> None:
        """Erase what nobody has used for too long; looks at most once a minute.

        It waits for nobody, because every request may come by here.
        """
        now = self._settings.clock()
        if now - self._swept < SWEEP_EVERY:
            return
        try:
            with self._open() as database, _without_waiting(database):
                database.execute("DELETE FROM visit WHERE used < ?", (self._oldest(),))
        except HeldError:  # somebody writes just now: the next request does it
            return
        self._swept = now
        self._cut_log()

    def _cut_log(self) -> None:
        """Take what the log holds into the file, and cut the log to nothing.

        While another process reads, that has to wait; the next sweep does it then.
        """
        with self._open() as database, suppress(sqlite3.OperationalError):
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _oldest(self) -> float:
        return self._settings.clock() - self._settings.keep_hours * 3600

    def begin(self, visit: Visit) -> str:
        """Keep a new visit and return the browser id that opens it.

        Where there is no room, the oldest visit that was never answered makes way.

        Raises
        ------
        FullError
            There are too many, and all of them hold answers.
        """
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            there = database.execute("SELECT count(*) FROM visit").fetchone()[0]
            if there >= self._settings.most_visits:
                gone = database.execute(
                    "DELETE FROM visit WHERE number = "
                    "(SELECT number FROM visit WHERE version = 1 ORDER BY used LIMIT 1)"
                )
                if not gone.rowcount:
                    raise FullError
            number = database.execute(
                "INSERT INTO visit (used, version, state) VALUES (?, 1, ?)",
                (self._settings.clock(), visit.to_json()),
            ).lastrowid
            browser = self._admit(database, int(number or 0))
            database.execute("COMMIT")
            return browser

    @staticmethod
    def _admit(database: sqlite3.Connection, number: int) -> str:
        browser = secrets.token_urlsafe(32)
        database.execute("INSERT INTO browser VALUES (?, ?)", (_digest(browser), number))
        database.execute(
            "DELETE FROM browser WHERE visit = ? AND rowid NOT IN "
            "(SELECT rowid FROM browser WHERE visit = ? ORDER BY rowid DESC LIMIT ?)",
            (number, number, MOST_BROWSERS),
        )
        return browser

    def read(self, browser: str) -> Visit | None:
        """Return the visit of a browser, or None when there is none or it is too old."""
        with self._open() as database:
            row = self._row(database, browser)
        return None if row is None else _visit(row)

    def _row(self, database: sqlite3.Connection, browser: str) -> tuple[int, int, str] | None:
        row: tuple[int, int, str] | None = database.execute(
            "SELECT number, version, state FROM visit JOIN browser ON visit = number "
            "WHERE digest = ? AND used >= ?",
            (_digest(browser), self._oldest()),
        ).fetchone()
        return row

    @contextmanager
    def change(self, browser: str) -> Iterator[Visit | None]:
        """Hold a visit while it is changed; nobody else can change it in between.

        Nothing is kept when an error leaves the block.
        """
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            row = self._row(database, browser)
            if row is None:
                database.execute("ROLLBACK")
                yield None
                return
            visit = _visit(row)
            yield visit
            database.execute(
                "UPDATE visit SET used = ?, version = version + 1, state = ? WHERE number = ?",
                (self._settings.clock(), visit.to_json(), row[0]),
            )
            database.execute("COMMIT")

    def note(self, browser: str, visit: Visit) -> None:
        """Keep what was worked out from a visit, unless its answers have changed meanwhile."""
        with self._open() as database:
            database.execute(
                "UPDATE visit SET state = ? WHERE version = ? AND number = "
                "(SELECT visit FROM browser WHERE digest = ?)",
                (visit.to_json(), visit.version, _digest(browser)),
            )

    def code(self, browser: str, *, make: bool) -> str | None:
        """Return the code of a visit, made on request; None when there is none."""
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            row = self._row(database, browser)
            if row is not None and make:
                new = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
                database.execute(
                    "UPDATE visit SET code = coalesce(code, ?), used = ? WHERE number = ?",
                    (new, self._settings.clock(), row[0]),
                )
            whose = None if row is None else row[0]  # a number is never null, so none is found
            found = next(
                database.execute("SELECT code FROM visit WHERE number = ?", (whose,)), None
            )
            database.execute("COMMIT")
        return None if found is None else found[0]

    def resume(self, code: str) -> str | None:
        """Return a new browser id for the visit of a code, or None when there is none."""
        with self._open() as database:
            row = database.execute(
                "SELECT number FROM visit WHERE code = ? AND used >= ?", (code, self._oldest())
            ).fetchone()
            return None if row is None else self._admit(database, row[0])

    def erase(self, browser: str) -> None:
        """Erase the visit of a browser, for every browser that holds it."""
        with self._open() as database:
            database.execute(
                "DELETE FROM visit WHERE number = (SELECT visit FROM browser WHERE digest = ?)",
                (_digest(browser),),
            )
        self._cut_log()


@contextmanager
def _without_waiting(database: sqlite3.Connection) -> Iterator[None]:
    """Let a connection fail at once, instead of waiting, where another one writes."""
    database.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {round(1000 * WAITS)}")


def _visit(row: tuple[int, int, str]) -> Visit:
    visit = Visit.from_json(row[2])
    visit.version = row[1]
    return visit


def _digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
