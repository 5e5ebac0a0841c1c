from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mini_report import INLINE, write_taxonomy
from tagwright.errors import ValidationFailedError
from tagwright.validation.process import Limits, read_files
from tagwright.validation.reading import FileRequest

FILE = FileRequest("/nowhere/mini.xhtml")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_child_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    code = "import subprocess, sys; subprocess.run(['sh', '-c', f'sleep 8; touch {sys.argv[1]}'])"
    with pytest.raises(ValidationFailedError, match=r"not finished after 0\.5 seconds and was stopped"):
        read_files([FILE], [], limits=Limits(seconds=0.5), command=[*python(code), str(marker)])
    assert not marker.exists()


def test_a_child_that_crashes_is_an_error_with_its_last_words() -> None:
    with pytest.raises(ValidationFailedError, match=r"exit code 3\): no such library"):
        read_files([FILE], [], command=python("import sys; print('no such library', file=sys.stderr); sys.exit(3)"))


def test_a_child_killed_by_the_system_is_an_error() -> None:
    with pytest.raises(ValidationFailedError, match=r"exit code -9\): it said nothing"):
        read_files([FILE], [], command=python("import os; os.kill(os.getpid(), 9)"))


def test_an_answer_that_is_no_json_is_an_error() -> None:
    with pytest.raises(ValidationFailedError, match="answer cannot be read"):
        read_files([FILE], [], command=python("print('hello')"))


def test_an_answer_for_too_few_files_is_an_error() -> None:
    with pytest.raises(ValidationFailedError, match="answered for 0 of 1 files"):
        read_files([FILE], [], command=python("print('{\"readings\": []}')"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on address space")
def test_the_validator_cannot_take_more_memory_than_it_is_given(tmp_path: Path) -> None:
    write_taxonomy(tmp_path)
    large = INLINE.replace("</body>", "<p>x</p>" * 1_000_000 + "</body>")
    (tmp_path / "mini.xhtml").write_text(large, encoding="utf-8")
    with pytest.raises(ValidationFailedError, match="needed more than its 256 MB of memory"):
        read_files([FileRequest(str(tmp_path / "mini.xhtml"))], [], limits=Limits(memory=256 * 1024**2))


def test_a_library_that_dies_of_memory_is_named_as_such() -> None:
    with pytest.raises(ValidationFailedError, match="of memory"):
        read_files([FILE], [], command=python("import sys; sys.exit('Memory allocation failed')"))


def test_what_the_child_prints_does_not_disturb_its_answer() -> None:
    code = (
        "import os, sys\n"
        "from tagwright.validation.child import take_standard_output\n"
        "channel = take_standard_output()\n"
        "print('loud'); os.write(1, b'louder'); os.system('echo loudest')\n"
        "channel.write('{\"readings\": []}'); channel.close()\n"
    )
    assert read_files([], [], command=python(code)) == ()
