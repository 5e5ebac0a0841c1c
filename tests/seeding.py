"""Seeds the defects of defects.yaml, one at a time, and asks the checks what they find."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from good_filing import DOCUMENT, FILING, NAME, good_package, write_filing
from larkfield import shipped_base
from tagwright import api
from tagwright.errors import MappingError, PackageError
from tagwright.mapping.check import check_mapping
from tagwright.mapping.load import load_filing
from tagwright.mapping.profiles import load_profile
from tagwright.precheck.run import precheck_file
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.validation.advice import advice_for
from tagwright.validation.process import read_files
from tagwright.validation.reading import FileRequest
from zips import write_zip

TABLE = Path(__file__).with_name("defects.yaml")


@dataclass(frozen=True)
class Defect:
    """One change to the good filing, and the rule that must find it."""

    field: str
    name: str
    rule: str
    file: str = ""
    find: str = ""
    put: str = ""
    every: bool = False
    regex: bool = False
    do: str = ""
    by: str = "pre-check"
    profile: str = ""

    @property
    def of_the_filing(self) -> bool:
        return self.file in ("filing.yaml", "announcement.txt")

    def changed(self, text: str) -> str:
        """Make the change in a text; it must be one."""
        if self.regex:
            new = re.sub(self.find, self.put, text, count=0 if self.every else 1)
        else:
            new = text.replace(self.find, self.put, -1 if self.every else 1)
        assert new != text, f"{self.name}: {self.find!r} is not there"
        return new


@dataclass(frozen=True)
class Caught:
    """A finding: its rule, where, and the remedy."""

    rule: str
    place: str
    remedy: str


@cache
def defects() -> tuple[Defect, ...]:
    return tuple(Defect(**row) for row in YAML(typ="safe").load(TABLE.read_text(encoding="utf-8")))


def caught(defect: Defect, folder: Path) -> list[Caught]:
    """Give what our own checks say of the good filing with a defect in it."""
    if defect.file == "filing.yaml":
        return _of_mapping(write_filing(folder / "filing", defect.changed(FILING)))
    if defect.file == "announcement.txt":
        return _of_document(write_filing(folder / "filing", document=defect.changed(DOCUMENT)), folder / "out")
    package = seeded_package(defect, folder)
    try:
        findings = precheck_file(package, defect.profile or None)
    except PackageError as error:
        return [Caught(error.rule, error.problem, error.remedy)]
    return [
        Caught(one.rule, ", ".join(f"{spot.file}:{spot.line or ''}" for spot in one.spots), one.remedy)
        for one in findings
    ]


def validator_says(seeded: Sequence[Defect], folder: Path) -> dict[str, list[Caught]]:
    """Give what the validator says of each defect, in a plain report against the built-in core, with our advice."""
    core = build_core_package(ifrs_taxonomy("ifrs-2021"), folder / "core.zip")
    requests = []
    for number, defect in enumerate(seeded):
        (folder / str(number)).mkdir()
        package = seeded_package(defect, folder / str(number), "ifrs")
        requests.append(FileRequest(str(package)))
    said: dict[str, list[Caught]] = {}
    for defect, reading in zip(seeded, read_files(requests, [core]), strict=True):
        advised = [(advice_for(message.code), message.references) for message in reading.messages]
        said[defect.name] = [
            Caught(advice.rule, ", ".join(f"{at.file}:{at.line or ''}" for at in places), advice.remedy)
            for advice, places in advised
            if advice is not None
        ]
    return said


def _of_mapping(filing: Path) -> list[Caught]:
    try:
        loaded = load_filing(filing)
    except MappingError as error:
        return [Caught("schema", error.problem, error.remedy)]
    profile = load_profile(loaded.rules.profile)
    findings = check_mapping(shipped_base(), loaded, load_concepts(2021), profile)
    return [Caught(one.rule_id, f"{one.file}:{one.line}:{one.column}", one.remedy) for one in findings]


def _of_document(filing: Path, out: Path) -> list[Caught]:
    api.convert(filing, out, validate=False)
    verdict = YAML(typ="safe").load((out / api.VERDICT).read_text(encoding="utf-8"))
    return [
        Caught(message["rule"], ", ".join(f"{p['file']}:{p['line']}" for p in message["places"]), message["remedy"])
        for message in verdict["messages"]
    ]


def seeded_package(defect: Defect, folder: Path, profile: str = "esef-2021") -> Path:
    """Write the good package with a defect in it."""
    good = good_package(profile)
    files = dict(good.files)
    path = folder / f"{NAME}.{good.suffix}"
    if not defect.do:
        name = good.member(defect.file)
        files[name] = defect.changed(files[name].decode()).encode()
    elif defect.do == "rename":
        name = good.member(defect.file)
        files = {defect.put if entry == name else entry: content for entry, content in files.items()}
    elif defect.do == "delete":
        del files[good.member(defect.file)]
    elif defect.do == "add":
        files[defect.file] = defect.put.encode()
    elif defect.do == "rename package":
        path = folder / defect.put
    elif defect.do == "bomb":
        files[f"{NAME}/bomb.bin"] = bytes(8 << 20)
    write_zip(path, files)
    if defect.do in _TO_THE_ARCHIVE:
        _TO_THE_ARCHIVE[defect.do](path)
    return path


def _encrypted(path: Path) -> None:
    content = bytearray(path.read_bytes())
    # the general purpose flags: 6 bytes into the local header, 8 into the central one (APPNOTE 4.3.7, 4.3.12)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(bytes(content))


def _with_link(path: Path) -> None:
    link = zipfile.ZipInfo(f"{NAME}/link.xsd")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


_TO_THE_ARCHIVE = {"encrypt": _encrypted, "link": _with_link, "cut": _cut}
