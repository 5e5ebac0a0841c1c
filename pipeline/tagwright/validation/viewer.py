"""Makes the viewer of a report: a page for any browser, without the network, that shows what each tag says.

It is Arelle's ixbrl-viewer: the report itself, with a script that is copied beside it and the facts as JSON within.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tagwright.errors import ValidationFailedError
from tagwright.validation.process import read_files
from tagwright.validation.reading import FileRequest, LogMessage
from tagwright.validation.verdict import judge

SUFFIX = "-viewer.html"
SCRIPT = "ixbrlviewer.js"
_WORKER = (sys.executable, "-P", "-m", "tagwright.validation.viewer_worker")


def make_viewer(files: dict[str, bytes], inline: str, facts: int, packages: Sequence[Path]) -> dict[str, bytes]:
    """Give the files of a report's viewer by name: NAME-viewer.html and the script.

    ``files`` are those of the report, ``inline`` names the Inline XBRL file among them, which has ``facts`` facts.
    Raises ValidationFailedError where the viewer cannot be made, or would not have every fact.
    """
    with tempfile.TemporaryDirectory(prefix="tagwright-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        request = FileRequest(str(Path(folder).resolve() / inline))
        (reading,) = read_files([request], packages, command=_WORKER)
        made = {name: Path(folder) / name for name in (inline.rpartition(".")[0] + SUFFIX, SCRIPT)}
        complaints = [*judge([reading], expected={reading.file: facts}).reasons, *_complaints(reading.messages)]
        complaints += [f"{name} was not written" for name, path in made.items() if not path.is_file()]
        if complaints:
            raise ValidationFailedError(
                f"The viewer of {inline} cannot be made: {complaints[0]}",
                remedy="convert without --viewer and see the verdict; if it is valid, report this with the file",
            )
        return {name: path.read_bytes() for name, path in made.items()}


def _complaints(messages: Sequence[LogMessage]) -> list[str]:
    """Give what says that the viewer will not do: the plug-in logs even its own failures as information."""
    failed = [message for message in messages if message.code.startswith("viewer:") and message.code != "viewer:info"]
    grave = [message for message in messages if message.level in ("ERROR", "CRITICAL")]
    return [message.text for message in (*failed, *grave)]
