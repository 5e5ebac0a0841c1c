"""Checks of definition links: hypercubes, members, defaults, anchors (XBRL Dimensions 1.0; RTS on ESEF, Annex IV)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from tagwright.emit.namespaces import XBRLDT
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Arc, Contents, Declared
from tagwright.precheck.networks import WIDER_NARROWERS

_DIMENSIONS = "http://xbrl.org/int/dim/arcrole/"
_ALL, _NOT_ALL = f"{_DIMENSIONS}all", f"{_DIMENSIONS}notAll"
_DEFAULT = f"{_DIMENSIONS}dimension-default"
_DEFAULTS_OF_ESEF = "/role/cor/ifrs-dim_role-990000"
_NOTES = "NotesAccountingPoliciesAndMandatoryTags"


@dataclass(frozen=True, slots=True)
class _Cube:
    """A hypercube: the items it holds for, and the members of each axis."""

    items: Set[str]
    axes: Mapping[str, Set[str]]
    closed: bool


def hypercubes(contents: Contents) -> Iterator[Found]:
    """Find hypercubes that are open, negative or for the wrong container."""
    used = {kind for context in contents.contexts for kind in context.containers}
    for arc in contents.arcs_of("definition"):
        if arc.arcrole == _NOT_ALL:
            yield found("hypercube-negative", f"{arc.target} excludes what it holds", arc.spot)
        if arc.arcrole != _ALL:
            continue
        if arc.attributes.get(f"{{{XBRLDT}}}closed") not in ("true", "1"):
            yield found("hypercube-open", f"{arc.target} is not closed", arc.spot)
        container = arc.attributes.get(f"{{{XBRLDT}}}contextElement")
        if container not in ("scenario", "segment"):
            yield found("hypercube-container", f"{arc.target} is for the container {container!r}", arc.spot)
        elif used and container not in used:
            problem = f"{arc.target} is for the {container}, which no context has"
            yield found("hypercube-container", problem, arc.spot)


def dimensions_of_facts(contents: Contents) -> Iterator[Found]:
    """Find facts whose dimensions no hypercube allows, and own or official items that stand in none.

    Arcs that go on in another role (targetRole) are not followed: nothing is said then.
    """
    arcs = contents.arcs_of("definition")
    if not any(arc.arcrole == _ALL for arc in arcs) or any(f"{{{XBRLDT}}}targetRole" in a.attributes for a in arcs):
        return
    cubes = _cubes(contents)
    held = {item for cube in cubes for item in cube.items}
    defined = {name for arc in arcs for name in (arc.source, arc.target)}
    told: set[object] = set()
    for fact in contents.facts:
        context = contents.context_of.get(fact.context or "")
        if context is None or fact.kind == "fraction":
            continue
        if fact.concept not in defined and fact.concept not in told:
            told.add(fact.concept)
            yield found("fact-not-defined", f"{fact.name} is in no definition link", fact.spot)
        key = (fact.concept, context.explicit)
        if (
            fact.concept in held
            and context.explicit
            and key not in told
            and not _allowed(fact.concept, context.explicit, cubes)
        ):
            told.add(key)
            named = ", ".join(f"{axis} {member}" for axis, member in context.explicit)
            yield found(
                "dimension-not-allowed", f"no hypercube allows {fact.name} with {named}", fact.spot, context.spot
            )


def _allowed(concept: str, explicit: tuple[tuple[str, str], ...], cubes: list[_Cube]) -> bool:
    return any(
        concept in cube.items
        and all(member in cube.axes.get(axis, set() if cube.closed else {member}) for axis, member in explicit)
        for cube in cubes
    )


def _cubes(contents: Contents) -> list[_Cube]:
    """Put the hypercubes of each role together (XBRL Dimensions 1.0, 2.2 to 2.6; targetRole is not followed)."""
    by_role: defaultdict[str, defaultdict[tuple[str, str], list[Arc]]] = defaultdict(lambda: defaultdict(list))
    for arc in contents.arcs_of("definition"):
        if arc.source and arc.target:
            by_role[arc.role][arc.arcrole, arc.source].append(arc)
    cubes = []
    for arcs in by_role.values():
        for (arcrole, root), starts in list(arcs.items()):
            if arcrole != _ALL:
                continue
            items = _below(root, f"{_DIMENSIONS}domain-member", arcs)
            for start in starts:
                axes = {
                    axis.target or "": set().union(
                        *(
                            _below(domain.target or "", f"{_DIMENSIONS}domain-member", arcs)
                            for domain in arcs.get((f"{_DIMENSIONS}dimension-domain", axis.target or ""), ())
                        )
                    )
                    for axis in arcs.get((f"{_DIMENSIONS}hypercube-dimension", start.target or ""), ())
                }
                closed = start.attributes.get(f"{{{XBRLDT}}}closed") in ("true", "1")
                cubes.append(_Cube(items, axes, closed))
    return cubes


def _below(root: str, arcrole: str, arcs: Mapping[tuple[str, str], list[Arc]]) -> set[str]:
    seen, waiting = {root}, [root]
    while waiting:
        for arc in arcs.get((arcrole, waiting.pop()), ()):
            if arc.target and arc.target not in seen:
                seen.add(arc.target)
                waiting.append(arc.target)
    return seen


def axes(contents: Contents) -> Iterator[Found]:
    """Find own axes without a default member, and defaults that stand twice or in the wrong role."""
    defaults = [arc for arc in contents.arcs_of("definition") if arc.arcrole == _DEFAULT]
    named: dict[str, Arc] = {}
    for arc in defaults:
        if not arc.role.endswith(_DEFAULTS_OF_ESEF):
            yield found("default-role", f"the default of {arc.source} stands in {arc.role}", arc.spot)
        first = named.setdefault(arc.source or "", arc)
        if first.target != arc.target:
            yield found("default-twice", f"{arc.source} has the defaults {first.target} and {arc.target}", arc.spot)
    used = {arc.source: arc for arc in contents.arcs_of("definition") if arc.arcrole.endswith("/dimension-domain")}
    for axis, arc in used.items():
        if contents.is_own(axis) and axis not in named:
            yield found("default-missing", f"the axis {axis} has no default member", arc.spot)


def anchors(contents: Contents) -> Iterator[Found]:
    """Hold the anchors of the report's own concepts against what ESEF asks of them."""
    arcs = [arc for arc in contents.arcs_of("definition") if arc.arcrole in WIDER_NARROWERS]
    anchored = {name for arc in arcs for name in (arc.source, arc.target)}
    totals = {arc.source for arc in contents.arcs_of("calculation")}
    in_statements = _in_statements(contents)
    for declared in contents.declared:
        if declared.concept in anchored or declared.concept in totals or not _is_line_item(declared):
            continue
        if declared.concept in contents.stated and declared.concept in in_statements:
            yield found("anchor-missing", f"{declared.name} is anchored to no official concept", declared.spot)
    dimensional = {arc.role for arc in contents.arcs_of("definition") if arc.arcrole.startswith(_DIMENSIONS)}
    for arc in arcs:
        yield from _anchor(arc, contents)
        if arc.role in dimensional:
            yield found("anchor-role", f"an anchor stands among dimensions, in {arc.role}", arc.spot)


