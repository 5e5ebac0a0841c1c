"""Turns a finished Arelle session into a Reading: its messages, facts and documents, free of Arelle's objects."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tagwright.validation.reading import LoadedDocument, LogMessage, LogReference, ReadFact, Reading

_TAG = re.compile(r"<[^>]*>")

# Arelle's number of an object, in messages about a formula: it depends on what else was loaded.
_OBJECT = re.compile(r"(?<=\w)\[__\d+\]")


def reading_of(
    path: str, packages: Sequence[str], messages: Sequence[Mapping[str, Any]], models: Sequence[Any]
) -> Reading:
    """Give what was read of the file at ``path``: Arelle's structured messages, and the models that it has open."""
    from arelle.Version import __version__ as version

    loaded = [model for model in models if model.modelDocument is not None]
    folder = Path(path).parent
    return Reading(
        file=Path(path).name,
        messages=tuple(_message(entry, folder, packages) for entry in messages),
        facts=tuple(fact for model in loaded for fact in _facts(model)),
        documents=tuple(_documents(loaded, folder)),
        plugins=tuple(sorted(_plugins())),
        validator=f"Arelle {version}",
    )


def _facts(model: Any) -> Iterator[ReadFact]:
    """Give the facts, tuples left out, in the order of the document."""
    noted = _footnotes(model)
    items = (fact for fact in model.factsInInstance if fact.isItem)
    for fact in sorted(items, key=lambda fact: int(fact.objectIndex)):
        yield _fact(fact, noted.get(int(fact.objectIndex), ()))


def _plugins() -> set[str]:
    from arelle import PluginManager

    config = PluginManager.getInstance().pluginConfig or {}
    return set(config.get("modules", {}))


def _message(entry: Mapping[str, Any], folder: Path, packages: Sequence[str]) -> LogMessage:
    text = _OBJECT.sub("", str(entry["msg"]))
    for known in (folder, *(Path(package).parent for package in packages)):
        text = text.replace(f"{known}{os.sep}", "").replace(f"{known.as_posix()}/", "")
    return LogMessage(
        level=str(entry["levelname"]).upper(),
        code=str(entry["messageCode"] or ""),
        text=text,
        references=tuple(_reference(reference, folder) for reference in entry["refs"] or ()),
    )


def _reference(reference: Mapping[str, Any], folder: Path) -> LogReference:
    file, _, element = str(reference.get("href") or "").partition("#")
    line = reference.get("sourceLine")
    return LogReference(
        file=_relative(file, folder),
        line=int(line) if line else None,
        element=None if not element or "(" in element else element,  # an XPointer is no id
    )


def _relative(address: str, folder: Path) -> str:
    """Make a local address relative to the folder of the file; a web address stays as it is."""
    path = Path(address)
    if "://" in address or not path.is_absolute():
        return address
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _documents(models: Sequence[Any], folder: Path) -> Iterator[LoadedDocument]:
    seen = {
        (_relative(address, folder), document.gettype())
        for model in models
        for address, document in model.urlDocs.items()
    }
    for address, kind in sorted(seen):
        yield LoadedDocument(address, kind)


def _footnotes(model: Any) -> dict[int, list[tuple[str, str]]]:
    """Give the footnotes of each fact, by the number of its object."""
    found: dict[int, list[tuple[str, str]]] = {}
    for relation in model.relationshipSet("XBRL-footnotes").modelRelationships:
        fact, note = relation.fromModelObject, relation.toModelObject
        if fact is not None and note is not None:
            found.setdefault(int(fact.objectIndex), []).append((str(note.xmlLang or "").lower(), _text_of(note)))
    return found


def _text_of(note: Any) -> str:
    """Give the text of a footnote without its mark-up; Arelle gives that of a page's footnote as XHTML."""
    text = html.unescape(_TAG.sub("", note.value)) if note.prefix == "ix" else "".join(note.itertext())
    return " ".join(text.split())


def _fact(fact: Any, footnotes: Sequence[tuple[str, str]]) -> ReadFact:
    context = fact.context
    scheme, identifier = context.entityIdentifier if context is not None else (None, None)
    return ReadFact(
        id=fact.id,
        concept=fact.qname.clarkNotation,
        value=None if fact.isNil else fact.value,
        nil=bool(fact.isNil),
        decimals=fact.decimals,
        unit=_unit(fact.unit) if fact.unit is not None else None,
        period=_period(context) if context is not None else None,
        scheme=scheme,
        identifier=identifier,
        dimensions=tuple(_dimensions(context)) if context is not None else (),
        language=None if fact.isNumeric else fact.xmlLang,
        line=fact.sourceline,
        footnotes=tuple(sorted(footnotes)),
    )


def _unit(unit: Any) -> str:
    numerator, denominator = ("*".join(sorted(m.clarkNotation for m in side)) for side in unit.measures)
    return f"{numerator}/{denominator}" if denominator else numerator


def _period(context: Any) -> str:
    if context.isForeverPeriod:
        return "forever"
    if context.isInstantPeriod:
        return _last_day(context.instantDatetime)
    start: datetime = context.startDatetime
    return f"{start.date() if _is_midnight(start) else start.isoformat()}/{_last_day(context.endDatetime)}"


def _last_day(end: datetime) -> str:
    """Give the day at whose end the moment stands (XBRL 2.1, 4.7.2: a date alone is the midnight after it)."""
    return str((end - timedelta(days=1)).date()) if _is_midnight(end) else end.isoformat()


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _dimensions(context: Any) -> Iterator[tuple[str, str]]:
    for axis, value in sorted(context.qnameDims.items(), key=lambda pair: str(pair[0].clarkNotation)):
        if value.isExplicit:
            member = value.memberQname
            yield axis.clarkNotation, member.clarkNotation if member is not None else ""
        else:
            yield axis.clarkNotation, value.typedMember.stringValue if value.typedMember is not None else ""
