"""Taking a result away in a browser: the copy button where scripts run, the file without them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hands import begin, opened


def at_result(browser: Browser, app: str, *, script: bool) -> Page:
    page = opened(browser, app, scripts=script)
    begin(page)
    page.goto(f"{app}/result")
    page.locator("summary", has_text="Copy it, print it, or keep it as a file").click()
    return page


def test_the_text_is_copied_as_it_stands(browser: Browser, app: str) -> None:
    page = at_result(browser, app, script=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = page.locator("#record-text").input_value()
    assert shown.startswith("URGENCY: ")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_the_page_for_the_doctor_is_a_file_and_no_new_tab(
    browser: Browser, app: str, script: bool
) -> None:
    page = at_result(browser, app, script=script)
    with page.expect_download() as waiting:
        page.locator("main").get_by_text("Get one page for the doctor (PDF)").click()
    assert waiting.value.suggested_filename == "popliteus-summary.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")
    assert page.get_by_text("Copy the text").is_visible() is script
    page.locator("#record-text").press("a")
    assert "URGENCY: " in page.locator("#record-text").input_value()[:9]
    page.context.close()
