"""The order of the steps, in one place, and the verbs that programs call.

read -> extract -> prove -> map -> model -> emit -> pre-check -> validate
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tagwright.batch.conversion import Choices, convert_all
from tagwright.batch.run import Event
from tagwright.batch.summary import Summary
from tagwright.document.model import Document
from tagwright.document.read import read_document
from tagwright.emit.files import emit_report, write_all
from tagwright.errors import (
    DocumentError,
    OutputError,
    PackageError,
    TagwrightError,
    ValidationFailedError,
)
from tagwright.figures.account import ReadTable, as_page, read_tables
from tagwright.figures.dates import months_before
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.fiscal import reporting_currency, reporting_period
from tagwright.figures.issuer import entity_identifier, entity_name, web_address
from tagwright.figures.model import Duration, Measure
from tagwright.mapping.book import concept_book
from tagwright.mapping.candidates import Ranker
from tagwright.mapping.check import check_mapping
from tagwright.mapping.coverage import Reach, coverage
from tagwright.mapping.decision import Decision
from tagwright.mapping.finding import Finding
from tagwright.mapping.fitting import Row
from tagwright.mapping.load import FILING_FILE, load_base, load_filing, merge
from tagwright.mapping.new_filing import Told, UnnamedLine, filing_yaml, name_of_filing, taxonomy_of
from tagwright.mapping.placeholders import placeholder_findings
from tagwright.mapping.prepared import RuleKeeper
from tagwright.mapping.profiles import PLAIN, Profile, load_profile
from tagwright.mapping.put_forward import unnamed_lines, with_candidates
from tagwright.mapping.resolve import resolve
from tagwright.mapping.rulebook import Rulebook
from tagwright.mapping.suggest import Suggestion, suggest, table_named
from tagwright.mapping.tables import vocabulary_of
from tagwright.mapping.yaml_source import read_yaml
from tagwright.mapping.years import rules_of_year
from tagwright.precheck.printed import declared_places, printed_figures
from tagwright.precheck.run import precheck_file, precheck_report
from tagwright.proof.account import proof_as_json
from tagwright.proof.doubt import with_misread_doubted
from tagwright.proof.prove import Proof, prove
from tagwright.proof.repair import repaired
from tagwright.report.build import build_report
from tagwright.report.ledger import Entry, as_csv, as_json, described_facts, ledger_of
from tagwright.report.model import Report
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import OfficialTaxonomy, ifrs_taxonomy, official_taxonomies
from tagwright.taxonomy.package_concepts import package_concepts
from tagwright.taxonomy.package_labels import official_labels
from tagwright.taxonomy.registry import (
    InstalledPackage,
    Validated,
    add_package,
    installed_package_for,
    installed_packages,
    required_package,
)
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package
from tagwright.validation.advice import with_findings, with_likely_cause
from tagwright.validation.process import Reader, read_files
from tagwright.validation.taxonomy_package import validate_taxonomy_package
from tagwright.validation.tiers import Tier, reader_of, validate_many
from tagwright.validation.validate import validate_file, validate_outputs
from tagwright.validation.verdict import Counts, Level, Status, Verdict, verdict_as_json
from tagwright.validation.viewer import make_viewer

if TYPE_CHECKING:
    from tagwright.evaluation.measure import Evaluation

BUILT_IN = "built-in"
LEDGER_CSV, LEDGER_JSON, PROOF, VERDICT = "ledger.csv", "ledger.json", "proof.json", "validation.json"

NOT_ASKED = Verdict(
    Status.NOT_VALIDATED,
    ("Validation was not asked for.",),
    Counts(0, 0, 0),
    (),
    (),
    taxonomy=(),
    checks=(),
    validator="",
)
"""What is written where a conversion does not validate, so that no older verdict stands beside the new files."""

Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Take the name of a step that begins, and say nothing."""


