"""The child process that runs Arelle for a few files and ends: nothing is kept from one call to the next.

Run as ``python -m tagwright.validation.worker`` with a request on standard input::

    {"packages": [PATH, ...], "strict": false, "cache": FOLDER, "memory": BYTES,
     "files": [{"path": PATH, "document_set": false, "rules": null, "formulas": true}, ...]}

The answer is one JSON object on standard output: ``{"readings": [...]}`` as ``reading`` defines them, or
``{"failure": "memory"}``. Whatever Arelle prints goes to standard error, so that it cannot disturb the answer.
Each file has a Session of its own, one after another: Arelle's package and plug-in managers are global.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from tagwright.validation.child import limit_memory, memory_was_spent, take_standard_output
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.session import read_cold


def main() -> None:
    """Answer the request on standard input."""
    channel = take_standard_output()
    request = json.load(sys.stdin)
    limit_memory(request["memory"])
    try:
        answer: dict[str, Any] = {"readings": [asdict(reading) for reading in _readings(request)]}
        if memory_was_spent(answer["readings"]):
            answer = {"failure": "memory"}
    except MemoryError:
        answer = {"failure": "memory"}
    json.dump(answer, channel)
    channel.close()


def _readings(request: Mapping[str, Any]) -> Iterator[Reading]:
    for file in request["files"]:
        yield read_cold(FileRequest(**file), request["packages"], strict=request["strict"], cache=request["cache"])


if __name__ == "__main__":
    main()
