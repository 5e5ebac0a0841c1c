"""What a mapping file may say. pydantic reads it; the same models make the JSON Schema that editors use.

Wording is compared as ``likeness.alike`` gives it: case, dashes, footnote marks, plurals, spellings and known synonyms
do not matter. A mapping holds wording and concepts, never a figure's value or a place in a document.
Concept names are local names: of the official taxonomy, or of the filing's own ``concepts``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Wordings = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=list[str] | str)]
LocalName = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$")]
DimensionMap = dict[LocalName, LocalName]


class Strict(BaseModel):
    """What is read from YAML: no key but those that are named, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LineRule(Strict):
    """A row: which wording, in which section, means which concept."""

    wording: Wordings = Field(default=[], description="Labels of the row, any of which matches.")
    unlabelled_total: bool = Field(
        default=False,
        description="Matches the row without a label that sums the rows above it (in the section, if given).",
    )
    section: Wordings = Field(default=[], description="One of these headings must stand above the row, in the table.")
    not_section: Wordings = Field(default=[], description="None of these headings may stand above the row.")
    beside: Wordings = Field(default=[], description="One of these must be another row or section of the table.")
    not_beside: Wordings = Field(default=[], description="None of these may be a row or section of the table.")
    before: Wordings = Field(default=[], description="One of these must stand further down in the table.")
    after: Wordings = Field(default=[], description="One of these must stand further up in the table.")
    column: Wordings = Field(default=[], description="The column must be headed by one of these.")
    concept: LocalName | None = Field(default=None, description="Local name of the concept.")
    also: list[LocalName] = Field(
        default=[],
        description="Further concepts of the same type that the number states: 'Basic and diluted' is two amounts.",
    )
    dimensions: DimensionMap = Field(default={}, description="Axis: member, for every figure of the row.")
    sign: Literal["by balance", "as printed", "reversed"] = Field(
        default="by balance",
        description="How the printed sign becomes the concept's: by its balance and the table's 'positive', "
        "as printed, or reversed.",
    )
    balance: Literal["opening", "closing"] | None = Field(
        default=None, description="The row states the balance at the beginning or the end of the period."
    )
    leave_out: str | None = Field(default=None, description="Not tagged on purpose: the reason, for the ledger.")


class ColumnRule(Strict):
    """A column: which wording of its heading means which dimensions."""

    wording: Wordings
    dimensions: DimensionMap = Field(default={}, description="Axis: member. Empty for the total column.")
    before: Wordings = Field(default=[], description="A column further to the right must be headed by one of these.")
    after: Wordings = Field(default=[], description="A column further to the left must be headed by one of these.")
    not_beside: Wordings = Field(default=[], description="No other column may be headed by one of these.")
    concept: LocalName | None = Field(
        default=None, description="The column decides the concept, whatever the row says."
    )
    leave_out: str | None = Field(default=None, description="Not tagged on purpose: the reason, for the ledger.")


class TableRule(Strict):
    """A statement, or one table of a note: how to recognise it, and what its rows and columns mean."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = Field(
        description="Key of the table; a filing's table of the same name adds to the base mapping's, its rules first."
    )
    kind: Literal["statement", "note", "management"] | None = None
    number: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = Field(
        default=None,
        description="Sorts the extended link role, as the official roles do (310000 income statement).",
    )
    title: str | None = Field(default=None, description="Name of the extended link role, in words of our own.")
    titles: Wordings = Field(default=[], description="A heading or caption above the table must be one of these.")
    within: Wordings = Field(default=[], description="An outer heading must be one of these.")
    about: Wordings = Field(
        default=[],
        description="One of these phrases must occur in the heading, caption or paragraph just above.",
    )
    contains: Wordings = Field(default=[], description="One of these must be the label of a row of the table.")
    signature: Wordings = Field(
        default=[],
        description="A table without a known title is this one if it has two of these rows, and most are known.",
    )
    lines_of: list[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]] = Field(
        default=[], description="Names of base tables whose lines and columns come after this one's own."
    )
    positive: Literal["debit", "credit", "as printed"] | None = Field(
        default=None,
        description="What a number without brackets is in this table: a credit (income statement), "
        "a debit (cash flows: money in), or the concept's own sign (financial position).",
    )
    dimensions: DimensionMap = Field(default={}, description="Axis: member, for every figure of the table.")
    lines: list[LineRule] = Field(default=[])
    columns: list[ColumnRule] = Field(default=[])


class NoteRule(Strict):
    """A note reported whole, as a text block; or a part of one, as a block inside the note's."""

    titles: Wordings
    within: Wordings = Field(
        default=[], description="The note that this is a part of has one of these titles; without it, it is a note."
    )
    concept: LocalName


class SentenceRule(Strict):
    """A number in running text, recognised by the words right before it."""

    after: Wordings = Field(description="The words that end right before the number (currency sign left out).")
    within: Wordings = Field(default=[], description="A heading above must be one of these.")
    concept: LocalName | None = None
    dimensions: DimensionMap = Field(default={})
    leave_out: str | None = None


class BaseMapping(Strict):
    """A file of mapping/ifrs: one statement or note, for any company."""

    tables: list[TableRule] = Field(default=[])
    notes: list[NoteRule] = Field(default=[])
    sentences: list[SentenceRule] = Field(default=[])


class EntityDeclaration(Strict):
    """Who reports."""

    name: str
    scheme: Annotated[str, Field(pattern=r"^https?://\S+$")]
    identifier: Annotated[str, Field(pattern=r"^\S+$")]


class PeriodDeclaration(Strict):
    """The reporting period: its first and its last day."""

    start: date
    end: date


class ExtensionDeclaration(Strict):
    """Namespace and prefix of the filing's own concepts."""

    prefix: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    namespace: Annotated[str, Field(pattern=r"^https?://\S+$")]


ExtensionType = Literal["monetary", "per share", "shares", "percent", "pure", "text block", "string", "member", "axis"]


class ExtensionConcept(Strict):
    """A concept, axis or member that only this filing has."""

    name: LocalName
    label: str
    type: ExtensionType
    period: Literal["instant", "duration"] = "duration"
    balance: Literal["debit", "credit"] | None = None
    sign: Literal["positive", "either"] = Field(
        default="either", description="'positive' where a negative value would be a mistake."
    )
    documentation: str
    wider: list[LocalName] = Field(default=[], description="Official concepts with a wider meaning (anchors).")
    narrower: list[LocalName] = Field(default=[], description="Official concepts that it combines (anchors).")
    default: LocalName | None = Field(default=None, description="For an axis: its default member (the domain).")


class FilingMapping(BaseMapping):
    """filing.yaml: the document, who reports what period in which currency, and the lines only it has."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    document: str
    title: str
    entity: EntityDeclaration
    period: PeriodDeclaration
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    taxonomy: Annotated[str, Field(pattern=r"^ifrs-20[0-9]{2}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    extension: ExtensionDeclaration
    profile: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = Field(
        default="ifrs", description="Whose rules the report follows: the name of a file of mapping/profiles."
    )
    identity: dict[LocalName, str] = Field(
        default={}, description="Facts about the company in words, where the profile asks for them: concept: text."
    )
    concepts: list[ExtensionConcept] = Field(default=[])
