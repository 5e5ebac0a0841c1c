"""How values are written: the lexical forms of XBRL 2.1 and of the Open Information Model."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tagwright.report.model import Duration, Period, Unit


def amount(value: Decimal) -> str:
    """Write an amount without exponent, without superfluous zeros after the point, and zero without a sign."""
    text = format(value, "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def oim_period(period: Period) -> str:
    """Write a period as OIM 1.0 does: the end of a day is the beginning of the day after."""
    if isinstance(period, Duration):
        return f"{period.start.isoformat()}T00:00:00/{_day_after(period.end)}"
    return _day_after(period.date)


def _day_after(day: date) -> str:
    return f"{(day + timedelta(days=1)).isoformat()}T00:00:00"


def oim_unit(unit: Unit) -> str | None:
    """Write a unit as OIM 1.0 does (5.1.3.3 of xBRL-JSON); None for a pure number, whose unit is left out."""
    numerator = "*".join(sorted(map(str, unit.numerator)))
    if not unit.denominator:
        return None if numerator == "xbrli:pure" else numerator
    denominator = "*".join(sorted(map(str, unit.denominator)))
    return "/".join(f"({part})" if "*" in part else part for part in (numerator, denominator))
