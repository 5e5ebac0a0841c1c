"""The Verdict: valid, invalid or not validated, and why; never a silent pass.

Invalid: any error of the validator, or a fact that an output states otherwise than the Report. Not validated:
a taxonomy, package or plug-in is missing, no taxonomy was loaded, the validator broke off, facts dropped out
without an error, or there are none. A missing taxonomy outranks errors, for they may only follow from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from tagwright.errors import ExitCode
from tagwright.validation.compare import Difference
from tagwright.validation.reading import LogMessage, LogReference, Reading

CalculationPolicy = Literal["report", "reject"]

CHECKS = (
    "XBRL 2.1",
    "XBRL Dimensions 1.0",
    "Inline XBRL 1.1 and its transformations",
    "Calculations 1.1, rounding to nearest",
    "units registry (UTR)",
    "inconsistent duplicate facts",
)
_COMPARED = "each fact of the report against each output"

_MISSING_FILE = frozenset({"IOerror", "FileNotLoadable"})
_BROKEN_OFF = frozenset(
    {
        "Exception",
        "IOError",
        "error",
        "arelle:packageLoadingError",
        "arelle:pluginLoadingError",
        "arelle:disclosureSystemName",
        "ESEF.RTS.ifrsRequired",
    }
)
# Arelle only warns of them, but two values for one fact leave a reader without an answer.
_ERRORS_IN_OUR_EYES = frozenset({"arelle:duplicateFacts"})
_STANDARD_HOSTS = frozenset({"www.xbrl.org", "xbrl.org", "www.w3.org"})
_RULES_PLUGIN = "ESEF"
_MOST_FACTS_OF_A_LINE = 3


class Status(StrEnum):
    """The answer to "is it valid?"."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_VALIDATED = "not validated"


class Level(StrEnum):
    """How grave a message is, gravest first."""

    ERROR = "error"
    INCONSISTENCY = "inconsistency"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a message points at: a place in an output, and the figure of the source that was printed there.

    ``element`` is the id of the fact (or context, unit, ...); ``source`` describes the figure, where it is known.
    """

    file: str
    line: int | None
    element: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """One finding, with all places that it concerns; ``rule`` is our name of the rule that is broken."""

    level: Level
    code: str
    text: str
    places: tuple[Whereabouts, ...] = ()
    rule: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages there are of each level; calculation inconsistencies are counted apart from errors."""

    errors: int
    inconsistencies: int
    warnings: int


