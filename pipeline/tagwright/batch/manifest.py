"""Reads what is to be done: a manifest (YAML or CSV), a filing folder, or a folder of filing folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from tagwright.batch.jobs import Job
from tagwright.batch.manifest_csv import read_csv
from tagwright.errors import MappingError
from tagwright.mapping.finding import Finding
from tagwright.mapping.load import FILING_FILE
from tagwright.mapping.profiles import profile_names
from tagwright.mapping.schema import Strict
from tagwright.mapping.schema_errors import schema_findings
from tagwright.mapping.yaml_source import YamlSource, read_yaml
from tagwright.taxonomy.concepts import nearest_names
from tagwright.taxonomy.official import BUILT_IN, PACKAGE, official_taxonomies

_REMEDY = "name a manifest (.yaml, .csv), a folder with a filing.yaml, or a folder of such folders"


class ManifestJob(Strict):
    """One document of a manifest. Paths are relative to the manifest's folder."""

    filing: Annotated[str, Field(min_length=1, description="The folder with the filing's mapping.")]
    document: str | None = Field(default=None, description="In the place of the document that the filing names.")
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")] | None = Field(
        default=None, description="The folder of the outputs; by default named after filing and document."
    )
    profile: str | None = Field(default=None, description="In the place of the filing's profile (esef-2021).")
    taxonomy: str | None = Field(
        default=None,
        description="What to validate against: built-in (default), an added taxonomy (ifrs-2021), or a package (.zip).",
    )


class Manifest(Strict):
    """The documents of a batch."""

    jobs: list[ManifestJob] = Field(min_length=1, description="One entry for each document.")


def jobs_of(sources: Sequence[Path]) -> list[Job]:
    """Give the jobs that manifests and folders name, in their order, each under a name of its own.

    Raises MappingError with file, line and column where a manifest is not as it should be, and where a source holds no
    job or two jobs would have the same name.
    """
    names: dict[str, tuple[Job, str]] = {}
    for source in sources:
        for job, place in _jobs(source):
            first, other = names.setdefault(job.name.casefold(), (job, place))
            if first is not job:
                raise MappingError(
                    f"{place}: two documents of the batch would be written into {job.name}; the other is {other}.",
                    remedy="give one of them another 'name' in a manifest",
                )
    return [job for job, _ in names.values()]


def _jobs(source: Path) -> Iterator[tuple[Job, str]]:
    """Give the jobs of a source, each with the place where it is named."""
    if source.is_dir():
        yield from _folder_jobs(source)
    elif not source.is_file():
        raise MappingError(f"{source} is not there.", remedy=_REMEDY)
    elif source.suffix in (".yaml", ".yml"):
        yield from _manifest_jobs(read_yaml(source, source.name), source.parent)
    elif source.suffix == ".csv":
        yield from _manifest_jobs(read_csv(source, list(ManifestJob.model_fields)), source.parent)
    else:
        raise MappingError(f"{source} is no manifest.", remedy=_REMEDY)


def _folder_jobs(folder: Path) -> Iterator[tuple[Job, str]]:
    if (folder / FILING_FILE).is_file():
        yield Job(folder.resolve().name, folder), f"{folder}"
        return
    found = [path for path in sorted(folder.iterdir()) if (path / FILING_FILE).is_file()]
    if not found:
        raise MappingError(f"No folder in {folder} holds a {FILING_FILE}.", remedy=_REMEDY)
    yield from ((Job(path.name, path), f"{path}") for path in found)


def _manifest_jobs(source: YamlSource, folder: Path) -> Iterator[tuple[Job, str]]:
    try:
        said = Manifest.model_validate(source.content)
    except ValidationError as error:
        raise _manifest_error(schema_findings(error, source, Manifest)) from error
    if findings := list(_unknown_words(said, source)):
        raise _manifest_error(findings)
    for number, job in enumerate(said.jobs):
        yield _job(job, folder), f"{source.file}:{source.place(('jobs', number))}"


def _unknown_words(said: Manifest, source: YamlSource) -> Iterator[Finding]:
    """Find the profiles and taxonomies that there are not."""
    known = {
        "profile": profile_names(),
        "taxonomy": [BUILT_IN, *(official.name for official in official_taxonomies())],
    }
    for number, job in enumerate(said.jobs):
        for key, words in known.items():
            word = getattr(job, key)
            if word is None or word in words or (key == "taxonomy" and word.endswith(PACKAGE)):
                continue
            near = nearest_names(word, words, limit=1)
            remedy = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(words)}"
            place = source.place(("jobs", number, key))
            problem = f"there is no {key} '{word}'"
            yield Finding("error", f"unknown-{key}", source.file, place.line, place.column, problem, remedy)


def _manifest_error(findings: Iterable[Finding]) -> MappingError:
    return MappingError("\n".join(map(str, findings)), remedy="correct the manifest at the places named above")


def _job(said: ManifestJob, folder: Path) -> Job:
    filing = folder / said.filing
    document = folder / said.document if said.document else None
    own = [filing.resolve().name, *([document.stem] if document else [])]
    name = said.name or re.sub(r"[^A-Za-z0-9._-]+", "-", "-".join(own)).strip("-.")
    is_package = said.taxonomy is not None and said.taxonomy.endswith(PACKAGE)
    taxonomy = str((folder / str(said.taxonomy)).absolute()) if is_package else said.taxonomy
    return Job(name or "job", filing, document, said.profile, taxonomy)
