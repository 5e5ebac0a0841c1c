"""Reading HTML: what a reader of the page sees, in order, with its place and its elements."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pages import elements_at, figures_of, page, reading_of, table_of
from tagwright.document.html import identify, read
from tagwright.document.html_source import name_of
from tagwright.document.model import Heading, Paragraph, Place, Span, Table
from tagwright.errors import DocumentError
from tagwright.figures.model import Kind

STATEMENT = """
<h2>Statement of profit or loss</h2><p>for the year ended 31 December 2021</p>
<table>
 <tr><td></td><td>Note</td><td colspan="2">2021</td><td></td><td colspan="2">2020</td></tr>
 <tr><td></td><td></td><td colspan="2">RMB'000</td><td></td><td colspan="2">RMB'000</td></tr>
 <tr><td>Revenue<sup>1</sup></td><td>4</td><td></td><td>4,700</td><td></td><td></td><td>3,446</td></tr>
 <tr><td>Cost of sales</td><td></td><td></td><td>(1,422</td><td>)</td><td></td><td>(1,015)</td></tr>
</table>"""


def texts(body: str) -> list[str]:
    return [block.text for block in reading_of(body).blocks if not isinstance(block, Table)]


def test_a_statement_becomes_headings_and_a_table_with_one_cell_a_column() -> None:
    assert [type(block) for block in reading_of(STATEMENT).blocks] == [Heading, Heading, Table]
    assert table_of(STATEMENT) == [
        ["", "Note", "2021", "2020"],
        ["", "", "RMB'000", "RMB'000"],
        ["Revenue¹", "4", "4,700", "3,446"],
        ["Cost of sales", "", "(1,422)", "(1,015)"],
    ]


def test_its_figures_have_sign_scale_and_period() -> None:
    amounts = [figure for figure in figures_of(STATEMENT).figures if figure.kind is Kind.AMOUNT]
    assert [(f.row_path[-1], f.scaled, str(f.period), f.doubt) for f in amounts] == [
        ("Revenue¹", Decimal("4700000"), "2021-01-01/2021-12-31", None),
        ("Revenue¹", Decimal("3446000"), "2020-01-01/2020-12-31", None),
        ("Cost of sales", Decimal("-1422000"), "2021-01-01/2021-12-31", None),
        ("Cost of sales", Decimal("-1015000"), "2020-01-01/2020-12-31", None),
    ]


def test_a_raised_mark_joins_no_amount() -> None:
    body = "<table><tr><td></td><td>2021</td></tr><tr><td>Cash</td><td>1,234<sup>2</sup></td></tr></table>"
    (amount,) = (figure for figure in figures_of(body).figures if figure.kind is Kind.AMOUNT)
    assert (amount.value, amount.text) == (Decimal("1234"), "1,234")


def test_a_mark_raised_by_its_style_is_one_too() -> None:
    assert texts('<p>Revenue<span style="vertical-align: super">(a)</span></p>') == ["Revenue⁽ᵃ⁾"]


def test_inline_tags_are_read_through_and_their_header_is_not_read() -> None:
    body = (
        '<div style="display:none"><ix:header><ix:hidden><ix:nonFraction id="h">77</ix:nonFraction></ix:hidden>'
        "</ix:header></div><p>Revenue was RMB <ix:nonFraction id='f1'>4,700</ix:nonFraction> million.</p>"
    )
    assert texts(body) == ["Revenue was RMB 4,700 million."]


def test_the_element_that_holds_a_number_is_known() -> None:
    tagged = "(<ix:nonFraction id='f1'>5</ix:nonFraction>)"
    body = f"<table><tr><td></td><td>2021</td></tr><tr><td>Cash</td><td>{tagged}</td></tr></table>"
    (element,) = elements_at(reading_of(body), Span(0, 1, 1, 1, 2))
    assert (name_of(element), element.get("id")) == ((True, "nonfraction"), "f1")


def test_the_element_is_known_in_a_joined_cell_and_in_running_text() -> None:
    row = "<tr><td>Cash</td><td>($</td><td><b id='x'>5</b></td><td>)</td></tr>"
    joined = f"<table>{row}<tr><td>A</td><td></td><td>7</td></tr></table>"
    assert table_of(joined)[0] == ["Cash", "($ 5)"]
    assert [e.get("id") for e in elements_at(reading_of(joined), Span(0, 0, 1, 3, 4))] == ["x"]
    reading = reading_of("<p>  Cash was <i id='y'>5</i>.</p>")
    assert [e.get("id") for e in elements_at(reading, Span(0, -1, -1, 9, 10))] == ["y"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = '<p>9</p>';</script>",
        "<style>p { width: 9px }</style>",
        "<!-- 9 -->",
        "<p hidden>9</p>",
        "<p style='display: none'>9</p>",
        "<template>9</template>",
        "<style>.gone { display: none }</style><p class='a gone'>9</p>",
        "<style>p.gone { visibility: hidden }</style><p class='gone'>9</p>",
        "<canvas>9</canvas>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert texts(f"{hidden}<p>Cash is 5.</p>") == ["Cash is 5."]


@pytest.mark.parametrize(
    ("inside", "shown", "kind"),
    [
        ("<s>4</s>5", "5", "struck-out text were not read: 4."),
        ("<del>4</del>", "*", "struck-out text were not read: 4."),
        ("<span style='text-decoration: line-through'>4</span>5", "5", "struck-out text were not read: 4."),
        ("<b class='gone'>4</b>5", "5", "struck-out text were not read: 4."),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "*", "formulas were not read: 1 2."),
        ("<input value='4'/>", "*", "fields of forms were not read: 4."),
        ("<select><option>4</option><option selected=''>5</option></select>", "*", "fields of forms were not read: 5."),
    ],
)
def test_what_would_join_another_number_is_not_read_and_remarked(inside: str, shown: str, kind: str) -> None:
    style = "<style>b.gone { color: red; text-decoration: line-through }</style>"
    content = read(
        page(f"{style}<table><tr><td></td><td>2021</td></tr><tr><td>Cash</td><td>{inside}</td></tr></table>"), "a.html"
    )
    (table,) = (block for block in content.blocks if isinstance(block, Table))
    assert table.rows[1].cells[1].text == shown
    assert content.remarks[0] == f"The numbers in {kind}"


@pytest.mark.parametrize(
    "mark",
    [
        "<span class='note'>1</span>",
        "<span style='vertical-align: 3px'>1</span>",
        "<span style='position: relative; top: -3.5pt; vertical-align: baseline'>1</span>",
    ],
)
def test_a_mark_raised_by_a_class_or_a_distance_is_one_too(mark: str) -> None:
    assert texts(f"<style>span.note {{ vertical-align: super }}</style><p>Cash is 5{mark}</p>") == ["Cash is 5¹"]


@pytest.mark.parametrize(
    "look", ["style='position: absolute; left: 9em'", "style='display: table-cell'", "class='cell'"]
)
def test_what_stands_in_boxes_of_their_own_is_not_one_number(look: str) -> None:
    style = "<style>.cell { display: block; color: red }</style>"
    assert texts(f"{style}<p><b>Cash</b><span {look}>12</span><span {look}>34</span></p>") == ["Cash", "12", "34"]


def test_a_cell_whose_text_stands_at_its_top_is_not_raised() -> None:
    cell = "<td style='vertical-align: text-top'>5</td>"
    assert table_of(f"<table><tr><td>Cash</td>{cell}</tr></table>") == [["Cash", "5"]]


def test_typed_text_is_read_by_its_spaces_and_the_element_is_known() -> None:
    lines = (
        "                  2021      2020",
        "Cash             1,234       <b>(5)</b>",
        "Current debt        7         8",
    )
    reading = reading_of("<h2>Balance</h2>\n<pre>" + "\n".join(lines) + "</pre>")
    (table,) = (block for block in reading.blocks if isinstance(block, Table))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["", "2021", "2020"], ["Cash", "1,234", "(5)"], ["Current debt", "7", "8"]]
    assert (table.captions, table.rows[1].place.line) == (("Balance",), table.rows[0].place.line + 1)
    assert [name_of(element)[1] for element in elements_at(reading, Span(1, 1, 2, 1, 2))] == ["b"]


def test_what_is_hidden_in_print_alone_is_read() -> None:
    style = "<style>@media print { .menu { display: none } } .menu { color: red }</style>"
    assert texts(f"{style}<p class='menu'>Cash is 5.</p>") == ["Cash is 5."]


def test_white_space_collapses_and_entities_are_characters() -> None:
    assert texts("<p> Cash\n\t is&nbsp;5 &amp; &euro;6 &lt;b&gt; </p>") == ["Cash is\u00a05 & €6 <b>"]


def test_a_break_ends_a_line_and_a_block_in_a_cell_does_not() -> None:
    assert texts("<p>Group Limited<br/>as at 31 December 2021</p>") == ["Group Limited", "as at 31 December 2021"]
    row = "<table><tr><td><p>31</p><p>December</p></td><td>2021<br>RMB</td></tr><tr><td>A</td><td>1</td></tr></table>"
    assert table_of(row)[0] == ["31 December", "2021 RMB"]


def test_headings_have_the_level_of_their_tag_and_other_titles_that_of_their_wording() -> None:
    blocks = reading_of("<h3>Reserves</h3><p>5. Taxation</p><p>The tax is 5.</p>").blocks
    assert [(type(b), getattr(b, "level", None)) for b in blocks] == [(Heading, 3), (Heading, 2), (Paragraph, None)]


def test_the_caption_of_a_table_is_a_title_above_it() -> None:
    blocks = reading_of(
        "<table><caption>Revenue of 2021</caption><tr><td>A</td><td>1</td></tr></table><p>Cash is 5.</p>"
    ).blocks
    assert [getattr(block, "text", "a table") for block in blocks] == ["Revenue of 2021", "a table", "Cash is 5."]


def test_a_heading_over_several_columns_says_so() -> None:
    body = (
        "<table><tr><td></td><td colspan=2>Trust</td><td colspan=2>Company</td></tr>"
        "<tr><td></td><td>2021</td><td>2020</td><td>2021</td><td>2020</td></tr>"
        "<tr><td>Cash</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>"
    )
    (table,) = reading_of(body).blocks
    assert isinstance(table, Table)
    assert [(cell.text, cell.columns) for cell in table.rows[0].cells] == [
        ("", 1),
        ("Trust", 2),
        ("", 1),
        ("Company", 2),
        ("", 1),
    ]
    amounts = [figure for figure in figures_of(body).figures if figure.kind is Kind.AMOUNT]
    assert [figure.column_path for figure in amounts] == [("Trust",), ("Trust",), ("Company",), ("Company",)]


def test_a_cell_over_several_rows_moves_the_cells_of_the_next_row() -> None:
    body = (
        "<table><tr><td>Note</td><td rowspan=2>Cash</td><td>1</td></tr><tr><td>4</td><td>2</td></tr>"
        "<tr><td>5</td><td>Debt</td><td>3</td></tr></table>"
    )
    assert table_of(body) == [["Note", "Cash", "1"], ["4", "", "2"], ["5", "Debt", "3"]]


def test_titles_inside_a_table_above_its_header_stand_before_it() -> None:
    body = (
        "<table><tr><td colspan=3>Statement of cash flows</td></tr><tr><td colspan=3>for the year 2021</td>"
        "</tr><tr><td></td><td>2021</td><td>2020</td></tr><tr><td>Cash</td><td>1</td><td>2</td></tr></table>"
    )
    blocks = reading_of(body).blocks
    assert [b.text for b in blocks[:2] if not isinstance(b, Table)] == [
        "Statement of cash flows",
        "for the year 2021",
    ]
    assert table_of(body) == [["", "2021", "2020"], ["Cash", "1", "2"]]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>Cash</td><td>5</td></tr></table>"
    blocks = reading_of(f"<table><tr><td>Annual results 2021.</td><td>{inner}</td></tr></table>").blocks
    assert [type(block) for block in blocks] == [Paragraph, Table]


def test_a_place_is_the_line_and_column_of_the_tag() -> None:
    data = b"<html><body>\n<p>One 1.</p>\r\n <p>Two 2.</p></body></html>"
    assert [block.place for block in read(data, "page.html").blocks] == [Place(2, 1), Place(3, 2)]


def test_a_page_on_one_line_keeps_the_order_of_its_places() -> None:
    (table,) = reading_of("<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>").blocks
    assert isinstance(table, Table)
    places = [cell.place for row in table.rows for cell in row.cells]
    assert places == sorted(set(places))


def test_broken_markup_is_read_as_browsers_read_it() -> None:
    body = "<h2>Cash</h3><table><tr><td>Cash<td>5<tr><td>Debt<td>6</table><p>One<p>Two is 2."
    assert table_of(body) == [["Cash", "5"], ["Debt", "6"]]
    assert texts(body) == ["Cash", "One", "Two is 2."]


def test_inline_tags_of_broken_markup_are_known() -> None:
    reading = reading_of("<h2>Cash</h3><p>It is <ix:nonFraction id='f'>5</ix:nonFraction>.</p>")
    (element,) = elements_at(reading, Span(1, -1, -1, 6, 7))
    assert (name_of(element), element.get("id")) == ((True, "nonfraction"), "f")


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    (block,) = read(bomb + b"<html><body><p>Cash is &b; &f; 5.</p></body></html>", "page.html").blocks
    assert block == Paragraph("Cash is &b; &f; 5.", block.place)


def test_a_page_is_decoded_as_it_says() -> None:
    head = b'<html><head><meta charset="iso-8859-1"></head><body><p>Caf\xe9 5.</p></body></html>'
    assert [b.text for b in read(head, "p.html").blocks if not isinstance(b, Table)] == ["Café 5."]
    wide = '<?xml version="1.0" encoding="UTF-16"?><html><body><p>Café 5.</p></body></html>'.encode("utf-16")
    assert [b.text for b in read(wide, "p.html").blocks if not isinstance(b, Table)] == ["Café 5."]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html><body>\n<p>Caf\xe9 5</p></body></html>", "p.html is not in UTF-8: line 2 has the byte 0xe9."),
        (
            b'<?xml version="1.0" encoding="klingon"?><html/>',
            "p.html says that it is encoded in 'klingon', which browsers do not know.",
        ),
        (
            b'<html><head><meta charset="uu"></head><body><p>5</p></body></html>',
            "p.html says that it is encoded in 'uu', which browsers do not know.",
        ),
        (b"<html>\n\n\0</html>", "p.html is not text: line 3 has a NUL byte."),
        (
            b"<html><body>" + b"<div>" * 2000 + b"5",
            "p.html is not well-formed, and nests more than 1,000 elements in each other.",
        ),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read(data, "p.html")
    assert raised.value.problem == problem


def test_a_table_of_absurd_width_is_refused() -> None:
    with pytest.raises(DocumentError, match="more than 4,000 columns"):
        read(page("<table><tr>" + "<td colspan=9999>1</td>" * 20 + "</tr></table>"), "p.html")


@pytest.mark.parametrize(
    ("data", "name", "answer"),
    [
        (b"<!DOCTYPE html><p>5", "results.txt", True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", "r", True),
        (b"<p>5</p>", "results.htm", True),
        (b"<p>5</p>", "results.txt", False),
        (b"Revenue was <html> 5", "results.html", False),
        (b"%PDF-1.7", "results.html", False),
    ],
)
def test_a_page_is_known_by_its_tags(data: bytes, name: str, answer: bool) -> None:
    assert identify(data, name) is answer


def test_smaller_digits_that_touch_a_number_leave_it_untold() -> None:
    rows = "<tr><td>Cash</td><td>73<small>1</small></td><td>12 <small>3</small></td><td><small>1,234</small></td></tr>"
    (table,) = read(page(f"<table>{rows}</table>"), "p.html").blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["Cash", "73\ufffd1", "12 3", "1,234"]
