"""Holds the batch tier against ``arelleCmdLine``: CPU seconds a document, and message for message.

    .venv/bin/python benchmarks/batch.py --count 40 --taxonomies FOLDER

Generates announcements (announcements.py), converts them to packages, makes of each an invalid copy (spoil.py), and
validates every package both ways, one document after the other: with a taxonomy that is kept loaded, and with
``arelleCmdLine`` in a fresh process, with the same checks. More valid ones go through the batch tier alone, as a fresh
process for each would take hours. The official IFRS 2021 package (and, for ESEF, those of ESEF
2021 and LEI) must lie in FOLDER. CPU counts user and system time of all child processes, the start of the kept
taxonomy and its comparison included.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from announcements import write_filings
from convert import machine
from spoil import DEFECTS, spoil

from tagwright import api
from tagwright.validation import reuse, warm
from tagwright.validation.reading import FileRequest, LogMessage
from tagwright.validation.readout import _message
from tagwright.validation.reuse import ReuseReader
from tagwright.validation.verdict import is_crash
from tagwright.validation.warm import WarmReader

ARELLE = Path(sys.executable).parent / "arelleCmdLine"
PACKAGES = {
    "plain": ["IFRST_2021-03-24.zip"],
    "esef": ["IFRST_2021-03-24.zip", "esef_taxonomy_2021-en.zip", "lei-taxonomy-2020-07-02.zip"],
}
TARGETS = {"plain": (5.0, 3.5), "esef": (20.0, 6.0)}
Told = Counter[tuple[str, str, str, tuple[str, ...]]]


@dataclass
class Measured:
    """CPU seconds of each document, and where the two ways differ."""

    batch: list[float] = field(default_factory=list)
    none: list[float] = field(default_factory=list)
    defaults: list[float] = field(default_factory=list)
    whole: float = 0.0
    documents: int = 0
    invalid: int = 0
    different: list[str] = field(default_factory=list)


def arelle(package: Path, kind: str, packages: Sequence[Path], mode: str | None, folder: Path) -> tuple[Told, float]:
    """Validate with the command line in a fresh process; give the messages and the CPU seconds."""
    log = folder / "log.json"
    log.unlink(missing_ok=True)
    own = [package] if kind == "esef" else []
    command = [str(ARELLE), "--disablePersistentConfig", "--internetConnectivity", "offline", "--validate"]
    command += ["--calc", "c11r", "--utr", "--validateDuplicateFacts", "inconsistent"]
    command += ["--packages", "|".join(map(str, [*packages, *own])), "--file", str(package)]
    command += ["--logFile", str(log), "--logFormat", "%(message)s"]
    if kind == "esef":
        command += ["--plugins", "validate/ESEF|inlineXbrlDocumentSet", "--disclosureSystem", "esef-2021"]
    if mode is not None:
        command += ["--baseTaxonomyValidation", mode]
    settings = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    entries = [
        {
            "levelname": entry["level"],
            "messageCode": entry["code"],
            "msg": entry["message"]["text"],
            "refs": [{"href": r.get("href"), "sourceLine": r.get("sourceLine")} for r in entry.get("refs", [])],
        }
        for entry in json.loads(log.read_text(encoding="utf-8"))["log"]
    ]
    names = [str(path) for path in [*packages, *own]]
    return told([_message(entry, package.parent, names) for entry in entries]), used.ru_utime + used.ru_stime


def told(messages: Sequence[LogMessage]) -> Told:
    """Messages as a multiset of level, code, text and places; without reports of progress, which hold seconds.

    Where Arelle broke off, only that counts: what it has said by then differs from one fresh process to the next.
    """
    broken = [message for message in messages if is_crash(message.code)]
    return Counter(
        (message.level, message.code, _text(message.text), tuple(sorted(map(str, message.references))))
        for message in broken or messages
        if not (message.level in ("INFO", "DEBUG") and message.code in ("", "info", "info:profileActivity"))
    )


def _text(text: str) -> str:
    """Give a text in one line, without the traceback that the command line adds."""
    return " ".join(text.split()).partition(" Traceback (most recent call last)")[0]


def packages_of(kind: str, count: int, first: int, folder: Path) -> list[Path]:
    """Generate announcements and convert them; give the packages, each valid one with its invalid copy after it."""
    converter = api.Converter()
    made: list[Path] = []
    names = list(DEFECTS)
    for number, filing in enumerate(write_filings(folder / "in", count, esef=kind == "esef", first=first)):
        out = folder / "out" / filing.name
        report = converter.convert(filing, out, validate=False).report
        package = out / f"{report.name}.{report.profile.package}"
        made += [
            package,
            spoil(package, folder / "bad" / filing.name / package.name, names[(first + number) % len(names)]),
        ]
    return made


def measure(arguments: argparse.Namespace, kind: str, folder: Path) -> Measured:
    """Validate each package both ways, in turn; ``more`` valid ones at the end by the batch tier alone."""
    count, more, defaults = arguments.count, arguments.more, arguments.defaults
    taxonomies = arguments.taxonomies.resolve()
    packages = [taxonomies / name for name in PACKAGES[kind]]
    measured = Measured()

    def remembering(ask: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        def asked(*arguments: object) -> dict[str, Any]:
            answer = ask(*arguments)
            measured.batch.append(answer["ended"]["cpu"])
            return answer

        return asked

    asked = (warm._asked, reuse._Server.ask)
    warm._asked = remembering(warm._asked)
    reuse._Server.ask = remembering(reuse._Server.ask)  # type: ignore[method-assign]
    documents = packages_of(kind, count + more, arguments.first, folder)
    documents, alone = documents[: 2 * count], documents[2 * count :: 2]
    apart = 0.0
    before = _cpu()
    with ReuseReader() if arguments.reuse else WarmReader() as reader:
        for number, package in enumerate(documents):
            request = FileRequest(str(package.resolve()), rules="esef-2021" if kind == "esef" else None)
            own = [package] if kind == "esef" else []
            (reading,) = reader([request], [*packages, *own])
            kept = told(reading.messages)
            for mode, times in (("none", measured.none),) + ((None, measured.defaults),) * (number < defaults):
                cold, used = arelle(package, kind, packages, mode, folder)
                times.append(used)
                apart += used
                if cold != kept:
                    measured.different.append(f"{package} ({mode}): {list((cold - kept) + (kept - cold))[:3]}")
            measured.invalid += any(level in ("ERROR", "CRITICAL") for level, *_ in kept)
            measured.documents += 1
            print(f"{kind} {number + 1}/{len(documents)}", file=sys.stderr, end="\r")
        for package in alone:
            request = FileRequest(str(package.resolve()), rules="esef-2021" if kind == "esef" else None)
            reader([request], [*packages, *([package] if kind == "esef" else [])])
            measured.documents += 1
        measured.different += reader.remarks
    measured.whole = _cpu() - before - apart
    warm._asked, reuse._Server.ask = asked  # type: ignore[method-assign]
    return measured


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="The batch tier against arelleCmdLine.")
    parser.add_argument("--count", type=int, default=40, help="valid documents of each kind; as many invalid ones")
    parser.add_argument("--more", type=int, default=120, help="valid documents for the batch tier alone")
    parser.add_argument("--first", type=int, default=1, help="the first seed, to spread a long run")
    parser.add_argument("--defaults", type=int, default=6, help="documents that Arelle validates with its defaults too")
    parser.add_argument("--taxonomies", type=Path, required=True, help="the folder of the official packages")
    parser.add_argument("--kinds", nargs="+", default=["plain", "esef"], choices=list(PACKAGES))
    parser.add_argument("--reuse", action="store_true", help="as where a system cannot fork")
    arguments = parser.parse_args()
    print(machine())
    head = (
        "kind",
        "documents",
        "invalid",
        "different",
        "defaults",
        "none",
        "batch",
        "with start",
        "x defaults",
        "x none",
    )
    print("".join(f"{name:>12}" for name in head))
    for kind in arguments.kinds:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(arguments, kind, Path(folder))
        each = found.whole / found.documents
        means = [statistics.mean(times) for times in (found.defaults, found.none, found.batch)]
        ratios = (means[0] / each, means[1] / each)
        row = [kind, found.documents, found.invalid, len(found.different)]
        row += [f"{number:.2f}" for number in (*means, each)] + [f"{ratio:.1f}" for ratio in ratios]
        print("".join(f"{cell:>12}" for cell in row), flush=True)
        print("\n".join(found.different), file=sys.stderr)
        for name, ratio, target in zip(("defaults", "none"), ratios, TARGETS[kind], strict=True):
            print(f"  {ratio:.1f} times the documents per CPU second of {name} (target {target:g})")


if __name__ == "__main__":
    main()
