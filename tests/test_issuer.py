import pytest

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.issuer import Identifier, entity_identifier, entity_name, is_lei, web_address


def document(text: str) -> Document:
    return Document("a.txt", "", read_text(text))


@pytest.mark.parametrize(
    "name",
    [
        "Larkfield Instruments Limited",
        "Harrowgate Foods plc",
        "RHEINWERK SE",
        "Aegean & Sons Corp.",
        "Zebra Group N.V.",
    ],
)
def test_a_title_that_is_a_companys_name_names_the_entity(name: str) -> None:
    assert entity_name(document(f"{name}\nPreliminary results for 2023\n\nRevenue\t1\n")) == name


def test_the_name_that_a_text_defines_as_the_company_goes_before_the_titles() -> None:
    text = "Zebra Exchange Limited\n\nThe board of Larkfield Instruments Inc. (the “Company”) met on Monday.\n"
    assert entity_name(document(text)) == "Larkfield Instruments Inc."


@pytest.mark.parametrize(
    "text",
    [
        "ANNUAL RESULTS\nRevenue\t1\n",
        "The Stock Exchange of Hong Kong Limited\nRevenue\t1\n",
        "One Company Limited\nOther Company Limited\nRevenue\t1\n",
        "Revenue\t1\nLarkfield Instruments Limited\n",
        "Consolidated statement of financial position of the Group\nRevenue\t1\n",
    ],
    ids=["none", "an exchange", "two", "below a table", "a statement"],
)
def test_no_name_is_guessed(text: str) -> None:
    assert entity_name(document(text)) is None


def test_a_legal_entity_identifier_counts_where_its_check_digits_are_right() -> None:
    assert is_lei("5493001KJTIIGC8Y1R12")
    assert not is_lei("5493001KJTIIGC8Y1R13")
    assert not is_lei("5493001kjtiigc8y1r12")
    assert entity_identifier(document("The LEI: 5493001KJTIIGC8Y1R12 of the issuer is long.\n")) == Identifier(
        "http://standards.iso.org/iso/17442", "5493001KJTIIGC8Y1R12"
    )
    assert entity_identifier(document("The LEI: 5493001KJTIIGC8Y1R13 of the issuer is wrong.\n")) is None


def test_a_stock_code_among_the_titles_and_a_cik_are_identifiers_and_two_of_a_kind_are_none() -> None:
    codes = document("Larkfield Limited\n(Stock Code: 0020)\n\nRevenue\t1\n")
    assert entity_identifier(codes) == Identifier("http://www.hkexnews.hk/stock-code", "0020")
    filer = document("Its Central Index Key is 0001234567, as registered.\n")
    assert entity_identifier(filer) == Identifier("http://www.sec.gov/CIK", "0001234567")
    assert entity_identifier(document("(Stock Code: 0020)\n(Stock Code: 0021)\n\nRevenue\t1\n")) is None
    assert entity_identifier(document("Revenue\t1\n")) is None


def test_an_australian_business_number_among_the_titles_counts_where_its_check_digits_are_right() -> None:
    sound = document("Larkfield Limited\nABN: 51 824 753 556\n\nRevenue\t1\n")
    assert entity_identifier(sound) == Identifier("http://www.abr.gov.au/abn", "51824753556")
    assert entity_identifier(document("Larkfield Limited\nABN: 51 824 753 557\n\nRevenue\t1\n")) is None
    assert entity_identifier(document("Its auditor is of ABN 51 824 753 556 and nobody else.\n")) is None


def test_the_one_web_address_with_a_word_of_the_companys_name_is_the_companys() -> None:
    text = "See www.hkexnews.hk and https://www.Larkfield.com/results for more than this sentence says."
    assert web_address(document(text), "Larkfield Instruments Limited") == "www.larkfield.com"
    assert web_address(document(text), "Harrowgate Group Limited") is None
    assert web_address(document(text), None) is None
    two = document("See www.larkfield.com and www.larkfield-careers.com for more than this sentence says.")
    assert web_address(two, "Larkfield Instruments Limited") is None
