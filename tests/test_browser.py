"""A browser shows the report as a readable document, and nothing leaves the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from browsers import needs_chromium, running_browser

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "output" / "sensetime-2021" / "sensetime-2021.xhtml"

pytestmark = needs_chromium

STATEMENTS = {
    "CONSOLIDATED INCOME STATEMENT": "4,700,263",
    "CONSOLIDATED STATEMENT OF COMPREHENSIVE LOSS": "17,177,050",
    "CONSOLIDATED BALANCE SHEET": "2,909,263",
    "CONSOLIDATED STATEMENT OF CHANGES IN EQUITY": "2",
    "CONSOLIDATED STATEMENT OF CASH FLOWS": "2,447,650",
}
HEADINGS = "*[contains(' h1 h2 h3 h4 h5 h6 ', concat(' ', local-name(), ' '))]"

Opener = Callable[[Path], tuple[Page, list[str]]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Opener:
    """Opens a file and gives the page with the addresses that it asked for. The network is cut."""

    def opener(path: Path) -> tuple[Page, list[str]]:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, offline=True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri(), wait_until="load")
        return page, asked

    return opener


@pytest.fixture(scope="module")
def report(open_page: Opener) -> tuple[Page, list[str]]:
    assert REPORT.is_file(), "the demo's committed report is missing: make demo writes it"
    return open_page(REPORT)


def heading(page: Page, title: str) -> Locator:
    exactly = re.compile(f"^\\s*{re.escape(title)}\\s*$")
    return page.locator("h1, h2, h3, h4, h5, h6").filter(has_text=exactly).first


def figure_after(page: Page, title: str, digits: str) -> Locator:
    """The first element below a heading whose whole text is these digits, the innermost one."""
    same = f"normalize-space(.)='{digits}'"
    return heading(page, title).locator(f"xpath=following::*[{same} and not(*[{same}])][1]")


def statement_above(figure: Locator) -> str:
    """The nearest statement's heading above a figure."""
    above = figure.locator(f"xpath=preceding::{HEADINGS}").all_text_contents()
    return [text.strip() for text in above if text.strip() in STATEMENTS][-1]


def is_shown(piece: Locator) -> bool:
    """A reader who scrolls there sees it: it has a size, and nothing else covers its middle."""
    if not piece.is_visible():
        return False
    piece.scroll_into_view_if_needed()
    return bool(
        piece.evaluate(
            """element => {
                const box = element.getBoundingClientRect();
                const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return top !== null && element.contains(top);
            }"""
        )
    )


@pytest.mark.parametrize(("title", "digits"), STATEMENTS.items(), ids=list(STATEMENTS))
def test_each_statements_heading_and_first_figure_are_visible(
    report: tuple[Page, list[str]], title: str, digits: str
) -> None:
    page, _ = report
    figure = figure_after(page, title, digits)
    assert is_shown(heading(page, title))
    assert is_shown(figure)
    assert statement_above(figure) == title


def test_no_request_leaves_the_page(report: tuple[Page, list[str]], tmp_path: Path) -> None:
    page, asked = report
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    picture = page.screenshot(path=tmp_path / "report.png")
    assert asked == [REPORT.as_uri()]
    assert picture.startswith(b"\x89PNG")


def test_the_page_is_no_wider_than_a_screen(report: tuple[Page, list[str]]) -> None:
    page, _ = report
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_hidden_or_covered_figure_and_a_leaving_request_are_found(open_page: Opener, tmp_path: Path) -> None:
    small = tmp_path / "small.xhtml"
    small.write_text(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>small</title></head><body>'
        '<h1>CONSOLIDATED BALANCE SHEET</h1><p><b>1</b></p><p style="display:none"><b>2</b></p>'
        '<div style="position:relative"><b>3</b><div style="position:absolute;inset:0;background:#fff"></div></div>'
        '<img src="http://example.invalid/logo.png" alt=""/></body></html>',
        encoding="utf-8",
    )
    page, asked = open_page(small)
    shown = [is_shown(figure_after(page, "CONSOLIDATED BALANCE SHEET", digits)) for digits in "123"]
    assert shown == [True, False, False]
    assert asked == [small.as_uri(), "http://example.invalid/logo.png"]