def _nothing(_: Conversion) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion made: the Report, the ledger, the files in ``folder``, and the verdict if it was asked for."""

    report: Report
    ledger: tuple[Entry, ...]
    verdict: Verdict | None
    folder: Path


def convert(
    filing_folder: Path,
    out: Path,
    *,
    document: Path | None = None,
    validate: bool = True,
    taxonomy: str = BUILT_IN,
    profile: str | None = None,
    ocr: bool = False,
    viewer: bool = False,
    progress: Progress = _silent,
) -> Conversion:
    """Convert a filing's document; write report, ledger, proof and verdict into ``out``, all or nothing.

    ``document`` takes the place of the document that the filing names, ``profile`` that of its profile. ``taxonomy``
    is what the report is validated against: the built-in core, the name of an added official taxonomy, or a
    package's path; where the profile has an entry point of its own, all packages that were added count. With the
    name of an added taxonomy, a filing may name any concept of its package. ``ocr`` lets tesseract read pages that are
    pictures. ``viewer`` writes a page beside the report that shows in any browser what each tag says.

    Raises the errors of errors.py; what stood in ``out`` before is then untouched.
    """
    progress("reading the mapping")
    return Converter().convert(
        filing_folder,
        out,
        document=document,
        validate=validate,
        taxonomy=taxonomy,
        profile=profile,
        ocr=ocr,
        viewer=viewer,
        progress=progress,
    )


class Converter:
    """Converts one document after the other, for a worker that goes on (a batch): what they share is read once.

    It keeps the base mapping, the table of concepts, and the rules of the filings that it met last; a filing's rules
    are read and checked again when their text has changed. A second document by the same rules costs its own reading
    alone. Results do not depend on what was converted before. One Converter serves one thread.

    Raises MappingError where the base mapping is not sound.
    """

    def __init__(self, reader: Reader = read_files, scratch: Path | None = None) -> None:
        """Validate with ``reader``; keep packages that are made in ``scratch``, where it is given."""
        self._keeper = RuleKeeper()
        self._reader = reader
        self._scratch = scratch

    def convert(
        self,
        filing_folder: Path,
        out: Path,
        *,
        document: Path | None = None,
        validate: bool = True,
        taxonomy: str = BUILT_IN,
        profile: str | None = None,
        ocr: bool = False,
        viewer: bool = False,
        progress: Progress = _silent,
        beside: Callable[[Conversion], Mapping[str, bytes]] = _nothing,
    ) -> Conversion:
        """Convert a filing's document, as the function ``convert`` says.

        ``beside`` gives further files, which are written in one move with the outputs.
        """
        prepared = self._keeper.prepared(filing_folder, profile, own_document=document is None, taxonomy=taxonomy)
        filing, official, rules = prepared.filing, prepared.official, prepared.rules
        progress("reading the document")
        source = read_document(document or filing.document, recognise=ocr)
        period = Duration(filing.rules.period.start, filing.rules.period.end)
        source, extraction, proof, decisions = _mapped(source, rules, period, filing.rules.currency, progress)
        built = build_report(
            source,
            extraction,
            decisions,
            rules.mapping,
            filing,
            official,
            rules.book,
            proof,
            prepared.profile,
        )
        ledger = ledger_of(extraction.figures, built.decisions, proof)
        progress("writing the report")
        files = emit_report(built.report)
        progress("checking the report")
        found = printed_figures(source.name, extraction.figures, built.decisions, proof)
        findings = precheck_report(built.report, files, described_facts(ledger) | declared_places(filing), found)
        verdict = self._validated(built.report, files, ledger, official, taxonomy, progress) if validate else None
        verdict = with_findings(verdict, findings) if verdict else None
        if viewer:
            files |= _viewer(built.report, files, official, taxonomy, progress)
        texts = {
            LEDGER_CSV: as_csv(ledger),
            LEDGER_JSON: as_json(ledger),
            PROOF: proof_as_json(proof, extraction),
            VERDICT: verdict_as_json(verdict or with_findings(NOT_ASKED, findings)),
        }
        made = Conversion(built.report, ledger, verdict, out)
        write_all(files | {name: text.encode() for name, text in texts.items()} | dict(beside(made)), out)
        return made

    def _validated(
        self,
        report: Report,
        files: dict[str, bytes],
        ledger: tuple[Entry, ...],
        official: OfficialTaxonomy,
        taxonomy: str,
        progress: Progress,
    ) -> Verdict:
        """Validate the files before they take their place, so that a failed validation leaves what was there."""
        progress("validating with Arelle")
        with tempfile.TemporaryDirectory(prefix="tagwright-") as folder:
            stage = Path(folder) / "report"
            write_all(files, stage)
            packages = _packages(report, taxonomy, official, self._scratch or Path(folder))
            return validate_outputs(report, stage, packages, sources=described_facts(ledger), reader=self._reader)


def _mapped(
    source: Document, rules: Rulebook, period: Duration, currency: str, progress: Progress
) -> tuple[Document, Extraction, Proof, list[Decision]]:
    """Find, prove and map the figures of a document; give it as repaired, with what was decided of each figure."""
    extraction = extract(source, rules.vocabulary, period, currency)
    progress("proving figures")
    source, extraction = repaired(source, extraction)
    proof = prove(extraction)
    extraction = with_misread_doubted(extraction, proof)
    progress("mapping figures to concepts")
    decisions = with_candidates(resolve(extraction, rules), extraction, proof, rules)
    return source, extraction, proof, decisions


def _viewer(
    report: Report, files: dict[str, bytes], official: OfficialTaxonomy, taxonomy: str, progress: Progress
) -> dict[str, bytes]:
    progress("making the viewer")
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder:
        packages = _packages(report, taxonomy, official, Path(folder))
        return make_viewer(files, f"{report.name}.xhtml", len(report.facts), packages)


def _packages(report: Report, taxonomy: str, official: OfficialTaxonomy, scratch: Path) -> list[Path]:
    """Give the packages that a report needs: of a profile with an entry point of its own all that were added."""
    if report.profile.entry_point is None:
        return [taxonomy_package(taxonomy, official, scratch)]
    named = [] if taxonomy == BUILT_IN else [taxonomy_package(taxonomy, official, scratch)]
    return list(dict.fromkeys([*named, *(package.path for package in installed_packages())]))


def taxonomy_package(taxonomy: str, official: OfficialTaxonomy, scratch: Path) -> Path:
    """Give the package to validate against: built in, added by the user under a taxonomy's name, or at a path.

    Raises PackageError where the package at a path is hostile or none.
    """
    if taxonomy == BUILT_IN:
        core = scratch / f"{official.name}-core.zip"
        return core if core.is_file() else build_core_package(official, core)
    if taxonomy.endswith(".zip"):
        read_taxonomy_package(Path(taxonomy))
        return Path(taxonomy)
    return required_package(ifrs_taxonomy(taxonomy)).path


def add_taxonomy(package: Path, *, progress: Progress = _silent) -> InstalledPackage:
    """Add a taxonomy package to the user's folder, once it is checked and found valid; index its concepts.

    Packages that were added before are at hand for the validation. Raises PackageError where the package is hostile,
    none, invalid, or builds on one that is not there; nothing is added then.
    """
    progress("checking the package")
    description = read_taxonomy_package(package)
    others = [other.path for other in installed_packages() if other.identifier != description.identifier]
    progress("validating the package with Arelle (about a minute)")
    verdict = validate_taxonomy_package(package, description.entry_points, others)
    if verdict.status is not Status.VALID:
        errors = (f"{message.code}: {message.text}" for message in verdict.messages if message.level is Level.ERROR)
        raise PackageError(
            f"The taxonomy package {package} is {verdict.status.value}: {next(iter((*verdict.reasons, *errors)))}",
            remedy="add the packages that it builds on first, or ask its publisher",
        )
    progress("indexing its concepts")
    return add_package(package, Validated(verdict.validator, verdict.counts.warnings))


def convert_batch(
    sources: Sequence[Path], out: Path, choices: Choices, tell: Callable[[Event], None] = lambda _: None
) -> Summary:
    """Convert all documents that manifests, filing folders and folders of them name; each into a folder of ``out``.

    What is done and unchanged is skipped. Whatever a document does to its worker, the others are converted. ``tell``
    is told of each job; the summary is written into ``out`` as well. Raises MappingError where a manifest is unsound,
    OutputError where ``out`` cannot be written; what was finished is kept.
    """
    return convert_all(sources, out, choices, f"{Converter.__module__}:{Converter.__name__}", tell)


def validate(
    path: Path, *, taxonomy: str = BUILT_IN, profile: str | None = None, tier: Tier = Tier.STANDARD
) -> Verdict:
    """Validate any report file against a taxonomy; the built-in core stands for every year that it has.

    ``profile`` names a destination whose rules count as well; where it has an entry point of its own, all packages
    that were added are used. Raises MappingError where there is no such profile.
    """
    destination = load_profile(profile) if profile else PLAIN
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder, reader_of(tier) as reader:
        packages = _packages_for(destination, taxonomy, Path(folder))
        return _judged(path, packages, reader, destination)


def validate_files(
    paths: Sequence[Path],
    *,
    taxonomy: str = BUILT_IN,
    profile: str | None = None,
    tier: Tier = Tier.STANDARD,
    workers: int = 1,
    remark: Progress = _silent,
) -> Iterator[tuple[Path, Verdict | TagwrightError]]:
    """Validate report files, some at a time; give each with its verdict, or why there is none, in their order.

    ``profile`` is as in ``validate``. ``remark`` is told where the tier could not be kept.
    """
    destination = load_profile(profile) if profile else PLAIN
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder, reader_of(tier, remark) as reader:
        packages = _packages_for(destination, taxonomy, Path(folder))
        yield from validate_many(paths, lambda path: _judged(path, packages, reader, destination), workers)


def _packages_for(profile: Profile, taxonomy: str, scratch: Path) -> list[Path]:
    """Give the packages for a report that we know nothing of but its destination."""
    if profile.entry_point is not None:
        added = [package.path for package in installed_packages()]
        return added if taxonomy == BUILT_IN else [*_packages_for(PLAIN, taxonomy, scratch), *added]
    years = official_taxonomies() if taxonomy == BUILT_IN else official_taxonomies()[:1]
    return [taxonomy_package(taxonomy, official, scratch) for official in years]


def _judged(path: Path, packages: Sequence[Path], reader: Reader, destination: Profile) -> Verdict:
    findings = precheck_file(path, None if destination is PLAIN else destination.name)
    try:
        return with_findings(validate_file(path, packages, rules=destination.rules, reader=reader), findings)
    except ValidationFailedError as failure:
        raise with_likely_cause(failure, findings) from failure


def check_mappings(filing_folder: Path | None) -> list[Finding]:
    """Give all that is wrong in the base mapping and, where one is named, in a filing's mapping."""
    base = load_base()
    filing = load_filing(filing_folder) if filing_folder else None
    official = ifrs_taxonomy(filing.rules.taxonomy) if filing else official_taxonomies()[0]
    profile = load_profile(filing.rules.profile, official.name) if filing else PLAIN
    return check_mapping(base, filing, load_concepts(official.year), profile)


