"""The account of what was read: columns with their periods and units, figures in their cells, a page to check it."""

from __future__ import annotations

import json
import re
import struct
from base64 import b64decode
from pathlib import Path

from command import tagwright
from pages import page
from pdfs import pdf_of

TABLE = (
    "<h2>Income statement</h2><p>For the year ended 31 December 2021</p><table>"
    "<tr><td></td><td>2021</td><td>2020</td></tr><tr><td></td><td>RMB'000</td><td>RMB'000</td></tr>"
    "<tr><td>Revenue &lt;net&gt;</td><td>4,700</td><td>(5,33</td></tr></table>"
)


def written(folder: Path) -> Path:
    path = folder / "results.html"
    path.write_bytes(page(TABLE))
    return path


def test_the_columns_say_their_period_unit_and_scale(tmp_path: Path) -> None:
    answer = json.loads(tagwright("read", str(written(tmp_path)), "--json").out)
    (table,) = answer["tables"]
    assert table["columns"] == [
        {
            "column": 2,
            "name": "",
            "periods": "2021-01-01/2021-12-31",
            "unit": "CNY",
            "scale": 3,
            "figures": 1,
            "doubtful": 0,
        },
        {
            "column": 3,
            "name": "",
            "periods": "2020-01-01/2020-12-31",
            "unit": "CNY",
            "scale": 3,
            "figures": 1,
            "doubtful": 1,
        },
    ]
    (revenue,) = (figure for figure in table["figures"] if figure["text"] == "4,700")
    assert (revenue["label"], revenue["value"], revenue["row"], revenue["cell"]) == ("Revenue <net>", "4700000", 3, 2)


def test_the_terminal_shows_each_table_and_counts_the_amounts(tmp_path: Path) -> None:
    shown = tagwright("read", str(written(tmp_path))).out
    assert "2021-01-01/2021-12-31" in shown
    assert shown.splitlines()[-1] == "2 amounts in 1 tables, 1 of them doubtful."


def test_the_page_shows_the_table_beside_its_numbered_figures(tmp_path: Path) -> None:
    out = tmp_path / "read.html"
    tagwright("read", str(written(tmp_path)), "--html", str(out))
    text = out.read_text(encoding="utf-8")
    assert "4,700&lt;sup style=&#34;position:absolute" in text
    assert "&gt;7&lt;/sup&gt;&lt;/td&gt;" in text
    assert '<td>Revenue &lt;net&gt;</td>\n<td></td><td class="number">4700000</td><td>CNY</td>' in text


def test_a_format_without_pages_shows_its_table_with_the_steps_of_its_labels(tmp_path: Path) -> None:
    source, out = tmp_path / "results.txt", tmp_path / "read.html"
    source.write_text("For the year ended 31 December 2021\n\t2021\n\tRMB'000\nAssets\n   Land\t4,700\n   Cash\t20\n")
    tagwright("read", str(source), "--html", str(out))
    text = out.read_text(encoding="utf-8")
    assert '<td style="padding-left:1.4em">   Land</td><td>4,700<sup>' in text


def test_where_no_title_names_a_period_the_one_of_the_headers_is_assumed_and_said(tmp_path: Path) -> None:
    source = tmp_path / "results.csv"
    source.write_text(",2021,2020\n,EUR m,EUR m\nRevenue,10,20\n")
    answer = json.loads(tagwright("read", str(source), "--json").out)
    assert answer["remarks"] == [
        "no title says which period is reported: the year that ends on 2021-12-31 is assumed (--year-end)"
    ]
    assert [column["periods"] for column in answer["tables"][0]["columns"]] == [
        "2021-01-01/2021-12-31",
        "2020-01-01/2020-12-31",
    ]
    source.write_text(",Group,Company\nRevenue,10,20\n")
    assert tagwright("read", str(source)).code == 3


def test_a_pdf_is_shown_as_it_is_printed_with_each_figure_numbered_where_it_stands(tmp_path: Path) -> None:
    source, out = tmp_path / "results.pdf", tmp_path / "read.html"
    printed = [(72.0, 760.0, "For the year ended 31 December 2021"), (400.0, 740.0, "2021"), (500.0, 740.0, "2020")]
    rows = [(72.0, 720.0, "Revenue"), (400.0, 720.0, "4,700"), (500.0, 720.0, "3,210")]
    below = [(72.0, 700.0, "Cost of sales"), (400.0, 700.0, "(1,000)"), (500.0, 700.0, "(900)")]
    source.write_bytes(pdf_of([*printed, *rows, *below]))
    tagwright("read", str(source), "--currency", "EUR", "--html", str(out))
    text = out.read_text(encoding="utf-8")
    picture = b64decode(re.search(r"data:image/png;base64,([^\"]+)", text)[1])  # type: ignore[index]
    assert struct.unpack(">II", picture[16:24]) == (917, 1223)
    marks = re.findall(r'<span class="mark" style="left:([\d.]+)%;top:([\d.]+)%">\d+</span>', text)
    assert [(round(float(x) / 100 * 600), round(800 - float(y) / 100 * 800)) for x, y in marks] == [
        (425, 729), (525, 729), (432, 709), (523, 709)
    ]  # fmt: skip


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = tagwright("read", str(written(tmp_path)), "--html", str(tmp_path / "missing" / "read.html"))
    assert result.code == 7
    assert "cannot be written" in result.err
