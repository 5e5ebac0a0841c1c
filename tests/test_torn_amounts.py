"""Amounts that a narrow cell has torn between two groups of their digits."""

from __future__ import annotations

from extraction import values_of

HEADER = (
    "CHANGES IN EQUITY\nFor the year ended 31 December 2021\n\n" + f"{'Capital':>40}{'Reserves':>15}{'Total':>15}\n"
)
UNIT = "RMB'000".rjust(40) + "RMB'000".rjust(15) + "RMB'000".rjust(15) + "\n"


def _row(label: str, *amounts: str) -> str:
    return f"{label:25}" + "".join(f"{amount:>15}" for amount in amounts) + "\n"


def _read(*rows: str) -> list[tuple[str, str | None]]:
    return [(figure.text, figure.doubt) for figure in values_of(HEADER + UNIT + "".join(rows))]


def test_the_first_part_of_a_torn_amount_is_never_taken_for_an_amount() -> None:
    found = _read(_row("Balance", "64 816", "17 000", "2 237"), _row("", "", "", "417"), _row("Profit", "1", "2", "3"))
    assert [text for text, doubt in found if doubt is None] == ["64 816", "17 000", "1", "2", "3"]
    assert any("2 237" in text and doubt for text, doubt in found)


def test_a_total_without_a_label_prints_in_all_columns_and_is_no_part_of_an_amount() -> None:
    found = _read(
        _row("Cash", "1 100", "100", "1 200"), _row("Debt", "100", "100", "200"), _row("", "200", "200", "400")
    )
    assert [doubt for _, doubt in found] == [None] * 9


def test_where_commas_group_the_digits_nothing_is_torn_at_a_space() -> None:
    found = _read(_row("Balance", "64,816", "17,000", "237"), _row("", "", "", "417"), _row("Profit", "1", "2", "3"))
    assert ("237", None) in found
