"""Where answers are while somebody answers: one SQLite file, readable by its owner alone.

A browser knows a random id; the file holds only its digest. Several browsers may hold one visit,
because a code carries it from one to the other. What is erased is overwritten.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

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

#: Seconds between two looks for visits that are too old.
SWEEP_EVERY = 60.0


class Store:
    """Visits by browser id.

    Parameters
    ----------
    settings
        Where the file is, how long answers are kept, and the clock.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._swept = float("-inf")
        path = settings.database
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
        with self._open() as database:
            database.executescript(_SCHEMA)
            database.execute(
                "INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),)
            )
            self.secret = bytes(database.execute("SELECT value FROM secret").fetchone()[0])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        path = self._settings.database
        with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            yield database

    def sweep(self) -> None:
        """Erase what nobody has used for too long; looks at most once a minute."""
        now = self._settings.clock()
        if now - self._swept < SWEEP_EVERY:
            return
        self._swept = now
        with self._open() as database:
            database.execute("DELETE FROM visit WHERE used < ?", (self._oldest(),))

    def _oldest(self) -> float:
        return self._settings.clock() - self._settings.keep_hours * 3600

    def begin(self, visit: Visit) -> str:
        """Keep a new visit and return the browser id that opens it."""
        with self._open() as database:
            number = database.execute(
                "INSERT INTO visit (used, version, state) VALUES (?, 1, ?)",
                (self._settings.clock(), visit.to_json()),
            ).lastrowid
            return self._admit(database, int(number or 0))

    @staticmethod
    def _admit(database: sqlite3.Connection, number: int) -> str:
        browser = secrets.token_urlsafe(32)
        database.execute("INSERT INTO browser VALUES (?, ?)", (_digest(browser), number))
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
            try:
                yield visit
            except BaseException:
                database.execute("ROLLBACK")
                raise
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
            found = (
                row
                and database.execute(
                    "SELECT code FROM visit WHERE number = ?", (row[0],)
                ).fetchone()
            )
            database.execute("COMMIT")
        return None if not found else found[0]

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


def _visit(row: tuple[int, int, str]) -> Visit:
    visit = Visit.from_json(row[2])
    visit.version = row[1]
    return visit


def _digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
