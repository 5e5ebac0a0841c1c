"""What Arelle makes of the small Report's files, read once a test session."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from arelle_reader import read_reports
from reports import REPORT
from tagwright.emit.files import emit_report
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy

Reading = dict[str, Any]


@cache
def example_files() -> dict[str, bytes]:
    return emit_report(REPORT)


def read_with_arelle(*cases: dict[str, bytes], names: tuple[str, ...]) -> list[Reading]:
    """Write each case's files into a folder of its own; read the named file of each against the built-in package."""
    with tempfile.TemporaryDirectory() as folder:
        package = build_core_package(ifrs_taxonomy("ifrs-2021"), Path(folder) / "core.zip")
        paths = []
        for number, (files, name) in enumerate(zip(cases, names, strict=True)):
            place = Path(folder) / f"case-{number}"
            place.mkdir()
            for file_name, content in files.items():
                (place / file_name).write_bytes(content)
            paths.append(place / name)
        return read_reports(package, paths)


@cache
def arelle_reading() -> dict[str, Reading]:
    """Read the example by kind of file. The package stands alone; all others have the extension beside them."""
    files = example_files()
    names = tuple(f"example-2021.{kind}" for kind in ("xhtml", "xbrl", "json"))
    alone = {"example-2021.xbri": files["example-2021.xbri"]}
    beside = {name: content for name, content in files.items() if not name.endswith(".xbri")}
    readings = read_with_arelle(beside, beside, beside, alone, names=(*names, "example-2021.xbri"))
    return dict(zip(("xhtml", "xbrl", "json", "xbri"), readings, strict=True))
