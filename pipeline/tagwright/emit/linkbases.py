"""The presentation, calculation and definition linkbases of the extension taxonomy.

Presentation and calculation follow XBRL 2.1 (5.2.4, 5.2.5) and Calculations 1.1; definition follows XBRL
Dimensions 1.0. A linkbase without an arc is not made: the functions give None.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tagwright.emit.namespaces import XBRLDT
from tagwright.emit.xlink import Addresses, ExtendedLink, linkbase, serialised
from tagwright.report.model import Hypercube, LabelRole, Network, PresentationNode, QName, Report

PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
SUMMATION_2023 = "https://xbrl.org/2023/arcrole/summation-item"
SUMMATIONS: Mapping[str, str] = MappingProxyType(
    {"2003": "http://www.xbrl.org/2003/arcrole/summation-item", "2023": SUMMATION_2023}
)
ALL = "http://xbrl.org/int/dim/arcrole/all"
HYPERCUBE_DIMENSION = "http://xbrl.org/int/dim/arcrole/hypercube-dimension"
DIMENSION_DOMAIN = "http://xbrl.org/int/dim/arcrole/dimension-domain"
DOMAIN_MEMBER = "http://xbrl.org/int/dim/arcrole/domain-member"
DIMENSION_DEFAULT = "http://xbrl.org/int/dim/arcrole/dimension-default"
_XBRLDT_SCHEMA = "http://www.xbrl.org/2005/xbrldt-2005.xsd"
_CALCULATION_SCHEMA = "http://www.xbrl.org/2023/calculation-1.1.xsd"

# Label roles of the Link Role Registry, with the addresses of their declarations.
REGISTERED_ROLES: Mapping[str, str] = MappingProxyType(
    {
        LabelRole.NEGATED: "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedLabel",
        LabelRole.NEGATED_TOTAL: "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd#negatedTotalLabel",
    }
)


def role_id(role: str) -> str:
    """Give the id of a role's declaration in the extension schema: from the last part of its URI."""
    return f"role_{role.rstrip('/').rsplit('/', 1)[-1]}"


def defaults_role(report: Report) -> str:
    """Give the role of the extended link that declares each axis' default member."""
    if report.profile.axis_defaults is not None:
        return report.profile.axis_defaults.uri
    return f"{report.extension.namespace.rstrip('/')}/role/axis-defaults"


def axis_defaults(report: Report) -> dict[QName, QName]:
    """Collect the default member of each axis, which is one for the whole taxonomy (XBRL Dimensions 1.0, 2.6.1).

    Raises ``ValueError`` where two hypercubes give one axis different defaults.
    """
    defaults: dict[QName, QName] = {}
    for network in report.networks:
        for axis in network.hypercube.axes if network.hypercube else ():
            if defaults.setdefault(axis.axis, axis.default) != axis.default:
                raise ValueError(f"{axis.axis} has two defaults: {defaults[axis.axis]} and {axis.default}")
    if report.profile.axis_defaults is None:
        return defaults
    # the entry point declares those of the official axes itself
    return {axis: default for axis, default in defaults.items() if axis.prefix == report.extension.prefix}


def anchors_role(report: Report) -> str:
    """Give the role of the extended link that holds the anchors, and nothing else."""
    return f"{report.extension.namespace.rstrip('/')}/role/anchors"


def anchors_of(report: Report) -> list[tuple[QName, QName]]:
    """List (wider, narrower) concepts, where the profile asks for anchors; members and axes have none."""
    if report.profile.anchors is None:
        return []
    own = [c for c in report.concepts if c.name.prefix == report.extension.prefix and not c.abstract]
    wider = [(anchor, concept.name) for concept in own for anchor in concept.wider]
    return wider + [(concept.name, anchor) for concept in own for anchor in concept.narrower]


def undimensioned(report: Report) -> tuple[QName, ...]:
    """List the concepts of facts that stand in no hypercube, where the profile has a role for them."""
    if report.profile.undimensioned is None:
        return ()
    held = {item for network in report.networks if network.hypercube for item in network.hypercube.line_items}
    return tuple(dict.fromkeys(fact.concept for fact in report.facts if fact.concept not in held))


def presentation(report: Report, addresses: Addresses) -> bytes | None:
    """Write the presentation linkbase."""
    networks = [network for network in report.networks if any(root.children for root in network.presentation)]
    if not networks:
        return None
    used = {node.preferred for network in networks for root in network.presentation for node in _walk(root)}
    registered = [(role.value, REGISTERED_ROLES[role]) for role in LabelRole if role in used & REGISTERED_ROLES.keys()]
    root = linkbase([*_role_refs(networks, addresses), *registered], [])
    for network in networks:
        link = ExtendedLink.within(root, "presentationLink", network.role, addresses)
        for node in network.presentation:
            _add_children(link, node, link.new_locator(node.concept))
    return serialised(root)


def _walk(node: PresentationNode) -> list[PresentationNode]:
    return [node, *(below for child in node.children for below in _walk(child))]


