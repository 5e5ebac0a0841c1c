"""Facts from decisions: numbers in the places where they are printed, and notes as text blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tagwright.document.model import Block, Document, Heading
from tagwright.figures.model import Duration, Figure, Kind, Measure, UnitOfMeasure
from tagwright.figures.numbers import NumberStyle, parse_digits, print_digits
from tagwright.figures.wording import normalise_heading
from tagwright.mapping.decision import Decision
from tagwright.mapping.model import Note
from tagwright.mapping.schema import FilingMapping
from tagwright.report.model import NumericFact, QName, RestoredPrint, StatedFact, TextBlockFact, Transform, Unit
from tagwright.taxonomy.concepts import ConceptFacts

_NOTE_LEVEL = 2
_PART_LEVELS = (3, 4)
_SHARES_ITEM = "xbrli:sharesItemType"


def numeric_facts(
    decisions: Sequence[Decision],
    figures: Sequence[Figure],
    style: NumberStyle,
    names: Mapping[str, QName],
    book: Mapping[str, ConceptFacts],
) -> Iterator[NumericFact]:
    """Give the facts of all tagged figures, in reading order. ``names`` turns local names into QNames."""
    for decision in decisions:
        figure = figures[decision.figure]
        if not decision.tagged or decision.value is None or decision.period is None:
            continue
        for number, concept in enumerate(decision.concepts):
            yield NumericFact(
                id=fact_id(figure, number),
                concept=names[concept],
                period=decision.period,
                unit=unit_of(figure.unit, book[concept].item_type),
                dimensions=tuple(sorted((names[axis], names[member]) for axis, member in decision.dimensions)),
                value=decision.value,
                decimals=figure.decimals,
                scale=figure.unit.scale if figure.unit else 0,
                transform=Transform.FIXED_ZERO if figure.kind is Kind.NIL else transform_of(style),
                span=figure.digits,
                figure=figure.index,
                place=figure.place,
                restored=restored_print(figure, style),
            )


def restored_print(figure: Figure, style: NumberStyle) -> RestoredPrint | None:
    """Say what to show where a figure's value is not what its print says; None where it is."""
    if not figure.restored or figure.value is None:
        return None
    start = figure.digits.start - figure.span.start
    digits = figure.text[start : start + figure.digits.end - figure.digits.start]
    value, _, _ = parse_digits(digits, style)
    lost_sign = figure.value < 0 and figure.text == digits
    if value == abs(figure.value) and not lost_sign:
        return None
    return RestoredPrint(print_digits(abs(figure.value), style), lost_sign, figure.restored)


def fact_id(figure: Figure, number: int = 0) -> str:
    """Give the id of a figure's fact; where it states several concepts, that of the further ones is numbered."""
    return f"f{figure.index + 1}" + (f"-{number + 1}" if number else "")


def unit_of(unit: UnitOfMeasure | None, item_type: str) -> Unit:
    """Give the XBRL unit; what the taxonomy counts in shares is in shares, else a count is pure (XBRL 2.1, 4.8.2)."""
    if unit is not None and unit.currency:
        money = QName("iso4217", unit.currency)
        shares = (QName("xbrli", "shares"),) if unit.measure is Measure.MONEY_PER_SHARE else ()
        return Unit((money,), shares)
    if item_type == _SHARES_ITEM:
        return Unit((QName("xbrli", "shares"),))
    return Unit((QName("xbrli", "pure"),))


def transform_of(style: NumberStyle) -> Transform:
    """Choose the transformation of the document's separators; it is one for all of its numbers."""
    if style.decimal == ",":
        return Transform.COMMA_DECIMAL
    return Transform.DOT_DECIMAL_APOSTROPHE if style.thousands == "'" else Transform.DOT_DECIMAL


def text_blocks(
    document: Document, notes: Sequence[Note], period: Duration, language: str, names: Mapping[str, QName]
) -> Iterator[TextBlockFact]:
    """Give the notes that the mapping reports whole, each cut at its parts so that it can be continued."""
    concepts = {normalise_heading(title): note.rule.concept for note in reversed(notes) for title in note.rule.titles}
    used: set[str] = set()
    for start, end in _notes(document.blocks):
        heading = document.blocks[start]
        concept = concepts.get(normalise_heading(heading.text)) if isinstance(heading, Heading) else None
        if concept is None or concept in used or start + 1 >= end:
            continue
        used.add(concept)
        yield TextBlockFact(
            id=f"t{len(used)}",
            concept=names[concept],
            period=period,
            dimensions=(),
            language=language,
            parts=_parts(document.blocks, start + 1, end),
            place=heading.place,
        )


def stated_facts(rules: FilingMapping, period: Duration, names: Mapping[str, QName]) -> tuple[StatedFact, ...]:
    """Give what the filing states of the company in words, in its order."""
    return tuple(
        StatedFact(f"s{number}", names[concept], period, (), rules.language, " ".join(text.split()))
        for number, (concept, text) in enumerate(rules.identity.items(), start=1)
    )


def _notes(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Give each note as a range of blocks, its heading first; only what follows the heading of the notes."""
    tops = [(i, b.text) for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level <= _NOTE_LEVEL]
    begin = next((i for i, text in tops if normalise_heading(text).startswith("notes to the")), len(blocks))
    yield from pairwise([*(i for i, _ in tops if i > begin), len(blocks)])


def _parts(blocks: Sequence[Block], start: int, end: int) -> tuple[tuple[int, int], ...]:
    inner = enumerate(blocks[start + 1 : end], start=start + 1)
    cuts = [i for i, block in inner if isinstance(block, Heading) and block.level in _PART_LEVELS]
    bounds = [start, *cuts, end]
    return tuple((a, b) for a, b in pairwise(bounds) if a < b)
