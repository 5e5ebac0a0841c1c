"""Which rule of a table a figure's row and column meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from tagwright.figures.dates import YEAR
from tagwright.figures.model import Balance, Figure, Measure
from tagwright.figures.rows import row_duration, row_instant
from tagwright.figures.variants import folded
from tagwright.mapping.headings import is_caption
from tagwright.mapping.likeness import alike
from tagwright.mapping.line_index import NO_ROWS, LineIndex, Rows
from tagwright.mapping.model import Column, Line
from tagwright.mapping.schema import LineRule


@dataclass(frozen=True, slots=True)
class LineChoice:
    """The rule that a row meets, or the rules that claim it with equal right and say different things."""

    line: Line | None
    rivals: tuple[Line, ...] = ()


def choose_line(
    figure: Figure,
    index: LineIndex,
    closed: Collection[str] = (),
    implied: Collection[str] = (),
    rows: Rows = NO_ROWS,
) -> LineChoice:
    """Choose the rule of a row: the filing's before the base's; then the one that asks for most of the table around
    the row; then the one with the row's own wording before one of the same meaning.

    A label that is a date ("As at 1 January 2021") is looked for as it stands, and else without its year. The row
    is in the sections above it but those that are ``closed`` (their totals stand above it), and in those
    ``implied`` by totals below that sum it. ``rows`` are what stands beside it.
    """
    label = "" if figure.row_label_missing or not figure.row_path else figure.row_path[-1]
    above = figure.row_path if figure.row_label_missing else figure.row_path[:-1]
    sections = ({alike(section) for section in above} | set(implied)) - set(closed)
    dateless = _without_year(label)
    here = rows.at.get((figure.span.block, figure.span.row), 0)
    column = alike(column_heading(figure.column_path)) if index.asks_for_columns else ""
    written = list(index.as_written(label) or index.as_written(dateless))
    meant = [entry for entry in index.as_meant(dateless) if entry not in written] if label else []
    if not written and not meant and label:
        meant = list(index.as_meant(_of_balance(label)))
    claims = [
        ((entry.line.level == "filing", entry.conditions.count, entry in written), entry.line)
        for entry in (*written, *meant)
        if entry.fits(alike(label), sections, rows, here, column)
    ]
    if not claims:
        return LineChoice(None)
    best = max(right for right, _ in claims)
    strongest = [line for right, line in claims if right == best]
    if any(meaning_of(line.rule) != meaning_of(strongest[0].rule) for line in strongest):
        return LineChoice(None, tuple(strongest))
    return LineChoice(strongest[0])


def knows(index: LineIndex, label: str) -> bool:
    """Tell whether a rule has the wording of a label, whatever else it asks for."""
    forms = (label, _without_year(label), _of_balance(label))
    return any(index.as_written(form) or index.as_meant(form) for form in forms if form)


def _of_balance(label: str) -> str:
    """Give the words for a label that is the date of an opening or closing balance; nothing for another label."""
    day = row_instant(label)
    if day is None:
        return ""
    return "Balance at beginning of the year" if day[1] is Balance.OPENING else "Balance at end of the year"


def _without_year(label: str) -> str:
    return YEAR.sub("", label) if row_instant(label) or row_duration(label) else label


@lru_cache(maxsize=10000)
def _normal_wordings(wordings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded(text) for text in wordings)


@lru_cache(maxsize=10000)
def _alike_wordings(wordings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(alike(text) for text in wordings)


def meaning_of(rule: LineRule) -> tuple[object, ...]:
    """Give what a rule says of the rows that meet it; rules that say the same do not clash."""
    concepts, dimensions = (rule.concept, *rule.also), tuple(sorted(rule.dimensions.items()))
    return concepts, dimensions, rule.sign, rule.balance, rule.leave_out


def closed_sections(figures: Iterable[Figure]) -> dict[int, frozenset[str]]:
    """Give, by figure, the sections of its table whose total ("Total current assets") stands in a row above it."""
    closed: dict[int, dict[str, int]] = {}
    found: dict[int, frozenset[str]] = {}
    for figure in figures:
        of_table = closed.setdefault(figure.span.block, {})
        found[figure.index] = frozenset(name for name, row in of_table.items() if row < figure.span.row)
        path = [alike(label) for label in figure.row_path]
        if path and not figure.row_label_missing and path[-1].removeprefix("total ") in path[:-1]:
            of_table.setdefault(path[-1].removeprefix("total "), figure.span.row)
    return found


def implied_sections(figures: Sequence[Figure]) -> dict[int, frozenset[str]]:
    """Give, by figure, the sections that labelled totals below it name: "Total current assets" sums current assets."""
    found: dict[int, set[str]] = {}
    for figure in reversed(figures):
        if figure.total_of and figure.row_path and not figure.row_label_missing:
            named = {alike(figure.row_path[-1]).removeprefix("total "), *found.get(figure.index, ())}
            for part in figure.total_of:
                found.setdefault(part, set()).update(named)
    return {number: frozenset(names) for number, names in found.items()}


def sums_its_section(line: Line, operands: Iterable[Figure]) -> bool:
    """Tell whether all that a total sums stands in the section which its rule asks for; a filing's rule knows best."""
    asked = {alike(section) for section in line.rule.section}
    return (
        line.level == "filing"
        or not asked
        or all(asked & {alike(label) for label in operand.row_path} for operand in operands)
    )


