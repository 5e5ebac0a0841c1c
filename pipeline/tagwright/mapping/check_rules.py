"""Hold the rules of a mapping against one another: rules that say nothing, too much, or what another gainsays."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tagwright.figures.variants import folded
from tagwright.figures.wording import normalise, normalise_heading
from tagwright.mapping.finding import Finding
from tagwright.mapping.likeness import alike
from tagwright.mapping.line_index import NO_CONDITIONS, Conditions
from tagwright.mapping.lines import meaning_of
from tagwright.mapping.model import Column, Level, Line, LoadedMapping, Note, RuleSource, Sentence, TableMapping

_UNLABELLED = ""


def rule_findings(mapping: LoadedMapping) -> list[Finding]:
    """Find malformed rules, tables that cannot be recognised or are named twice, and rules that clash."""
    return [
        *_duplicate_tables(mapping),
        *_unknown_lenders(mapping),
        *(finding for table in mapping.tables for finding in _table_findings(mapping, table)),
        *(finding for sentence in mapping.sentences for finding in _sentence_findings(mapping, sentence)),
        *(finding for note in mapping.notes for finding in _blank(mapping, note.source, "titles", note.rule.titles)),
        *_clashes(mapping, [_note_claim(note) for note in mapping.notes]),
        *_clashes(mapping, [_sentence_claim(sentence) for sentence in mapping.sentences]),
    ]


def _duplicate_tables(mapping: LoadedMapping) -> Iterator[Finding]:
    first: dict[tuple[Level, str], RuleSource] = {}
    sources = {(part.level, part.source): part.rule.name for table in mapping.tables for part in table.parts}
    for (level, source), name in sources.items():
        earlier = first.setdefault((level, name), source)
        if earlier != source:
            problem = f"the table '{name}' is declared at {earlier} already"
            yield Finding("error", "duplicate-table", *mapping.spot(source, "name"), problem, "join or rename them")


def _unknown_lenders(mapping: LoadedMapping) -> Iterator[Finding]:
    """Find names in ``lines_of`` that no base table has."""
    parts = [part for table in mapping.tables for part in table.parts]
    known = [part.rule.name for part in parts if part.level == "base"]
    for part in parts:
        for index, name in enumerate(part.rule.lines_of):
            if name not in known:
                spot = mapping.spot(part.source, "lines_of", index)
                near = difflib.get_close_matches(name, known, n=1)
                remedy = f"did you mean '{near[0]}'?" if near else f"name one of {', '.join(known)}"
                yield Finding("error", "unknown-table", *spot, f"no base table is called '{name}'", remedy)


def _table_findings(mapping: LoadedMapping, table: TableMapping) -> Iterator[Finding]:
    if not table.titles and (table.lines or table.columns):
        problem = f"the table '{table.name}' has rules but no titles, so it is never found"
        yield Finding("error", "no-titles", *mapping.spot(table.source), problem, "add 'titles:'")
    concept_from_column = any(column.rule.concept for column in table.columns)
    for line in table.lines:
        yield from _line_findings(mapping, line, concept_from_column)
    for column in table.columns:
        yield from _both(mapping, column.source, column.rule.concept, column.rule.leave_out)
        yield from _blank(mapping, column.source, "wording", column.rule.wording)
    yield from _clashes(mapping, [_line_claim(line) for line in table.lines])
    yield from _clashes(mapping, [_column_claim(column) for column in table.columns])


def _line_findings(mapping: LoadedMapping, line: Line, concept_from_column: bool) -> Iterator[Finding]:
    rule, spot = line.rule, mapping.spot(line.source)
    if rule.concept is None and rule.leave_out is None and not concept_from_column:
        yield _says_nothing(mapping, line.source)
    yield from _both(mapping, line.source, rule.concept, rule.leave_out)
    if rule.unlabelled_total and rule.wording:
        problem = "the line has a wording and is an unlabelled total"
        yield Finding("error", "labelled-total", *spot, problem, "make it two lines, or delete one of the two")
    if not rule.unlabelled_total and not rule.wording:
        yield Finding(
            "error", "no-wording", *spot, "the line matches no row", "add 'wording:' or 'unlabelled_total: true'"
        )
    yield from _blank(mapping, line.source, "wording", rule.wording)


def _sentence_findings(mapping: LoadedMapping, sentence: Sentence) -> Iterator[Finding]:
    rule = sentence.rule
    if rule.concept is None and rule.leave_out is None:
        yield _says_nothing(mapping, sentence.source)
    yield from _both(mapping, sentence.source, rule.concept, rule.leave_out)
    yield from _blank(mapping, sentence.source, "after", rule.after)


def _says_nothing(mapping: LoadedMapping, source: RuleSource) -> Finding:
    problem = "the rule has neither a concept nor a reason to leave the figure out"
    return Finding("error", "says-nothing", *mapping.spot(source), problem, "add 'concept:' or 'leave_out:'")


def _both(mapping: LoadedMapping, source: RuleSource, concept: str | None, leave_out: str | None) -> Iterator[Finding]:
    if concept is not None and leave_out is not None:
        problem = "the rule has a concept and a reason to leave the figure out"
        yield Finding("error", "says-both", *mapping.spot(source, "leave_out"), problem, "delete one of the two")


def _blank(mapping: LoadedMapping, source: RuleSource, field: str, wordings: Sequence[str]) -> Iterator[Finding]:
    for index, wording in enumerate(wordings):
        if not normalise(wording):
            problem = f"nothing is left of the wording '{wording}' when it is compared"
            yield Finding(
                "error", "blank-wording", *mapping.spot(source, field, index), problem, "write words, or delete it"
            )


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a rule claims (normal wordings, under these headings and not under those), and what it says of it.

    Of two claims on one figure the one of the higher rank wins; of equal rank they clash.
    """

    wordings: Mapping[str, str]
    """As they are compared, each with its spelling."""
    conditions: Conditions
    rank: int
    says: tuple[object, ...]
    source: RuleSource
    level: Level