@dataclass(frozen=True, slots=True)
class FactCount:
    """How many facts the validator read from a file, and how many it holds (None where that cannot be known)."""

    file: str
    seen: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a validation.

    ``reasons`` say why a report was not validated. ``taxonomy`` are the taxonomy documents that were loaded,
    without those of the standards themselves; ``checks`` says what was checked.
    """

    status: Status
    reasons: tuple[str, ...]
    counts: Counts
    messages: tuple[Message, ...]
    facts: tuple[FactCount, ...]
    taxonomy: tuple[str, ...]
    checks: tuple[str, ...]
    validator: str

    @property
    def exit_code(self) -> ExitCode:
        """The exit code that stands for the status."""
        return {
            Status.VALID: ExitCode.VALID,
            Status.INVALID: ExitCode.INVALID,
            Status.NOT_VALIDATED: ExitCode.NOT_VALIDATED,
        }[self.status]


def judge(
    readings: Sequence[Reading],
    *,
    expected: Mapping[str, int | None],
    differences: Sequence[Difference] | None = None,
    taxonomy_files: Sequence[str] = (),
    sources: Mapping[str, str] | None = None,
    calculation_policy: CalculationPolicy = "report",
    rules: str | None = None,
    without_facts: bool = False,
) -> Verdict:
    """Make one verdict of what was read from one or several files of a report.

    ``expected`` is the number of facts of each file; ``differences`` are those of a comparison (None where there
    was none); each of ``taxonomy_files`` must have been loaded; ``sources`` describes the source's figure by fact
    id; ``rules`` names the destination's rules that were applied; with the policy "reject" a calculation
    inconsistency makes a report invalid, else it is only counted. ``without_facts`` says that a taxonomy alone was
    read, which has none.
    """
    described = sources or {}
    found = [_message(log, reading, described) for reading in readings for log in reading.messages if _tells(log)]
    missing = _missing_files(readings)
    if missing:
        # without its taxonomy a report raises an error for every fact: keep the cause, not what follows from it
        found = [message for message in found if message.code in _MISSING_FILE]
    elif differences:
        found += [_difference_message(difference, described) for difference in differences]
    messages = _united(found)
    errors = sum(message.level is Level.ERROR for message in messages)
    inconsistencies = sum(message.level is Level.INCONSISTENCY for message in messages)
    taxonomy = _taxonomy(readings, without=frozenset() if without_facts else _STANDARD_HOSTS)
    reasons = _reasons(readings, expected, missing, taxonomy, taxonomy_files) or _rules_unread(readings, rules)
    if not (without_facts or any(_level(log) is Level.ERROR for reading in readings for log in reading.messages)):
        reasons += _lost_facts(readings, expected) or _no_facts(readings)
    if reasons:
        status = Status.NOT_VALIDATED
    elif errors or (inconsistencies and calculation_policy == "reject"):
        status = Status.INVALID
    else:
        status = Status.VALID
    asked = [f"the rules of {rules}, of the report package"] if rules else []
    return Verdict(
        status=status,
        reasons=tuple(reasons),
        counts=Counts(errors, inconsistencies, sum(message.level is Level.WARNING for message in messages)),
        messages=messages,
        facts=tuple(FactCount(reading.file, len(reading.facts), expected[reading.file]) for reading in readings),
        taxonomy=taxonomy,
        checks=(*CHECKS, *asked, *([_COMPARED] if differences is not None else [])),
        validator=readings[0].validator,
    )


def verdict_as_json(verdict: Verdict) -> str:
    """Write a verdict as JSON, the same for the same verdict: no clock, no folder of this machine."""
    return json.dumps(asdict(verdict), indent=2, ensure_ascii=False) + "\n"


def verdict_as_table(verdict: Verdict) -> list[tuple[str, str, str, str, str]]:
    """Give the messages as rows for a terminal: level, code, text, where (the source's figure first), and remedy."""
    rows = [(str(m.level), m.code, m.text, _where(m.places), m.remedy) for m in verdict.messages]
    return [(str(verdict.status), "", reason, "", "") for reason in verdict.reasons] + rows


def _where(places: Sequence[Whereabouts]) -> str:
    """Name each figure of the source once; where a place has none, name the line of the output."""
    lines = [place.source or _position(place) for place in places]
    return "\n".join(dict.fromkeys(lines))


def _position(place: Whereabouts) -> str:
    position = place.file if place.line is None else f"{place.file}:{place.line}"
    return f"{position} (id {place.element})" if place.element else position


def _tells(log: LogMessage) -> bool:
    """Leave out Arelle's reports of its progress, with the seconds that it took."""
    progress = log.code in ("", "info", "info:profileActivity") and _level(log) is Level.INFORMATION
    return not progress and bool(log.text)


def _level(log: LogMessage) -> Level:
    if log.code in _ERRORS_IN_OUR_EYES or log.level.startswith(("ERROR", "CRITICAL")):
        return Level.ERROR
    if log.level.startswith("INCONSISTENCY"):
        return Level.INCONSISTENCY
    return Level.WARNING if log.level.startswith("WARNING") else Level.INFORMATION


def _message(log: LogMessage, reading: Reading, sources: Mapping[str, str]) -> Message:
    places = {_whereabouts(reference, reading, sources) for reference in log.references}
    text = log.text if not is_crash(log.code) else log.text.strip().splitlines()[0]
    return Message(_level(log), log.code, text, tuple(sorted(places, key=_place_order)))


def _whereabouts(reference: LogReference, reading: Reading, sources: Mapping[str, str]) -> Whereabouts:
    source = sources.get(reference.element or "") or _source_of_line(reference, reading, sources)
    # Arelle names no file where a message is about the package itself
    return Whereabouts(reference.file or reading.file, reference.line, reference.element, source)


def _source_of_line(reference: LogReference, reading: Reading, sources: Mapping[str, str]) -> str | None:
    """Name the figures of the line that a message points at, where they are few enough to help."""
    if reference.line is None or PurePosixPath(reference.file).suffix in (".xsd", ".xml"):
        return None
    ids = [fact.id for fact in reading.facts if fact.line == reference.line and fact.id is not None]
    on_line = [sources[fact_id] for fact_id in ids if fact_id in sources]
    return "; ".join(on_line) if 0 < len(on_line) <= _MOST_FACTS_OF_A_LINE else None


def _difference_message(difference: Difference, sources: Mapping[str, str]) -> Message:
    place = Whereabouts(difference.file, None, difference.fact, sources.get(difference.fact))
    if difference.aspect == "missing":
        code, text = "missingFact", f"The report states {difference.expected}, the file does not."
    elif difference.aspect == "surplus":
        code, text = "surplusFact", f"The file states {difference.found}; the report does not."
    else:
        code = f"different{difference.aspect.capitalize()}"
        text = f"The {difference.aspect} reads {difference.found} and should read {difference.expected}."
    return Message(Level.ERROR, f"tagwright:{code}", text, (place,))


def _united(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Make one message of those that say the same of several outputs, so that they count once; sort them."""
    places: dict[tuple[Level, str, str], set[Whereabouts]] = {}
    for message in messages:
        places.setdefault((message.level, message.code, message.text), set()).update(message.places)
    return in_order([Message(*key, tuple(sorted(where, key=_place_order))) for key, where in places.items()])


def in_order(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Sort messages, the gravest first."""
    return tuple(sorted(messages, key=_order))


def is_crash(code: str) -> bool:
    """Say whether a message with this code tells that the validator broke off."""
    return code == "Exception" or code.startswith("exception:")


def _missing_files(readings: Sequence[Reading]) -> list[str]:
    logs = [log for reading in readings for log in reading.messages if log.code in _MISSING_FILE]
    return sorted({log.text.rpartition("file: ")[2].strip() for log in logs})


def _reasons(
    readings: Sequence[Reading],
    expected: Mapping[str, int | None],
    missing: Sequence[str],
    taxonomy: Sequence[str],
    taxonomy_files: Sequence[str],
) -> list[str]:
    """Say why the report cannot be judged, in the order of causes; an empty list where it can."""
    reasons = [_reason_of_missing(address) for address in missing]
    for reading in readings:
        broken = {log.code for log in reading.messages if log.code in _BROKEN_OFF or is_crash(log.code)}
        reasons += [f"The validator did not complete its checks of {reading.file}: {code}." for code in sorted(broken)]
    if reasons:
        return reasons
    if not taxonomy:
        return ["No taxonomy was loaded, so nothing was checked against one."]
    loaded = {PurePosixPath(address).name for address in taxonomy}
    unread = sorted(name for name in taxonomy_files if PurePosixPath(name).name not in loaded)
    return [f"{name} was not loaded: nothing in the report leads to it." for name in unread]


def _rules_unread(readings: Sequence[Reading], rules: str | None) -> list[str]:
    """Say where the plug-in with the destination's rules did not take part."""
    if rules is None or any(_RULES_PLUGIN in plugin for reading in readings for plugin in reading.plugins):
        return []
    return [f"The validator's plug-in with the rules of {rules} was not loaded."]


def _reason_of_missing(address: str) -> str:
    if urlsplit(address).scheme in ("http", "https"):
        return f"{address} is not at hand. Add the taxonomy package that holds it: tagwright taxonomy add ZIP."
    return f"{address} is not there, though the report refers to it. Put it beside the report."


def _lost_facts(readings: Sequence[Reading], expected: Mapping[str, int | None]) -> list[str]:
    """Say where facts dropped out, or came in, without an error: checks passed in their absence."""
    return [
        f"{reading.file} holds {expected[reading.file]} facts, of which the validator read {len(reading.facts)}."
        for reading in readings
        if expected[reading.file] not in (None, len(reading.facts))
    ]


def _no_facts(readings: Sequence[Reading]) -> list[str]:
    """Say where there was nothing to check: a report without a fact would else pass every check."""
    return [] if any(reading.facts for reading in readings) else ["There is no fact in it, so nothing was checked."]


def _taxonomy(readings: Sequence[Reading], *, without: frozenset[str]) -> tuple[str, ...]:
    addresses = {
        document.address
        for reading in readings
        for document in reading.documents
        if document.kind in ("schema", "linkbase") and urlsplit(document.address).hostname not in without
    }
    return tuple(sorted(addresses))


def _order(message: Message) -> tuple[int, str, tuple[tuple[str, int, str], ...], str]:
    return (
        list(Level).index(message.level),
        message.code,
        tuple(_place_order(place) for place in message.places),
        message.text,
    )


def _place_order(place: Whereabouts) -> tuple[str, int, str]:
    return place.file, place.line or 0, place.element or ""