def mapping_coverage(filing_folder: Path | None) -> list[Reach]:
    """Give which concepts the base mapping and, where one is named, a filing's mapping reach, by table and year."""
    base = load_base()
    if filing_folder is None:
        return coverage(base, {official.year: load_concepts(official.year) for official in official_taxonomies()})
    filing = load_filing(filing_folder)
    year = ifrs_taxonomy(filing.rules.taxonomy).year
    return coverage(merge(base, filing), {year: concept_book(load_concepts(year), filing.rules.concepts, year)})


def suggest_concepts(
    label: str,
    *,
    statement: str | None = None,
    sections: Sequence[str] = (),
    measure: Measure | None = None,
    taxonomy: str | None = None,
    filing: Path | None = None,
) -> Suggestion:
    """Rank concepts for one label of a statement's section, and put an extension forward.

    ``statement`` is the name of a table of the mapping; ``sections`` the headings above the row, outermost first.
    ``taxonomy`` is the filing's where one is named, else by default the newest. The concepts and labels of its
    official package count where the user has added it. Raises MappingError where the mapping has no such table.
    """
    loaded = load_filing(filing) if filing else None
    official = ifrs_taxonomy(taxonomy or (loaded.rules.taxonomy if loaded else official_taxonomies()[-1].name))
    own = loaded.rules.concepts if loaded else ()
    package = installed_package_for(official)
    further = package_concepts(package, official) if package else {}
    book = concept_book({**further, **load_concepts(official.year)}, own, official.year)
    base = load_base()
    mapping = merge(base, loaded) if loaded else rules_of_year(base, book.keys())
    table = table_named(statement, mapping) if statement else None
    row = Row(label, table, tuple(sections), measure)
    return suggest(row, Ranker(mapping, book, official_labels(official)), book)


