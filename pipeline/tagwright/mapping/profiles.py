"""Profiles: what a destination asks of a report beyond the standards, as data in mapping/profiles.

A profile changes how a report is written, never what it states. What it needs and a filing does not give is asked for
by name before anything is written (``profile_findings`` in check_profile).
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
from tagwright.mapping.yaml_source import read_yaml
from tagwright.taxonomy.concepts import nearest_names

FOLDER = "profiles"
Uri = Annotated[str, Field(pattern=r"^https?://\S+$")]


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
    taxonomies: list[str] = Field(default=[], description="The taxonomies it can be used with; empty for all.")
    scheme: Uri | None = Field(default=None, description="The identifier scheme that it asks for.")
    lei: bool = Field(default=False, description="The identifier is an LEI (ISO 17442).")
    rules: str | None = Field(default=None, description="The validator's set of rules (Arelle: disclosure system).")
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
def load_profile(name: str) -> Profile:
    """Give the profile called ``name``. Raises MappingError, with the names there are, where none is."""
    folder = data_folder("mapping") / FOLDER
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if name not in known:
        near = nearest_names(name, known, limit=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise MappingError(f"There is no profile {name!r}.", remedy=f"{hint}known are {', '.join(known)}")
    yaml = read_yaml(folder / f"{name}.yaml", f"mapping/{FOLDER}/{name}.yaml")
    try:
        return Profile.model_validate(yaml.content)
    except ValidationError as error:
        raise mapping_error(schema_findings(error, yaml, Profile)) from error