def _is_line_item(declared: Declared) -> bool:
    is_member = declared.type.endswith(":domainItemType")
    return declared.group == "xbrli:item" and not declared.abstract and not is_member


def _in_statements(contents: Contents) -> set[str]:
    """Give the concepts that are shown elsewhere than among the notes."""
    arcs = contents.arcs_of("presentation")
    targets = {(arc.role, arc.target) for arc in arcs}
    notes = {arc.role for arc in arcs if (arc.source or "").endswith(_NOTES) and (arc.role, arc.source) not in targets}
    return {arc.target for arc in arcs if arc.role not in notes and arc.target}


def _anchor(arc: Arc, contents: Contents) -> Iterator[Found]:
    own = [name for name in (arc.source, arc.target) if contents.is_own(name)]
    if len(own) == 2:
        yield found("anchor-between-own", f"{arc.source} and {arc.target} are both the report's own", arc.spot)
    if not own:
        yield found("anchor-between-core", f"{arc.source} and {arc.target} are both official", arc.spot)
    wide, narrow = contents.known(arc.source), contents.known(arc.target)
    for name, known in ((arc.source, wide), (arc.target, narrow)):
        declared = contents.own.get(name or "")
        if declared is not None and not _is_line_item(declared):
            yield found("anchor-of-member", f"{name} is no line item and has an anchor", arc.spot)
        elif known is not None and known.abstract:
            yield found("anchor-abstract", f"{name} is abstract and no anchor", arc.spot)
    if wide is not None and narrow is not None and not wide.abstract and wide.short_type != narrow.short_type:
        problem = f"{arc.source} is a {wide.short_type}, {arc.target} a {narrow.short_type}"
        yield found("anchor-type", problem, arc.spot)
    if wide is not None and narrow is not None and wide.period_type != narrow.period_type:
        yield found("anchor-period", f"{arc.source} and {arc.target} are of two period types", arc.spot)
