"""The JSON Schemas of mapping files, which editors use to complete and check: made from the pydantic models.

Draft-07, since the YAML language server reads nothing newer. ``python -m tagwright.mapping.json_schema`` writes
them to mapping/schema/; a test holds what is committed against what the models say.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tagwright.data import data_folder
from tagwright.mapping.likeness import SynonymFile
from tagwright.mapping.profiles import Profile
from tagwright.mapping.schema import BaseMapping, FilingMapping

JsonSchema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"


def base_schema() -> JsonSchema:
    """Give the JSON Schema of a file of mapping/ifrs."""
    return draft_07(BaseMapping)


def filing_schema() -> JsonSchema:
    """Give the JSON Schema of a filing.yaml."""
    return draft_07(FilingMapping)


def synonym_schema() -> JsonSchema:
    """Give the JSON Schema of mapping/synonyms.yaml."""
    return draft_07(SynonymFile)


def profile_schema() -> JsonSchema:
    """Give the JSON Schema of a file of mapping/profiles."""
    return draft_07(Profile)


def write_schemas(folder: Path) -> None:
    """Write base.json, filing.json, profile.json and synonyms.json into ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {
        "base": base_schema(),
        "filing": filing_schema(),
        "profile": profile_schema(),
        "synonyms": synonym_schema(),
    }
    for name, schema in schemas.items():
        (folder / f"{name}.json").write_text(as_text(schema), encoding="utf-8")


def as_text(schema: JsonSchema) -> str:
    """Give a schema as it is committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def draft_07(model: type[BaseModel]) -> JsonSchema:
    """Give the JSON Schema of what a model reads."""
    return {"$schema": _DIALECT, **_older(model.model_json_schema(ref_template="#/definitions/{model}"))}


def _older(node: Any) -> Any:
    """Turn a schema of draft 2020-12, as pydantic writes it, into draft-07.

    ``$defs`` were ``definitions``, and beside ``$ref`` nothing was heeded, so it stands in an ``allOf``.
    Keys that fit no pattern are refused, as pydantic does.
    """
    if isinstance(node, list):
        return [_older(part) for part in node]
    if not isinstance(node, dict):
        return node
    older = {"definitions" if key == "$defs" else key: _older(part) for key, part in node.items()}
    if "$ref" in older and len(older) > 1:
        older["allOf"] = [{"$ref": older.pop("$ref")}]
    if "patternProperties" in older:
        older["additionalProperties"] = False
    return older


if __name__ == "__main__":
    write_schemas(data_folder("mapping") / "schema")
