"""Profiles: what a destination asks of a report beyond the standards, as data in mapping/profiles.

A profile changes how a report is written, never what it states. What it needs and a filing does not give is asked for
by name before anything is written (``profile_findings`` in check_profile). ``based_on`` names a profile whose keys
hold where the file has none of its own. In every text, {date} and {scheme} stand for the date and the scheme (http or
https) of the filing's official taxonomy, as the authority's own addresses follow them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.mapping.finding import mapping_error
from tagwright.mapping.schema import ExtensionConcept, LocalName, Strict
from tagwright.mapping.schema_errors import schema_findings
from tagwright.mapping.yaml_source import Value, YamlSource, read_yaml
from tagwright.taxonomy.concepts import nearest_names
from tagwright.taxonomy.official import OfficialTaxonomy, ifrs_taxonomy

FOLDER = "profiles"
Uri = Annotated[str, Field(pattern=r"^(https?|\{scheme\})://\S+$")]


class Declared(Strict):
    """A role or arcrole of the authority: its URI, and the address (schema#id) of its declaration."""

    uri: Uri
    address: Uri


class EntryPoint(Strict):
    """The schema of the authority that an extension imports in the place of the official core schema."""

    prefix: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
    namespace: Uri
    schema_: Annotated[Uri, Field(alias="schema")]


class Undimensioned(Declared):
    """The role for line items that stand in no hypercube, with the authority's abstract item over them."""

    root: LocalName


class Roots(Strict):
    """The official abstract concepts that networks stand under, where an extension may not have abstracts of its own.

    ``statements`` are official ones by table; ``others`` is the entry point's own for all other tables.
    """

    statements: dict[str, LocalName]
    others: LocalName


class Profile(Strict):
    """What one destination asks."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    based_on: str | None = Field(default=None, description="The profile whose keys hold where this one has none.")
    taxonomies: list[str] = Field(default=[], description="The taxonomies it can be used with; empty for all.")
    scheme: Uri | None = Field(default=None, description="The identifier scheme that it asks for.")
    lei: bool = Field(default=False, description="The identifier is an LEI (ISO 17442).")
    rules: str | None = Field(default=None, description="The validator's set of rules (Arelle: disclosure system).")
    contexts: Literal["scenario", "segment"] = Field(
        default="scenario", description="The part of a context that holds dimensions (XBRL Dimensions 1.0, 3.1.4.2)."
    )
    registry: Literal[4, 5] = Field(
        default=5, description="The transformation registry that numbers are read with, or a later one where need be."
    )
    hidden_style: str | None = Field(
        default=None, description="The style property that shows where a fact of ix:hidden stands on the page."
    )
    escape: Literal["text blocks", "text blocks and markup"] = Field(
        default="text blocks",
        description="Which facts in words are escaped: text blocks, or all that hold an ampersand or a less-than too.",
    )
    text_blocks: Literal["notes", "nested"] = Field(
        default="notes", description="Whether parts of a note that have a concept are blocks of their own inside its."
    )
    calculation: Literal["2003", "2023"] | None = Field(
        default=None, description="The arcrole of sums; by default the one that goes with the taxonomy."
    )
    data_types: str | None = Field(
        default=None, description="The data type registry of own concepts; by default the one of the taxonomy."
    )
    entry_point: EntryPoint | None = None
    axis_defaults: Declared | None = Field(default=None, description="The role for the defaults of own axes.")
    undimensioned: Undimensioned | None = None
    anchors: Declared | None = Field(default=None, description="The arcrole from a wider to a narrower concept.")
    roots: Roots | None = None
    identity: list[LocalName] = Field(default=[], description="Facts about the company that must be stated.")
    repeats: Literal["as printed", "same value"] = Field(
        default="as printed", description="Whether a fact may be stated again with a value that is rounded further."
    )
    names_after_labels: bool = Field(
        default=False,
        description="The name of an own concept is its label's words joined (LC3), 'member' added.",
    )
    package: Literal["xbri", "zip"] = "xbri"
    package_name: str = Field(
        default="{name}",
        description="The name of the package, of its folder and of the report in it: {name}, {end} (the period's last "
        "day) and {language} are the filing's.",
    )
    longest_name: int | None = Field(default=None, description="The most characters of the stem of file names.")


PLAIN = Profile(name="ifrs", title="Plain IFRS report")


_KINDS = ("Member", "Axis")
_WORDS = re.compile(r"((?:\w+')+\w+)|(A[.-])|([.-]A(?=\W|$))|(\w+)")


def declared_label(concept: ExtensionConcept, profile: Profile) -> str:
    """Give the label of a filing's own concept; of a member or axis it says so where names must follow labels."""
    kind = next((kind for kind in _KINDS if concept.name.endswith(kind)), "")
    if not profile.names_after_labels or not kind or concept.label.lower().endswith(f" {kind.lower()}"):
        return concept.label
    return f"{concept.label} {kind.lower()}"


def name_after_label(label: str) -> str:
    """Join the words of a label, each with a capital letter only at its beginning (LC3)."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    words = (re.sub(r"['.-]", "", match.group().title()) for match in _WORDS.finditer(plain))
    return "".join(words)


@cache
def load_profile(name: str, taxonomy: str | None = None) -> Profile:
    """Give the profile called ``name`` for a taxonomy (ifrs-2021), by default the newest that it can be used with.

    Raises MappingError, with the names there are, where none is called that, and TaxonomyError where ``taxonomy`` is
    unknown. A taxonomy that the profile is not for is found later (``profile_findings``).
    """
    yaml = _profile_source(name)
    content = _with_base(yaml)
    known = content.get("taxonomies")
    chosen = taxonomy or (str(known[-1]) if isinstance(known, list) and known else None)
    official = ifrs_taxonomy(chosen) if chosen else None
    try:
        return Profile.model_validate(_filled_in(content, official) if official else content)
    except ValidationError as error:
        raise mapping_error(schema_findings(error, yaml, Profile)) from error


def profile_names() -> list[str]:
    """List the profiles that there are."""
    return sorted(path.stem for path in (data_folder("mapping") / FOLDER).glob("*.yaml"))


def _profile_source(name: str) -> YamlSource:
    known = profile_names()
    if name not in known:
        near = nearest_names(name, known, limit=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise MappingError(f"There is no profile {name!r}.", remedy=f"{hint}known are {', '.join(known)}")
    return read_yaml(data_folder("mapping") / FOLDER / f"{name}.yaml", f"mapping/{FOLDER}/{name}.yaml")


def _with_base(source: YamlSource) -> dict[str, Value]:
    base = source.content.get("based_on")
    return {**_with_base(_profile_source(str(base))), **source.content} if base else source.content


def _filled_in(value: Value, official: OfficialTaxonomy) -> Value:
    if isinstance(value, dict):
        return {key: _filled_in(below, official) for key, below in value.items()}
    if isinstance(value, list):
        return [_filled_in(below, official) for below in value]
    if isinstance(value, str):
        return value.replace("{date}", official.date).replace("{scheme}", official.scheme)
    return value
