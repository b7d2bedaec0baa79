"""Searching the library: SQLite's full-text index in memory, with help for misspelt words.

What this module is
    `Index.find` takes what somebody typed and returns what fits, the best first, with an excerpt in
    which the words are marked, or what they may have meant.

How it ranks
    FTS5's bm25 over four columns; a word in a title counts most, then other names, then the phrases
    in which people tell of it, then the text. bm25 holds a long text against a page, so what is
    called like that is then moved up: all words in the title, or in one other name, and more so
    where they stand there as they were typed: "Wells" is no "well". Of two that are called alike
    the one for the leg comes first, because people read here about legs. Every word must
    be there; only when nothing has all of them, any is enough. The beginning of a word is enough,
    and endings do not matter (Porter). A word that stands nowhere is replaced by the nearest one
    that does, and that is said.

What it is not
    It keeps nothing: what was typed is neither stored nor logged here.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup, escape
from rapidfuzz import process
from rapidfuzz.distance import OSA

from popliteus.web.library.documents import Document

#: Characters that are read of what somebody typed, and words of it.
LONGEST, MOST_WORDS = 100, 12

#: So many of bm25's best are put in order by their names.
_LOOKED_AT = 60

#: How much more a page is worth whose title, or one of whose names, has all of the words.
_TITLED, _NAMED = 1.5, 1.0

#: The same where the words stand in it whole, and for a title that names the leg or knee.
_WHOLE, _LEG = 3.0, 1.2
_LEG_WORDS = frozenset({"leg", "legs", "knee", "knees", "calf", "kneecap"})

#: Things that are named, and sources that are named below them.
MOST, MOST_SOURCES = 20, 5

#: Weight of a word in the title, other names, phrases and the text.
_WEIGHTS = (12.0, 10.0, 3.0, 1.0)

#: What a page is worth beside others with the same words: people look for causes first.
_KINDS = {"cause": 2.2, "rule": 1.1, "treatment": 1.0, "test": 1.0, "word": 0.8, "page": 0.8}

#: Letters that may be wrong, missing, too many or swapped in a word of at most so many letters.
_WRONG = ((5, 1), (9, 2), (LONGEST, 3))

#: So many near words are looked at.
_NEAREST = 20

#: Shorter words are not corrected, and only longer ones count for their beginning.
_SHORT = 4

#: Mark a word in an excerpt until it is escaped; no text holds them.
_OPEN, _CLOSE = "\ue000", "\ue001"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

#: Words that everybody types and that find nothing.
_EMPTY = frozenset({
    "a", "an", "and", "are", "at", "behind", "but", "by", "can", "do", "does", "for", "from", "has",
    "have", "how", "i", "if", "in", "is", "it", "its", "me", "my", "of", "on", "or", "s", "t",
    "that", "the", "this", "to", "was", "what", "when", "where", "which", "who", "why", "with",
    "you", "your",
})  # fmt: skip

_QUERY = (
    "SELECT kind, address, title, snippet(library, 5, ?, ?, ' … ', 28), names, "
    "bm25(library, 0, 0, ?, ?, ?, ?) AS worth FROM library "
    "WHERE library MATCH ? AND (kind = 'source') = ? ORDER BY worth LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; `excerpt` is escaped, its words marked."""

    kind: str
    address: str
    title: str
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes
    ----------
    words
        What was typed, shortened.
    meant
        What was searched for instead, because the words as typed found nothing.
    perhaps
        What might have been meant, when the words as typed found something.
    some
        Whether no page has all of the words, so that pages with any of them are named.
    """

    words: str
    hits: tuple[Hit, ...] = ()
    sources: tuple[Hit, ...] = ()
    meant: str = ""
    perhaps: str = ""
    some: bool = False


class Index:
    """An index in memory; made once, read by everybody, one at a time.

    Examples
    --------
    >>> index = Index([Document("cause", "/gout", "Gout", "", "big toe", "Crystals in a joint.")])
    >>> index.find("crystal").hits[0].excerpt
    Markup('<mark>Crystals</mark> in a joint.')
    >>> index.find("gowt").meant
    'gout'
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._lock = Lock()
        self._known: Counter[str] = Counter()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE library USING fts5(kind UNINDEXED, address UNINDEXED, "
            "title, names, phrases, text, prefix='3 4', "
            'tokenize="porter unicode61 remove_diacritics 2")'
        )
        for one in documents:
            parts = (one.title, one.names, one.phrases, one.text)
            self._db.execute(
                "INSERT INTO library VALUES (?, ?, ?, ?, ?, ?)", (one.kind, one.address, *parts)
            )
            if one.kind != "source":
                self._known.update(word for part in parts for word in _words(part))
        self._long = [word for word in self._known if len(word) >= _SHORT]

    def find(self, typed: str) -> Found:
        """Return what fits the words that somebody typed.

        Parameters
        ----------
        typed
            Anything. Only the first 100 characters and twelve words count; no character has a
            special meaning.
        """
        shown = " ".join(typed.split())[:LONGEST]
        words = _told(shown)
        if not words:
            return Found(shown)
        mended = [self._nearest(word) for word in words]
        other = "" if mended == words else _replaced(shown, dict(zip(words, mended, strict=True)))
        with self._lock:
            hits, sources, some = self._rows(words)
            if hits and not some:
                return Found(shown, hits, sources, perhaps=other)
            if other:
                better, also, fewer = self._rows(mended)
                if better and not (hits and fewer):
                    return Found(shown, better, also, meant=other, some=fewer)
        return Found(shown, hits, sources, some=some)

    def _rows(self, words: list[str]) -> tuple[tuple[Hit, ...], tuple[Hit, ...], bool]:
        """Return pages and sources with all words, or else with any, and whether it is any."""
        for joint in (" AND ", " OR "):
            hits = self._some(words, joint, sources=False)
            sources = self._some(words, joint, sources=True)
            if hits or (sources and joint == " OR "):
                return hits, sources, joint == " OR " and len(words) > 1
        return (), (), False

    def _some(self, words: list[str], joint: str, *, sources: bool) -> tuple[Hit, ...]:
        asked = joint.join(map(_asked, words))
        given = (_OPEN, _CLOSE, *_WEIGHTS, asked, sources, _LOOKED_AT)
        found = self._db.execute(_QUERY, given).fetchall()
        rows = [
            (worth * _KINDS.get(kind, 1.0) * _called(words, title, names), number)
            for number, (kind, _, title, _, names, worth) in enumerate(found)
        ]
        most = MOST_SOURCES if sources else MOST
        best = [found[number] for _, number in sorted(rows)[:most]]
        return tuple(
            Hit(kind, where, title, _marked(said)) for kind, where, title, said, *_ in best
        )

    def _nearest(self, word: str) -> str:
        """Return a word that is known: itself, or the one that is most like it."""
        if len(word) < _SHORT or self._is_known(word):
            return word
        most = next(wrong for letters, wrong in _WRONG if len(word) <= letters)
        near = process.extract(
            word, self._long, scorer=OSA.distance, score_cutoff=most, limit=_NEAREST
        )
        best = min((distance for _, distance, _ in near), default=0)
        close = [one for one, distance, _ in near if distance == best]
        return max(close, key=lambda one: (self._known[one], one), default=word)

    def _is_known(self, word: str) -> bool:
        with self._lock:
            row = self._db.execute(
                "SELECT 1 FROM library WHERE library MATCH ? LIMIT 1", (_asked(word),)
            ).fetchone()
        return row is not None


