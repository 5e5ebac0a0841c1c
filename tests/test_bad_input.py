"""Each kind of bad input, and the error that a person sees at the command line. None of them gives a traceback."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from command import TAGWRIGHT, Answer, run, tagwright
from larkfield import DOCUMENT, write_filing
from mini_report import INLINE, write_package, write_taxonomy
from zips import package_entries, write_zip

TITLE = "CONSOLIDATED INCOME STATEMENT\n"


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    return write_filing(tmp_path)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def refused(answer: Answer, code: int) -> str:
    """Give the error, having seen that nothing else was said."""
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("error: ")
    assert "\n  remedy: " in answer.err
    assert "Traceback" not in answer.err
    return answer.err


def with_document(filing: Path, content: bytes | str) -> Answer:
    """Convert with a document of this content; nothing may be written where it is refused."""
    document = filing.parent / "given.txt"
    document.write_bytes(content.encode() if isinstance(content, str) else content)
    answer = tagwright("convert", filing, "--out", filing.parent / "out", "--document", document, "--no-validate")
    assert (filing.parent / "out").exists() == (answer.code == 0)
    return answer


def ledger(filing: Path) -> list[dict[str, str]]:
    read = json.loads((filing.parent / "out" / "ledger.json").read_text(encoding="utf-8"))
    return [entry for entry in read if entry["status"] != "not a fact"]


# ---------------------------------------------------------------- the document


@pytest.mark.parametrize("content", ["", "\n \t\n", "\ufeff"])
def test_an_empty_file(filing: Path, content: str) -> None:
    error = refused(with_document(filing, content), 3)
    assert "given.txt is empty." in error or "given.txt holds no text." in error


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("Revenue\t1\nRücklagen\t2\n".encode("latin-1"), "is not in UTF-8: line 2 has the byte 0xfc."),
        ("收入\t1\n".encode("gb18030"), "is not in UTF-8: line 1 has the byte 0xca."),
        ("Revenue\t1\n".encode("utf-16"), "is not in UTF-8 (it looks like UTF-16)."),
        (b"Revenue\0\t1\n", "is not text: line 1 has a NUL byte."),
    ],
)
def test_a_wrong_encoding(filing: Path, content: bytes, complaint: str) -> None:
    error = refused(with_document(filing, content), 3)
    assert f"given.txt {complaint}\n  remedy: Save it again as UTF-8" in error


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04", "a zip archive"),
        (b"\xd0\xcf\x11\xe0", "an old or an encrypted Word or Excel file"),
    ],
)
def test_a_file_that_is_no_text(filing: Path, content: bytes, kind: str) -> None:
    assert f"given.txt is {kind}" in refused(with_document(filing, content), 3)


def test_a_file_of_200_megabytes_is_refused_without_being_read(filing: Path) -> None:
    document = filing.parent / "large.txt"
    with document.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    answer = tagwright("convert", filing, "--out", filing.parent / "out", "--document", document)
    error = refused(answer, 3)
    assert "large.txt has 210 MB; at most 34 MB are read.\n  remedy: Give the announcement alone, as text." in error


@pytest.mark.parametrize(("name", "complaint"), [("nowhere.txt", "No such file or directory"), (".", "is a folder")])
def test_a_document_that_is_not_there(filing: Path, name: str, complaint: str) -> None:
    answer = tagwright("convert", filing, "--out", filing.parent / "out", "--document", filing / name)
    assert complaint in refused(answer, 3)


def test_a_table_without_a_header_gives_doubtful_figures_and_no_facts(filing: Path) -> None:
    assert with_document(filing, TITLE + "Revenue\t1,000\t900\nCost of sales\t(600)\t(500)\n").code == 0
    assert {entry["text"]: (entry["status"], entry["fact"]) for entry in ledger(filing)} == dict.fromkeys(
        ("1,000", "900", "(600)", "(500)"), ("doubtful", "")
    )


def test_a_document_of_which_nothing_can_be_tagged_is_not_validated(filing: Path) -> None:
    (filing / "announcement.txt").write_text("Larkfield makes lenses, 12 kinds of them.\n", encoding="utf-8")
    answer = tagwright("convert", filing, "--out", filing.parent / "out")
    assert (answer.code, answer.err) == (2, "")
    assert "not validated: There is no fact in it, so nothing was checked.\n" in answer.out
    assert [(entry["text"], entry["status"]) for entry in ledger(filing)] == [("12", "unmapped")]


def test_two_currencies_give_each_figure_its_own(filing: Path) -> None:
    header = "\t2021\t2020\t2021\n\tEUR'000\tEUR'000\tUSD'000\n"
    assert with_document(filing, TITLE + header + "Revenue\t1,000\t900\t1,180\n").code == 0
    assert [(e["text"], e["status"], e["value"], e["unit"]) for e in ledger(filing)] == [
        ("1,000", "tagged", "1000000", "EUR"),
        ("900", "tagged", "900000", "EUR"),
        ("1,180", "tagged", "1180000", "USD"),
    ]


def test_a_column_with_two_currencies_is_doubtful(filing: Path) -> None:
    header = "\t2021\t2020\n\tEUR/USD'000\tEUR'000\n"
    assert with_document(filing, TITLE + header + "Revenue\t1,000\t900\n").code == 0
    assert [(e["text"], e["status"], e["reason"], e["unit"]) for e in ledger(filing)] == [
        ("1,000", "doubtful", "no header says its unit and scale", ""),
        ("900", "tagged", "", "EUR"),
    ]


@pytest.mark.parametrize("unit", ["XQZ'000", "ducats", "EUR lakh'000 USD"])
def test_an_unknown_unit_is_doubtful_and_the_filings_currency_is_not_taken_for_it(filing: Path, unit: str) -> None:
    header = f"\t2021\t2020\n\t{unit}\t{unit}\n"
    assert with_document(filing, TITLE + header + "Revenue\t1,000\t900\n").code == 0
    figures = [e for e in ledger(filing) if e["row"] == "Revenue"]
    assert [(e["text"], e["status"], e["unit"], e["fact"]) for e in figures] == [
        ("1,000", "doubtful", "", ""),
        ("900", "doubtful", "", ""),
    ]


# ---------------------------------------------------------------- the mapping


def with_mapping(folder: Path, own: str) -> str:
    """Convert with these rules; give the first line of the error, which names the place."""
    filing = write_filing(folder, own=own)
    error = refused(tagwright("convert", filing, "--out", folder / "out"), 4)
    assert error.endswith("  remedy: correct the mapping at the places named above\n")
    assert not (folder / "out").exists()
    return error.splitlines()[0]


def test_a_mapping_with_a_misspelt_concept(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Sold, concept: Revenu}]}]\n"
    error = with_mapping(tmp_path, own)
    assert error.startswith("error: larkfield-2021/filing.yaml:9:")
    assert "'Revenu'" in error
    assert "did you mean Revenue" in error


def test_a_mapping_with_a_misspelt_word_of_its_own_language(tmp_path: Path) -> None:
    error = with_mapping(tmp_path, "tables: [{name: income-statement, linse: []}]\n")
    assert error.startswith("error: larkfield-2021/filing.yaml:9:")
    assert "linse" in error
    assert "lines" in error


def test_a_clash_of_types(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Sold, concept: SegmentsAxis}]}]\n"
    error = with_mapping(tmp_path, own)
    assert error.startswith("error: larkfield-2021/filing.yaml:9:")
    assert "SegmentsAxis" in error
    assert "axis" in error


def test_a_clash_of_period_types(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Sold, balance: opening, concept: Revenue}]}]\n"
    error = with_mapping(tmp_path, own)
    assert error.startswith("error: larkfield-2021/filing.yaml:9:")
    assert "Revenue" in error


def test_an_amount_for_a_concept_of_another_type_is_unmapped(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Sold, concept: NumberOfSharesIssued}]}]\n"
    filing = write_filing(tmp_path, own=own)
    assert with_document(filing, TITLE + "\t2021\n\tEUR'000\nSold\t7\n").code == 0
    assert [(e["text"], e["status"], e["reason"]) for e in ledger(filing)] == [
        ("7", "unmapped", "it is a number of money; NumberOfSharesIssued is not")
    ]


def test_duplicated_rules(tmp_path: Path) -> None:
    rule = "{wording: Sold, concept: Revenue}"
    error = with_mapping(tmp_path, f"tables:\n  - name: income-statement\n    lines:\n      - {rule}\n      - {rule}\n")
    assert error.startswith("error: larkfield-2021/filing.yaml:13:9: duplicated rules: for 'sold' the same is said at ")
    assert "larkfield-2021/filing.yaml:12" in error


def test_rules_that_contradict_each_other(tmp_path: Path) -> None:
    lines = "      - {wording: Sold, concept: Revenue}\n      - {wording: Sold, concept: OtherIncome}\n"
    error = with_mapping(tmp_path, f"tables:\n  - name: income-statement\n    lines:\n{lines}")
    assert error.startswith(
        "error: larkfield-2021/filing.yaml:13:9: for 'sold' the rule says otherwise than the one at "
    )


def test_a_mapping_that_is_no_yaml(tmp_path: Path) -> None:
    filing = write_filing(tmp_path, own="tables: [{\n")
    error = refused(tagwright("convert", filing, "--out", tmp_path / "out"), 4)
    assert "larkfield-2021/filing.yaml:" in error


def test_a_filing_that_is_not_there(tmp_path: Path) -> None:
    error = refused(tagwright("convert", tmp_path / "nowhere", "--out", tmp_path / "out"), 4)
    assert "remedy: name a folder that holds a filing.yaml" in error


# ---------------------------------------------------------------- packages and reports


def bomb(path: Path) -> Path:
    return write_zip(path, package_entries() | {"top/zeros.xsd": b"\0" * 300_000_000})


def leaving(path: Path) -> Path:
    return write_zip(path, package_entries() | {"top/../../outside.xsd": "<x/>"})


def entities(path: Path) -> Path:
    lines = "\n".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY e0 "lol">\n{lines}]>\n<x>&e9;</x>'
    return write_zip(path, package_entries() | {"top/a.xsd": text})


PACKAGES = {"bomb": bomb, "leaving": leaving, "entities": entities}
COMPLAINTS = {"bomb": "zeros.xsd", "leaving": "outside.xsd", "entities": "a.xsd"}


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("verb", ["validate", "add", "taxonomy of validate", "taxonomy of convert"])
def test_a_bomb_a_path_that_leaves_the_package_and_an_entity_bomb_are_refused_in_a_package(
    filing: Path, kind: str, verb: str
) -> None:
    package = PACKAGES[kind](filing.parent / "package.zip")
    sound = filing.parent / "mini.xhtml"
    sound.write_text(INLINE, encoding="utf-8")
    write_taxonomy(filing.parent)
    commands: dict[str, tuple[str | Path, ...]] = {
        "validate": ("validate", package),
        "add": ("taxonomy", "add", package),
        "taxonomy of validate": ("validate", sound, "--taxonomy", package),
        "taxonomy of convert": ("convert", filing, "--out", filing.parent / "out", "--taxonomy", package),
    }
    error = refused(tagwright(*commands[verb]), 6)
    assert COMPLAINTS[kind] in error
    assert not (filing.parent / "out").exists()
    assert not (filing.parent / "outside.xsd").exists()
    assert not (filing.parent / "home").exists()


def test_an_entity_bomb_as_a_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xhtml"
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    report.write_text(f'<!DOCTYPE html [<!ENTITY e0 "lol">{lines}]><html>&e9;</html>', encoding="utf-8")
    error = refused(tagwright("validate", report), 3)
    assert "report.xhtml" in error
    assert "DOCTYPE" in error


def test_a_report_that_refers_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_taxonomy(tmp_path)
    report = tmp_path / "in" / "report.xhtml"
    report.write_text(INLINE.replace('"mini.xsd"', '"../mini.xsd"'), encoding="utf-8")
    assert "mini.xsd" in refused(tagwright("validate", report), 3)


def test_a_package_that_is_cut_short(tmp_path: Path) -> None:
    whole = tmp_path / "mini.xbri"
    write_package(whole)
    whole.write_bytes(whole.read_bytes()[:-100])
    assert "mini.xbri" in refused(tagwright("validate", whole), 6)


@pytest.mark.parametrize("name", ["nowhere.xhtml", "."])
def test_a_report_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert "is not there" in refused(tagwright("validate", tmp_path / name), 3)


def test_a_report_that_is_empty_or_no_report(tmp_path: Path) -> None:
    for name, content in (("empty.xhtml", ""), ("text.xhtml", "Revenue\t1\n"), ("list.json", "[1, 2]")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert name in refused(tagwright("validate", tmp_path / name), 3)


# ---------------------------------------------------------------- the machine


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_a_disk_that_fills_up_leaves_what_was_there(filing: Path) -> None:
    out = filing.parent / "out"
    assert tagwright("convert", filing, "--out", out, "--no-validate").code == 0
    before = contents(out)
    (filing / "announcement.txt").write_text(DOCUMENT.replace("(30)", "(31)"), encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    answer = subprocess.run(
        [str(TAGWRIGHT), "convert", str(filing), "--out", str(out), "--no-validate"],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (answer.returncode, answer.stdout) == (7, "")
    assert answer.stderr.startswith(f"error: cannot write the output to {out}: File too large")
    assert "nothing there was changed" in answer.stderr
    assert "remedy: name another folder with --out" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert contents(out) == before
    assert sorted(path.name for path in out.iterdir()) == sorted(before)


def test_a_file_in_the_place_of_the_output_folder(filing: Path) -> None:
    answer = tagwright("convert", filing, "--out", filing / "filing.yaml", "--no-validate")
    assert "a file stands where the folder should be: move it" in refused(answer, 7)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from tagwright import cli
    move, last, moves = Path.replace, int(sys.argv.pop(1)), 0
    def move_or_die(source, target):
        global moves
        if moves == last:
            os.kill(os.getpid(), signal.SIGKILL)
        moves += 1
        return move(source, target)
    Path.replace = move_or_die
    cli.main()
"""


