"""Extended link roles: one a statement or table of a note, in the order of the document.

Concepts stand in the order and under the headings in which the page prints them. A table
with dimensions has a closed hypercube of its axes; the members are those that its facts use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tagwright.figures.model import Balance, Figure
from tagwright.figures.wording import normalise_heading
from tagwright.mapping.decision import Decision
from tagwright.mapping.model import TableMapping
from tagwright.mapping.profiles import PLAIN, Profile
from tagwright.mapping.schema import ExtensionDeclaration
from tagwright.report.model import (
    AxisMembers,
    CalculationArc,
    Hypercube,
    LabelRole,
    Network,
    PresentationNode,
    QName,
    StatedFact,
    TextBlockFact,
)
from tagwright.report.sections import Abstracts, Section, document_order, section_of, section_tree, settled_sections
from tagwright.taxonomy.concepts import ConceptFacts

_Line = tuple[str, LabelRole]
"""A line of a network: a concept, and the label role that it is shown with."""

_Row = tuple[int, int]
"""A row of a table, and the line in it where several are squeezed into one."""

NOTES_ROLE = "notes"


@dataclass
class _Sheet:
    """What one table's facts use: its lines with heading and label, and its members by axis.

    ``runs`` are the lines in print order, a run for each time that the document goes through the rows: a second
    table, or a second year below the first. ``seen`` says of the last run in which row it has what, by period.
    """

    table: TableMapping
    lines: dict[_Line, tuple[Section, str]] = field(default_factory=dict)
    runs: list[list[_Line]] = field(default_factory=list)
    seen: dict[object, dict[object, _Row]] = field(default_factory=dict)
    block: int = -1
    heading: str = ""
    members: dict[str, dict[str, None]] = field(default_factory=dict)

    def place(self, line: _Line, decision: Decision, figure: Figure) -> None:
        """Add a line to the run that is under way, or to a new one."""
        block, row = figure.span.block, (figure.row, figure.line) if figure.row >= 0 else (figure.span.row, 0)
        key = (line, decision.dimensions)
        rows = self.seen.get(key, {})
        other_year = bool(rows) and decision.period not in rows and row not in rows.values()
        if block != self.block or other_year:
            self.runs.append([])
            self.seen.clear()
        self.block = block
        self.seen.setdefault(key, {}).setdefault(decision.period, row)
        self.runs[-1].append(line)


def networks_of(
    decisions: Sequence[Decision],
    figures: Sequence[Figure],
    blocks: Sequence[TextBlockFact | StatedFact],
    sums: Mapping[str, Sequence[CalculationArc]],
    book: Mapping[str, ConceptFacts],
    names: Mapping[str, QName],
    extension: ExtensionDeclaration,
    profile: Profile = PLAIN,
) -> tuple[Network, ...]:
    """Give the networks of all tables that became facts, then that of the notes reported whole."""
    sheets: dict[str, _Sheet] = {}
    for decision in decisions:
        if decision.tagged and decision.table is not None and decision.concept is not None:
            sheet = sheets.setdefault(decision.table.name, _Sheet(decision.table))
            _enter(sheet, decision, figures, book)
    loose = _loose(decisions, figures, names) if profile.roots else []
    networks = [_network(sheet, sums.get(name, ()), book, names, extension, profile) for name, sheet in sheets.items()]
    return (*networks, *_notes_network(blocks, loose, extension, profile))


def _enter(sheet: _Sheet, decision: Decision, figures: Sequence[Figure], book: Mapping[str, ConceptFacts]) -> None:
    figure = figures[decision.figure]
    sheet.heading = sheet.heading or _heading(figure, sheet.table)
    for concept in decision.concepts:
        role = _role(decision, figure, book[concept])
        sheet.lines.setdefault((concept, role), (section_of(figure), printed_label(figure)))
        sheet.place((concept, role), decision, figure)
    for axis, member in decision.dimensions:
        sheet.members.setdefault(axis, {})[member] = None


def _heading(figure: Figure, table: TableMapping) -> str:
    """Give the title that the page prints above a figure's table; nothing where none is known to be the table's."""
    titles = {normalise_heading(title) for title in table.titles}
    known = [heading for heading in figure.headings if normalise_heading(heading) in titles]
    return " ".join(known[-1].split()) if known else ""


def _role(decision: Decision, figure: Figure, facts: ConceptFacts) -> LabelRole:
    """Choose the label role: at a balance its end, for a total and a reversed print what says so."""
    if facts.period_type == "instant" and figure.balance is Balance.OPENING:
        return LabelRole.PERIOD_START
    if facts.period_type == "instant" and figure.balance is Balance.CLOSING:
        return LabelRole.PERIOD_END
    if figure.total_of:
        return LabelRole.NEGATED_TOTAL if decision.reversed else LabelRole.TOTAL
    return LabelRole.NEGATED if decision.reversed else LabelRole.STANDARD


def printed_label(figure: Figure) -> str:
    """Give the label that the page prints for a figure's row; a total without one is named after its section."""
    if figure.row_path and not figure.row_label_missing:
        return " ".join(figure.row_path[-1].split())
    if figure.row_path:
        return f"Total: {' '.join(figure.row_path[-1].split())}".rstrip(":")
    return figure.context or "Total"


