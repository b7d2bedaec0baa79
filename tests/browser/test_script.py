"""Where it hurts, pictures and scripts in a browser: with scripts and without, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from popliteus import KnowledgeBase
from popliteus.web.places import places
from tests.browser.test_pages import RULES

PHONE = {"width": 375, "height": 800}


def opened(browser: Browser, app: str, **options: Any) -> Page:  # noqa: ANN401
    context = browser.new_context(**({"viewport": PHONE} | options))
    made = context.new_page()
    made.goto(app)
    return made


def go_on(page: Page, button: str = "Continue") -> None:
    before = page.url
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


def start(page: Page, door: str = "patient") -> None:
    page.locator("input[name=who][value=self]").check()
    found = page.locator(f"[name=door][value={door}]")
    if found.get_attribute("type") == "radio":
        found.check()
        found = page.locator("main form button")
    found.first.click()
    page.wait_for_url("**/questions/0")


def to_where(page: Page) -> Page:
    start(page)
    while "/questions/" in page.url:
        page.locator("input[value=none]").check()
        go_on(page)
    page.locator("input[name=age]").fill("45")
    page.locator("input[value=male]").check()
    go_on(page)
    assert page.url.endswith("/where")
    return page


@pytest.fixture
def where(browser: Browser, app: str) -> Iterator[Page]:
    """The page on a phone, with scripts; and it says nothing to the console."""
    page = opened(browser, app)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield to_where(page)
    page.context.close()
    assert [one for one in said if "422" not in one] == [], "but for a form with a mistake"


def tap(page: Page, view: str, place: str) -> None:
    """Touch the middle of the number, as a finger would."""
    spot = page.locator(f".pop-maps__{view} [data-place={place}] .pd-spot")
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def ticked(page: Page) -> list[str]:
    found: list[str] = page.locator("main input:checked").evaluate_all(
        "all => all.map(one => one.value)"
    )
    return found


def marked(page: Page) -> set[str]:
    """Places whose mark is seen, as drawn and not as classes say."""
    page.evaluate("new Promise(requestAnimationFrame)")
    return set(
        page.locator(".pd-mark").evaluate_all(
            "all => all.filter(one => getComputedStyle(one).display !== 'none')"
            ".map(one => one.parentElement.dataset.place)"
        )
    )


def test_a_tap_ticks_its_box_and_both_stay_in_step(where: Page) -> None:
    tap(where, "back", "calf")
    assert ticked(where) == ["calf"]
    assert marked(where) == {"calf"}
    tap(where, "front", "inner-knee")
    tap(where, "side", "foot")
    assert ticked(where) == ["calf", "inner-knee", "foot"]
    assert marked(where) == {"calf", "inner-knee", "foot"}
    expect(where.locator("[data-chosen]")).to_have_text(
        "Chosen: In the calf; At the inner side of the knee; In the foot or ankle"
    )
    tap(where, "side", "calf")
    where.get_by_label("Behind the knee").check()
    where.get_by_label("In the whole leg").check()
    assert ticked(where) == ["behind-knee", "inner-knee", "foot", "whole-leg"]
    assert marked(where) == {"behind-knee", "inner-knee", "foot", "whole-leg"}
    where.get_by_label("I am not sure").check()
    assert ticked(where) == ["unsure"]
    assert marked(where) == set()
    expect(where.locator("[data-chosen]")).to_be_empty()
    tap(where, "back", "behind-knee")
    assert ticked(where) == ["behind-knee"]


def test_every_number_can_be_touched_on_the_narrowest_phone(
    where: Page, knowledge: KnowledgeBase
) -> None:
    """At 320 px a circle of 24 px round each number belongs to its place (WCAG 2.5.8)."""
    where.set_viewport_size({"width": 320, "height": 700})
    seen = where.evaluate(
        """() => [...document.querySelectorAll('.pd-spot')].map(spot => {
          spot.scrollIntoView({block: 'center'});
          const box = spot.getBoundingClientRect();
          const x = box.left + box.width / 2, y = box.top + box.height / 2;
          const place = spot.parentElement.dataset.place;
          const ours = [0, 1, 2, 3, 4, 5, 6, 7].every(step => document.elementFromPoint(
            x + 12 * Math.cos(step * Math.PI / 4), y + 12 * Math.sin(step * Math.PI / 4)
          )?.closest('a')?.dataset.place === place);
          return [place, ours];
        })"""
    )
    assert {place for place, _ in seen} == {
        id_ for id_, one in places(knowledge).items() if one.number
    }
    assert [place for place, ours in seen if not ours] == []
    assert where.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_worst_place_is_chosen_on_the_drawing_too(where: Page) -> None:
    tap(where, "back", "calf")
    tap(where, "back", "behind-knee")
    go_on(where)
    assert where.url.endswith("/where/most")
    assert ticked(where) == []
    tap(where, "side", "behind-knee")
    tap(where, "back", "calf")
    assert ticked(where) == ["calf"]
    assert marked(where) == {"calf"}
    go_on(where)
    where.go_back()
    assert ticked(where) == ["calf"]
    assert marked(where) == {"calf"}, "a page that comes back is in step as well"


def test_by_keyboard_the_list_does_everything(where: Page) -> None:
    where.locator("main h1").evaluate("one => one.focus()")
    stops = []
    for _ in range(20):
        where.keyboard.press("Tab")
        stops.append(where.evaluate("document.activeElement.value ?? document.activeElement.type"))
        if where.evaluate("document.activeElement.matches('main button')"):
            break
        assert where.evaluate("document.activeElement.closest('[aria-hidden]')") is None
        if stops[-1] in {"shin", "calf"}:
            where.keyboard.press("Space")
    assert stops[:2] == ["behind-knee", "calf"]
    assert marked(where) == {"shin", "calf"}
    where.keyboard.press("Enter")
    where.wait_for_url("**/where/most")


def test_screen_readers_get_the_list_and_not_the_drawing(where: Page) -> None:
    tree = where.locator("main").aria_snapshot()
    assert tree.count("checkbox") == 12
    assert 'checkbox "In the calf"' in tree, "the number is for the eyes"
    assert "img" not in tree
    assert "link" not in tree


def test_without_scripts_the_list_works_and_the_drawing_leads_to_it(
    browser: Browser, app: str
) -> None:
    page = to_where(opened(browser, app, java_script_enabled=False))
    assert not page.get_by_text("Tap on the leg").is_visible()
    assert page.locator(".pd-spot").first.is_visible()
    tap(page, "back", "calf")
    page.wait_for_url("**/where#places-2")
    page.keyboard.press("Space")
    page.get_by_label("In the shin").check()
    go_on(page)
    assert page.url.endswith("/where/most")
    assert page.locator(".pd-spot").count() == 4, "of calf and shin, in two views each"
    page.get_by_label("In the shin").check()
    go_on(page)
    page.goto(f"{app}/where")
    assert ticked(page) == ["calf", "shin"]
    assert page.locator("a.pd-on").count() == 4, "drawn by the server"
    page.context.close()


def test_a_chosen_place_is_seen_without_colours(browser: Browser, app: str) -> None:
    page = to_where(opened(browser, app, forced_colors="active"))
    tap(page, "back", "calf")
    assert marked(page) == {"calf"}
    fills = page.locator(".pop-maps__back [data-place=calf] .pd-spot, .pop-maps__back "
                         "[data-place=foot] .pd-spot").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill)")  # fmt: skip
    assert len(set(fills)) == 2
    mark = page.locator(".pop-maps__back a[data-place=calf] .pd-mark").first
    assert mark.evaluate("one => parseFloat(getComputedStyle(one).strokeWidth)") == 7
    assert mark.locator("path").last.evaluate("one => getComputedStyle(one).fill").startswith("url")
    page.context.close()


def scanned(page: Page) -> list[str]:
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:150] for node in one['nodes'][:2]]}"
        for one in result["violations"]
    ]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "blocked"])
def test_no_barriers(browser: Browser, app: str, scripts: bool) -> None:
    page = opened(browser, app)
    if not scripts:
        page.route(re.compile(r"\.js\b"), lambda route: route.abort())
        page.goto(app)
    start(page)
    found: list[str] = []
    while "/questions/" in page.url:
        if page.locator(".pop-picture").count():
            found += scanned(page)
        page.locator("input[value=none]").check()
        go_on(page)
    page.locator("input[value=male]").check()
    go_on(page)
    found += scanned(page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".nhsuk-error-summary")
    found += scanned(page)
    page.get_by_label("In the calf").check()
    page.get_by_label("Behind the knee").check()
    found += scanned(page)
    go_on(page)
    found += scanned(page)
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
    where.wait_for_url("**/words")
    assert len(posts) == 1
    where.go_back()
    go_on(where)
    assert where.url.endswith("/words"), "what comes back may be sent again"


def test_none_of_these_clears_the_others(browser: Browser, app: str) -> None:
    page = opened(browser, app)
    start(page)
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
    page = opened(browser, app)
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    start(page)
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
    page = opened(browser, app, java_script_enabled=False)
    start(page)
    page.goto(f"{app}/save")
    page.get_by_role("button", name="Make a code").click()
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


def test_with_reduced_width_and_large_text_nothing_is_cut(where: Page) -> None:
    where.set_viewport_size({"width": 320, "height": 640})
    where.evaluate("document.documentElement.style.fontSize = '24px'")
    assert where.evaluate("document.documentElement.scrollWidth") <= 320