@pytest.mark.parametrize("moves", [0, 1, 6, 13, 20])
def test_a_killed_conversion_leaves_no_mix_of_old_and_new_and_the_next_one_is_whole(filing: Path, moves: int) -> None:
    out = filing.parent / "out"
    convert = ["convert", str(filing), "--out", str(out), "--no-validate"]
    assert tagwright(*convert).code == 0
    old = contents(out)
    changed = DOCUMENT.replace("(30)", "(31)").replace("(400)\t(300)", "(401)\t(300)")
    (filing / "announcement.txt").write_text(changed, encoding="utf-8")
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(moves), *convert]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    left = contents(out)
    new = contents_of_a_fresh_run(filing)
    assert all(content in (old[name], new[name]) for name, content in left.items())
    kinds = {"old" if content == old[name] else "new" for name, content in left.items() if old[name] != new[name]}
    assert len(kinds) <= 1
    assert tagwright(*convert).code == 0
    assert contents(out) == new
    assert sorted(path.name for path in out.iterdir()) == sorted(new)


def contents_of_a_fresh_run(filing: Path) -> dict[str, bytes]:
    fresh = filing.parent / "fresh"
    assert tagwright("convert", filing, "--out", fresh, "--no-validate").code == 0
    return contents(fresh)


def test_a_validator_that_dies_leaves_with_8_and_nothing_written(filing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = (sys.executable, "-c", "import os; os.abort()")
    from tagwright.validation import process

    monkeypatch.setattr(process.read_files, "__kwdefaults__", {**process.read_files.__kwdefaults__, "command": dying})
    error = refused(tagwright("convert", filing, "--out", filing.parent / "out"), 8)
    assert "The validator stopped unexpectedly" in error
    assert not (filing.parent / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_a_document_without_the_right_to_read_it(filing: Path) -> None:
    (filing / "announcement.txt").chmod(0)
    assert "Permission denied" in refused(tagwright("convert", filing, "--out", filing.parent / "out"), 3)


def test_the_installed_command_shows_no_traceback_either(filing: Path) -> None:
    (filing / "announcement.txt").write_bytes(b"")
    answer = run("convert", filing, "--out", filing.parent / "out")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert answer.stderr == (
        f"error: {filing / 'announcement.txt'} is empty.\n  remedy: Save it again, or fetch it again.\n"
    )
