"""One announcement in every format gives the same figures, and the cells are what the statement says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from statements import Statement, Truth, as_csv, as_excel, as_html, as_markdown, as_text, as_word, statement
from tagwright.document.read import read_document
from tagwright.figures.extract import extract
from tagwright.figures.fiscal import reporting_currency
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Instant, Kind

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
SEEDS = range(60)
WRITERS: dict[str, Callable[[Statement], bytes]] = {
    "txt": as_text,
    "md": as_markdown,
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
def figures(folder: Path, seed: int, suffix: str) -> tuple[Figure, ...]:
    path = folder / f"statement-{seed}.{suffix}"
    path.write_bytes(WRITERS[suffix](statement(seed)))
    document = read_document(path)
    read = extract(document, Vocabulary.of(()), YEAR, reporting_currency(document)).figures
    return tuple(figure for figure in read if figure.kind in (Kind.AMOUNT, Kind.NIL))


def stated(read: tuple[Figure, ...]) -> Iterator[Truth]:
    for figure in read:
        if figure.unit is None or figure.scaled is None or figure.doubt:
            continue
        label = figure.row_path[-1] if figure.row_path and not figure.row_label_missing else ""
        period = Instant(figure.period.end) if isinstance(figure.period, Duration) else figure.period
        unit = figure.unit.currency or figure.unit.measure.value
        yield Truth(label, str(period), unit, figure.scaled)


def at_end(truths: list[Truth]) -> Counter[Truth]:
    """Give periods by their last day: whether a balance or a flow is meant, only the concept says."""
    return Counter(Truth(t.label, t.period[-10:], t.unit, t.value) for t in truths)


@pytest.mark.parametrize("suffix", WRITERS)
def test_label_period_unit_and_value_are_right_in_99_of_100_cells(folder: Path, suffix: str) -> None:
    right = wanted = found = 0
    for seed in SEEDS:
        truth, read = at_end(statement(seed).truths), Counter(stated(figures(folder, seed, suffix)))
        right += (truth & read).total()
        wanted, found = wanted + truth.total(), found + read.total()
    assert wanted > 1500
    assert 2 * right / (wanted + found) >= 0.99


@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if suffix != "txt"])
def test_a_format_gives_the_figures_of_the_text(folder: Path, suffix: str) -> None:
    for seed in SEEDS:
        as_read, of_text = figures(folder, seed, suffix), figures(folder, seed, "txt")
        assert [said(figure) for figure in as_read] == [said(figure) for figure in of_text], f"statement {seed}"


def said(figure: Figure) -> tuple[object, ...]:
    return (figure.row_path, figure.column_path, figure.period, figure.unit, figure.value, figure.doubt)
