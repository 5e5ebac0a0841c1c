"""Pages as programs write them: each is tagged where its numbers stand, and looks the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsers import CHROMIUM, running_browser
from in_place import FILING, converter, numbers, output, share_of_difference
from page_samples import SAMPLES, Sample

EXPECTED = [
    ("Revenue", "4,700"),
    ("Revenue", "3,446"),
    ("CostOfSales", "1,422"),
    ("CostOfSales", "1,015"),
    ("GrossProfit", "3,278"),
    ("GrossProfit", "2,431"),
]


@pytest.fixture(scope="module")
def pictured() -> Iterator[object]:
    """Give a function that shows a page and takes its picture; None without a browser."""
    if CHROMIUM is None:
        yield None
        return
    pictures = pytest.importorskip("PIL.Image", reason="needs Pillow")
    with running_browser() as browser:

        def take(path: Path) -> object:
            page = browser.new_page(viewport={"width": 1280, "height": 900}, offline=True)
            page.goto(path.as_uri())
            taken = pictures.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            page.close()
            return taken

        yield take


def laid_down(folder: Path, sample: Sample) -> Path:
    for name, data in {**sample.beside, sample.name: sample.data}.items():
        (folder / name).write_bytes(data)
    filing = FILING.format(name=sample.name, start="2021-01-01", end="2021-12-31", currency="CNY")
    (folder / "filing.yaml").write_text(filing, encoding="utf-8")
    return folder / sample.name


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_is_tagged_in_place_and_looks_the_same(name: str, tmp_path: Path, pictured: object) -> None:
    page = laid_down(tmp_path, SAMPLES[name])
    made = converter().convert(tmp_path, tmp_path / "out", validate=False)
    text = output(made)
    assert made.report.document.page is not None, made.report.document.remarks
    assert numbers(text) == EXPECTED
    assert '<div class="section">' not in text
    if pictured is None:
        pytest.skip("needs Debian's chromium (apt-get install chromium)")
    assert share_of_difference(pictured(page), pictured(made.folder / "report.xhtml")) < 0.001  # type: ignore[operator]


def test_a_sheet_beside_the_page_becomes_part_of_it_and_one_elsewhere_is_named(tmp_path: Path) -> None:
    laid_down(tmp_path, SAMPLES["a page with a sheet beside"])
    made = converter().convert(tmp_path, tmp_path / "out", validate=False)
    text = output(made)
    assert "max-width:960px" in text
    assert "url(data:image/png;base64," in text
    assert "<link " not in text
    (remark,) = made.report.document.remarks
    assert remark.endswith("button, link favicon.ico, script, script https://cdn.example/bootstrap.bundle.min.js.")


def test_all_outside_the_tags_of_a_well_formed_page_stays_to_the_byte(tmp_path: Path) -> None:
    from in_place import without_tags

    sample = SAMPLES["text set at places, in XHTML"]
    laid_down(tmp_path, sample)
    text = without_tags(output(converter().convert(tmp_path, tmp_path / "out", validate=False)))
    body = sample.data.decode().partition("<body>")[2]
    assert text.partition("<body>")[2].strip() == body.strip()
