"""What a snapshot notes and puts back: all that Python code can change of what it reaches."""

from __future__ import annotations

import decimal
import sys
import types
from collections.abc import Callable
from typing import Any

import pytest

from tagwright.validation.snapshot import Snapshot, modules_below

CODE = """
import functools
from collections import OrderedDict, defaultdict, deque

class Plain:
    counted = 0
    def __init__(self): self.value, self.parts = 1, [1, 2]

class Slotted:
    __slots__ = ("name", "later", "__hidden")
    def __init__(self): self.name = "one"

class Derived(Slotted):
    __slots__ = "more"

class Named(dict):
    pass

plain, slotted, derived = Plain(), Slotted(), Derived()
table, order, queue, names = {"a": {"b": [1]}}, OrderedDict(a=1, b=2), deque([1, 2]), {"x", "y"}
counts, named = defaultdict(int, a=1), Named(a=1)
named.note = "first"
nested = (1, ({"in": "tuple"},))

def counter():
    seen = 0
    def count():
        nonlocal seen
        seen += 1
        return seen
    return count

count = counter()

def remember(value, seen=[], *, also={}):
    seen.append(value)
    also[value] = value
    return len(seen) + len(also)

@functools.lru_cache
def looked_up(key):
    return table[key]

step = functools.partial(remember, 5)
"""

CHANGES: dict[str, Callable[[Any], object]] = {
    "an attribute": lambda m: setattr(m.plain, "value", 2),
    "an attribute that was added": lambda m: setattr(m.plain, "more", 2),
    "an attribute that was deleted": lambda m: delattr(m.plain, "value"),
    "all attributes at once": lambda m: setattr(m.plain, "__dict__", {"value": 9, "parts": []}),
    "a list in an attribute": lambda m: m.plain.parts.append(3),
    "a slot": lambda m: setattr(m.slotted, "name", "two"),
    "a slot that was empty": lambda m: setattr(m.slotted, "later", 1),
    "a private slot": lambda m: setattr(m.slotted, "_Slotted__hidden", 1),
    "a slot of the class above": lambda m: setattr(m.derived, "name", "two"),
    "a slot of a derived class": lambda m: setattr(m.derived, "more", 1),
    "a class": lambda m: setattr(m.Plain, "counted", 1),
    "a method": lambda m: setattr(m.Plain, "__init__", None),
    "an attribute that a class got": lambda m: setattr(m.Plain, "patched", 1),
    "a global": lambda m: setattr(m, "plain", None),
    "a new global": lambda m: setattr(m, "more", None),
    "a dict deep inside": lambda m: m.table["a"]["b"].append(2),
    "an order": lambda m: m.order.move_to_end("a"),
    "an equal value that is another": lambda m: m.table.update(a={"b": [1]}),
    "a queue": lambda m: m.queue.popleft(),
    "a set": lambda m: m.names.add("z"),
    "a default": lambda m: m.counts["b"],
    "an attribute of a dict": lambda m: setattr(m.named, "note", "second"),
    "a dict in tuples": lambda m: m.nested[1][0].clear(),
    "a variable of a closure": lambda m: m.count(),
    "defaults of a function": lambda m: m.remember(1),
    "defaults of a part of a function": lambda m: m.step(),
}


@pytest.fixture
def module() -> types.ModuleType:
    made = types.ModuleType("made")
    exec(CODE, made.__dict__)  # noqa: S102
    return made


def state(module: types.ModuleType) -> dict[str, object]:
    """Describe what can be seen of a module, with the identity of what stands in a dict."""
    return {
        "globals": sorted(vars(module)),
        "plain": module.plain and dict(vars(module.plain), parts=list(module.plain.parts)),
        "class": {name: id(value) for name, value in vars(module.Plain).items() if name != "__dict__"},
        "slots": [
            getattr(one, name, None)
            for one in (module.slotted, module.derived)
            for name in ("name", "later", "more", "_Slotted__hidden")
        ],
        "dicts": [
            repr(module.table),
            id(module.table["a"]),
            list(module.order),
            dict(module.counts),
            dict(module.named),
        ],
        "named": vars(module.named),
        "others": [list(module.queue), sorted(module.names), repr(module.nested)],
        "cells": [cell.cell_contents for cell in module.count.__closure__],
        "defaults": [repr(module.remember.__defaults__), repr(module.remember.__kwdefaults__)],
    }


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_put_back_as_often_as_it_is_changed(module: types.ModuleType, what: str) -> None:
    before = repr(state(module))
    snapshot = Snapshot([module], [])
    for _ in range(2):
        CHANGES[what](module)
        assert repr(state(module)) != before
        snapshot.restore()
        assert repr(state(module)) == before


def test_a_cache_is_emptied_when_it_has_taken_something_in(module: types.ModuleType) -> None:
    snapshot = Snapshot([module], [])
    module.looked_up("a")
    snapshot.restore()
    assert module.looked_up.cache_info().currsize == 0


def test_the_precision_of_decimals_is_put_back() -> None:
    snapshot = Snapshot([], [])
    before = decimal.getcontext().prec
    decimal.getcontext().prec = before + 5
    snapshot.restore()
    assert decimal.getcontext().prec == before


def test_modules_of_others_are_left_alone(module: types.ModuleType) -> None:
    module.system = sys  # type: ignore[attr-defined]
    snapshot = Snapshot([module], [])
    sys.tagwright_test = 1  # type: ignore[attr-defined]
    try:
        snapshot.restore()
        assert sys.tagwright_test == 1  # type: ignore[attr-defined]
    finally:
        del sys.tagwright_test  # type: ignore[attr-defined]


def test_the_modules_of_a_package_are_those_in_its_folder() -> None:
    names = {module.__name__ for module in modules_below("tagwright")}
    assert {"tagwright", "tagwright.validation.snapshot"} <= names
    assert not {"sys", "pytest", __name__} & names
