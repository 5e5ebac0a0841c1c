"""Measure ranked candidates on real tagged filings, and write mapping/candidates/confidence.csv.

    python benchmarks/calibrate_candidates.py ../shared/filings [--write] [--labels]

Each filing has a rows.jsonl: the tagged cells of its statements with label, section and concept. A line (the cells of
one label, section, statement and concept) is ranked twice: as the mapping stands (top-1 and top-5), and with every
wording of the mapping hidden that is the line's own or means the same, which is how a label looks that no rule knows.
The second ranking calibrates: the share of lines whose concept is the filer's, by score, lines that need an extension
counted as wrong; made monotone by joining neighbours (pool adjacent violators). Leave-one-out: each filing is held
against the table of the others.

Assignments by rules are calibrated on the reports themselves, read as ``evaluate`` reads them: the share of lines that
have the filer's concept, apart for wordings that another of the filings uses so too ("attested") and for all others.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from tagwright.evaluation.judge import Judged, judge_filing
from tagwright.figures.model import Measure
from tagwright.mapping.attested import ATTESTED_COLUMNS
from tagwright.mapping.candidates import Candidate, Ranker
from tagwright.mapping.confidence import COLUMNS, Rank
from tagwright.mapping.fitting import Row
from tagwright.mapping.likeness import alike
from tagwright.mapping.load import load_base
from tagwright.mapping.model import TableMapping
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.package_labels import official_labels

TABLE = Path(__file__).resolve().parents[1] / "mapping" / "candidates" / "confidence.csv"
ATTESTED = TABLE.with_name("attested.csv")
YEAR = 2021
STATEMENTS = {
    "IS": "income-statement",
    "IS+OCI": "income-statement",
    "OCI": "comprehensive-income",
    "BS": "financial-position",
    "SCE": "changes-in-equity",
    "CF": "cash-flows",
}
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True)
class Line:
    """A line of a statement as its filer tagged it; ``concept`` is None for an extension.

    ``table`` tells the tables of the filing apart.
    """

    filing: str
    table: int
    row: Row
    concept: str | None
    cells: int


@dataclass(frozen=True)
class Try:
    """A candidate put forward for a line, at a rank."""

    filing: str
    rank: Rank
    score: float
    right: bool


def lines_of(folder: Path, tables: dict[str, TableMapping]) -> list[Line]:
    """Read the lines of one filing, in the order of its tables."""
    cells: Counter[tuple[int, str, str | None, str, str | None, bool | None, Measure]] = Counter()
    for text in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines():
        cell = json.loads(text)
        prefix, _, local = cell["concept"].partition(":")
        instant = "/" not in cell["context_period"] and cell["statement"] != "SCE"
        per_share = local.endswith("PerShare") or ("shares" in cell["unit"] and "iso4217" in cell["unit"])
        measure = (
            Measure.MONEY_PER_SHARE if per_share else Measure.SHARES if "shares" in cell["unit"] else Measure.MONEY
        )
        official = local if prefix in ("ifrs", "ifrs-full") else None
        place = (cell["table_index"], cell["statement"], cell["section"], cell["row_label"] or "")
        cells[(*place, official, instant or None, measure)] += 1
    return [
        Line(
            folder.name,
            table,
            Row(label, tables[STATEMENTS[stated]], (section,) if section else (), measure, instant),
            name,
            count,
        )
        for (table, stated, section, label, name, instant, measure), count in cells.items()
    ]


def beside(lines: Sequence[Line], ranker: Ranker) -> list[Line]:
    """Give each line the concepts of the rows beside it, as far as rules of the mapping name them for certain."""
    named = [_certain(ranker.rank(line.row)) for line in lines]
    found = []
    for index, line in enumerate(lines):
        near = [i for i, other in enumerate(lines) if (other.filing, other.table) == (line.filing, line.table)]
        above = next((named[i] for i in reversed(near) if i < index and named[i]), None)
        below = next((named[i] for i in near if i > index and named[i]), None)
        taken = frozenset(name for i in near if i != index and (name := named[i]))
        over = frozenset(label for i in near if i < index for label in _labels(lines[i].row))
        under = frozenset(label for i in near if i > index for label in _labels(lines[i].row))
        around = {"above": over | frozenset(map(alike, line.row.sections)), "below": under}
        found.append(replace(line, row=replace(line.row, before=above, after=below, taken=taken, **around)))
    return found


def _labels(row: Row) -> tuple[str, ...]:
    return tuple(alike(label) for label in (*row.sections, row.label) if label)


def _certain(candidates: Sequence[Candidate]) -> str | None:
    names = {candidate.facts.name for candidate in candidates if candidate.certain}
    return names.pop() if len(names) == 1 else None


def tries(lines: Iterable[Line], ranker: Ranker) -> list[Try]:
    """Rank lines with their own wording hidden, and with their statement hidden; and see what rules say of them."""
    found = []
    for line in lines:
        own = [p for p in ranker.phrases if p.line is not None and alike(p.words) == alike(line.row.label)]
        for place, candidate in enumerate(ranker.rank(line.row, 5, own) if line.row.label else ()):
            right = candidate.facts.name == line.concept
            found.append(Try(line.filing, "later" if place else "first", candidate.score, right))
        nowhere = ranker.rank(replace(line.row, table=None), 1) if line.row.label else ()
        found += [Try(line.filing, "unplaced", c.score, c.facts.name == line.concept) for c in nowhere]
    return found


def assignments(judged: Iterable[Judged]) -> tuple[list[Try], dict[tuple[str, str], set[str]]]:
    """Give a try for each line that a rule names, and the filings whose lines are named as their filers did."""
    lines = dict.fromkeys(
        (one.filing, one.statement, one.section, one.label, one.assigned, one.right) for one in judged if one.assigned
    )
    attested: dict[tuple[str, str], set[str]] = {}
    for filing, _, _, label, assigned, right in lines:
        for concept in assigned if right else ():
            attested.setdefault((alike(label), concept), set()).add(filing)
    found = []
    for filing, _, _, label, assigned, right in lines:
        others = any(attested.get((alike(label), concept), set()) - {filing} for concept in assigned)
        found.append(Try(filing, "attested" if others else "rule", 1.0, right))
    return found, attested


def steps(found: Sequence[Try]) -> list[tuple[float, int, int, float]]:
    """Give (lowest score, lines, right, confidence), with confidences that do not fall."""
    pools: list[tuple[float, int, int]] = []
    for low, high in zip(EDGES, (*EDGES[1:], 1.01), strict=True):
        inside = [attempt for attempt in found if low <= attempt.score < high]
        if inside:
            pools.append((low, len(inside), sum(attempt.right for attempt in inside)))
        while len(pools) > 1 and _share(pools[-2]) > _share(pools[-1]):
            _, lines, right = pools.pop()
            pools[-1] = (pools[-1][0], pools[-1][1] + lines, pools[-1][2] + right)
    return [(low, lines, right, round(_share((low, lines, right)), 3)) for low, lines, right in pools]


def _share(pool: tuple[float, int, int]) -> float:
    """Give the share of right ones as if one more had been right and one wrong (few lines prove little)."""
    return (pool[2] + 1) / (pool[1] + 2)


def of_rank(found: Iterable[Try], rank: Rank) -> list[Try]:
    """Give the candidates of a rank."""
    return [attempt for attempt in found if attempt.rank == rank]


def left_out(found: Sequence[Try]) -> list[tuple[float, bool]]:
    """Give confidence and outcome of each best candidate, by the table of all filings but its own."""
    judged = []
    for filing in sorted({attempt.filing for attempt in found}):
        table = steps([attempt for attempt in found if attempt.filing != filing])
        for attempt in (attempt for attempt in found if attempt.filing == filing):
            confidence = next((step[3] for step in reversed(table) if attempt.score >= step[0]), 0.0)
            judged.append((confidence, attempt.right))
    return judged


def shown(name: str, lines: Sequence[Line], ranked: Sequence[Sequence[Candidate]]) -> str:
    """Say top-1 and top-5 of cells whose filer used an official concept."""
    known = [(line, [c.facts.name for c in cands]) for line, cands in zip(lines, ranked, strict=True) if line.concept]
    whole = sum(line.cells for line, _ in known)
    first = sum(line.cells for line, names in known if names[:1] == [line.concept])
    five = sum(line.cells for line, names in known if line.concept in names)
    return f"{name:32} cells {whole:4}  top-1 {first / whole:.3f}  top-5 {five / whole:.3f}"


def main() -> None:
    """Print the measures; write the table where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("filings", type=Path)
    parser.add_argument("--labels", action="store_true", help="count the labels of the official package that was added")
    parser.add_argument("--write", action="store_true", help="write the table of confidences")
    given = parser.parse_args()
    book = load_concepts(YEAR)
    base = rules_of_year(load_base(), book.keys())
    ranker = Ranker(base, book, official_labels(ifrs_taxonomy(f"ifrs-{YEAR}")) if given.labels else {})
    tables = {table.name: table for table in base.tables}
    filings = {p.parent.name: lines_of(p.parent, tables) for p in sorted(given.filings.glob("*/rows.jsonl"))}
    filings = {name: beside(lines, ranker) for name, lines in filings.items()}
    every = [line for lines in filings.values() for line in lines]
    for name, lines in (*filings.items(), ("all", every)):
        print(shown(name, lines, [ranker.rank(line.row) for line in lines]))
    named, attested = assignments(one for path in sorted(given.filings.iterdir()) for one in judge_filing(path))
    found = [*tries(every, ranker), *named]
    for rank in get_args(Rank):
        print(f"\n{rank}: score from, lines, right, confidence")
        for step in steps(of_rank(found, rank)):
            print(*step, sep="\t")
    print("\nleave-one-out: confidence, lines, right")
    judged = left_out(of_rank(found, "first"))
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.3, 0.5), (0.0, 0.3)):
        outcomes = [right for confidence, right in judged if low <= confidence < high]
        if outcomes:
            print(f"{low}-{min(high, 1)}", len(outcomes), f"{sum(outcomes) / len(outcomes):.3f}", sep="\t")
    if given.write:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for rank in get_args(Rank):
                writer.writerows((rank, *step) for step in steps(of_rank(found, rank)))
        with ATTESTED.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(ATTESTED_COLUMNS)
            writer.writerows((*key, " ".join(sorted(attested[key]))) for key in sorted(attested))


if __name__ == "__main__":
    main()
