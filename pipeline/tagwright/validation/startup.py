"""The comparison that a kept taxonomy must pass before it is used: a report, and the same report with defects."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

from tagwright.validation.reading import LogMessage, Reading

_PROGRESS = frozenset({"", "info", "info:profileActivity"})

# One defect for each kind of file: a precision, a type, a weight and a concept that cannot be. None of them makes the
# validator break off, after which what it has said is a matter of chance.
_PRECISION = (rb'decimals="[^"]*"', b'decimals="nonsense"')
_DEFECTS = {
    ".xhtml": _PRECISION,
    ".html": _PRECISION,
    ".xbrl": _PRECISION,
    ".xsd": (rb'type="xbrli:\w+ItemType"', b'type="xbrli:noSuchItemType"'),
    ".xml": (rb'weight="-?1(?:\.0)?"', b'weight="0"'),
    ".json": (rb'("concept": ?"[\w-]+):\w+"', rb'\1:NoSuchConcept"'),
}


def spoilt(path: Path, folder: Path) -> Path:
    """Write a copy of a report (package) with a defect in each of its files into ``folder``; give its path.

    Of a file that lies in a folder, the files beside it are copied too, as its extension is among them.
    """
    folder.mkdir(parents=True)
    copy = folder / path.name
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as other:
            for entry in package.infolist():
                other.writestr(entry, _with_defect(entry.filename, package.read(entry)))
        return copy
    for beside in path.parent.iterdir():
        if beside.suffix in {".xsd", ".xml"}:
            shutil.copy(beside, folder)
    copy.write_bytes(_with_defect(path.name, path.read_bytes()))
    return copy


def _with_defect(name: str, content: bytes) -> bytes:
    defect = None if "META-INF" in name else _DEFECTS.get(PurePosixPath(name).suffix)
    return re.sub(*defect, content, count=1) if defect else content


def difference(cold: Reading, warm: Reading) -> str | None:
    """Say in a few words in what two readings of one file differ; None where they are equal but for their order.

    Messages count with level, code, text and places; Arelle's reports of its progress do not, as they hold seconds.
    """
    expected, found = _told(cold), _told(warm)
    for what, surplus in (("lacks", expected - found), ("has", found - expected)):
        for level, code, *_ in surplus.elements():
            return f"{warm.file} then {what} the message {code or level}, unlike in a cold run"
    if Counter(cold.facts) != Counter(warm.facts):
        return f"the facts of {warm.file} are others"
    if cold.documents != warm.documents or cold.plugins != warm.plugins:
        return f"other documents or plug-ins were loaded for {warm.file}"
    return None


def _told(reading: Reading) -> Counter[tuple[str, str, str, tuple[str, ...]]]:
    return Counter(
        (message.level, message.code, message.text, tuple(sorted(map(str, message.references))))
        for message in reading.messages
        if not _is_progress(message)
    )


def _is_progress(message: LogMessage) -> bool:
    return message.level in ("INFO", "DEBUG") and message.code in _PROGRESS
