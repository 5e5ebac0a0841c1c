"""What damaged amounts of a table say: the readings with which its sums hold.

The relations that hold between the lines and columns of a table are asked of every position of it, also of those that
cannot be read. Where one reading alone mends them it is put forward as the value; where several may, as candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tagwright.document.model import Span
from tagwright.figures.model import Balance, Figure, Kind, Period, UnitOfMeasure
from tagwright.figures.repairs import Repairs, Restored
from tagwright.figures.wording import normalise
from tagwright.proof.discover import Relation, sums_of_columns, sums_of_lines
from tagwright.proof.evidence import rounding_allowance
from tagwright.proof.grid import Grid, Strip, sound
from tagwright.proof.model import Candidate, Equation, PrintedCell, Standing
from tagwright.proof.readings import SEPARATORS, fails, residual, values_of
from tagwright.proof.restore import Doubtful, Restoration, restore
from tagwright.proof.restore import Restored as RestoredCell
from tagwright.proof.scanner import is_well_formed, without_separators
from tagwright.proof.trial import Trial

_SECONDS = 5.0
"""For each independent part of a table; a part that needs longer restores nothing."""
PRINTED_ELSEWHERE = "as printed elsewhere under its label"
_COST_OF_PRINTED_ELSEWHERE = Decimal(1)
_MOST_CANDIDATES = 5
_PROOFS_OF_A_SOUND_PRINT = 2
"""What must prove another value of an amount that is printed as amounts are. A lone sum that fails may be the
document's own mistake, or the misreading may lie in any of its amounts."""

_Meaning = tuple[str, Period | None, Balance | None, UnitOfMeasure | None]


class Elsewhere:
    """The amounts of a document by the label, period and unit under which it prints them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._found: dict[_Meaning, list[Figure]] = {}
        for figure in figures:
            if figure.kind is Kind.AMOUNT and figure.row_path and sound(figure):
                self._found.setdefault(_meaning(figure), []).append(figure)

    def of(self, figure: Figure) -> tuple[Candidate, ...]:
        """Give what other tables print where ``figure`` stands in its own."""
        others = self._found.get(_meaning(figure), ()) if figure.row_path else ()
        values = {other.value for other in others if other.span.block != figure.span.block and other.value is not None}
        return tuple(
            Candidate(value, _COST_OF_PRINTED_ELSEWHERE, PRINTED_ELSEWHERE)
            for value in sorted(values)
            if value != figure.value
        )


def _meaning(figure: Figure) -> _Meaning:
    return normalise(figure.row_path[-1]), figure.period, figure.balance, figure.unit


@dataclass(frozen=True, slots=True)
class Mending:
    """What the sums of a table make of its damage: values, and for what they leave open, candidates by figure."""

    restored: Repairs
    candidates: Mapping[Span, tuple[Decimal, ...]]


def mend(trial: Trial, elsewhere: Elsewhere) -> Mending:
    """Find the readings of the damaged amounts of a table with which its sums hold."""
    refuted = trial.members(Standing.BROKEN)
    restored: dict[Span, Restored] = {}
    candidates: dict[Span, tuple[Decimal, ...]] = {}
    for grid in trial.grids:
        members = _members(grid)
        if any(index in refuted or _is_open(trial.figures[index]) for index in members):
            outcome = _solve(grid, members, trial.figures, elsewhere)
            for found in outcome.restored:
                figure = trial.figures[members[found.cell]]
                if not (figure.doubt is None or _is_open(figure)):
                    continue
                if _is_open(figure) or _proofs(found) >= _PROOFS_OF_A_SOUND_PRINT:
                    restored[figure.span] = _restored(found, figure)
                else:
                    candidates[figure.span] = (found.value,)
            candidates |= dict(_open(outcome.doubtful, members, trial.figures))
    return Mending(Repairs(restored=restored), candidates)


def _members(grid: Grid) -> tuple[int, ...]:
    return tuple(sorted({cell.figure for line in grid.lines for cell in line.cells.values()}))


def _is_open(figure: Figure) -> bool:
    """Tell an amount whose digits are in doubt; a doubt about its line or period is not for digits to settle."""
    return figure.damaged and figure.kind is Kind.AMOUNT


def _solve(grid: Grid, members: Sequence[int], figures: Mapping[int, Figure], elsewhere: Elsewhere) -> Restoration:
    at = {figure: position for position, figure in enumerate(members)}
    read = {cell.figure for line in grid.lines for cell in line.cells.values() if cell.amount is not None}
    cells = [
        PrintedCell(figures[i].text, figures[i].value if i in read else None, elsewhere.of(figures[i])) for i in members
    ]
    equations = [
        *(e for relation in sums_of_lines(grid) for e in _equations(grid, grid.rows, relation, at)),
        *(e for relation in sums_of_columns(grid) for e in _equations(grid, grid.columns, relation, at)),
    ]
    return _by_separators(cells, equations) or restore(cells, equations, time_limit=_SECONDS)


def _by_separators(cells: Sequence[PrintedCell], equations: Sequence[Equation]) -> Restoration | None:
    """Read the damaged cells with all their digits, where only separators are amiss and every sum then holds.

    None where that leaves any cell or sum open: then the odds of other damage have to be weighed.
    """
    values = values_of(cells)
    found = []
    for index in (index for index, value in values.items() if value is None):
        proofs = {
            value: tuple(n for n, equation in enumerate(equations) if residual(equation, {**values, index: value}) == 0)
            for value in without_separators(cells[index].text)
            if not is_well_formed(cells[index].text)
        }
        exact = [
            value for value, proof in proofs.items() if proof and any(index in _cells_of(equations[n]) for n in proof)
        ]
        if len(exact) != 1:
            return None
        proof = tuple(n for n in proofs[exact[0]] if index in _cells_of(equations[n]))
        found.append(RestoredCell(index, cells[index].text, exact[0], SEPARATORS, proof))
    values |= {cell.cell: cell.value for cell in found}
    return None if not found or any(fails(equation, values) for equation in equations) else Restoration(tuple(found))


def _cells_of(equation: Equation) -> frozenset[int]:
    return frozenset(cell for cell, _ in equation.terms)


def _equations(grid: Grid, strips: Sequence[Strip], relation: Relation, at: Mapping[int, int]) -> Iterator[Equation]:
    for position, total in strips[relation.total].cells.items():
        operands = [(strips[i].cells[position], weight) for i, weight in relation.terms if position in strips[i].cells]
        if operands:
            allowance = Decimal(rounding_allowance(len(operands))).scaleb(-grid.places.get(total.unit, 0))
            terms = [(at[total.figure], 1), *((at[cell.figure], -weight) for cell, weight in operands)]
            yield Equation(tuple(terms), allowance)


def _proofs(found: RestoredCell) -> int:
    """Count the sums that hold with a value, and the place where it is printed again."""
    return len(found.proof) + (found.how == PRINTED_ELSEWHERE)


def _restored(found: RestoredCell, figure: Figure) -> Restored:
    sums = "one sum holds" if len(found.proof) == 1 else f"{len(found.proof)} sums hold"
    return Restored(found.value, f"printed {figure.text}; {sums} with {found.value:,f} ({found.how})")


def _open(
    doubtful: Iterable[Doubtful], members: Sequence[int], figures: Mapping[int, Figure]
) -> Iterator[tuple[Span, tuple[Decimal, ...]]]:
    for cell in doubtful:
        figure = figures[members[cell.cell]]
        readings = tuple(candidate.value for candidate in cell.candidates if candidate.value != figure.value)
        if readings and (figure.doubt is None or _is_open(figure)):
            yield figure.span, readings[:_MOST_CANDIDATES]
