"""The JSON Schema of manifests, for editors: ``python -m tagwright.batch.json_schema`` writes it to mapping/schema/."""

from __future__ import annotations

from pathlib import Path

from tagwright.batch.manifest import Manifest
from tagwright.data import data_folder
from tagwright.mapping.json_schema import JsonSchema, as_text, draft_07


def manifest_schema() -> JsonSchema:
    """Give the JSON Schema of a manifest in YAML."""
    return draft_07(Manifest)


def write_schema(folder: Path) -> None:
    """Write manifest.json into ``folder``."""
    (folder / "manifest.json").write_text(as_text(manifest_schema()), encoding="utf-8")


if __name__ == "__main__":
    write_schema(data_folder("mapping") / "schema")
