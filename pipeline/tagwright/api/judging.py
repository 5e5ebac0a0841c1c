"""The verdict on reports that are there already, whoever made them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tagwright.api.packages import packages_for
from tagwright.api.steps import Progress, silent
from tagwright.errors import (
    TagwrightError,
    ValidationFailedError,
)
from tagwright.mapping.profiles import PLAIN, Profile, load_profile
from tagwright.precheck.run import precheck_file
from tagwright.taxonomy.official import BUILT_IN
from tagwright.validation.advice import with_findings, with_likely_cause
from tagwright.validation.process import Reader
from tagwright.validation.tiers import Tier, reader_of, validate_many
from tagwright.validation.validate import validate_file
from tagwright.validation.verdict import Verdict


def validate(
    path: Path,
    *,
    taxonomy: str = BUILT_IN,
    profile: str | None = None,
    tier: Tier = Tier.STANDARD,
    remark: Progress = silent,
) -> Verdict:
    """Validate any report file against a taxonomy; the built-in core stands for every year that it has.

    ``profile`` names a destination whose rules count as well; where it has an entry point of its own, all packages
    that were added are used. ``remark`` is told where the tier could not be kept. Raises MappingError where there is
    no such profile.
    """
    destination = load_profile(profile) if profile else PLAIN
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder, reader_of(tier, remark) as reader:
        packages = packages_for(destination, taxonomy, Path(folder))
        return _judged(path, packages, reader, destination)


def validate_files(
    paths: Sequence[Path],
    *,
    taxonomy: str = BUILT_IN,
    profile: str | None = None,
    tier: Tier = Tier.STANDARD,
    workers: int = 1,
    remark: Progress = silent,
) -> Iterator[tuple[Path, Verdict | TagwrightError]]:
    """Validate report files, some at a time; give each with its verdict, or why there is none, in their order.

    ``profile`` is as in ``validate``. ``remark`` is told where the tier could not be kept.
    """
    destination = load_profile(profile) if profile else PLAIN
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder, reader_of(tier, remark) as reader:
        packages = packages_for(destination, taxonomy, Path(folder))
        yield from validate_many(paths, lambda path: _judged(path, packages, reader, destination), workers)


def _judged(path: Path, packages: Sequence[Path], reader: Reader, destination: Profile) -> Verdict:
    findings = precheck_file(path, None if destination is PLAIN else destination.name)
    try:
        return with_findings(validate_file(path, packages, rules=destination.rules, reader=reader), findings)
    except ValidationFailedError as failure:
        raise with_likely_cause(failure, findings) from failure
