"""One announcement in every format gives the same figures, and the cells are what the statement says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from layouts import varied
from office_files import as_excel, as_word
from reading import YEAR, amounts_in, read_truths
from statements import Statement, statement
from tagwright.document.read import read_document
from tagwright.figures.fiscal import reporting_currency
from tagwright.figures.model import Figure
from writers import as_csv, as_html, as_markdown, as_text

MADE: dict[str, tuple[Statement, ...]] = {
    "plain": tuple(statement(seed) for seed in range(60)),
    "varied": tuple(varied(seed) for seed in range(96)),
}
WRITERS: dict[str, Callable[[Statement], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
    "open.md": lambda made: as_markdown(made, outer=False),
    "html": as_html,
    "docx": as_word,
    "xlsx": as_excel,
    "csv": as_csv,
    "xhtml": lambda made: as_html(made, spread=True),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


@cache
def figures(folder: Path, kind: str, number: int, suffix: str) -> tuple[Figure, ...]:
    path = folder / f"{kind}-{number}.{suffix}"
    path.write_bytes(WRITERS[suffix](MADE[kind][number]))
    document = read_document(path)
    return amounts_in(document, YEAR, reporting_currency(document))


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("suffix", WRITERS)
def test_label_period_unit_and_value_are_right_in_all_cells(folder: Path, suffix: str, kind: str) -> None:
    for number, made in enumerate(MADE[kind]):
        truths, read = read_truths(made, figures(folder, kind, number, suffix))
        assert (truths - read, read - truths) == ({}, {}), f"{kind} {number}"


def test_there_are_4000_cells() -> None:
    assert {kind: sum(len(made.truths) for made in all_of) for kind, all_of in MADE.items()} == {
        "plain": 1801,
        "varied": 2454,
    }


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if suffix != "txt"])
def test_a_format_gives_the_figures_of_the_text(folder: Path, suffix: str, kind: str) -> None:
    for number in range(len(MADE[kind])):
        as_read, of_text = (figures(folder, kind, number, form) for form in (suffix, "txt"))
        assert [said(figure) for figure in as_read] == [said(figure) for figure in of_text], f"{kind} {number}"


def said(figure: Figure) -> tuple[object, ...]:
    return (figure.row_path, figure.column_path, figure.period, figure.unit, figure.value, figure.doubt)


def test_points_and_commas_change_places_where_a_number_shows_which_is_which(folder: Path) -> None:
    told = [made for made in MADE["varied"] if any(cell.count(",") > 1 for row in made.rows for cell in row[1:])]
    for number, made in enumerate(told):
        path = folder / f"continental-{number}.csv"
        path.write_bytes(as_csv(made, continental=True))
        truths, read = read_truths(
            made, amounts_in(document := read_document(path), YEAR, reporting_currency(document))
        )
        assert (truths - read, read - truths) == ({}, {}), f"statement {number}"
    assert len(told) > 30


def test_statements_below_each_other_on_one_sheet_are_read_as_on_sheets_of_their_own(folder: Path) -> None:
    flows = [made for made in MADE["varied"] if "/" in made.truths[0].period][:12]
    path = folder / "one-sheet.xlsx"
    path.write_bytes(as_excel(*flows, on_one_sheet=True))
    all_of_them = replace(flows[0], truths=[truth for made in flows for truth in made.truths])
    truths, read = read_truths(all_of_them, amounts_in(read_document(path), YEAR, "CNY"))
    assert (truths - read, read - truths) == ({}, {})
