"""xBRL-CSV: the tables and their metadata as written; test_round_trip has what Arelle reads from them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from emitted import example_files
from reports import FACTS, REPORT
from tagwright.emit.csv_report import csv_files, csv_ids
from tagwright.report.model import NumericFact, TextBlockFact

NAME = "example-2021"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(example_files()[f"{NAME}-{name}.csv"].decode())))


def test_each_fact_is_one_row_of_its_table_in_the_order_of_the_report() -> None:
    numbers = [fact.id for fact in FACTS if isinstance(fact, NumericFact)]
    assert [row["id"] for row in rows("numbers")] == numbers
    assert [row["id"] for row in rows("texts")] == [fact.id for fact in FACTS if not isinstance(fact, NumericFact)]


def test_a_number_has_its_aspects_in_columns_and_none_where_it_has_not() -> None:
    first = rows("numbers")[0]
    assert first["concept"] == str(FACTS[0].concept)
    with_members = [row for row in rows("numbers") if row["ifrs-full_ComponentsOfEquityAxis"] != "#none"]
    assert 0 < len(with_members) < len(rows("numbers"))
    assert {row["ifrs-full_ComponentsOfEquityAxis"].split(":")[0] for row in with_members} == {"ifrs-full", "exr"}


def test_the_metadata_name_the_columns_the_taxonomy_and_only_prefixes_that_are_used() -> None:
    metadata = json.loads(example_files()[f"{NAME}-metadata.json"])
    assert metadata["documentInfo"]["documentType"] == "https://xbrl.org/2021/xbrl-csv"
    assert metadata["documentInfo"]["taxonomy"] == ["example-2021-2021-12-31.xsd"]
    assert "links" not in metadata
    assert "xbrl" not in metadata["documentInfo"]["namespaces"]
    for name, table in metadata["tables"].items():
        head = example_files()[table["url"]].decode().splitlines()[0].split(",")
        columns = metadata["tableTemplates"][name]["columns"]
        assert list(columns) == head
        named = {value[1:] for value in columns["value"]["dimensions"].values() if value.startswith("$")}
        assert named | {"id", "value"} >= set(head) - {"decimals"}
        assert columns["id"] == {"comment": True}


def test_facts_are_named_by_their_table_and_row() -> None:
    names = csv_ids(REPORT)
    assert names["numbers.r_1.value"] == FACTS[0].id
    assert sorted(names.values()) == sorted(fact.id for fact in FACTS)


def test_a_text_that_begins_like_a_special_value_is_written_so_that_it_is_none() -> None:
    block = next(fact for fact in FACTS if isinstance(fact, TextBlockFact))
    alone = replace(REPORT, facts=(block,))
    files = csv_files(alone, {block.id: '#none, or "so"\nto say'}, "a.xsd")
    assert list(files) == [f"{NAME}-metadata.json", f"{NAME}-texts.csv"]
    assert next(csv.DictReader(io.StringIO(files[f"{NAME}-texts.csv"].decode())))["value"] == '##none, or "so"\nto say'
