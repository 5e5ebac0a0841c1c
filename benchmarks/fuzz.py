"""Give the readers damaged files, and see that each ends in a document or in an error that names a remedy.

    .venv/bin/python benchmarks/fuzz.py html --seconds 600 --seeds a.html b.html --keep found

Files are statements of our own (tests/statements.py) and those of ``--seeds``, damaged by a generator with a seed: bits
flipped, stretches cut, doubled or put elsewhere, words of the format strewn in; values put in the place of numbers,
words and attributes that are hard to read; elements of XML cut, doubled, moved and renamed. What is compressed (the
members of zip files, the streams of a PDF) is damaged as it is inside. What is read goes on to figures. A finding is
any other exception, a file that takes longer than ``--limit`` seconds, or one that needs more than two gigabytes. All
seconds are of the processor, so that what else runs on the machine changes neither the findings nor the work done.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
import zlib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from types import FrameType

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from office_files import as_excel, as_word
from pdfs import pdf_of
from statements import statement
from tagwright.document.read import read_document
from tagwright.errors import TagwrightError
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration
from writers import as_csv, as_html, as_markdown, as_text

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


_HARD = """0 -1 -0 1e400 NaN inf 99999999999999999999 65536 2147483648 0.0000000001 １２３ ٣٤٥ ½ ² 五 ( ((1)) (1
1,23,4.5.6 1.234 1'234 12,34,567 -- % ‰ △5 \u200b \ufffd \U0001d7d9 2021-13-45 0000-00-00 令和99年 RMB'000
General;[Red]( " ../../x #REF! =1/0 true rId99999 ZZZ1048577:A0"""
HARD = (*_HARD.split(), "", "\u202e1", "31 February 2021", "1" * 5000, "A" * 3000)
"""Values that stand where a number, a word or an attribute is waited for."""
_VALUE = re.compile(rb"(?<![\w.])[+-]?\d[\d,.']*|\"[^\"<>]{0,60}\"|(?<=>)[^<>]{1,60}(?=<)|[A-Za-z]{3,}")
_STREAM = re.compile(rb"/Length\s+\d+(?P<between>[^>]*>>\s*stream\r?\n)(?P<data>.*?)(?P<end>\r?\nendstream)", re.DOTALL)
_MEMORY = 2 << 30
"""Bytes of memory that reading may need, with all libraries loaded."""


class SlowError(Exception):
    """Reading took longer than it may."""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise SlowError


def damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    """Damage a file: most of the time what is inside of its zip archive or its compressed streams."""
    inside = chance.random() < 0.85
    if data[:2] == b"PK" and inside:
        return _member_damaged(data, reader, chance)
    if reader == "pdf" and inside:
        return _stream_damaged(data, reader, chance)
    return _content_damaged(data, reader, chance)


def _member_damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(data))
    members = {name: source.read(name) for name in source.namelist()}
    for victim in chance.choices(sorted(members), k=chance.choice((1, 1, 2))):
        members[victim] = _content_damaged(members[victim], reader, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def _stream_damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams:
        return _content_damaged(data, reader, chance)
    stream = chance.choice(streams)
    content = stream["data"]
    try:
        content = zlib.compress(_content_damaged(zlib.decompress(content), reader, chance))
    except zlib.error:
        content = _content_damaged(content, reader, chance)
    now = b"/Length %d%s%s%s" % (len(content), stream["between"], content, stream["end"])
    return data[: stream.start()] + now + data[stream.end() :]


def _content_damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    kind = chance.random()
    if kind < 0.4 and reader in ("word", "excel", "html"):
        return _elements_damaged(data, reader, chance) or b"\n"
    return _values_damaged(data, chance) if kind < 0.7 else _bytes_damaged(data, reader, chance)


def _elements_damaged(data: bytes, reader: str, chance: random.Random) -> bytes:
    """Cut, double, move, rename or fill elements, so that what comes out is still well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _bytes_damaged(data, reader, chance)
    for _ in range(chance.choice((1, 2, 5, 20))):
        elements = [element for element in root.iterdescendants() if isinstance(element.tag, str)]
        if len(elements) < 2:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        match chance.randrange(6):
            case 0:
                parent.remove(one)
            case 1:
                for _copy in range(chance.choice((1, 2, 40))):
                    parent.insert(parent.index(one), deepcopy(one))
            case 2:
                if one not in other.iterancestors() and one is not other:
                    other.append(one)
            case 3:
                one.tag = other.tag
            case 4:
                one.text = chance.choice([word for word in HARD if word.isprintable()])
            case _:
                names = [*one.attrib, *other.attrib]
                if names:
                    one.set(chance.choice(names), chance.choice([word for word in HARD if word.isprintable()]))
    return etree.tostring(root)


def _values_damaged(data: bytes, chance: random.Random) -> bytes:
    """Put hard values in the place of some."""
    values = list(_VALUE.finditer(data))
    for value in sorted(
        chance.sample(values, min(len(values), chance.choice((1, 2, 5, 30)))), key=lambda v: -v.start()
    ):
        hard = chance.choice(HARD).encode()
        hard = b'"%s"' % hard.replace(b'"', b"") if value.group()[:1] == b'"' else hard
        data = data[: value.start()] + hard + data[value.end() :]
    return data or b"\n"


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
    parser.add_argument("--seconds", type=float, default=60, help="seconds of the processor to go on for")
    parser.add_argument("--limit", type=int, default=30, help="seconds of the processor that one file may take")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seeds", type=Path, nargs="*", default=[])
    parser.add_argument("--keep", type=Path, default=Path("found"), help="folder for the files that were too much")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - the same damage every time
    signal.signal(signal.SIGPROF, _too_slow)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    options.keep.mkdir(parents=True, exist_ok=True)
    path = options.keep / f"case.{SUFFIXES.get(options.reader, options.reader)}"
    read = refused = found = 0
    end = time.process_time() + options.seconds
    for data in files(options.reader, options.seeds):
        if time.process_time() > end:
            break
        path.write_bytes(damaged(data, options.reader, chance))
        signal.setitimer(signal.ITIMER_PROF, options.limit)
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
            signal.setitimer(signal.ITIMER_PROF, 0)
    print(f"{options.reader}: {read} read, {refused} refused with a remedy, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