def _add_children(link: ExtendedLink, parent: PresentationNode, parent_label: str) -> None:
    """Add the arcs to a node's children. Each place in the tree has its locator, so that no two arcs are alike."""
    for order, child in enumerate(parent.children, start=1):
        label = link.new_locator(child.concept)
        preferred = {} if child.preferred is LabelRole.STANDARD else {"preferredLabel": child.preferred.value}
        link.arc("presentationArc", PARENT_CHILD, parent_label, label, {"order": str(order), **preferred})
        _add_children(link, child, label)


def summation_arcrole(report: Report) -> str:
    """Give the arcrole of calculations: the one that the profile asks for, else that which goes with the taxonomy."""
    return SUMMATIONS[report.profile.calculation or report.taxonomy.calculation]


def calculation(report: Report, addresses: Addresses) -> bytes | None:
    """Write the calculation linkbase."""
    networks = [network for network in report.networks if network.calculation]
    if not networks:
        return None
    arcrole = summation_arcrole(report)
    declared = [(arcrole, f"{_CALCULATION_SCHEMA}#summation-item")] if arcrole == SUMMATION_2023 else []
    root = linkbase(_role_refs(networks, addresses), declared)
    for network in networks:
        link = ExtendedLink.within(root, "calculationLink", network.role, addresses)
        for order, arc in enumerate(network.calculation, start=1):
            source, target = link.locator(arc.total), link.locator(arc.item)
            link.arc("calculationArc", arcrole, source, target, {"order": str(order), "weight": str(arc.weight)})
    return serialised(root)


def definition(report: Report, addresses: Addresses) -> bytes | None:
    """Write the definition linkbase: closed hypercubes, each axis' default once, and the anchors."""
    cubes = [(network, network.hypercube) for network in report.networks if network.hypercube]
    loose, anchors, profile = undimensioned(report), anchors_of(report), report.profile
    if not (cubes or loose or anchors):
        return None
    defaults = axis_defaults(report)
    arcroles = [ALL, HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DOMAIN_MEMBER, *([DIMENSION_DEFAULT] if defaults else [])]
    declared = [(arcrole, f"{_XBRLDT_SCHEMA}#{arcrole.rsplit('/', 1)[-1]}") for arcrole in arcroles]
    roles = _role_refs([network for network, _ in cubes], addresses)
    if defaults:
        role = defaults_role(report)
        official = profile.axis_defaults
        roles.append((role, official.address if official else f"{addresses.own_schema}#{role_id(role)}"))
    if loose and profile.undimensioned:
        roles.append((profile.undimensioned.uri, profile.undimensioned.address))
    if anchors and profile.anchors:
        roles.append((anchors_role(report), f"{addresses.own_schema}#{role_id(anchors_role(report))}"))
        declared.append((profile.anchors.uri, profile.anchors.address))
    root = linkbase(roles, declared)
    for network, cube in cubes:
        _add_hypercube(ExtendedLink.within(root, "definitionLink", network.role, addresses), cube, profile.contexts)
    if defaults:
        link = ExtendedLink.within(root, "definitionLink", defaults_role(report), addresses)
        for axis, default in defaults.items():
            _relate(link, DIMENSION_DEFAULT, axis, default, 1)
    if loose and profile.undimensioned and profile.entry_point:
        link = ExtendedLink.within(root, "definitionLink", profile.undimensioned.uri, addresses)
        placeholder = QName(profile.entry_point.prefix, profile.undimensioned.root)
        for order, concept in enumerate(loose, start=1):
            _relate(link, DOMAIN_MEMBER, placeholder, concept, order)
    if anchors and profile.anchors:
        link = ExtendedLink.within(root, "definitionLink", anchors_role(report), addresses)
        for order, (wider, narrower) in enumerate(anchors, start=1):
            _relate(link, profile.anchors.uri, wider, narrower, order)
    return serialised(root)


def _add_hypercube(link: ExtendedLink, cube: Hypercube, container: str) -> None:
    closed = {f"{{{XBRLDT}}}closed": "true", f"{{{XBRLDT}}}contextElement": container}
    _relate(link, ALL, cube.line_items_root, cube.table, 1, closed)
    for order, axis in enumerate(cube.axes, start=1):
        _relate(link, HYPERCUBE_DIMENSION, cube.table, axis.axis, order)
        _relate(link, DIMENSION_DOMAIN, axis.axis, axis.default, 1)
        for member_order, member in enumerate(axis.members, start=1):
            _relate(link, DOMAIN_MEMBER, axis.default, member, member_order)
    for order, item in enumerate(cube.line_items, start=2):
        _relate(link, DOMAIN_MEMBER, cube.line_items_root, item, order)


def _relate(
    link: ExtendedLink, arcrole: str, source: QName, target: QName, order: int, more: Mapping[str, str] | None = None
) -> None:
    attributes = {"order": str(order), **(more or {})}
    link.arc("definitionArc", arcrole, link.locator(source), link.locator(target), attributes)


def _role_refs(networks: list[Network], addresses: Addresses) -> list[tuple[str, str]]:
    return [(network.role, f"{addresses.own_schema}#{role_id(network.role)}") for network in networks]
