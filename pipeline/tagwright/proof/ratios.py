"""Printed percentages and amounts per share, worked out again from the amounts beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from tagwright.figures.model import Figure, Measure
from tagwright.proof.evidence import ENOUGH
from tagwright.proof.grid import Grid
from tagwright.proof.model import Identity, IdentityKind, Operand, Standing
from tagwright.proof.sums import standing_of

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A printed ratio, the figures that it is worked out from, and what they give between ``low`` and ``high``."""

    printed: Figure
    operands: tuple[Figure, Figure]
    low: Decimal
    high: Decimal

    @property
    def off(self) -> Decimal:
        """The printed ratio less the nearest that its operands can give, in the printed unit."""
        half = _half(self.printed)
        value = self.printed.value or Decimal(0)
        if value + half < self.low:
            return value - self.low
        return value - self.high if value - half > self.high else Decimal(0)


def _half(figure: Figure) -> Decimal:
    return Decimal(5).scaleb(-figure.decimal_places - 1)


def _ratio(printed: Figure, over: Figure, under: Figure, factor: Decimal, less: Decimal = Decimal(0)) -> _Claim | None:
    """Work out factor x over / under - less, as printed; the roundings of both amounts leave a span."""
    top, bottom = abs(over.value or Decimal(0)), abs(under.value or Decimal(0))
    if bottom <= _half(under):
        return None
    low = factor * (top - _half(over)) / (bottom + _half(under)) - less
    high = factor * (top + _half(over)) / (bottom - _half(under)) - less
    if printed.value is not None and printed.value < 0 and not less:
        low, high = -high, -low
    return _Claim(printed, (over, under), low, high)


def _accepted(claims: Sequence[_Claim], kind: IdentityKind) -> Iterator[Identity]:
    """Take claims of one column where those that hold rule chance out and outnumber the others three to one."""
    holding = [claim for claim in claims if not claim.off]
    digits = sum(log10(abs(c.printed.value.scaleb(c.printed.decimal_places))) for c in holding if c.printed.value)
    if digits < ENOUGH - 1 or len(holding) < 2 or len(holding) < 3 * (len(claims) - len(holding)):
        return
    for claim in claims:
        last = 2 * _half(claim.printed)
        operands = tuple(Operand(figure.index) for figure in claim.operands)
        yield Identity(kind, claim.printed.index, operands, claim.off, last, standing_of(claim.off, last))


def ratios_of(grid: Grid, figures: Sequence[Figure]) -> Iterator[Identity]:
    """Give the percentages and amounts per share of a table that its own amounts give."""
    table = [{c: figures[cell.figure] for c, cell in line.cells.items() if cell.amount} for line in grid.lines]
    indexes = sorted({column for line in table for column in line})
    percentages = [column for column in indexes if _mostly_percentages(table, column)]
    for column in percentages:
        left = [c for c in indexes if c < column and c not in percentages]
        if left:
            yield from _shares(table, left[-1], column)
        if len(left) >= 2:
            yield from _changes(table, left, column)
    yield from _per_share(table)


_Table = Sequence[dict[int, Figure]]


def _may_be_percentage(figure: Figure) -> bool:
    """Tell a percentage, or a number with decimals whose header has lost its unit."""
    return figure.unit.measure is Measure.PERCENT if figure.unit else figure.decimal_places > 0


def _mostly_percentages(table: _Table, column: int) -> bool:
    found = [_may_be_percentage(line[column]) for line in table if column in line]
    return found.count(True) * 2 > len(found)


def _shares(table: _Table, column: int, percent: int) -> Iterator[Identity]:
    """Percentages of the line that is printed as 100."""
    lines = [line for line in table if column in line and percent in line and _may_be_percentage(line[percent])]
    whole = next((line for line in lines if line[percent].value == _HUNDRED), None)
    if whole is None:
        return
    claims = [_ratio(line[percent], line[column], whole[column], _HUNDRED) for line in lines if line is not whole]
    yield from _accepted([claim for claim in claims if claim], IdentityKind.PERCENTAGE)


def _changes(table: _Table, amounts: Sequence[int], percent: int) -> Iterator[Identity]:
    """Percentages by which one column exceeds another, in absolute amounts."""
    lines = [line for line in table if percent in line and _may_be_percentage(line[percent])]
    for later in amounts:
        for earlier in amounts:
            both = [line for line in lines if later in line and earlier in line and later != earlier]
            claims = [_ratio(line[percent], line[later], line[earlier], _HUNDRED, _HUNDRED) for line in both]
            found = list(_accepted([claim for claim in claims if claim], IdentityKind.PERCENTAGE))
            if found:
                yield from found
                return


def _per_share(table: _Table) -> Iterator[Identity]:
    """Amounts per share: an amount of the same column over a number of shares."""
    for n, line in enumerate(table):
        if not any(_measures(figure, Measure.MONEY_PER_SHARE) for figure in line.values()):
            continue
        shares = [other for other in table if any(_measures(f, Measure.SHARES) for f in other.values())]
        money = [other for other in table[:n] if any(_measures(f, Measure.MONEY) for f in other.values())]
        for under in shares:
            for over in money:
                columns = sorted(line.keys() & under.keys() & over.keys())
                claims = [_per(line[c], over[c], under[c]) for c in columns]
                yield from _per_share_accepted([claim for claim in claims if claim])


def _measures(figure: Figure, measure: Measure) -> bool:
    return figure.unit is not None and figure.unit.measure is measure


def _per(printed: Figure, over: Figure, under: Figure) -> _Claim | None:
    if printed.unit is None or over.unit is None or under.unit is None:
        return None
    return _ratio(printed, over, under, Decimal(1).scaleb(over.unit.scale - under.unit.scale - printed.unit.scale))


def _per_share_accepted(claims: Sequence[_Claim]) -> Iterator[Identity]:
    """Take an amount per share where it comes out in every column: the units alone say what is divided by what."""
    if claims and not any(claim.off for claim in claims):
        for claim in claims:
            operands = tuple(Operand(figure.index) for figure in claim.operands)
            yield Identity(
                IdentityKind.PER_SHARE,
                claim.printed.index,
                operands,
                Decimal(0),
                2 * _half(claim.printed),
                Standing.HOLDS,
            )
