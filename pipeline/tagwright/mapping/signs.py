"""How the printed sign becomes the concept's sign.

A fact is positive in its concept's own sense (XBRL 2.1, 5.1.1.2: a balance says which side that is). A table
says what its numbers without brackets are: a credit in an income statement, a debit (money in) in cash flows.
"""

from __future__ import annotations

from tagwright.mapping.model import TableMapping
from tagwright.mapping.schema import LineRule
from tagwright.taxonomy.concepts import ConceptFacts


def is_reversed(rule: LineRule, table: TableMapping, concept: ConceptFacts) -> bool:
    """Tell whether a figure's value has the opposite of its printed sign."""
    if rule.sign != "by balance":
        return rule.sign == "reversed"
    if table.positive == "as printed" or concept.balance is None:
        return False
    return concept.balance != table.positive
