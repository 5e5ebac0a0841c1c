"""Real filings, their tags taken away, tagged again in place: the same page, and no error in Arelle."""

from __future__ import annotations

import re
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest

from in_place import convert, output, share_of_pixels_that_differ, stripped, without_tags, xhtml
from page_samples import picture
from tagwright.api import Conversion
from tagwright.report.model import NumericFact

FILINGS = Path(__file__).parents[2] / "shared" / "filings"
CHROMIUM = shutil.which("chromium")
XYZ = FILINGS / "xyz-ias1-illustrative-2023" / "ifrs.html"
YEAR_2023 = ("2023-01-01", "2023-12-31")

pytestmark = pytest.mark.skipif(not FILINGS.is_dir(), reason="the real filings lie in ../shared, which is absent")


def converted(folder: Path, page: Path, currency: str, *, validate: bool) -> tuple[Path, Conversion]:
    text = stripped(page.read_text(encoding="utf-8"))
    made = convert(folder, text, name=page.name, period=YEAR_2023, currency=currency, validate=validate)
    return folder / page.name, made


def test_a_filing_tagged_again_is_valid_states_its_amounts_and_looks_the_same(tmp_path: Path) -> None:
    source, made = converted(tmp_path / "xyz", XYZ, "CUR", validate=True)
    assert made.verdict is not None
    assert (made.verdict.status.value, made.verdict.counts.errors) == ("valid", 0)
    assert sum(isinstance(fact, NumericFact) for fact in made.report.facts) >= 300
    assert '<div class="section">' not in output(made)
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium (apt-get install chromium)")
    assert share_of_pixels_that_differ(source, made.folder / "report.xhtml") < 0.001


OTHERS = {
    "degrotebv-nl-2023/degrotebv-jaarrekening-en-2023-12-31.html": "EUR",
    "gleif-2017/gleif-annual-report-2017.html": "USD",
    "valeo-fr-2014/document1.html": "EUR",
    "valeo-fr-2014/valeo.html": "EUR",
}


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (apt-get install chromium)")
@pytest.mark.parametrize("name", OTHERS)
def test_other_filings_look_the_same_with_a_picture_wherever_theirs_are_elsewhere(name: str, tmp_path: Path) -> None:
    text = stripped((FILINGS / name).read_text(encoding="utf-8"))
    text = re.sub(r'src="https?://[^"]*"', 'src="logo.png"', text)
    (tmp_path / "logo.png").write_bytes(picture(120, 40))
    made = convert(tmp_path, text, name="page.html", period=YEAR_2023, currency=OTHERS[name])
    assert made.report.document.page is not None
    assert share_of_pixels_that_differ(tmp_path / "page.html", made.folder / "report.xhtml") < 0.001


@pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium (apt-get install chromium)")
def test_a_change_of_the_look_is_found(tmp_path: Path) -> None:
    one, same, red, longer = (tmp_path / f"{name}.xhtml" for name in ("one", "same", "red", "longer"))
    for path, body in (
        (one, "<p>Revenue 4,700</p>"),
        (same, "<p>Revenue <b style='font-weight:normal'>4,700</b></p>"),
        (red, "<p style='color:red'>Revenue 4,700</p>"),
        (longer, "<p style='height:2000px'>Revenue 4,700</p>"),
    ):
        path.write_text(xhtml(body), encoding="utf-8")
    assert share_of_pixels_that_differ(one, same) == 0
    assert 0 < share_of_pixels_that_differ(one, red) < 0.01
    assert share_of_pixels_that_differ(one, longer) == 1


def test_all_outside_the_tags_is_the_stripped_page_to_the_byte(tmp_path: Path) -> None:
    source, made = converted(tmp_path / "xyz", XYZ, "CUR", validate=False)
    before = source.read_text(encoding="utf-8").splitlines()
    after = without_tags(output(made)).splitlines()
    changes = [line for line in unified_diff(before, after, lineterm="", n=0) if re.match(r"[-+](?![-+])", line)]
    assert changes[:4] == [
        "-<!DOCTYPE html>",
        '-<html xmlns="http://www.w3.org/1999/xhtml">',
        '+<?xml version="1.0" encoding="UTF-8"?>',
        '+<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">',
    ]
    assert len(changes) == 8
    for was, now in (changes[4:6], changes[6:8]):  # an id with a space in it, and the link to it
        assert now[1:] == was[1:].replace("in property-", "in-property-")
