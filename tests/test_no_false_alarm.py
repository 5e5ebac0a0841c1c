"""Changes that are no defects: what a sound report may well hold, and the checks must let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeding import Defect, seeded_package
from tagwright.errors import PackageError
from tagwright.precheck import read
from tagwright.precheck.numbers import printed_places, reads, transformed
from tagwright.precheck.run import precheck_file

REBATES = (
    '" name="lark:LensRebates" contextRef="c-2020" unitRef="u-EUR" decimals="-3" scale="3" format="ixt:num-dot-decimal"'
)
SOUND = {
    "an amount per share that is far from the year before's": (">0.31<", ">14.10<"),
    "a rate printed with more digits": (r'decimals="3" scale="-2"([^>]*)>24.0<', r'decimals="4" scale="-2"\1>24.25<'),
    "an exact number": (r'decimals="2"([^>]*>0.31)', r'decimals="INF"\1'),
    "a link to a page on the web": ("</body>", '<p><a href="https://example.com/">more</a></p></body>'),
    "an image in the page": ("</body>", '<p><img alt="" src="data:image/png;base64,iVBORw0KGgo="/></p></body>'),
    "a region's variant of the language": ('xml:lang="en">Public company', 'xml:lang="en-GB">Public company'),
    "a note reference that is no amount": ('<td class="number">4</td>', '<td class="number">4, 12</td>'),
    "a repeat that is rounded": (
        "</body>",
        '<p><ix:nonFraction id="x1" name="ifrs-full:Revenue" contextRef="c-2021" unitRef="u-EUR" decimals="-6"'
        ' scale="6" format="ixt:num-dot-decimal">61</ix:nonFraction></p></body>',
    ),
    "a footnote of a fact": (
        "(?s)</ix:resources>(.*)</body>",
        '<ix:relationship fromRefs="f9" toRefs="n1"/></ix:resources>\\1<p><ix:footnote id="n1" xml:lang="en">Restated.'
        "</ix:footnote></p></body>",
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_let_pass(name: str, tmp_path: Path) -> None:
    find, put = SOUND[name]
    change = Defect("none", name, "none", file=".xhtml", find=find, put=put, regex=True)
    assert precheck_file(seeded_package(change, tmp_path)) == []


def test_an_expense_that_is_income_in_one_year_has_the_other_sign_and_no_brackets(tmp_path: Path) -> None:
    find = rf'\(<ix:nonFraction id="(\w+){REBATES}>2,010</ix:nonFraction>\)'
    put = rf'<ix:nonFraction id="\1{REBATES} sign="-">2,010</ix:nonFraction>'
    change = Defect("none", "income", "none", file=".xhtml", find=find, put=put, regex=True)
    rules = {finding.rule for finding in precheck_file(seeded_package(change, tmp_path))}
    assert rules == {"sum-does-not-foot"}  # the total of the year is what it was


def test_dimensions_are_not_judged_where_arcs_go_on_in_another_role(tmp_path: Path) -> None:
    find = 'to="lark_LensReserveMember"'
    elsewhere = ' xmlns:x="http://xbrl.org/2005/xbrldt" x:targetRole="http://example.com/role"'
    lost, led_on = (
        Defect("none", "x", "none", file="_def.xml", find=find, put=f'to="ifrs-full_IssuedCapitalMember"{more}')
        for more in ("", elsewhere)
    )
    assert "dimension-not-allowed" in {one.rule for one in precheck_file(seeded_package(lost, tmp_path))}
    assert "dimension-not-allowed" not in {one.rule for one in precheck_file(seeded_package(led_on, tmp_path))}


def test_a_file_that_is_too_large_is_not_read_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = seeded_package(Defect("none", "none", "none", do="nothing"), tmp_path)
    monkeypatch.setattr(read, "_LARGEST", 10_000)
    findings = precheck_file(package)
    assert {finding.rule for finding in findings} == {"file-too-large"}
    assert all(finding.severity == "warning" for finding in findings)


def test_a_file_that_is_no_report_is_left_to_the_validation(tmp_path: Path) -> None:
    assert precheck_file(tmp_path / "missing.xbri") == []
    table = tmp_path / "report.csv"
    table.write_text("a,b\n", encoding="utf-8")
    assert precheck_file(table) == []


def test_an_entity_bomb_in_a_loose_file_is_not_expanded(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "lol"}{"x" * 50}">' for n in range(3))
    page = tmp_path / "bomb.xhtml"
    page.write_text(f'<!DOCTYPE html [{bomb}]><html xmlns="http://www.w3.org/1999/xhtml"><p>&a2;</p></html>', "utf-8")
    assert "doctype" in {finding.rule for finding in precheck_file(page)}


def test_a_hostile_package_is_refused_before_anything_in_it_is_read(tmp_path: Path) -> None:
    package = seeded_package(Defect("none", "none", "none", do="bomb"), tmp_path)
    with pytest.raises(PackageError) as caught:
        precheck_file(package)
    assert caught.value.rule == "archive-bomb"
    assert str(caught.value).startswith("[archive-bomb] ")


@pytest.mark.parametrize(
    ("transform", "text", "value", "places"),
    [
        ("num-dot-decimal", "1,234.50", "1234.50", 2),
        ("num-comma-decimal", "1.234,5", "1234.5", 1),
        ("num-dot-decimal-apos", "1’234", "1234", 0),
        ("numdotdecimal", "1\xa0234", "1234", 0),
        ("fixed-zero", "–", "0", 0),
        (None, "12.5", "12.5", 1),
    ],
)
def test_a_printed_number_is_read_as_its_transformation_does(
    transform: str | None, text: str, value: str, places: int
) -> None:
    assert str(transformed(transform, text)) == value
    assert printed_places(transform, text) == places


@pytest.mark.parametrize(
    ("transform", "text"),
    [("num-dot-decimal", "(1,234)"), ("num-dot-decimal", "1\u2009234"), ("num-dot-decimal", "–"), (None, "1,234")],
)
def test_a_print_that_the_transformation_does_not_accept_is_not_read(transform: str | None, text: str) -> None:
    assert transformed(transform, text) is None
    assert not reads(transform, text)
