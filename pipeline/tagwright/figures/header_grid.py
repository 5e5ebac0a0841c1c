"""The grid of a header: lines of one heading are brought together, and what heads several columns is given to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from tagwright.figures.dates import find_dates, find_years, is_period_text, month_days, period_words

_SEVERAL = 2

Grid = Sequence[Sequence[str]]


def with_whole_dates(grid: Grid) -> list[list[str]]:
    """Bring the lines of a heading together that was wrapped inside a date or a period ("31" over "December").

    What is brought together stands in the row of the last line; the year stays apart where it can.
    """
    whole = [list(row) for row in grid]
    for column in range(1, len(grid[0]) if grid else 0):
        filled = [n for n, row in enumerate(grid) if row[column].strip()]
        dated = next((at for at, n in enumerate(filled) if find_years(grid[n][column])), -1)
        for lines in (filled[: max(dated, 0)], filled[: dated + 1]):
            texts = [grid[n][column].strip() for n in lines]
            if _is_cut(texts):
                for n in lines:
                    whole[n][column] = " ".join(texts) if n == lines[-1] else ""
                break
    return whole


def _is_cut(lines: Sequence[str]) -> bool:
    """Tell lines that say together which period or day they mean, but not each by itself."""
    text = " ".join(lines)
    if len(lines) < _SEVERAL or not is_period_text(text):
        return False
    cut_day = month_days(text) and not any(map(month_days, lines))
    return bool(cut_day or (period_words(text) and not any(map(period_words, lines))))


def with_spread_lengths(grid: Grid) -> list[list[str]]:
    """Let the length of a period that heads several years stand for all of their columns.

    "Three months ended 31 December" | "" | "Year ended 31 December" | "" over 2021 | 2020 | 2021 | 2020, as ``_groups``
    finds them.
    """
    spread = [list(row) for row in grid]
    first = next((n for n, row in enumerate(grid) if any(find_years(text) for text in row[1:])), 0)
    years = _years(grid[first:]) if first else {}
    above = {n: " ".join(row[n].strip() for row in grid[:first] if row[n].strip()) for n in years}
    if not all(not text or is_period_text(text) for text in above.values()):
        return spread
    for group in _groups({n: period_words(text) for n, text in above.items()}, years):
        head = max((n for n in group if period_words(above[n])), key=lambda n: len(above[n]))
        for row, said in zip(spread[:first], grid[:first], strict=True):
            for n in group:
                row[n] = said[head]
    return spread


def spread_names(names: Sequence[str], texts: Sequence[str], below: Grid) -> list[str]:
    """Let a name that heads several years ("Company" over 2023 and 2022) stand for all of their columns."""
    spread = list(names)
    years = _years(below)
    named = {n: names[n] for n in years}
    groups = _groups(named, years) if all(names[n] or not texts[n].strip() for n in years) else []
    for group in groups:
        for n in group:
            spread[n] = next(names[m] for m in group if names[m])
    start = 0
    for n in range(1, len(names)) if not groups else ():
        if names[n] or n not in years or texts[n].strip():
            start = n if names[n] and years.get(n) == next(iter(years.values()), None) else 0
        elif start:
            spread[n] = spread[start]
    return spread


def filled_right(texts: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Let headings of groups stand for the empty cells to the right, where the first stands over the first column.

    Where it does not, headings stand in the middle of their groups, or out of place.
    """
    filled = list(texts)
    first = next((index for index, text in enumerate(texts) if index and text.strip()), 0)
    columns = [index for index in range(1, len(texts)) if any(row[index].strip() for row in below)]
    if not first or not columns or first > columns[0]:
        return filled
    for index in columns:
        if index > first and not filled[index].strip():
            filled[index] = filled[index - 1]
    return filled


def _years(rows: Grid) -> dict[int, tuple[object, ...]]:
    """Give the years, or the dates, that the columns of a header are of; columns without are left out."""
    columns = enumerate(zip(*rows, strict=True))
    said = {n: next((years for text in texts if (years := _dated(text))), ()) for n, texts in columns}
    return {n: years for n, years in said.items() if n and years}


def _dated(text: str) -> tuple[object, ...]:
    return find_years(text) or tuple(span.date for span in find_dates(text))


def _groups(heads: Mapping[int, object], years: Mapping[int, tuple[object, ...]]) -> list[list[int]]:
    """Cut columns into groups of as many, each under one heading, wherever over its group this one stands.

    Under each heading no year stands twice, and under all of them the same, unless each heading stands over the first
    column of its group, and the years run one way. Nothing where columns cannot be cut so.
    """
    columns = sorted(years)
    said = [head for head, _ in groupby(filter(None, (heads[n] for n in columns)))]
    if len(said) < _SEVERAL or len(columns) % len(said) or len(columns) == len(said):
        return []
    size = len(columns) // len(said)
    groups = [columns[at : at + size] for at in range(0, len(columns), size)]
    dated = [[years[n] for n in group] for group in groups]
    alone = all({heads[n] for n in group if heads[n]} == {head} for group, head in zip(groups, said, strict=True))
    distinct = all(len(set(found)) == size for found in dated)
    one_way = len({found == sorted(found) for found in dated}) == 1
    alike = all(found == dated[0] for found in dated) or (one_way and all(heads[group[0]] for group in groups))
    return groups if alone and alike and distinct else []
