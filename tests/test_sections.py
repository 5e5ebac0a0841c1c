from hand_made import BOOK, NAMES, figure
from tagwright.report.model import CalculationArc, LabelRole, PresentationNode, QName
from tagwright.report.sections import Abstracts, Section, document_order, section_of, section_tree, settled_sections


def line(concept: str) -> PresentationNode:
    return PresentationNode(NAMES[concept], LabelRole.STANDARD, concept)


def abstracts() -> Abstracts:
    return Abstracts("FinancialPosition", "lark", NAMES, BOOK)


def outline(nodes: tuple[PresentationNode, ...]) -> list[object]:
    """Names, and of a heading a pair of its name and what stands under it."""
    return [(str(node.concept), outline(node.children)) if node.children else node.concept.local for node in nodes]


def tree(*lines: tuple[Section, str]) -> list[object]:
    return outline(section_tree([(section, line(concept)) for section, concept in lines], abstracts()))


def test_a_row_that_only_the_earlier_year_has_stands_where_that_year_prints_it() -> None:
    assert document_order(["abd", "abcd"]) == list("abcd")
    assert document_order(["bd", "abd"]) == list("abd")
    assert document_order(["abc", "ab", "bxc", "cz"]) == list("abxcz")


def test_a_run_that_shares_no_row_comes_after_the_others() -> None:
    assert document_order(["ab", "xy"]) == list("abxy")


def test_a_row_that_is_printed_again_further_up_moves_nothing() -> None:
    assert document_order(["abc", "bax"]) == list("abxc")


def test_the_headings_above_a_row_are_its_section_and_an_unlabelled_total_is_in_the_section_that_it_sums() -> None:
    assert section_of(figure(row_path=("ASSETS:", "Current  assets", "Inventories"))) == ("ASSETS", "Current assets")
    assert section_of(figure(row_path=("Current assets",), row_label_missing=True)) == ("Current assets",)
    assert section_of(figure(row_path=())) == ()


def test_a_heading_that_names_a_year_is_no_section() -> None:
    assert section_of(figure(row_path=("Year ended 31 December 2021", "Cost", "Additions"))) == ("Cost",)


def test_a_heading_is_the_official_abstract_concept_of_its_name_else_one_of_the_extension() -> None:
    assert tree(
        (("ASSETS", "Non-current assets"), "Goodwill"),
        (("ASSETS", "Current assets (a)"), "Inventories"),
        (("Things we owe's list",), "TradeAndOtherCurrentPayables"),
    ) == [
        (
            "ifrs-full:AssetsAbstract",
            [
                ("ifrs-full:NoncurrentAssetsAbstract", ["Goodwill"]),
                ("ifrs-full:CurrentAssetsAbstract", ["Inventories"]),
            ],
        ),
        ("lark:FinancialPositionThingsWeOwesListAbstract", ["TradeAndOtherCurrentPayables"]),
    ]


def test_equal_headings_in_two_sections_are_two_concepts_so_that_their_lines_do_not_run_together() -> None:
    found = tree(
        (("One", "Current assets"), "Inventories"),
        (("Other", "Current assets"), "CashAndCashEquivalents"),
        (("Third", "Current assets"), "CurrentTaxAssets"),
    )
    assert found == [
        ("lark:FinancialPositionOneAbstract", [("ifrs-full:CurrentAssetsAbstract", ["Inventories"])]),
        (
            "lark:FinancialPositionOtherAbstract",
            [("lark:FinancialPositionCurrentAssetsAbstract", ["CashAndCashEquivalents"])],
        ),
        (
            "lark:FinancialPositionThirdAbstract",
            [("lark:FinancialPositionCurrentAssets2Abstract", ["CurrentTaxAssets"])],
        ),
    ]


def test_a_section_that_is_gone_back_to_stands_once() -> None:
    assert tree((("Cash",), "CashAndCashEquivalents"), ((), "Assets"), (("Cash",), "OtherCurrentAssets")) == [
        ("lark:FinancialPositionCashAbstract", ["CashAndCashEquivalents", "OtherCurrentAssets"]),
        "Assets",
    ]


def test_a_heading_keeps_its_wording_as_label() -> None:
    (node,) = section_tree([(("Élan vital & more",), line("Assets"))], abstracts())
    assert (node.concept, node.label) == (
        QName("lark", "FinancialPositionElanVitalMoreAbstract"),
        "Élan vital & more",
    )


def test_a_proven_total_stands_no_deeper_than_what_it_sums_and_ends_the_sections_that_it_leaves() -> None:
    sums = [
        CalculationArc(NAMES["NoncurrentAssets"], NAMES["Goodwill"], 1),
        CalculationArc(NAMES["Assets"], NAMES["NoncurrentAssets"], 1),
        CalculationArc(NAMES["Assets"], NAMES["CurrentAssets"], 1),
    ]
    lines: list[tuple[str, Section]] = [
        ("Goodwill", ("Non-current assets",)),
        ("NoncurrentAssets", ("Non-current assets",)),
        ("CurrentAssets", ("Current assets",)),
        ("Assets", ("Current assets",)),
        ("CurrentAssetsLiabilities", ("Current assets",)),
        ("Equity", ("Equity",)),
    ]
    settled = settled_sections([(NAMES[name], section) for name, section in lines], sums)
    assert settled == [("Non-current assets",), ("Non-current assets",), ("Current assets",), (), (), ("Equity",)]


def test_a_total_that_nothing_proves_stays_where_it_is_read() -> None:
    assert settled_sections([(NAMES["Assets"], ("Current assets",))], []) == [("Current assets",)]