def _clashes(mapping: LoadedMapping, claims: Iterable[_Claim]) -> Iterator[Finding]:
    for one, other in _pairs_with_a_wording(list(claims)):
        shared = sorted(one.wordings.keys() & other.wordings.keys())
        if one.level != other.level or one.rank != other.rank or not _may_meet(one, other):
            continue
        what = f"'{one.wordings[shared[0]]}'" if shared[0] else "a total without a label"
        spot = mapping.spot(other.source)
        if one.says != other.says:
            problem = f"for {what} the rule says otherwise than the one at {one.source}"
            yield Finding("error", "rules-clash", *spot, problem, "tell them apart by their sections, or delete one")
        elif (one.wordings.keys(), one.conditions) == (other.wordings.keys(), other.conditions):
            problem = f"duplicated rules: for {what} the same is said at {one.source}"
            yield Finding("error", "duplicated-rules", *spot, problem, "delete one of the two")


def _pairs_with_a_wording(claims: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Give the pairs of claims that share a wording, in order."""
    holders: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for wording in claim.wordings:
            holders.setdefault(wording, []).append(number)
    pairs = {pair for numbers in holders.values() for pair in combinations(numbers, 2)}
    return [(claims[first], claims[second]) for first, second in sorted(pairs)]


def _may_meet(one: _Claim, other: _Claim) -> bool:
    """Tell whether one row can stand where both claims accept it."""
    if _excluded(one.conditions, other.conditions) or _excluded(other.conditions, one.conditions):
        return False
    asked, refused = (one.conditions.section, other.conditions.section), one.conditions.not_section
    if not any(asked):
        return True
    accepted = asked[0] & asked[1] if all(asked) else asked[0] | asked[1]
    return bool(accepted - refused - other.conditions.not_section)


def _excluded(one: Conditions, other: Conditions) -> bool:
    """Tell whether what one claim asks of the table is what the other refuses."""
    if one.column and other.column and not one.column & other.column:
        return True
    near = [asked for asked in (one.section, one.beside, one.before, one.after) if asked]
    return any(asked <= other.not_beside for asked in near) or bool(one.before and one.before == other.after)


def _line_claim(line: Line) -> _Claim:
    rule, conditions = line.rule, Conditions.of(line)
    return _Claim(
        wordings={_UNLABELLED: ""} if rule.unlabelled_total else _normal(rule.wording, folded),
        conditions=conditions,
        rank=conditions.count,
        says=meaning_of(rule),
        source=line.source,
        level=line.level,
    )


def _column_claim(column: Column) -> _Claim:
    rule = column.rule
    says = (rule.concept, _sorted(rule.dimensions), rule.leave_out)
    form = alike if column.level == "base" else folded
    before, after, refused = (frozenset(map(form, asked)) for asked in (rule.before, rule.after, rule.not_beside))
    conditions = replace(NO_CONDITIONS, before=before, after=after, not_beside=refused)
    return _Claim(_normal(rule.wording, form), conditions, conditions.count, says, column.source, column.level)


def _note_claim(note: Note) -> _Claim:
    titles = _normal(note.rule.titles, normalise_heading)
    within = replace(NO_CONDITIONS, section=frozenset(map(normalise_heading, note.rule.within)))
    return _Claim(titles, within, 1 if note.rule.within else 0, (note.rule.concept,), note.source, note.level)


def _sentence_claim(sentence: Sentence) -> _Claim:
    rule = sentence.rule
    says = (rule.concept, _sorted(rule.dimensions), rule.leave_out)
    within = replace(NO_CONDITIONS, section=frozenset(map(normalise_heading, rule.within)))
    return _Claim(_normal(rule.after, normalise), within, 0, says, sentence.source, sentence.level)


def _normal(wordings: Iterable[str], form: Callable[[str], str]) -> dict[str, str]:
    return {form(wording): normalise(wording) for wording in wordings}


def _sorted(dimensions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dimensions.items()))
