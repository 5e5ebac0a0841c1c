"""Manifests: what they may say, and where it is said what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tagwright.batch.jobs import Job
from tagwright.batch.manifest import jobs_of
from tagwright.errors import MappingError

YAML = """\
jobs:
  - filing: a
  - {filing: a, document: docs/Annual report (2).txt, profile: esef-2021, taxonomy: ifrs-2021}
  - {filing: b, name: second}
"""
CSV = """\
filing, document, profile, taxonomy, name
a,,,,
a,docs/Annual report (2).txt,esef-2021,ifrs-2021,
b,,,,second
"""


def expected(folder: Path) -> list[Job]:
    return [
        Job("a", folder / "a"),
        Job("a-Annual-report-2", folder / "a", folder / "docs/Annual report (2).txt", "esef-2021", "ifrs-2021"),
        Job("second", folder / "b"),
    ]


@pytest.mark.parametrize(("name", "text"), [("m.yaml", YAML), ("m.csv", CSV), ("m.csv", f"\ufeff{CSV}")])
def test_a_manifest_names_documents_filings_profiles_and_taxonomies(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert jobs_of([tmp_path / name]) == expected(tmp_path)


def test_a_folder_of_filing_folders_or_one_of_them_will_do(tmp_path: Path) -> None:
    for name in ("b", "a", "no-filing"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "filing.yaml").touch()
    assert jobs_of([tmp_path]) == [Job("a", tmp_path / "a"), Job("b", tmp_path / "b")]
    assert jobs_of([tmp_path / "b", tmp_path / "a"]) == [Job("b", tmp_path / "b"), Job("a", tmp_path / "a")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "m.yaml",
            "jobs:\n  - {filing: a, documnet: x}\n",
            r"m\.yaml:2:17: jobs.documnet: 'documnet' is no key here; did you mean 'document'\?",
        ),
        (
            "m.yaml",
            "jobs:\n  - {filing: a, name: 'x/y'}\n",
            r"m\.yaml:2:23: jobs.name: 'x/y' is not of the form",
        ),
        ("m.yaml", "jobs: []\n", r"m\.yaml:1:7: jobs: nothing is named; name at least one after 'jobs:'"),
        ("m.yaml", "job:\n  - filing: a\n", r"m\.yaml:1:1: job: 'job' is no key here; did you mean 'jobs'\?"),
        ("m.yaml", "jobs:\n  - a\n", r"m\.yaml:2:5: jobs: 'a' is no mapping"),
        (
            "m.yaml",
            "jobs:\n  - {filing: a, profile: esef-20211}\n",
            r"m\.yaml:2:26: there is no profile 'esef-20211'; did you mean 'esef-2021'\?",
        ),
        (
            "m.csv",
            "filing,taxonomy\na,built-in\n\nb,ifrs-20211\n",
            r"m\.csv:4:2: there is no taxonomy 'ifrs-20211'; did you mean 'ifrs-2021'\?",
        ),
        ("m.csv", "filing;name\na;b\n", r"m\.csv:1:1: .*; write commas between the cells, not semicolons"),
        ("m.yaml", "jobs: [\n", r"m\.yaml:2:1: "),
        ("m.csv", "filing,profil\na,x\n", r"m\.csv:1:2: there is no column 'profil'; did you mean 'profile'\?"),
        ("m.csv", "document\nx\n", r"m\.csv:1:1: there is no column 'filing'"),
        ("m.csv", "filing,name\na,x/y\n", r"m\.csv:2:2: jobs.name: 'x/y' is not of the form needed"),
        ("m.csv", "filing,name\n,x\n", r"m\.csv:2:1: jobs.filing: 'filing' is missing"),
        ("m.csv", "filing\na,b\n", r"m\.csv:2:2: the line has more cells than the header"),
        ("m.csv", 'filing\n"a\n', r"m\.csv:2:1: .*; mend the quotes"),
        ("m.csv", "filing\n", r"m\.csv:1:1: it names no document"),
        ("m.txt", "a", "is no manifest"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_column(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        jobs_of([tmp_path / name])


def test_two_documents_for_one_folder_are_refused_in_any_case_of_letters(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("filing,name\na,One\nb,one\n", encoding="utf-8")
    with pytest.raises(MappingError, match=r"^m\.csv:3:1: two documents .* into one; the other is m\.csv:2:1"):
        jobs_of([tmp_path / "m.csv"])


def test_a_source_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="is not there"):
        jobs_of([tmp_path / "m.yaml"])
    with pytest.raises(MappingError, match=r"holds a filing\.yaml"):
        jobs_of([tmp_path])


def test_a_taxonomy_package_lies_where_the_manifest_says(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("filing,taxonomy\na,packages/own.zip\n", encoding="utf-8")
    (job,) = jobs_of([tmp_path / "m.csv"])
    assert job.taxonomy == str(tmp_path / "packages/own.zip")


def test_cells_of_several_lines_are_counted_where_their_row_begins(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text('filing,document\na,"b\nc"\nd,e,f\n', encoding="utf-8")
    with pytest.raises(MappingError, match=r"m\.csv:4:3: the line has more cells"):
        jobs_of([tmp_path / "m.csv"])
