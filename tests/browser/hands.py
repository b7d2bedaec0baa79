"""What people do in a browser, and what is looked at on each page that they come to."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, ViewportSize

from popliteus.web import look
from popliteus.web.routes.files import KINDS

PHONE: ViewportSize = {"width": 375, "height": 800}

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

#: Rows of a long table are alike: axe looks at the first of them.
FEWER_ROWS = "document.querySelectorAll('tbody tr:nth-child(n + 16)').forEach(row => row.remove())"


def opened(
    browser: Browser,
    address: str,
    *,
    scripts: bool,
    viewport: ViewportSize = PHONE,
    forced_colors: Literal["active", "none"] = "none",
    reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
) -> Page:
    """A page on a phone, in a browser of its own."""
    context = browser.new_context(
        viewport=viewport, java_script_enabled=scripts,
        forced_colors=forced_colors, reduced_motion=reduced_motion,
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    return page


def shown(page: Page, html: str, policy: str = "") -> None:
    """Show a page that no server serves; it wears our files."""

    def answer(route: Route) -> None:
        path = Path(urlsplit(route.request.url).path)
        if path.parent.name == "static":
            file = look.STATIC / path.name
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        else:
            headers = {"Content-Security-Policy": policy} if policy else {}
            kind = "text/html; charset=utf-8"
            route.fulfill(body=html, content_type=kind, headers=headers)

    page.route("**/*", answer)
    page.goto("http://page.test/")


def press(page: Page, button: str = "Continue") -> None:
    """Press a button of the main text, and wait for what comes."""
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("button", name=button, exact=True).click()


def enter(page: Page, who: str = "self") -> None:
    """Go from the first page to the one for own words."""
    page.check(f"input[name=who][value={who}]")
    press(page, "Start")
    assert page.url.endswith("/words")


def begin(page: Page, who: str = "self") -> None:
    """Go from the first page to the first danger page, without own words."""
    enter(page, who)
    press(page)


def calm(page: Page) -> None:
    """Answer every page of boxes that comes with "none of these"."""
    while "/questions/" in page.url:
        page.check("input[value=none]")
        press(page)


def to_where(page: Page) -> Page:
    begin(page)
    calm(page)
    page.locator("input[name=age]").fill("45")
    page.locator("input[value=male]").check()
    press(page)
    assert page.url.endswith("/where")
    return page


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


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")


def barriers(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds; it needs a browser that runs scripts. In the dark only colours differ."""
    found = _barriers(page, rules)
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {one}" for one in _barriers(page, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return found


def _barriers(page: Page, rules: Sequence[str]) -> list[str]:
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    options = {"runOnly": list(rules), "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{page.url}: {one['id']}: {one['help']}: {len(one['nodes'])} "
        f"{[node['html'][:150] for node in one['nodes'][:2]]}"
        for one in result["violations"]
    ]
