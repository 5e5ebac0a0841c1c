"""Helpers: statements printed to PDF by a browser, each on pages of its own."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from browsers import running_browser
from statements import Statement
from writers import TOTAL, placed

STYLE = """
@page { size: A4; margin: 15mm } @page wide { size: A4 landscape }
section { break-after: page; font-family: sans-serif } section.wide { page: wide }
td { vertical-align: bottom; padding: 1pt 6pt } td.number { text-align: right } td.centred { text-align: center }
td.top { vertical-align: top } td.bracket { padding: 0; text-align: left; width: 1% }
table { width: 100%; border-collapse: collapse } td.label { width: 45% }
"""


def printed_by_chromium(statements: Sequence[Statement]) -> bytes:
    source = f"<!DOCTYPE html><style>{STYLE}</style>" + "".join(
        _page_of(made, page) for made in statements for page in made.pages
    )
    with running_browser() as browser:
        page = browser.new_page()
        page.set_content(source)
        return page.pdf(prefer_css_page_size=True)


def _page_of(made: Statement, page: list[list[str]]) -> str:
    rows = "".join(f"<tr>{''.join(_cells_of(made, row, number))}</tr>" for number, row in enumerate(page))
    captions = "".join(f"<p><b>{html.escape(title)}</b></p>" for title in made.titles[1:])
    section = f'<section class="{"wide" if made.look.landscape else ""}" style="font-size: {made.look.points}pt">'
    return f"{section}<h2>{made.titles[0]}</h2>{captions}<table>{rows}</table></section>"


def _cells_of(made: Statement, row: list[str], number: int) -> Iterator[str]:
    head = number < len(made.header)
    for index, width in placed(made, row, number):
        text, own = row[index], made.look.own_brackets and index > 0
        kind = "centred" if head and made.look.centred_heads else "number"
        kind = f"{kind if index else 'label'}{' top' if made.look.top and not head else ''}"
        bracket = own and not head and text.endswith(")")
        shown = html.escape(text[:-1] if bracket else text).replace("\n", "<br>")
        shown = f"<b>{shown}</b>" if made.look.bold_totals and TOTAL.match(row[0]) else shown
        yield f'<td class="{kind}" colspan="{width * 2 if own and not bracket else width}">{shown}</td>'
        if bracket:
            yield f'<td class="bracket{" top" if made.look.top else ""}">)</td>'
