"""Which wordings real filings are known to use for a concept: mapping/candidates/attested.csv.

benchmarks/calibrate_candidates.py makes the table: rows of tagged filings that the rules name as the filer did.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.mapping.likeness import alike

ATTESTED_COLUMNS = ("wording", "concept", "filings")


def filings_with(label: str, concept: str) -> frozenset[str]:
    """Give the names of the filings whose row of this label (as ``alike``) the filer tagged with the concept."""
    return _attested().get((alike(label), concept), frozenset())


@cache
def _attested() -> Mapping[tuple[str, str], frozenset[str]]:
    path = data_folder("mapping") / "candidates" / "attested.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        return {(row["wording"], row["concept"]): frozenset(row["filings"].split()) for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, AttributeError) as error:
        raise MappingError(
            f"The table of attested wordings {path} cannot be read: {error!r}",
            remedy="install tagwright again, or make it with benchmarks/calibrate_candidates.py",
        ) from error
