"""Batches on a local Dask cluster: the same results as without, lost workers and stores included."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from batch_runner import RUNNER
from command import tagwright
from larkfield import write_filing
from tagwright.batch.cluster import ClusterHands
from tagwright.batch.jobs import Status
from tagwright.batch.records import Records
from tagwright.batch.run import run_batch
from tagwright.errors import ClusterError
from test_batch import BOUNDS, MADE_BY, _path, runs, tasks_of

pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
pytest.importorskip("fsspec", reason="the extra 'dask' is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
__all__ = ["_path"]  # the fixture that lets workers find the runner of the tests


def test_a_cluster_gives_each_document_its_result_and_ends_none_for_another(tmp_path: Path) -> None:
    names = ["fine-1", "crash-1", "bad-1", "fine-2"]
    settings = {"out": str(tmp_path / "out"), "made_by": MADE_BY}
    hands = ClusterHands("local", RUNNER, settings, BOUNDS, Records(tmp_path / "out"), 2)
    results = run_batch(tasks_of(tmp_path, names), tmp_path / "out", hands)
    assert [results[name].status for name in names] == [Status.VALID, Status.FAILED, Status.FAILED, Status.VALID]
    assert results["crash-1"].reason == "The worker was lost (signal 9): it said nothing."
    assert results["bad-1"].reason == "The document is empty."
    assert (tmp_path / "out" / "fine-2" / "job.json").is_file()


def test_documents_of_a_process_that_is_lost_are_done_again_by_another_where_they_were_not_finished(
    tmp_path: Path,
) -> None:
    names = ["drop-1", "lose-1", "fine-1"]
    settings = {"out": str(tmp_path / "out"), "made_by": MADE_BY}
    hands = ClusterHands("local", RUNNER, settings, BOUNDS, Records(tmp_path / "out"), 1)
    results = run_batch(tasks_of(tmp_path, names), tmp_path / "out", hands)
    assert [results[name].status for name in names] == [Status.VALID] * 3
    assert runs(tmp_path) == {"drop-1": 2, "lose-1": 1, "fine-1": 1}


def test_a_second_run_on_a_cluster_does_what_has_changed(tmp_path: Path) -> None:
    settings = {"out": str(tmp_path / "out"), "made_by": MADE_BY}
    for names in (["fine-1", "bad-1"], ["fine-1", "bad-1", "fine-2"]):
        hands = ClusterHands("local", RUNNER, settings, BOUNDS, Records(tmp_path / "out"), 1)
        run_batch(tasks_of(tmp_path, names), tmp_path / "out", hands)
    assert runs(tmp_path) == {"fine-1": 1, "bad-1": 1, "fine-2": 1}


def test_a_run_from_another_machine_finds_in_the_store_what_is_done(tmp_path: Path) -> None:
    filing = write_filing(tmp_path)
    common = ("--no-validate", "--json", "--store", (tmp_path / "store").as_uri())
    tagwright("batch", filing, "--out", tmp_path / "here", *common)
    there = tagwright("batch", filing, "--out", tmp_path / "there", *common)
    assert [json.loads(line)["event"] for line in there.out.splitlines()] == ["skipped", "summary"]
    (tmp_path / "store" / "larkfield-2021" / "job.json").unlink()
    again = tagwright("batch", filing, "--out", tmp_path / "there", *common)
    assert [json.loads(line)["event"] for line in again.out.splitlines()] == ["started", "done", "summary"]


def test_outputs_can_be_put_to_a_store_in_the_place_of_a_folder(tmp_path: Path) -> None:
    filing = write_filing(tmp_path)
    store = (tmp_path / "store").as_uri()
    answer = tagwright(
        *("batch", filing, "--out", tmp_path / "out", "--no-validate", "--json", "--store", store),
        *("--scheduler", "local", "--workers", "1"),
    )
    assert answer.code == 0
    assert json.loads(answer.out.splitlines()[-1])["outcomes"] == {"converted": 1}
    assert not (tmp_path / "out" / "larkfield-2021").exists()
    assert (tmp_path / "store" / "larkfield-2021" / "job.json").is_file()
    assert (tmp_path / "store" / "larkfield-2021" / "larkfield-2021.xhtml").is_file()


def test_a_store_that_cannot_be_used_is_named_before_anything_is_converted(tmp_path: Path) -> None:
    filing = write_filing(tmp_path)
    answer = tagwright("batch", filing, "--out", tmp_path / "out", "--no-validate", "--store", "nonsense://bucket")
    assert answer.code == 7
    assert "The store nonsense://bucket cannot be read: ValueError: Protocol not known: nonsense" in answer.err


def test_a_scheduler_that_is_lost_ends_the_batch_with_its_reason(tmp_path: Path) -> None:
    hands = ClusterHands("tcp://somewhere:1", RUNNER, {}, BOUNDS, Records(tmp_path), 1)
    with pytest.raises(ClusterError, match=r"The scheduler tcp://somewhere:1 was lost. What was finished is kept"):
        hands._result(SimpleNamespace(status="cancelled"))


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path) -> None:
    hands = ClusterHands("nonsense://nowhere:1", RUNNER, {}, BOUNDS, Records(Path()), 1)
    with pytest.raises(ClusterError, match="The scheduler nonsense://nowhere:1 cannot be reached"):
        list(hands.run(tasks_of(tmp_path, ["fine-1"]), lambda _: None))
