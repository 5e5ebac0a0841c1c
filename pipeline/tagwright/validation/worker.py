"""The child process that runs Arelle; the only module that imports it.

Run as ``python -m tagwright.validation.worker`` with a request on standard input::

    {"packages": [PATH, ...], "strict": false, "cache": FOLDER, "memory": BYTES,
     "files": [{"path": PATH, "document_set": false, "rules": null, "formulas": true}, ...]}

The answer is one JSON object on standard output: ``{"readings": [...]}`` as ``reading`` defines them, or
``{"failure": "memory"}``. Whatever Arelle prints goes to standard error, so that it cannot disturb the answer.
Each file has a Session of its own, one after another: Arelle's package and plug-in managers are global.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from tagwright.validation.reading import FileRequest, LoadedDocument, LogMessage, LogReference, ReadFact, Reading

# Where the memory limit is met inside Arelle, it logs an error of the report in these words and goes on.
# "unknown error" is what lxml says when libxml2 had no memory left to say more.
_MEMORY_SPENT = ("MemoryError", "Memory allocation failed", "out of memory", "unknown error")


def main() -> None:
    """Answer the request on standard input."""
    channel = _take_standard_output()
    request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    try:
        answer: dict[str, Any] = {"readings": [asdict(reading) for reading in _readings(request)]}
        if _memory_was_spent(answer["readings"]):
            answer = {"failure": "memory"}
    except MemoryError:
        answer = {"failure": "memory"}
    json.dump(answer, channel)
    channel.close()


def _take_standard_output() -> TextIO:
    """Keep standard output for the answer and send all prints, of Python and of C code, to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8", write_through=True)
    return channel


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _memory_was_spent(readings: list[dict[str, Any]]) -> bool:
    said = [f"{message['code']} {message['text']}" for reading in readings for message in reading["messages"]]
    return any(words in line for line in said for words in _MEMORY_SPENT)


def _readings(request: Mapping[str, Any]) -> Iterator[Reading]:
    for file in request["files"]:
        yield _read(FileRequest(**file), request["packages"], request["strict"], request["cache"])


def _read(file: FileRequest, packages: list[str], strict: bool, cache: str) -> Reading:
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions
    from arelle.Version import __version__ as version

    plugins = ["validate/ESEF"] if file.rules else []
    plugins += ["inlineXbrlDocumentSet"] if file.document_set or file.rules else []
    options = RuntimeOptions(
        # as JSON, because Arelle would split a plain path at "|"
        entrypointFile=json.dumps([{"file": file.path}]),
        packages=packages,
        plugins="|".join(plugins) or None,
        disclosureSystemName=file.rules,
        formulaAction=None if file.formulas else "none",
        internetConnectivity="offline",
        cacheDirectory=cache,  # else a user's own cache would make the verdict differ between machines
        disablePersistentConfig=True,
        uiLang="en",
        validate=True,
        calcs="c11r",
        utrValidate=True,
        validateDuplicateFacts="inconsistent",
        baseTaxonomyValidationMode="all" if strict else "none",
        keepOpen=True,
        logFile="logToStructuredMessage",
        logRefObjectProperties=False,
        logPropagate=False,
    )
    with Session() as session:
        session.run(options)
        models = [model for model in session.get_models() if model.modelDocument is not None]
        folder = Path(file.path).parent
        return Reading(
            file=Path(file.path).name,
            messages=tuple(_message(entry, folder, packages) for entry in session.get_log_messages()),
            facts=tuple(_fact(fact) for model in models for fact in _items(model)),
            documents=tuple(_documents(models, folder)),
            plugins=tuple(sorted(_plugins())),
            validator=f"Arelle {version}",
        )


def _items(model: Any) -> list[Any]:
    """Give the facts, tuples left out, in the order of the document."""
    return sorted((fact for fact in model.factsInInstance if fact.isItem), key=lambda fact: int(fact.objectIndex))


def _plugins() -> set[str]:
    from arelle import PluginManager

    config = PluginManager.getInstance().pluginConfig or {}
    return set(config.get("modules", {}))


def _message(entry: Mapping[str, Any], folder: Path, packages: list[str]) -> LogMessage:
    text = str(entry["msg"])
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


def _documents(models: list[Any], folder: Path) -> Iterator[LoadedDocument]:
    seen = {
        (_relative(address, folder), document.gettype())
        for model in models
        for address, document in model.urlDocs.items()
    }
    for address, kind in sorted(seen):
        yield LoadedDocument(address, kind)


def _fact(fact: Any) -> ReadFact:
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


if __name__ == "__main__":
    main()
