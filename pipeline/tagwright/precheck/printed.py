"""Checks of the document that a report is made from: what its statements print and no fact states, sums that fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tagwright.figures.model import Figure, Kind
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.model import LoadedFiling
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Spot
from tagwright.proof.describe import Cause, cause_of, words
from tagwright.proof.prove import Proof

_LOST = (Outcome.UNMAPPED, Outcome.DOUBTFUL)


def printed_figures(name: str, figures: Sequence[Figure], decisions: Sequence[Decision], proof: Proof) -> list[Found]:
    """Give what is wrong with the figures of the document called ``name``."""
    blocks = _statements(figures, decisions)
    return [*_untagged(name, figures, decisions, blocks), *_contradicted(name, figures, proof, blocks)]


def declared_places(filing: LoadedFiling) -> dict[str, str]:
    """Say of each concept that a filing declares, by its id in the schema, where: "filing.yaml:31:5"."""
    prefix, yaml = filing.rules.extension.prefix, filing.file.yaml
    places = {f"{prefix}_{c.name}": yaml.place(("concepts", n, "name")) for n, c in enumerate(filing.rules.concepts)}
    return {name: f"{yaml.file}:{place.line}:{place.column}" for name, place in places.items()}


def _statements(figures: Sequence[Figure], decisions: Sequence[Decision]) -> set[int]:
    """Give the blocks of the document that are primary statements."""
    return {
        figures[decision.figure].span.block
        for decision in decisions
        if decision.tagged and decision.table is not None and decision.table.kind == "statement"
    }


def _untagged(name: str, figures: Sequence[Figure], decisions: Sequence[Decision], blocks: set[int]) -> Iterator[Found]:
    for decision in decisions:
        figure = figures[decision.figure]
        in_statement = figure.span.block in blocks and figure.span.row >= 0
        if in_statement and decision.outcome in _LOST and figure.kind in (Kind.AMOUNT, Kind.NIL):
            row = " ".join(figure.row_path[-1].split()) if figure.row_path else "a row without label"
            problem = f"{figure.text} of {row!r} is {decision.outcome.value}: {decision.reason}"
            yield found("statement-number-untagged", problem, Spot(name, figure.place.line))


def _contradicted(name: str, figures: Sequence[Figure], proof: Proof, blocks: set[int]) -> Iterator[Found]:
    for identity in proof.identities:
        cause = cause_of(identity, proof)
        if figures[identity.total].span.block in blocks and cause not in (None, Cause.ROUNDING):
            problem = f"{words(identity, figures)}: {cause}"
            yield found("sum-contradicted", problem, Spot(name, figures[identity.total].place.line))