def evaluate(filings: Sequence[Path], *, diagram: Path | None = None, progress: Progress = _silent) -> Evaluation:
    """Hold the base mapping against the tags of real reports: Inline files, folders of them, report packages.

    ``diagram`` is where the reliability diagram is written (SVG), if it is asked for. Raises DocumentError where
    one of the reports has no table with tagged amounts.
    """
    # Imported here: what measures is never needed by what converts.
    from tagwright.evaluation.diagram import reliability_diagram
    from tagwright.evaluation.judge import judge_filing
    from tagwright.evaluation.measure import evaluated

    judged = []
    for filing in filings:
        progress(f"reading and mapping {filing.name}")
        judged += judge_filing(filing)
    evaluation = evaluated(judged)
    if diagram is not None:
        write_all({diagram.name: reliability_diagram(evaluation.bins).encode()}, diagram.parent)
    return evaluation


@dataclass(frozen=True, slots=True)
class NewFiling:
    """A filing folder that was written: where, the fields that a person must fill in, the lines that no rule names."""

    folder: Path
    unfilled: tuple[Finding, ...]
    unnamed: tuple[UnnamedLine, ...]


def init_filing(
    document: Path, out: Path | None = None, *, ocr: bool = False, progress: Progress = _silent
) -> NewFiling:
    """Write a filing folder for a new document: a copy of it, and a filing.yaml with what the document tells of itself.

    ``out`` is by default the folder named after company and period, in mapping/filings where there is one. Raises
    OutputError where the folder is there already, DocumentError where the document cannot be read.
    """
    progress("reading the document")
    source = read_document(document, recognise=ocr)
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
        _, extraction, proof, decisions = _mapped(source, rules, told.period, told.currency, progress)
        unnamed = unnamed_lines(decisions, extraction, proof)
    text = filing_yaml(name, document.name, told, official, unnamed, book)
    progress("writing the folder")
    write_all({FILING_FILE: text.encode(), document.name: document.read_bytes()}, folder)
    return NewFiling(folder, tuple(placeholder_findings(read_yaml(folder / FILING_FILE, FILING_FILE))), unnamed)


