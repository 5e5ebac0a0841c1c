"""The command on real documents: filings of a fictive company, some of them spoilt, in all the ways that we know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bad_filings import WAYS
from command import tagwright
from larkfield import DOCUMENT, write_filing


def filings(folder: Path) -> Path:
    """Three sound filings and three bad ones."""
    for number in range(3):
        write_filing(folder / f"fine-{number}", DOCUMENT.replace("70\t60", f"7{number}\t60"))
    write_filing(folder / "empty", "")
    write_filing(folder / "no-amounts", "LARKFIELD INSTRUMENTS\n")
    mapping = write_filing(folder / "misspelt") / "filing.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("currency:", "currancy:"), encoding="utf-8")
    lines = ["filing,name", *(f"{place.name}/larkfield-2021,{place.name}" for place in sorted(folder.iterdir()))]
    (folder / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "manifest.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("batch")


@pytest.fixture(scope="module")
def manifest(folder: Path) -> Path:
    return filings(folder / "in")


def test_a_batch_converts_what_it_can_and_gives_the_reason_of_the_rest(folder: Path, manifest: Path) -> None:
    answer = tagwright("batch", manifest, "--out", folder / "out", "--workers", "2")
    said = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))
    outcomes = {job["name"]: (job["outcome"], job["reason"]) for job in said["jobs"]}
    assert [outcomes[f"fine-{number}"] for number in range(3)] == [("valid", "")] * 3
    assert outcomes["empty"][0] == "failed"
    assert "currancy" in outcomes["misspelt"][1]
    assert all(reason for name, (_, reason) in outcomes.items() if not name.startswith("fine"))
    assert said["remarks"] == []
    assert answer.code == 4
    assert sorted(path.name for path in (folder / "out").iterdir() if path.is_dir())[:3] == [
        "fine-0",
        "fine-1",
        "fine-2",
    ]
    assert "fine-0: valid" in answer.err


def test_a_batch_gives_the_same_outputs_as_single_conversions(folder: Path, manifest: Path) -> None:
    tagwright("batch", manifest, "--out", folder / "out", "--workers", "2")
    alone = tagwright("convert", folder / "in/fine-1/larkfield-2021", "--out", folder / "alone")
    assert alone.code == 0
    both = [{path.name: path.read_bytes() for path in (folder / place).iterdir()} for place in ("alone", "out/fine-1")]
    assert both[1].pop("job.json")
    assert both[0] == both[1]


def test_events_are_lines_of_json_and_a_second_run_skips(folder: Path, manifest: Path) -> None:
    tagwright("batch", manifest, "--out", folder / "out")
    answer = tagwright("batch", manifest, "--out", folder / "out", "--json")
    events = [json.loads(line) for line in answer.out.splitlines()]
    assert [event["event"] for event in events] == ["skipped"] * 6 + ["summary"]
    assert events[-1]["outcomes"]["valid"] == 3


def test_another_way_of_validating_is_another_job(folder: Path, manifest: Path) -> None:
    tagwright("batch", manifest, "--out", folder / "out")
    answer = tagwright("batch", manifest, "--out", folder / "out", "--no-validate", "--json")
    events = [json.loads(line) for line in answer.out.splitlines()]
    assert {event["event"] for event in events} == {"started", "done", "summary"}
    assert events[-1]["outcomes"]["converted"] >= 3


def test_twenty_kinds_of_bad_filings_each_give_a_reason_and_the_others_are_converted(tmp_path: Path) -> None:
    for number, spoil in enumerate(WAYS.values()):
        spoil(write_filing(tmp_path / f"bad-{number}"))
    for number in range(3):
        write_filing(tmp_path / f"fine-{number}")
    places = sorted(tmp_path.iterdir())
    lines = ["filing,name", *(f"{place.name}/larkfield-2021,{place.name}" for place in places)]
    (tmp_path / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    answer = tagwright("batch", tmp_path / "manifest.csv", "--out", tmp_path / "out", "--workers", "2", "--no-validate")
    said = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert said["outcomes"] == {"converted": 3, "failed": 20}
    reasons = {job["name"]: job["reason"] for job in said["jobs"] if job["outcome"] == "failed"}
    assert len({reason.replace(name, "") for name, reason in reasons.items()}) > 15
    assert not any("Traceback" in reason or "defect of its own" in reason for reason in reasons.values()), reasons
    assert answer.code > 2
