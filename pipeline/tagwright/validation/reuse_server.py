"""The process that keeps a taxonomy loaded and reads one report after the other with it, where it cannot fork.

Run as ``python -m tagwright.validation.reuse_server`` with one line on standard input::

    {"bases": [ADDRESS, ...], "packages": [PATH, ...], "cache": FOLDER, "like": {a FileRequest}, "memory": BYTES}

One line of JSON on standard output says that the taxonomy is loaded: ``{"problem": null}``, or why it cannot be used.
Each further line, ``{"file": {a FileRequest}, "own": [PATH, ...]}``, is answered by one line (``outcome``), with the
seconds of CPU since the answer before: ``"ended": {"cpu": 0.2}``. What a report leaves in Arelle is then undone
(``snapshot``). One that spends the memory ends the process.
"""

from __future__ import annotations

import gc
import json
import sys
import time

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
    state = Snapshot(modules_below("arelle"), [taxonomy])
    gc.collect()
    gc.freeze()  # what is kept need not be looked through each time that a report's remains are collected
    answer: dict[str, object] = {"problem": taxonomy.problem}
    used = time.process_time()
    while True:
        channel.write(f"{json.dumps(answer)}\n")
        channel.flush()
        if "failure" in answer or not (line := sys.stdin.readline()):
            return
        answer = outcome_of(json.loads(line), taxonomy)
        before, used = used, time.process_time()
        answer["ended"] = {"cpu": used - before}
        state.restore()
        gc.collect()


if __name__ == "__main__":
    main()
