"""Checks of the report's own concepts, their types, names and labels (XBRL 2.1, 5.1; XBRL Dimensions 1.0, 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tagwright.mapping.profiles import name_after_label
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Declared, Label

STANDARD = "http://www.xbrl.org/2003/role/label"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_GROUPS = ("xbrli:item", "xbrldt:dimensionItem", "xbrldt:hypercubeItem")
_TYPES = re.compile(r"\w+ItemType")


def names(contents: Contents) -> Iterator[Found]:
    """Find names that are malformed, taken, or not made after their labels."""
    seen: dict[str, Declared] = {}
    ids: dict[str, Declared] = {}
    labels = {
        label.concept: label.text.strip()
        for label in reversed(contents.labels)
        if label.role == STANDARD and (label.language or "").lower().startswith("en")
    }
    for declared in contents.declared:
        name, spot = declared.name, declared.spot
        if not _LOCAL.fullmatch(name):
            yield found("name-malformed", f"{name!r} is no name of a concept", spot)
        if name in seen:
            yield found("name-duplicate", f"{name} is declared twice", spot, seen[name].spot)
        if declared.id is not None and declared.id in ids:
            yield found("id-duplicate", f"the id {declared.id!r} stands twice in the schema", spot)
        if declared.id != f"{contents.prefix}_{name}":
            yield found("id-unlike-name", f"{name} has the id {declared.id!r}", spot)
        if name in contents.official and not declared.abstract:
            yield found("name-of-core", f"{name} is the name of an official concept", spot)
        label = labels.get(declared.concept)
        if label and name_after_label(label) != name:
            problem = f"{name} is not the words of its label joined, {name_after_label(label)}"
            yield found("name-not-after-label", problem, spot)
        seen.setdefault(name, declared)
        if declared.id is not None:
            ids.setdefault(declared.id, declared)


def types(contents: Contents) -> Iterator[Found]:
    """Find concepts whose type, balance, period type or group do not go together."""
    for declared in contents.declared:
        name, spot, kind = declared.name, declared.spot, declared.type.rpartition(":")[2]
        money = kind == "monetaryItemType"
        if declared.group not in _GROUPS:
            yield found("group-unfit", f"{name} is in the substitution group {declared.group!r}", spot)
            continue
        if declared.type.startswith("?:") or not declared.type.strip(":"):
            yield found("type-unknown", f"the type {declared.type.lstrip('?:')!r} of {name} is of no namespace", spot)
        elif not _TYPES.fullmatch(kind):
            yield found("type-unknown", f"{declared.type!r} is no type of a concept", spot)
        if declared.period_type not in ("instant", "duration"):
            yield found("period-type-missing", f"{name} has the period type {declared.period_type!r}", spot)
        elif declared.abstract and declared.period_type == "instant":
            yield found("abstract-instant", f"{name} is abstract and an instant", spot)
        if money and declared.balance is None and not declared.abstract:
            yield found("balance-missing", f"{name} is monetary and neither debit nor credit", spot)
        if declared.balance not in (None, "debit", "credit"):
            yield found("balance-unfit", f"{name} has the balance {declared.balance!r}", spot)
        elif declared.balance is not None and not money:
            yield found("balance-unfit", f"{name} is no monetary concept and is a {declared.balance}", spot)
        if declared.group != "xbrli:item" and not declared.abstract:
            yield found("dimension-not-abstract", f"{name} is an axis or table and not abstract", spot)


def flags(contents: Contents) -> Iterator[Found]:
    """Find attributes that are neither true nor false."""
    for declared in contents.declared:
        for flag, value in declared.flags.items():
            if value not in ("true", "false", "1", "0"):
                yield found("flag-malformed", f"{flag} of {declared.name} is {value!r}", declared.spot)


def members(contents: Contents) -> Iterator[Found]:
    """Find members that are no domain items, or not abstract."""
    members = _members(contents)
    for declared in contents.declared:
        name, kind = declared.name, declared.type.rpartition(":")[2]
        if declared.concept in members or name.endswith("Member"):
            if kind != "domainItemType":
                yield found("member-type", f"{name} is a member of the type {kind}", declared.spot)
            if not declared.abstract:
                yield found("member-not-abstract", f"{name} is a member and not abstract", declared.spot)


def _members(contents: Contents) -> set[str]:
    """Give the concepts that contexts or the domains of axes have as members."""
    named = {member for context in contents.contexts for _, member in context.explicit}
    return named | {
        arc.target
        for arc in contents.arcs_of("definition")
        if arc.target and arc.arcrole.endswith(("/dimension-domain", "/dimension-default"))
    }


def labels(contents: Contents) -> Iterator[Found]:
    """Find own concepts without a label, and labels that are empty, doubled, or in no language."""
    languages = {page.language for page in contents.pages if page.language}
    by_concept: dict[str, list[Label]] = {}
    seen: dict[tuple[str, str, str], Label] = {}
    for label in contents.labels:
        if label.language is None:
            yield found("label-language", f"the label {label.text!r} is in no language", label.spot)
        if label.concept is None:
            yield found("label-unlinked", f"no concept has the label {label.text!r}", label.spot)
            continue
        by_concept.setdefault(label.concept, []).append(label)
        key = (label.concept, label.role, (label.language or "").lower())
        if key in seen:
            problem = f"{label.concept} has two labels of the role {label.role.rpartition('/')[2]}"
            yield found("label-duplicate", problem, label.spot, seen[key].spot)
        seen.setdefault(key, label)
        if not label.text.strip():
            yield found("label-empty", f"a label of {label.concept} is empty", label.spot)
        elif label.text != label.text.strip():
            yield found("label-spaces", f"the label {label.text!r} begins or ends with a blank", label.spot)
        if label.role == STANDARD and not contents.is_own(label.concept) and contents.prefix:
            yield found("label-of-core", f"{label.concept} is official and is given a standard label", label.spot)
    yield from _of_each(contents, by_concept, {name.partition("-")[0] for name in languages})


def _of_each(contents: Contents, by_concept: Mapping[str, list[Label]], languages: set[str]) -> Iterator[Found]:
    if not contents.labels and not contents.declared:
        return
    for declared in contents.declared:
        standard = [label for label in by_concept.get(declared.concept, ()) if label.role == STANDARD]
        if not standard:
            yield found("label-missing", f"{declared.name} has no standard label", declared.spot)
        for language in sorted(languages):
            spoken = {(label.language or "").partition("-")[0].lower() for label in standard}
            if standard and language.lower() not in spoken:
                yield found("label-other-language", f"{declared.name} has no label in {language!r}", standard[0].spot)


def preferred_labels(contents: Contents) -> Iterator[Found]:
    """Find arcs that prefer a label which the report's own concept does not have."""
    have = {(label.concept, label.role) for label in contents.labels}
    for arc in contents.arcs_of("presentation"):
        role = arc.attributes.get("preferredLabel", STANDARD)
        if role != STANDARD and contents.is_own(arc.target) and (arc.target, role) not in have:
            problem = f"{arc.target} is shown with its {role.rpartition('/')[2]}, which it does not have"
            yield found("preferred-label-missing", problem, arc.spot)


def entry_points(contents: Contents) -> Iterator[Found]:
    """Hold the imports of the report's schema against what ESEF asks for."""
    imports = [reference for reference in contents.references if reference.kind == "import"]
    if not contents.declared and not imports:
        return
    dates = [match[1] for reference in imports if (match := _ESEF.match(reference.href))]
    first = imports[0].spot if imports else contents.declared[0].spot
    if not dates:
        yield found("entry-point-missing", "the report's schema does not import the ESEF taxonomy", first)
    for date in dates:
        yield found(f"entry-point-of-{date[:4]}", f"the report's schema imports the ESEF taxonomy of {date}", first)


_ESEF = re.compile(r"https?://www\.esma\.europa\.eu/taxonomy/(\d{4}-\d\d-\d\d)/esef_cor\.xsd")
