"""Reads what is to be done: a manifest (YAML or CSV), a filing folder, or a folder of filing folders."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from tagwright.batch.jobs import Job
from tagwright.errors import MappingError
from tagwright.mapping.finding import Finding, mapping_error
from tagwright.mapping.load import FILING_FILE
from tagwright.mapping.schema import Strict
from tagwright.mapping.yaml_source import YamlSource, read_yaml
from tagwright.taxonomy.concepts import nearest_names

_REMEDY = "name a manifest (.yaml, .csv), a folder with a filing.yaml, or a folder of such folders"


class ManifestJob(Strict):
    """One line of a manifest. Paths are relative to the manifest's folder."""

    filing: Annotated[str, Field(min_length=1, description="The folder with the filing's mapping.")]
    document: str | None = Field(default=None, description="In the place of the document that the filing names.")
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")] | None = Field(
        default=None, description="The folder of the outputs; by default named after filing and document."
    )
    profile: str | None = Field(default=None, description="In the place of the filing's profile.")
    taxonomy: str | None = Field(default=None, description="What to validate against; built-in by default.")


class Manifest(Strict):
    """The documents of a batch."""

    jobs: list[ManifestJob] = Field(min_length=1)


def jobs_of(sources: Sequence[Path]) -> list[Job]:
    """Give the jobs that manifests and folders name, in their order, each under a name of its own.

    Raises MappingError with file, line and column where a manifest is not as it should be, and where a source holds no
    job or two jobs would have the same name.
    """
    jobs = [job for source in sources for job in _jobs(source)]
    names: dict[str, Job] = {}
    for job in jobs:
        other = names.setdefault(job.name.casefold(), job)
        if other is not job:
            raise MappingError(
                f"Two documents of the batch would be written into {job.name}: {other.filing} and {job.filing}.",
                remedy="give one of them another 'name' in a manifest",
            )
    return jobs


def _jobs(source: Path) -> Iterator[Job]:
    if source.is_dir():
        yield from _folder_jobs(source)
    elif not source.is_file():
        raise MappingError(f"{source} is not there.", remedy=_REMEDY)
    elif source.suffix in (".yaml", ".yml"):
        yield from _yaml_jobs(source)
    elif source.suffix == ".csv":
        yield from _csv_jobs(source)
    else:
        raise MappingError(f"{source} is no manifest.", remedy=_REMEDY)


def _folder_jobs(folder: Path) -> Iterator[Job]:
    if (folder / FILING_FILE).is_file():
        yield Job(folder.resolve().name, folder)
        return
    found = [path for path in sorted(folder.iterdir()) if (path / FILING_FILE).is_file()]
    if not found:
        raise MappingError(f"No folder in {folder} holds a {FILING_FILE}.", remedy=_REMEDY)
    yield from (Job(path.name, path) for path in found)


def _yaml_jobs(manifest: Path) -> Iterator[Job]:
    source = read_yaml(manifest, manifest.name)
    try:
        said = Manifest.model_validate(source.content)
    except ValidationError as error:
        raise mapping_error(_yaml_finding(details, source) for details in error.errors(include_url=False)) from error
    yield from (_job(one, manifest.parent) for one in said.jobs)


def _yaml_finding(details: ErrorDetails, source: YamlSource) -> Finding:
    path = details["loc"]
    place = source.key_place(path) if details["type"] == "extra_forbidden" else source.place(path)
    return _finding(source.file, place.line, place.column, *_told(details))


def _told(details: ErrorDetails) -> tuple[str, str]:
    """Say what is wrong with a value of a manifest, and what to do about it."""
    name = str(details["loc"][-1])
    if details["type"] == "extra_forbidden":
        return f"there is no key '{name}'", _allowed(name)
    if details["type"] == "missing":
        return f"'{name}' is missing", f"add '{name}'"
    if details["type"] == "string_pattern_mismatch":
        return f"'{details['input']}' is no name for a folder", "use letters, digits, points, hyphens and underscores"
    return f"{name}: {details['msg']}", f"the keys of a job are {', '.join(ManifestJob.model_fields)}"


def _allowed(name: str) -> str:
    near = nearest_names(name, ManifestJob.model_fields)
    return f"did you mean '{near[0]}'?" if near else f"allowed: {', '.join(ManifestJob.model_fields)}"


def _csv_jobs(manifest: Path) -> Iterator[Job]:
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MappingError(f"{manifest.name} is not UTF-8: {error}.", remedy="save it as CSV UTF-8") from error
    rows = csv.DictReader(text.splitlines(), strict=True)
    findings: list[Finding] = []
    jobs: list[Job] = []
    try:
        header = [name.strip() for name in rows.fieldnames or ()]
        findings += _header_findings(manifest.name, header)
        if not findings:
            rows.fieldnames = header
            for row in rows:
                said = _row(manifest.name, rows.line_num, header, row)
                if isinstance(said, ManifestJob):
                    jobs.append(_job(said, manifest.parent))
                else:
                    findings += said
    except csv.Error as error:
        findings.append(_finding(manifest.name, rows.line_num + 1, 1, str(error), "mend the quotes of that line"))
    if not jobs and not findings:
        findings.append(_finding(manifest.name, 1, 1, "it names no document", "add a line for each document"))
    if findings:
        raise mapping_error(findings)
    yield from jobs


def _header_findings(file: str, header: Sequence[str]) -> Iterator[Finding]:
    known = list(ManifestJob.model_fields)
    for column, name in enumerate(header, start=1):
        if name not in known:
            yield _finding(file, 1, column, f"there is no column '{name}'", _allowed(name))
    if "filing" not in header:
        yield _finding(file, 1, 1, "there is no column 'filing'", f"the columns are {', '.join(known)}")


def _row(file: str, line: int, header: Sequence[str], row: dict[str | None, str | None]) -> ManifestJob | list[Finding]:
    if None in row:
        return [_finding(file, line, len(header) + 1, "the line has more cells than the header", "quote commas")]
    said = {name: value.strip() for name, value in row.items() if name is not None and value and value.strip()}
    try:
        return ManifestJob.model_validate(said)
    except ValidationError as error:
        return [
            _finding(file, line, header.index(str(details["loc"][0])) + 1, *_told(details))
            for details in error.errors(include_url=False)
        ]


def _finding(file: str, line: int, column: int, problem: str, remedy: str) -> Finding:
    return Finding("error", "manifest", file, line, column, problem, remedy)


def _job(said: ManifestJob, folder: Path) -> Job:
    filing = folder / said.filing
    document = folder / said.document if said.document else None
    own = [filing.resolve().name, *([document.stem] if document else [])]
    name = said.name or re.sub(r"[^A-Za-z0-9._-]+", "-", "-".join(own)).strip("-.")
    return Job(name or "job", filing, document, said.profile, said.taxonomy)
