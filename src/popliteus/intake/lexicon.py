"""Everything that a knowledge base says about words, made ready for reading stories.

Made once for each knowledge base: phrases of findings, factors and attributes, cues, and pairs of
a place and a quality ("calf" and "swollen") taken from the phrases that are made of just these.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from popliteus.intake.apart import GAP, Apart
from popliteus.intake.patterns import compiled, otherwise, qualities
from popliteus.intake.similes import likened
from popliteus.intake.spelling import Spelling
from popliteus.intake.words import Forms, Tokenizer, Unit, Word, lowered
from popliteus.knowledge import KnowledgeBase
from popliteus.knowledge.records import CueKind, Intake

#: Answered by `popliteus.intake.places` from where the pain is, not by phrases.
PLACE_ITEMS = ("worst-place", "pain-also-", "side")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says: an item, and the option of an attribute, or present or absent."""

    item: str
    value: str


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue makes of the phrases on its side, and words of it that no form keeps."""

    kind: CueKind
    side: str
    needs: frozenset[str] = frozenset()


#: Results of tests, as forms, and the opposite result.
_OPPOSITES = {"posit": "negat"}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in the stream: units `low` to `high`, the end excluded."""

    what: Meaning | Cue
    low: int
    high: int


class Phrases:
    """A spaCy PhraseMatcher over forms, with what each phrase means."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._nlp = tokenizer.nlp
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        self._meanings: dict[tuple[str, ...], list[Meaning | Cue]] = {}

    def add(self, forms: Sequence[str], what: Meaning | Cue) -> None:
        """Add one phrase; a phrase of no words is left out."""
        if not forms:
            return
        key = tuple(forms)
        if key not in self._meanings:
            self._meanings[key] = []
            self._matcher.add("\x1f".join(key), [self.doc(forms)])
        if what not in self._meanings[key]:
            self._meanings[key].append(what)

    def doc(self, forms: Sequence[str]) -> Doc:
        """Return forms as a spaCy document."""
        return Doc(self._nlp.vocab, words=[form.replace(" ", "\xa0") for form in forms])

    def find(self, doc: Doc) -> list[Hit]:
        """Return every place where a phrase stands, in order."""
        found: list[Hit] = []
        for key, low, high in self._matcher(doc):
            forms = tuple(self._nlp.vocab.strings[key].split("\x1f"))
            found += [Hit(what, low, high) for what in self._meanings[forms]]
        return sorted(found, key=lambda hit: (hit.low, -hit.high, str(hit.what)))

    def turned(self) -> Iterator[tuple[tuple[str, ...], Meaning]]:
        """Yield "Lachman negative" for each "Lachman positive": the same test, absent."""
        for forms, meanings in self._meanings.items():
            for word, opposite in _OPPOSITES.items():
                if word in forms:
                    changed = tuple(opposite if form == word else form for form in forms)
                    for one in meanings:
                        if isinstance(one, Meaning) and one.value == "present":
                            yield changed, Meaning(one.item, "absent")

    def __len__(self) -> int:
        return len(self._meanings)


class Lexicon:
    """The words of one knowledge base. Make one with `lexicon_of`."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.intake: Intake = base.intake
        self.tokenizer = Tokenizer()
        self.forms = Forms(base.intake, self.tokenizer)
        self.spelling = Spelling(_vocabulary(base, self.tokenizer))
        self.items = Phrases(self.tokenizer)
        self.cues = Phrases(self.tokenizer)
        self.attributes = tuple(base.attributes)
        self.modalities = {form for one in base.intake.modalities for form in self.forms.of(one)}
        self.results = {self.forms.of(one) for one in base.intake.results}
        self.tests: dict[tuple[str, tuple[str, ...]], Meaning] = {}
        self.pairs: dict[tuple[str, str], list[Meaning]] = {}
        self.qualities = {form for one in base.intake.qualities for form in self.forms.of(one)}
        self.pains = {form for one in base.intake.pains for form in self.forms.of(one)}
        self.worst = {form for one in base.intake.worst_words for form in self.forms.of(one)}
        self.things = {form for one in base.intake.things for form in self.forms.of(one)}
        self.days = {self.forms.of(one)[-1] for one in base.intake.days_named if self.forms.of(one)}
        self.listed = {form for one in base.intake.listed for form in self.forms.of(one)}
        self.towards = {form for one in base.intake.towards for form in self.forms.of(one)}
        self.leg_words = {form for one in base.intake.leg_words for form in self.forms.of(one)}
        self.legs = {f"@{one.id}" for one in base.intake.places if one.leg}
        self.named_places = {
            f"@{one.id}"
            for one in base.intake.places
            if one.id not in {"elsewhere", "mouth", "other-joint", "foot", "back", "ankle"}
        }
        self.others = {f"@{one.id}" for one in base.intake.places if one.kind == "elsewhere"}
        self.general = {self.forms.form(one) for one in base.intake.general}
        self._bags: dict[tuple[str, ...], frozenset[str]] = {}
        self.sayings, self.otherwise = compiled(base.intake), otherwise(base.intake)
        self.similes = qualities(base.intake, self.forms.form)
        self.apart: Apart[Meaning] = Apart()
        for phrase, meaning in _phrases(base):
            self._add(phrase, meaning)
        for forms, meaning in list(self.items.turned()):
            self.items.add(forms, meaning)
        for record in base.intake.cues:
            for phrase in record.words:
                forms = self.forms.of(phrase)
                if len(forms) > 1 or self._whole(phrase):
                    self.cues.add(forms, Cue(record.kind, record.side, self._needs(phrase)))

    def bag(self, words: tuple[str, ...]) -> frozenset[str]:
        """Return the forms of some words, each of one form."""
        known = self._bags.get(words)
        if known is None:
            forms = (self.forms.of(one) for one in words)
            known = self._bags[words] = frozenset(form for many in forms for form in many)
        return known

    def _add(self, phrase: str, meaning: Meaning) -> None:
        if GAP in phrase:
            self.apart.add(phrase, self.forms.of, meaning)
            return
        forms = self.forms.of(phrase)
        if len(forms) > 1 or self._one_form_is_all(phrase, meaning):
            self.items.add(forms, meaning)
        self._add_test(forms, meaning)
        places = [form for form in forms if form.startswith("@")]
        others = [form for form in forms if not form.startswith("@") and form not in _JOINING]
        plain = meaning.value in {"present", "absent"}  # an attribute is no quality of a place
        if plain and len(places) == 1 and len(others) == 1 and others[0] in self.qualities:
            found = self.pairs.setdefault((places[0], others[0]), [])
            if meaning not in found:
                found.append(meaning)

    def _one_form_is_all(self, phrase: str, meaning: Meaning) -> bool:
        if meaning.item in self.attributes:
            return len(self.tokenizer.phrase(phrase)) == 1
        return self._whole(phrase)

    def _add_test(self, forms: tuple[str, ...], meaning: Meaning) -> None:
        """Take in a pair of a test and what it shows ("scan", "clot")."""
        tests = [form for form in forms if form in self.modalities]
        shown = _runs_in(forms, self.results)
        if "@groin" in forms:
            return  # "X-ray: OA" in a story about a knee is no hip
        short = len(forms) <= len(tests) + sum(map(len, shown)) + 1  # "on", "showed"
        if short and len(tests) == 1 and len(shown) == 1 and meaning.value == "present":
            self.tests.setdefault((tests[0], shown[0]), meaning)

    def _whole(self, phrase: str) -> bool:
        """Return whether a phrase of one form is that form: it must not lose what it means.

        "looks like a whip" would become "whip"; of "the pill" only an article is lost.
        """
        words = self.tokenizer.phrase(phrase)
        units = self.forms.units(words)
        if not units:
            return False
        lost = [*words[: units[0].first], *words[units[0].last + 1 :]]
        return all(word.low in _LIGHT for word in lost)

    def _needs(self, phrase: str) -> frozenset[str]:
        """Return the fillers that make a cue: without "look", "look out for" is "went out for"."""
        words = {word.low for word in self.tokenizer.phrase(phrase)}
        return frozenset(words.intersection(self.intake.fillers, _NEEDED))

    def read(self, text: str) -> tuple[list[Word], list[Unit]]:
        """Return the words of a text, misspelt ones put right, and their forms."""
        words = self.tokenizer.words(text, self.spelling.correct)
        return words, likened(lowered(text), words, self.forms.units(words), self.similes)


