"""Label cells taken apart into known wordings."""

from __future__ import annotations

import pytest

from tagwright.figures.labels import Part, Piece, Reading, Squeezed, Vocabulary, wraps

LOSSES = "Share of losses of investments accounted for using the equity method"
VOCABULARY = Vocabulary.of(
    ["Revenue", "Land", "Buildings", "Third parties", "Related parties", "Finance income – net", LOSSES,
     "Trade receivables", "Other receivables", "Trade", "Total", "Total assets"],
    ["Assets", "Current assets", "Trade"],
)  # fmt: skip


def lines(text: str, following: str = "") -> tuple[str, ...] | None:
    reading = VOCABULARY.read(text, following)
    return None if reading is None else reading.lines


@pytest.mark.parametrize(
    "text", ["Revenue", "REVENUE", "  Revenue:", "Revenue (a)", "- Revenue", "Revenue⁽¹⁾", "Revenue**"]
)
def test_a_label_is_known_however_it_is_dressed(text: str) -> None:
    assert lines(text) == ("Revenue",)


def test_an_unknown_label_is_not_taken_apart() -> None:
    assert VOCABULARY.read("Goodwill") is None
    assert VOCABULARY.read("Revenue Goodwill") is None
    assert VOCABULARY.read("Goodwill Revenue") is None


def test_an_empty_label_is_no_reading() -> None:
    assert VOCABULARY.read("") is None
    assert VOCABULARY.read(" – ") is None


def test_squeezed_labels_are_taken_apart_in_their_order() -> None:
    assert lines("Buildings Land Revenue") == ("Buildings", "Land", "Revenue")


def test_labels_run_together_are_parted_at_the_capital() -> None:
    assert lines("Third partiesRelated parties") == ("Third parties", "Related parties")


def test_the_fewest_pieces_win() -> None:
    assert lines("Trade receivables") == ("Trade receivables",)
    assert lines("Total assets") == ("Total assets",)


def test_a_heading_in_front_of_lines_is_told_from_them() -> None:
    reading = VOCABULARY.read("Current assets Land")
    assert reading == Reading((Piece(Part.HEADING, "Current assets"), Piece(Part.LINE, "Land")))
    assert VOCABULARY.read("Current assets") == Reading((Piece(Part.HEADING, "Current assets"),))
    assert VOCABULARY.read("Land") == Reading((Piece(Part.LINE, "Land"),))


def test_words_that_the_next_row_goes_on_with_are_a_tail() -> None:
    begun = "Finance income – net Share of losses of investments accounted for"
    reading = VOCABULARY.read(begun, "using the equity method")
    assert reading is not None
    assert reading.lines == ("Finance income – net",)
    assert reading.tail == "share of losses of investments accounted for"
    assert VOCABULARY.read(begun, "Revenue") is None


def test_a_known_label_above_another_is_whole_though_both_make_a_longer_one() -> None:
    vocabulary = Vocabulary.of(["Profit for the year", "Profit for the year attributable to owners of the parent"])
    whole = Reading((Piece(Part.LINE, "Profit for the year"),))
    assert vocabulary.read("Profit for the year", "Attributable to owners of the parent") == whole
    assert vocabulary.read("Profit for the year", "attributable to owners of the parent") == Reading(
        (), "profit for the year"
    )


def test_a_tail_may_go_on_over_more_than_one_row() -> None:
    reading = VOCABULARY.read("Share of losses", "of investments accounted for")
    assert reading == Reading((), "share of losses")


def test_a_tail_may_be_cut_at_a_hyphen() -> None:
    vocabulary = Vocabulary.of(["Amortised share-based compensation"])
    assert vocabulary.read("Amortised share-", "based compensation") == Reading((), "amortised share-")
    assert vocabulary.read("Amortised share-", "holders") is None


