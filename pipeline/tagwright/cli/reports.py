"""The commands that make a report and judge one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tagwright import api
from tagwright.cli.options import JSON, OCR, PATH
from tagwright.cli.rows import print_json
from tagwright.cli.show import progress_bar, show_counts, show_verdict, show_verdicts
from tagwright.errors import ExitCode
from tagwright.report.ledger import counts_by_section
from tagwright.validation.tiers import Tier
from tagwright.validation.verdict import verdict_as_json

TAXONOMY = click.option(
    "--taxonomy",
    default=api.BUILT_IN,
    show_default=True,
    help="What to validate against: built-in, an added taxonomy (ifrs-2021), or a taxonomy package (.zip).",
)


@click.command()
@click.argument("filing", type=PATH)
@click.option("--out", type=PATH, required=True, help="Folder to write into; it is made where it is missing.")
@click.option("--document", type=PATH, help="A document in the place of the one that the filing names.")
@click.option("--validate/--no-validate", default=True, help="Validate the outputs with Arelle (default).")
@click.option("--profile", help="Whose rules the report follows (ifrs, esef-2025 ...); by default the filing's.")
@OCR
@click.option("--viewer", is_flag=True, help="Write NAME-viewer.html too, which shows what each tag says, offline.")
@TAXONOMY
@JSON
def convert(
    filing: Path,
    out: Path,
    document: Path | None,
    validate: bool,
    profile: str | None,
    ocr: bool,
    viewer: bool,
    taxonomy: str,
    as_json: bool,
) -> ExitCode:
    """Convert the document of FILING, a folder with a filing.yaml.

    Leaves with 0 where the report is valid (or was not to be validated), 1 where it is invalid, 2 where it
    could not be validated.
    """
    with progress_bar(quiet=as_json) as progress:
        made = api.convert(
            filing,
            out,
            document=document,
            validate=validate,
            taxonomy=taxonomy,
            profile=profile,
            ocr=ocr,
            viewer=viewer,
            progress=progress,
        )
    if as_json:
        print_json(
            {
                "out": str(made.folder),
                "facts": len(made.report.facts),
                "remarks": made.report.document.remarks,
                "sections": [{"section": section, **counts} for section, counts in counts_by_section(made.ledger)],
                "validation": json.loads(verdict_as_json(made.verdict)) if made.verdict else None,
            }
        )
    else:
        show_counts(made)
        if made.verdict:
            show_verdict(made.verdict)
    return made.verdict.exit_code if made.verdict else ExitCode.VALID


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@TAXONOMY
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    default=Tier.STANDARD.value,
    show_default=True,
    help="strict: with the official taxonomy, as Arelle by default; batch: with the taxonomy kept loaded.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many at a time.")
@click.option(
    "--profile", help="A destination whose rules count as well (esef-2025), with the packages that you added."
)
@JSON
def validate(
    files: tuple[Path, ...], taxonomy: str, tier: str, workers: int, profile: str | None, as_json: bool
) -> ExitCode:
    """Validate FILES: Inline XBRL, XBRL XML, xBRL-JSON, xBRL-CSV or report packages.

    Of several files, a line each is shown, and the gravest outcome is the exit code.
    """
    with progress_bar(quiet=as_json) as progress:
        progress("validating with Arelle")
        if len(files) == 1:
            verdict = api.validate(files[0], taxonomy=taxonomy, profile=profile, tier=Tier(tier), remark=_note)
        else:
            found = []
            for path, outcome in api.validate_files(
                files,
                taxonomy=taxonomy,
                profile=profile,
                tier=Tier(tier),
                workers=workers,
                remark=_note,
            ):
                found.append((path, outcome))
                progress(f"validating with Arelle: {len(found)} of {len(files)}")
    if len(files) > 1:
        show_verdicts(found, as_json)
        return max(outcome.exit_code for _, outcome in found)
    if as_json:
        click.echo(verdict_as_json(verdict), nl=False)
    else:
        show_verdict(verdict)
    return verdict.exit_code


def _note(said: str) -> None:
    click.echo(f"note: {said}", err=True)