def read(
    document: Path, *, year_end: date | None = None, currency: str | None = None, ocr: bool = False
) -> tuple[Document, tuple[ReadTable, ...]]:
    """Read a document and give an account of its tables. The period and the currency are as in ``check``."""
    source, extraction, _ = _extracted(document, year_end, currency, ocr)
    return source, tuple(read_tables(source, extraction))


def write_page(document: Document, tables: Sequence[ReadTable], path: Path) -> None:
    """Write the account of a document's tables as a page. Raises OutputError where it cannot be written."""
    try:
        path.write_text(as_page(document, tables), encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.", remedy="Name a file in a folder that is there."
        ) from error


@dataclass(frozen=True, slots=True)
class Check:
    """What the arithmetic of a document says about it, without mapping or taxonomy."""

    extraction: Extraction
    proof: Proof
    period: Duration


def check(document: Path, *, year_end: date | None = None, currency: str | None = None, ocr: bool = False) -> Check:
    """Foot, cross-cast and tie a document.

    ``year_end`` is the last day of the reporting year and ``currency`` the reporting currency (ISO 4217); what is
    not given is read from the document's titles. Raises DocumentError where they name no period.
    """
    source, extraction, period = _extracted(document, year_end, currency, ocr)
    _, extraction = repaired(source, extraction)
    return Check(extraction, prove(extraction), period)


def _extracted(
    document: Path, year_end: date | None, currency: str | None, ocr: bool
) -> tuple[Document, Extraction, Duration]:
    source = read_document(document, recognise=ocr)
    period = Duration(months_before(year_end, 12), year_end) if year_end else reporting_period(source)
    if period is None:
        raise DocumentError(
            f"No title of {document} says which period it reports.", remedy="Say it: --year-end 2021-12-31."
        )
    wording = vocabulary_of(load_base())
    return source, extract(source, wording, period, currency or reporting_currency(source)), period
