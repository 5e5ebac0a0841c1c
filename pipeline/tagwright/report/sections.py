"""The order and the sections in which a table's lines stand in its presentation network.

The rows of both years make one order: a row that only the earlier year has stands where that year prints it. The
headings above the rows are abstract concepts: the official one where the taxonomy has one of that name, else one of
the extension.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tagwright.figures.model import Figure
from tagwright.report.model import CalculationArc, LabelRole, PresentationNode, QName
from tagwright.taxonomy.concepts import ConceptFacts

Section = tuple[str, ...]
"""The headings above a row inside its table, outermost first."""

Line = TypeVar("Line")

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARK = re.compile(r"\([a-z0-9]{1,4}\)", re.IGNORECASE)
_LONGEST_NAME = 100


def section_of(figure: Figure) -> Section:
    """Give the headings above a figure's row; those that name a year are left out, for its period says that."""
    path = figure.row_path if figure.row_label_missing else figure.row_path[:-1]
    headings = [" ".join(heading.split()).rstrip(": ") for heading in path]
    return tuple(dict.fromkeys(heading for heading in headings if heading and not _YEAR.search(heading)))


def settled_sections(lines: Sequence[tuple[QName, Section]], sums: Sequence[CalculationArc]) -> list[Section]:
    """Give the section of each line, where the proven totals say how far a section reaches.

    No heading says where a section ends, so that the total of several sections, and all that follows it, are read
    as lines of the last one. A total stands no deeper than what it sums up, and ends the sections that it leaves.
    """
    printed = dict(reversed(lines))
    ended: dict[Section, Section] = {}
    settled = []
    for name, section in lines:
        place = ended.get(section, section)
        for arc in sums:
            if arc.total == name and arc.item in printed:
                place = _shared(place, printed[arc.item])
        if place != section:
            ended[section] = place
        settled.append(place)
    return settled


def _shared(one: Section, other: Section) -> Section:
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] == other[depth]:
        depth += 1
    return one[:depth]


def document_order(runs: Sequence[Sequence[Line]]) -> list[Line]:
    """Merge runs over the same rows into one order, each line once.

    The first run gives the order. What only a later one has comes after the line that stands before it there, or,
    at the run's beginning, before the line that follows it.
    """
    order: list[Line] = []
    for run in runs:
        held: list[Line] = []
        after = -1
        for line in dict.fromkeys(run):
            if line in order:
                at = order.index(line)
                order[at:at] = held
                after = max(after, at + len(held))
                held = []
            elif after < 0:
                held.append(line)
            else:
                after += 1
                order.insert(after, line)
        order += held
    return order


@dataclass
class _Branch:
    """A heading with what stands under it, while the tree grows."""

    section: Section
    children: list[PresentationNode | _Branch] = field(default_factory=list)


@dataclass
class Abstracts:
    """Names the headings of one table: ``stem`` begins the names of the extension's own concepts."""

    stem: str
    prefix: str
    names: Mapping[str, QName]
    book: Mapping[str, ConceptFacts]
    taken: set[str] = field(default_factory=set)
    own: bool = True

    def name(self, heading: str) -> QName | None:
        """Give a concept for a heading, which no other heading of the table has.

        None where there is no official one and the extension may not have abstract concepts (``own``).
        """
        words = _words(heading)
        official = f"{words}Abstract"
        facts = self.book.get(official)
        if facts is not None and facts.kind == "abstract" and official not in self.taken:
            self.taken.add(official)
            return self.names[official]
        if not self.own:
            return None
        local = base = f"{self.stem}{words}"[:_LONGEST_NAME]
        count = 1
        while f"{local}Abstract" in self.taken or f"{local}Abstract" in self.names:
            count += 1
            local = f"{base}{count}"
        self.taken.add(f"{local}Abstract")
        return QName(self.prefix, f"{local}Abstract")


def _words(heading: str) -> str:
    """Spell a heading as part of an element name: "Non-current assets (a)" -> NoncurrentAssets."""
    plain = unicodedata.normalize("NFKD", _MARK.sub(" ", heading)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"['’-]", "", plain))
    return "".join(word[:1].upper() + word[1:].lower() for word in words)


def section_tree(
    lines: Iterable[tuple[Section, PresentationNode]], abstracts: Abstracts
) -> tuple[PresentationNode, ...]:
    """Put lines under the headings above them, in their order; a heading stands where its first line does.

    No heading stands twice, nor does a concept stand for two headings, so that the tree is the same whoever reads
    its relationships.
    """
    root = _Branch(())
    known: dict[Section, _Branch] = {(): root}
    for section, line in lines:
        for depth in range(1, len(section) + 1):
            path = section[:depth]
            if path not in known:
                known[path] = _Branch(path)
                known[path[:-1]].children.append(known[path])
        known[section].children.append(line)
    return _nodes(root, abstracts)


def _nodes(branch: _Branch, abstracts: Abstracts) -> tuple[PresentationNode, ...]:
    nodes: list[PresentationNode] = []
    for child in branch.children:
        if isinstance(child, PresentationNode):
            nodes.append(child)
            continue
        heading = child.section[-1]
        name = abstracts.name(heading)
        below = _nodes(child, abstracts)
        nodes += below if name is None else [PresentationNode(name, LabelRole.STANDARD, heading, below)]
    return tuple(nodes)
