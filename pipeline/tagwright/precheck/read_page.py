"""Reads an Inline document: its contexts, units and facts, and where in the tables of the page the facts stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from tagwright.emit.namespaces import XBRLI, XHTML, XML
from tagwright.precheck.model import Context, Fact, Page, Spot, Unit
from tagwright.precheck.numbers import transformed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INLINE = ("http://www.xbrl.org/2013/inlineXBRL", "http://www.xbrl.org/2008/inlineXBRL")
XBRLDI = "http://xbrl.org/2006/xbrldi"
_FACTS = ("nonFraction", "nonNumeric", "fraction", "tuple")
_XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_LANG = f"{{{XML}}}lang"
_ENDS = frozenset(f"{{{XHTML}}}{name}" for name in ("td", "th", "p", "div", "li", "body", "tr"))
_CURRENCIES = "http://www.xbrl.org/2003/iso4217"

_MOST_COLUMNS = 1000

ConceptOf = Callable[[Mapping[str | None, str], str], str]
"""Gives the name of a concept, prefix_Name, for a QName as written and the prefixes that hold there."""


@dataclass(frozen=True, slots=True)
class PageContents:
    """What one Inline document says."""

    contexts: tuple[Context, ...]
    units: tuple[Unit, ...]
    facts: tuple[Fact, ...]


def line_of(element: Element) -> int | None:
    """Give the line of an element in its file."""
    return cast("int | None", element.sourceline)


def spot_of(element: Element, file: str) -> Spot:
    """Give the place of an element."""
    return Spot(file, line_of(element), element.get("id"))


def read_contexts(root: Element, file: str, concept_of: ConceptOf) -> Iterator[Context]:
    """Read the contexts below an element (XBRL 2.1, 4.7)."""
    for element in root.iter(f"{{{XBRLI}}}context"):
        identifier = next(element.iter(f"{{{XBRLI}}}identifier"), None)
        period = next(element.iter(f"{{{XBRLI}}}period"), None)
        dates = {
            str(part.tag).rpartition("}")[2]: (part.text or "").strip()
            for part in (period if period is not None else ())
            if isinstance(part.tag, str)
        }
        holders = [
            part for name in ("segment", "scenario") for part in element.iter(f"{{{XBRLI}}}{name}") if part is not None
        ]
        content = [part for holder in holders for part in holder if isinstance(part.tag, str)]
        explicit = [part for part in content if part.tag == f"{{{XBRLDI}}}explicitMember"]
        typed = [part for part in content if part.tag == f"{{{XBRLDI}}}typedMember"]
        yield Context(
            id=element.get("id", ""),
            entity=(
                (identifier.get("scheme", ""), (identifier.text or "").strip()) if identifier is not None else ("", "")
            ),
            dates=dates,
            containers=tuple(str(holder.tag).rpartition("}")[2] for holder in holders),
            explicit=tuple(
                (concept_of(part.nsmap, part.get("dimension", "")), concept_of(part.nsmap, (part.text or "").strip()))
                for part in explicit
            ),
            typed=tuple(concept_of(part.nsmap, part.get("dimension", "")) + text_of(part) for part in typed),
            foreign=len(explicit) + len(typed) < len(content),
            spot=spot_of(element, file),
        )


def read_units(root: Element, file: str) -> Iterator[Unit]:
    """Read the units below an element (XBRL 2.1, 4.8)."""
    for element in root.iter(f"{{{XBRLI}}}unit"):
        below = {
            measure
            for part in element.iter(f"{{{XBRLI}}}unitDenominator")
            for measure in part.iter(f"{{{XBRLI}}}measure")
        }
        measures = list(element.iter(f"{{{XBRLI}}}measure"))
        yield Unit(
            element.get("id", ""),
            tuple(_measure(measure) for measure in measures if measure not in below),
            tuple(_measure(measure) for measure in measures if measure in below),
            next(element.iter(f"{{{XBRLI}}}divide"), None) is not None,
            spot_of(element, file),
        )


def _measure(element: Element) -> str:
    prefix, _, local = (element.text or "").strip().rpartition(":")
    namespace = element.nsmap.get(prefix or None, "")
    canonical = {_CURRENCIES: "iso4217", XBRLI: "xbrli"}.get(namespace, prefix)
    return f"{canonical}:{local}"


def read_page(page: Page, concept_of: ConceptOf) -> PageContents:
    """Read what an Inline document states."""
    root = page.root
    cells = _cells(root)
    references = {part.get(_LANG) for namespace in INLINE for part in root.iter(f"{{{namespace}}}references")}
    language = next((name for name in references if name), None)
    unseen = {
        part for part in root.iter(f"{{{XHTML}}}*") if "display:none" in part.get("style", "").replace(" ", "").lower()
    }
    facts = [
        _fact(element, page, concept_of, cells, unseen, language)
        for element in root.iter(*(f"{{{namespace}}}{name}" for namespace in INLINE for name in _FACTS))
    ]
    return PageContents(
        tuple(read_contexts(root, page.name, concept_of)), tuple(read_units(root, page.name)), tuple(facts)
    )


def _cells(root: Element) -> dict[Element, tuple[int, int, int]]:
    """Number the cells of all tables: table, row, and the first column that a cell covers."""
    places: dict[Element, tuple[int, int, int]] = {}
    tables: dict[Element, tuple[int, int]] = {}
    for row in root.iter(f"{{{XHTML}}}tr"):
        table = next(row.iterancestors(f"{{{XHTML}}}table"), None)
        if table is None:
            continue
        number, length = tables.get(table, (len(tables), 0))
        tables[table] = (number, length + 1)
        column = 0
        for cell in row:
            if cell.tag in (f"{{{XHTML}}}td", f"{{{XHTML}}}th"):
                places[cell] = (number, length, column)
                column += _columns(cell)
    return places


def table_cells(page: Page) -> Iterator[tuple[tuple[int, int, int], int, Element]]:
    """Give each cell of the page's tables: its place, the columns that it covers, its element."""
    for cell, place in _cells(page.root).items():
        yield place, _columns(cell), cell


