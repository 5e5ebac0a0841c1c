"""What ``tagwright init`` could not tell: a word that stands in filing.yaml until a person has written what is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tagwright.mapping.finding import Finding
from tagwright.mapping.yaml_source import KeyPath, Value, YamlSource

FILL_IN = "FILL-IN"

_REMEDIES: Mapping[str, str] = {
    "entity.name": "write the name of the company that reports",
    "entity.scheme": "write the scheme of its identifier, such as http://standards.iso.org/iso/17442 for an LEI",
    "entity.identifier": "write the company's identifier in that scheme, such as its LEI",
    "period.start": "write the first day of the reporting period, such as 2024-01-01",
    "period.end": "write the last day of the reporting period, such as 2024-12-31",
    "currency": "write the reporting currency's three letters of ISO 4217, such as EUR",
    "taxonomy": "write the year's taxonomy, such as ifrs-2024",
    "extension.prefix": "write a short name of the company in small letters",
    "extension.namespace": "write an address of the company's own, such as https://www.company.com/xbrl/2024",
}


def placeholder_findings(source: YamlSource) -> list[Finding]:
    """Find every field that has not been filled in, in the order of the file."""
    findings = [_finding(path, source) for path in _unfilled(source.content, ())]
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def _finding(path: KeyPath, source: YamlSource) -> Finding:
    name = ".".join(map(str, path))
    place = source.place(path)
    remedy = _REMEDIES.get(name, f"write what {name} is")
    return Finding("error", "not-filled-in", source.file, place.line, place.column, f"{name} is not filled in", remedy)


def _unfilled(value: Value, path: KeyPath) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _unfilled(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _unfilled(below, (*path, index))
    elif isinstance(value, str) and FILL_IN in value:
        yield path
