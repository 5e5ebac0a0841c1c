"""Blocks of the Document as XHTML, with each numeric fact marked where it was printed (Inline XBRL 1.1, 10)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from tagwright.document.model import Heading, Paragraph, Row, Table
from tagwright.emit.contexts import Resources
from tagwright.emit.shown import check_shown, visible, visible_number
from tagwright.emit.templates import macros
from tagwright.report.model import Footnote, NumericFact, Report, RestoredPrint

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_NO_PART_OF_A_NUMBER = re.compile(r"[^\d\s.,'’()%$€£¥*_\-–—−]")
_DIGIT_OR_DASH = re.compile(r"[\d_\-–—−]")
_CURRENCY_CODE = re.compile(r"^\s*(?:[A-Z]{3}|HK|US|A|S|NT|C)(?=[$\d(])")
_YEAR = re.compile(r"(?:FY\s*)?(?:19|20)\d\d")
_DATE = re.compile(r"\d\s+\w+\s+\d{4}")
_WIDE = 6
_DEEPEST_HEADING = 6

FactsOfText = Sequence[NumericFact]
_Where = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell as the template wants it. ``columns`` is the number of columns that it covers."""

    text: Markup
    number: bool
    columns: int = 1


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the body: its label and its other cells. ``style`` is its class: group, total or empty."""

    style: str
    label: CellView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: header rows, body rows, and whether it has so many columns that it is set smaller."""

    header: tuple[tuple[CellView, ...], ...]
    body: tuple[RowView, ...]
    wide: bool


def rendered_blocks(report: Report, resources: Resources) -> tuple[str, ...]:
    """Render each block of the report's document; the result has the blocks' indexes.

    Attributes stand in the order of their names and text is escaped as in canonical XML, so that a text block's
    value is this very text without the ix elements. Raises ``ValueError`` where a fact's text does not read as
    its value, or where two facts' spans cross.
    """
    facts = facts_by_text(report)
    notes = {note.block: note for note in report.footnotes}
    return tuple(
        _table(block, index, facts, resources)
        if isinstance(block, Table)
        else _text(block, index, facts, notes.get(index), resources)
        for index, block in enumerate(report.document.blocks)
    )


def facts_by_text(report: Report) -> Mapping[_Where, FactsOfText]:
    """Give the numeric facts by the text that prints them: its block, row and cell."""
    facts: defaultdict[_Where, list[NumericFact]] = defaultdict(list)
    for fact in report.facts:
        if isinstance(fact, NumericFact):
            facts[(fact.span.block, fact.span.row, fact.span.cell)].append(fact)
    return facts


def marked(text: str, facts: FactsOfText, resources: Resources, start: int = 0) -> Markup:
    """Give a text from ``start`` on with its facts marked. Facts of one and the same span are nested (10.1.1)."""
    if not facts:
        return _unmarked(text[start:])
    pieces: list[str] = []
    position = start
    ordered = sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))
    for span, group in groupby(ordered, key=lambda fact: fact.span):
        if span.start < position:
            raise ValueError(f"facts overlap in {text!r}")
        number = marked_number(visible_number(text, span.start, span.end), list(group), resources)
        pieces += [escaped(visible(text, position, span.start)), number]
        position = span.end
    pieces.append(escaped(visible(text, position, len(text))))
    return Markup("".join(pieces).strip(" \t\n"))  # noqa: S704 - each piece is escaped above


@lru_cache(maxsize=20_000)
def _unmarked(text: str) -> Markup:
    """Give a text without facts: labels come again in every table and announcement."""
    return Markup(escaped(visible(text, 0, len(text))).strip(" \t\n"))  # noqa: S704 - escaped


def marked_number(printed: str, stated: FactsOfText, resources: Resources) -> str:
    """Give a printed number with its facts marked, of which each further one is nested in the one before."""
    restored = stated[0].restored
    shown = restored.digits if restored else printed
    number = escaped(shown)
    for fact in reversed(stated):
        check_shown(fact, shown)
        number = _non_fraction(fact, number, resources)
    return _beside_print(number, printed, restored) if restored else number


def _beside_print(number: str, printed: str, restored: RestoredPrint) -> str:
    """Show a restored amount with its damaged print struck out after it, and how it was found."""
    amount = f"({number})" if restored.bracketed else number
    return f'{amount} <del title="{escaped(restored.why).replace(chr(34), "&quot;")}">{escaped(printed)}</del>'


def escaped(text: str) -> str:
    """Escape text as canonical XML does: quotes stay as they are."""
    return text.translate(_ESCAPES)


