"""How well stories are read: precision, recall and negation errors, item by item.

What this module is
    `score_stories`, which reads annotated stories and compares what was found with what careful
    readers marked. A found item is right when the story was marked with it and with the same
    value. What was marked uncertain or contradictory must stay unknown.

What it is not
    It says nothing of assessments: `popliteus.evaluate.run` does.

Measures
    Precision: right ones of all found. Recall: right ones of all marked. Negation error: present
    found where absent was marked, or the reverse, of those found that were marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from popliteus import stamp
from popliteus.errors import CaseError
from popliteus.evaluate.metrics import Metric, share
from popliteus.intake import Reading, read_story
from popliteus.knowledge import KnowledgeBase

_NOT_FOUND = "-"


@dataclass(frozen=True, slots=True)
class StoryGold:
    """One annotated story."""

    id: str
    text: str
    age: float | None
    sex: str | None
    findings: Mapping[str, object]
    uncertain: frozenset[str]
    conflicts: frozenset[str]
    traps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slip:
    """One difference: the story, the item, what was marked, what was found, and the words."""

    story: str
    item: str
    marked: str
    found: str
    quote: str


@dataclass(slots=True)
class Tally:
    """Counts of one item, or of all."""

    right: int = 0
    found: int = 0
    marked: int = 0
    both: int = 0
    turned: int = 0

    def metrics(self) -> dict[str, Metric]:
        """Return precision, recall and the rate of negation errors."""
        return {
            "precision": share(self.right, self.found),
            "recall": share(self.right, self.marked),
            "negation_errors": share(self.turned, self.both),
        }


@dataclass(frozen=True, slots=True)
class StoryScores:
    """Scores of a set of stories. Stories held back count, and are never listed."""

    stamp: stamp.Stamp
    n: int
    held_back: int
    total: Tally
    by_item: Mapping[str, Tally]
    others: Mapping[str, Metric]
    slips: tuple[Slip, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the scores as plain values."""
        metrics = self.total.metrics() | dict(self.others)
        return {
            "stamp": self.stamp.to_dict(),
            "mode": "stories",
            "n": self.n,
            "metrics": {name: asdict(one) for name, one in metrics.items()},
            "items": {name: asdict(one) for name, one in sorted(self.by_item.items())},
            "slips": [asdict(one) for one in self.slips],
        }


@dataclass(slots=True)
class _Counting:
    total: Tally = field(default_factory=Tally)
    by_item: dict[str, Tally] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)


def story_from(values: Mapping[str, object], base: KnowledgeBase, where: str) -> StoryGold:
    """Check one annotated story and return it.

    Raises
    ------
    CaseError
        No text, a quote that is not in it, or an id that nobody has.
    """
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        raise CaseError(found="no text", where=where, expected="a story with its findings")
    lists = {key: _mapping(values.get(key), f"{where}: {key}") for key in _MARKED}
    known = {*base.findings, *base.factors, *base.attributes}
    for key, marked in lists.items():
        for item in marked:
            if item not in known and key != "traps":
                raise CaseError(
                    found=f"the id '{item}'", where=f"{where}: {key}", expected="an id of the base"
                )
    age = values.get("age")
    return StoryGold(
        id=str(values.get("id")),
        text=text,
        age=float(age) if isinstance(age, int | float) else None,
        sex=str(values["sex"]) if values.get("sex") else None,
        findings={item: _value(one) for item, one in lists["findings"].items()},
        uncertain=frozenset(lists["uncertain"]),
        conflicts=frozenset(lists["conflicts"]),
        traps=frozenset(lists["traps"]),
    )


_MARKED = ("findings", "uncertain", "conflicts", "traps")


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise CaseError(found=type(value).__name__, where=where, expected="id: mark")
    return value


def _value(mark: object) -> object:
    return mark.get("value") if isinstance(mark, Mapping) else mark


def score_stories(
    stories: Sequence[tuple[StoryGold, bool]],
    base: KnowledgeBase,
    *,
    read: Callable[[str, KnowledgeBase], Reading] = read_story,
) -> StoryScores:
    """Read annotated stories and compare.

    Parameters
    ----------
    stories
        Story and whether it is held back.
    base
        The knowledge base.
    read
        Another reader, to compare with.
    """
    counting = _Counting()
    for gold, held_back in stories:
        _compare(gold, read(gold.text, base), base, counting, listed=not held_back)
    n = len(stories)
    names = ("age", "sex", "conflicts", "uncertain", "traps")
    return StoryScores(
        stamp=stamp.Stamp(stamp.code_version(), base.version, base.digest, reviewed=base.reviewed),
        n=n,
        held_back=sum(held for _, held in stories),
        total=counting.total,
        by_item=counting.by_item,
        others={
            f"{name}_right": share(counting.others[name], counting.others[f"{name}_all"])
            for name in names
        },
        slips=tuple(counting.slips),
    )


def _compare(
    gold: StoryGold, told: Reading, base: KnowledgeBase, counting: _Counting, *, listed: bool
) -> None:
    """Count one story."""
    for item in sorted({*gold.findings, *told.findings}):
        marked = _marked(item, gold.findings.get(item), base)
        mention = told.findings.get(item)
        found = _NOT_FOUND if mention is None else mention.value
        for tally in (counting.total, counting.by_item.setdefault(item, Tally())):
            _count(tally, marked, found)
        if marked != found and listed:
            quote = mention.words.quote if mention else ""
            counting.slips.append(Slip(gold.id, item, marked, found, quote))
    others = counting.others
    for name, wanted, given in (("age", gold.age, told.age), ("sex", gold.sex, told.sex)):
        others[f"{name}_all"] += wanted is not None or given is not None
        others[name] += wanted == given and wanted is not None
    for name, items in (("conflicts", gold.conflicts), ("uncertain", gold.uncertain)):
        others[f"{name}_all"] += len(items)
        others[name] += sum(item not in told.findings for item in items)
    traps = gold.traps - gold.findings.keys()
    others["traps_all"] += len(traps)
    others["traps"] += sum(item not in told.findings for item in traps)


def _marked(item: str, value: object, base: KnowledgeBase) -> str:
    """Return a mark in the words of an answer: a number is present or absent by its limit."""
    if value is None:
        return _NOT_FOUND
    finding = base.findings.get(item)
    if finding is not None and finding.measure is not None and isinstance(value, int | float):
        return "present" if finding.measure.present(float(value)) else "absent"
    return str(value)


def _count(tally: Tally, marked: str, found: str) -> None:
    tally.found += found != _NOT_FOUND
    tally.marked += marked != _NOT_FOUND
    if _NOT_FOUND not in (marked, found):
        tally.both += 1
        tally.turned += {marked, found} == {"present", "absent"}
    tally.right += marked == found != _NOT_FOUND
