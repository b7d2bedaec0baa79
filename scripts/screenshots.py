"""Walk one invented person through the app in a browser, and keep a picture of every page.

``python -m scripts.screenshots`` writes docs/pictures/: each page of the journey at 375 px (a
phone) and at 1280 px (a desk). Look at them after a change of the look, as somebody who is worried
would.

The person is the one of examples/calf-swelling-after-flight.yaml: what the file leaves out, she
says no to. So that the pictures stay small in the history, a long page is cut off and colours are
reduced.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
import yaml
from PIL import Image
from playwright.sync_api import Page, sync_playwright

import popliteus
from popliteus.web import Settings, create_app

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "examples" / "calf-swelling-after-flight.yaml"

#: Width of the window in pixels and, of a long page, how much of it is kept.
WIDTHS = {"phone": (375, 1100), "desk": (1280, 800)}
COLOURS = 16
STORY = (
    "My left calf has been swollen and sore for three days. "
    "I flew home from Australia last week. I have no fever."
)
#: What the shared steps are called in file names, in the order in which they come.
STEPS = {
    "/": "start", "/about": "about-you", "/where": "where", "/words": "words",
    "/understood": "understood", "/help-now": "interruption",
    "/how-fast": "how-fast",
}  # fmt: skip
#: Pages that stand outside of the interview, and what they are called here.
AROUND = {
    "/answers": "answers",
    "/save": "save",
    "/library": "library",
    "/library/causes/deep-vein-thrombosis": "library-cause",
    "/library/rules/wells-dvt": "library-rule",
    "/library/evidence": "library-evidence",
    "/library/how": "library-how",
    "/nothing-here": "not-found",
}
#: More pages than any interview has: a walk that comes here is stuck.
MOST = 60
#: Milliseconds after which a page that does not come is a mistake.
PATIENCE = 60_000

#: Keep a page under a name, from so many pixels below its top.
Keep = Callable[[Page, str, float], None]


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures, and say how large they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--into", type=Path, default=PICTURES, help="folder (docs/pictures)")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    parser.add_argument("--whole", action="store_true", help="whole pages in all their colours")
    given = parser.parse_args(arguments)
    given.into.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with _app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        for kind, (width, tallest) in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": 812})
            page.set_default_timeout(PATIENCE)

            def keep(
                page: Page, name: str, top: float, kind: str = kind, most: int = tallest
            ) -> None:
                data = page.screenshot(full_page=True, animations="disabled")
                path = given.into / f"{name}-{kind}.png"
                path.write_bytes(data if given.whole else small(data, int(top), most))
                written.append(path)

            walk(page, address, keep)
            page.context.close()
        browser.close()
    size = sum(path.stat().st_size for path in written) / 1000
    print(f"{len(written)} pictures, {size:.0f} kB, in {given.into}")
    return 0


def small(data: bytes, top: int, tallest: int) -> bytes:
    """Return at most ``tallest`` pixels of a picture from ``top`` on, in few colours."""
    with Image.open(io.BytesIO(data)) as whole:
        cut = whole.convert("RGB").crop((0, top, whole.width, min(whole.height, top + tallest)))
    few = cut.quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _app() -> Iterator[str]:
    """Serve the app on a free port of this machine; yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=Path(folder) / "web.sqlite3", country="GB")
        config = uvicorn.Config(
            create_app(popliteus.load(), settings), log_level="error", server_header=False
        )
        server = uvicorn.Server(config)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            thread = threading.Thread(target=server.run, args=([listening],))
            thread.start()
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()


def walk(page: Page, address: str, keep: Keep) -> None:
    """Go from the first page to the result, to the pages around it, and to the alarm."""
    (example,) = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    page.goto(address)
    for number in range(1, MOST):
        place = urlsplit(page.url).path
        if place.startswith("/result"):
            break
        keep(page, f"{number:02}-{_name(page, place)}", 0)
        _answer(page, place, example)
    else:
        raise RuntimeError(f"{page.url}: found no result after {MOST} pages; expected one")
    _results(page, address, keep, number)
    for place, name in AROUND.items():
        number += 1
        page.goto(address + place)
        keep(page, f"{number + 2:02}-{name}", 0)
    page.goto(f"{address}/questions/0")
    page.uncheck("input[type=checkbox][value=none]")
    page.check("input[type=checkbox][value=sudden-breathlessness]")
    _press(page, "Continue")
    keep(page, f"{number + 3:02}-alarm", 0)


def _name(page: Page, place: str) -> str:
    """Return what a page is called in the name of its picture."""
    if place in STEPS:
        return STEPS[place]
    words = page.locator("h1").inner_text().lower()
    return "-".join(re.findall("[a-z]+", words)[:4])


def _answer(page: Page, place: str, example: Mapping[str, object]) -> None:
    """Fill in one page as the person of the example would, and go on."""
    if place == "/":
        page.check("input[value=self]")
        _press(page, "Start")
        return
    if place in {"/help-now", "/how-fast"}:
        with page.expect_navigation(wait_until="load"):
            page.get_by_role("button", name="Go on with the questions").click()
        return
    if place == "/words":
        page.fill("#text", STORY)
    elif place == "/about":
        page.fill("#age", str(example["age"]))
        page.check(f"input[value={example['sex']}]")
    elif place == "/understood":
        for box in page.locator("main input[type=radio][value=right]").all():
            box.check()
        _press(page, "All of this is right")
        return
    else:
        _choose(page, {"places": "calf", **_findings(example)})
    _press(page, "Continue")


def _findings(example: Mapping[str, object]) -> dict[str, str]:
    found = example["findings"]
    if not isinstance(found, dict):
        raise TypeError(f"{EXAMPLE}: found {found!r} as findings; expected a mapping")
    return {str(name): str(value) for name, value in found.items()}


def _choose(page: Page, answers: Mapping[str, str]) -> None:
    """Choose in each question what was answered; what was not is none of these, or not sure."""
    true = {name for name, value in answers.items() if value == "present"}
    boxes = page.locator("main form input[type=checkbox], main form input[type=radio]").all()
    pairs = [(box, box.get_attribute("name"), box.get_attribute("value")) for box in boxes]
    for question in dict.fromkeys(name for _, name, _ in pairs):
        asked = [(box, value) for box, name, value in pairs if name == question]
        right = [box for box, one in asked if one in true or one == answers.get(str(question))]
        none = [box for box, one in asked if one == "none"]
        unsure = [box for box, one in asked if one in ("unknown", "unsure")]
        for box in right or (none or unsure)[:1]:
            box.check()


def _results(page: Page, address: str, keep: Keep, number: int) -> None:
    """Keep the patient's result, then its first cause unfolded, and the clinician's result."""
    page.goto(f"{address}/result/patient")
    keep(page, f"{number:02}-result", 0)
    page.locator(".pop-cause details").first.evaluate("one => { one.open = true }")
    top = page.locator(".pop-cause").first.evaluate(
        "one => one.getBoundingClientRect().y + scrollY"
    )
    keep(page, f"{number + 1:02}-result-why", top - 60)  # with the heading above the cause
    page.goto(f"{address}/result/clinician")
    keep(page, f"{number + 2:02}-result-clinician", 0)


def _press(page: Page, button: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("button", name=button, exact=True).click()


if __name__ == "__main__":
    raise SystemExit(main())
