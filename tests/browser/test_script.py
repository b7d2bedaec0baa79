"""What scripts add, and that everything works without: focus, one sending, copying, barriers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.hands import barriers, begin, opened, press, ticked


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "blocked"])
def test_no_barriers(browser: Browser, app: str, scripts: bool) -> None:
    page = opened(browser, app, scripts=True)
    if not scripts:
        page.route(re.compile(r"\.js\b"), lambda route: route.abort())
        page.goto(app)
    begin(page)
    found: list[str] = []
    while "/questions/" in page.url:
        if page.locator(".pop-picture").count():
            found += barriers(page)
        page.locator("input[value=none]").check()
        press(page)
    page.locator("input[value=male]").check()
    press(page)
    found += barriers(page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".nhsuk-error-summary")
    found += barriers(page)
    page.get_by_label("In the calf").check()
    page.get_by_label("Behind the knee").check()
    found += barriers(page)
    press(page)
    found += barriers(page)
    page.context.close()
    assert found == []


def test_focus_is_on_what_comes_first(where: Page, app: str) -> None:
    expect(where.locator("main h1")).to_be_focused()
    assert where.evaluate("scrollY") == 0
    where.get_by_role("button", name="Continue").click()
    where.wait_for_selector(".nhsuk-error-summary")
    expect(where.locator(".nhsuk-error-summary")).to_be_focused()
    where.goto(f"{app}/where")
    where.evaluate("new Promise(requestAnimationFrame)")
    assert where.evaluate("document.activeElement.tagName") == "BODY", "no step was made"


def test_mistakes_have_the_focus_where_the_browser_knows_no_autofocus(where: Page) -> None:
    def older(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(" autofocus", ""))

    where.route("**/where", older)
    where.get_by_role("button", name="Continue").click()
    expect(where.locator(".nhsuk-error-summary")).to_be_focused()


def test_a_form_pressed_twice_is_sent_once(where: Page) -> None:
    posts: list[str] = []

    def slow(route: Route) -> None:
        if route.request.method == "POST":
            posts.append(route.request.url)
        route.continue_()

    where.route("**/where", slow)
    where.get_by_label("In the calf").check()
    outcome = where.evaluate(
        """() => {
          const said = [], form = document.querySelector('main form');
          addEventListener('submit', event => said.push(event.defaultPrevented));
          form.requestSubmit(); form.requestSubmit(); form.requestSubmit();
          return said;
        }"""
    )
    assert outcome == [False, True, True]
    where.wait_for_url("**/questions/*")
    assert len(posts) == 1
    where.go_back()
    press(where)
    assert "/questions/" in where.url, "what comes back may be sent again"


def test_space_presses_a_link_that_looks_like_a_button(browser: Browser, app: str) -> None:
    page = opened(browser, app, scripts=True)
    begin(page)
    page.check("input[type=checkbox][value=chest-pain]")
    press(page)
    said = page.evaluate(
        """() => {
          const called = [];
          window.called = called;
          addEventListener('click', event => {
            called.push(event.target.closest('a').getAttribute('href'));
            event.preventDefault();
          });
          return called;
        }"""
    )
    assert said == []
    page.get_by_role("button", name="Call 999").focus()
    page.keyboard.press("Space")
    assert page.evaluate("window.called") == ["tel:999"]
    assert page.evaluate("scrollY") == 0, "the page does not scroll as well"
    assert page.evaluate("sessionStorage.length") == 0, "a call is no step"
    page.reload()
    page.get_by_role("button", name="Go on with the questions").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/questions/1")
    expect(page.locator("main h1")).to_be_focused()
    page.context.close()


def test_none_of_these_clears_the_others(browser: Browser, app: str) -> None:
    page = opened(browser, app, scripts=True)
    begin(page)
    boxes = page.locator("main input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_label("I am not sure about some of these").check()
    assert len(ticked(page)) == 3
    page.get_by_label("None of these").check()
    assert ticked(page) == ["none"]
    boxes.nth(0).check()
    assert "none" not in ticked(page)
    page.context.close()


@pytest.mark.parametrize("allowed", [True, False], ids=["clipboard", "no clipboard"])
def test_the_code_can_be_copied(browser: Browser, app: str, allowed: bool) -> None:
    page = opened(browser, app, scripts=True)
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    begin(page)
    page.goto(f"{app}/save")
    page.get_by_role("button", name="Make a code").click()
    code = page.locator(".pop-code").inner_text()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    if allowed:
        assert page.evaluate("navigator.clipboard.readText()") == code
    else:
        assert page.evaluate("getSelection().toString().trim()") == code
    page.context.close()


def test_without_scripts_no_button_does_nothing(browser: Browser, app: str) -> None:
    page = opened(browser, app, scripts=False)
    begin(page)
    page.goto(f"{app}/save")
    press(page, "Make a code")
    assert page.locator(".pop-code").is_visible()
    assert not page.get_by_text("Copy the code").is_visible()
    page.context.close()


def test_the_first_page_is_light_and_asks_this_machine_alone(browser: Browser, app: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(app)
    page.wait_for_load_state("networkidle")
    assert all(one.startswith(app) for one in asked)
    assert len(asked) <= 6
    context.close()
