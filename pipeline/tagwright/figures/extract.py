"""The steps of the extraction, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tagwright.document.model import Block, Document, Table
from tagwright.figures.captions import states_general_scale
from tagwright.figures.carried_on import NOTHING_CARRIED, carried_on
from tagwright.figures.columns import Column
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure
from tagwright.figures.numbers import choose_style
from tagwright.figures.outline import Surroundings, outline
from tagwright.figures.repairs import Repairs
from tagwright.figures.sentences import read_sentences
from tagwright.figures.tables import ReadingRules, TableReading, read_table


@dataclass(frozen=True, slots=True)
class Extraction:
    """All figures of a document in reading order, where each block stands, and what was read of each table."""

    figures: tuple[Figure, ...]
    surroundings: tuple[Surroundings, ...]
    tables: dict[int, TableReading]
    rules: ReadingRules


def extract(document: Document, vocabulary: Vocabulary, fiscal: Duration, currency: str) -> Extraction:
    """Find every number of a document.

    ``fiscal`` is the reporting period, which completes headers that print a year alone; ``currency`` the
    reporting currency (ISO 4217), for a bare dollar sign.
    """
    rules, around = _rules(document, vocabulary, fiscal, currency), outline(document.blocks)
    return _extracted(document, rules, around, {})


def extract_changed(document: Document, before: Document, extraction: Extraction) -> Extraction:
    """Find every number of a document that was made of another one, some of whose blocks are changed or gone.

    ``extraction`` is what was read of the document before; tables that stand as they stood are not read again.
    """
    old = extraction.rules
    rules, around = _rules(document, old.vocabulary, old.fiscal, old.currency), outline(document.blocks)
    places = {id(block): index for index, block in enumerate(before.blocks)} if rules == old else {}
    known: dict[int, TableReading] = {}
    for index, block in enumerate(document.blocks):
        was = places.get(id(block))
        if was is not None and isinstance(block, Table) and not extraction.tables[was].sibling:
            here, there = around[index], extraction.surroundings[was]
            if here == replace(there, continues=here.continues):
                known[index] = _moved(extraction.tables[was], index)
    return _extracted(document, rules, around, known)


def _rules(document: Document, vocabulary: Vocabulary, fiscal: Duration, currency: str) -> ReadingRules:
    running = (block.text for block in document.blocks if not isinstance(block, Table))
    general = states_general_scale(running, _texts(block for block in document.blocks if isinstance(block, Table)))
    return ReadingRules(choose_style(_texts(document.blocks)), vocabulary, fiscal, currency, general)


def _extracted(
    document: Document, rules: ReadingRules, around: Sequence[Surroundings], known: Mapping[int, TableReading]
) -> Extraction:
    tables = _read_tables(document.blocks, around, rules, known)
    return Extraction(_in_order(document.blocks, around, rules, tables), tuple(around), tables, rules)


def _moved(reading: TableReading, block: int) -> TableReading:
    """Give what was read of a table that is another block of its document now."""
    figures = (
        replace(figure, span=replace(figure.span, block=block), digits=replace(figure.digits, block=block))
        for figure in reading.figures
    )
    return replace(reading, figures=tuple(figures))


def read_again(document: Document, extraction: Extraction, repairs: Repairs) -> Extraction:
    """Read again the tables that repairs speak of, with these repairs; all else stays as it was read.

    Each printed number is a figure with or without repairs, so all figures keep their indexes.
    """
    tables, figures = dict(extraction.tables), list(extraction.figures)
    for block in sorted(repairs.blocks):
        table, before = document.blocks[block], tables[block]
        assert isinstance(table, Table)  # noqa: S101 - repairs speak of tables
        around = extraction.surroundings[block]
        tables[block] = read_table(table, block, around, extraction.rules, before.sibling, repairs, before.carried)
        first = bisect_left(figures, block, key=_block)
        figures[first : first + len(before.figures)] = _renumbered(tables[block].figures, first)
    return replace(extraction, figures=tuple(figures), tables=tables)


def _block(figure: Figure) -> int:
    return figure.span.block


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text


def _read_tables(
    blocks: Sequence[Block], around: Sequence[Surroundings], rules: ReadingRules, known: Mapping[int, TableReading]
) -> dict[int, TableReading]:
    """Read all tables that are not known; again those whose header lost a year that the other part of the table has."""
    first: dict[int, TableReading] = {}
    captions: dict[int, tuple[str, ...]] = {}
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        carried, before = NOTHING_CARRIED, around[index].continues
        if before is not None:
            other = blocks[before]
            assert isinstance(other, Table)  # noqa: S101 - a key of ``first``
            carried = carried_on(other, captions[before], first[before].columns, block, rules.style)
        captions[index] = block.captions or carried.captions
        keeps = index in known and known[index].carried == carried
        first[index] = known[index] if keeps else read_table(block, index, around[index], rules, carried=carried)
    read = dict(first)
    for index, block in enumerate(blocks):
        before = around[index].continues
        if not isinstance(block, Table) or before is None:
            continue
        for part, other_part in ((index, before), (before, index)):
            if _lost_a_year(first[part].columns):
                table = blocks[part]
                assert isinstance(table, Table)  # noqa: S101 - a key of ``first``
                sibling = first[other_part].columns
                read[part] = read_table(table, part, around[part], rules, sibling, carried=first[part].carried)
    return read


def _lost_a_year(columns: Sequence[Column]) -> bool:
    dated = [column for column in columns if column.year or column.day]
    return bool(dated) and len(dated) < sum(1 for column in columns if column.unit is not None)


def _in_order(
    blocks: Sequence[Block], around: Sequence[Surroundings], rules: ReadingRules, tables: dict[int, TableReading]
) -> tuple[Figure, ...]:
    """Bring the figures of all blocks into reading order, numbered through, sums pointing at the new numbers."""
    numbered: list[Figure] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            numbered += _renumbered(tables[index].figures, len(numbered))
        else:
            found = read_sentences(block, index, around[index].headings, rules.style, rules.fiscal, rules.currency)
            numbered += [replace(figure, index=len(numbered) + n) for n, figure in enumerate(found)]
    return tuple(numbered)


def _renumbered(figures: Sequence[Figure], offset: int) -> list[Figure]:
    order = sorted(range(len(figures)), key=lambda position: figures[position].span)
    new = {position: offset + rank for rank, position in enumerate(order)}
    return [
        replace(figures[position], index=new[position], total_of=tuple(new[p] for p in figures[position].total_of))
        for position in order
    ]
