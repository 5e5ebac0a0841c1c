"""From a filing to its report: the order of the steps, in one place.

read -> extract -> prove -> map -> model -> emit -> pre-check -> validate
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tagwright.api.packages import packages_of
from tagwright.api.steps import Progress, mapped, read_source, silent
from tagwright.emit.files import emit_report, write_all
from tagwright.figures.model import Duration
from tagwright.mapping.prepared import RuleKeeper
from tagwright.precheck.printed import declared_places, printed_figures
from tagwright.precheck.run import precheck_report
from tagwright.proof.account import proof_as_json
from tagwright.report.build import build_report
from tagwright.report.ledger import Entry, as_csv, as_json, described_facts, ledger_of
from tagwright.report.model import Report
from tagwright.taxonomy.official import BUILT_IN, OfficialTaxonomy
from tagwright.validation.advice import with_findings
from tagwright.validation.process import Reader, read_files
from tagwright.validation.validate import validate_outputs
from tagwright.validation.verdict import Counts, Status, Verdict, verdict_as_json
from tagwright.validation.viewer import make_viewer

if TYPE_CHECKING:
    from tagwright.batch.conversion import Choices
    from tagwright.batch.run import Event
    from tagwright.batch.summary import Summary

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
    progress: Progress = silent,
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
        progress: Progress = silent,
        beside: Callable[[Conversion], Mapping[str, bytes]] = _nothing,
    ) -> Conversion:
        """Convert a filing's document, as the function ``convert`` says.

        ``beside`` gives further files, which are written in one move with the outputs.
        """
        prepared = self._keeper.prepared(filing_folder, profile, own_document=document is None, taxonomy=taxonomy)
        filing, official, rules = prepared.filing, prepared.official, prepared.rules
        source = read_source(document or filing.document, ocr, progress)
        period = Duration(filing.rules.period.start, filing.rules.period.end)
        source, extraction, proof, decisions = mapped(source, rules, period, filing.rules.currency, progress)
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
            packages = packages_of(report, taxonomy, official, self._scratch or Path(folder))
            return validate_outputs(report, stage, packages, sources=described_facts(ledger), reader=self._reader)


def _viewer(
    report: Report, files: dict[str, bytes], official: OfficialTaxonomy, taxonomy: str, progress: Progress
) -> dict[str, bytes]:
    progress("making the viewer")
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder:
        packages = packages_of(report, taxonomy, official, Path(folder))
        return make_viewer(files, f"{report.name}.xhtml", len(report.facts), packages)


def convert_batch(
    sources: Sequence[Path], out: Path, choices: Choices, tell: Callable[[Event], None] = lambda _: None
) -> Summary:
    """Convert all documents that manifests, filing folders and folders of them name; each into a folder of ``out``.

    What is done and unchanged is skipped. Whatever a document does to its worker, the others are converted. ``tell``
    is told of each job; the summary is written into ``out`` as well. Raises MappingError where a manifest is unsound,
    OutputError where ``out`` cannot be written; what was finished is kept.
    """
    from tagwright.batch.conversion import convert_all  # a single conversion never needs it

    return convert_all(sources, out, choices, f"{Converter.__module__}:{Converter.__name__}", tell)
