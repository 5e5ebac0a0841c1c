"""The account of what was read as a page for a person: the source beside each table's figures, both numbered.

Of a PDF the source is a picture of the page; of an HTML page it is that page; of other formats, which have no pages
before they are printed, it is the table as it stands in the file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment

from tagwright.document.drawn_pages import DrawnPage, drawn_pages, page_and_box
from tagwright.document.edits import edited, insertion
from tagwright.document.model import Document
from tagwright.document.page import Page
from tagwright.document.placing import Places
from tagwright.document.printed import Box
from tagwright.figures.account import ReadFigure, ReadTable

_MARK = '<sup style="position:absolute;font:bold 10px sans-serif;color:#06c;line-height:1">{}</sup>'
"""The number of a figure in the author's page: it takes no room, so that the page keeps its look."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ name }}: what was read</title>
<style>
body { font: 14px/1.4 sans-serif; margin: 2em; color: #222; }
section { display: flex; gap: 2em; align-items: flex-start; border-top: 1px solid #bbb; padding: 1em 0; }
section > div { flex: 1 1 0; overflow-x: auto; } h2 { font-size: 15px; margin: 1em 0 .5em; }
table { border-collapse: collapse; } td, th { padding: 1px 6px; text-align: left; vertical-align: top; }
tr:nth-child(even) td { background: #f4f4f4; } sup, .mark { color: #06c; } .doubt { color: #a00; }
.number { text-align: right; } section > .source { position: sticky; top: 0; }
.drawn { position: relative; border: 1px solid #bbb; } .drawn img { display: block; width: 100%; }
.mark { position: absolute; font: bold 10px sans-serif; transform: translateY(-50%); }
iframe { border: 1px solid #bbb; box-sizing: border-box; width: 100%; height: 95vh; background: #fff; }
</style></head><body>
<h1>{{ name }}</h1>
{% for remark in remarks %}<p class="doubt">{{ remark }}</p>
{% endfor %}
{% for part in parts %}<section>
<div class="source">
{%- if part.drawn %}<div class="drawn"><img src="data:image/png;base64,{{ part.picture }}" alt="page {{ part.number }}">
{%- for number, place in part.drawn.marks.items() -%}
<span class="mark" style="left:{{ "%.2f" % place[0] }}%;top:{{ "%.2f" % place[1] }}%">{{ number }}</span>
{%- endfor %}</div>
{%- elif part.page %}<iframe sandbox srcdoc="{{ part.page }}" title="{{ name }}"></iframe>
{%- else %}{% for table in part.tables %}<table>
{% for row in table.cells %}{% set line = loop.index %}{% set depth = table.depths[loop.index0] %}<tr>
{%- for text in row %}{% set cell = loop.index %}<td
{%- if cell == 1 and depth %} style="padding-left:{{ depth + 0.4 }}em"{% endif %}>{{ text }}
{%- for figure in table.figures if figure.row == line and figure.cell == cell and (figure.value or figure.doubt)
 %}<sup>{{ figure.number }}</sup>{% endfor %}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}{% endif %}</div>
<div>{% for table in part.tables %}<h2>{{ table.titles | join(" · ") }} <small>at {{ table.place }}</small></h2>
<table><tr><th>no.</th><th>row</th><th>column</th><th>value</th><th>unit</th><th>period</th></tr>
{% for figure in table.figures if figure.value or figure.doubt %}<tr>
<td>{{ figure.number }}</td><td>{{ figure.label }}</td>
<td>{{ figure.heading }}</td><td class="number">{{ figure.value }}</td><td>{{ figure.unit }}</td><td>{{ figure.period }}
{%- if figure.doubt %}<br><span class="doubt">{{ figure.doubt }}</span>{% endif %}</td></tr>
{% endfor %}</table>{% endfor %}</div>
</section>
{% endfor %}</body></html>
"""


@dataclass(frozen=True)
class _Part:
    """What stands side by side: a source, drawn or as a page or neither, and the tables that were read of it."""

    tables: Sequence[ReadTable]
    number: int = 0
    drawn: DrawnPage | None = None
    page: str = ""

    @cached_property
    def picture(self) -> str:
        """The picture as it is written into the page."""
        return b64encode(self.drawn.png).decode() if self.drawn else ""


def account_page(path: Path, document: Document, tables: Sequence[ReadTable]) -> str:
    """Write the account of the document in a file as a page: its tables, beside each the source, figures numbered."""
    template = Environment(autoescape=True).from_string(_PAGE)
    parts = list(_parts(path, document, tables))
    return template.render(name=document.name, remarks=document.remarks, parts=parts)


def _parts(path: Path, document: Document, tables: Sequence[ReadTable]) -> Iterator[_Part]:
    if document.page is not None:
        yield _Part(tables, page=_numbered(document.page, tables))
        return
    boxes: dict[int, dict[int, Box]] = {}
    by_page: dict[int, list[ReadTable]] = {}
    for table in tables:
        found = page_and_box(table.place)
        number = found[0] if found else -len(by_page)
        by_page.setdefault(number, []).append(table)
        boxes.setdefault(number, {}).update(_boxes(table))
    drawn = drawn_pages(path, {number: asked for number, asked in boxes.items() if number > 0})
    for number, members in by_page.items():
        yield _Part(members, number, drawn.get(number))


def _boxes(table: ReadTable) -> Iterator[tuple[int, Box]]:
    for figure in _shown(table):
        found = page_and_box(figure.place)
        if found:
            yield figure.number, found[1]


def _numbered(page: Page, tables: Sequence[ReadTable]) -> str:
    """Put the number of each figure behind it in the author's page."""
    places = Places(page)
    edits = []
    for table in tables:
        for figure in _shown(table):
            where = table.block, figure.row - 1, figure.cell - 1
            place = places.of(where, figure.start, figure.start + len(figure.text), figure.text)
            if place is not None:
                edits.append(insertion(place[1], _MARK.format(figure.number)))
    return edited(page.text, edits)[0]


def _shown(table: ReadTable) -> Iterator[ReadFigure]:
    return (figure for figure in table.figures if figure.value or figure.doubt)
