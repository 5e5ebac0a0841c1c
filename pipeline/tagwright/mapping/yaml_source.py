"""Read YAML into plain values, and remember where each stood.

Built on the parser's events, not on its composer: the C composer recurses, and a file of many brackets makes it
crash the process; events come one by one, so depth, aliases and tags are refused as they appear.
Scalars are resolved as in the YAML 1.2 core schema (10.3.2): ``yes`` and dates are text, ``0020`` is 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from tagwright.document.model import Place
from tagwright.errors import MappingError

MAX_BYTES = 2_000_000
MAX_DEPTH = 32
MAX_COPIED = 100_000

Value = str | int | bool | Decimal | None | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists, outermost first."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Longer runs of digits stay text: nobody means a number by them, and Python refuses to convert very long ones.
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL_OR_HEXADECIMAL = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,300}|[0-9]{1,300}(?:\.[0-9]{0,300})?)(?:[eE][-+]?[0-9]{1,6})?")
_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file: its values, the place of each value, and the place of each key of a mapping.

    ``file`` is the name that messages and the ledger use.
    """

    file: str
    content: dict[str, Value]
    values: Mapping[KeyPath, Place]
    keys: Mapping[KeyPath, Place]

    def place(self, path: KeyPath) -> Place:
        """Give where the value at ``path`` begins; where there is none, the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path]

    def key_place(self, path: KeyPath) -> Place:
        """Give where the key that ``path`` ends in stands; where there is none, as ``place``."""
        return self.keys.get(path) or self.place(path)


@dataclass(slots=True)
class _Container:
    """A list or mapping that is being filled.

    ``first`` counts the values that began before its parts; ``key`` is the key whose value comes next.
    """

    path: KeyPath
    value: list[Value] | dict[str, Value]
    anchor: str | None
    first: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """What an anchor names: a value, where it is, and the paths of all values inside it."""

    value: Value
    path: KeyPath
    inside: list[KeyPath]


@dataclass(slots=True)
class _Builder:
    file: str
    open: list[_Container] = field(default_factory=list)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    root: Value = None
    duplicates: list[str] = field(default_factory=list)
    order: list[KeyPath] = field(default_factory=list)
    anchors: dict[str, _Named] = field(default_factory=dict)
    copied: int = 0


def read_yaml(path: Path, file: str) -> YamlSource:
    """Read the YAML file at ``path``, which messages call ``file``.

    Raises MappingError where it is missing, over 2 MB, not UTF-8, not YAML, or YAML that a mapping has no use
    for: several documents, tags, aliases that grow too large, duplicate keys, no mapping at the top.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise MappingError(
            f"{file}: cannot be read: {error.strerror or error}.", remedy="check the path and that you may read it"
        ) from error
    if len(content) > MAX_BYTES:
        raise MappingError(
            f"{file}: larger than {MAX_BYTES // 1_000_000} MB, so no mapping.",
            remedy="name the mapping file, or split it",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = _place_in(before.decode("utf-8", "replace"))
        raise _refusal(file, place, "not UTF-8", "save the file in the encoding UTF-8") from error
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> YamlSource:
    """Parse YAML, which messages call ``file``; raises MappingError as ``read_yaml`` does."""
    if stray := _NOT_YAML.search(text):
        place = _place_in(text[: stray.start()])
        raise _refusal(file, place, f"the control character U+{ord(stray[0]):04X}", "delete it")
    builder = _Builder(file)
    for event in _events(text, file):
        _take(builder, event)
    if builder.duplicates:
        raise MappingError("\n".join(builder.duplicates), remedy="keep one of each; values of one key go into a list")
    if () not in builder.values:
        raise _refusal(file, Place(1, 1), "the file is empty", "write the mapping, or delete the file")
    if not isinstance(builder.root, dict):
        raise _refusal(file, builder.values[()], "no 'key: value' at the top", "begin with a key such as 'tables:'")
    return YamlSource(file, builder.root, builder.values, builder.keys)


def _events(text: str, file: str) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=False).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        problem = " ".join(part for part in (error.problem, error.context) if part)
        raise _refusal(file, place, f"not YAML: {problem}", _syntax_remedy(text, place)) from error
    except YAMLError as error:
        raise _refusal(file, Place(1, 1), f"not YAML: {error}", _syntax_remedy(text, Place(1, 1))) from error


