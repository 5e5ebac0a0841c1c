"""Lets Arelle evaluate a function of a taxonomy (Custom Function Implementation 1.0) once for the same values.

Such a function depends on its arguments and on the report alone. The taxonomy of legal entity identifiers has one
with forty steps that computes check digits, and asks for it for each fact.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

_ATOMIC = (str, int, Decimal, bool)


def remember_values() -> None:
    """Let Arelle remember what a function gave for atomic arguments, for as long as one report is evaluated."""
    from arelle import FunctionCustom

    call = FunctionCustom.callCfi
    if getattr(call, "remembers", False):
        return

    def call_once(context: Any, operation: Any, name: Any, signature: Any, item: Any, arguments: Any) -> Any:
        key = _key(arguments)
        if key is None or context.formulaOptions.traceEvaluation(context.traceType):
            return call(context, operation, name, signature, item, arguments)
        values = context.__dict__.setdefault("tagwright_values", {})
        if (name, key) not in values:
            values[name, key] = call(context, operation, name, signature, item, arguments)
        value = values[name, key]
        return list(value) if isinstance(value, list) else value

    call_once.remembers = True  # type: ignore[attr-defined]
    FunctionCustom.callCfi = call_once


def _key(arguments: Any) -> Any:
    """Give arguments as something to look up by; None where one is no atomic value."""
    if type(arguments) in _ATOMIC:
        return type(arguments), arguments
    if not isinstance(arguments, list | tuple):
        return None
    parts = [_key(argument) for argument in arguments]
    return None if None in parts else tuple(parts)
