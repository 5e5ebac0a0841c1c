"""Makes Arelle's implicit filtering of facts (XBRL Variables 1.0, 2.1.2) linear in their number.

For each value that a formula's variable may take, Arelle compares one fact with every other, aspect by aspect. Facts
that agree in an aspect form classes, for within one report agreement is an equivalence; so each fact is given, with
Arelle's own comparison, the number of its class in each aspect once, and numbers are compared from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

_LOCATION, _CONCEPT, _ENTITY, _PERIOD, _UNIT = 1, 2, 3, 4, 5
_NON_XDT = (8, 9)  # what stands in segment and scenario beside dimensions
_OF_FACT = frozenset({_LOCATION, _CONCEPT, _UNIT})
_KNOWN = frozenset({*_OF_FACT, _ENTITY, _PERIOD, *_NON_XDT})


class _Classes(dict[Any, tuple[Any, ...]]):
    """The classes of a fact in some aspects, found when they are first asked for."""

    def __init__(self, context: Any, aspects: Iterable[Any], matches: Any) -> None:
        super().__init__()
        self._context = context
        self._matches = matches
        self._of_fact = [aspect for aspect in aspects if aspect in _OF_FACT]
        self._of_context = [aspect for aspect in aspects if aspect not in _OF_FACT]
        self._seen: dict[Hashable, tuple[int, ...]] = {}
        self._first: defaultdict[Any, list[Any]] = defaultdict(list)

    def __missing__(self, fact: Any) -> tuple[Any, ...]:
        parts = [self._classes(_holder(fact, aspect), fact, (aspect,)) for aspect in self._of_fact]
        classes = (*parts, self._classes(id(fact.context), fact, self._of_context))
        self[fact] = classes
        return classes

    def _classes(self, holder: Hashable, fact: Any, aspects: Sequence[Any]) -> tuple[int, ...]:
        """Give the classes in ``aspects``, which ``holder`` alone decides: facts of the same one agree in them."""
        if holder not in self._seen:
            self._seen[holder] = tuple(self._class(aspect, fact) for aspect in aspects)
        return self._seen[holder]

    def _class(self, aspect: Any, fact: Any) -> int:
        firsts = self._first[aspect]
        for number, first in enumerate(firsts):
            if self._matches(self._context, first, fact, aspect):
                return number
        firsts.append(fact)
        return len(firsts) - 1


def _holder(fact: Any, aspect: Any) -> Hashable:
    if aspect == _CONCEPT:
        return aspect, str(fact.qname.clarkNotation)
    return aspect, id(fact.parentElement if aspect == _LOCATION else fact.unit)


def match_by_class() -> None:
    """Let Arelle's formula evaluator filter by classes wherever that is known to say the same."""
    from arelle.formula import FormulaEvaluator
    from arelle.ModelValue import QName

    as_arelle_does, matches = FormulaEvaluator.implicitFilter, FormulaEvaluator.aspectMatchesNoCache
    dimensions = frozenset({FormulaEvaluator.Aspect.DIMENSIONS})
    if getattr(as_arelle_does, "by_class", False):
        return

    def implicit_filter(context: Any, binding: Any, facts: Any, uncovered: Any) -> Any:
        aspects = (binding.aspectsDefined | uncovered.keys()) - binding.aspectsCovered - dimensions
        if not aspects or not _is_simple(context, binding):
            return as_arelle_does(context, binding, facts, uncovered)
        asked: dict[Any, set[Any]] = defaultdict(set)
        for aspect in aspects:
            if uncovered.get(aspect, "none") is not None:
                asked[uncovered.get(aspect)].add(aspect)
        for fact, of_it in asked.items():
            known = all(aspect in _KNOWN or isinstance(aspect, QName) for aspect in of_it)
            if not known or (fact is not None and fact.modelXbrl is not context.modelXbrl):
                return as_arelle_does(context, binding, facts, uncovered)
        if None in asked:  # a value that is no fact agrees with none
            return []
        for fact, of_it in asked.items():
            classes = _classes(context, frozenset(of_it), matches)
            wanted = classes[fact]
            facts = [other for other in facts if classes[other] == wanted]
        return facts

    implicit_filter.by_class = True  # type: ignore[attr-defined]
    FormulaEvaluator.implicitFilter = implicit_filter


def _is_simple(context: Any, binding: Any) -> bool:
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
    return simple and all(instance is model for instance in binding.instances)


def _classes(context: Any, aspects: frozenset[Any], matches: Any) -> _Classes:
    tables: dict[frozenset[Any], _Classes] = context.__dict__.setdefault("tagwright_classes", {})
    if aspects not in tables:
        tables[aspects] = _Classes(context, sorted(aspects, key=str), matches)
    return tables[aspects]
