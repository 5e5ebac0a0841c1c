"""Every number of a document lies in a figure, counted here without the help of the extraction."""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tagwright.document.model import Document, Place
from tagwright.document.read import read_document
from tagwright.document.text import read_text
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "mapping" / "filings" / "sensetime-2021" / "announcement.txt"
ANNOUNCEMENT = ROOT.parent / "shared" / "announcements" / "sensetime-2021.txt"
FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
WORDINGS = Vocabulary.of(["Revenue", "Cost of sales", "Third parties", "Related parties"], ["Assets"])

TOKEN = re.compile(r"\d[\d.,]*")
PIECES = (
    *"\t\t\t\t||||    \n\n\n\n((()))--–—−%%*_#.,,'’:;/\\<>^~&\u00a0\u202f\ufeff\x0b\x0c\x1c\x85\u2028\r",
    *"０９٣²½€$£¥éÅ一年",
    *("0", "7", "20", "000", "2021", "2020", "1,234", "1.234", "1.234,56", "1'234", "1 234", "12,34", "(1,234)", "(5"),
    *("5)", "5.", "100%", "RMB'000", "RMB", "million", "31 December", "31 December 2021", "99.99.2021", "nil", "-"),
    *("Revenue", "Cost of", "sales", "Third partiesRelated parties", "Assets", "NOTE", "As at", "Year ended", "1 Note"),
    *(
        "TITLE",
        "|---|---|",
        "# ",
        "(a)",
        "(ii)",
        "Notes 3 and 4",
        "A1",
        "IFRS 16",
        "<sup>1</sup>",
        "⁽¹⁾",
        "\\|",
        "30 Feb",
    ),
)


def figures_of(text: str) -> tuple[Figure, ...]:
    document = Document("random.txt", "", read_text(text))
    return extract(document, WORDINGS, FISCAL, "CNY").figures


def tokens_outside(text: str, figures: tuple[Figure, ...]) -> tuple[int, list[tuple[int, int, str]]]:
    """Count the number tokens of a text, and list those that no figure of their line covers: line, column, token."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for figure in figures:
        begin = figure.place.column
        covered.setdefault(figure.place.line, []).append((begin, begin + len(figure.text)))
    count, outside = 0, []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        for match in TOKEN.finditer(line):
            count += 1
            begin, end = match.start() + 1, match.start() + 1 + len(match.group().rstrip(".,"))
            columns = {column for a, b in covered.get(number, []) for column in range(a, b)}
            missed = [c for c in range(begin, end) if c not in columns and line[c - 1].isdecimal()]
            if missed:
                outside.append((number, begin, match.group()))
    return count, outside


def random_text(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 160)))


def test_every_number_of_the_demo_document_lies_in_a_figure() -> None:
    text = DEMO.read_bytes().decode("utf-8")
    count, outside = tokens_outside(text, extract(read_document(DEMO), WORDINGS, FISCAL, "CNY").figures)
    assert outside == []
    assert count > 1500


@pytest.mark.skipif(not ANNOUNCEMENT.is_file(), reason="needs ../shared/announcements, which the project may not ship")
def test_every_number_of_the_real_announcement_lies_in_a_figure() -> None:
    text = ANNOUNCEMENT.read_bytes().decode("utf-8")
    count, outside = tokens_outside(text, extract(read_document(ANNOUNCEMENT), WORDINGS, FISCAL, "CNY").figures)
    assert outside == []
    assert count > 1900


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_every_number_of_a_random_document_lies_in_a_figure(first: int) -> None:
    for seed in range(first, first + 30):
        text = random_text(random.Random(seed))  # noqa: S311 - no secret, but the same on each run
        _, outside = tokens_outside(text, figures_of(text))
        assert outside == [], f"seed {seed}: {text!r}"


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_figures_of_a_random_document_stand_in_order_without_overlap_and_print_their_text(first: int) -> None:
    for seed in range(first, first + 30):
        text = random_text(random.Random(seed))  # noqa: S311
        lines = re.split(r"\r\n|\r|\n", text)
        figures = figures_of(text)
        assert [figure.index for figure in figures] == list(range(len(figures)))
        for figure in figures:
            line, column = figure.place.line, figure.place.column
            assert lines[line - 1][column - 1 : column - 1 + len(figure.text)] == figure.text, f"seed {seed}"
            assert figure.span.start <= figure.digits.start <= figure.digits.end <= figure.span.end
        for left, right in pairwise(figures):
            assert left.place < right.place, f"seed {seed}"
            assert left.span != right.span
            if left.place.line == right.place.line:
                assert left.place.column + len(left.text) <= right.place.column, f"seed {seed}: {left} {right}"


def test_a_number_that_the_figures_lack_would_be_found() -> None:
    text = "Revenue\t4,700\t3,446\nIn 2021 it rose."
    figures = figures_of(text)
    assert tokens_outside(text, figures) == (3, [])
    without = tuple(figure for figure in figures if figure.place != Place(1, 15))
    assert tokens_outside(text, without) == (3, [(1, 15, "3,446")])
