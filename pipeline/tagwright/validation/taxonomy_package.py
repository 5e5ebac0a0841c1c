"""Validates a taxonomy package on its own, once, so that reports on it need not validate it again and again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tagwright.errors import PackageError
from tagwright.validation.process import Limits, read_files
from tagwright.validation.reading import FileRequest
from tagwright.validation.verdict import Verdict, judge


def validate_taxonomy_package(
    package: Path, entry_points: Sequence[str], others: Sequence[Path], *, limits: Limits | None = None
) -> Verdict:
    """Validate the taxonomy that each entry point leads to, in full; ``others`` are packages that it may build on.

    The package has been checked for what harms (``read_taxonomy_package``). Formulas are not run: they are about
    reports. Raises PackageError where there is no entry point, ValidationFailedError where the validator does not run
    to its end.
    """
    if not entry_points:
        raise PackageError(
            f"The taxonomy package {package} names no entry point, so that it cannot be validated.",
            remedy="ask its publisher for one with entry points in META-INF/taxonomyPackage.xml",
        )
    readings = read_files(
        [FileRequest(entry_point, formulas=False) for entry_point in entry_points],
        [package, *others],
        strict=True,
        limits=limits,
    )
    return judge(readings, expected={reading.file: 0 for reading in readings}, without_facts=True)
