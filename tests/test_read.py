"""Bad input: what a user sees instead of a traceback."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import pytest

from tagwright.document.model import Paragraph, Place
from tagwright.document.read import LARGEST_TEXT, read_document
from tagwright.errors import DocumentError, ExitCode, exit_code_of

EMPTY = "Save it again, or fetch it again."
NO_TEXT = "Name the file that holds the announcement itself, such as a frame's page."
CONVERT = "Convert it to UTF-8 text or Markdown first."


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(DocumentError) as raised:
        read_document(path)
    assert exit_code_of(raised.value) is ExitCode.BAD_DOCUMENT
    assert str(raised.value) == f"{raised.value.problem}\n  remedy: {raised.value.remedy}"
    return raised.value.problem, raised.value.remedy


def written(folder: Path, data: bytes) -> Path:
    path = folder / "announcement.txt"
    path.write_bytes(data)
    return path


def test_a_text_file_becomes_a_document_with_its_name_and_digest(tmp_path: Path) -> None:
    data = "Revenue rose to €5.\n".encode()
    document = read_document(written(tmp_path, data))
    assert (document.name, document.sha256) == ("announcement.txt", hashlib.sha256(data).hexdigest())
    assert document.blocks == (Paragraph("Revenue rose to €5.", Place(1, 1)),)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, b"\xef\xbb\xbfCash is 5.\r\n"))
    assert document.blocks == (Paragraph("Cash is 5.", Place(1, 1)),)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    assert refusal(path) == (f"{path} is empty.", EMPTY)


def test_a_file_of_whitespace_is_refused_as_empty(tmp_path: Path) -> None:
    path = written(tmp_path, b" \t\r\n\n \x0c")
    assert refusal(path) == (f"{path} is empty.", EMPTY)


@pytest.mark.parametrize("text", ["\ufeff", "\u3000\n\u00a0", "\t\t\n\t\n", "|---|---|"])
def test_a_file_without_a_word_or_a_number_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text.encode())
    problem, remedy = refusal(path)
    assert (problem, remedy) in ((f"{path} holds no text.", NO_TEXT), (f"{path} is empty.", EMPTY))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.txt"
    assert refusal(path) == (
        f"{path} cannot be read: No such file or directory.",
        "Check the file's name and its permissions.",
    )


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"x") / "inner.txt"
    assert refusal(path)[0] == f"{path} cannot be read: Not a directory."


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (f"{tmp_path} is a folder.", "Name the announcement's file.")


def test_utf_16_is_refused(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        path = written(tmp_path, "Revenue 4,700".encode(encoding))
        assert refusal(path) == (f"{path} is not in UTF-8 (it looks like UTF-16).", "Save it again as UTF-8.")


def test_gb18030_is_refused_with_the_line_of_the_first_foreign_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "Revenue\n收入\n".encode("gb18030"))
    assert refusal(path) == (
        f"{path} is not in UTF-8: line 2 has the byte 0xca.",
        "Save it again as UTF-8 (for example: iconv -f GB18030 -t UTF-8 FILE).",
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (gzip.compress(b"Revenue 4,700", mtime=0), "a gzip archive"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    path = written(tmp_path, data)
    assert refusal(path) == (f"{path} is {kind}, not text.", CONVERT)


def test_a_nul_byte_at_the_beginning_is_not_taken_for_utf_16(tmp_path: Path) -> None:
    path = written(tmp_path, b"Revenue\0\0 4,700\n")
    assert refusal(path) == (f"{path} is not text: line 1 has a NUL byte.", "Save it again as UTF-8.")


def test_a_nul_byte_far_down_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, b"Revenue 4,700\n" * 1000 + b"\0")
    assert refusal(path) == (f"{path} is not text: line 1001 has a NUL byte.", "Save it again as UTF-8.")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert refusal(path) == (f"{path} is a pipe or a device.", "Save the announcement as a file and name it.")


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"Revenue")
    with path.open("r+b") as file:
        file.truncate(3 * LARGEST_TEXT)
    assert refusal(path) == (f"{path} has 101 MB; at most 34 MB are read.", "Give the announcement alone, as text.")


def test_the_limit_is_the_largest_size_that_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"Revenue")
    with path.open("r+b") as file:
        file.truncate(LARGEST_TEXT)
    assert "it looks like UTF-16" in refusal(path)[0]  # it was read: truncate fills with NUL bytes
    with path.open("r+b") as file:
        file.truncate(LARGEST_TEXT + 1)
    assert "are read" in refusal(path)[0]
