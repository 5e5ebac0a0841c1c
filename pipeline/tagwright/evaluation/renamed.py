"""Concepts of older taxonomies by the name that they have today: taxonomy/renamed.csv."""

from __future__ import annotations

import csv
from collections.abc import Container
from functools import cache

from tagwright.data import data_folder


@cache
def _renamed() -> dict[str, str]:
    with (data_folder("taxonomy") / "renamed.csv").open(encoding="utf-8", newline="") as file:
        return {row["old"]: row["new"] for row in csv.DictReader(file)}


def name_of_today(name: str, known: Container[str]) -> str:
    """Give a concept's name in a taxonomy that has the names ``known``; its own where it is known or never renamed."""
    return name if name in known else _renamed().get(name, name)
