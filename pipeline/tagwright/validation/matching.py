"""Makes Arelle's implicit filtering of facts (XBRL Variables 1.0, 2.1.2) linear in their number.

For each value that a formula's variable may take, Arelle compares one fact with every other, aspect by aspect. Facts
that agree in an aspect form classes, for within one report agreement is an equivalence; so each fact is given, with
Arelle's own comparison, the number of its class in each aspect once, and numbers are compared from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

_LOCATION, _CONCEPT, _ENTITY, _PERIOD, _UNIT = 1, 2, 3, 4, 5
_NON_XDT = (8, 9)  # what stands in segment and scenario beside dimensions
_KNOWN = frozenset({_LOCATION, _CONCEPT, _ENTITY, _PERIOD, _UNIT, *_NON_XDT})


class _Classes(dict[Any, tuple[int, ...]]):
    """The classes of a fact in some aspects, found when they are first asked for."""

    def __init__(self, context: Any, aspects: Sequence[Any], matches: Any) -> None:
        super().__init__()
        self._context = context
        self._aspects = aspects
        self._matches = matches
        self._seen: list[dict[Hashable, int]] = [{} for _ in aspects]
        self._first: list[list[Any]] = [[] for _ in aspects]

    def __missing__(self, fact: Any) -> tuple[int, ...]:
        classes = tuple(self._class(place, fact) for place in range(len(self._aspects)))
        self[fact] = classes
        return classes

    def _class(self, place: int, fact: Any) -> int:
        aspect = self._aspects[place]
        holder = _holder(fact, aspect)
        seen, firsts = self._seen[place], self._first[place]
        if holder not in seen:
            same = (n for n, first in enumerate(firsts) if self._matches(self._context, first, fact, aspect))
            number = next(same, len(firsts))
            if number == len(firsts):
                firsts.append(fact)
            seen[holder] = number
        return seen[holder]


def _holder(fact: Any, aspect: Any) -> Hashable:
    """Give what alone decides the aspect: facts of the same holder agree in it."""
    if aspect == _CONCEPT:
        return str(fact.qname.clarkNotation)
    if aspect == _LOCATION:
        return id(fact.parentElement)
    return id(fact.unit if aspect == _UNIT else fact.context)


def match_by_class() -> None:
    """Let Arelle's formula evaluator filter by classes wherever that is known to say the same."""
    from arelle.formula import FormulaEvaluator
    from arelle.ModelValue import QName

    as_arelle_does, matches = FormulaEvaluator.implicitFilter, FormulaEvaluator.aspectMatchesNoCache
    if getattr(as_arelle_does, "by_class", False):
        return

    def implicit_filter(context: Any, binding: Any, facts: Any, uncovered: Any) -> Any:
        aspects = binding.aspectsDefined | uncovered.keys()
        aspects = {a for a in aspects - binding.aspectsCovered if a != FormulaEvaluator.Aspect.DIMENSIONS}
        known = all(aspect in _KNOWN if not isinstance(aspect, QName) else True for aspect in aspects)
        if not aspects or not known or not _one_report_of_items(context, binding, uncovered):
            return as_arelle_does(context, binding, facts, uncovered)
        asked: dict[Any, set[Any]] = defaultdict(set)
        for aspect in aspects:
            if uncovered.get(aspect, "none") is not None:
                asked[uncovered.get(aspect)].add(aspect)
        if None in asked:  # a value that is no fact agrees with none
            return []
        for fact, of_it in asked.items():
            classes = _classes(context, frozenset(of_it), matches)
            wanted = classes[fact]
            facts = [other for other in facts if classes[other] == wanted]
        return facts

    implicit_filter.by_class = True  # type: ignore[attr-defined]
    FormulaEvaluator.implicitFilter = implicit_filter


def _one_report_of_items(context: Any, binding: Any, uncovered: Any) -> bool:
    """Say whether agreement is an equivalence: one instance, no tuples, no equality that a formula defines."""
    model = context.modelXbrl
    simple: bool | None = getattr(context, "tagwright_simple", None)
    if simple is None:
        simple = (
            not context.formulaOptions.traceVariableFilterWinnowing
            and not model.modelFormulaEqualityDefinitions
            and all(fact.isItem and fact.context is not None for fact in model.factsInInstance)
        )
        context.tagwright_simple = simple
    here = all(instance is model for instance in binding.instances)
    return simple and here and all(fact is None or fact.modelXbrl is model for fact in uncovered.values())


def _classes(context: Any, aspects: frozenset[Any], matches: Any) -> _Classes:
    tables: dict[frozenset[Any], _Classes] = context.__dict__.setdefault("tagwright_classes", {})
    if aspects not in tables:
        tables[aspects] = _Classes(context, sorted(aspects, key=str), matches)
    return tables[aspects]