NO_HEADINGS: Mapping[int, str] = MappingProxyType({})


def choose_column(
    figure: Figure, columns: Sequence[Column], headings: Mapping[int, str] = NO_HEADINGS
) -> Column | None:
    """Choose the rule of a column by all the words of its heading but captions of period and unit.

    ``headings`` are those of all columns of the table, folded, by their index. A wording of the base mapping matches
    headings of the same meaning. The filing's rule goes before the base mapping's, then the one that asks for more. A
    column that is left out on purpose is known by any line of its heading.
    """
    whole, lines = _column_wordings(figure)
    meant = [
        column
        for column in columns
        if whole
        and _form(column, whole) in _forms(column, column.rule.wording)
        and _stands_between(figure.span.cell, column, headings)
    ]
    if meant:
        nearest = [column for column in meant if column.level is meant[0].level]
        return max(nearest, key=lambda column: _asked(column))
    left_out = (column for column in columns if column.rule.leave_out)
    return next((column for column in left_out if _normal_wordings(tuple(column.rule.wording)) & lines), None)


def _form(column: Column, heading: str) -> str:
    return alike(heading) if column.level == "base" else heading


def _forms(column: Column, wordings: Sequence[str]) -> frozenset[str]:
    return _alike_wordings(tuple(wordings)) if column.level == "base" else _normal_wordings(tuple(wordings))


def _asked(column: Column) -> int:
    return sum(1 for asked in (column.rule.before, column.rule.after, column.rule.not_beside) if asked)


@lru_cache(maxsize=10_000)
def folded_heading(names: tuple[str, ...]) -> str:
    """Give the words of a column's heading as they are compared: without captions of period and unit."""
    return folded(column_heading(names))


def column_heading(names: Sequence[str]) -> str:
    """Give the words of a column's heading without captions of period and unit."""
    return " ".join(name for name in names if not is_caption(name))


def _stands_between(index: int, column: Column, headings: Mapping[int, str]) -> bool:
    """Tell whether the columns stand to the right and to the left that a rule asks for, and none that it refuses."""
    rule = column.rule
    before, after, refused = (_forms(column, asked) for asked in (rule.before, rule.after, rule.not_beside))
    right = {_form(column, heading) for other, heading in headings.items() if other > index}
    left = {_form(column, heading) for other, heading in headings.items() if other < index}
    met = (not before or bool(before & right)) and (not after or bool(after & left))
    return met and not (refused and refused & (left | right))


def _column_wordings(figure: Figure) -> tuple[str, set[str]]:
    names = figure.column_path
    if not names and figure.unit is not None and figure.unit.measure is Measure.PERCENT:
        return "%", set()
    return folded_heading(names), {folded(name) for name in names} - {""}