def _words(text: str) -> Iterator[str]:
    return (found[0].lower().replace("’", "'") for found in _WORD.finditer(text))


def _told(text: str) -> list[str]:
    """Return the words that count: all of them, if none but empty ones were typed.

    >>> _told("What is the D-dimer?"), _told("what is it"), _told('"; --')
    (['d-dimer'], ['what', 'is', 'it'], [])
    """
    words = list(dict.fromkeys(_words(text)))[:MOST_WORDS]
    return [word for word in words if word not in _EMPTY and len(word) > 1] or words


def _asked(word: str) -> str:
    """Return a word in the language of FTS5: quoted, so that nothing in it means anything.

    >>> _asked("gout"), _asked("d-dimer"), _asked("leg")
    ('"gout"*', '"d-dimer"*', '"leg"')
    """
    quoted = '"' + word.replace('"', '""') + '"'
    return f"{quoted}*" if len(word) >= _SHORT else quoted


def _called(words: list[str], title: str, names: str) -> float:
    """Return how much more a page is worth for being called by all of the words.

    >>> _called(["torn", "pads"], "A torn pad in the knee", "Meniscal tear.")
    3.0
    >>> _called(["tear", "elbow"], "A torn pad", "Meniscal tear. Elbow pain.")
    1.0
    """
    leg = 1.0 if _LEG_WORDS.isdisjoint(_words(title)) else _LEG
    whole = [{*words} <= {*_words(name)} for name in (title, *names.split(". "))]
    return _begun(words, title, names) * leg * (_WHOLE if any(whole) else 1.0)


def _begun(words: list[str], title: str, names: str) -> float:
    """Return how much more a page is worth whose title or name has the words, or begins with them.

    >>> _begun(["torn", "pads"], "A torn pad in the knee", "Meniscal tear.")
    2.5
    """
    begun = [word[: max(3, len(word) - 2)] for word in words]

    def has(name: str) -> bool:
        there = list(_words(name))
        return all(any(one.startswith(start) for one in there) for start in begun)

    if has(title):
        return 1 + _TITLED
    return 1 + _NAMED if any(map(has, names.split(". "))) else 1.0


def _replaced(text: str, words: dict[str, str]) -> str:
    return _WORD.sub(lambda found: words.get(found[0].lower(), found[0]), text)


def _marked(excerpt: str) -> Markup:
    r"""Return an excerpt escaped, with its words marked.

    >>> _marked("a <b> \ue000calf\ue001")
    Markup('a &lt;b&gt; <mark>calf</mark>')
    """
    text = escape(excerpt)
    return text.replace(_OPEN, Markup("<mark>")).replace(_CLOSE, Markup("</mark>"))
