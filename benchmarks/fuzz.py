"""Give the readers damaged files, and see that each ends in a document or in an error that names a remedy.

    .venv/bin/python benchmarks/fuzz.py html --seconds 600 --seeds a.html b.html --keep found

Files are statements of our own (tests/statements.py) and those of ``--seeds``, damaged by a generator with a seed: bits
flipped, stretches cut, doubled or put elsewhere, words of the format strewn in; inside of zip files their members. What
is read goes on to figures. A finding is any other exception, or a file that takes longer than ``--limit`` seconds.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from pdfs import pdf_of
from statements import as_csv, as_excel, as_html, as_markdown, as_text, as_word, statement
from tagwright.document.read import read_document
from tagwright.errors import TagwrightError
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
OWN = {
    "html": as_html,
    "word": as_word,
    "excel": as_excel,
    "markdown": as_markdown,
    "csv": as_csv,
    "text": as_text,
    "pdf": lambda made: pdf_of([(72, 760 - 14 * n, "  ".join(row)) for n, row in enumerate(made.pages[0])]),
}
SUFFIXES = {"word": "docx", "excel": "xlsx", "markdown": "md", "text": "txt"}
WORDS = {
    "html": [b"<table>", b"</table>", b"<td colspan=9999>", b'<td rowspan="-1">', b"</div>", b"<!--", b"]]>", b"&#0;"],
    "word": [b"<w:tbl>", b"</w:p>", b"<w:tc/>", b'w:val="-9"', b"<w:gridSpan/>", b"<!DOCTYPE a>", b"&a;"],
    "excel": [b"<row/>", b'<c t="s"><v>99999</v></c>', b'r="ZZZ9999999"', b"<mergeCell ref='A1:B'/>", b"<v>1e999</v>"],
    "markdown": [b"|", b"|---|", b"```", b"# ", b"\t", b"<td>", b"\\|"],
    "csv": [b'"', b",,,,", b";", b"\t", b"\r", b'""'],
    "text": [b"\t", b"\f", b"(", b"\xe2\x80\x93", b"2021", b"RMB'000", b"%"],
    "pdf": [b"obj", b"endstream", b"/Kids [1 0 R]", b"/Count -1", b"Tj", b"xref", b"/Encrypt 1 0 R", b"0 0 0 0 0 0 cm"],
}


class SlowError(Exception):
    """Reading took longer than it may."""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise SlowError


def damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    """Damage the bytes of a file, or those of one member where it is a zip file (most of the time)."""
    if data[:2] == b"PK" and chance.random() < 0.85:
        source = zipfile.ZipFile(io.BytesIO(data))
        members = {name: source.read(name) for name in source.namelist()}
        victim = chance.choice(sorted(members))
        members[victim] = _bytes_damaged(members[victim], reader, chance)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in members.items():
                packed.writestr(name, content)
        return out.getvalue()
    return _bytes_damaged(data, reader, chance)


def _bytes_damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 3, 20, 400)))
        match chance.randrange(6):
            case 0:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:at] + data[at:end] * chance.choice((2, 3, 50)) + data[end:]
            case 3:
                to = chance.randrange(len(data) + 1)
                data = data[:to] + data[at:end] + data[to:]
            case 4:
                data = data[:at] + chance.choice(WORDS[reader]) * chance.choice((1, 1, 5, 200)) + data[at:]
            case _:
                data = data[:at]
        if not data:
            return b"\n"
    return data


def files(reader: str, seeds: list[Path]) -> Iterator[bytes]:
    """Give whole files without end: statements of our own, and now and then one of the seeds."""
    number = 0
    while True:
        if seeds and number % 4 == 3:
            yield seeds[number // 4 % len(seeds)].read_bytes()
        else:
            yield OWN[reader](statement(number % 500))
        number += 1


def main() -> int:
    """Fuzz one reader for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=OWN)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--limit", type=int, default=30, help="seconds that one file may take")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seeds", type=Path, nargs="*", default=[])
    parser.add_argument("--keep", type=Path, default=Path("found"), help="folder for the files that were too much")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - the same damage every time
    signal.signal(signal.SIGALRM, _too_slow)
    options.keep.mkdir(parents=True, exist_ok=True)
    path = options.keep / f"case.{SUFFIXES.get(options.reader, options.reader)}"
    read = refused = found = 0
    end = time.monotonic() + options.seconds
    for data in files(options.reader, options.seeds):
        if time.monotonic() > end:
            break
        path.write_bytes(damaged(data, options.reader, chance))
        signal.alarm(options.limit)
        try:
            extract(read_document(path), Vocabulary.of(()), YEAR, "CNY")
            read += 1
        except TagwrightError:
            refused += 1
        except Exception:  # whatever it is, it is a finding
            found += 1
            kept = path.with_name(f"{options.reader}-{options.seed}-{read + refused + found}{path.suffix}")
            kept.write_bytes(path.read_bytes())
            print(kept, traceback.format_exc(limit=-3), sep="\n", flush=True)
        finally:
            signal.alarm(0)
    print(f"{options.reader}: {read} read, {refused} refused with a remedy, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
