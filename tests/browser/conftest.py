"""A browser, and the site in a folder. Without a browser these tests say so and are left out."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from popliteus import KnowledgeBase
from popliteus.publish.pages.write import write
from popliteus.web import Settings, create_app
from tests.browser.hands import opened, to_where
from tests.style_sheet import style_sheet

#: Names under which a Chromium is installed; CHROMIUM names another.
NAMES = ("chromium", "chromium-browser", "google-chrome")

#: A browser in a container has no sandbox, no screen, and nobody to report to.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip


def chromium() -> str | None:
    """Where the browser is; None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium()
    if found is None:
        pytest.skip("no Chromium: install the package chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def styled() -> None:
    """The style sheet is there; where it cannot be made, tests of the look are left out."""
    style_sheet()


@pytest.fixture(scope="session")
def site(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write(knowledge, folder)
    return folder


@pytest.fixture(scope="session")
def app(knowledge: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The web app, served on a free port of this machine: its address."""
    style_sheet()
    file = tmp_path_factory.mktemp("app") / "web.sqlite3"
    made = create_app(knowledge, Settings(database=file, country="GB"))
    server = uvicorn.Server(uvicorn.Config(made, log_level="error", server_header=False))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def where(browser: Browser, app: str) -> Iterator[Page]:
    """The page on a phone, with scripts; and it says nothing to the console."""
    page = opened(browser, app, scripts=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield to_where(page)
    page.context.close()
    assert [one for one in said if "422" not in one] == [], "but for a form with a mistake"
