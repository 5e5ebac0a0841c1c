"""The proof written out: proof.json, and the tree of each table's identities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure
from tagwright.proof.describe import cause_of, damage_words, printed, words
from tagwright.proof.grid import Grid, grids_of
from tagwright.proof.model import Identity, IdentityKind, Standing
from tagwright.proof.prove import Proof
from tagwright.proof.scope import narrower_notes


def proof_as_json(proof: Proof, extraction: Extraction) -> str:
    """Write the proof as JSON, one identity a line: its operands with their places, the difference, the words.

    Then, in words, where a note covers less than its title says, and what was found of the damage that a scan did.
    """
    figures = extraction.figures
    encode = json.JSONEncoder(ensure_ascii=False).encode  # one for all identities
    lines = ",\n".join(encode(_entry(identity, proof, figures)) for identity in proof.identities)
    remarks, damage = _said(narrower_notes(extraction, proof)), _said(damage_words(figures))
    listed = {"identities": lines, "remarks": remarks, "damage": damage}
    return "{" + ",\n".join(f'"{name}": {_listed(found)}' for name, found in listed.items()) + "}\n"


def _said(remarks: Iterable[tuple[int, str]]) -> str:
    return ",\n".join(json.dumps({"line": line, "words": said}, ensure_ascii=False) for line, said in remarks)


def _listed(lines: str) -> str:
    return f"[\n{lines}\n]" if lines else "[]"


def _entry(identity: Identity, proof: Proof, figures: Sequence[Figure]) -> dict[str, object]:
    cause = cause_of(identity, proof)
    return {
        "kind": identity.kind.value,
        "standing": identity.standing.value,
        "words": words(identity, figures),
        "cause": cause.value if cause else "",
        "total": _amount(figures[identity.total]),
        "operands": [{**_amount(figures[o.figure]), "weight": o.weight} for o in identity.operands],
        "difference": f"{identity.difference:f}",
        "tolerance": f"{identity.tolerance:f}",
    }


def _amount(figure: Figure) -> dict[str, object]:
    return {
        "line": figure.place.line,
        "column": figure.place.column,
        "text": figure.text,
        "value": "" if figure.value is None else f"{figure.value:f}",
        "label": _label(figure),
    }


def _label(figure: Figure) -> str:
    if figure.row_label_missing or not figure.row_path:
        return ""
    return " ".join(figure.row_path[-1].split())


@dataclass(frozen=True, slots=True)
class Branch:
    """A piece of the tree: a table, a line that is a total, or an identity; with the worst standing below it."""

    standing: Standing
    text: str
    branches: tuple[Branch, ...] = ()


_ORDER = (Standing.HOLDS, Standing.ROUNDING, Standing.BROKEN)
_ALONG_LINES = (IdentityKind.SUM, IdentityKind.ROLL_FORWARD)
_Key = tuple[IdentityKind, int]


def tree_of(proof: Proof, extraction: Extraction) -> Iterator[Branch]:
    """Give one branch a table that has identities, in reading order, and one for the running text."""
    grids = grids_of(extraction)
    table_of = {cell.figure: n for n, grid in enumerate(grids) for line in grid.lines for cell in line.cells.values()}
    by_table: dict[int, list[Identity]] = {}
    for identity in proof.identities:
        by_table.setdefault(table_of.get(identity.total, len(grids)), []).append(identity)
    for number, identities in sorted(by_table.items()):
        if number < len(grids):
            headings = extraction.surroundings[grids[number].block].headings
            yield _joined(" > ".join(headings) or "Table", _Table(grids[number], extraction.figures).groups(identities))
        else:
            yield _joined("Running text", [_leaf(identity, extraction.figures) for identity in identities])


def _joined(text: str, branches: Iterable[Branch]) -> Branch:
    below = tuple(branches)
    return Branch(max((branch.standing for branch in below), key=_ORDER.index), text, below)


def _leaf(identity: Identity, figures: Sequence[Figure]) -> Branch:
    where = figures[identity.total].period
    return Branch(identity.standing, words(identity, figures) + (f" [{where}]" if where else ""))


class _Table:
    """The identities of one table, those of a line or a column under one branch, subtotals under their totals."""

    def __init__(self, grid: Grid, figures: Sequence[Figure]) -> None:
        self._grid, self._figures = grid, figures
        self._line_of = {cell.figure: n for n, line in enumerate(grid.lines) for cell in line.cells.values()}
        self._column_of = {cell.figure: c for line in grid.lines for c, cell in line.cells.items()}

    def groups(self, identities: Sequence[Identity]) -> Iterator[Branch]:
        grouped: dict[_Key, list[Identity]] = {}
        for identity in identities:
            along = identity.kind is IdentityKind.CROSS_CAST
            place = (self._column_of if along else self._line_of)[identity.total]
            grouped.setdefault((identity.kind, place), []).append(identity)
        summed = {
            key: {self._line_of[operand.figure] for identity in group for operand in identity.operands}
            for key, group in grouped.items()
            if key[0] in _ALONG_LINES
        }
        nested = {
            key
            for key in summed
            if any(key[1] in lines and other[1] > key[1] for other, lines in summed.items() if other != key)
        }
        placed: set[_Key] = set()
        for key in sorted(grouped, key=lambda key: (list(IdentityKind).index(key[0]), key[1])):
            if key not in nested:
                yield self._branch(key, grouped, summed, placed)

    def _branch(
        self, key: _Key, grouped: dict[_Key, list[Identity]], summed: dict[_Key, set[int]], placed: set[_Key]
    ) -> Branch:
        placed.add(key)
        group = grouped[key]
        below = [_leaf(identity, self._figures) for identity in group]
        for other in summed:
            subtotal = key in summed and other[1] in summed[key] and other[1] < key[1]
            if subtotal and other not in placed:
                below += [self._branch(other, grouped, summed, placed)]
        return _joined(self._title(key, group), below)

    def _title(self, key: _Key, group: Sequence[Identity]) -> str:
        kind, place = key
        if kind is IdentityKind.CROSS_CAST:
            return f"{self._grid.names.get(place) or f'column {place}'} ({kind.value})"
        if kind not in _ALONG_LINES:
            return f"{self._name(place)} ({kind.value})"
        terms = max((identity.operands for identity in group), key=len)
        signed = [
            f"{'-' if operand.weight < 0 else '+'} {self._name(self._line_of[operand.figure])}" for operand in terms
        ]
        return f"{self._name(place)} = {' '.join(signed).removeprefix('+ ')}"

    def _name(self, line: int) -> str:
        label = " ".join(self._grid.lines[line].label.split())
        if label:
            return label
        amounts = [cell for cell in self._grid.lines[line].cells.values() if cell.amount is not None]
        value = self._figures[amounts[0].figure].value if amounts else None
        return f"[{printed(value)}]" if value is not None else "[unread]"
