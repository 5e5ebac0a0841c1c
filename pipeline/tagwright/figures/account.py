"""An account of what was read of a document: its tables, what their headers say, and each figure in its cell.

The same account goes to the terminal, to a program (as JSON) and to a person who checks it beside the source (HTML).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from tagwright.document.model import Document, Table
from tagwright.figures.columns import Column
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure, Kind, UnitOfMeasure


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure as it was read. ``number`` counts through the document; ``value`` is in whole units."""

    number: int
    row: int
    cell: int
    text: str
    kind: str
    label: str
    heading: str
    value: str
    period: str
    unit: str
    scale: int | None
    place: str
    doubt: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; ``columns`` are those with figures, in words, and ``cells`` all texts of the source."""

    place: str
    titles: tuple[str, ...]
    columns: tuple[dict[str, str | int | None], ...]
    cells: tuple[tuple[str, ...], ...]
    figures: tuple[ReadFigure, ...]


def read_tables(document: Document, extraction: Extraction) -> Iterator[ReadTable]:
    """Give an account of each table of a document that prints a figure."""
    by_block: dict[int, list[Figure]] = {}
    for figure in extraction.figures:
        by_block.setdefault(figure.span.block, []).append(figure)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and index in by_block:
            figures = by_block[index]
            yield ReadTable(
                place=str(block.place),
                titles=tuple(dict.fromkeys([*extraction.surroundings[index].headings, *block.captions])),
                columns=tuple(_columns(extraction.tables[index].columns, figures)),
                cells=tuple(tuple(cell.text for cell in row.cells) for row in block.rows),
                figures=tuple(_read(figure) for figure in figures),
            )


def unit_words(unit: UnitOfMeasure | None) -> str:
    """Say a unit in words: the currency, what is counted, or an amount per share."""
    if unit is None:
        return ""
    per_share = " per share" if unit.measure.value == "money per share" else ""
    return (unit.currency or unit.measure.value) + per_share


def _columns(columns: Sequence[Column], figures: Sequence[Figure]) -> Iterator[dict[str, str | int | None]]:
    for column in columns:
        values = [f for f in figures if f.span.cell == column.index and f.kind in (Kind.AMOUNT, Kind.NIL)]
        if values:
            periods = dict.fromkeys(str(figure.period) for figure in values if figure.period)
            yield {
                "column": column.index + 1,
                "name": " > ".join(column.names),
                "periods": ", ".join(periods),
                "unit": unit_words(column.unit),
                "scale": column.unit.scale if column.unit else None,
                "figures": len(values),
                "doubtful": sum(1 for figure in values if figure.doubt),
            }


def _read(figure: Figure) -> ReadFigure:
    return ReadFigure(
        number=figure.index + 1,
        row=figure.span.row + 1,
        cell=figure.span.cell + 1,
        text=figure.text,
        kind=figure.kind.value,
        label=" > ".join(figure.row_path),
        heading=" > ".join(figure.column_path),
        value="" if figure.scaled is None else f"{figure.scaled:f}",
        period=str(figure.period or ""),
        unit=unit_words(figure.unit),
        scale=figure.unit.scale if figure.unit else None,
        place=str(figure.place),
        doubt=figure.doubt or "",
    )


_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ name }}: what was read</title>
<style>
body { font: 14px/1.4 sans-serif; margin: 2em; color: #222; }
section { display: flex; gap: 2em; align-items: flex-start; border-top: 1px solid #bbb; padding: 1em 0; }
section > div { flex: 1 1 0; overflow-x: auto; }
table { border-collapse: collapse; } td, th { padding: 1px 6px; text-align: left; vertical-align: top; }
tr:nth-child(even) td { background: #f4f4f4; } sup { color: #06c; } .doubt { color: #a00; }
h2 { font-size: 15px; margin: 0 0 .5em; } .number { text-align: right; }
</style></head><body>
<h1>{{ name }}</h1>
{% for remark in remarks %}<p class="doubt">{{ remark }}</p>
{% endfor %}
{% for table in tables %}<section>
<div><h2>{{ table.titles | join(" · ") }} <small>at {{ table.place }}</small></h2><table>
{% for row in table.cells %}{% set line = loop.index %}<tr>
{%- for text in row %}{% set cell = loop.index %}<td>{{ text }}
{%- for figure in table.figures if figure.row == line and figure.cell == cell and (figure.value or figure.doubt)
 %}<sup>{{ figure.number }}</sup>{% endfor %}</td>{% endfor %}</tr>
{% endfor %}</table></div>
<div><table><tr><th>no.</th><th>row</th><th>column</th><th>value</th><th>unit</th><th>period</th></tr>
{% for figure in table.figures if figure.value or figure.doubt %}<tr>
<td>{{ figure.number }}</td><td>{{ figure.label }}</td>
<td>{{ figure.heading }}</td><td class="number">{{ figure.value }}</td><td>{{ figure.unit }}</td><td>{{ figure.period }}
{%- if figure.doubt %}<br><span class="doubt">{{ figure.doubt }}</span>{% endif %}</td></tr>
{% endfor %}</table></div>
</section>
{% endfor %}</body></html>
"""


def as_page(document: Document, tables: Sequence[ReadTable]) -> str:
    """Write the account as a page: each table of the source, beside it what was read of it, figures numbered."""
    template = Environment(autoescape=True).from_string(_PAGE)
    return template.render(name=document.name, remarks=document.remarks, tables=tables)