def text_of(element: Element) -> str:
    """Give the text of an element and of all that stands in it."""
    return "".join(cast("Iterator[str]", element.itertext()))


def _columns(cell: Element) -> int:
    span = cell.get("colspan", "1")
    return min(int(span), _MOST_COLUMNS) if span.isdecimal() else 1


def _fact(
    element: Element,
    page: Page,
    concept_of: ConceptOf,
    cells: Mapping[Element, tuple[int, int, int]],
    unseen: set[Element],
    language: str | None,
) -> Fact:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if _XSI_NIL in attributes:
        attributes["nil"] = attributes[_XSI_NIL]
    text = text_of(element)
    ancestors = list(element.iterancestors())
    prefixes = element.nsmap
    prefix, _, local = attributes.get("format", "").rpartition(":")
    form = (prefixes.get(prefix or None, ""), local) if local else None
    namespace = str(element.tag).partition("}")[0][1:]
    hidden = any(parent.tag == f"{{{namespace}}}hidden" for parent in ancestors)
    kind = str(element.tag).rpartition("}")[2]
    before, after = _beside(element) if kind == "nonFraction" else ("", "")
    return Fact(
        kind=kind,
        name=attributes.get("name", ""),
        concept=concept_of(prefixes, attributes.get("name", "")),
        attributes=attributes,
        format=form,
        text=text,
        value=_value(attributes, form, text) if kind == "nonFraction" else None,
        language=attributes.get(_LANG) or language,
        hidden=hidden,
        displayed=hidden or not any(parent in unseen for parent in ancestors),
        markup=any(str(part.tag).startswith(f"{{{XHTML}}}") for part in element.iterdescendants()),
        before=before,
        after=after,
        cell=next((cells[parent] for parent in ancestors if parent in cells), None),
        spot=spot_of(element, page.name),
    )


def _value(attributes: Mapping[str, str], form: tuple[str, str] | None, text: str) -> Decimal | None:
    number = transformed(form[1] if form else None, text)
    scale = attributes.get("scale", "0")
    if number is None or not scale.lstrip("+-").isdecimal() or abs(int(scale)) > 100:
        return None
    return (-number if attributes.get("sign") == "-" else number).scaleb(int(scale))


def _beside(element: Element) -> tuple[str, str]:
    """Give the last character before a fact and the first one after it, within its cell or paragraph."""
    return _last_before(element), (element.tail or "").strip()[:1] or _first_after_parent(element)


def _last_before(element: Element) -> str:
    current = element
    while True:
        previous, parent = current.getprevious(), current.getparent()
        text = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
        if text.strip():
            last, apart = text.strip()[-1], text != text.rstrip()
            # a dash apart from the number, after other text, is another number, which is nil
            return "" if apart and last != "(" and (previous is not None or text.strip() != last) else last
        if previous is not None:
            return ""
        if parent is None or current.tag in _ENDS or parent.tag in _ENDS:
            return ""
        current = parent


def _first_after_parent(element: Element) -> str:
    parent = element.getparent()
    if parent is None or parent.tag in _ENDS or element.getnext() is not None:
        return ""
    return (parent.tail or "").strip()[:1]
