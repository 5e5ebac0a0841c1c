"""Checks of linkbases: locators, arcs, roles, presentation (XBRL 2.1, 3.5 and 5.2)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Arc, Contents, children_of

_PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
_SUMMATIONS = frozenset(
    {"http://www.xbrl.org/2003/arcrole/summation-item", "https://xbrl.org/2023/arcrole/summation-item"}
)
_DIMENSIONS = "http://xbrl.org/int/dim/arcrole/"
WIDER_NARROWERS = frozenset({"http://www.esma.europa.eu/xbrl/esef/arcrole/wider-narrower"})
_DEFINITIONS = WIDER_NARROWERS | {
    _DIMENSIONS + name
    for name in ("all", "notAll", "hypercube-dimension", "dimension-domain", "domain-member", "dimension-default")
}
_OF_LINK: Mapping[str, frozenset[str]] = {
    "presentation": frozenset({_PARENT_CHILD}),
    "calculation": _SUMMATIONS,
    "label": frozenset({"http://www.xbrl.org/2003/arcrole/concept-label"}),
    "reference": frozenset({"http://www.xbrl.org/2003/arcrole/concept-reference"}),
}
_ORDER = re.compile(r"[+-]?\d+(?:\.\d*)?|[+-]?\.\d+")
_STANDARD_ROLE = "http://www.xbrl.org/2003/role/link"
_STANDARD_ARCROLES = "http://www.xbrl.org/2003/arcrole/"
_STATEMENTS = {
    "financial position": (
        {"StatementOfFinancialPositionAbstract"},
        {"Assets", "CurrentAssets", "EquityAndLiabilities", "Equity"},
    ),
    "profit or loss": (
        {
            "IncomeStatementAbstract",
            "ProfitOrLossAbstract",
            "StatementOfComprehensiveIncomeAbstract",
            "StatementOfProfitOrLossAndOtherComprehensiveIncomeAbstract",
        },
        {"ProfitLoss", "Revenue"},
    ),
    "changes in equity": ({"StatementOfChangesInEquityAbstract"}, {"ComponentsOfEquityAxis"}),
    "cash flows": (
        {"StatementOfCashFlowsAbstract"},
        {f"CashFlowsFromUsedIn{kind}Activities" for kind in ("Operating", "Investing", "Financing")},
    ),
}
"""The official abstract concepts at the root of each statement, and concepts that tell that there is such a one."""


def ends(contents: Contents) -> Iterator[Found]:
    """Find arcs that lead nowhere, or to an own concept that is not declared; and arcs of the wrong kind."""
    undeclared = {
        reference.href.rpartition("#")[2]: reference
        for reference in contents.references
        if reference.kind == "loc" and contents.is_own(reference.href.rpartition("#")[2])
    }
    for name, reference in undeclared.items():
        if contents.declared and name not in contents.own:
            yield found("locator-dangling", f"{name} is not declared in the report's schema", reference.spot)
    for arc in contents.arcs:
        for end, name in ((arc.source, "from"), (arc.target, "to")):
            if end is None:
                yield found("arc-dangling", f"the arc has no locator for its end {name!r}", arc.spot)
        allowed = _OF_LINK.get(arc.link)
        if allowed is not None and arc.arcrole not in allowed:
            yield found("arcrole-unfit", f"{arc.arcrole} is no arcrole of a {arc.link} link", arc.spot)
        elif arc.link == "definition" and arc.arcrole not in _DEFINITIONS:
            yield found("arcrole-disallowed", f"{arc.arcrole} is not for an extension's definition link", arc.spot)


def repeated(contents: Contents) -> Iterator[Found]:
    """Find arcs that stand twice, and places in the order of siblings that are taken twice."""
    for link in ("calculation", "definition"):
        seen: dict[tuple[object, ...], Arc] = {}
        for arc in contents.arcs_of(link):
            key = (arc.role, arc.arcrole, arc.source, arc.target)
            if key in seen:
                yield found("arc-duplicate", f"{arc.source} is related to {arc.target} twice", arc.spot, seen[key].spot)
            seen.setdefault(key, arc)
    for arc in contents.arcs:
        if not _ORDER.fullmatch(arc.attributes.get("order", "1").strip()):
            yield found("order-malformed", f"the order is {arc.attributes['order']!r}", arc.spot)
    for (_, parent), arcs in children_of(contents.arcs_of("presentation")).items():
        orders: dict[str, Arc] = {}
        for arc in arcs:
            order = arc.attributes.get("order", "1")
            if order in orders:
                problem = f"two children of {parent} have the place {order}"
                yield found("order-duplicate", problem, arc.spot, orders[order].spot)
            orders.setdefault(order, arc)


def roles(contents: Contents) -> Iterator[Found]:
    """Find roles that are used and not declared, declared twice, or not for the link that uses them."""
    declared = {role.uri: role for role in reversed(contents.roles)}
    referred = {reference.namespace for reference in contents.references if reference.kind == "roleRef"}
    times: defaultdict[str, int] = defaultdict(int)
    for role in contents.roles:
        times[role.uri] += 1
        if times[role.uri] == 2:
            yield found("role-duplicate", f"the role {role.uri} is declared twice", role.spot, declared[role.uri].spot)
        if not role.definition:
            yield found("role-undefined", f"the role {role.uri} has no definition", role.spot)
    for used in contents.used_roles:
        kind = next(iter(used.links))
        if used.uri == _STANDARD_ROLE:
            continue
        if used.uri not in referred:
            yield found("role-undeclared", f"no roleRef names the role {used.uri}", used.spot)
        elif used.uri in declared and f"{kind}Link" not in declared[used.uri].links and kind != "generic":
            yield found("role-not-for-link", f"{used.uri} is not declared for {kind} links", used.spot)
    named = {(reference.spot.file, reference.namespace) for reference in contents.references}
    for arc in {(arc.spot.file, arc.arcrole): arc for arc in reversed(contents.arcs)}.values():
        if not arc.arcrole.startswith(_STANDARD_ARCROLES) and (arc.spot.file, arc.arcrole) not in named:
            yield found("role-undeclared", f"no arcroleRef names {arc.arcrole}", arc.spot)
    for reference in contents.references:
        uri = reference.namespace
        is_own = reference.kind == "roleRef" and ":" not in reference.href.partition("#")[0]
        if is_own and contents.roles and uri not in declared:
            yield found("role-undeclared", f"nothing declares the role {uri}", reference.spot)


def presentation(contents: Contents) -> Iterator[Found]:
    """Find concepts that are shown and not stated, stated and not shown, or shown twice without a difference."""
    arcs = contents.arcs_of("presentation")
    if not arcs:
        return
    shown = {name for arc in arcs for name in (arc.source, arc.target) if name}
    first = {arc.target: arc for arc in reversed(arcs)}
    used = contents.stated | contents.members_and_axes
    for name, arc in first.items():
        known = contents.known(name)
        if name and known is not None and not known.abstract and name not in used:
            yield found("concept-unused", f"{name} is shown and no fact states it", arc.spot)
    told: set[str] = set()
    for fact in contents.facts:
        if fact.concept not in shown | told and not fact.concept.startswith("?"):
            told.add(fact.concept)
            yield found("fact-not-presented", f"{fact.name} is in no presentation link", fact.spot)
    twice: dict[tuple[str, str | None, str], Arc] = {}
    for arc in arcs:
        key = (arc.role, arc.target, arc.attributes.get("preferredLabel", ""))
        known = contents.known(arc.target)
        if key in twice and known is not None and not known.abstract and known.period_type == "instant":
            problem = f"{arc.target} is shown twice in one role with the same label"
            yield found("preferred-label-needed", problem, arc.spot, twice[key].spot)
        twice.setdefault(key, arc)
    yield from _cycles(arcs)


def _cycles(arcs: tuple[Arc, ...]) -> Iterator[Found]:
    below = {key: [arc.target for arc in found_arcs if arc.target] for key, found_arcs in children_of(arcs).items()}
    for arc in arcs:
        waiting, seen = [arc.target], set()
        while waiting and arc.source:
            name = waiting.pop()
            if name == arc.source:
                yield found("presentation-cycle", f"{arc.source} stands below itself", arc.spot)
                break
            if name and name not in seen:
                seen.add(name)
                waiting += below.get((arc.role, name), [])


def statements(contents: Contents) -> Iterator[Found]:
    """Find a primary statement whose facts are there, and that no presentation link has at its root."""
    arcs = contents.arcs_of("presentation")
    if not arcs:
        return
    targets = {(arc.role, arc.target) for arc in arcs}
    roots = {arc.source for arc in arcs if arc.source and (arc.role, arc.source) not in targets}
    used = contents.stated | contents.members_and_axes
    for statement, (names, marks) in _STATEMENTS.items():
        is_there = any(f"ifrs-full_{mark}" in used for mark in marks)
        if is_there and not any(f"ifrs-full_{name}" in roots for name in names):
            yield found("statement-missing", f"no presentation link is a statement of {statement}", arcs[0].spot)
