"""What a document says before there is a report: a filing folder for it, its tables, its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tagwright.api.steps import Progress, mapped, read_source, silent
from tagwright.document.model import Document
from tagwright.emit.files import write_all
from tagwright.errors import (
    DocumentError,
    OutputError,
)
from tagwright.figures.account import ReadTable, read_tables
from tagwright.figures.account_page import account_page
from tagwright.figures.dates import months_before
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.fiscal import assumed_period, reporting_currency, reporting_period
from tagwright.figures.issuer import entity_identifier, entity_name, web_address
from tagwright.figures.model import Duration
from tagwright.mapping.finding import Finding
from tagwright.mapping.load import FILING_FILE, load_base
from tagwright.mapping.new_filing import Told, UnnamedLine, filing_yaml, name_of_filing, taxonomy_of
from tagwright.mapping.placeholders import placeholder_findings
from tagwright.mapping.put_forward import unnamed_lines
from tagwright.mapping.rulebook import Rulebook
from tagwright.mapping.tables import vocabulary_of
from tagwright.mapping.yaml_source import read_yaml
from tagwright.mapping.years import rules_of_year
from tagwright.proof.prove import Proof, prove
from tagwright.proof.repair import repaired
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import official_taxonomies


@dataclass(frozen=True, slots=True)
class NewFiling:
    """A filing folder that was written: where, the fields that a person must fill in, the lines that no rule names."""

    folder: Path
    unfilled: tuple[Finding, ...]
    unnamed: tuple[UnnamedLine, ...]


def init_filing(
    document: Path, out: Path | None = None, *, ocr: bool = False, progress: Progress = silent
) -> NewFiling:
    """Write a filing folder for a new document: a copy of it, and a filing.yaml with what the document tells of itself.

    ``out`` is by default the folder named after company and period, in mapping/filings where there is one. Raises
    OutputError where the folder is there already, DocumentError where the document cannot be read.
    """
    source = read_source(document, ocr, progress)
    entity = entity_name(source)
    told = Told(
        entity,
        entity_identifier(source),
        reporting_period(source),
        reporting_currency(source),
        web_address(source, entity),
    )
    name = name_of_filing(told, document.stem)
    filings = Path("mapping") / "filings"
    folder = out or (filings / name if filings.is_dir() else Path(name))
    if folder.exists():
        raise OutputError(f"The folder {folder} is there already.", remedy="name another one with --out")
    official = taxonomy_of(told.period.end, official_taxonomies()) if told.period else None
    book = load_concepts((official or official_taxonomies()[-1]).year)
    unnamed: tuple[UnnamedLine, ...] = ()
    if told.period is not None:
        rules = Rulebook(rules_of_year(load_base(), book.keys()), book)
        _, extraction, proof, decisions = mapped(source, rules, told.period, told.currency, progress)
        unnamed = unnamed_lines(decisions, extraction, proof)
    text = filing_yaml(name, document.name, told, official, unnamed, book)
    progress("writing the folder")
    write_all({FILING_FILE: text.encode(), document.name: document.read_bytes()}, folder)
    return NewFiling(folder, tuple(placeholder_findings(read_yaml(folder / FILING_FILE, FILING_FILE))), unnamed)


def read(
    document: Path,
    *,
    year_end: date | None = None,
    currency: str | None = None,
    ocr: bool = False,
    progress: Progress = silent,
) -> tuple[Document, tuple[ReadTable, ...]]:
    """Read a document and give an account of its tables. The period and the currency are as in ``check``.

    Where no title names a period, the one that headers speak for is assumed, and a remark says so.
    """
    source = read_source(document, ocr, progress)
    period = _stated_period(source, year_end)
    if period is None and (period := assumed_period(source)):
        said = f"no title says which period is reported: the year that ends on {period.end} is assumed (--year-end)"
        source = replace(source, remarks=(*source.remarks, said))
    extraction = _extracted(source, _required(period, document), currency, progress)
    return source, tuple(read_tables(source, extraction))


def write_page(source: Path, document: Document, tables: Sequence[ReadTable], out: Path) -> None:
    """Write the account of the tables of the document in ``source`` as a page, beside what it was read of.

    Raises OutputError where it cannot be written; a file that was there before stays whole.
    """
    page = account_page(source, document, tables)
    if not out.parent.is_dir():
        raise OutputError(f"{out} cannot be written: its folder is not there.", remedy="Name a folder that is there.")
    write_all({out.name: page.encode()}, out.parent)


@dataclass(frozen=True, slots=True)
class Check:
    """What the arithmetic of a document says about it, without mapping or taxonomy."""

    extraction: Extraction
    proof: Proof
    period: Duration


def check(
    document: Path,
    *,
    year_end: date | None = None,
    currency: str | None = None,
    ocr: bool = False,
    progress: Progress = silent,
) -> Check:
    """Foot, cross-cast and tie a document.

    ``year_end`` is the last day of the reporting year and ``currency`` the reporting currency (ISO 4217); what is
    not given is read from the document's titles. Raises DocumentError where they name no period.
    """
    source = read_source(document, ocr, progress)
    period = _required(_stated_period(source, year_end), document)
    extraction = _extracted(source, period, currency, progress)
    progress("proving figures")
    _, extraction = repaired(source, extraction)
    return Check(extraction, prove(extraction), period)


def _stated_period(source: Document, year_end: date | None) -> Duration | None:
    return Duration(months_before(year_end, 12), year_end) if year_end else reporting_period(source)


def _required(period: Duration | None, path: Path) -> Duration:
    if period is None:
        raise DocumentError(
            f"No title of {path} says which period it reports.", remedy="Say it: --year-end 2021-12-31."
        )
    return period


def _extracted(source: Document, period: Duration, currency: str | None, progress: Progress) -> Extraction:
    progress("finding figures")
    wording = vocabulary_of(load_base())
    return extract(source, wording, period, currency or reporting_currency(source))
