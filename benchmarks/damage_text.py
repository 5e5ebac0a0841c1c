"""Damage printed tables, read them as a document is read, and see what becomes of the damaged amounts.

    .venv/bin/python benchmarks/damage_text.py --cases 60 --write docs/damage-text.md

Unlike benchmarks/damage.py, which gives the identities, this finds them in the damaged table itself.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from damage_model import damage
from damage_tables import GENERATED, Sheet

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Kind
from tagwright.proof.doubt import with_misread_doubted
from tagwright.proof.prove import prove
from tagwright.proof.repair import repaired

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
ERRORS = (1, 2, 3, 5)
IN_A_CELL = frozenset(("digits garbled", "one digit garbled", "digit lost", "separators misread", "sign lost"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COLUMNS = ("Land", "Buildings", "Vehicles", "Computers", "Furniture", "Works", "Total")


@dataclass(frozen=True)
class Printed:
    """A table as text, and the line of each row."""

    text: str
    lines: tuple[int, ...]


def table(sheet: Sheet, texts: Sequence[str]) -> Printed:
    """Print a table; a row that a sum makes is worded as a total."""
    totals = {cell for equation in sheet.equations for cell, weight in equation.terms[-1:] if weight == -1}
    width = len(sheet.rows[0])
    names = ("2021", "2020") if width == 2 else (*COLUMNS[: width - 1], COLUMNS[-1])
    head = ["CONSOLIDATED STATEMENT", "FOR THE YEAR ENDED 31 DECEMBER 2021", *_columns(names)]
    body = [_row(number, row, totals, texts) for number, row in enumerate(sheet.rows)]
    return Printed("\n".join([*head, *body, ""]), tuple(range(len(head) + 1, len(head) + len(body) + 1)))


def _columns(names: Sequence[str]) -> list[str]:
    return ["".join(f"\t{name}" for name in names), "\tRMB'000" * len(names)]


def _row(number: int, row: Sequence[int], totals: set[int], texts: Sequence[str]) -> str:
    name = f"{LETTERS[number % 26] * 3}{LETTERS[number // 26]}"
    label = f"Total {name}" if row[0] in totals else f"Item {name}"
    return "\t".join([label, *(texts[cell] for cell in row)])


def weigh(sheet: Sheet, errors: int, generator: random.Random, tally: Counter[str], wrong: list[str]) -> None:
    """Damage a table in single cells, read it, and count what became of each amount."""
    hurt = damage(sheet.values, sheet.rows, errors, generator, IN_A_CELL)
    page = table(sheet, [cell.text for cell in hurt.cells])
    at = {
        (line, column + 1): cell
        for line, row in zip(page.lines, sheet.rows, strict=True)
        for column, cell in enumerate(row)
    }
    damaged = {cell for _, changed in hurt.errors for cell in changed}
    for figure in _read(page.text):
        cell = at.get((figure.place.line, figure.span.cell))
        if cell is None or figure.kind not in (Kind.AMOUNT, Kind.NIL):
            continue
        truth, stated = sheet.values[cell], figure.value if figure.doubt is None else None
        hit = "damaged" if cell in damaged else "clean"
        tally[hit] += 1
        tally[f"{hit}, doubtful"] += stated is None
        tally[f"{hit}, right"] += stated == truth
        tally[f"{hit}, wrong"] += stated is not None and stated != truth
        tally["restored"] += bool(figure.restored) and stated is not None
        tally["restored right"] += bool(figure.restored) and stated == truth
        if figure.restored and stated not in (None, truth):
            wrong.append(f"{errors} errors, {sheet.name}: {figure.text!r} restored to {stated}, not {truth}")


def _read(text: str) -> Sequence[Figure]:
    document = Document("table.txt", "", read_text(text))
    _, extraction = repaired(document, extract(document, Vocabulary.of(()), YEAR, "CNY"))
    return with_misread_doubted(extraction, prove(extraction)).figures


def page_of(tallies: dict[int, Counter[str]], cases: int, seed: int) -> str:
    """Write the outcome."""

    def share(tally: Counter[str], part: str, whole: str) -> str:
        return f"{100 * tally[part] / tally[whole]:.1f}%" if tally[whole] else "–"

    lines = [
        "# Damage in printed tables",
        "",
        f"    .venv/bin/python benchmarks/damage_text.py --cases {cases} --seed {seed} --write docs/damage-text.md",
        "",
        f"{cases} generated tables for each number of errors are printed as text with single amounts damaged, read,",
        "repaired, proven and doubted as a document is. Nothing is given: the sums are found in the damaged table, and",
        "the notes that would bear amounts out are not printed. An amount is right where it is stated as it was,",
        "restored or not; wrong where another value is stated without a doubt.",
        "",
        "| errors a table | damaged | of them right | doubtful | wrong |"
        " restored | restored right | clean made doubtful | clean made wrong |",
        "|" + "---:|" * 9,
    ]
    for errors, tally in tallies.items():
        lines.append(
            f"| {errors} | {tally['damaged']} | {share(tally, 'damaged, right', 'damaged')} |"
            f" {share(tally, 'damaged, doubtful', 'damaged')} | {share(tally, 'damaged, wrong', 'damaged')} |"
            f" {tally['restored']} | {share(tally, 'restored right', 'restored')} |"
            f" {share(tally, 'clean, doubtful', 'clean')} | {tally['clean, wrong']} |"
        )
    return "\n".join([*lines, "", NOTES, ""])


NOTES = """\
Little is restored, on purpose: an amount that is printed as amounts are is restored only where two sums bear
it out, for a lone sum that fails may be the document's own mistake; a table of two columns seldom has two. The
amounts of a sum that fails are doubtful, the sound ones with the damaged. What is stated wrongly stands in no sum that
the damaged table still shows: too few of its columns agree for chance to be excluded."""


def main() -> None:
    """Run the bench and print or write its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=40, help="tables for each number of errors")
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument("--write", type=Path, help="the Markdown file to write")
    chosen = parser.parse_args()
    tallies: dict[int, Counter[str]] = {}
    wrong: list[str] = []
    for errors in ERRORS:
        generator, tallies[errors] = random.Random(chosen.seed + errors), Counter()  # noqa: S311
        for make in islice(cycle(GENERATED), chosen.cases):
            weigh(make(generator), errors, generator, tallies[errors], wrong)
    page = page_of(tallies, chosen.cases, chosen.seed)
    print(page, *wrong, sep="\n")
    if chosen.write:
        chosen.write.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
