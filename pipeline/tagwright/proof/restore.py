"""Restore damaged amounts: the least likely damage that explains every equation, used only where nothing else does.

A table's cells and equations are one optimisation (in independent parts): each cell takes one of its readings, each
equation holds or is given up at a price. A cell is restored only where every answer without the new value is worse by
MARGIN, and an equation over it, made of settled cells alone, then holds exactly and none fails. All else that the
damage may have touched is doubtful. Equations within their tolerance are the document's own rounding and stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from time import monotonic

from tagwright.proof.costs import openings_of, penalty, rounding_cost
from tagwright.proof.mends import Option, OverBudgetError, Pick, Problem, Steps
from tagwright.proof.model import Candidate, Equation, PrintedCell
from tagwright.proof.readings import SPOKEN_FOR, fails, readings, values_of
from tagwright.proof.settle import Verdict, settle
from tagwright.proof.solver import Answer, Effort, Programme, cheapest, narrowed, prepare, solve

MARGIN = 250
"""An answer is the single best where the next one costs so much more: it is twelve times less likely."""
MOST_ANSWERS = 3
MOST_STEPS = 1_000_000
"""Steps that the search for changes which mend the equations of a table may take."""

AMBIGUOUS = "more than one reading mends the sums"
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


def restore(cells: Sequence[PrintedCell], equations: Sequence[Equation], *, time_limit: float) -> Restoration:
    """Restore the cells of a table and its ties, as the module says.

    The search is limited by counts of steps, so that the outcome is the same on every machine; ``time_limit``, in
    seconds for each independent part, is the last guard. A part that needs more is doubtful as a whole.
    """
    printed = values_of(cells)
    failing = [number for number, equation in enumerate(equations) if fails(equation, printed)]
    if not failing:
        return Restoration()
    found: dict[int, tuple[Candidate, ...]] = {}
    verdict = Verdict()
    try:
        found = readings(cells, equations)
        for programme in prepare(_problem(cells, equations, found), Steps(MOST_STEPS)):
            _judge(programme, printed, verdict, Effort(monotonic() + time_limit))
    except OverBudgetError:
        touched = {cell for number in failing for cell, _ in equations[number].terms}
        verdict = Verdict({}, dict.fromkeys(sorted(touched | found.keys()), OUT_OF_TIME))
    proofs = settle(cells, equations, verdict)
    return _report(cells, equations, found, verdict, proofs)


def _judge(programme: Programme, printed: Mapping[int, Decimal | None], verdict: Verdict, effort: Effort) -> None:
    """Find the best answer of a part, and for each change in it whether it is the single best one."""
    accepted: dict[int, Decimal] = {}
    questioned: dict[int, str] = {}
    try:
        for part, best in narrowed(programme, cheapest(programme, effort), MARGIN):
            rivals: list[Answer] = []
            for cell, value in _changes(best, printed).items():
                if all(rival.values[cell] == value for rival in rivals):
                    rivals += _rivals(part, best, (cell, value), printed, effort)
                if all(rival.values[cell] == value for rival in rivals):
                    accepted[cell] = value
                else:
                    questioned[cell] = AMBIGUOUS
            for rival in rivals:
                questioned |= dict.fromkeys(_changes(rival, printed).keys() - accepted.keys(), AMBIGUOUS)
    except OverBudgetError:
        accepted, questioned = {}, dict.fromkeys(programme.problem.options, OUT_OF_TIME)
    verdict.accepted |= accepted
    verdict.questioned |= questioned


def _problem(
    cells: Sequence[PrintedCell], equations: Sequence[Equation], found: Mapping[int, tuple[Candidate, ...]]
) -> Problem:
    """State a table as the choice that the solver makes. Equations over cells without any reading stay out."""
    printed = values_of(cells)
    openings = openings_of(cells, equations)
    options = {}
    for cell, some in found.items():
        unread = (Option(None, 0),) if printed[cell] is None else ()
        options[cell] = unread + tuple(_option(reading, cells[cell], openings[cell]) for reading in some)
    readable = [e for e in equations if all(cell in found or printed[cell] is not None for cell, _ in e.terms)]
    settled = {cell: printed[cell] for equation in readable for cell, _ in equation.terms if cell not in options}
    penalties = tuple(penalty(equation, printed) for equation in readable)
    return Problem(options, settled, tuple(readable), penalties, rounding_cost(equations, printed))


def _option(reading: Candidate, cell: PrintedCell, opening: int) -> Option:
    if reading.value == cell.value:
        return Option(reading.value, 0)
    strong = reading.how in SPOKEN_FOR or any(other.value == reading.value for other in cell.others)
    return Option(reading.value, int(reading.cost * 100) + (0 if cell.value is None else opening), strong)


def _changes(answer: Answer, printed: Mapping[int, Decimal | None]) -> dict[int, Decimal]:
    """Give the cells that an answer reads otherwise than printed."""
    return {cell: value for cell, value in answer.values.items() if value is not None and value != printed[cell]}


def _rivals(
    programme: Programme, best: Answer, pick: Pick, printed: Mapping[int, Decimal | None], effort: Effort
) -> list[Answer]:
    """Find answers without ``pick`` that are not clearly worse than the best one, each with a change of its own."""
    rivals: list[Answer] = []
    forbidden = {pick}
    while len(rivals) < MOST_ANSWERS:
        rival = solve(programme, frozenset(forbidden), best.cost + MARGIN, effort)
        if rival is None:
            break
        rivals.append(rival)
        fresh = set(_changes(rival, printed).items()) - set(_changes(best, printed).items())
        if not fresh:
            break
        forbidden |= fresh
    return rivals


def _report(
    cells: Sequence[PrintedCell],
    equations: Sequence[Equation],
    found: Mapping[int, tuple[Candidate, ...]],
    verdict: Verdict,
    proofs: Mapping[int, tuple[int, ...]],
) -> Restoration:
    """Put the outcome in order. Whoever stands in a failing equation and in no equation that holds is doubtful too."""
    values = verdict.values(cells)
    failing = tuple(number for number, equation in enumerate(equations) if fails(equation, values))
    still = set(failing)
    confirmed = {cell for number, equation in enumerate(equations) if number not in still for cell, _ in equation.terms}
    doubts = {cell: UNREAD for cell, printed in enumerate(cells) if printed.value is None}
    doubts |= {
        cell: IN_FAILING
        for number in failing
        for cell, _ in equations[number].terms
        if cell not in confirmed or cells[cell].others
    }
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
