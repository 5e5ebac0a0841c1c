"""Parts of a year as headers name them: Q4 2021, 4Q21, H1 2022, 9M 2021, second quarter, FY22."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINALS |= {"1.": 1, "2.": 2, "3.": 3, "4.": 4, "1er": 1, "2e": 2, "3e": 3, "4e": 4, "erstes": 1, "zweites": 2}
_ORDINALS |= {"premier": 1, "second": 2, "deuxième": 2, "2ème": 2, "troisième": 3, "3ème": 3, "quatrième": 4, "4ème": 4}
_QUARTERS = ("quarter", "quartal", "trimestre")
_YEAR = r"(?:[\s,/-]*(?:of\s+)?(?:FY\s?)?['’]?(?P<year>(?:19|20)\d{2}|\d{2})(?![\d%]|[.,]\d))"
_FORM = re.compile(
    r"(?<![\w.,'’$€£-])"
    r"(?:Q(?P<q>[1-4])|(?P<nq>[1-4])Q|H(?P<h>[12])|(?P<nh>[12])H|(?P<m>[369]|12)M(?=\W*(?:FY)?\W?\d|\W*$)|(?P<fy>FY|GJ|(?i:geschäftsjahr|exercice|ejercicio|esercizio))"
    rf"|(?i:(?P<ordinal>{'|'.join(map(re.escape, _ORDINALS))})"
    rf"[\s-]+(?P<kind>{'|'.join(_QUARTERS)}|half|halbjahr|semestre)(?:[\s-]+year)?))(?:{_YEAR}|(?!\w))"
)


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """The part of a year with ``months`` months that comes as the ``number``-th of its length, counted from 1."""

    months: int
    number: int


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part of a year and the year that a text names, where it names one."""

    part: PartOfYear
    year: int | None


@lru_cache(maxsize=10_000)
def find_part(text: str) -> NamedPart | None:
    """Find the one part of a year that a text names; None where it names none, or two."""
    found = {_named(match) for match in _FORM.finditer(text)}
    return found.pop() if len(found) == 1 else None


def part_spans(text: str) -> list[tuple[int, int]]:
    """Find where parts of a year stand."""
    return [match.span() for match in _FORM.finditer(text)]


def without_parts(text: str) -> str:
    """Take the parts of a year out of a text."""
    return _FORM.sub(" ", text)


def _named(match: re.Match[str]) -> NamedPart:
    year = int(match["year"]) if match["year"] else None
    year = year + 2000 if year is not None and year < 100 else year
    if match["ordinal"]:
        months = 3 if match["kind"].lower() in _QUARTERS else 6
        return NamedPart(PartOfYear(months, _ORDINALS[match["ordinal"].lower()]), year)
    if match["m"]:
        return NamedPart(PartOfYear(int(match["m"]), 1), year)
    if match["fy"]:
        return NamedPart(PartOfYear(12, 1), year)
    quarter, half = match["q"] or match["nq"], match["h"] or match["nh"]
    return NamedPart(PartOfYear(3, int(quarter)) if quarter else PartOfYear(6, int(half)), year)
