"""Classes of facts say the same as comparing each pair, with the comparison that they are given."""

from __future__ import annotations

import random
from types import SimpleNamespace as Simple
from typing import Any

import pytest

from tagwright.validation.matching import _Classes

CONCEPT, PERIOD, UNIT, AXIS = 2, 4, 5, "axis"


def matches(_: Any, first: Any, second: Any, aspect: Any) -> bool:
    if aspect == CONCEPT:
        return bool(first.qname.clarkNotation == second.qname.clarkNotation)
    if aspect == UNIT:
        return first.unit is second.unit or bool(first.unit and second.unit and first.unit.of == second.unit.of)
    return bool(first.context.values.get(aspect) == second.context.values.get(aspect))


def facts(seed: int) -> list[Any]:
    """Facts that share contexts and units, some of which are equal though not the same."""
    draw = random.Random(seed)  # noqa: S311
    contexts = [Simple(values={PERIOD: draw.choice("ab"), AXIS: draw.choice("xyz")}) for _ in range(9)]
    units = [None, *(Simple(of=draw.choice(["EUR", "shares"])) for _ in range(4))]
    return [
        Simple(
            qname=Simple(clarkNotation=draw.choice("ABC")),
            context=draw.choice(contexts),
            unit=draw.choice(units),
        )
        for _ in range(60)
    ]


class Keyed:
    """A fact that can be a key, as Arelle's are."""

    def __init__(self, fact: Any) -> None:
        self.qname, self.context, self.unit, self.parentElement = fact.qname, fact.context, fact.unit, None


@pytest.mark.parametrize("aspects", [(CONCEPT,), (PERIOD, AXIS), (UNIT,), (CONCEPT, PERIOD, UNIT, AXIS)])
def test_facts_of_one_class_are_those_that_agree_in_every_aspect(aspects: tuple[Any, ...]) -> None:
    for seed in range(5):
        keyed = [Keyed(fact) for fact in facts(seed)]
        classes = _Classes(None, aspects, matches)
        for first in keyed:
            by_pair = [all(matches(None, first, other, aspect) for aspect in aspects) for other in keyed]
            assert [classes[other] == classes[first] for other in keyed] == by_pair


def test_each_context_is_compared_once_and_not_each_fact() -> None:
    compared = []

    def counted(context: Any, first: Any, second: Any, aspect: Any) -> bool:
        compared.append(aspect)
        return matches(context, first, second, aspect)

    keyed = [Keyed(fact) for fact in facts(1)]
    classes = _Classes(None, (PERIOD,), counted)
    assert len({classes[fact] for fact in keyed}) == 2
    assert len(compared) <= 9 * 2
