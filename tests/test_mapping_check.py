"""Checking mappings: each kind of mistake, seeded, is found at its place and with its hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from mappings import BASE, FILING, base_of, filing_of
from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.mapping.check import check_mapping
from tagwright.mapping.finding import Finding, require_sound
from tagwright.mapping.load import load_base, load_filing
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts


def facts(name: str, kind: str, item_type: str, period: str = "duration", default: str | None = None) -> ConceptFacts:
    return ConceptFacts(name, kind, item_type, period, None, default, "either", frozenset({2021}))


CONCEPTS: Mapping[str, ConceptFacts] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            facts("Revenue", "item", "xbrli:monetaryItemType"),
            facts("CostOfSales", "item", "xbrli:monetaryItemType"),
            facts("Inventories", "item", "xbrli:monetaryItemType", "instant"),
            facts("NumberOfEmployees", "item", "xbrli:decimalItemType", "instant"),
            facts("DisclosureOfBorrowingsExplanatory", "item", "nonnum:textBlockItemType"),
            facts("NameOfReportingEntity", "item", "xbrli:stringItemType"),
            facts("IncomeStatementAbstract", "abstract", "xbrli:stringItemType"),
            facts("SegmentsTable", "table", "xbrli:stringItemType"),
            facts("SegmentsAxis", "axis", "xbrli:stringItemType", default="EntityMember"),
            facts("EntityMember", "member", "nonnum:domainItemType"),
            facts("ChinaMember", "member", "nonnum:domainItemType"),
        )
    }
)
ONE = "mapping/ifrs/one.yaml"
OWN = "mapping/filings/acme-2021/filing.yaml"
TABLE = "tables:\n  - {name: t, kind: note, titles: T, positive: credit, lines: [\n"


def base_findings(folder: Path, text: str) -> list[Finding]:
    return check_mapping(base_of(folder, one=text), None, CONCEPTS)


def told(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule_id} {finding}" for finding in findings]


def of_lines(folder: Path, *lines: str) -> list[str]:
    """Give the findings on a table of these lines; the first stands in line 3."""
    return told(base_findings(folder, TABLE + ",\n".join(lines) + "]}\n"))


def of_filing(folder: Path, rest: str = "", *, head: str = FILING) -> list[str]:
    """Give the findings on a filing beside a sound base; ``rest`` begins in line 9."""
    return told(check_mapping(base_of(folder), filing_of(folder, rest, head=head), CONCEPTS))


def of_extension(folder: Path, declaration: str, *, used: str = "Own") -> list[str]:
    """Give the findings on a concept declared in line 10, with a line in line 13 that uses it."""
    return of_filing(
        folder,
        f"concepts:\n  - {declaration}\ntables:\n  - name: income-statement\n"
        f"    lines: [{{wording: Own, concept: {used}}}]\n",
    )


def test_a_sound_mapping_has_no_findings(tmp_path: Path) -> None:
    assert of_filing(tmp_path) == []
    assert told(check_mapping(base_of(tmp_path), None, CONCEPTS)) == []


def test_a_misspelt_concept_is_found_with_the_nearest_name(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: Sales, concept: Revenu}") == [
        f"unknown-concept {ONE}:3:27: no concept of a number is called 'Revenu'; did you mean Revenue?"
    ]


def test_a_concept_that_resembles_nothing_is_found_with_the_way_to_look_for_it(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: Sales, concept: Zzz}") == [
        f"unknown-concept {ONE}:3:27: no concept of a number is called 'Zzz'; "
        "look for it with 'tagwright taxonomy search', or declare it; what the official package alone has needs it"
        " to be added, and 'convert --taxonomy'"
    ]


def test_a_concept_of_other_years_is_found_with_the_years_that_have_it(tmp_path: Path) -> None:
    table = "tables:\n  - {name: income-statement, lines: [{wording: Sales, concept: BorrowingsByName%s}]}\n"
    (finding,) = of_filing(tmp_path, table % "Domain")
    assert finding.startswith(
        "concept-of-other-year mapping/filings/acme-2021/filing.yaml:10:64: 'BorrowingsByNameDomain' "
        "is not in this year's taxonomy, only in that of 2025"
    )
    (finding,) = of_filing(tmp_path, table % "Member")
    assert "only in that of 2021 to 2024; " in finding


def test_a_base_rule_with_a_concept_of_other_years_is_no_mistake(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: Sales, concept: BorrowingsByNameMember}") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IncomeStatementAbstract", "abstract"),
        ("SegmentsTable", "table"),
        ("SegmentsAxis", "axis"),
        ("ChinaMember", "member"),
        ("DisclosureOfBorrowingsExplanatory", "textBlock item"),
        ("NameOfReportingEntity", "string item"),
    ],
)
def test_a_line_cannot_report_what_takes_no_number(tmp_path: Path, name: str, kind: str) -> None:
    assert of_lines(tmp_path, f"{{wording: Sales, concept: {name}}}") == [
        f"wrong-kind {ONE}:3:27: '{name}' is no concept of a number but of the kind '{kind}'; "
        "name a concept of a number"
    ]


def test_an_axis_that_is_none_and_a_member_that_is_none_are_found(tmp_path: Path) -> None:
    line = "{wording: Sales, concept: Revenue, dimensions: {ChinaMember: SegmentsAxis}}"
    assert of_lines(tmp_path, line) == [
        f"wrong-kind {ONE}:3:49: 'ChinaMember' is no axis but of the kind 'member'; name an axis",
        f"wrong-kind {ONE}:3:62: 'SegmentsAxis' is no member but of the kind 'axis'; name a member",
    ]


def test_unknown_dimensions_of_tables_columns_and_sentences_are_found(tmp_path: Path) -> None:
    found = base_findings(
        tmp_path,
        "tables:\n"
        "  - name: t\n    kind: note\n    titles: T\n    positive: credit\n"
        "    dimensions: {SegmentAxis: ChinaMember}\n"
        "    columns:\n"
        "      - {wording: China, dimensions: {SegmentsAxis: ChinaMembr}}\n"
        "sentences:\n"
        "  - {after: revenue of, concept: Revenue, dimensions: {SegmentsAxes: ChinaMember}}\n",
    )
    assert told(found) == [
        f"unknown-concept {ONE}:6:18: no axis is called 'SegmentAxis'; did you mean SegmentsAxis?",
        f"unknown-concept {ONE}:8:53: no member is called 'ChinaMembr'; did you mean ChinaMember?",
        f"unknown-concept {ONE}:10:56: no axis is called 'SegmentsAxes'; did you mean SegmentsAxis?",
    ]


def test_a_note_needs_a_text_block(tmp_path: Path) -> None:
    found = base_findings(tmp_path, "notes:\n  - {titles: Borrowings, concept: Revenue}\n")
    assert told(found) == [
        f"wrong-kind {ONE}:2:35: 'Revenue' is no text block but of the kind 'monetary item'; name a text block"
    ]


@pytest.mark.parametrize("balance", ["opening", "closing"])
def test_a_balance_needs_a_concept_measured_at_an_instant(tmp_path: Path, balance: str) -> None:
    sound = f"{{wording: At end, concept: Inventories, balance: {balance}}}"
    assert of_lines(tmp_path, sound, f"{{wording: At start, concept: Revenue, balance: {balance}}}") == [
        f"period-clash {ONE}:4:48: 'Revenue' is measured over a period, so the line can state no {balance} balance; "
        "take a concept measured at an instant, or delete 'balance'"
    ]


def test_two_lines_that_say_different_things_of_one_wording_are_found_with_both_places(tmp_path: Path) -> None:
    lines = ("{wording: [Sales, Turnover], concept: Revenue}", "{wording: 'TURNOVER:', concept: CostOfSales}")
    assert of_lines(tmp_path, *lines) == [
        f"rules-clash {ONE}:4:1: for 'turnover' the rule says otherwise than the one at {ONE}:3; "
        "tell them apart by their sections, or delete one"
    ]


def test_two_totals_without_a_label_in_one_section_clash(tmp_path: Path) -> None:
    (finding,) = of_lines(
        tmp_path,
        "{unlabelled_total: true, section: [Assets, Other], concept: Inventories}",
        "{unlabelled_total: true, section: assets, concept: Revenue}",
    )
    assert finding.startswith(
        f"rules-clash {ONE}:4:1: for a total without a label the rule says otherwise than the one at {ONE}:3"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("section: Assets", "section: Liabilities"),
        ("section: Assets", "not_section: Assets"),
        ("section: Assets", ""),
        ("section: Assets, not_section: Other", "section: Assets"),
    ],
)
def test_lines_that_their_sections_tell_apart_do_not_clash(tmp_path: Path, one: str, other: str) -> None:
    rules = [f"{{wording: Sales, concept: Revenue, {one}}}", f"{{wording: Sales, concept: CostOfSales, {other}}}"]
    assert of_lines(tmp_path, *rules) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("section: [A, B]", "section: [B, C]"),
        ("section: [A, B]", "not_section: B"),
        ("not_section: A", "not_section: B"),
    ],
)
def test_lines_whose_sections_overlap_clash(tmp_path: Path, one: str, other: str) -> None:
    rules = [f"{{wording: Sales, concept: Revenue, {one}}}", f"{{wording: Sales, concept: CostOfSales, {other}}}"]
    (finding,) = of_lines(tmp_path, *rules)
    assert finding.startswith(f"rules-clash {ONE}:4:1: for 'sales' ")


def test_a_rule_given_twice_is_found(tmp_path: Path) -> None:
    line = "{wording: [Sales, Turnover], concept: Revenue, section: Income}"
    again = "{wording: [turnover, SALES], concept: Revenue, section: income}"
    assert of_lines(tmp_path, line, again) == [
        f"duplicated-rules {ONE}:4:1: duplicated rules: for 'sales' the same is said at {ONE}:3; delete one of the two"
    ]


def test_a_filings_line_may_say_otherwise_than_the_bases(tmp_path: Path) -> None:
    rest = "tables:\n  - name: income-statement\n    lines: [{wording: Revenue, concept: CostOfSales}]\n"
    assert of_filing(tmp_path, rest) == []


def test_clashing_columns_notes_and_sentences_are_found(tmp_path: Path) -> None:
    found = base_findings(
        tmp_path,
        "tables:\n"
        "  - name: t\n    kind: note\n    titles: T\n    positive: credit\n    columns:\n"
        "      - {wording: China, dimensions: {SegmentsAxis: ChinaMember}}\n"
        "      - {wording: China}\n"
        "notes:\n"
        "  - {titles: 12 Borrowings, concept: DisclosureOfBorrowingsExplanatory}\n"
        "  - {titles: Borrowings, concept: DisclosureOfBorrowingsExplanatory}\n"
        "sentences:\n"
        "  - {after: amounted to, concept: Revenue}\n"
        "  - {after: amounted to, within: Costs, concept: CostOfSales}\n",
    )
    assert [(finding.rule_id, finding.line) for finding in found] == [
        ("rules-clash", 8),
        ("duplicated-rules", 11),
        ("rules-clash", 14),
    ]


def test_a_line_with_neither_concept_nor_reason_is_found(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: Sales}") == [
        f"says-nothing {ONE}:3:1: the rule has neither a concept nor a reason to leave the figure out; "
        "add 'concept:' or 'leave_out:'"
    ]


def test_a_line_needs_no_concept_where_columns_give_it(tmp_path: Path) -> None:
    found = base_findings(tmp_path, TABLE + "{wording: China}], columns: [{wording: Sales, concept: Revenue}]}\n")
    assert told(found) == []


def test_a_rule_with_both_concept_and_reason_is_found(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: Sales, concept: Revenue, leave_out: doubtful}") == [
        f"says-both {ONE}:3:47: the rule has a concept and a reason to leave the figure out; delete one of the two"
    ]


def test_a_sentence_needs_a_concept_or_a_reason(tmp_path: Path) -> None:
    found = base_findings(
        tmp_path, "sentences:\n  - {after: amount of}\n  - {after: about, concept: Revenue, leave_out: rounded}\n"
    )
    assert [(finding.rule_id, finding.line, finding.column) for finding in found] == [
        ("says-nothing", 2, 5),
        ("says-both", 3, 49),
    ]


def test_an_unlabelled_total_with_a_wording_and_a_line_without_either_are_found(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{unlabelled_total: true, wording: Sum, concept: Revenue}", "{concept: Revenue}") == [
        f"labelled-total {ONE}:3:1: the line has a wording and is an unlabelled total; "
        "make it two lines, or delete one of the two",
        f"no-wording {ONE}:4:1: the line matches no row; add 'wording:' or 'unlabelled_total: true'",
    ]


def test_a_wording_of_which_nothing_is_left_is_found(tmp_path: Path) -> None:
    assert of_lines(tmp_path, "{wording: [Sales, ' (i) '], concept: Revenue}") == [
        f"blank-wording {ONE}:3:19: nothing is left of the wording ' (i) ' when it is compared; "
        "write words, or delete it"
    ]


def test_a_table_with_lines_but_no_titles_is_found(tmp_path: Path) -> None:
    found = base_findings(tmp_path, BASE.replace("    titles: Income statement\n", ""))
    assert told(found) == [
        f"no-titles {ONE}:2:5: the table 'income-statement' has rules but no titles, so it is never found; "
        "add 'titles:'"
    ]


def test_lines_of_a_table_that_there_is_not_are_found_with_the_nearest_name(tmp_path: Path) -> None:
    found = base_findings(tmp_path, BASE.replace("    kind:", "    lines_of: [income-statment]\n    kind:", 1))
    assert [line.replace(ONE, "one") for line in told(found)] == [
        "unknown-table one:3:16: no base table is called 'income-statment'; did you mean 'income-statement'?"
    ]


def test_a_table_name_in_two_files_is_found_with_both_places(tmp_path: Path) -> None:
    found = check_mapping(base_of(tmp_path, one=BASE, two="# more\n" + BASE), None, CONCEPTS)
    assert told(found) == [
        "duplicate-table mapping/ifrs/two.yaml:3:11: the table 'income-statement' is declared at "
        f"{ONE}:2 already; join or rename them"
    ]


def test_a_filings_table_that_is_incomplete_is_found(tmp_path: Path) -> None:
    assert of_filing(tmp_path, "tables:\n  - {name: own, titles: Own}\n") == [
        f"incomplete-table {OWN}:10:5: the table 'own' lacks kind and positive; add 'kind' and 'positive'"
    ]


def test_an_extension_concept_with_an_official_name_is_found(tmp_path: Path) -> None:
    declaration = "{name: Revenue, label: R, type: monetary, balance: credit, documentation: D}"
    assert of_extension(tmp_path, declaration, used="Revenue") == [
        f"official-name {OWN}:10:12: 'Revenue' is the name of an official concept; "
        "delete the declaration and use the official one, or rename it"
    ]


def test_an_extension_concept_declared_twice_is_found(tmp_path: Path) -> None:
    one = "{name: Own, label: O, type: pure, documentation: D}"
    assert of_extension(tmp_path, f"{one}\n  - {one}") == [
        f"repeated-extension {OWN}:11:12: 'Own' is declared at line 10 already; delete one of the two, or rename it"
    ]


def test_an_unused_extension_concept_is_a_warning(tmp_path: Path) -> None:
    rest = "concepts:\n  - {name: Own, label: O, type: pure, documentation: D}\n"
    findings = check_mapping(base_of(tmp_path), filing_of(tmp_path, rest), CONCEPTS)
    assert [finding.severity for finding in findings] == ["warning"]
    assert told(findings) == [f"unused-extension {OWN}:10:12: no rule uses 'Own'; use it in a rule, or delete it"]
    require_sound(findings)


def test_a_monetary_extension_concept_without_a_balance_and_another_with_one_are_found(tmp_path: Path) -> None:
    assert of_extension(tmp_path, "{name: Own, label: O, type: monetary, documentation: D}") == [
        f"balance-missing {OWN}:10:33: the monetary concept 'Own' has no balance; "
        "add 'balance: debit' or 'balance: credit'"
    ]
    assert of_extension(tmp_path, "{name: Own, label: O, type: pure, balance: debit, documentation: D}") == [
        f"balance-unfit {OWN}:10:48: a concept of the type 'pure' has no balance; delete 'balance'"
    ]


@pytest.mark.parametrize(
    ("wider", "told"),
    [
        ("Revenu", "no official concept is called 'Revenu'; did you mean Revenue?"),
        (
            "IncomeStatementAbstract",
            "the anchor 'IncomeStatementAbstract' is of the kind 'abstract', 'Own' of the kind 'item'",
        ),
        (
            "NumberOfEmployees",
            "the anchor 'NumberOfEmployees' is of the type xbrli:decimalItemType, 'Own' of xbrli:monetary",
        ),
        (
            "Inventories",
            "the anchor 'Inventories' is of the period type instant, 'Own' of duration; name an official concept",
        ),
        (
            "Own",
            "the anchor 'Own' is the filing's own; an anchor is official; name an official concept of the same type",
        ),
    ],
)
def test_an_anchor_must_be_an_official_concept_of_the_same_type_and_period(
    tmp_path: Path, wider: str, told: str
) -> None:
    declaration = (
        f"{{name: Own, label: O, type: monetary, balance: debit, documentation: D, wider: [CostOfSales, {wider}]}}"
    )
    (finding,) = of_extension(tmp_path, declaration)
    assert finding.startswith(f"anchor-unfit {OWN}:10:{5 + declaration.index(wider + ']')}: {told}")


def of_axis(folder: Path, declaration: str) -> list[str]:
    return of_filing(
        folder,
        f"concepts:\n  - {declaration}\ntables:\n  - name: income-statement\n"
        "    lines: [{wording: Own, concept: Revenue, dimensions: {OwnAxis: ChinaMember}}]\n",
    )


def test_an_axis_of_ones_own_needs_a_default_that_is_a_member(tmp_path: Path) -> None:
    assert of_axis(tmp_path, "{name: OwnAxis, label: O, type: axis, default: EntityMember, documentation: D}") == []
    assert of_axis(tmp_path, "{name: OwnAxis, label: O, type: axis, documentation: D}") == [
        f"default-missing {OWN}:10:12: the axis 'OwnAxis' has no default member; "
        "add 'default:' with the member of figures without the axis"
    ]
    assert of_axis(tmp_path, "{name: OwnAxis, label: O, type: axis, default: EntitiMember, documentation: D}") == [
        f"default-unknown {OWN}:10:52: no member is called 'EntitiMember'; did you mean EntityMember?"
    ]


def test_only_an_axis_has_a_default_member(tmp_path: Path) -> None:
    assert of_extension(tmp_path, "{name: Own, label: O, type: pure, default: EntityMember, documentation: D}") == [
        f"default-unfit {OWN}:10:48: 'Own' is no axis and has no default member; delete 'default'"
    ]


def test_a_default_member_of_ones_own_counts_as_used(tmp_path: Path) -> None:
    declarations = (
        "{name: OwnAxis, label: O, type: axis, default: AllMember, documentation: D}\n"
        "  - {name: AllMember, label: A, type: member, documentation: D}"
    )
    assert of_axis(tmp_path, declarations) == []


def test_a_period_that_ends_before_it_starts_is_found(tmp_path: Path) -> None:
    assert of_filing(tmp_path, head=FILING.replace("end: 2021-12-31", "end: 2020-12-31")) == [
        f"period-reversed {OWN}:5:34: the period ends on 2020-12-31, before it starts on 2021-01-01; "
        "exchange start and end"
    ]


def test_a_document_that_does_not_exist_is_found_with_the_nearest_name(tmp_path: Path) -> None:
    assert of_filing(tmp_path, head=FILING.replace("announcement.txt", "anouncement.txt")) == [
        f"document-missing {OWN}:2:11: there is no document 'anouncement.txt' in the filing's folder; "
        "did you mean 'announcement.txt'?"
    ]
    (finding,) = of_filing(tmp_path, head=FILING.replace("announcement.txt", "report.pdf"))
    assert finding.endswith("; put it beside filing.yaml")


@pytest.mark.parametrize("name", ["../announcement.txt", "/etc/hostname", "a/../../b.txt", "..\\a.txt"])
def test_a_document_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert of_filing(tmp_path, head=FILING.replace("announcement.txt", name)) == [
        f"document-outside {OWN}:2:11: the document '{name}' lies outside the filing's folder; "
        "put it beside filing.yaml and name it without a folder"
    ]


def test_a_document_that_a_link_leads_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("1", encoding="utf-8")
    folder = filing_of(tmp_path).folder
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (finding,) = of_filing(tmp_path, head=FILING.replace("announcement.txt", "link.txt"))
    assert finding.startswith(f"document-outside {OWN}:2:11: ")


def test_all_errors_are_raised_at_once_and_in_the_order_of_the_files(tmp_path: Path) -> None:
    findings = base_findings(tmp_path, TABLE + "{wording: A, concept: Revenu},\n{wording: B}]}\n")
    with pytest.raises(MappingError) as caught:
        require_sound(findings)
    assert caught.value.problem.splitlines() == [
        f"{ONE}:3:23: no concept of a number is called 'Revenu'; did you mean Revenue?",
        f"{ONE}:4:1: the rule has neither a concept nor a reason to leave the figure out; "
        "add 'concept:' or 'leave_out:'",
    ]


def test_the_shipped_mappings_have_no_findings() -> None:
    base = load_base()
    filings = sorted((data_folder("mapping") / "filings").glob("*/filing.yaml"))
    assert filings
    for path in filings:
        filing = load_filing(path)
        concepts = load_concepts(int(filing.rules.taxonomy.removeprefix("ifrs-")))
        assert told(check_mapping(base, filing, concepts)) == []


def test_a_prefix_that_belongs_to_a_standard_is_found(tmp_path: Path) -> None:
    (finding,) = of_filing(tmp_path, head=re.sub(r"prefix: \w+", "prefix: xbrli", FILING))
    assert finding.startswith(f"prefix-taken {OWN}:")
    assert "the prefix 'xbrli' belongs to a standard; choose one of the company's own" in finding


def test_a_namespace_that_belongs_to_a_standard_is_found(tmp_path: Path) -> None:
    taken = 'namespace: "https://xbrl.ifrs.org/taxonomy/2022-03-24/ifrs-full"'
    (finding,) = of_filing(tmp_path, head=re.sub(r"namespace: \S+?(?=[,}\n])", taken, FILING))
    assert finding.startswith(f"namespace-taken {OWN}:")
