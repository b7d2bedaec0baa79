"""How fast stories are read, and how well beside a few lines of NegEx.

``python -m benchmarks.stories [FOLDER...]`` prints milliseconds for an ordinary story, how time
grows with length, and, when folders of annotated stories are given, precision, recall and negation
errors of popliteus and of a plain NegEx on the same phrases.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml

import popliteus
from popliteus import KnowledgeBase
from popliteus.evaluate.stories import StoryGold, StoryScores, score_stories, story_from
from popliteus.intake import Mention, Reading, Stretch, read_story

STORY = (
    "I'm 58. My left calf is swollen and red since Tuesday, no fever, chills or cough. My mother "
    "had a clot and I am worried. I can't put weight on it; it might be a strain. The other knee "
    "is fine. It is worse when I walk and I flew home from Spain two weeks ago. "
)

#: What a text of the longest kind is made of, one after the other.
KINDS = {
    "a story, over and over": STORY,
    "one word": "swollen ",
    "denials": "no fever, ",
    "relatives": "mother ",
    "no blanks": "(",
    "another script": "ﷺ ",
    "words that are none": "zqxv ",
}
SIZE = 25_000

#: Chapman's rule: a denial reaches five words forward, or five back.
REACH = 5
BEFORE = re.compile(r"\b(?:no|not|denies|denied|without|never|n't|isn't|doesn't|absence of)\b")
AFTER = re.compile(r"\b(?:absent|negative|ruled out|: no|: none)\b")


def negex(text: str, base: KnowledgeBase) -> Reading:
    """Read a story with phrases as they stand and NegEx alone (Chapman et al. 2001)."""
    low = text.lower()
    found: dict[str, Mention] = {}
    for item, phrase, value in _phrases(base):
        for match in re.finditer(rf"\b{re.escape(phrase.lower())}\b", low):
            before = " ".join(low[: match.start()].split()[-REACH:])
            after = " ".join(low[match.end() :].split()[:REACH])
            denied = bool(BEFORE.search(before) or AFTER.search(after))
            if denied and item in base.attributes:
                continue
            words = Stretch(match.start(), match.end(), text[match.start() : match.end()])
            found.setdefault(item, Mention(item, "absent" if denied else value, words))
    return Reading(findings=found)


def _phrases(base: KnowledgeBase) -> Iterator[tuple[str, str, str]]:
    for records in (base.findings, base.factors):
        for item, record in records.items():
            yield from ((item, phrase, "present") for phrase in record.phrases)
    for item, attribute in base.attributes.items():
        for option in attribute.options:
            yield from ((item, phrase, option.id) for phrase in option.phrases)


def _stories(names: list[str], base: KnowledgeBase) -> list[tuple[StoryGold, bool]]:
    files = [file for name in names for file in sorted(Path(name).rglob("*.yaml"))]
    return [
        (story_from(values, base, str(file)), True)
        for file in files
        for values in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def _milliseconds(text: str, base: KnowledgeBase) -> float:
    start = time.perf_counter()
    read_story(text, base)
    return 1e3 * (time.perf_counter() - start)


def _scores(name: str, scores: StoryScores) -> None:
    metrics = scores.total.metrics()
    values = "  ".join(f"{key} {one.value:.1%}" for key, one in metrics.items())
    print(f"  {name:<12}{values}  ({scores.n} stories)")


def main() -> None:
    """Print times, ratios and, for folders that are given, scores."""
    base = popliteus.load()
    start = time.perf_counter()
    read_story(STORY, base)
    print(f"first story, words made ready: {1e3 * (time.perf_counter() - start):.0f} ms")
    many = sorted(_milliseconds(STORY, base) for _ in range(50))
    print(f"a story of {len(STORY.split())} words: {many[25]:.1f} ms")
    print(f"\ntime for {2 * SIZE} characters over time for {SIZE}; aim: 2.5 at most")
    for name, unit in KINDS.items():
        once, twice = (
            min(_milliseconds((unit * n)[: n * len(unit)], base) for _ in range(3))
            for n in (SIZE // len(unit), 2 * SIZE // len(unit))
        )
        print(f"  {name:<24}{once:8.0f} ms{twice:8.0f} ms{twice / once:6.2f}")
    if sys.argv[1:]:
        stories = _stories(sys.argv[1:], base)
        print("\nannotated stories")
        _scores("popliteus", score_stories(stories, base))
        _scores("NegEx", score_stories(stories, base, read=negex))


if __name__ == "__main__":
    main()
