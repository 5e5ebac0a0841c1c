"""The account of what was read: columns with their periods and units, figures in their cells, a page to check it."""

from __future__ import annotations

import json
from pathlib import Path

from command import tagwright
from pages import page

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
    assert "<td>4,700<sup>7</sup></td>" in text
    assert '<td>Revenue &lt;net&gt;</td>\n<td></td><td class="number">4700000</td><td>CNY</td>' in text


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = tagwright("read", str(written(tmp_path)), "--html", str(tmp_path / "missing" / "read.html"))
    assert result.code == 7
    assert "cannot be written" in result.err
