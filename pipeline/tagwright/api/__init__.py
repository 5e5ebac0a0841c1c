"""The verbs that programs call; the command line is one of them.

In: paths, and what the user chose. Out: values that say what was made, found or judged, and the files in their place.
Never: does a step's work itself; leaves half of a result where a run fails.
"""

from __future__ import annotations

from tagwright.api.converting import (
    LEDGER_CSV,
    LEDGER_JSON,
    NOT_ASKED,
    PROOF,
    VERDICT,
    Conversion,
    Converter,
    convert,
    convert_batch,
)
from tagwright.api.documents import Check, NewFiling, check, init_filing, read, write_page
from tagwright.api.judging import validate, validate_files
from tagwright.api.mappings import check_mappings, evaluate, mapping_coverage, suggest_concepts
from tagwright.api.packages import add_taxonomy, taxonomy_package
from tagwright.taxonomy.official import BUILT_IN

__all__ = [
    "BUILT_IN", "LEDGER_CSV", "LEDGER_JSON", "NOT_ASKED", "PROOF", "VERDICT", "Check", "Conversion", "Converter",
    "NewFiling", "add_taxonomy", "check", "check_mappings", "convert", "convert_batch", "evaluate", "init_filing",
    "mapping_coverage", "read", "suggest_concepts", "taxonomy_package", "validate", "validate_files", "write_page",
]  # fmt: skip
