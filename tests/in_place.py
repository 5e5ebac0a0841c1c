"""Helpers: pages that tests write, converted in place, and what comes out without our tags."""

from __future__ import annotations

import io
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tagwright.api import Conversion, Converter

FILING = """\
name: report
document: {name}
title: Annual results
entity: {{name: Larkfield, scheme: "http://example.com/id", identifier: "1"}}
period: {{start: {start}, end: {end}}}
currency: {currency}
taxonomy: ifrs-2021
language: en
extension: {{prefix: lark, namespace: "https://larkfield.example/xbrl/2021"}}
"""
XHTML = "http://www.w3.org/1999/xhtml"
IX = "http://www.xbrl.org/2013/inlineXBRL"
HEAD = "<head><title>Results</title></head>"
STATEMENT = """<h1>Consolidated income statement</h1><p>for the year ended 31 December 2021</p>
<table><tr><td></td><td>2021</td><td>2020</td></tr><tr><td></td><td>RMB'000</td><td>RMB'000</td></tr>
{rows}</table>"""
REVENUE = "<tr><td>Revenue</td><td>4,700</td><td>3,446</td></tr>"


@cache
def converter() -> Converter:
    return Converter()


def statement(rows: str = REVENUE) -> str:
    return STATEMENT.format(rows=rows)


def xhtml(body: str, head: str = HEAD, attributes: str = "") -> str:
    return f'<html xmlns="{XHTML}" xml:lang="en"{attributes}>{head}<body>{body}</body></html>'


def convert(
    folder: Path,
    page: str,
    *,
    name: str = "page.xhtml",
    period: tuple[str, str] = ("2021-01-01", "2021-12-31"),
    currency: str = "CNY",
    validate: bool = False,
) -> Conversion:
    folder.mkdir(exist_ok=True)
    filing = FILING.format(name=name, start=period[0], end=period[1], currency=currency)
    (folder / "filing.yaml").write_text(filing, encoding="utf-8")
    (folder / name).write_text(page, encoding="utf-8")
    return converter().convert(folder, folder / "out", validate=validate)


def output(made: Conversion) -> str:
    return (made.folder / "report.xhtml").read_text(encoding="utf-8")


def numbers(text: str) -> list[tuple[str, str]]:
    """Give the concept and the text of each numeric fact, in the page's order."""
    root = etree.fromstring(text.encode())
    return [(e.get("name").partition(":")[2], "".join(e.itertext())) for e in root.iter(f"{{{IX}}}nonFraction")]


def stripped(text: str) -> str:
    """Take the tags away by plain means."""
    text = re.sub(r"<ix:header\b.*?</ix:header>", "", text, flags=re.DOTALL)
    return re.sub(r' xmlns:[\w-]+="[^"]*"', "", re.sub(r"</?ix:[^>]*>", "", text))


def without_tags(text: str) -> str:
    """Take away by plain means what we put in: header, tags, the declarations on the first tag."""
    text = re.sub(r'\n<div style="display:none">\n<ix:header>.*?</ix:header>\n</div>\n', "", text, flags=re.DOTALL)
    text = re.sub(r"</?ix:[^>]*>", "", text)
    return re.sub(r' xmlns:[\w-]+="[^"]*"', "", text)


def canonical(text: str) -> bytes:
    return bytes(etree.tostring(etree.fromstring(text.encode()), method="c14n"))


def share_of_pixels_that_differ(before: Path, after: Path) -> float:
    """Show both pages in a browser and compare them pixel by pixel, to their very ends."""
    pictures = pytest.importorskip("PIL.Image", reason="needs Pillow")
    from playwright.sync_api import sync_playwright

    shown = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for path in (before, after):
            page = browser.new_page(viewport={"width": 1280, "height": 900}, offline=True)
            page.goto(path.as_uri())
            shown.append(pictures.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB"))
        browser.close()
    return share_of_difference(*shown)


def share_of_difference(before: Any, after: Any) -> float:
    """Say which share of the pixels of two pictures differs; all of them where they are not of one size."""
    from PIL import ImageChops

    if before.size != after.size:
        return 1.0
    differing = ImageChops.difference(before, after).convert("L").histogram()
    return sum(differing[1:]) / sum(differing)