def _runs_in(forms: Sequence[str], runs: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the runs of forms that stand in a phrase, the longest at each place."""
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(forms):
        here = [tuple(forms[place : place + size]) for size in (3, 2, 1)]
        run = next((one for one in here if one in runs), None)
        if run:
            found.append(run)
        place += len(run) if run else 1
    return found


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits without those that overlap a longer one, or as long a one before.

    Examples
    --------
    >>> cue = Cue("negated", "after")
    >>> [(hit.low, hit.high) for hit in longest([Hit(cue, 0, 1), Hit(cue, 0, 2), Hit(cue, 2, 3)])]
    [(0, 2), (2, 3)]
    """
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.low - one.high, one.low)):
        alike = any(one.low == hit.low and one.high == hit.high for one in kept[-2:])
        if alike or not taken.intersection(range(hit.low, hit.high)):
            kept.append(hit)
            taken.update(range(hit.low, hit.high))
    return sorted(kept, key=lambda one: (one.low, one.high))


#: Words between a quality and its place.
_JOINING = frozenset(["in", "of", "on", "at", "around", "over", "round"])

#: Fillers that a phrase of one form may lose.
_LIGHT = frozenset(["a", "an", "the", "my", "i", "im", "is", "has", "have", "some", "it"])

#: Fillers without which a cue is none: "r/o" asks, "12 y/o" does not.
_NEEDED = frozenset(["look", "looked", "looking", "little", "bad", "right", "r"])

