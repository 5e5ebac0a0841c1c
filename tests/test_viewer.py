"""The viewer opens offline, shows every fact, and says of each what the report says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from browsers import needs_chromium, running_browser
from command import tagwright
from larkfield import write_filing
from tagwright import api
from tagwright.errors import ValidationFailedError
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.validation.viewer import make_viewer

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "mapping" / "filings" / "sensetime-2021"
ANNOUNCEMENT = ROOT.parent / "shared" / "announcements" / "sensetime-2021.txt"
VIEWER, SCRIPT = "larkfield-2021-viewer.html", "ixbrlviewer.js"

Told = tuple[str, str, str, str]
"""What the inspector says of a fact: concept, label, value, period."""

PIECES = """() => [...document.querySelectorAll('*')]
    .filter(element => ['ix:nonfraction', 'ix:nonnumeric'].includes(element.localName.toLowerCase()))
    .map(fact => {
        const within = [...fact.querySelectorAll(':scope > .ixbrl-element')];
        const around = fact.closest('.ixbrl-element');
        const pieces = within.length ? within : around ? [around] : [];
        return {id: fact.id, pieces: pieces.map(piece => {
            const box = piece.getBoundingClientRect();
            return {lit: piece.classList.contains('ixbrl-highlight'), width: box.width, height: box.height};
        })};
    })"""
"""Each fact of the page with the pieces of the page that the viewer marks for it: around it, or within a text block."""


@dataclass(frozen=True)
class Viewed:
    """A viewer that is open: its page, the frame that has the report, and the addresses that were asked for."""

    page: Page
    report: Frame
    asked: list[str]

    def shown(self) -> list[str]:
        """The facts that are highlighted, and have a size."""
        return [fact["id"] for fact in self._facts() if fact["pieces"] and all(map(_is_seen, fact["pieces"]))]

    def facts(self) -> list[str]:
        return [fact["id"] for fact in self._facts()]

    def _facts(self) -> list[dict[str, list[dict[str, float]]]]:
        found: list[dict[str, list[dict[str, float]]]] = self.report.evaluate(PIECES)
        return found

    def told_of(self, fact: str) -> Told:
        """Click a fact, and give what the inspector then says of it."""
        self.report.locator(f"#{fact}").click()
        facts, labels = (self.page.locator(f".fact-inspector table.{name}:visible") for name in (_FACTS, _LABELS))
        concept, value, period = (facts.locator(f"tr.{row} td").inner_text() for row in ("concept", "value", "period"))
        label = labels.locator("tr", has_text="Standard").first.locator("td").inner_text()
        return concept.strip(), label.strip(), value.strip(), period.strip()


_FACTS, _LABELS = "fact-properties", "labels"


def _is_seen(piece: dict[str, float]) -> bool:
    return bool(piece["lit"]) and piece["width"] > 0 and piece["height"] > 0


Opener = Callable[[Path], Viewed]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture(scope="module")
def open_viewer(browser: Browser) -> Opener:
    """Opens a viewer and waits until it has loaded the report. The network is cut."""

    def opener(path: Path) -> Viewed:
        page = browser.new_page(viewport={"width": 1400, "height": 900}, offline=True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.locator("#ixv .loader").wait_for(state="hidden")
        (report,) = [frame for frame in page.frames if frame.locator(".ixbrl-element").count()]
        return Viewed(page, report, asked)

    return opener


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    filing = write_filing(tmp_path_factory.mktemp("filing"))
    return api.convert(filing, tmp_path_factory.mktemp("made") / "out", validate=False, viewer=True)


@pytest.fixture(scope="module")
def viewed(made: api.Conversion, open_viewer: Opener) -> Viewed:
    return open_viewer(made.folder / VIEWER)


def fact_with(made: api.Conversion, concept: str, printed: str) -> str:
    """The id of the first fact of a concept that is printed so in the ledger."""
    printing = {fact for entry in made.ledger if entry.text == printed for fact in entry.fact.split("; ")}
    return next(fact.id for fact in made.report.facts if fact.concept.local == concept and fact.id in printing)


@needs_chromium
def test_every_fact_is_highlighted_and_has_a_size(made: api.Conversion, viewed: Viewed) -> None:
    ids = sorted(fact.id for fact in made.report.facts)
    assert len(ids) == 34
    assert sorted(viewed.facts()) == ids
    assert sorted(viewed.shown()) == ids


YEAR = "1 Jan 2021 to 31 Dec 2021"
OF_LARKFIELD: dict[str, Told] = {
    "f10": ("Revenue", "Revenue", "€ 900,000", "1 Jan 2020 to 31 Dec 2020"),
    "f15": ("LensRebates", "Lens rebates", "€ 30,000", YEAR),
    "f19": ("ProfitLoss", "(Loss)/profit for the year", "€ -30,000", YEAR),
    "f28": ("CashAndCashEquivalents", "Cash and cash equivalents", "€ 130,000", "31 Dec 2021"),
}


@needs_chromium
@pytest.mark.parametrize("fact", OF_LARKFIELD)
def test_a_click_on_a_fact_shows_its_concept_label_value_and_period(viewed: Viewed, fact: str) -> None:
    assert viewed.told_of(fact) == OF_LARKFIELD[fact]


@needs_chromium
def test_no_request_leaves_the_machine(made: api.Conversion, viewed: Viewed) -> None:
    assert viewed.asked == [(made.folder / name).as_uri() for name in (VIEWER, SCRIPT)]


@needs_chromium
def test_a_fact_without_a_size_or_a_highlight_and_a_leaving_request_are_found(
    made: api.Conversion, open_viewer: Opener, tmp_path: Path
) -> None:
    page = (made.folder / VIEWER).read_text(encoding="utf-8")
    folded = page.replace("</head>", "<style>tr:has(#f10) { display: none }</style></head>", 1)
    folded = folded.replace("</body>", '<img src="http://example.invalid/logo.png" alt=""/></body>', 1)
    (tmp_path / VIEWER).write_text(folded, encoding="utf-8")
    shutil.copy(made.folder / SCRIPT, tmp_path)
    spoilt = open_viewer(tmp_path / VIEWER)
    assert set(spoilt.facts()) - set(spoilt.shown()) == {"f9", "f10"}
    spoilt.report.evaluate("document.querySelector('#f15').closest('.ixbrl-element').className = ''")
    assert set(spoilt.facts()) - set(spoilt.shown()) == {"f9", "f10", "f15"}
    assert "http://example.invalid/logo.png" in spoilt.asked


OF_THE_ANNOUNCEMENT = {
    ("Revenue", "4,700,263"): ("Revenue", "¥ 4,700,263,000", YEAR),
    ("ProfitLoss", "(17,177,050)"): ("Loss for the year", "¥ -17,177,050,000", YEAR),
    ("Inventories", "496,144"): ("Inventories", "¥ 496,144,000", "31 Dec 2021"),
}


@needs_chromium
@pytest.mark.skipif(not ANNOUNCEMENT.is_file(), reason="the real announcement lies in ../shared, which is absent")
def test_the_real_announcement_is_shown_whole_too(tmp_path: Path, open_viewer: Opener) -> None:
    made = api.convert(BUNDLED, tmp_path / "out", document=ANNOUNCEMENT, validate=False, viewer=True)
    viewed = open_viewer(made.folder / "sensetime-2021-viewer.html")
    ids = sorted(fact.id for fact in made.report.facts)
    assert len(ids) > 1000
    assert sorted(viewed.shown()) == ids
    for (concept, printed), told in OF_THE_ANNOUNCEMENT.items():
        assert viewed.told_of(fact_with(made, concept, printed)) == (concept, *told)
    assert [Path(address).name for address in viewed.asked] == ["sensetime-2021-viewer.html", SCRIPT]


def test_the_viewer_is_the_same_each_time_and_names_no_folder(made: api.Conversion, tmp_path: Path) -> None:
    filing = write_filing(tmp_path)
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--no-validate", "--viewer")
    assert answer.code == 0
    for name in (VIEWER, SCRIPT):
        assert (tmp_path / "out" / name).read_bytes() == (made.folder / name).read_bytes(), name
    assert not re.search(
        r"file:|/tmp|tagwright-", (made.folder / VIEWER).read_text(encoding="utf-8").split("<body>")[0]
    )


def test_a_report_is_the_same_with_and_without_its_viewer(made: api.Conversion, tmp_path: Path) -> None:
    plain = api.convert(write_filing(tmp_path), tmp_path / "out", validate=False)
    beside = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    assert {path.name: path.read_bytes() for path in plain.folder.iterdir()} == {
        name: content for name, content in beside.items() if name not in (VIEWER, SCRIPT)
    }


def test_a_viewer_that_would_not_show_every_fact_is_not_made(made: api.Conversion) -> None:
    files = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    with pytest.raises(
        ValidationFailedError, match=r"full_ifrs-cor_2021-03-24\.xsd is not at hand\. Add the taxonomy package"
    ):
        make_viewer(files, "larkfield-2021.xhtml", 34, [])


def test_a_viewer_that_lacks_a_fact_is_refused(made: api.Conversion, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    core = build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "core.zip")
    with pytest.raises(ValidationFailedError, match="holds 35 facts, of which the validator read 34"):
        make_viewer(files, "larkfield-2021.xhtml", 35, [core])
