"""The command that converts many documents, and what the terminal shows meanwhile."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tagwright import api
from tagwright.batch.conversion import Choices
from tagwright.batch.jobs import Status
from tagwright.batch.run import Event, Redo
from tagwright.batch.summary import SUMMARY_HTML, Summary
from tagwright.batch.worker import Bounds
from tagwright.cli.options import JSON, PATH
from tagwright.cli.reports import TAXONOMY
from tagwright.cli.rows import print_rows
from tagwright.errors import ExitCode
from tagwright.validation.tiers import Tier

_MOST_REASONS = 40


@click.command()
@click.argument("sources", nargs=-1, required=True, type=PATH)
@click.option("--out", type=PATH, required=True, help="Folder for the results; a folder in it for each document.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many at a time.")
@click.option("--validate/--no-validate", default=True, help="Validate the outputs with Arelle (default).")
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    default=Tier.BATCH.value,
    show_default=True,
    help="batch: with the taxonomy kept loaded; standard: a fresh validator each; strict: with the taxonomy too.",
)
@click.option("--profile", help="Whose rules the reports follow, where a manifest does not say.")
@TAXONOMY
@click.option("--force", is_flag=True, help="Convert again what is done and unchanged.")
@click.option("--retry", type=click.Choice(["failed"]), help="Convert again what failed.")
@click.option("--time-limit", type=click.FloatRange(min=1), default=900.0, show_default=True, help="Seconds for each.")
@click.option("--memory-limit", type=click.IntRange(min=256), default=4096, show_default=True, help="MB for each.")
@click.option("--scheduler", help="A Dask scheduler (tcp://HOST:8786), or 'local' for a cluster of --workers here.")
@click.option("--store", help="A URL to put the outputs to (s3://...), in the place of folders in --out.")
@JSON
def batch(
    sources: tuple[Path, ...],
    out: Path,
    workers: int,
    validate: bool,
    tier: str,
    profile: str | None,
    taxonomy: str,
    force: bool,
    retry: str | None,
    time_limit: float,
    memory_limit: int,
    scheduler: str | None,
    store: str | None,
    as_json: bool,
) -> ExitCode:
    """Convert the documents of SOURCES: manifests (YAML or CSV), folders with a filing.yaml, folders of such folders.

    Each is converted by itself: what fails does not end the others. A second run goes on where the first was ended,
    and skips what is done and unchanged. Leaves with the gravest outcome.
    """
    redo = "all" if force else retry or "changed"
    choices = Choices(
        workers=workers,
        validate=validate,
        taxonomy=taxonomy,
        profile=profile,
        tier=Tier(tier),
        redo=cast(Redo, redo),
        bounds=Bounds(time_limit, memory_limit * 1024**2),
        scheduler=scheduler,
        store=store,
    )
    try:
        with _telling(as_json) as tell:
            summary = api.convert_batch(sources, out, choices, tell)
    except KeyboardInterrupt:
        click.echo(f"interrupted; what was finished is in {out}: start again to go on", err=True)
        return ExitCode.INTERRUPTED
    if as_json:
        outcomes = {str(status): count for status, count in summary.statuses.items()}
        _event("summary", outcomes=outcomes, remarks=list(summary.remarks))
    else:
        _show(summary, out)
    return summary.exit_code


@contextlib.contextmanager
def _telling(as_json: bool) -> Iterator[Callable[[Event], None]]:
    """Give what shows events: as JSON lines, as a bar on a terminal, or as lines of a log."""
    console = Console(stderr=True)
    if as_json:
        yield _tell_json
    elif console.is_terminal:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
            yield _Bar(bar)
    else:
        yield _tell_line


class _Bar:
    """Counts what is done, running and failed, and how many a second."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("starting", total=None)
        self._started = time.monotonic()
        self._done = self._failed = self._running = 0

    def __call__(self, event: Event) -> None:
        self._running += {"started": 1, "done": -1}.get(event.kind, 0)
        self._done += event.kind == "done"
        self._failed += event.result is not None and event.result.status is Status.FAILED
        rate = self._done / max(time.monotonic() - self._started, 0.001)
        said = f"{self._running} running, {self._failed} failed, {rate:.2f} a second"
        self._bar.update(self._task, total=event.of, advance=event.kind != "started", description=said)


def _tell_line(event: Event) -> None:
    if event.kind == "done" and event.result is not None:
        why = f": {event.result.reason}" if event.result.reason else ""
        click.echo(f"{event.job.name}: {event.result.status}{why}", err=True)


def _tell_json(event: Event) -> None:
    result = event.result
    details = (
        {} if result is None else {"outcome": str(result.status), "reason": result.reason, "counts": result.counts}
    )
    _event(event.kind, name=event.job.name, of=event.of, **details)


def _event(kind: str, **details: Any) -> None:
    click.echo(json.dumps({"event": kind, **details}, ensure_ascii=False))


def _show(summary: Summary, out: Path) -> None:
    for remark in summary.remarks:
        click.echo(f"note: {remark}")
    bad = [(name, result) for name, result in summary.results.items() if result.reason]
    if bad:
        rows = [(name, result.status, result.reason) for name, result in bad[:_MOST_REASONS]]
        print_rows(("document", "outcome", "why"), rows, as_json=False)
    if len(bad) > _MOST_REASONS:
        click.echo(f"... and {len(bad) - _MOST_REASONS} more.")
    print_rows(("outcome", "documents"), list(summary.statuses.items()), as_json=False)
    click.echo(f"The summary is {out / SUMMARY_HTML}.")
