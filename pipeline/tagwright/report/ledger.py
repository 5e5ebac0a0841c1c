"""The ledger: every number of the document, with what became of it. It has no gaps."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from tagwright.figures.model import Figure, Kind, UnitOfMeasure
from tagwright.figures.periods import at_balance
from tagwright.mapping.candidates import Candidate
from tagwright.mapping.decision import Decision, Outcome
from tagwright.proof.describe import proven_words
from tagwright.proof.prove import NOTHING_PROVEN, Proof
from tagwright.report.facts import fact_id


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: where it stands, how it was read, what became of it and by which rule.

    ``value`` is the fact's value where it became one, else the printed number in whole units, with its sign.
    ``proof`` says of an amount what the arithmetic of the document makes of it; ``restored`` how it was found where
    the print is damaged. ``candidates`` are concepts put forward for a number that no rule names, the best first, each
    with its measured confidence and its reasons. ``at`` is the place in a format without lines: the page and box, the
    sheet and cell.
    """

    line: int
    column: int
    text: str
    section: str
    row: str
    heading: str
    value: str
    unit: str
    decimals: str
    period: str
    status: str
    reason: str
    concept: str
    dimensions: str
    rule: str
    fact: str
    proof: str = ""
    restored: str = ""
    candidates: str = ""
    at: str = ""


_SEVERAL = "; "


def described_facts(entries: Iterable[Entry]) -> dict[str, str]:
    """Say of each fact, by its id, where the source prints it, for the messages of a verdict."""
    return {
        fact: f'{entry.at or f"line {entry.line}"}, "{entry.row}", {entry.text}'
        for entry in entries
        for fact in entry.fact.split(_SEVERAL)
        if fact
    }


def ledger_of(
    figures: Sequence[Figure], decisions: Sequence[Decision], proof: Proof = NOTHING_PROVEN
) -> tuple[Entry, ...]:
    """Give one entry a figure, in reading order; an amount says what it is proven by."""
    return tuple(_entry(figure, decision, proof) for figure, decision in zip(figures, decisions, strict=True))


def _entry(figure: Figure, decision: Decision, proof: Proof) -> Entry:
    value = decision.value if decision.tagged else figure.scaled
    period = decision.period or (
        at_balance(figure.period, figure.balance) if figure.period and figure.balance else figure.period
    )
    return Entry(
        line=figure.place.line,
        column=figure.place.column,
        text=figure.text,
        section=section_of(figure),
        row=" > ".join(" ".join(part.split()) for part in figure.row_path) or figure.context[-80:],
        heading=" > ".join(figure.column_path),
        value="" if value is None else plain(value),
        unit=_unit(figure.unit) if value is not None else "",
        decimals=str(figure.decimals) if decision.tagged else "",
        period=str(period) if period else "",
        status=decision.outcome.value,
        reason=decision.reason,
        concept=_SEVERAL.join(decision.concepts),
        dimensions="; ".join(f"{axis}={member}" for axis, member in decision.dimensions),
        rule=str(decision.rule) if decision.rule else "",
        fact=_SEVERAL.join(fact_id(figure, n) for n in range(len(decision.concepts))) if decision.tagged else "",
        proof=proven_words(figure.index, proof) if figure.kind in (Kind.AMOUNT, Kind.NIL) else "",
        restored=figure.restored,
        candidates=_SEVERAL.join(map(_put_forward, decision.candidates)),
        at=figure.place.at,
    )


def _put_forward(candidate: Candidate) -> str:
    return f"{candidate.facts.name} {candidate.confidence:.2f} ({', '.join(candidate.why)})"


def _columns(entries: Sequence[Entry]) -> list[str]:
    """Name the columns of a ledger: a document with lines needs no other words for its places."""
    return [name for name in Entry.__slots__ if name != "at" or any(entry.at for entry in entries)]


def plain(value: Decimal) -> str:
    """Write a number without an exponent and without needless zeros."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "0") else text


def _unit(unit: UnitOfMeasure | None) -> str:
    if unit is None:
        return ""
    return (
        f"{unit.currency} per share" if unit.measure.value == "money per share" else unit.currency or unit.measure.value
    )


_FORMULA_BEGINS = frozenset("=+@\t-")
_NEGATIVE = re.compile(r"-[\d.,]*")
_NUMBERED = re.compile(r"^(?:note\s+)?\d{1,2}[.:]?\s", re.IGNORECASE)


def section_of(figure: Figure) -> str:
    """Name the statement, note or part of the announcement in which a figure stands."""
    notes = [heading for heading in figure.headings if _NUMBERED.match(heading)]
    return notes[0] if notes else figure.headings[0] if figure.headings else ""


def as_csv(entries: Sequence[Entry]) -> str:
    """Write the ledger as CSV (RFC 4180, UTF-8). Text that a spreadsheet would run as a formula is quoted apart."""
    out = io.StringIO()
    columns = _columns(entries)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(_harmless, values) for values in map(attrgetter(*columns), entries))
    return out.getvalue()


def _harmless(value: object) -> object:
    if not isinstance(value, str) or value[:1] not in _FORMULA_BEGINS or _NEGATIVE.fullmatch(value):
        return value
    return f"'{value}"


def as_json(entries: Sequence[Entry]) -> str:
    """Write the ledger as JSON, one entry a line."""
    columns = _columns(entries)
    shown = ({name: getattr(entry, name) for name in columns} for entry in entries)
    lines = ",\n".join(map(json.JSONEncoder(ensure_ascii=False).encode, shown))  # one encoder for all entries
    return f"[\n{lines}\n]\n"


def counts_by_section(entries: Sequence[Entry]) -> list[tuple[str, dict[str, int]]]:
    """Count the statuses of each section, in the order of the document."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        counts.setdefault(entry.section, Counter())[entry.status] += 1
    return [(section, {o.value: counter[o.value] for o in Outcome}) for section, counter in counts.items()]
