"""The child process in which Arelle's viewer plug-in writes the viewer of one report, beside the report.

Run as ``python -m tagwright.validation.viewer_worker``; request and answer are those of ``worker``, without validation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from tagwright.validation.child import limit_memory, memory_was_spent, take_standard_output
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.readout import reading_of
from tagwright.validation.session import run_options
from tagwright.validation.viewer import SUFFIX


def main() -> None:
    """Answer the request on standard input."""
    channel = take_standard_output()
    request = json.load(sys.stdin)
    limit_memory(request["memory"])
    try:
        answer: dict[str, Any] = {"readings": [asdict(_viewed(request))]}
        if memory_was_spent(answer["readings"]):
            answer = {"failure": "memory"}
    except MemoryError:
        answer = {"failure": "memory"}
    json.dump(answer, channel)
    channel.close()


def _viewed(request: Mapping[str, Any]) -> Reading:
    from arelle.api.Session import Session

    file = FileRequest(**request["files"][0])
    options = run_options(file, request["packages"], request["cache"], plugins=("ixbrl-viewer",), validate=False)
    own = {
        "saveViewerDest": file.path.rpartition(".")[0] + SUFFIX,
        "viewer_feature_highlight_facts_on_startup": True,
    }
    with Session() as session:
        session.run(replace(options, pluginOptions=own))
        return reading_of(file.path, request["packages"], session.get_log_messages(), session.get_models())


if __name__ == "__main__":
    main()
