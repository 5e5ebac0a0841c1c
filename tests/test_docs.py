"""What the documents show is true: their examples pass the schema, their links lead somewhere, their codes are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from tagwright.errors import ExitCode
from tagwright.mapping.schema import FilingMapping

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "output" / "README.md", *sorted(ROOT.glob("docs/*.md"))]
YAML_BLOCK = re.compile(r"^( *)```yaml\n(.*?)^ *```", re.MULTILINE | re.DOTALL)

FILING = """
name: example-2024
document: announcement.txt
title: Annual results
entity: {name: Example plc, scheme: "http://standards.iso.org/iso/17442", identifier: 00EXAMPLE00000000000}
period: {start: 2024-01-01, end: 2024-12-31}
currency: EUR
taxonomy: ifrs-2024
extension: {prefix: example, namespace: "https://example.com/xbrl/2024"}
"""


def examples(path: Path) -> list[str]:
    return [
        "\n".join(line.removeprefix(indent) for line in block.splitlines())
        for indent, block in YAML_BLOCK.findall(path.read_text(encoding="utf-8"))
    ]


def as_filing(example: str) -> FilingMapping:
    """An example is a filing, some sections of one, or a list of lines of a table."""
    yaml = YAML(typ="safe", pure=True)
    said = yaml.load(example) or {}
    sections = {"tables": [{"name": "example", "lines": said}]} if isinstance(said, list) else said
    return FilingMapping.model_validate({**yaml.load(FILING), **sections})


@pytest.mark.parametrize("name", ["README.md", "docs/mapping.md"])
def test_every_yaml_example_passes_the_schema(name: str) -> None:
    found = examples(ROOT / name)
    assert len(found) == (ROOT / name).read_text(encoding="utf-8").count("```yaml") > 0
    for example in found:
        assert as_filing(example).name == "example-2024"


def test_an_example_with_a_misspelt_key_would_be_found() -> None:
    with pytest.raises(ValidationError, match="consept"):
        as_filing("- {wording: Revenue, consept: Revenue}")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_a_file(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_readme_lists_every_exit_code() -> None:
    rows = re.findall(r"^\| (\d+) \| ", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in rows] == [code.value for code in ExitCode]