def _non_fraction(fact: NumericFact, content: str, resources: Resources) -> str:
    scale = f' scale="{fact.scale}"' if fact.scale else ""
    sign = ' sign="-"' if fact.value < 0 else ""
    return (
        f'<ix:nonFraction id="{fact.id}" name="{fact.concept}"'
        f' contextRef="{resources.context_ids[fact.period, fact.dimensions]}"'
        f' unitRef="{resources.unit_ids[fact.unit]}" decimals="{fact.decimals}"{scale}{sign}'
        f' format="ixt:{fact.transform}">{content}</ix:nonFraction>'
    )


def _text(
    block: Heading | Paragraph,
    index: int,
    facts: Mapping[_Where, FactsOfText],
    note: Footnote | None,
    resources: Resources,
) -> str:
    level = min(block.level, _DEEPEST_HEADING) if isinstance(block, Heading) else 0
    stated = facts.get((index, -1, -1), ())
    content = marked(block.text, stated, resources) if note is None else _note(block.text, stated, note, resources)
    return macros().text(level, content).strip()


def _note(text: str, facts: FactsOfText, note: Footnote, resources: Resources) -> Markup:
    """Mark a footnote (Inline XBRL 1.1, ix:footnote); the mark that it begins with stays outside."""
    sign = escaped(visible(text, 0, note.start)).strip()
    content = marked(text, facts, resources, note.start)
    return Markup(f'{sign} <ix:footnote id="{note.id}" xml:lang="{note.language}">{content}</ix:footnote>')  # noqa: S704


def _table(table: Table, index: int, facts: Mapping[_Where, FactsOfText], resources: Resources) -> str:
    width = max(_last_filled(row) for row in table.rows) + 1
    headers = _header_length(table, index, facts)
    views = [
        [
            CellView(marked(cell.text, facts.get((index, number, column), ()), resources), _is_number(cell.text))
            for column, cell in enumerate(row.cells[:width])
        ]
        + [CellView(Markup(""), number=False)] * (width - len(row.cells))
        for number, row in enumerate(table.rows)
    ]
    view = TableView(tuple(_spread(row) for row in views[:headers]), _body(views[headers:]), width > _WIDE)
    return macros().table(view).strip()


def _last_filled(row: Row) -> int:
    return max((column for column, cell in enumerate(row.cells) if cell.text.strip()), default=0)


def _header_length(table: Table, index: int, facts: Mapping[_Where, FactsOfText]) -> int:
    """Count the rows above the first row that has a label or a fact, and one labelled row of headings after them.

    A table of such rows only has no header.
    """
    for number, row in enumerate(table.rows):
        if any((index, number, column) in facts for column in range(len(row.cells))):
            return number
        if row.cells[0].text.strip():
            return number + 1 if _is_heading_row(row) and number + 1 < len(table.rows) else number
    return 0


def _is_heading_row(row: Row) -> bool:
    """Say whether a labelled row has words or years only ("Item | 2021 | 2020")."""
    texts = [cell.text.strip() for cell in row.cells[1:] if cell.text.strip()]
    return bool(texts) and all(_YEAR.fullmatch(text) or not (_is_number(text) or _DATE.search(text)) for text in texts)


@lru_cache(maxsize=20_000)
def _is_number(text: str) -> bool:
    """Say whether a cell holds numbers or dashes only, which are set to the right."""
    shown = _CURRENCY_CODE.sub("", visible(text, 0, len(text)))
    return _DIGIT_OR_DASH.search(shown) is not None and _NO_PART_OF_A_NUMBER.search(shown) is None


def _spread(row: Sequence[CellView]) -> tuple[CellView, ...]:
    """Let a heading cover the empty cells to its right: "Year ended 31 December" above 2021 and 2020."""
    cells: list[CellView] = []
    for column, cell in enumerate(row):
        if cell.text or column == 0 or (len(cells) == 1 and not cells[0].text):
            cells.append(cell)
        else:
            cells[-1] = CellView(cells[-1].text, number=cells[-1].number, columns=cells[-1].columns + 1)
    return tuple(cells)


def _body(rows: Sequence[Sequence[CellView]]) -> tuple[RowView, ...]:
    labels = [row[0].text for row in rows]
    return tuple(
        RowView(_style(row, following), row[0], tuple(row[1:]))
        for row, following in zip(rows, [*labels[1:], ""], strict=True)
    )


def _style(row: Sequence[CellView], following: str) -> str:
    """Say what a row is: a label above others (but not the first line of a label of two), a total, an empty row."""
    label, *cells = row
    filled = [cell for cell in cells if cell.text]
    if label.text:
        return "" if filled or following[:1].islower() else "group"
    if not filled:
        return "empty"
    return "total" if any(cell.number and not _YEAR.fullmatch(cell.text) for cell in filled) else ""
