"""Statements printed to PDF by a browser, a page each, give the cells that they state."""

from __future__ import annotations

import html
import shutil
from collections import Counter

import pytest
from playwright.sync_api import sync_playwright

from statements import Statement, statement
from tagwright.document import pdf
from tagwright.document.model import Document
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Figure, Kind
from test_formats import SEEDS, YEAR, at_end, stated

CHROMIUM = shutil.which("chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (apt-get install chromium)")

STYLE = """
section { break-after: page; font: 10pt sans-serif }
td { vertical-align: bottom; padding: 1pt 6pt } td.number { text-align: right }
table { width: 100%; border-collapse: collapse } td.label { width: 45% }
"""


def pages_of(made: Statement) -> str:
    return "".join(_page_of(made, page) for page in made.pages)


def _page_of(made: Statement, page: list[list[str]]) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{"number" if n else "label"}">{_wrapping(text)}</td>' for n, text in enumerate(row))
        + "</tr>"
        for row in page
    )
    return f"<section><h2>{made.titles[0]}</h2><p><b>{made.titles[1]}</b></p><table>{rows}</table></section>"


def _wrapping(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


@pytest.fixture(scope="module")
def printed() -> tuple[Figure, ...]:
    source = f"<!DOCTYPE html><style>{STYLE}</style>" + "".join(pages_of(statement(seed)) for seed in SEEDS)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.set_content(source)
        data = page.pdf(format="A4")
        browser.close()
    document = Document("statements.pdf", "", pdf.read(data, "statements.pdf").blocks)
    read = extract(document, Vocabulary.of(()), YEAR, "CNY").figures
    return tuple(figure for figure in read if figure.kind in (Kind.AMOUNT, Kind.NIL))


def test_label_period_unit_and_value_are_right_in_97_of_100_cells(printed: tuple[Figure, ...]) -> None:
    right = wanted = found = page = 0
    for seed in SEEDS:
        own = {page + number for number in range(1, len(statement(seed).pages) + 1)}
        page = max(own)
        here = tuple(figure for figure in printed if int(figure.place.at[5:].partition(",")[0]) in own)
        truth, read = at_end(statement(seed).truths), Counter(stated(here))
        right += (truth & read).total()
        wanted, found = wanted + truth.total(), found + read.total()
    assert wanted > 1500
    assert 2 * right / (wanted + found) >= 0.97
