"""The command as a person runs it: in this process, so that it is quick, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tagwright.cli import main

TAGWRIGHT = Path(sys.executable).with_name("tagwright")


@dataclass(frozen=True)
class Answer:
    """The exit code, and what stands on the terminal."""

    code: int
    out: str
    err: str


def tagwright(*arguments: str | Path) -> Answer:
    """Run the command in this process. What is no error of the user's comes out as the exception that it is."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        mock.patch.object(sys, "argv", ["tagwright", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Answer(code, out.getvalue(), err.getvalue())


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own."""
    return subprocess.run(
        [str(TAGWRIGHT), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
