"""The JSON Schemas that editors use: as committed, in the dialect they read, saying what the models say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from mappings import BASE, FILING
from tagwright.batch.json_schema import manifest_schema, write_schema
from tagwright.mapping.json_schema import (
    as_text,
    base_schema,
    filing_schema,
    profile_schema,
    synonym_schema,
    write_schemas,
)
from tagwright.mapping.yaml_source import parse_yaml

COMMITTED = Path(__file__).parents[1] / "mapping" / "schema"


def keywords(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from keywords(part)
    elif isinstance(node, dict):
        for key, part in node.items():
            yield key
            yield from keywords(part)


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    errors = Draft7Validator(schema).iter_errors(parse_yaml(text, "a.yaml").content)
    return sorted("/".join(map(str, error.path)) for error in errors)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("base", base_schema()),
        ("filing", filing_schema()),
        ("manifest", manifest_schema()),
        ("profile", profile_schema()),
        ("synonyms", synonym_schema()),
    ],
)
def test_the_committed_schema_is_what_the_models_say(name: str, schema: dict[str, Any]) -> None:
    assert (COMMITTED / f"{name}.json").read_text(encoding="utf-8") == as_text(schema)


@pytest.mark.parametrize("schema", [base_schema(), filing_schema()])
def test_a_schema_is_draft_07_and_uses_nothing_newer(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    newer = {"$defs", "prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "$anchor"}
    assert not newer & set(keywords(schema))


@pytest.mark.parametrize("schema", [base_schema(), filing_schema()])
def test_every_reference_leads_to_a_definition_and_stands_alone(schema: dict[str, Any]) -> None:
    definitions = {f"#/definitions/{name}" for name in schema["definitions"]}
    text = json.dumps(schema)
    assert {part.split('"')[0] for part in text.split('"$ref": "')[1:]} <= definitions
    assert text.count('"$ref"') == text.count('{"$ref": "#/definitions/') > 0


def test_sound_mappings_satisfy_the_schemas() -> None:
    assert complaints(base_schema(), BASE) == []
    assert complaints(filing_schema(), FILING + BASE) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("concept: CostOfSales", "concpet: CostOfSales", "tables/0/lines/1"),
        ("positive: credit", "positive: plus", "tables/0/positive"),
        ("titles: Income statement", "titles: {a: b}", "tables/0/titles"),
        ("concept: CostOfSales", "dimensions: {axis: AMember}", "tables/0/lines/1/dimensions"),
        ("concept: CostOfSales", "concept: Cost of sales", "tables/0/lines/1/concept"),
    ],
)
def test_an_editor_marks_the_mistakes_that_loading_refuses(old: str, new: str, place: str) -> None:
    assert complaints(base_schema(), BASE.replace(old, new)) == [place]


def test_writing_makes_the_folder_and_both_files(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schema")
    write_schema(tmp_path / "schema")
    assert json.loads((tmp_path / "schema" / "manifest.json").read_text(encoding="utf-8")) == manifest_schema()
    assert json.loads((tmp_path / "schema" / "base.json").read_text(encoding="utf-8")) == base_schema()
    assert json.loads((tmp_path / "schema" / "filing.json").read_text(encoding="utf-8")) == filing_schema()


@pytest.mark.parametrize("path", sorted((COMMITTED.parent / "profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_profiles_satisfy_their_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert complaints(profile_schema(), text) == []
    assert complaints(profile_schema(), text.replace("title:", "titel:")) != []


def test_an_editor_finds_in_a_manifest_what_the_batch_would_refuse() -> None:
    assert complaints(manifest_schema(), "jobs:\n  - {filing: a, name: b, profile: esef-2021}\n") == []
    assert complaints(manifest_schema(), "jobs:\n  - {filing: a, nam: b}\n  - {name: b/c}\n") == [
        "jobs/0",
        "jobs/1",
        "jobs/1/name",
    ]
