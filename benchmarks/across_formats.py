"""Print the real filings in other formats, and count the amounts that are read there as they are read of the page.

    .venv/bin/python benchmarks/across_formats.py ../shared/filings --work formats

Each HTML page is printed to PDF by Chromium and saved as Word by LibreOffice, both of which must be installed. An
amount counts where its label, the day of its period, its currency and its value are the same; an amount is "other"
where it is read without a doubt and the page has none like it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tagwright.document.read import read_document
from tagwright.figures.extract import extract
from tagwright.figures.fiscal import assumed_period, reporting_currency, reporting_period
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Kind
from tagwright.figures.wording import normalise

Amount = tuple[str, str, str, str]


def printed(page: Path, work: Path) -> Iterator[Path]:
    """Print a page, and save it as Word; what was made before is taken as it is."""
    pdf, word = work / f"{page.parent.name}-{page.stem}.pdf", work / f"{page.parent.name}-{page.stem}.docx"
    copy = pdf.with_suffix(".html")
    shutil.copyfile(page, copy)
    if not pdf.exists():
        chromium = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
        subprocess.run([*chromium, f"--print-to-pdf={pdf}", copy.as_uri()], check=True, capture_output=True)
    if not word.exists():
        office = ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"]
        subprocess.run([*office, "--outdir", str(work), str(copy)], check=True, capture_output=True)
    yield from (pdf, word)


def amounts(path: Path, fiscal: Duration | None, currency: str | None) -> tuple[Counter[Amount], Duration | None, str]:
    """Give the amounts of a document that are read without a doubt, and the period and currency that it reports."""
    document = read_document(path)
    fiscal = fiscal or reporting_period(document) or assumed_period(document)
    currency = currency or reporting_currency(document)
    found: Counter[Amount] = Counter()
    for figure in extract(document, Vocabulary.of(()), fiscal, currency).figures if fiscal else ():
        if figure.kind is Kind.AMOUNT and figure.row >= 0 and figure.unit and not figure.doubt:
            label = normalise(figure.row_path[-1]) if figure.row_path else ""
            found[label, str(figure.period)[-10:], str(figure.unit.currency), str(figure.scaled)] += 1
    return found, fiscal, currency


def main() -> None:
    """Print a line for each filing and format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for the files that are made")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for page in sorted(options.filings.glob("*/*.*html")):
        of_page, fiscal, currency = amounts(page, None, None)
        for path in printed(page, options.work):
            read, _, _ = amounts(path, fiscal, currency)
            same, total = (of_page & read).total(), of_page.total()
            print(f"{path.name:60} {total:5} on the page, {same:5} the same, {read.total() - same:4} other")


if __name__ == "__main__":
    main()
