"""The drawings as a browser draws them: no text over another, and room for a finger."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from popliteus import KnowledgeBase
from popliteus.publish.drawings import drawing, names, regions

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no browser: set CHROMIUM, or install the package chromium"
)

#: How near to the middle of a region a finger of 44 px may land, in eight directions.
FINGER = 21

SCRIPT = """
const found = [];
for (const svg of document.querySelectorAll('svg')) {
  const texts = [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect();
    return {words: text.textContent, left: box.left, right: box.right, top: box.top,
            bottom: box.bottom, size: parseFloat(getComputedStyle(text).fontSize)
              * svg.getScreenCTM().a};
  });
  const areas = [];
  for (const group of svg.querySelectorAll('.pd-region')) {
    group.scrollIntoView({block: 'center'});
    const scale = svg.getScreenCTM();
    let best = 0;
    const box = group.querySelector('.pd-touch').getBoundingClientRect();
    const hits = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && group.contains(hit);
    };
    let free = false;
    for (let x = box.left; x <= box.right && !free; x += 2)
      for (let y = box.top; y <= box.bottom && !free; y += 4)
        free = [0, 1, 2, 3, 4, 5, 6, 7].every(step => hits(
          x + FINGER * Math.cos(step * Math.PI / 4), y + FINGER * Math.sin(step * Math.PI / 4)));
    areas.push({region: group.dataset.region, free});
  }
  found.push({id: svg.id, texts, areas, left: svg.getBoundingClientRect().left,
              right: svg.getBoundingClientRect().right});
}
const out = document.createElement('pre');
out.id = 'found';
out.textContent = JSON.stringify(found);
document.body.append(out);
"""


@pytest.fixture(scope="module")
def measured(
    knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Everything on one page, 320 px wide, as measured by a script in it."""
    folder = tmp_path_factory.mktemp("browser")
    drawn = [
        drawing(name, side=side, labels=labels, knowledge=knowledge).replace(
            f'id="{name}-{side}"', f'id="{name}-{side}-{labels}"', 1
        )
        for name in names()
        for side in ("left", "right")
        for labels in ("lay", "clinician")
    ]
    page = folder / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>body{margin:0}"
        "svg{display:block;width:320px;height:auto}</style>"
        + "".join(drawn)
        + f"<script>{SCRIPT.replace('FINGER', str(FINGER))}</script>",
        encoding="utf-8",
    )
    return {one["id"]: one for one in _dom(page, folder)}


def _dom(page: Path, folder: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--window-size=600,900", "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.S)
    assert found, done.stderr[-2000:]
    return list(json.loads(html.unescape(found[1])))


def test_no_text_lies_over_another_or_outside(measured: dict[str, dict[str, Any]]) -> None:
    over = []
    for name, one in measured.items():
        texts = one["texts"]
        for place, first in enumerate(texts):
            if first["left"] < one["left"] - 0.5 or first["right"] > one["right"] + 0.5:
                over.append(f"{name}: '{first['words']}' is cut off")
            for second in texts[place + 1 :]:
                across = min(first["right"], second["right"]) - max(first["left"], second["left"])
                down = min(first["bottom"], second["bottom"]) - max(first["top"], second["top"])
                if across > 0.5 and down > 0.5:
                    over.append(f"{name}: '{first['words']}' and '{second['words']}'")
    assert over == []


def test_letters_are_large_enough_on_the_narrowest_phone(
    measured: dict[str, dict[str, Any]],
) -> None:
    small = [
        (name, text["words"])
        for name, one in measured.items()
        for text in one["texts"]
        if text["size"] < 11.9
    ]
    assert small == []


def test_every_region_has_room_for_a_finger(measured: dict[str, dict[str, Any]]) -> None:
    seen = 0
    narrow = []
    for name, one in measured.items():
        seen += len(one["areas"])
        narrow += [f"{name}: {area['region']}" for area in one["areas"] if not area["free"]]
    assert seen == 4 * sum(len(regions(name)) for name in names())
    assert narrow == []