_made: weakref.WeakKeyDictionary[KnowledgeBase, Lexicon] = weakref.WeakKeyDictionary()


def lexicon_of(base: KnowledgeBase) -> Lexicon:
    """Return the words of a knowledge base, made on first use."""
    found = _made.get(base)
    if found is None:
        found = _made[base] = Lexicon(base)
    return found


def _phrases(base: KnowledgeBase) -> Iterator[tuple[str, Meaning]]:
    """Yield every phrase with what it means."""
    for records in (base.findings, base.factors):
        for name, record in records.items():
            if not name.startswith(PLACE_ITEMS):
                yield from ((phrase, Meaning(name, "present")) for phrase in record.phrases)
    for name, attribute in base.attributes.items():
        if name.startswith(PLACE_ITEMS):
            continue
        for option in attribute.options:
            for phrase in option.phrases:
                if name != "duration" or not _counted(phrase, base.intake):
                    yield phrase, Meaning(name, option.id)
    for name, phrases in base.intake.opposites.items():
        yield from ((phrase, Meaning(name, "absent")) for phrase in phrases)


def _counted(phrase: str, intake: Intake) -> bool:
    """Return whether a phrase is a counted time, which `popliteus.intake.times` reads."""
    words = {word.rstrip("s") for word in phrase.split()}
    return bool(words.intersection(intake.time_units) or words.intersection(intake.days_named))


def _vocabulary(base: KnowledgeBase, tokenizer: Tokenizer) -> set[str]:
    """Return every word that a misspelling may have meant."""
    intake = base.intake
    texts: list[Iterable[str]] = [(phrase.replace(GAP, " ") for phrase, _ in _phrases(base))]
    texts += [[canonical, *variants] for canonical, variants in intake.forms.items()]
    texts += [place.words for place in intake.places]
    texts += [cue.words for cue in intake.cues if cue.kind != "other-person"]
    texts += [intake.numbers, intake.time_units, intake.days_named, *intake.sexes.values()]
    return {word.low for many in texts for text in many for word in tokenizer.phrase(text)}
