"""By plain http and under another name than localhost a browser says less: no form is lost there.

Such a page is no "secure context": the browser leaves out `Sec-Fetch-Site`, so that only `Origin`
says that a form came from one of our pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from popliteus import KnowledgeBase
from popliteus.web import Settings
from tests.browser.conftest import ARGUMENTS, chromium
from tests.browser.hands import PHONE, begin, calm, enter, press
from tests.unit.web.test_server import serving

NAME = "knee.test"


@pytest.fixture
def away(browser: Browser, knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[Page]:
    """The first page, as a phone in the same network sees it."""
    settings = Settings(tmp_path / "state" / "web.sqlite3", hosts=(NAME,), country="GB")
    known = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    with serving(knowledge, settings) as port:
        own = browser.browser_type.launch(executable_path=chromium(), args=[*ARGUMENTS, known])
        page = own.new_context(viewport=PHONE, java_script_enabled=True).new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://{NAME}:{port}/")
        assert not page.evaluate("isSecureContext")
        yield page
        own.close()


def test_a_form_whose_visit_is_lost_can_be_sent_once_more(away: Page) -> None:
    begin(away)
    calm(away)
    away.fill("#age", "63")
    away.check("input[value=male]")
    away.context.clear_cookies()
    press(away)
    assert away.locator("h1").inner_text() == "Send this once more"
    press(away, "Send it again")
    assert "Your earlier answers are no longer here" in away.locator("main").inner_text()
    away.goto(away.url.rpartition("/")[0].partition("/questions")[0] + "/answers")
    assert "63" in away.locator("main").inner_text()


def test_what_was_written_is_shown_before_it_is_sent_once_more(away: Page) -> None:
    enter(away)
    away.fill("#text", "My calf is swollen since Monday.")
    away.context.clear_cookies()
    press(away)
    assert away.locator(".pop-wrote").inner_text() == "My calf is swollen since Monday."
    press(away, "Send it again")
    assert away.url.endswith("/understood")


def test_a_form_of_another_site_is_not_offered_to_be_sent(away: Page) -> None:
    begin(away)
    action = away.locator("main form[method=post]").evaluate("form => form.action")
    away.route(
        "http://elsewhere.test/",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<form method="post" action="{action}"><input name="page" '
            'value="chest-danger-page"><input name="item" value="fainting"><input name="ticked" '
            'value="fainting"><button>Win</button></form>',
        ),
    )
    away.goto("http://elsewhere.test/")
    with away.expect_navigation():
        away.get_by_role("button", name="Win").click()
    assert away.locator("h1").inner_text() == "We could not take this form"
    assert away.locator("main form").count() == 0
