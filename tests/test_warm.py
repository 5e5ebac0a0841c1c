"""The batch tier against cold runs: the same readings, and what happens where it cannot keep that promise."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from command import tagwright
from larkfield import write_filing
from tagwright import api
from tagwright.errors import ValidationFailedError
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.validation import warm
from tagwright.validation.bases import bases_of
from tagwright.validation.kept_reader import Request
from tagwright.validation.process import Limits, read_files
from tagwright.validation.reading import FileRequest
from tagwright.validation.startup import difference, spoilt
from tagwright.validation.warm import CAN_FORK, SERVER, WarmReader

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="taxonomies are kept loaded where a process can fork safely")

CORE = "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
FORMS = ("xbri", "xhtml", "xbrl", "json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warm")
    api.convert(write_filing(folder), folder / "out", validate=False)
    return folder / "out"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return [build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path_factory.mktemp("core") / "core.zip")]


@pytest.fixture(scope="module")
def reader() -> Iterator[WarmReader]:
    with WarmReader() as opened:
        yield opened


@pytest.fixture(scope="module")
def files(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("defects")
    sound = {form: made / f"larkfield-2021.{form}" for form in FORMS}
    return sound | {f"spoilt {form}": spoilt(path, folder / form) for form, path in sound.items()}


def serving(code: str) -> list[str]:
    """A server with a seeded defect: ``code`` runs in it first."""
    setting = "from tagwright.validation import kept_taxonomy, warm_server"
    return [sys.executable, "-c", f"{setting}\n{code}\nwarm_server.main()"]


def request(path: Path) -> FileRequest:
    return FileRequest(str(path))


@pytest.mark.parametrize("form", FORMS)
def test_a_report_leads_to_the_official_schema_and_to_nothing_else_on_the_web(made: Path, form: str) -> None:
    assert bases_of(made / f"larkfield-2021.{form}") == {CORE}


def test_sound_and_spoilt_reports_read_the_same_as_in_a_fresh_process(
    files: Mapping[str, Path], packages: list[Path], reader: WarmReader
) -> None:
    requests = [request(path) for path in files.values()]
    cold = dict(zip(files, read_files(requests, packages), strict=True))
    kept = dict(zip(files, reader(requests, packages), strict=True))
    assert {name: difference(cold[name], kept[name]) for name in files} == dict.fromkeys(files)
    assert reader.remarks == []
    errors = {name: sum(message.level == "ERROR" for message in reading.messages) for name, reading in kept.items()}
    assert all(bool(count) == name.startswith("spoilt") for name, count in errors.items()), errors
    assert all(len(kept[form].facts) == 34 for form in FORMS)


def test_readers_of_one_folder_share_a_server(files: Mapping[str, Path], packages: list[Path], tmp_path: Path) -> None:
    with WarmReader(tmp_path) as first, WarmReader(tmp_path) as second:
        first([request(files["xbri"])], packages)
        second([request(files["xhtml"])], packages)
        assert (len(first._servers), len(second._servers)) == (1, 0)


def test_a_server_that_ended_is_started_again_and_not_compared_again(
    files: Mapping[str, Path], packages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with WarmReader(tmp_path) as first:
        first([request(files["xbri"])], packages)
    monkeypatch.setattr(warm, "differs", lambda *_: "compared twice")
    with WarmReader(tmp_path) as second:
        (reading,) = second([request(files["xbri"])], packages)
        assert (len(second._servers), second.remarks) == (1, [])
    assert len(reading.facts) == 34


def test_a_message_that_is_lost_turns_the_fast_way_off_and_is_named(
    files: Mapping[str, Path], packages: list[Path]
) -> None:
    deaf = """
read = kept_taxonomy.KeptTaxonomy.read
def quiet(self, *arguments):
    self._controller.logHandler.emit = lambda record: None
    return read(self, *arguments)
kept_taxonomy.KeptTaxonomy.read = quiet
"""
    with WarmReader(command=serving(deaf)) as reader:
        sound, broken = reader([request(files["xbri"]), request(files["spoilt xbri"])], packages)
        (remark,) = reader.remarks
    assert remark.startswith(f"{CORE} is loaded anew for each report: larkfield-2021.xbri then lacks the message ")
    assert len(sound.facts) == 34
    assert any(message.level == "ERROR" for message in broken.messages)


def test_a_taxonomy_that_cannot_be_loaded_is_left_to_cold_runs(files: Mapping[str, Path]) -> None:
    with WarmReader() as reader:
        (reading,) = reader([request(files["xbri"])], [])
        assert reader.remarks == [f"{CORE} is loaded anew for each report: {CORE} could not be loaded."]
    assert "IOerror" in {message.code for message in reading.messages}


def test_a_report_that_does_not_lead_to_every_base_document_is_left_to_a_cold_run(
    files: Mapping[str, Path], packages: list[Path], tmp_path: Path
) -> None:
    other = ifrs_taxonomy("ifrs-2022")
    both = (*packages, build_core_package(other, tmp_path / "other.zip"))
    bases = (CORE, other.core_schema)
    asked = Request(request(files["xbri"]), both, (), bases)
    with WarmReader() as reader:
        _, state = reader._started(asked, tmp_path)
        assert state["problem"] is None
        assert warm._asked(state["socket"], asked, Limits())["cold"] is True


@pytest.mark.parametrize(
    ("defect", "seconds", "message"),
    [
        ("    while True: pass", 0, r"not finished after 0 seconds and was stopped"),
        ("    [bytearray(2**20) for _ in range(2**13)]", 300, "needed more than its 1024 MB of memory"),
        ("    import os; os.kill(os.getpid(), 11)", 300, "ended by signal 11"),
    ],
)
def test_a_report_that_hangs_or_eats_memory_or_crashes_ends_with_its_reason_and_the_next_is_read(
    files: Mapping[str, Path],
    packages: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    defect: str,
    seconds: int,
    message: str,
) -> None:
    seeded = f"""
read = kept_taxonomy.KeptTaxonomy.read
def harmful(self, file, own):
    if not file.path.endswith('.xbrl'): return read(self, file, own)
{defect}
kept_taxonomy.KeptTaxonomy.read = harmful
"""
    monkeypatch.setattr(warm, "differs", lambda *_: None)
    with WarmReader(command=serving(seeded)) as reader:
        with pytest.raises(ValidationFailedError, match=message):
            reader([request(files["xbrl"])], packages, limits=Limits(seconds=seconds, memory=2**30))
        (reading,) = reader([request(files["xbri"])], packages)
    assert len(reading.facts) == 34


def test_the_command_gives_a_line_for_each_of_many_files_and_the_gravest_outcome(
    files: Mapping[str, Path], tmp_path: Path
) -> None:
    paths = [files["xbri"], files["spoilt xbri"], tmp_path / "nowhere.xbri"]
    answer = tagwright("validate", *paths[:2], "--tier", "batch", "--workers", "2")
    assert answer.code == 1
    assert [word for word in ("invalid", "valid") if f" {word} " in answer.out] == ["invalid", "valid"]
    answer = tagwright("validate", *paths[1:], "--json", "--workers", "2")
    first, second = json.loads(answer.out)
    assert (first["file"], first["validation"]["status"]) == (str(paths[1]), "invalid")
    assert (second["file"], second["problem"]) == (str(paths[2]), f"{paths[2]} is not there, or is not a file.")
    assert answer.code == 3


def test_the_server_is_run_apart_from_the_users_folder() -> None:
    assert SERVER[1:] == ("-P", "-m", "tagwright.validation.warm_server")
