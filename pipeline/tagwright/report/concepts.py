"""All concepts that a report names, with the labels that the page prints for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tagwright.figures.model import Figure
from tagwright.mapping.decision import Decision
from tagwright.mapping.profiles import PLAIN, Profile, declared_label
from tagwright.mapping.schema import ExtensionConcept
from tagwright.report.model import Concept, Fact, Network, PresentationNode, QName
from tagwright.report.networks import printed_label, words_of
from tagwright.taxonomy.concepts import ConceptFacts

_GROUPS = {"axis": "xbrldt:dimensionItem", "table": "xbrldt:hypercubeItem"}


def concepts_of(
    networks: Sequence[Network],
    facts: Sequence[Fact],
    decisions: Sequence[Decision],
    figures: Sequence[Figure],
    own: Sequence[ExtensionConcept],
    book: Mapping[str, ConceptFacts],
    names: Mapping[str, QName],
    profile: Profile = PLAIN,
) -> tuple[Concept, ...]:
    """Give the concepts of facts, dimensions and networks, sorted by name."""
    declared = {concept.name: concept for concept in own}
    printed = _printed_labels(decisions, figures)
    nodes = [node for network in networks for root in network.presentation for node in _walk(root)]
    cubes = {network.hypercube.table for network in networks if network.hypercube}
    used = {node.concept for node in nodes} | {fact.concept for fact in facts}
    used |= {name for fact in facts for pair in fact.dimensions for name in pair}
    structure = {node.concept: node.label for node in nodes if node.concept != names.get(node.concept.local)}
    for node in nodes:  # an official abstract concept stands for a heading, and is called by its wording
        if node.children and node.concept not in structure and book[node.concept.local].kind == "abstract":
            printed.setdefault(node.concept.local, node.label)
    concepts = [
        _structural(name, structure[name], name in cubes)
        if name in structure
        else _reportable(name, book[name.local], declared.get(name.local), printed.get(name.local), names, profile)
        for name in sorted(used)
    ]
    return tuple(concepts)


def _walk(node: PresentationNode) -> Iterator[PresentationNode]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _printed_labels(decisions: Iterable[Decision], figures: Sequence[Figure]) -> dict[str, str]:
    """Give each concept and member the wording of the first row or column that prints it."""
    labels: dict[str, str] = {}
    for decision in decisions:
        if decision.tagged and not figures[decision.figure].row_label_missing:
            for concept in decision.concepts:
                labels.setdefault(concept, printed_label(figures[decision.figure]))
    return {concept: label for concept, label in labels.items() if label}


def _structural(name: QName, label: str, is_table: bool) -> Concept:
    return Concept(
        name=name,
        item_type="xbrli:stringItemType",
        period_type="duration",
        balance=None,
        abstract=True,
        substitution_group=_GROUPS["table"] if is_table else "xbrli:item",
        label=label,
    )


def _reportable(
    name: QName,
    facts: ConceptFacts,
    declared: ExtensionConcept | None,
    printed: str | None,
    names: Mapping[str, QName],
    profile: Profile,
) -> Concept:
    return Concept(
        name=name,
        item_type=facts.item_type,
        period_type=facts.period_type,
        balance=facts.balance,
        abstract=facts.abstract,
        substitution_group=_GROUPS.get(facts.kind, "xbrli:item"),
        label=declared_label(declared, profile) if declared else printed or words_of(facts.name),
        documentation=declared.documentation if declared else None,
        wider=tuple(names[wider] for wider in declared.wider) if declared else (),
        narrower=tuple(names[narrower] for narrower in declared.narrower) if declared else (),
    )
