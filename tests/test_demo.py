"""The bundled demo: what is committed of it is what the program makes of it today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tagwright import api
from tagwright.validation.verdict import Status

ROOT = Path(__file__).parents[1]
FILING = ROOT / "mapping" / "filings" / "sensetime-2021"
COMMITTED = ROOT / "output" / "sensetime-2021"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    return api.convert(FILING, tmp_path_factory.mktemp("demo") / "out")


@pytest.mark.parametrize("name", ["sensetime-2021.xhtml", "ledger.csv", "validation.json"])
def test_the_committed_output_is_reproduced_byte_for_byte(demo: api.Conversion, name: str) -> None:
    committed = COMMITTED / name
    assert committed.is_file(), f"{name} of the demo is missing. Make it with: make demo"
    same = (demo.folder / name).read_bytes() == committed.read_bytes()
    assert same, f"output/sensetime-2021/{name} is not what the demo gives today. Refresh it with: make demo"


def test_the_demo_is_valid_without_errors_warnings_or_inconsistencies(demo: api.Conversion) -> None:
    assert demo.verdict is not None
    assert demo.verdict.status is Status.VALID, demo.verdict.reasons
    counts = demo.verdict.counts
    assert (counts.errors, counts.warnings, counts.inconsistencies) == (0, 0, 0)


def test_the_validator_read_every_fact_of_the_report_from_each_output(demo: api.Conversion) -> None:
    assert demo.verdict is not None
    facts = len(demo.report.facts)
    assert facts > 1000
    assert {count.file: count.seen for count in demo.verdict.facts} == {
        "sensetime-2021.xbri": facts,
        "sensetime-2021.xhtml": facts,
        "sensetime-2021.xbrl": facts,
        "sensetime-2021.json": facts,
        "sensetime-2021-metadata.json": facts,
    }
    assert "each fact of the report against each output" in demo.verdict.checks
