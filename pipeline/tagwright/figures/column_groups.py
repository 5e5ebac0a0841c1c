"""Headings over groups of columns, where the source does not say how far each one reaches."""

from __future__ import annotations

from collections.abc import Sequence

from tagwright.figures.dates import find_month_day, find_years, period_words


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


def period_groups(texts: Sequence[str], below: Sequence[Sequence[str]]) -> list[str] | None:
    """Let each of several headings of periods ("Three months ended 30 June") stand for the years under it.

    None where the row holds no such headings. A dated column that stays empty belongs to a heading that cannot be told.
    """
    heads = [index for index, text in enumerate(texts) if index and (period_words(text) or find_month_day(text))]
    kinds = {period_words(texts[index]) is None for index in heads}
    dated = [index for index in range(1, len(texts)) if _years_under(below, index)]
    if len(heads) < 2 or len(kinds) > 1 or all(texts[index].strip() for index in dated):
        return None
    said = ["" if index and index not in heads else text for index, text in enumerate(texts)]
    filled = filled_right(said, [[text if i in dated else "" for i, text in enumerate(row)] for row in below])
    if filled == said:
        filled = _in_equal_groups(said, heads, dated)
    repeated = {
        filled[index]
        for index in dated
        for other in dated
        if other < index and filled[other] == filled[index] and _years_under(below, other) == _years_under(below, index)
    }
    neat = not repeated or len({said[index] for index in heads}) < len(heads)
    return filled if neat else said


def _in_equal_groups(texts: Sequence[str], heads: Sequence[int], dated: Sequence[int]) -> list[str]:
    """Share columns equally among headings, where each heading stands over a column of its own share."""
    share, rest = divmod(len(dated), len(heads))
    groups = [dated[number * share : (number + 1) * share] for number in range(len(heads))]
    if rest or any(head not in group for head, group in zip(heads, groups, strict=True)):
        return list(texts)
    said = {index: texts[head] for head, group in zip(heads, groups, strict=True) for index in group}
    return [said.get(index, text) for index, text in enumerate(texts)]


def _years_under(below: Sequence[Sequence[str]], index: int) -> tuple[int, ...]:
    return tuple(year for row in below for year in find_years(row[index]))


def is_dated_without(below: Sequence[Sequence[str]], index: int, periods: Sequence[str]) -> bool:
    """Tell a column that years below date and that no heading of periods stands over."""
    return bool(index and not periods[index].strip() and _years_under(below, index))
