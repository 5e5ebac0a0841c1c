"""Concepts that state the same row as the filer's, though the filer chose another: taxonomy/acceptable.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from tagwright.data import data_folder


@cache
def _acceptable() -> frozenset[tuple[str, str]]:
    with (data_folder("taxonomy") / "acceptable.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["named"], row["filer"]) for row in csv.DictReader(file))


def is_acceptable(named: Iterable[str], filer: Iterable[str]) -> bool:
    """Tell whether one of the concepts named may stand for one of the filer's. It does not count as the same."""
    wanted = set(filer)
    return any((one, other) in _acceptable() for one in named for other in wanted)
