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
section { break-after: page; font: 10pt sans-serif } td { padding: 1pt 6pt } td.number { text-align: right }
table { width: 100%; border-collapse: collapse } td.label { width: 45% }
"""


def page_of(made: Statement) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{"number" if n else "label"}">{html.escape(text)}</td>' for n, text in enumerate(row))
        + "</tr>"
        for row in made.grid
    )
    return f"<section><h2>{made.titles[0]}</h2><p><b>{made.titles[1]}</b></p><table>{rows}</table></section>"


@pytest.fixture(scope="module")
def printed() -> tuple[Figure, ...]:
    source = f"<!DOCTYPE html><style>{STYLE}</style>" + "".join(page_of(statement(seed)) for seed in SEEDS)
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
    right = wanted = found = 0
    for page, seed in enumerate(SEEDS, start=1):
        here = tuple(figure for figure in printed if figure.place.at.startswith(f"page {page},"))
        truth, read = at_end(statement(seed).truths), Counter(stated(here))
        right += (truth & read).total()
        wanted, found = wanted + truth.total(), found + read.total()
    assert wanted > 1500
    assert 2 * right / (wanted + found) >= 0.97