def test_a_last_piece_that_may_be_a_heading_is_one_where_a_number_is_missing() -> None:
    reading = VOCABULARY.read("Land Trade")
    assert reading is not None
    assert VOCABULARY.with_closing_heading(reading, 2) == reading
    closed = VOCABULARY.with_closing_heading(reading, 1)
    assert closed == Reading((Piece(Part.LINE, "Land"), Piece(Part.HEADING, "Trade")))
    other = VOCABULARY.read("Land Revenue")
    assert other is not None
    assert VOCABULARY.with_closing_heading(other, 1) == other


@pytest.mark.parametrize(
    ("label", "following", "goes_on"),
    [
        ("Cost of hardware and", "Services", True),
        ("Losses attributable", "to owners", True),
        ("Losses", "of the year", True),
        ("Losses", "(of the year)", True),
        ("Cost,", "Services", True),
        ("Assets:", "cash", False),
        ("Assets", "Cash", False),
        ("Assets of", "", False),
    ],
)
def test_a_label_without_numbers_goes_on_where_the_next_begins_small_or_it_ends_unfinished(
    label: str, following: str, goes_on: bool
) -> None:
    assert wraps(label, following) is goes_on


def test_a_cell_with_more_words_than_labels_have_is_not_taken_apart() -> None:
    assert lines("Land " * 300) == ("Land",) * 300
    assert VOCABULARY.read("Land " * 3000) is None


AROUND = Vocabulary.of(
    ["Inventories", "Contract assets", "Restricted cash", "Total assets", "Share capital"], ["Current assets"]
)


def lines_around(text: str, count: int, subtotal: int | None = None) -> tuple[str, ...] | None:
    reading = AROUND.read_around(text, Squeezed(count, subtotal))
    return reading.lines if reading else None


def test_what_stands_between_two_known_labels_is_one_more() -> None:
    assert lines_around("Current assets Inventories Amount due from Class B shareholders Restricted cash", 3) == (
        "Inventories",
        "Amount due from Class B shareholders",
        "Restricted cash",
    )


def test_what_is_left_over_is_several_labels_where_so_many_numbers_stand_beside() -> None:
    assert lines_around("Inventories Prepayments Amount due from holders Restricted cash", 4) == (
        "Inventories",
        "Prepayments",
        "Amount due from holders",
        "Restricted cash",
    )


def test_a_subtotal_without_words_has_no_label() -> None:
    text = "Current assets Inventories Prepayments Restricted cash Total assets"
    assert lines_around(text, 5, 3) == ("Inventories", "Prepayments", "Restricted cash", "Total assets")
    assert lines_around(text, 5) is None


def test_a_label_too_many_is_refused_where_one_number_is_a_subtotal() -> None:
    assert lines_around("Assets held Inventories Prepayments Restricted cash", 4, 3) is None
    assert lines_around("Inventories Prepayments Restricted cash Total of these", 4, 3) == (
        "Inventories",
        "Prepayments",
        "Restricted cash",
        "Total of these",
    )


def test_labels_that_do_not_match_their_numbers_are_not_taken_apart() -> None:
    assert lines_around("Inventories Prepayments Amount due from Class B holders Restricted cash", 4) is None
    assert lines_around("inventories of goods Restricted cash", 2) is None
    assert lines_around("Bank Loans", 2) is None


def test_a_label_that_is_known_whole_is_not_gone_on_with_by_another_that_is() -> None:
    known = Vocabulary.of(["Other income", "Total income", "Other income - total"])
    reading = known.read("Other income", "Total income")
    assert reading is not None
    assert (reading.lines, reading.tail) == (("Other income",), "")


def test_a_label_that_is_known_whole_is_not_gone_on_with_by_one_that_begins_with_a_capital() -> None:
    known = Vocabulary.of(["Diluted", "Diluted loss per share"])
    assert known.read("- diluted", "Loss per share from continuing operations") == Reading(
        (Piece(Part.LINE, "Diluted"),)
    )
    assert known.read("Diluted", "loss per share") == Reading((), "diluted")
