"""The process that keeps a taxonomy loaded and reads one report after the other with it, where it cannot fork.

Run as ``python -m tagwright.validation.reuse_server`` with one line on standard input::

    {"bases": [ADDRESS, ...], "packages": [PATH, ...], "cache": FOLDER, "like": {a FileRequest}, "memory": BYTES}

One line of JSON on standard output says that the taxonomy is loaded: ``{"problem": null}``, or why it cannot be used.
Each further line, ``{"file": {a FileRequest}, "own": [PATH, ...]}``, is answered by one line (``outcome``), with the
seconds of CPU since the answer before: ``"ended": {"cpu": 0.2}``. What a report leaves in Arelle is then undone
(``snapshot``). One that spends the memory, or has Arelle load a module that it had not loaded before, ends the process.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import Any, TextIO

from tagwright.validation.child import limit_memory, take_standard_output
from tagwright.validation.kept_taxonomy import KeptTaxonomy
from tagwright.validation.outcome import outcome_of
from tagwright.validation.reading import FileRequest
from tagwright.validation.snapshot import Snapshot, modules_below


def main() -> None:
    """Load what is asked for, then answer until standard input ends."""
    channel = take_standard_output()
    said = json.loads(sys.stdin.readline())
    limit_memory(said["memory"])
    taxonomy = KeptTaxonomy(said["bases"], said["packages"], FileRequest(**said["like"]), said["cache"])
    modules = modules_below("arelle")
    state = Snapshot(modules, [taxonomy])
    gc.collect()
    gc.freeze()  # what is kept need not be looked through each time that a report's remains are collected
    _say(channel, {"problem": taxonomy.problem})
    used = time.process_time()
    for line in iter(sys.stdin.readline, ""):
        answer = outcome_of(json.loads(line), taxonomy)
        before, used = used, time.process_time()
        _say(channel, {**answer, "ended": {"cpu": used - before}})
        # what a module keeps that was loaded for a report alone was not noted
        if "failure" in answer or len(modules_below("arelle")) > len(modules):
            return
        state.restore()
        gc.collect()


def _say(channel: TextIO, answer: dict[str, Any]) -> None:
    channel.write(f"{json.dumps(answer)}\n")
    channel.flush()


if __name__ == "__main__":
    main()
