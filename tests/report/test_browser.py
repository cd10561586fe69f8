"""The pages in a real Chromium: in light and dark, on a phone, on paper, by keyboard, without a script."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PAGES = {
    "overview": "index.html",
    "record": "encounters/e-brazil-2022-05-20.html",
    "excluded record": "encounters/e-russia.html",
    "country": "countries/br.html",
    "figure": "figures/aurelio-silva.html",
    "excluded": "excluded.html",
    "method": "methodology.html",
    "proof": "proof.html",
}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


def open_page(browser: "Browser", site: Path, path: str, **context: Any) -> "Page":
    page = browser.new_context(**{"viewport": DESKTOP} | context).new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on(
        "request", lambda request: messages.append(request.url) if request.url.startswith("http") else None
    )
    page.goto((site / path).as_uri())
    page.wait_for_load_state()
    assert messages == [], "no message on the console, no request to elsewhere"
    return page


@pytest.fixture
def overview(browser: "Browser", site: Path) -> Iterator["Page"]:
    page = open_page(browser, site, "index.html")
    yield page
    page.context.close()


def rows_shown(page: "Page") -> int:
    return page.locator("#records-table tbody tr:visible").count()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESKTOP)], ids=["phone", "dark"])
def test_axe_finds_nothing_serious(
    browser: "Browser", site: Path, path: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = open_page(browser, site, path, color_scheme=scheme, viewport=viewport, bypass_csp=True)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.evaluate(AXE)
    results = page.evaluate("axe.run(document, {rules: {'target-size': {enabled: true}}})")
    page.context.close()
    found = [
        f"{v['impact']} {v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for v in results["violations"]
        for node in v["nodes"]
        if v["impact"] in {"serious", "critical"}
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_phone_never_scrolls_sideways(browser: "Browser", site: Path, path: str) -> None:
    for width in (320, 390):
        page = open_page(browser, site, path, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_without_a_script_everything_is_there_but_the_filters(browser: "Browser", site: Path) -> None:
    page = open_page(browser, site, "index.html", java_script_enabled=False)
    assert rows_shown(page) == 29
    assert not page.locator("#filters").is_visible()
    assert page.locator("svg.timeline-wide").is_visible()
    assert page.locator("svg.world").is_visible()
    page.context.close()


def test_filters_narrow_the_table_and_say_so(overview: "Page") -> None:
    overview.locator("#filter-country").select_option("IT")
    assert rows_shown(overview) == 3
    assert overview.locator("#filter-status").inner_text() == "Showing 3 of 29 records"
    overview.locator("#filter-year").select_option("2023")
    assert rows_shown(overview) == 2
    overview.locator("#filter-topic").select_option("Immigration")
    overview.locator("#filter-mode").select_option("Public event")
    assert rows_shown(overview) == 1
    assert overview.locator("svg.timeline-wide a:not(.dimmed)").count() == 1
    overview.get_by_role("button", name="Clear").click()
    overview.wait_for_function(
        "document.querySelectorAll('#records-table tbody tr:not([hidden])').length === 29"
    )
    assert overview.locator("#filter-status").inner_text() == ""


def test_search_ignores_accents_and_case(overview: "Page") -> None:
    overview.get_by_role("searchbox").fill("demircioglu")
    assert rows_shown(overview) == 1
    overview.get_by_role("searchbox").fill("nobody at all")
    assert rows_shown(overview) == 0


def test_a_filtered_table_can_be_sent_to_somebody(browser: "Browser", site: Path, overview: "Page") -> None:
    overview.locator("#filter-country").select_option("AR")
    address = overview.url
    other = browser.new_page()
    other.goto(address)
    assert rows_shown(other) == 3
    other.context.close()


def test_the_table_sorts_by_date_both_ways_and_by_name(overview: "Page") -> None:
    def first() -> str:
        return overview.locator("#records-table tbody tr").first.inner_text()

    date = overview.get_by_role("columnheader", name="Date")
    date.get_by_role("button").click()
    assert "2022" in first()
    assert date.get_attribute("aria-sort") == "ascending"
    date.get_by_role("button").click()
    assert "undated" in first()
    overview.get_by_role("columnheader", name="Sources").get_by_role("button").click()
    overview.get_by_role("columnheader", name="Sources").get_by_role("button").click()
    assert "Aurélio Silva Brandão" in first()


def test_a_mark_tells_what_it_is_to_mouse_and_keyboard_and_leads_to_the_record(overview: "Page") -> None:
    mark = overview.locator("svg.timeline-wide a[href='encounters/e-turkey.html']")
    mark.focus()
    assert (
        overview.locator(".tip").inner_text() == "Meeting with Oğuz Demirçioğlu, 17 September 2023 (Türkiye)"
    )
    overview.keyboard.press("Escape")
    assert overview.locator(".tip").is_hidden()
    mark.hover()
    assert overview.locator(".tip").is_visible()
    overview.keyboard.press("Enter")
    overview.wait_for_url("**/encounters/e-turkey.html")


def test_the_first_key_leads_past_the_navigation(overview: "Page") -> None:
    overview.keyboard.press("Tab")
    assert overview.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_paper_shows_addresses_and_everything_folded_but_no_navigation(
    browser: "Browser", site: Path
) -> None:
    page = open_page(browser, site, PAGES["record"])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.locator(".hash").first.is_visible()
    address = page.evaluate("getComputedStyle(document.querySelector('.source-name a'), '::after').content")
    assert "https://www.alvorada.example/" in address
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.context.close()


def test_the_page_is_set_in_its_own_type(overview: "Page") -> None:
    overview.evaluate("document.fonts.ready")
    loaded = overview.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
    )
    assert {family.strip('"') for family in loaded} == {"Source Serif 4", "Public Sans"}