def _syntax_remedy(text: str, place: Place) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line:
        return "indent with spaces; YAML allows no tabs"
    return "check indentation, brackets and quotes; text with ': ', '#' or a leading special character needs quotes"


def _take(builder: _Builder, event: Event) -> None:
    """Take one event of the parser into what is built."""
    if isinstance(event, DocumentStartEvent) and () in builder.values:
        raise _refusal(builder.file, _place_of(event), "a second document", "delete the line '---' between them")
    if isinstance(event, CollectionEndEvent):
        closed = builder.open.pop()
        _name(builder, closed.anchor, _Named(closed.value, closed.path, builder.order[closed.first :]))
    if not isinstance(event, NodeEvent):
        return
    _refuse_tag(builder.file, event)
    parent = builder.open[-1] if builder.open else None
    if parent is not None and isinstance(parent.value, dict) and parent.key is None:
        _take_key(builder, parent, event)
        return
    path = _attach_path(parent)
    builder.values[path] = _place_of(event)
    builder.order.append(path)
    if isinstance(event, AliasEvent):
        _attach(builder, parent, _aliased(builder, path, event))
        return
    if isinstance(event, ScalarEvent):
        value = _resolved(event)
        _attach(builder, parent, value)
        _name(builder, event.anchor, _Named(value, path, []))
        return
    container = _Container(path, {} if isinstance(event, MappingStartEvent) else [], event.anchor, len(builder.order))
    _attach(builder, parent, container.value)
    builder.open.append(container)
    if len(builder.open) > MAX_DEPTH:
        raise _refusal(builder.file, _place_of(event), "nested too deeply", "look for a bracket that is not closed")


def _take_key(builder: _Builder, parent: _Container, event: NodeEvent) -> None:
    place = _place_of(event)
    if not isinstance(event, ScalarEvent):
        raise _refusal(builder.file, place, "a list or mapping as a key", "write the key as text")
    key: str = event.value
    path = (*parent.path, key)
    if path in builder.keys:
        first = builder.keys[path]
        builder.duplicates.append(f"{builder.file}:{place}: the key '{key}' stands at line {first.line} already.")
    else:
        builder.keys[path] = place
    parent.key = key


def _attach_path(parent: _Container | None) -> KeyPath:
    if parent is None:
        return ()
    step = len(parent.value) if isinstance(parent.value, list) else parent.key
    return (*parent.path, step if step is not None else "")


def _attach(builder: _Builder, parent: _Container | None, value: Value) -> None:
    if parent is None:
        builder.root = value
    elif isinstance(parent.value, list):
        parent.value.append(value)
    elif parent.key is not None:
        parent.value[parent.key] = value
        parent.key = None


def _refuse_tag(file: str, event: NodeEvent) -> None:
    if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent)) and event.tag is not None:
        raise _refusal(file, _place_of(event), f"the tag '{event.tag}'", "delete it; quotes make a text")


def _name(builder: _Builder, anchor: str | None, named: _Named) -> None:
    if anchor is not None:
        builder.anchors[anchor] = named


def _aliased(builder: _Builder, path: KeyPath, event: AliasEvent) -> Value:
    """Give what an alias stands for; its parts keep the places where they are written.

    An anchor counts from where its value ends, so none can hold itself; ``MAX_COPIED`` keeps aliases of
    aliases from growing without end.
    """
    named = builder.anchors.get(event.anchor)
    if named is None:
        raise _refusal(builder.file, _place_of(event), f"'*{event.anchor}' stands for nothing above", "write it out")
    builder.copied += 1 + len(named.inside)
    if builder.copied > MAX_COPIED:
        raise _refusal(builder.file, _place_of(event), "aliases make the file too large", "write them out")
    for old in named.inside:
        new = (*path, *old[len(named.path) :])
        builder.order.append(new)
        builder.values[new] = builder.values[old]
        if old in builder.keys:
            builder.keys[new] = builder.keys[old]
    return named.value


def _resolved(event: ScalarEvent) -> Value:
    text: str = event.value
    plain: bool = event.implicit[0]
    if not plain:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL_OR_HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    return Decimal(text) if _FLOAT.fullmatch(text) else text


def _place_of(event: Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _place_in(before: str) -> Place:
    """Give the place right after the text ``before``."""
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _refusal(file: str, place: Place, problem: str, remedy: str) -> MappingError:
    return MappingError(f"{file}:{place}: {problem}.", remedy=remedy)
