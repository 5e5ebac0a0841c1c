"""A seeded model of how a scan and its text recognition damage a table."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tagwright.proof.model import Candidate, PrintedCell
from tagwright.proof.scanner import likely_shapes

DIGITS_GARBLED = (1, 2, 2, 3, 3)
"""How many digits a garbled amount lost, after the ten garbled amounts of the announcement (see scanner.py)."""
ARBITRARY = 0.1
"""The share of garbled digits that become any other digit, which the table of confusions need not know."""
MISREAD_COMMAS = 0.5
"""The share of garbled amounts whose commas are misread with the digits, five of those ten."""


@dataclass(frozen=True)
class Damage:
    """A damaged table: its cells, and for each error its kind and the cells that it changed."""

    cells: tuple[PrintedCell, ...]
    errors: tuple[tuple[str, tuple[int, ...]], ...]


def printed(value: Decimal) -> PrintedCell:
    """Print an amount as announcements do: commas, brackets, a dash for nil."""
    if not value:
        return PrintedCell("–", value)
    return PrintedCell(f"({abs(value):,})" if value < 0 else f"{value:,}", value)


def read(text: str) -> Decimal | None:
    """Read a print as an extraction would; None where it is no number."""
    digits = text.strip().strip("()")
    if re.fullmatch(r"\d+|\d{1,3}([ ,]\d{3})+|\d+\.\d+", digits):
        return Decimal(re.sub(r"[ ,]", "", digits)) * (-1 if text.strip().startswith("(") else 1)
    return None


def damage(
    values: Sequence[Decimal],
    rows: Sequence[Sequence[int]],
    errors: int,
    generator: random.Random,
    only: frozenset[str] = frozenset(),
) -> Damage:
    """Damage a table so many times, each error in cells that no other has touched (fewer where it is full).

    ``only`` are the kinds of error to choose from, if not all.
    """
    kinds = {kind: each for kind, each in KINDS.items() if not only or kind in only}
    cells = [printed(value) for value in values]
    done: list[tuple[str, tuple[int, ...]]] = []
    touched: set[int] = set()
    for _ in range(1000):
        if len(done) == errors:
            break
        kind = generator.choices(list(kinds), [weight for _, weight in kinds.values()])[0]
        row = generator.randrange(len(rows))
        hit = kinds[kind][0](values, rows, row, generator)
        changed = tuple(cell for cell, new in hit.items() if new.value != values[cell])
        if changed and not touched & hit.keys():
            touched |= hit.keys()
            done.append((kind, changed))
            for cell, new in hit.items():
                cells[cell] = new
    return Damage(tuple(cells), tuple(done))


_Hit = dict[int, PrintedCell]
_Damaging = Callable[[Sequence[Decimal], Sequence[Sequence[int]], int, random.Random], _Hit]


def _reprint(text: str) -> PrintedCell:
    return PrintedCell(text, read(text))


def _garbled_text(text: str, generator: random.Random, count: int) -> str:
    """Confuse so many digits, and perhaps the commas."""
    marks = list(text)
    places = [at for at, mark in enumerate(marks) if mark.isdigit()]
    for at in generator.sample(places, min(count, len(places))):
        shapes = likely_shapes(marks[at])
        weights = [math.exp(-cost / 100) for _, cost in shapes]
        other = generator.choices([shape for shape, _ in shapes], weights)[0]
        marks[at] = generator.choice("0123456789") if generator.random() < ARBITRARY else other
    garbled = "".join(marks)
    return garbled.replace(",", generator.choice(". ")) if generator.random() < MISREAD_COMMAS else garbled


def _one(values: Sequence[Decimal], row: Sequence[int], generator: random.Random) -> tuple[int, str]:
    cell = generator.choice(list(row))
    return cell, printed(values[cell]).text


def _digits(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    cell, text = _one(values, rows[row], generator)
    return {cell: _reprint(_garbled_text(text, generator, generator.choice(DIGITS_GARBLED)))} if values[cell] else {}


def _one_digit(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    """The hardest: one digit, and nothing else shows it."""
    cell, text = _one(values, rows[row], generator)
    if not values[cell]:
        return {}
    places = [at for at, mark in enumerate(text) if mark.isdigit()]
    at = generator.choice(places)
    shapes = likely_shapes(text[at])
    other = generator.choices([shape for shape, _ in shapes], [math.exp(-cost / 100) for _, cost in shapes])[0]
    return {cell: _reprint(text[:at] + other + text[at + 1 :])}


def _lost_digit(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    cell, text = _one(values, rows[row], generator)
    digits = [mark for mark in text if mark.isdigit()]
    if len(digits) < 2:
        return {}
    del digits[generator.randrange(len(digits))]
    short = f"{int(''.join(digits)):,}"
    return {cell: _reprint(f"({short})" if text.startswith("(") else short)}


def _separators(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    cell, text = _one(values, rows[row], generator)
    return {cell: _reprint(text.replace(",", "."))} if "," in text else {}


def _lost_sign(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    cell, text = _one(values, rows[row], generator)
    return {cell: _reprint(text.strip("()"))} if values[cell] < 0 else {}


def _doubled(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    """The row is printed twice; the garbled print is taken, the good one and a second garbled one stand beside."""
    hit = {}
    for cell in rows[row]:
        if values[cell]:
            text = printed(values[cell]).text
            new = _reprint(_garbled_text(text, generator, generator.choice(DIGITS_GARBLED)))
            again = read(_garbled_text(text, generator, 2))
            others = {value for value in (values[cell], again) if value is not None}
            how = "the same row printed again"
            hit[cell] = replace(new, others=tuple(Candidate(value, Decimal(1), how) for value in sorted(others)))
    return hit


def _lost_row(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    return {cell: PrintedCell("", None) for cell in rows[row]}


def _moved(values: Sequence[Decimal], rows: Sequence[Sequence[int]], row: int, generator: random.Random) -> _Hit:
    """Two rows have each other's amounts, as where labels slide."""
    if row + 1 == len(rows) or len(rows[row]) != len(rows[row + 1]):
        return {}
    hit = {}
    for upper, lower in zip(rows[row], rows[row + 1], strict=True):
        for cell, other in ((upper, lower), (lower, upper)):
            own = Candidate(values[cell], Decimal(1), "the neighbouring row")
            hit[cell] = replace(printed(values[other]), others=(own,))
    return hit


KINDS: dict[str, tuple[_Damaging, int]] = {
    "digits garbled": (_digits, 30),
    "one digit garbled": (_one_digit, 10),
    "digit lost": (_lost_digit, 10),
    "separators misread": (_separators, 10),
    "sign lost": (_lost_sign, 10),
    "row doubled": (_doubled, 10),
    "row lost": (_lost_row, 10),
    "rows exchanged": (_moved, 10),
}
"""Each kind of error and how often it comes, in a hundred."""
