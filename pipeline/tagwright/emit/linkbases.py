"""The presentation, calculation and definition linkbases of the extension taxonomy.

Presentation and calculation follow XBRL 2.1 (5.2.4, 5.2.5) and Calculations 1.1; definition follows XBRL
Dimensions 1.0. A linkbase without an arc is not made: the functions give None.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tagwright.emit.namespaces import XBRLDT, taxonomy_year
from tagwright.emit.xlink import Addresses, ExtendedLink, linkbase, serialised
from tagwright.report.model import Hypercube, LabelRole, Network, PresentationNode, QName, Report, TaxonomyReference

PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
SUMMATION_2003 = "http://www.xbrl.org/2003/arcrole/summation-item"
SUMMATION_2023 = "https://xbrl.org/2023/arcrole/summation-item"
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
    return defaults


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


def summation_arcrole(taxonomy: TaxonomyReference) -> str:
    """Give the arcrole of calculations: that of Calculations 1.1 with taxonomies of 2024 and later."""
    return SUMMATION_2023 if taxonomy_year(taxonomy) >= 2024 else SUMMATION_2003


def calculation(report: Report, addresses: Addresses) -> bytes | None:
    """Write the calculation linkbase."""
    networks = [network for network in report.networks if network.calculation]
    if not networks:
        return None
    arcrole = summation_arcrole(report.taxonomy)
    declared = [(arcrole, f"{_CALCULATION_SCHEMA}#summation-item")] if arcrole == SUMMATION_2023 else []
    root = linkbase(_role_refs(networks, addresses), declared)
    for network in networks:
        link = ExtendedLink.within(root, "calculationLink", network.role, addresses)
        for order, arc in enumerate(network.calculation, start=1):
            source, target = link.locator(arc.total), link.locator(arc.item)
            link.arc("calculationArc", arcrole, source, target, {"order": str(order), "weight": str(arc.weight)})
    return serialised(root)


def definition(report: Report, addresses: Addresses) -> bytes | None:
    """Write the definition linkbase: closed hypercubes in the scenario, and each axis' default once."""
    cubes = [(network, network.hypercube) for network in report.networks if network.hypercube]
    if not cubes:
        return None
    defaults = axis_defaults(report)
    arcroles = [ALL, HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DOMAIN_MEMBER, *([DIMENSION_DEFAULT] if defaults else [])]
    roles = _role_refs([network for network, _ in cubes], addresses)
    if defaults:
        role = defaults_role(report)
        roles.append((role, f"{addresses.own_schema}#{role_id(role)}"))
    root = linkbase(roles, [(arcrole, f"{_XBRLDT_SCHEMA}#{arcrole.rsplit('/', 1)[-1]}") for arcrole in arcroles])
    for network, cube in cubes:
        _add_hypercube(ExtendedLink.within(root, "definitionLink", network.role, addresses), cube)
    if defaults:
        link = ExtendedLink.within(root, "definitionLink", defaults_role(report), addresses)
        for axis, default in defaults.items():
            _relate(link, DIMENSION_DEFAULT, axis, default, 1)
    return serialised(root)


def _add_hypercube(link: ExtendedLink, cube: Hypercube) -> None:
    closed = {f"{{{XBRLDT}}}closed": "true", f"{{{XBRLDT}}}contextElement": "scenario"}
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
