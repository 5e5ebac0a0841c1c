"""A batch from start to end: jobs are read, run, written down and summed up."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tagwright import __version__
from tagwright.batch.cluster import ClusterHands
from tagwright.batch.jobs import Job, stamp_of, taxonomy_as_read
from tagwright.batch.manifest import jobs_of
from tagwright.batch.records import Records
from tagwright.batch.run import Event, Hands, LocalHands, Redo, Task, run_batch
from tagwright.batch.summary import Summary
from tagwright.batch.worker import Bounds
from tagwright.emit.writing import write_all
from tagwright.mapping.profiles import load_profile
from tagwright.taxonomy.official import BUILT_IN, PACKAGE, ifrs_taxonomy
from tagwright.validation.tiers import Tier

RUNNER = "tagwright.batch.converter:open_converter"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chooses for a batch.

    ``taxonomy`` and ``profile`` hold where a manifest says nothing. ``redo`` says what is done again of what was done
    before; ``workers`` how many documents are converted at a time; ``bounds`` what each may use. ``scheduler`` is the
    address of a Dask scheduler, or "local" for a cluster of ``workers`` on this machine; ``store`` a URL to put the
    outputs to, in the place of the folder.
    """

    workers: int = 1
    validate: bool = True
    taxonomy: str = BUILT_IN
    profile: str | None = None
    tier: Tier = Tier.BATCH
    redo: Redo = "changed"
    bounds: Bounds = field(default_factory=Bounds)
    scheduler: str | None = None
    store: str | None = None


def convert_all(
    sources: Sequence[Path], out: Path, choices: Choices, converter: str, tell: Callable[[Event], None]
) -> Summary:
    """Convert what ``sources`` name, as ``api.convert_batch`` says; ``converter`` names the class that converts."""
    choices = replace(choices, taxonomy=_absolute(choices.taxonomy))
    _require_known(choices)
    jobs = [_placed(job) for job in jobs_of(sources)]
    options = _options(choices)
    said = json.dumps(options | {"taxonomy": taxonomy_as_read(choices.taxonomy)}, sort_keys=True)
    made_by = f"tagwright {__version__} {said}"
    records = Records(out.resolve(), choices.store)
    remarks: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tagwright-") as servers:
        settings = options | {
            "converter": converter,
            "out": str(records.folder),
            "made_by": made_by,
            "servers": servers,
            "bounds": asdict(choices.bounds),
        }
        hands = _hands(settings, choices, records)
        tasks = [Task(job, stamp_of(job, made_by)) for job in jobs]
        results = run_batch(tasks, out, hands, records=records, redo=choices.redo, tell=tell, remark=remarks.append)
    summary = Summary(results, tuple(remarks))
    write_all(summary.files, out)
    return summary


def _options(choices: Choices) -> dict[str, Any]:
    """Give what a worker must know of the choices; the outputs depend on it."""
    return {
        "validate": choices.validate,
        "taxonomy": choices.taxonomy,
        "profile": choices.profile,
        "tier": choices.tier.value,
        "store": choices.store,
    }


def _require_known(choices: Choices) -> None:
    """Refuse words that no document could be converted with, before the first one is tried.

    Raises MappingError on a profile, TaxonomyError on a taxonomy that there is not.
    """
    if choices.profile is not None:
        load_profile(choices.profile)
    if choices.taxonomy != BUILT_IN and not choices.taxonomy.endswith(PACKAGE):
        ifrs_taxonomy(choices.taxonomy)


def _absolute(taxonomy: str) -> str:
    return str(Path(taxonomy).absolute()) if taxonomy.endswith(PACKAGE) else taxonomy


def _placed(job: Job) -> Job:
    """Make the paths of a job absolute: another process may work in another folder."""
    return replace(job, filing=job.filing.absolute(), document=job.document.absolute() if job.document else None)


def _hands(settings: Mapping[str, Any], choices: Choices, records: Records) -> Hands:
    if choices.scheduler is None:
        return LocalHands(RUNNER, settings, choices.bounds, choices.workers)
    return ClusterHands(choices.scheduler, RUNNER, settings, choices.bounds, records, choices.workers)
