import json
from pathlib import Path

import pytest

from command import tagwright
from proofs import INCOME


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(tmp_path, INCOME)


def written(folder: Path, text: str) -> Path:
    path = folder / "announcement.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_document_leaves_with_0_and_shows_its_sums(sound: Path) -> None:
    answer = tagwright("check", sound)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "✓ CONSOLIDATED INCOME STATEMENT > FOR THE YEAR ENDED 31 DECEMBER 2021"
    assert lines[1] == "└── ✓ Profit for the year = Operating profit + Income tax expense"
    assert lines[-2:] == [
        "6 identities: 6 hold, 0 off by rounding, 0 broken.",
        "16 of 16 amounts in tables take part in one; the others are unproven.",
    ]


def test_a_document_that_contradicts_itself_leaves_with_1_and_says_where(tmp_path: Path) -> None:
    answer = tagwright("check", written(tmp_path, INCOME.replace("14,605", "14,905")))
    assert answer.code == 1
    assert (
        "✗ line 10: does not foot: 251,693 printed, operands give 251,993 (difference (300)): "
        "an amount is misread, or the document errs"
    ) in answer.out.splitlines()


def test_a_rounding_leaves_with_0_and_is_said_to_be_the_documents_own(tmp_path: Path) -> None:
    rounded = INCOME.replace("299,378", "299,379").replace("210,249", "210,250")
    answer = tagwright("check", written(tmp_path, rounded))
    assert answer.code == 0
    assert "(difference 1: rounding): the document's own rounding" in answer.out


def test_the_json_holds_every_identity(sound: Path) -> None:
    answer = tagwright("check", sound, "--json")
    assert answer.code == 0
    assert [entry["total"]["text"] for entry in json.loads(answer.out)["identities"]] == [
        "357,422",
        "299,378",
        "251,693",
        "210,249",
        "191,522",
        "159,361",
    ]


def test_a_document_that_names_no_period_asks_for_the_year_end(tmp_path: Path) -> None:
    path = written(tmp_path, INCOME.replace("FOR THE YEAR ENDED 31 DECEMBER 2021\n", ""))
    answer = tagwright("check", path)
    assert answer.code == 3
    assert "remedy: Say it: --year-end 2021-12-31." in answer.err
    assert tagwright("check", path, "--year-end", "2021-12-31").code == 0


def test_a_missing_document_is_no_traceback(tmp_path: Path) -> None:
    answer = tagwright("check", tmp_path / "none.txt")
    assert answer.code == 3
    assert answer.err.startswith("error: ")
