"""Hold a filing against its profile: what the destination needs and the filing does not give is asked for by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tagwright.figures.issuer import is_lei
from tagwright.mapping.finding import Finding
from tagwright.mapping.model import LoadedFiling, Spot
from tagwright.mapping.profiles import Profile, declared_label, name_after_label
from tagwright.mapping.schema import ExtensionConcept
from tagwright.taxonomy.concepts import ConceptFacts

_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_STRING = "xbrli:stringItemType"

Candidates = Callable[[ExtensionConcept], Sequence[str]]
"""Gives the official concepts that may be wider than an own one, the likeliest first."""


def profile_findings(
    filing: LoadedFiling,
    profile: Profile,
    official: Mapping[str, ConceptFacts],
    used: Collection[str],
    candidates: Candidates,
) -> list[Finding]:
    """Find what a filing lacks for its profile. ``used`` are the names that its rules use."""
    return [
        *_taxonomy(filing, profile),
        *_entity(filing, profile),
        *_identity(filing, profile, official),
        *_names(filing, profile, used),
        *_anchors(filing, profile, used, candidates),
    ]


def lei_problem(identifier: str) -> str | None:
    """Say what is wrong with an LEI: its form, or its check digits (ISO 17442, ISO 7064 MOD 97-10)."""
    if not _LEI.fullmatch(identifier):
        return "an LEI has 18 capital letters or digits and two check digits"
    if not is_lei(identifier):
        return "its check digits are wrong"
    return None


def _spot(filing: LoadedFiling, *path: str | int) -> Spot:
    place = filing.file.yaml.place(path)
    return filing.file.yaml.file, place.line, place.column


def _taxonomy(filing: LoadedFiling, profile: Profile) -> Iterator[Finding]:
    name = filing.rules.taxonomy
    if profile.taxonomies and name not in profile.taxonomies:
        problem = f"the profile '{profile.name}' is not for the taxonomy '{name}'"
        remedy = f"use {' or '.join(profile.taxonomies)}, or another profile"
        yield Finding("error", "profile-taxonomy", *_spot(filing, "taxonomy"), problem, remedy)


def _entity(filing: LoadedFiling, profile: Profile) -> Iterator[Finding]:
    entity = filing.rules.entity
    if profile.scheme and entity.scheme != profile.scheme:
        problem = f"the profile '{profile.name}' identifies companies in another scheme than '{entity.scheme}'"
        remedy = f"write 'scheme: {profile.scheme}', with the company's identifier in it"
        yield Finding("error", "profile-scheme", *_spot(filing, "entity", "scheme"), problem, remedy)
    problem_of_lei = lei_problem(entity.identifier) if profile.lei else None
    if problem_of_lei:
        problem = f"'{entity.identifier}' is no LEI: {problem_of_lei}"
        remedy = "write the company's legal entity identifier (search.gleif.org)"
        yield Finding("error", "profile-lei", *_spot(filing, "entity", "identifier"), problem, remedy)


def _identity(filing: LoadedFiling, profile: Profile, official: Mapping[str, ConceptFacts]) -> Iterator[Finding]:
    given = filing.rules.identity
    for name in given:
        facts = official.get(name)
        if facts is None or facts.item_type != _STRING or facts.abstract:
            problem = f"'{name}' is no official concept for a text about the company"
            remedy = "write the name of such a concept, for instance DomicileOfEntity"
            yield Finding("error", "identity-concept", *_spot(filing, "identity", name), problem, remedy)
    for name in profile.identity:
        if not given.get(name, "").strip():
            problem = f"the profile '{profile.name}' needs {name}, which the filing does not give"
            remedy = f"add under 'identity:' the line '{name}:' with the text"
            place = filing.file.yaml.key_place(("identity",) if given else ("name",))
            at = (filing.file.yaml.file, place.line, place.column)
            yield Finding("error", "identity-missing", *at, problem, remedy)


def _names(filing: LoadedFiling, profile: Profile, used: Collection[str]) -> Iterator[Finding]:
    name = filing.rules.name
    if profile.longest_name is not None and len(name) > profile.longest_name:
        problem = f"'{name}' has {len(name)} characters, and '{profile.name}' allows {profile.longest_name}"
        yield Finding("error", "name-too-long", *_spot(filing, "name"), problem, "choose a shorter name")
    if not profile.names_after_labels:
        return
    for index, concept in enumerate(filing.rules.concepts):
        expected = name_after_label(declared_label(concept, profile))
        if concept.name in used and expected != concept.name:
            problem = f"the name '{concept.name}' is not its label's words joined, which would be '{expected}'"
            remedy = "rename the concept so, or change its label"
            yield Finding("warning", "name-not-after-label", *_spot(filing, "concepts", index, "name"), problem, remedy)


def _anchors(
    filing: LoadedFiling, profile: Profile, used: Collection[str], candidates: Candidates
) -> Iterator[Finding]:
    if profile.anchors is None:
        return
    for index, concept in enumerate(filing.rules.concepts):
        if concept.type in ("member", "axis") or concept.wider or concept.narrower or concept.name not in used:
            continue
        found = candidates(concept)
        problem = f"'{concept.name}' has no anchor, which the profile '{profile.name}' asks for"
        remedy = "add 'wider:' with the closest official concept of a wider meaning"
        remedy += f"; candidates are {', '.join(found)}" if found else ""
        yield Finding("error", "anchor-missing", *_spot(filing, "concepts", index, "name"), problem, remedy)
