"""The process that keeps a taxonomy loaded and forks for each report; POSIX only.

Run as ``python -m tagwright.validation.warm_server`` with one line on standard input::

    {"socket": PATH, "bases": [ADDRESS, ...], "packages": [PATH, ...], "cache": FOLDER, "like": {a FileRequest}}

One line of JSON on standard output says that the taxonomy is loaded: ``{"problem": null}``, or why it cannot be used.
Each connection to the socket then brings one line, ``{"file": {a FileRequest}, "own": [PATH, ...], "seconds": 600,
"memory": BYTES}``, and gets up to two: ``{"reading": ...}``, ``{"cold": true}`` or ``{"failure": "memory"}`` from the
fork, and ``{"ended": {"signal": 0, "code": 0, "late": false, "cpu": 1.2}}`` when it is gone. The end of standard
input ends the process and its forks.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any

from tagwright.validation.child import limit_memory, take_standard_output
from tagwright.validation.kept_taxonomy import KeptTaxonomy
from tagwright.validation.outcome import outcome_of
from tagwright.validation.reading import FileRequest


@dataclass
class _Fork:
    connection: socket.socket
    overdue: float
    late: bool = False


def main() -> None:
    """Load what is asked for, then serve until standard input ends."""
    channel = take_standard_output()
    request = json.loads(sys.stdin.readline())
    taxonomy = KeptTaxonomy(request["bases"], request["packages"], FileRequest(**request["like"]), request["cache"])
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(request["socket"])
        listener.listen(64)
        json.dump({"problem": taxonomy.problem}, channel)
        channel.write("\n")
        channel.close()
        if taxonomy.problem is None:
            _serve(listener, taxonomy)


def _serve(listener: socket.socket, taxonomy: KeptTaxonomy) -> None:
    # the end of a fork writes into this pipe and so wakes the loop
    awake, wake = os.pipe()
    os.set_blocking(awake, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    forks: dict[int, _Fork] = {}
    with selectors.DefaultSelector() as selector:
        for source in (listener, sys.stdin, awake):
            selector.register(source, selectors.EVENT_READ)
        while True:
            next_due = min((fork.overdue for fork in forks.values() if not fork.late), default=None)
            events = selector.select(None if next_due is None else max(0.0, next_due - time.monotonic()))
            ready = {key.fileobj for key, _ in events}
            if sys.stdin in ready:
                break
            if awake in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(awake, 4096)
            if listener in ready:
                forks |= _start(listener, taxonomy)
            _end_overdue(forks)
            _collect(forks)
    for pid in forks:
        os.kill(pid, signal.SIGKILL)


def _start(listener: socket.socket, taxonomy: KeptTaxonomy) -> dict[int, _Fork]:
    connection, _ = listener.accept()
    with connection.makefile(encoding="utf-8") as lines:
        line = lines.readline()
    if not line:  # somebody only wanted to know whether we listen
        connection.close()
        return {}
    request = json.loads(line)
    pid = os.fork()
    if pid == 0:
        listener.close()
        _answer(connection, request, taxonomy)
    return {pid: _Fork(connection, time.monotonic() + request["seconds"])}


def _answer(connection: socket.socket, request: dict[str, Any], taxonomy: KeptTaxonomy) -> None:
    """Read the report, write the answer and end the fork; nothing of the parent's is cleaned up in it."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        seconds = int(request["seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        limit_memory(request["memory"])
        connection.sendall(f"{json.dumps(outcome_of(request, taxonomy))}\n".encode())
        code = 0
    finally:
        os._exit(code)


def _end_overdue(forks: dict[int, _Fork]) -> None:
    now = time.monotonic()
    for pid, fork in forks.items():
        if now >= fork.overdue and not fork.late:
            fork.late = True
            os.kill(pid, signal.SIGKILL)


def _collect(forks: dict[int, _Fork]) -> None:
    """Tell the other side of each fork that ended how it ended."""
    while forks:
        pid, status, used = os.wait4(-1, os.WNOHANG)
        if pid == 0:
            return
        fork = forks.pop(pid)
        ended = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0,
            "late": fork.late,
            "cpu": used.ru_utime + used.ru_stime,
        }
        with contextlib.suppress(OSError):  # the other side is gone
            fork.connection.sendall(f"{json.dumps({'ended': ended})}\n".encode())
        fork.connection.close()


if __name__ == "__main__":
    main()
