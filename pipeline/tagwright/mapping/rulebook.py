"""The rules of a mapping with the concepts that they name, made ready once to be asked for every document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from tagwright.figures.labels import Vocabulary
from tagwright.mapping.candidates import Ranker, takes_both_signs
from tagwright.mapping.line_index import LineIndex
from tagwright.mapping.model import LoadedMapping
from tagwright.mapping.tables import TableChooser, vocabulary_of
from tagwright.taxonomy.concepts import ConceptFacts


class Rulebook:
    """What is made of a mapping before a document is read. ``book`` has the facts of all concepts, official and own.

    Each part is made when it is first asked for, and depends on nothing but the mapping and the book.
    """

    def __init__(self, mapping: LoadedMapping, book: Mapping[str, ConceptFacts]) -> None:
        self.mapping, self.book = mapping, book

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The wordings that rows can have."""
        return vocabulary_of(self.mapping)

    @cached_property
    def lines(self) -> Mapping[str, LineIndex]:
        """The rules of rows, by the table's name."""
        of_concept = partial(takes_both_signs, self.book)  # no method: rules that hold themselves outlive their use
        return {table.name: LineIndex(table, of_concept) for table in self.mapping.tables}

    @cached_property
    def chooser(self) -> TableChooser:
        """Chooses tables of the mapping for those of a document."""
        titles_of_notes = [title for note in self.mapping.notes if not note.rule.within for title in note.rule.titles]
        return TableChooser(self.mapping.tables, titles_of_notes)

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks concepts for rows that no rule names."""
        return Ranker(self.mapping, self.book)
