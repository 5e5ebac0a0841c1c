"""The state of Python objects, noted once and put back as often as wanted.

Noted is what can be reached from some objects: the contents of dicts, lists and sets, attributes, attributes of
Arelle's classes and modules, what closures hold. So nothing need be known of what a report changes in Arelle: all of it
is put back, and what it added is let go. What C libraries hold is not noted: trees that lxml has parsed are taken for
unchanged.
"""

from __future__ import annotations

import decimal
import functools
import sys
import types
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

_PLAIN = (str, bytes, int, float, complex, bool, type(None), types.BuiltinFunctionType, types.CodeType)
_OF_EVERY_CLASS = frozenset({"__dict__", "__weakref__", "__abstractmethods__", "_abc_impl"})
_NOTHING = object()


def modules_below(package: str) -> list[types.ModuleType]:
    """Give the modules that were loaded from the folder of a package, under whatever name (plug-ins have their own)."""
    folder = (sys.modules[package].__file__ or "").rpartition("__init__")[0]
    loaded = list(sys.modules.values())
    return [module for module in loaded if (getattr(module, "__file__", None) or "").startswith(folder)]


class Snapshot:
    """The state of all that ``modules``, and the classes in them, and ``others`` lead to."""

    def __init__(self, modules: Iterable[types.ModuleType], others: Iterable[Any]) -> None:
        self._modules = {module.__name__ for module in modules}
        self._dicts: list[tuple[dict[Any, Any], dict[Any, Any]]] = []
        self._lists: list[tuple[Any, list[Any]]] = []
        self._sets: list[tuple[set[Any], set[Any]]] = []
        self._owners: list[tuple[Any, dict[str, Any]]] = []
        self._slots: list[tuple[Any, tuple[str, ...], tuple[Any, ...]]] = []
        self._slots_of: dict[type, tuple[str, ...]] = {}
        self._cells: list[tuple[types.CellType, Any]] = []
        self._classes: list[tuple[type, dict[str, Any]]] = []
        self._caches: list[tuple[Any, Any]] = []
        self._decimal = decimal.getcontext().copy()
        seen: dict[int, Any] = {}  # all objects are kept, so that none gives its number to another
        waiting = [*modules, *others]
        while waiting:
            one = waiting.pop()
            if type(one) not in _PLAIN and id(one) not in seen:
                seen[id(one)] = one
                waiting += self._noted(one)
        self._seen = seen

    def _noted(self, one: Any) -> Iterator[Any]:
        """Note the state of an object, and give what it leads to."""
        if isinstance(one, types.ModuleType):
            if one.__name__ in self._modules:
                yield vars(one)
        elif isinstance(one, type):
            if one.__module__ in self._modules:
                attributes = _attributes_of_class(one)
                self._classes.append((one, attributes))
                yield from attributes.values()
        elif isinstance(one, types.CellType):
            content = _content(one)
            self._cells.append((one, content))
            yield content
        elif isinstance(one, types.FunctionType):
            yield from (*(one.__closure__ or ()), *(one.__defaults__ or ()), one.__kwdefaults__, vars(one))
        elif isinstance(one, types.MethodType | staticmethod | classmethod):
            yield from (one.__func__, getattr(one, "__self__", None))
        elif isinstance(one, property):
            yield from (one.fget, one.fset, one.fdel)
        elif isinstance(one, functools.partial):
            yield from (one.func, *one.args, one.keywords)
        else:
            yield from self._noted_contents(one)
            yield from self._noted_attributes(one)

    def _noted_contents(self, one: Any) -> Iterator[Any]:
        if isinstance(one, dict):
            self._dicts.append((one, dict(one)))
            yield from one.keys()
            yield from one.values()
        elif isinstance(one, list | deque):
            self._lists.append((one, list(one)))
            yield from one
        elif isinstance(one, set):
            self._sets.append((one, set(one)))
            yield from one
        elif isinstance(one, tuple | frozenset):
            yield from one
        elif isinstance(one, functools._lru_cache_wrapper):
            self._caches.append((one, one.cache_info().currsize))

    def _noted_attributes(self, one: Any) -> Iterator[Any]:
        attributes = getattr(one, "__dict__", None)
        if type(attributes) is dict:
            self._owners.append((one, attributes))
            yield attributes  # a dict like any other
        kind = type(one)
        if kind not in self._slots_of:
            self._slots_of[kind] = _slots_of(kind)
        if names := self._slots_of[kind]:
            values = tuple(getattr(one, name, _NOTHING) for name in names)
            self._slots.append((one, names, values))
            yield from values

    def restore(self) -> None:
        """Put everything back. What was added since is then held by nobody, and is the garbage collector's."""
        for owner, attributes in self._owners:
            if owner.__dict__ is not attributes:
                owner.__dict__ = attributes
        for dictionary, entries in self._dicts:
            if not _same_entries(dictionary, entries):
                dictionary.clear()
                dictionary.update(entries)
        for items, before in self._lists:
            if len(items) != len(before) or not all(map(_is, items, before)):
                items.clear()
                items.extend(before)
        for members, kept in self._sets:
            if members != kept:
                members.clear()
                members.update(kept)
        self._restore_names()
        decimal.setcontext(self._decimal.copy())

    def _restore_names(self) -> None:
        """Put back what stands under names: slots, variables of closures, attributes of classes; and empty caches."""
        for one, names, values in self._slots:
            for name, value in zip(names, values, strict=True):
                _set(one, name, getattr(one, name, _NOTHING), value)
        for cell, content in self._cells:
            if _content(cell) is not content:
                _set(cell, "cell_contents", _content(cell), content)
        for owner, attributes in self._classes:
            now = _attributes_of_class(owner)
            for name in now.keys() | attributes.keys():
                _set(owner, name, now.get(name, _NOTHING), attributes.get(name, _NOTHING))
        for cache, size in self._caches:
            if cache.cache_info().currsize != size:
                cache.cache_clear()


def _is(one: Any, other: Any) -> bool:
    return one is other


def _same_entries(one: dict[Any, Any], other: dict[Any, Any]) -> bool:
    """Say whether two dicts have the same keys with the very same values, in the same order."""
    if len(one) != len(other):
        return False
    return all(map(_is, one.values(), other.values())) and all(map(_is, one, other))


def _set(owner: Any, name: str, now: Any, before: Any) -> None:
    if now is before:
        return
    if before is _NOTHING:
        delattr(owner, name)
    else:
        setattr(owner, name, before)


def _content(cell: types.CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # it is empty as yet
        return _NOTHING


def _attributes_of_class(owner: type) -> dict[str, Any]:
    return {name: value for name, value in vars(owner).items() if name not in _OF_EVERY_CLASS}


def _slots_of(kind: type) -> tuple[str, ...]:
    """Name the slots of a class and of those that it is derived from."""
    names: list[str] = []
    for one in kind.__mro__:
        slots = vars(one).get("__slots__", ())
        names += [_mangled(name, one) for name in ([slots] if isinstance(slots, str) else slots)]
    return tuple(name for name in names if name not in _OF_EVERY_CLASS)


def _mangled(name: str, owner: type) -> str:
    """Give the name that a private slot is kept under."""
    private = name.startswith("__") and not name.endswith("__")
    return f"_{owner.__name__.lstrip('_')}{name}" if private else name
