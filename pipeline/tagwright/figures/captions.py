"""What titles and captions say of the scale of a table: "(in thousands of RMB, except per share data)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tagwright.document.model import Row
from tagwright.figures.columns import Column, joined
from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.units import EXCEPT, currencies_in, currency_in, marked_units, scales_in, unit_in

_GENERAL = re.compile(r"\b(?:unless|except)\s+(?:(?:where|when|as|if)\s+)?otherwise\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d,.]*\s?(?:thousands?|millions?|billions?|trillions?|mn|bn|m)\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\bin\s+(?:\w+\s+)?\x00|[(\[]\s*(?:in\s+)?\x00|\x00\s*(?:in\s*|of\s*)?\x00|^\W*\x00", re.IGNORECASE
)
_SPOKEN = re.compile(r"\bin\s+(?:\w+\s+)?(?:thousand|million|billion)", re.IGNORECASE)


def except_clause(text: str) -> str:
    """Give what a caption says after "except"; empty where it makes no exception."""
    found = EXCEPT.search(text)
    return text[found.end() :] if found else ""


def _main_clause(text: str) -> str:
    return _AMOUNT.sub(" ", EXCEPT.split(text)[0])


def scales_stated(text: str) -> frozenset[int]:
    """Find the scales that a caption names for its table, leaving out amounts ("5 million") and exceptions."""
    return scales_in(_main_clause(text))


def states_general_scale(texts: Iterable[str], cells: Iterable[str]) -> bool:
    """Tell whether one text gives all tables a scale ("in RMB'000 unless otherwise stated") that no header repeats."""
    if not any(_GENERAL.search(text) and scales_stated(text) for text in texts):
        return False
    return not any((unit := unit_in(text)) and unit.currency and unit.scale > 0 for text in cells)


def _states_scale(text: str) -> bool:
    """Tell a statement of the scale ("in thousands of RMB", "RMB million") from other talk of millions."""
    main = _main_clause(text)
    return bool(_SPOKEN.search(main) or _STATEMENT.search(marked_units(main)))


def with_stated_scale(
    columns: Sequence[Column],
    above: Sequence[Row],
    header: Sequence[Row],
    captions: Sequence[str],
    home: str,
    general: bool = False,
) -> tuple[Column, ...]:
    """Give columns that are headed by a currency alone the scale that the nearest text above them states.

    ``above`` are the rows of the table before its header; ``captions`` the texts above the table, outermost first.
    Whole amounts where none states any, unless the document states one for all tables (``general``). No unit where
    it is uncertain which scale is meant, and none where a header cell names a currency together with something
    that is not understood.
    """
    titles = [row.cells[0].text for row in above if not any(cell.text.strip() for cell in row.cells[1:])]
    heads = [_lone_text(row) for row in header]
    texts = [text for text in (*captions, *titles, *heads) if scales_stated(text)]
    return tuple(
        replace(column, unit=_scaled(column.unit, texts[-1], home) if texts else None if general else column.unit)
        if column.unit and column.unit.measure is Measure.MONEY and column.unit.scale == 0
        else column
        for column in (_understood(column, header, home) for column in columns)
    )


def _lone_text(row: Row) -> str:
    """Give the words that a header row says of all columns: its corner, and a title that spans the others."""
    named = [cell.text for cell in row.cells[1:] if cell.text.strip()]
    return joined([row.cells[0].text, *(named if len(named) == 1 else [])])


def _scaled(unit: UnitOfMeasure, text: str, home: str) -> UnitOfMeasure | None:
    stated, named = scales_stated(text), currencies_in(_main_clause(text), home)
    if len(stated) != 1 or not _states_scale(text) or (named and unit.currency not in named):
        return None
    return replace(unit, scale=next(iter(stated)))


def _understood(column: Column, header: Sequence[Row], home: str) -> Column:
    texts = [row.cells[column.index].text for row in header if column.index < len(row.cells)]
    faulty = any(currency_in(text, home) and unit_in(text, home) is None for text in texts)
    return replace(column, unit=None) if faulty and column.index else column