def camel(name: str) -> str:
    """Turn a table's name into the stem of element names: income-statement -> IncomeStatement."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _network(
    sheet: _Sheet,
    sums: Sequence[CalculationArc],
    book: Mapping[str, ConceptFacts],
    names: Mapping[str, QName],
    extension: ExtensionDeclaration,
    profile: Profile,
) -> Network:
    table = sheet.table
    stem = camel(table.name)
    root_name = _root(table.name, names, extension, profile)
    abstracts = Abstracts(stem, extension.prefix, names, book, {root_name.local}, own=profile.roots is None)
    ordered = [(names[concept], role, *sheet.lines[concept, role]) for concept, role in document_order(sheet.runs)]
    sections = settled_sections([(name, section) for name, _, section, _ in ordered], sums)
    nodes = [PresentationNode(name, role, label) for name, role, _, label in ordered]
    lines = section_tree(zip(sections, nodes, strict=True), abstracts)
    cube = (
        _hypercube(sheet, stem, book, names, extension, root_name if profile.roots else None) if sheet.members else None
    )
    children = lines
    if cube is not None:
        shown = _cube_node(cube, title_of(table), lines if cube.line_items_root != root_name else None)
        children = (shown,) if cube.line_items_root != root_name else (shown, *lines)
    root = PresentationNode(root_name, LabelRole.STANDARD, title_of(table), children)
    number = table.number or "900000"
    return Network(
        role=f"{extension.namespace}/role/{table.name}",
        definition=f"[{number}] {title_of(table)}",
        presentation=(root,),
        calculation=tuple(sums),
        hypercube=cube,
        heading=sheet.heading,
    )


def title_of(table: TableMapping) -> str:
    """Give the title of a table's role."""
    return table.title or table.name.replace("-", " ").capitalize()


def _hypercube(
    sheet: _Sheet,
    stem: str,
    book: Mapping[str, ConceptFacts],
    names: Mapping[str, QName],
    extension: ExtensionDeclaration,
    root: QName | None,
) -> Hypercube:
    axes = tuple(
        AxisMembers(names[axis], names[book[axis].default or ""], tuple(names[member] for member in members))
        for axis, members in sheet.members.items()
    )
    return Hypercube(
        table=QName(extension.prefix, f"{stem}Table"),
        line_items_root=root or QName(extension.prefix, f"{stem}LineItems"),
        line_items=tuple(dict.fromkeys(names[concept] for concept, _ in document_order(sheet.runs))),
        axes=axes,
    )


def _cube_node(cube: Hypercube, title: str, lines: tuple[PresentationNode, ...] | None) -> PresentationNode:
    """Show a hypercube with its axes, and its lines where they do not stand under the network's root themselves."""
    axes = tuple(
        PresentationNode(
            axis.axis,
            LabelRole.STANDARD,
            words_of(axis.axis.local),
            (
                PresentationNode(
                    axis.default,
                    LabelRole.STANDARD,
                    words_of(axis.default.local),
                    tuple(PresentationNode(m, LabelRole.STANDARD, words_of(m.local)) for m in axis.members),
                ),
            ),
        )
        for axis in cube.axes
    )
    if lines is None:
        return PresentationNode(cube.table, LabelRole.STANDARD, words_of_table(cube.table.local), axes)
    items = PresentationNode(cube.line_items_root, LabelRole.STANDARD, f"{title}: line items", lines)
    return PresentationNode(cube.table, LabelRole.STANDARD, f"{title}: table", (*axes, items))


def words_of_table(local: str) -> str:
    """Spell the name of a hypercube so that each word of the name is one of the label's."""
    return "".join(f" {c.lower()}" if c.isupper() and i else c for i, c in enumerate(local))


def words_of(local: str) -> str:
    """Spell a local name as words, for concepts that the page does not name: ComponentsOfEquityAxis."""
    words = "".join(f" {c.lower()}" if c.isupper() and local[i - 1 : i].islower() else c for i, c in enumerate(local))
    return words.removesuffix(" axis").removesuffix(" member").strip()


def _root(table: str, names: Mapping[str, QName], extension: ExtensionDeclaration, profile: Profile) -> QName:
    """Give the abstract concept that a network stands under: an official one where the profile says so."""
    if profile.roots is None or profile.entry_point is None:
        return QName(extension.prefix, f"{camel(table)}Abstract")
    official = profile.roots.statements.get(table)
    return names[official] if official else QName(profile.entry_point.prefix, profile.roots.others)


def _loose(
    decisions: Sequence[Decision], figures: Sequence[Figure], names: Mapping[str, QName]
) -> list[PresentationNode]:
    """Give the concepts that only sentences state, where each concept of a fact must be presented."""
    held = {concept for decision in decisions if decision.tagged and decision.table for concept in decision.concepts}
    loose: dict[str, str] = {}
    for decision in decisions:
        if decision.tagged:
            for concept in decision.concepts:
                loose.setdefault(concept, printed_label(figures[decision.figure]))
    return [
        PresentationNode(names[concept], LabelRole.STANDARD, label)
        for concept, label in loose.items()
        if concept not in held
    ]


def _notes_network(
    blocks: Sequence[TextBlockFact | StatedFact],
    loose: Sequence[PresentationNode],
    extension: ExtensionDeclaration,
    profile: Profile,
) -> tuple[Network, ...]:
    if not (blocks or loose):
        return ()
    noted = (PresentationNode(block.concept, LabelRole.STANDARD, words_of(block.concept.local)) for block in blocks)
    children = (*noted, *loose)
    root = PresentationNode(_root(NOTES_ROLE, {}, extension, profile), LabelRole.STANDARD, "Notes", children)
    return (Network(f"{extension.namespace}/role/{NOTES_ROLE}", "[800000] Notes", (root,), (), None),)
