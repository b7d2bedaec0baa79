"""Where it hurts: the drawing and the list in step, with scripts and without, by keyboard."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from popliteus import KnowledgeBase
from popliteus.web.places import places
from tests.browser.hands import opened, press, tap, ticked, to_where


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
    press(where)
    assert where.url.endswith("/where/most")
    assert ticked(where) == []
    tap(where, "side", "behind-knee")
    tap(where, "back", "calf")
    assert ticked(where) == ["calf"]
    assert marked(where) == {"calf"}
    press(where)
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
    page = to_where(opened(browser, app, scripts=False))
    assert not page.get_by_text("Tap on the leg").is_visible()
    assert page.locator(".pd-spot").first.is_visible()
    tap(page, "back", "calf")
    page.wait_for_url("**/where#places-2")
    page.keyboard.press("Space")
    page.get_by_label("In the shin").check()
    press(page)
    assert page.url.endswith("/where/most")
    assert page.locator(".pd-spot").count() == 4, "of calf and shin, in two views each"
    page.get_by_label("In the shin").check()
    press(page)
    page.goto(f"{app}/where")
    assert ticked(page) == ["calf", "shin"]
    assert page.locator("a.pd-on").count() == 4, "drawn by the server"
    page.context.close()


def test_a_chosen_place_is_seen_without_colours(browser: Browser, app: str) -> None:
    page = to_where(opened(browser, app, scripts=True, forced_colors="active"))
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


def test_with_reduced_width_and_large_text_nothing_is_cut(where: Page) -> None:
    where.set_viewport_size({"width": 320, "height": 640})
    where.evaluate("document.documentElement.style.fontSize = '24px'")
    assert where.evaluate("document.documentElement.scrollWidth") <= 320
