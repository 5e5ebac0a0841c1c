"""Restore damaged amounts: the least likely damage that explains every equation, used only where nothing else does.

A table's cells and equations are one optimisation (in independent parts): each cell takes one of its readings, each
equation holds or is given up at a price. A cell is restored only where every answer without the new value is worse by
MARGIN, and an equation over it, made of settled cells alone, then holds exactly and none fails. All else that the
damage may have touched is doubtful. Equations within their tolerance are the document's own rounding and stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from time import monotonic

from tagwright.proof.model import Candidate, Equation, PrintedCell
from tagwright.proof.readings import fails, readings, residual, suspects, values_of
from tagwright.proof.scanner import digits_of
from tagwright.proof.solver import Answer, Option, Pick, Problem, Programme, TimeUpError, prepare, solve

# Hundredths of -ln(probability), as the costs of scanner.py.
MISREAD_CELL = 450
"""That a cell with nothing odd about it is misread: about one in ninety."""
SUSPECT_CELL = 100
"""The same of a cell with odd separators, or with another reading on the page."""
GIVEN_UP = 800
"""That an equation fails for reasons not seen, which takes two misread cells at least."""
GIVEN_UP_DIGIT = 230
"""More for each digit of the difference: another cause would have to meet it by chance, one in ten a digit."""
MARGIN = 250
"""An answer is the single best where the next one is so much worse: twelve times less likely."""
NEAR = Decimal("2.5")
"""A reading that costs no more is near to the print."""
PROOFS_BESIDE_DAMAGE = 2
"""Equations that prove a value that is not, or that has equations which cannot be checked, beside other damage."""
MOST_ANSWERS = 8

AMBIGUOUS = "more than one reading mends the sums"
UNPROVEN = "no identity over settled amounts holds exactly with it"
CONTRADICTED = "an identity fails with the likeliest reading"
OUT_OF_TIME = "the readings were too many to weigh in time"
IN_FAILING = "stands in an identity that fails and in none that holds"
UNREAD = "cannot be read"


@dataclass(frozen=True, slots=True)
class Restored:
    """A cell whose value is restored: ``proof`` are the indexes of the equations that hold exactly with it."""

    cell: int
    printed: str
    value: Decimal
    how: str
    proof: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A cell that may be misread: its readings, the likeliest first (none: nothing plausible), and why."""

    cell: int
    printed: str
    candidates: tuple[Candidate, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Restoration:
    """What came of the cells that failing equations touch, and which equations still fail or are open."""

    restored: tuple[Restored, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    failing: tuple[int, ...] = ()


@dataclass(slots=True)
class _Verdict:
    """What the parts say: accepted values, cells in question, parts that ran out of time."""

    accepted: dict[int, Decimal] = field(default_factory=dict)
    questioned: dict[int, str] = field(default_factory=dict)


def restore(cells: Sequence[PrintedCell], equations: Sequence[Equation], *, time_limit: float) -> Restoration:
    """Restore the cells of a table and its ties, as the module says.

    ``time_limit`` is in seconds for each independent part; a part that needs longer is doubtful as a whole.
    """
    printed = values_of(cells)
    failing = [number for number, equation in enumerate(equations) if fails(equation, printed)]
    if not failing:
        return Restoration()
    found = readings(cells, equations)
    verdict = _Verdict()
    for part in _parts(found, equations):
        _judge(part, cells, equations, found, verdict, time_limit)
    proofs = _settle(cells, equations, found, verdict)
    return _report(cells, equations, found, verdict, proofs)


@dataclass(frozen=True, slots=True)
class _Part:
    """Cells that have several readings and hang together, and the equations over them."""

    cells: tuple[int, ...]
    equations: tuple[int, ...]


def _parts(found: Mapping[int, tuple[Candidate, ...]], equations: Sequence[Equation]) -> list[_Part]:
    """Split into parts that share no equation, so that cost grows with their number alone."""
    leader = {cell: cell for cell in found}

    def lead(cell: int) -> int:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    over: dict[int, list[int]] = {}
    for number, equation in enumerate(equations):
        over[number] = [cell for cell, _ in equation.terms if cell in found]
        for cell in over[number]:
            leader[lead(cell)] = lead(over[number][0])
    cells, numbers = defaultdict(list), defaultdict(list)
    for cell in found:
        cells[lead(cell)].append(cell)
    for number, active in over.items():
        if active:
            numbers[lead(active[0])].append(number)
    return [_Part(tuple(cells[first]), tuple(numbers[first])) for first in sorted(cells)]


def _judge(
    part: _Part,
    cells: Sequence[PrintedCell],
    equations: Sequence[Equation],
    found: Mapping[int, tuple[Candidate, ...]],
    verdict: _Verdict,
    time_limit: float,
) -> None:
    """Find the best answer of a part, and for each change in it whether it is the single best one."""
    printed = values_of(cells)
    problem = _problem(part, cells, equations, found)
    deadline = monotonic() + time_limit
    try:
        programme = prepare(problem, deadline)
        best = solve(programme, frozenset(), deadline)
        if best is None:
            raise TimeUpError
        for cell, value in _changes(best, printed).items():
            rivals = _rivals(programme, best, (cell, value), printed, deadline)
            if not rivals:
                verdict.accepted[cell] = value
            for rival in rivals:
                verdict.questioned |= dict.fromkeys(_changes(rival, printed), AMBIGUOUS) | {cell: AMBIGUOUS}
    except TimeUpError:
        for cell in part.cells:
            verdict.accepted.pop(cell, None)
        verdict.questioned |= dict.fromkeys(part.cells, OUT_OF_TIME)


def _problem(
    part: _Part, cells: Sequence[PrintedCell], equations: Sequence[Equation], found: Mapping[int, tuple[Candidate, ...]]
) -> Problem:
    """State a part as the choice that the solver makes. Equations over cells without any reading stay out."""
    printed = values_of(cells)
    odd = suspects(cells)
    options = {}
    for cell in part.cells:
        opening = SUSPECT_CELL if cell in odd or cells[cell].others else MISREAD_CELL
        unread = (Option(None, 0),) if printed[cell] is None else ()
        options[cell] = unread + tuple(_option(reading, printed[cell], opening) for reading in found[cell])
    readable = [
        equations[number]
        for number in part.equations
        if all(cell in found or printed[cell] is not None for cell, _ in equations[number].terms)
    ]
    settled = {cell: printed[cell] for equation in readable for cell, _ in equation.terms if cell not in options}
    return Problem(options, settled, tuple(readable), tuple(_penalty(equation, printed) for equation in readable))


def _option(reading: Candidate, printed: Decimal | None, opening: int) -> Option:
    if reading.value == printed:
        return Option(reading.value, 0)
    return Option(reading.value, int(reading.cost * 100) + (0 if printed is None else opening))


def _penalty(equation: Equation, printed: Mapping[int, Decimal | None]) -> int:
    """What it costs to leave an equation unmended: the more digits its difference has, the less it is chance.

    That an equation which holds as printed should fail means that all the digits of its amounts met by chance.
    """
    off = residual(equation, printed)
    if off is None:
        return GIVEN_UP
    if abs(off) > equation.tolerance:
        return GIVEN_UP + GIVEN_UP_DIGIT * _digits(off)
    return GIVEN_UP + GIVEN_UP_DIGIT * max(_digits(printed[cell] or Decimal(0)) for cell, _ in equation.terms)


def _digits(amount: Decimal) -> int:
    """Count an amount's digits without the zeros behind them."""
    return len(amount.normalize().as_tuple().digits)


def _changes(answer: Answer, printed: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
    """Give the cells that an answer reads otherwise than printed."""
    return {cell: value for cell, value in answer.values.items() if value is not None and value != printed[cell]}


def _rivals(
    programme: Programme, best: Answer, pick: Pick, printed: Mapping[int, Decimal | None], deadline: float
) -> list[Answer]:
    """Find answers without ``pick`` that are not clearly worse than the best one, each with a change of its own."""
    rivals: list[Answer] = []
    forbidden = {pick}
    while len(rivals) < MOST_ANSWERS:
        rival = solve(programme, frozenset(forbidden), deadline)
        if rival is None or rival.cost - best.cost >= MARGIN:
            break
        rivals.append(rival)
        fresh = set(_changes(rival, printed).items()) - set(_changes(best, printed).items())
        if not fresh:
            break
        forbidden |= fresh
    return rivals


def _settle(
    cells: Sequence[PrintedCell],
    equations: Sequence[Equation],
    found: Mapping[int, tuple[Candidate, ...]],
    verdict: _Verdict,
) -> dict[int, tuple[int, ...]]:
    """Keep of the accepted values those that equations over settled cells alone prove; give those equations.

    Where the table has other misread cells, one equation does not prove a value that is far from the print: whatever
    another cell hides, some value of this one would make it good. A refused value leaves its cell in question, which
    may take the proof from another; so it is done until all stand.
    """
    over = defaultdict(list)
    for number, equation in enumerate(equations):
        for cell, _ in equation.terms:
            if cell in verdict.accepted:
                over[cell].append(number)
    near = {cell: _near(cells[cell], found[cell]) for cell in verdict.accepted}
    while True:
        values = _current(cells, verdict)
        misread = {cell for cell in (*verdict.accepted, *verdict.questioned) if cells[cell].value is not None}
        unread = {cell for cell, printed in enumerate(cells) if printed.value is None}
        contradiction = any(_contradicts(equation, values) for equation in equations)
        proofs, refused, need = {}, {}, {}
        for cell, value in sorted(verdict.accepted.items()):
            settled = [number for number in over[cell] if residual(equations[number], values) is not None]
            proofs[cell] = tuple(number for number in settled if not residual(equations[number], values))
            other_damage = contradiction or misread - {cell} or (cells[cell].value is not None and unread)
            open_elsewhere = cells[cell].value is not None and len(settled) < len(over[cell])
            doubted = other_damage and (value not in near[cell] or open_elsewhere)
            need[cell] = PROOFS_BESIDE_DAMAGE if doubted else 1
            if any(_contradicts(equations[number], values) for number in settled):
                refused[cell] = CONTRADICTED
        proven = _proven(
            equations, proofs, need, {cell for cell in proofs if _on_page(cells[cell], verdict.accepted[cell])}
        )
        refused |= dict.fromkeys(proofs.keys() - proven - refused.keys(), UNPROVEN)
        if not refused:
            return proofs
        for cell, why in refused.items():
            del verdict.accepted[cell]
            verdict.questioned[cell] = why


def _contradicts(equation: Equation, values: Mapping[int, Decimal | None]) -> bool:
    """Say whether an equation fails though all its cells are read."""
    return residual(equation, values) is not None and fails(equation, values)


def _proven(
    equations: Sequence[Equation], proofs: Mapping[int, tuple[int, ...]], need: Mapping[int, int], on_page: set[int]
) -> set[int]:
    """Give the cells that enough equations prove, each over cells as printed, on the page, or proven before.

    So one equation never proves two guesses.
    """
    proven: set[int] = set()
    while True:
        open_ = proofs.keys() - proven
        guessed = open_ - on_page
        fresh = {
            cell
            for cell in open_
            if sum(all(other == cell or other not in guessed for other, _ in equations[n].terms) for n in proofs[cell])
            >= need[cell]
        }
        if not fresh:
            return proven
        proven |= fresh


def _on_page(cell: PrintedCell, value: Decimal) -> bool:
    """Say whether a value stands on the page as another reading of the cell."""
    return any(other.value == value for other in cell.others)


def _near(cell: PrintedCell, readings: Sequence[Candidate]) -> frozenset[Decimal]:
    """The values that something on the page speaks for: near to the print, or another reading."""
    near = {reading.value for reading in readings if reading.cost <= NEAR and digits_of(cell.text)[0]}
    return frozenset(near | {other.value for other in cell.others})


def _current(cells: Sequence[PrintedCell], verdict: _Verdict) -> dict[int, Decimal | None]:
    """The values that stand: as printed or accepted; None where a cell is in question."""
    values = values_of(cells) | dict.fromkeys(verdict.questioned)
    return {**values, **verdict.accepted}


def _report(
    cells: Sequence[PrintedCell],
    equations: Sequence[Equation],
    found: Mapping[int, tuple[Candidate, ...]],
    verdict: _Verdict,
    proofs: Mapping[int, tuple[int, ...]],
) -> Restoration:
    """Put the outcome in order. Whoever stands in a failing equation and in no equation that holds is doubtful too."""
    values = _current(cells, verdict)
    failing = tuple(number for number, equation in enumerate(equations) if fails(equation, values))
    still = set(failing)
    confirmed = {cell for number, equation in enumerate(equations) if number not in still for cell, _ in equation.terms}
    doubts = {cell: UNREAD for cell, printed in enumerate(cells) if printed.value is None}
    doubts |= {cell: IN_FAILING for number in failing for cell, _ in equations[number].terms if cell not in confirmed}
    doubts |= verdict.questioned
    how = {(cell, reading.value): reading.how for cell, options in found.items() for reading in options}
    restored = tuple(
        Restored(cell, cells[cell].text, value, how[cell, value], proofs[cell])
        for cell, value in sorted(verdict.accepted.items())
    )
    doubtful = tuple(
        Doubtful(cell, cells[cell].text, found.get(cell, ()), why)
        for cell, why in sorted(doubts.items())
        if cell not in verdict.accepted
    )
    return Restoration(restored, doubtful, failing)
