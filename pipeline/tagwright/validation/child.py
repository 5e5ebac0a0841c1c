"""What a process of ours does before it works, or before Arelle runs in it, and how it knows its memory was spent."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

# Where the memory limit is met inside Arelle, it logs an error of the report in these words and goes on.
# "unknown error" is what lxml says when libxml2 had no memory left to say more.
_MEMORY_SPENT = ("MemoryError", "Memory allocation failed", "out of memory", "unknown error")


def take_standard_output() -> TextIO:
    """Keep standard output for the answer and send all prints, of Python and of C code, to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), encoding="utf-8", write_through=True)
    return channel


def collect_rarely() -> None:
    """Let Python look for garbage in cycles less often than it does by default, in a process of our own.

    A conversion makes some hundred thousand small values, nearly all without cycles: looking through them again and
    again takes an eighth of its time.
    """
    gc.set_threshold(50_000, 20, 50)


def limit_memory(size: int) -> None:
    """Limit this process to ``size`` bytes of address space."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds there
        return
    with contextlib.suppress(ValueError, OSError):  # macOS refuses; elsewhere a lower limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def peak_memory() -> int:
    """Give the most memory that this process has held so far, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def memory_was_spent(readings: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a message of readings (as JSON) tells that the memory limit was met."""
    said = [f"{message['code']} {message['text']}" for reading in readings for message in reading["messages"]]
    return any(words in line for line in said for words in _MEMORY_SPENT)
