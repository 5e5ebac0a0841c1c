"""Facts from decisions: numbers in the places where they are printed; and what a filing states of the company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tagwright.figures.model import Duration, Figure, Kind, Measure, UnitOfMeasure
from tagwright.figures.numbers import NumberStyle, parse_digits, print_digits
from tagwright.mapping.decision import Decision
from tagwright.mapping.schema import FilingMapping
from tagwright.report.model import NumericFact, QName, RestoredPrint, StatedFact, Transform, Unit
from tagwright.taxonomy.concepts import ConceptFacts

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


def stated_facts(rules: FilingMapping, period: Duration, names: Mapping[str, QName]) -> tuple[StatedFact, ...]:
    """Give what the filing states of the company in words, in its order."""
    return tuple(
        StatedFact(f"s{number}", names[concept], period, (), rules.language, " ".join(text.split()))
        for number, (concept, text) in enumerate(rules.identity.items(), start=1)
    )
