from pathlib import Path

import pytest

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.mapping.confidence import ASSIGNED_FROM, confidence_of, read_steps

HEAD = "rank,score_from,lines,right,confidence\n"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "confidence.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_better_score_is_never_worth_less() -> None:
    scores = [score / 100 for score in range(101)]
    for rank in ("first", "later"):
        worth = [confidence_of(score, rank) for score in scores]
        assert worth == sorted(worth)
        assert worth[-1] > worth[0]


def test_the_best_candidate_is_worth_more_than_a_later_one_of_the_same_score() -> None:
    assert confidence_of(0.96, "first") > confidence_of(0.96, "later")


def test_no_ranked_candidate_is_measured_to_be_right_often_enough_to_be_assigned() -> None:
    steps = read_steps(data_folder("mapping") / "candidates" / "confidence.csv")
    assert max(confidence for _, confidence in (*steps["first"], *steps["later"])) < ASSIGNED_FROM


def test_a_score_below_the_first_step_is_worth_nothing(tmp_path: Path) -> None:
    assert read_steps(table(tmp_path, "first,0.5,10,5,0.5"))["first"] == ((0.5, 0.5),)


@pytest.mark.parametrize(
    ("rows", "line", "problem"),
    [
        (["first,x,1,1,0.5"], 2, "is no step"),
        (["best,0.5,1,1,0.5"], 2, "is no step"),
        (["first,0.5,1,1"], 2, "is no step"),
        (["first,0.5,1,1,0.5", "first,0.4,1,1,0.6"], 3, "scores must rise"),
        (["first,0.5,1,1,0.5", "first,0.6,1,1,0.4"], 3, "confidences must not fall"),
        (["first,0.5,1,1,1.5"], 2, "scores must rise from 0 to 1"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(tmp_path: Path, rows: list[str], line: int, problem: str) -> None:
    path = table(tmp_path, *rows)
    with pytest.raises(MappingError) as refused:
        read_steps(path)
    assert f"{path}:{line}: " in str(refused.value)
    assert problem in str(refused.value)


def test_a_table_with_other_columns_or_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "confidence.csv"
    path.write_text("score,confidence\n", encoding="utf-8")
    with pytest.raises(MappingError, match="the first line must be rank"):
        read_steps(path)
    with pytest.raises(MappingError, match="cannot be read"):
        read_steps(tmp_path / "missing.csv")
