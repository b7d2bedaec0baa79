"""`docs/evidence-used.md` accounts for every row of the dossier that popliteus started from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from popliteus import KnowledgeBase

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "evidence-used.md"

#: Lines of the dossier's table that hold data; line 1 is its heading.
FIRST, LAST = 2, 148

KINDS = ("causes", "facts", "findings", "factors", "treatments", "tests")
ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|\s*$")
NAMED = re.compile(rf"\b((?:{'|'.join(KINDS)})/[a-z0-9-]+)/([a-z0-9-]+)\b")
LEFT_OUT = re.compile(r"^left out: *(.*)$", re.S)


def rows_of(text: str) -> list[tuple[int, str]]:
    """Return line number and last cell (what became of it) of every row of the table."""
    found = []
    for line in text.splitlines():
        if match := ROW.match(line.strip()):
            found.append((int(match[1]), match[2].rsplit("|", 1)[-1].strip()))
    return found


def problems_of(text: str, numbers: dict[str, set[str]]) -> list[str]:
    """Return what is wrong with the account. `numbers` is record to the ids of its figures."""
    rows = rows_of(text)
    seen = [number for number, _ in rows]
    found = [f"line {n} is not accounted for" for n in range(FIRST, LAST + 1) if n not in seen]
    repeated = sorted({n for n in seen if seen.count(n) > 1})
    found += [f"line {n} stands {seen.count(n)} times" for n in repeated]
    found += [f"line {n} is no data row" for n in seen if not FIRST <= n <= LAST]
    for number, fate in rows:
        left_out = LEFT_OUT.match(fate)
        named = NAMED.findall(fate)
        if left_out and len(left_out[1].split()) < 3:
            found.append(f"line {number} is left out without a reason")
        elif not left_out and not named:
            found.append(f"line {number} is entered but names no number")
        for record, figure in named:
            if figure not in numbers.get(record, set()):
                found.append(f"line {number} names {record}/{figure}, which does not exist")
    return found


def figures(knowledge: KnowledgeBase) -> dict[str, set[str]]:
    return {
        f"{kind}/{name}": {number.id for number in record.evidence}
        for kind in sorted(KINDS)
        for name, record in getattr(knowledge, kind).items()
    }


def test_every_row_is_accounted_for(knowledge: KnowledgeBase) -> None:
    assert PAGE.is_file(), "docs/evidence-used.md is missing"
    text = PAGE.read_text(encoding="utf-8")
    assert problems_of(text, figures(knowledge)) == []
    assert sum(not LEFT_OUT.match(fate) for _, fate in rows_of(text)) >= 70


def test_numbers_that_name_a_row_are_in_the_account(knowledge: KnowledgeBase) -> None:
    assert PAGE.is_file(), "docs/evidence-used.md is missing"
    rows = dict(rows_of(PAGE.read_text(encoding="utf-8")))
    lost = []
    for kind in KINDS:
        for name, record in getattr(knowledge, kind).items():
            for number in record.evidence:
                if number.row is None:
                    continue
                named = NAMED.findall(rows.get(number.row, ""))
                if (f"{kind}/{name}", number.id) not in named:
                    lost.append(f"{kind}/{name}/{number.id} says row {number.row}")
    assert lost == []


NUMBERS = {"causes/gout": {"big-toe"}, "findings/thessaly": {"sens", "spec"}}


def complete() -> list[str]:
    fate = "left out: the source prints no counts"
    rows = [f"| {n} | x | y | {fate} |" for n in range(FIRST, LAST + 1)]
    rows[0] = "| 2 | gout | big toe | causes/gout/big-toe, findings/thessaly/sens |"
    return rows


def test_complete_account_passes() -> None:
    assert problems_of("\n".join(complete()), NUMBERS) == []


@pytest.mark.parametrize(
    ("place", "row", "said"),
    [
        (5, "", "line 7 is not accounted for"),
        (5, "| 8 | x | y | left out: the same row again |", "line 8 stands 2 times"),
        (0, "| 2 | x | y | causes/gouty/big-toe |", "causes/gouty/big-toe, which does not exist"),
        (0, "| 2 | x | y | causes/gout/big-toes |", "causes/gout/big-toes, which does not exist"),
        (0, "| 2 | x | y | somewhere |", "names no number"),
        (5, "| 7 | x | y | left out: no |", "left out without a reason"),
        (5, "| 149 | x | y | left out: beyond the end |", "line 149 is no data row"),
    ],
)
def test_planted_gap_is_found(place: int, row: str, said: str) -> None:
    rows = complete()
    rows[place] = row
    assert any(said in one for one in problems_of("\n".join(rows), NUMBERS))
