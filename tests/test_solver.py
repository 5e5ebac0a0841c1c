"""The solver's own prints stay out of the answer that a program reads."""

from __future__ import annotations

import os

import pytest

from tagwright.proof.solver import _silent_output


def test_what_the_solver_prints_past_python_stays_out_of_the_output(capfd: pytest.CaptureFixture[str]) -> None:
    with _silent_output():
        os.write(1, b"a line of debugging\n")
    os.write(1, b"the answer\n")
    assert capfd.readouterr().out == "the answer\n"
