"""The demo's document holds the announcement's tables exactly, and none of its sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "mapping" / "filings" / "sensetime-2021" / "announcement.txt"
ANNOUNCEMENT = ROOT.parent / "shared" / "announcements" / "sensetime-2021.txt"
RUN = 8  # so many words in a row are a sentence of the announcement's, not a phrase of the trade

needs_announcement = pytest.mark.skipif(
    not ANNOUNCEMENT.is_file(),
    reason="needs ../shared/announcements/sensetime-2021.txt, which the project may not ship",
)


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8").split("\n")


def words(text: str) -> list[str]:
    """Words without digits: a run that is only long because of its amounts and dates is no sentence."""
    return re.findall(r"\b[^\W\d_]+(?:['’-][^\W\d_]+)*\b", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


@needs_announcement
def test_every_table_line_of_the_announcement_stands_in_the_demo_in_order() -> None:
    announced = [line for line in lines(ANNOUNCEMENT) if "\t" in line]
    assert len(announced) == 628
    assert [line for line in lines(DEMO) if "\t" in line] == announced


@needs_announcement
def test_no_sentence_of_the_announcement_stands_in_the_demo() -> None:
    announced = lines(ANNOUNCEMENT)
    sentences = runs(" ".join(announced))
    headings = {line for line in announced if len(words(line)) <= 15 and not line.endswith((".", ":", ";"))}
    ours = [line for line in lines(DEMO) if "\t" not in line and line not in headings]
    assert len(ours) > 80
    assert {line: shared for line in ours if (shared := runs(line) & sentences)} == {}


@needs_announcement
def test_a_copied_sentence_would_be_found() -> None:
    announced = lines(ANNOUNCEMENT)
    copied = next(line for line in announced if line.startswith("The Group is a leading"))
    assert runs(f"As they say, {copied}") & runs(" ".join(announced))


def test_the_damage_of_the_announcement_is_kept() -> None:
    demo = lines(DEMO)
    strays = ["(432,856)", "1,077,955", "(21,713,334)", "(21,068,233)", "135,693", "(20,932,540)"]
    start = demo.index(strays[0])
    assert [line for line in demo[start : start + 13] if line] == [*strays, "As at 31 December 2020"]
    assert "Oneveting loss\t\t(2 720 724)\t(1 011 770)" in demo
    assert demo.index("BORROWINGS\t\t") < demo.index("14")


def test_the_amounts_stated_in_sentences_are_kept() -> None:
    text = DEMO.read_text(encoding="utf-8")
    for phrase in (
        "carrying amount of RMB854,796,000 (31 December 2020: RMB899,661,000)",
        "deferred income tax assets of RMB727,698,000 (2020: RMB471,308,000)",
        "carrying amount of RMB339,888,000",
        "RMB65,869,000",
        "carrying amount of RMB441,000,000",
        "RMB617,207,000",
        "RMB692,807,000",
        "RMB3,328,283,000",
    ):
        assert phrase in text
