"""Lets Arelle note which aspects a variable leaves uncovered (XBRL Variables 1.0, 3.1.2) for all aspects at once.

Under ESEF a fact has some 140 aspects, one for each dimension with a default; for each fact that a variable may take,
Arelle notes and forgets them one by one. Here whole sets are noted and the state before is put back.
"""

from __future__ import annotations

from typing import Any


def bind_at_once() -> None:
    """Let Arelle's formula evaluator bind fact variables as said; traces and other variables are left to Arelle."""
    from arelle.formula import FormulaEvaluator, XPathContext

    as_arelle_does = FormulaEvaluator.bindVariables
    parts: dict[Any, Any] = FormulaEvaluator.aspectModelAspect
    if getattr(as_arelle_does, "at_once", False):
        return

    def bind_variables(context: Any, variable_set: Any, place: int, filtered: Any, uncovered: dict[Any, Any]) -> None:
        relationship = variable_set.orderedVariableRelationships[place]
        binding = FormulaEvaluator.VariableBinding(context, relationship)
        if not binding.isFactVar or context.formulaOptions.traceVariableFiltersResult:
            as_arelle_does(context, variable_set, place, filtered, uncovered)
            return
        name = relationship.variableQname
        FormulaEvaluator.bindFactVariable(context, variable_set, filtered, uncovered, name, binding)
        hidden_binding = context.varBindings.get(name)
        context.varBindings[name] = binding
        before = dict(uncovered)
        for value in binding.evaluationResults:
            hidden = context.inScopeVars.get(name)
            context.inScopeVars[name] = value
            if not binding.isFallback:
                _note(uncovered, binding, parts)
            if context.isRunTimeExceeded:
                raise XPathContext.RunTimeExceededException
            if context.isVariableSetRunTimeExceeded:
                raise XPathContext.VariableSetRunTimeExceededException
            FormulaEvaluator.evaluateVar(context, variable_set, place + 1, filtered, uncovered)
            context.inScopeVars.pop(name)
            if hidden is not None:
                context.inScopeVars[name] = hidden
            uncovered.clear()
            uncovered.update(before)
        context.varBindings.pop(name)
        binding.close()
        if hidden_binding is not None:
            context.varBindings[name] = hidden_binding

    bind_variables.at_once = True  # type: ignore[attr-defined]
    FormulaEvaluator.bindVariables = bind_variables


def _note(uncovered: dict[Any, Any], binding: Any, parts: dict[Any, Any]) -> None:
    """Note the fact of a binding under each aspect that has none yet, and nothing under those that it covers.

    ``parts`` gives the aspect that a part of one (the start of a period) belongs to.
    """
    taken = {aspect for aspect, fact in uncovered.items() if fact is not None}
    open_aspects = (binding.aspectsDefined | binding.aspectsCovered) - taken
    in_parts = {aspect for aspect in parts if aspect in open_aspects}
    covered = (open_aspects & binding.aspectsCovered) - in_parts
    covered |= {aspect for aspect in in_parts if parts[aspect] in binding.aspectsCovered}
    uncovered.update(dict.fromkeys(open_aspects - covered, binding.yieldedFact))
    uncovered.update(dict.fromkeys(covered))
