"""Where a block stands: headings, the title that gives its period, its introduction, the table it carries on."""

from __future__ import annotations

from tagwright.document.model import Table
from tagwright.document.text import read_text
from tagwright.figures.outline import Surroundings, outline


def tables(text: str) -> list[Surroundings]:
    blocks = read_text(text)
    return [around for block, around in zip(blocks, outline(blocks), strict=True) if isinstance(block, Table)]


def test_headings_lead_to_a_block_from_the_outermost_down() -> None:
    (around,) = tables("NOTES TO THE STATEMENTS\n10 PROPERTY\n(a) Amounts pledged\nSome words.\na\t1\n")
    assert around.headings == ("NOTES TO THE STATEMENTS", "10 PROPERTY", "(a) Amounts pledged")
    assert around.introduction == "(a) Amounts pledged Some words."


def test_a_heading_closes_those_of_its_own_level_and_below() -> None:
    first, second, third = tables("PART ONE\n10 PROPERTY\n(a) Land\na\t1\n\n11 LOANS\nb\t1\n\nPART TWO\nc\t1\n")
    assert first.headings == ("PART ONE", "10 PROPERTY", "(a) Land")
    assert second.headings == ("PART ONE", "11 LOANS")
    assert third.headings == ("PART TWO",)


def test_the_title_is_the_nearest_text_that_gives_a_period() -> None:
    (around,) = tables("FOR THE YEAR ENDED 31 DECEMBER 2021\nSome words.\nAs at 31 December\nRMB'000\na\t1\n")
    assert around.title == "As at 31 December"
    (around,) = tables("FOR THE YEAR ENDED 31 DECEMBER 2021\nSome words.\na\t1\n")
    assert around.title == "FOR THE YEAR ENDED 31 DECEMBER 2021"


def test_a_sentence_that_mentions_a_year_is_no_title() -> None:
    (around,) = tables("Revenue rose again in the year 2021.\na\t1\n")
    assert around.title == ""


def test_a_date_caption_keeps_the_headings_and_paragraphs_above_it() -> None:
    (around,) = tables("BALANCE SHEET\nSome words.\nAs at 31 December 2021\n(RMB'000)\na\t1\n")
    assert around.headings == ("BALANCE SHEET", "As at 31 December 2021", "(RMB'000)")
    assert around.title == "As at 31 December 2021"
    assert around.introduction == "Some words. As at 31 December 2021 (RMB'000)"


def test_the_date_above_a_unit_holds_for_later_tables_under_the_same_heading() -> None:
    first, second = tables("BALANCE SHEET\nAs at 31 December 2021\n(RMB'000)\na\t1\n\nWords between.\nb\t1\n")
    assert first.title == second.title == "As at 31 December 2021"


def test_a_table_carries_on_the_one_right_above_it_with_its_title() -> None:
    first, second, third = tables("As at 31 December\na\t1\n\nb\t1\n\nWords between.\nc\t1\n")
    assert (first.continues, second.continues, third.continues) == (None, 1, None)
    assert (first.title, second.title, third.title) == ("As at 31 December", "As at 31 December", "")
    assert second.introduction == ""


def test_a_heading_between_two_tables_parts_them() -> None:
    _, second = tables("As at 31 December\na\t1\n\nLOANS OWED\nb\t1\n")
    assert (second.continues, second.title, second.headings) == (None, "", ("LOANS OWED",))


def test_an_empty_document_has_no_surroundings() -> None:
    assert outline(()) == []


def test_a_unit_above_the_title_of_a_table_holds_for_it_and_not_beyond_running_text() -> None:
    table = "\t2021\nCash\t5\n"
    above = outline(read_text(f"Group Limited\n\nRMB'000\n\nIncome statement\n\n{table}\nBalance sheet\n\n{table}"))
    assert [around.unit for around in above if around.unit] == ["RMB'000", "RMB'000", "RMB'000"]
    prose = outline(read_text(f"RMB'000\n\nThis is a sentence, and it ends here.\n\nIncome statement\n\n{table}"))
    assert prose[-1].unit == ""
