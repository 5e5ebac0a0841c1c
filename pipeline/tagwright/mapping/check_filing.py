"""Hold a filing's declarations against the taxonomy, its own rules and its folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from tagwright.mapping.book import extension_facts
from tagwright.mapping.finding import Finding, Severity
from tagwright.mapping.model import LoadedFiling, Spot
from tagwright.mapping.schema import ExtensionConcept
from tagwright.taxonomy.concepts import ConceptFacts, nearest_names


@dataclass(frozen=True, slots=True)
class _Own:
    """An extension concept, its facts, and what its finding needs: the place of each of its fields."""

    concept: ExtensionConcept
    facts: ConceptFacts
    spot: Callable[..., Spot]

    def finding(self, rule_id: str, field: str, problem: str, remedy: str, severity: Severity = "error") -> Finding:
        return Finding(severity, rule_id, *self.spot(field), problem, remedy)


def filing_findings(filing: LoadedFiling, official: Mapping[str, ConceptFacts], used: Collection[str]) -> list[Finding]:
    """Find what a filing declares wrongly: its period, its document, its own concepts.

    ``official`` are the concepts of its taxonomy year; ``used`` are the names that its rules use.
    """
    own = list(_own(filing))
    names = {concept.concept.name for concept in own}
    defaults = {concept.concept.default for concept in own}
    members = {c.name for c in official.values() if c.kind == "member"} | {
        c.concept.name for c in own if c.concept.type == "member"
    }
    findings = [*_period(filing), *_document(filing), *_extension(filing), *_repeated(own)]
    for concept in own:
        findings += _name(concept, official)
        findings += _balance(concept)
        findings += _default(concept, members)
        findings += _anchors(concept, official, names)
        if concept.concept.name not in used and concept.concept.name not in defaults:
            name = concept.concept.name
            remedy = "use it in a rule, or delete it"
            findings.append(concept.finding("unused-extension", "name", f"no rule uses '{name}'", remedy, "warning"))
    return findings


def _own(filing: LoadedFiling) -> Iterator[_Own]:
    yaml = filing.file.yaml
    for index, concept in enumerate(filing.rules.concepts):

        def spot(*field: str | int, index: int = index) -> Spot:
            place = yaml.place(("concepts", index, *field))
            return yaml.file, place.line, place.column

        yield _Own(concept, extension_facts(concept, filing.rules.period.end.year), spot)


def _spot(filing: LoadedFiling, *path: str | int) -> Spot:
    place = filing.file.yaml.place(path)
    return filing.file.yaml.file, place.line, place.column


def _period(filing: LoadedFiling) -> Iterator[Finding]:
    period = filing.rules.period
    if period.end < period.start:
        problem = f"the period ends on {period.end}, before it starts on {period.start}"
        yield Finding("error", "period-reversed", *_spot(filing, "period", "end"), problem, "exchange start and end")


TAKEN_PREFIXES = frozenset(
    {
        "xbrli",
        "xbrldi",
        "xbrldt",
        "link",
        "xlink",
        "ix",
        "ixt",
        "iso4217",
        "num",
        "nonnum",
        "xml",
        "xmlns",
        "xsi",
        "xsd",
    }
    | {"xhtml", "utr", "ref", "ifrs-full"}
)
_TAKEN_NAMESPACES = ("http://www.xbrl.org/", "http://xbrl.org/", "https://xbrl.org/", "http://www.w3.org/")
# The top-level domain that is reserved for what is nobody's (RFC 2606): what ``tagwright init`` writes.
_NOBODYS = re.compile(r"https?://[^/]*\.example(?:/|$)")
_IFRS_NAMESPACE = re.compile(r"https?://xbrl\.ifrs\.org/")


def _extension(filing: LoadedFiling) -> Iterator[Finding]:
    """Refuse the prefixes and namespaces that standards and the official taxonomy have taken."""
    extension = filing.rules.extension
    if extension.prefix in TAKEN_PREFIXES:
        problem = f"the prefix '{extension.prefix}' belongs to a standard"
        remedy = "choose one of the company's own, such as its short name"
        yield Finding("error", "prefix-taken", *_spot(filing, "extension", "prefix"), problem, remedy)
    if extension.namespace.startswith(_TAKEN_NAMESPACES) or _IFRS_NAMESPACE.match(extension.namespace):
        problem = f"the namespace '{extension.namespace}' belongs to a standard"
        remedy = "choose an address of the company's own"
        yield Finding("error", "namespace-taken", *_spot(filing, "extension", "namespace"), problem, remedy)
    if _NOBODYS.match(extension.namespace):
        problem = f"the namespace '{extension.namespace}' is nobody's"
        remedy = "write an address of the company's own before the report is filed"
        yield Finding("warning", "namespace-of-nobody", *_spot(filing, "extension", "namespace"), problem, remedy)


def _document(filing: LoadedFiling) -> Iterator[Finding]:
    name, spot = filing.rules.document, _spot(filing, "document")
    leaves = PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name
    if leaves or not filing.document.resolve().is_relative_to(filing.folder.resolve()):
        problem = f"the document '{name}' lies outside the filing's folder"
        yield Finding(
            "error", "document-outside", *spot, problem, "put it beside filing.yaml and name it without a folder"
        )
    elif not filing.document.is_file():
        beside = sorted(path.name for path in filing.folder.iterdir() if path.is_file() and path.suffix != ".yaml")
        near = nearest_names(name, beside, limit=1)
        remedy = f"did you mean '{near[0]}'?" if near else "put it beside filing.yaml"
        yield Finding(
            "error", "document-missing", *spot, f"there is no document '{name}' in the filing's folder", remedy
        )


def _repeated(own: list[_Own]) -> Iterator[Finding]:
    first: dict[str, _Own] = {}
    for concept in own:
        name = concept.concept.name
        if first.setdefault(name, concept) is not concept:
            problem = f"'{name}' is declared at line {first[name].spot()[1]} already"
            yield concept.finding("repeated-extension", "name", problem, "delete one of the two, or rename it")


def _name(own: _Own, official: Mapping[str, ConceptFacts]) -> Iterator[Finding]:
    if own.concept.name in official:
        problem = f"'{own.concept.name}' is the name of an official concept"
        yield own.finding(
            "official-name", "name", problem, "delete the declaration and use the official one, or rename it"
        )


def _balance(own: _Own) -> Iterator[Finding]:
    concept = own.concept
    if concept.type == "monetary" and concept.balance is None:
        problem = f"the monetary concept '{concept.name}' has no balance"
        yield own.finding("balance-missing", "type", problem, "add 'balance: debit' or 'balance: credit'")
    if concept.type != "monetary" and concept.balance is not None:
        problem = f"a concept of the type '{concept.type}' has no balance"
        yield own.finding("balance-unfit", "balance", problem, "delete 'balance'")


def _default(own: _Own, members: Collection[str]) -> Iterator[Finding]:
    concept = own.concept
    if concept.type != "axis":
        if concept.default is not None:
            problem = f"'{concept.name}' is no axis and has no default member"
            yield own.finding("default-unfit", "default", problem, "delete 'default'")
    elif concept.default is None:
        problem = f"the axis '{concept.name}' has no default member"
        yield own.finding(
            "default-missing", "name", problem, "add 'default:' with the member of figures without the axis"
        )
    elif concept.default not in members:
        near = nearest_names(concept.default, members)
        remedy = f"did you mean {' or '.join(near)}?" if near else "name a member, official or declared here"
        problem = f"no member is called '{concept.default}'"
        yield own.finding("default-unknown", "default", problem, remedy)


def _anchors(own: _Own, official: Mapping[str, ConceptFacts], names: Collection[str]) -> Iterator[Finding]:
    for field, anchors in (("wider", own.concept.wider), ("narrower", own.concept.narrower)):
        for index, anchor in enumerate(anchors):
            problem = _anchor_problem(own.facts, anchor, official, names)
            if problem is not None:
                remedy = _anchor_remedy(own.facts, anchor, official)
                yield Finding("error", "anchor-unfit", *own.spot(field, index), problem, remedy)


def _anchor_problem(
    facts: ConceptFacts, wider: str, official: Mapping[str, ConceptFacts], names: Collection[str]
) -> str | None:
    anchor = official.get(wider)
    if wider in names:
        return f"the anchor '{wider}' is the filing's own; an anchor is official"
    if anchor is None:
        return f"no official concept is called '{wider}'"
    if anchor.kind != facts.kind:
        return f"the anchor '{wider}' is of the kind '{anchor.kind}', '{facts.name}' of the kind '{facts.kind}'"
    if anchor.item_type != facts.item_type:
        return f"the anchor '{wider}' is of the type {anchor.item_type}, '{facts.name}' of {facts.item_type}"
    if anchor.period_type != facts.period_type:
        return f"the anchor '{wider}' is of the period type {anchor.period_type}, '{facts.name}' of {facts.period_type}"
    return None


def _anchor_remedy(facts: ConceptFacts, wider: str, official: Mapping[str, ConceptFacts]) -> str:
    alike = [
        name
        for name, other in official.items()
        if (other.kind, other.item_type, other.period_type) == (facts.kind, facts.item_type, facts.period_type)
    ]
    near = nearest_names(wider, alike)
    return f"did you mean {' or '.join(near)}?" if near else "name an official concept of the same type and period"
