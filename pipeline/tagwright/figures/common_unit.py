"""The unit that the corner of a header, or a caption, states for all columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tagwright.figures.columns import Column
from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.units import unit_in, without_unit

_UNIT_CAPTION = re.compile(
    r"\W*(?:(?:(?:all|amounts?|figures|are|is|stated|shown|presented|expressed|in|of|unless|otherwise|unit|currency"
    r"|alle|angaben|beträge|werte|montants|exprimés?|en|de|d|importi|importes|di|cifras|valores|em|bedragen|belopp|beløp|i|w)\b"
    r"|金[額额]|[单單単]位|[币幣][种種]|[货貨][币幣]|以|列示|呈列|表示|단위)\W*)*",
    re.IGNORECASE,
)


def with_common_unit(columns: Sequence[Column], captions: Sequence[str], home: str) -> tuple[Column, ...]:
    """Give columns without a unit the one in the header's corner, else in the nearest caption that states only a unit.

    Nothing is taken over where the header gives a column another amount of money, or to a column without year or name.
    """
    stated = (_stated_unit(text, home) for text in reversed(captions))
    common = next((unit for unit in (columns[0].unit, *stated) if unit), None)
    if any(column.unit and column.unit.measure is Measure.MONEY and column.unit != common for column in columns[1:]):
        return tuple(columns)
    return tuple(
        replace(column, unit=common)
        if column.index and column.unit is None and (column.year or column.day or column.names)
        else column
        for column in columns
    )


_BRACKET = re.compile(r"\(([^()]+)\)")
_LONGEST_CAPTION = 120


def _stated_unit(caption: str, home: str) -> UnitOfMeasure | None:
    """Read a caption that states only a unit, or says it in brackets behind a name ("X Corp. (in US$ thousands)")."""
    if _UNIT_CAPTION.fullmatch(without_unit(caption)):
        return unit_in(caption, home)
    asides = _BRACKET.findall(caption) if len(caption) <= _LONGEST_CAPTION else []
    units = {unit_in(text, home) for text in asides if _UNIT_CAPTION.fullmatch(without_unit(text))} - {None}
    return units.pop() if len(units) == 1 else None
