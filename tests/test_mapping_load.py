"""Loading mappings: what comes out, how a filing's rules join the base's, and how mistakes of form are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from mappings import FILING, base_of, filing_of
from tagwright.errors import MappingError
from tagwright.mapping.load import load_base, load_filing, merge, shown_name
from tagwright.mapping.model import RuleSource


def refusal_of_base(folder: Path, text: str) -> MappingError:
    with pytest.raises(MappingError) as caught:
        base_of(folder, one=text)
    return caught.value


def refusal_of_filing(folder: Path, rest: str = "", head: str = FILING) -> MappingError:
    with pytest.raises(MappingError) as caught:
        filing_of(folder, rest, head=head)
    return caught.value


def test_each_rule_of_the_base_knows_its_file_line_and_column(tmp_path: Path) -> None:
    (table,) = base_of(tmp_path).tables
    assert (table.name, table.kind, table.titles, table.positive) == (
        "income-statement",
        "statement",
        ("Income statement",),
        "credit",
    )
    assert [(line.rule.concept, line.rule.wording, line.level) for line in table.lines] == [
        ("Revenue", ["Revenue", "Turnover"], "base"),
        ("CostOfSales", ["Cost of sales"], "base"),
    ]
    assert table.lines[1].source == RuleSource("mapping/ifrs/income.yaml", 8, 9, ("tables", 0, "lines", 1))
    assert str(table.lines[1].source) == "mapping/ifrs/income.yaml:8"
    assert str(table.source) == "mapping/ifrs/income.yaml:2"


def test_base_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    table = "tables:\n  - {{name: {0}, kind: note, titles: {0}, positive: as printed}}\n"
    base = base_of(tmp_path, b=table.format("second"), a=table.format("first"), c=table.format("third"))
    assert [table.name for table in base.tables] == ["first", "second", "third"]


def test_columns_notes_and_sentences_know_where_they_stand(tmp_path: Path) -> None:
    base = base_of(
        tmp_path,
        one="""\
        tables:
          - name: equity
            kind: statement
            titles: Changes in equity
            positive: as printed
            columns:
              - {wording: Total}
        notes:
          - {titles: Borrowings, concept: DisclosureOfBorrowingsExplanatory}
        sentences:
          - {after: carrying amount of, concept: PropertyPlantAndEquipmentPledgedAsSecurity}
        """,
    )
    assert str(base.tables[0].columns[0].source) == "mapping/ifrs/one.yaml:7"
    assert (base.notes[0].rule.titles, str(base.notes[0].source)) == (["Borrowings"], "mapping/ifrs/one.yaml:9")
    assert (base.sentences[0].rule.after, base.sentences[0].source.line) == (["carrying amount of"], 11)


def test_a_filing_says_who_reports_what(tmp_path: Path) -> None:
    filing = filing_of(tmp_path)
    assert filing.rules.entity.identifier == "0020"
    assert (filing.rules.period.start, filing.rules.period.end) == (date(2021, 1, 1), date(2021, 12, 31))
    assert filing.rules.language == "en"
    assert filing.document == tmp_path / "mapping/filings/acme-2021/announcement.txt"
    assert filing.file.yaml.file == "mapping/filings/acme-2021/filing.yaml"


def test_a_filing_is_loaded_from_its_file_as_from_its_folder(tmp_path: Path) -> None:
    folder = filing_of(tmp_path).folder
    assert load_filing(folder / "filing.yaml") == load_filing(folder)


def test_a_filings_table_goes_before_the_bases_of_the_same_name(tmp_path: Path) -> None:
    base = base_of(tmp_path)
    filing = filing_of(
        tmp_path,
        """\
        tables:
          - name: income-statement
            titles: [Statement of income, Income statement]
            within: Financial statements
            positive: debit
            dimensions: {SegmentsAxis: CloudMember}
            lines:
              - {wording: Turnover, concept: RevenueFromContractsWithCustomers}
        """,
    )
    (table,) = merge(base, filing).tables
    assert (table.kind, table.positive) == ("statement", "debit")
    assert table.titles == ("Statement of income", "Income statement")
    assert table.within == ("Financial statements",)
    assert table.dimensions == {"SegmentsAxis": "CloudMember"}
    assert [(line.level, line.rule.concept, str(line.source)) for line in table.lines] == [
        ("filing", "RevenueFromContractsWithCustomers", "mapping/filings/acme-2021/filing.yaml:16"),
        ("base", "Revenue", "mapping/ifrs/income.yaml:7"),
        ("base", "CostOfSales", "mapping/ifrs/income.yaml:8"),
    ]
    assert str(table.source) == "mapping/filings/acme-2021/filing.yaml:10"


def test_a_filings_table_of_its_own_stands_before_the_bases(tmp_path: Path) -> None:
    rest = "tables:\n  - {name: own, kind: note, titles: Own, positive: credit}\n"
    merged = merge(base_of(tmp_path), filing_of(tmp_path, rest))
    assert [(table.name, table.source.line) for table in merged.tables] == [("own", 10), ("income-statement", 2)]


def test_a_filings_table_that_the_base_lacks_must_say_its_kind_and_signs(tmp_path: Path) -> None:
    base = base_of(tmp_path)
    filing = filing_of(tmp_path, "tables:\n  - {name: income-statment, titles: Own}\n")
    with pytest.raises(MappingError) as caught:
        merge(base, filing)
    assert caught.value.problem == (
        "mapping/filings/acme-2021/filing.yaml:10:5: the table 'income-statment' lacks kind and positive; "
        "add 'kind' and 'positive'; or did you mean the base mapping's table 'income-statement'?"
    )


@pytest.mark.parametrize(
    ("line", "column", "text", "told"),
    [
        (6, 9, "concpet: Revenue", "tables.lines.concpet: 'concpet' is no key here; did you mean 'concept'?"),
        (6, 9, "shade: Red", "tables.lines.shade: 'shade' is no key here; allowed: wording, unlabelled_total, "),
        (6, 15, "sign: by ballance", "'by ballance' is none of the words allowed; did you mean 'by balance'?"),
        (6, 18, "balance: first", "'first' is none of the words allowed; allowed: opening, closing"),
        (6, 18, "concept: ifrs-full:Revenue", "'ifrs-full:Revenue' is not of the form needed; a name has letters"),
        (6, 18, "concept: 2021", "'2021' is no text; put it in quotes"),
        (6, 18, "concept: [A, B]", "a list or mapping where a text belongs; write one text"),
        (6, 18, "section: {A: B}", "tables.lines.section: a mapping is no list; write '- ' before each entry"),
        (6, 27, "unlabelled_total: maybe", "'maybe' is neither true nor false; write true or false"),
        (6, 22, "dimensions: {axis: BMember}", "'axis' is not of the form needed; a name has letters"),
        (6, 21, "dimensions: BMember", "'BMember' is no mapping; write 'key: value' pairs"),
    ],
)
def test_a_mistake_in_a_line_is_told_with_its_place_and_remedy(
    tmp_path: Path, line: int, column: int, text: str, told: str
) -> None:
    error = refusal_of_base(
        tmp_path,
        "tables:\n  - name: x\n    kind: note\n    lines:\n      - wording: A\n        " + text + "\n",
    )
    assert error.problem.startswith(f"mapping/ifrs/one.yaml:{line}:{column}: tables.lines.")
    assert told in error.problem


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("currency: CNY", "currency: RMB'000", "6:11: currency: 'RMB'000' is not of the form needed; write the three"),
        ("ifrs-2021", "ifrs", "7:11: taxonomy: 'ifrs' is not of the form needed; write it as ifrs-2021"),
        ("end: 2021-12-31", "end: 31.12.2021", "5:34: period.end: '31.12.2021' is no date; write year, month and day"),
        ('identifier: "0020"', "identifier: 0020", "4:67: entity.identifier: '20' is no text; put it in quotes"),
        ("title: Results of 2021\n", "", "1:1: title: 'title' is missing; add 'title:'"),
        ("name: Acme, ", "", "4:9: entity.name: 'name' is missing; add 'name:'"),
        ("prefix: acme", "prefix: Acme", "8:21: extension.prefix: 'Acme' is not of the form needed; use small"),
        ("name: acme-2021", "name: Acme 2021", "1:7: name: 'Acme 2021' is not of the form needed; use small letters"),
        ("title: Results of 2021", "title:", "3:7: title: no value; write a value after 'title:', or delete the key"),
    ],
)
def test_a_mistake_in_a_filings_head_is_told_with_its_place_and_remedy(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    error = refusal_of_filing(tmp_path, head=FILING.replace(old, new))
    assert error.problem.startswith(f"mapping/filings/acme-2021/filing.yaml:{told}")


def test_a_misspelt_type_of_an_extension_concept_is_told_with_the_nearest_word(tmp_path: Path) -> None:
    error = refusal_of_filing(
        tmp_path, "concepts:\n  - {name: Fees, label: Fees, type: monetery, documentation: Fees paid}\n"
    )
    assert error.problem == (
        "mapping/filings/acme-2021/filing.yaml:10:37: concepts.type: 'monetery' is none of the words allowed; "
        "did you mean 'monetary'?"
    )


def test_all_mistakes_of_all_base_files_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as caught:
        base_of(tmp_path, b="nots: []\ntable: []\n", a="tables:\n  - {name: X, kind: note, positive: plus}\n")
    assert [line.split(": ")[0] for line in caught.value.problem.splitlines()] == [
        "mapping/ifrs/a.yaml:2:12",
        "mapping/ifrs/a.yaml:2:37",
        "mapping/ifrs/b.yaml:1:1",
        "mapping/ifrs/b.yaml:2:1",
    ]
    assert "did you mean 'notes'?" in caught.value.problem
    assert caught.value.remedy == "correct the mapping at the places named above"


def test_a_base_table_without_kind_or_signs_is_refused(tmp_path: Path) -> None:
    error = refusal_of_base(tmp_path, "tables:\n  - {name: x, titles: X, kind: note}\n")
    assert error.problem == "mapping/ifrs/one.yaml:2:5: the table 'x' lacks positive; add 'positive'"


def test_a_folder_without_a_filing_and_one_without_a_base_mapping_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"There is no file .*filing\.yaml\.\n  remedy: name a folder"):
        load_filing(tmp_path)
    with pytest.raises(MappingError, match="There is no base mapping in"):
        load_base(tmp_path)


def test_files_are_named_alike_wherever_the_project_lies(tmp_path: Path) -> None:
    assert shown_name(tmp_path / "mapping/x/mapping/ifrs/a.yaml") == "mapping/ifrs/a.yaml"
    assert shown_name(tmp_path / "acme" / "filing.yaml") == "acme/filing.yaml"


def test_a_thousand_lines_are_loaded_in_less_than_a_third_of_a_second(tmp_path: Path) -> None:
    lines = "".join(
        f"      - {{wording: [Item {i}, Other item {i}, Third item {i}], section: Assets, concept: C{i}}}\n"
        for i in range(1000)
    )
    head = "tables:\n  - name: x\n    kind: note\n    titles: X\n    positive: credit\n    lines:\n"
    base_of(tmp_path, one=head + lines)
    start = process_time()
    base = load_base(tmp_path / "mapping")
    assert process_time() - start < 0.3
    assert base.tables[0].lines[999].source.line == 1006
