"""The step of the flow: validates the outputs of a conversion, or any report file, and gives the Verdict."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tagwright.emit.csv_report import csv_ids, metadata_name
from tagwright.errors import DocumentError
from tagwright.report.model import Report
from tagwright.validation.compare import Difference, compare_facts, texts_of
from tagwright.validation.inspection import Inspection, inspect
from tagwright.validation.process import Limits, Reader, read_files
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.verdict import CalculationPolicy, Verdict, judge

_PACKAGES = (".xbri", ".zip")
_PACKAGE_METADATA = "META-INF/taxonomyPackage.xml"


def validate_outputs(
    report: Report,
    folder: Path,
    taxonomy_packages: Sequence[Path],
    *,
    sources: Mapping[str, str] | None = None,
    expected_text: Mapping[str, str] | None = None,
    calculation_policy: CalculationPolicy = "report",
    reader: Reader = read_files,
    limits: Limits | None = None,
) -> Verdict:
    """Validate what was emitted from a report, and compare each fact that each output states with the report.

    ``folder`` holds NAME.xhtml and, where emitted, the package, NAME.xbrl, NAME.json and NAME-metadata.json (CSV); each
    is validated in full, with the extension that lies beside it or in the package. ``sources`` describes the source's
    figure by fact id ('line 357, "Revenue", 4,700,263'). ``expected_text`` is the text of the text blocks by fact id;
    without it the texts of all outputs are held against those of the first. ``reader`` is that of a tier (``tiers``).

    Raises DocumentError or PackageError on an output that is missing or not fit to be read, and
    ValidationFailedError where the validator does not run to its end.
    """
    paths = _outputs(report, folder)
    inspections = {path.name: inspect(path) for path in paths}
    readings = reader(
        [_request(path, report.profile.rules) for path in paths],
        [*taxonomy_packages, *(path for path in paths if path.suffix in _PACKAGES and _is_taxonomy_package(path))],
        limits=limits,
    )
    readings = tuple(_with_our_ids(report, reading) for reading in readings)
    texts = expected_text if expected_text is not None else texts_of(report, readings[0].facts)
    return judge(
        readings,
        expected={reading.file: len(report.facts) for reading in readings},
        differences=_differences(report, readings, texts),
        taxonomy_files=_taxonomy_files(folder, inspections),
        sources=sources,
        calculation_policy=calculation_policy,
        rules=report.profile.rules,
    )


def validate_file(
    path: Path,
    taxonomy_packages: Sequence[Path],
    *,
    rules: str | None = None,
    calculation_policy: CalculationPolicy = "report",
    reader: Reader = read_files,
    limits: Limits | None = None,
) -> Verdict:
    """Validate any report: Inline XBRL, XBRL XML, xBRL-JSON, xBRL-CSV or a report package.

    ``rules`` names a destination's set of rules that the report is held against as well (``Profile.rules``).
    Raises DocumentError or PackageError on a file that is missing or not fit to be read, and
    ValidationFailedError where the validator does not run to its end.
    """
    inspection = inspect(path)
    readings = reader(
        [FileRequest(str(path.resolve()), document_set=inspection.document_set, rules=rules)],
        taxonomy_packages,
        limits=limits,
    )
    return judge(readings, expected={path.name: inspection.facts}, calculation_policy=calculation_policy, rules=rules)


def _outputs(report: Report, folder: Path) -> list[Path]:
    inline = folder / f"{report.name}.xhtml"
    if not inline.is_file():
        raise DocumentError(f"{inline} is not there.", remedy="Convert the document first (tagwright convert).")
    others = [folder / name for name in (f"{report.name}.xbrl", f"{report.name}.json", metadata_name(report))]
    package = folder / f"{report.package_name}.{report.profile.package}"
    return [path for path in (package, inline, *others) if path.is_file()]


def _request(path: Path, rules: str | None) -> FileRequest:
    """Ask for the rules and formulas of the destination where they apply: for the report package.

    The other outputs state the same facts, which are compared one by one.
    """
    package = path.suffix in _PACKAGES
    return FileRequest(str(path.resolve()), rules=rules if package else None, formulas=package or rules is None)


def _with_our_ids(report: Report, reading: Reading) -> Reading:
    """Name the facts of an xBRL-CSV report as the other outputs do."""
    if reading.file != metadata_name(report):
        return reading
    ours = csv_ids(report)
    return replace(reading, facts=tuple(replace(fact, id=ours.get(fact.id or "", fact.id)) for fact in reading.facts))


def _is_taxonomy_package(package: Path) -> bool:
    with zipfile.ZipFile(package) as archive:
        return any(name.endswith(_PACKAGE_METADATA) for name in archive.namelist())


def _differences(report: Report, readings: Sequence[Reading], texts: Mapping[str, str]) -> list[Difference]:
    return [
        difference for reading in readings for difference in compare_facts(report, reading.file, reading.facts, texts)
    ]


def _taxonomy_files(folder: Path, inspections: Mapping[str, Inspection]) -> list[str]:
    """Name the schemas and linkbases that were emitted, beside the report and inside its package."""
    beside = [path.name for path in folder.iterdir() if path.suffix in (".xsd", ".xml")]
    return sorted({*beside, *(name for look in inspections.values() for name in look.taxonomy_files)})
