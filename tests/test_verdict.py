from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tagwright.errors import ExitCode
from tagwright.validation.compare import Difference
from tagwright.validation.reading import LoadedDocument, LogMessage, LogReference, ReadFact, Reading
from tagwright.validation.verdict import (
    Level,
    Message,
    Status,
    Verdict,
    Whereabouts,
    judge,
    verdict_as_json,
    verdict_as_table,
)

FACT = ReadFact(
    id="f1",
    concept="{http://example.com/mini}Revenue",
    value="1100000",
    nil=False,
    decimals="-3",
    unit="{http://www.xbrl.org/2003/iso4217}CNY",
    period="2021-01-01/2021-12-31",
    scheme="http://example.com",
    identifier="X",
    dimensions=(),
    language=None,
    line=9,
)
CLEAN = Reading(
    file="mini.xhtml",
    messages=(),
    facts=(FACT,),
    documents=(
        LoadedDocument("http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd", "schema"),
        LoadedDocument("mini.xsd", "schema"),
        LoadedDocument("mini_cal.xml", "linkbase"),
        LoadedDocument("mini.xhtml", "inline XBRL instance"),
    ),
    plugins=(),
    validator="Arelle 2.47.3",
)
SOURCES = {"f1": 'line 357, "Revenue", 4,700,263'}


def log(level: str, code: str, text: str = "text", element: str | None = "f1", line: int | None = 9) -> LogMessage:
    return LogMessage(level, code, text, (LogReference("mini.xhtml", line, element),))


def verdict_on(*messages: LogMessage, **options: object) -> Verdict:
    arguments: dict[str, object] = {"expected": {"mini.xhtml": 1}, "sources": SOURCES, **options}
    return judge([replace(CLEAN, messages=messages)], **arguments)  # type: ignore[arg-type]


def test_no_error_and_every_fact_read_is_valid() -> None:
    verdict = verdict_on(log("INFO", "info", "loaded in 0.06 secs at 2026-11-22T22:02:17"), differences=[])
    assert verdict.status is Status.VALID
    assert verdict.exit_code is ExitCode.VALID
    assert verdict.messages == ()
    assert verdict.taxonomy == ("mini.xsd", "mini_cal.xml")
    assert [(count.file, count.seen, count.expected) for count in verdict.facts] == [("mini.xhtml", 1, 1)]
    assert verdict.checks[-1] == "each fact of the report against each output"


def test_a_warning_is_counted_and_leaves_a_report_valid() -> None:
    verdict = verdict_on(log("WARNING", "ixbrl:selfClosedTagWarning"))
    assert (verdict.status, verdict.counts.warnings, verdict.counts.errors) == (Status.VALID, 1, 0)


@pytest.mark.parametrize("level", ["ERROR", "CRITICAL", "ERROR-SEMANTIC"])
def test_an_error_is_invalid(level: str) -> None:
    verdict = verdict_on(log(level, "xbrl.4.6.1:itemContextRef"))
    assert (verdict.status, verdict.exit_code, verdict.counts.errors) == (Status.INVALID, ExitCode.INVALID, 1)


def test_an_inconsistent_duplicate_is_an_error_though_the_validator_only_warns() -> None:
    assert verdict_on(log("WARNING", "arelle:duplicateFacts")).status is Status.INVALID


def test_a_calculation_inconsistency_is_counted_and_the_policy_decides() -> None:
    inconsistency = log("INCONSISTENCY", "calc11e:inconsistentCalculationUsingRounding")
    reported = verdict_on(inconsistency)
    rejected = verdict_on(inconsistency, calculation_policy="reject")
    assert (reported.status, reported.counts.inconsistencies, reported.counts.errors) == (Status.VALID, 1, 0)
    assert rejected.status is Status.INVALID


def test_a_missing_taxonomy_is_not_validated_and_hides_the_errors_that_follow_from_it() -> None:
    address = "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
    verdict = verdict_on(
        log("ERROR", "ix11.12.1.2:missingReferences"),
        log("ERROR", "IOerror", f"Could not load file from local filesystem. file: {address}", element=None, line=4),
        differences=[Difference("mini.xhtml", "f2", "missing", "Cost", "")],
    )
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.exit_code is ExitCode.NOT_VALIDATED
    assert [message.code for message in verdict.messages] == ["IOerror"]
    assert verdict.reasons == (
        f"{address} is not at hand. Add the taxonomy package that holds it: tagwright taxonomy add ZIP.",
    )


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("ERROR", "arelle:pluginLoadingError"),
        ("ERROR", "arelle:disclosureSystemName"),
        ("ERROR", "arelle:packageLoadingError"),
        ("WARNING", "ESEF.RTS.ifrsRequired"),
        ("ERROR", "exception:KeyError"),
        ("ERROR", "Exception"),
        ("ERROR", "error"),
    ],
)
def test_a_validator_that_broke_off_did_not_validate(level: str, code: str) -> None:
    verdict = verdict_on(log(level, code), log("ERROR", "xbrl.4.6.1:itemContextRef"))
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.reasons == (f"The validator did not complete its checks of mini.xhtml: {code}.",)


def test_facts_that_drop_out_without_an_error_are_not_validated() -> None:
    verdict = verdict_on(expected={"mini.xhtml": 2})
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.reasons == ("mini.xhtml holds 2 facts, of which the validator read 1.",)


def test_facts_that_drop_out_with_an_error_are_invalid() -> None:
    verdict = verdict_on(log("ERROR", "ix11.12.1.2:missingReferences"), expected={"mini.xhtml": 2})
    assert verdict.status is Status.INVALID


def test_a_count_that_cannot_be_known_is_no_reason() -> None:
    assert verdict_on(expected={"mini.xhtml": None}).status is Status.VALID


def test_a_report_without_a_taxonomy_is_not_validated() -> None:
    bare = replace(CLEAN, documents=CLEAN.documents[:1])
    verdict = judge([bare], expected={"mini.xhtml": 1})
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.reasons == ("No taxonomy was loaded, so nothing was checked against one.",)


def test_a_taxonomy_file_that_was_not_loaded_is_not_validated() -> None:
    verdict = verdict_on(taxonomy_files=["reports/mini.xsd", "mini_pre.xml"])
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.reasons == ("mini_pre.xml was not loaded: nothing in the report leads to it.",)


def test_a_fact_that_an_output_states_otherwise_is_invalid_and_names_the_source() -> None:
    verdict = verdict_on(differences=[Difference("mini.json", "f1", "value", "1100000", "110000")])
    assert verdict.status is Status.INVALID
    assert verdict.messages == (
        Message(
            Level.ERROR,
            "tagwright:differentValue",
            "The value reads 110000 and should read 1100000.",
            (Whereabouts("mini.json", None, "f1", 'line 357, "Revenue", 4,700,263'),),
        ),
    )


def test_a_message_about_a_fact_names_the_line_and_cell_of_the_source() -> None:
    (message,) = verdict_on(log("ERROR", "xbrl.4.6.1:itemContextRef")).messages
    assert message.places == (Whereabouts("mini.xhtml", 9, "f1", 'line 357, "Revenue", 4,700,263'),)


def test_a_message_about_a_line_names_the_figure_that_stands_on_it() -> None:
    (message,) = verdict_on(log("ERROR", "xmlSchema:syntax", element=None)).messages
    assert message.places[0].source == 'line 357, "Revenue", 4,700,263'


def test_a_message_about_another_line_names_no_figure() -> None:
    (message,) = verdict_on(log("ERROR", "xmlSchema:syntax", element=None, line=10)).messages
    assert message.places[0].source is None


def test_the_same_message_about_two_outputs_counts_once() -> None:
    again = replace(CLEAN, file="mini.xbrl", messages=(log("WARNING", "w", line=3),))
    verdict = judge(
        [replace(CLEAN, messages=(log("WARNING", "w"),)), again], expected={"mini.xhtml": 1, "mini.xbrl": 1}
    )
    assert verdict.counts.warnings == 1
    assert [place.line for place in verdict.messages[0].places] == [3, 9]


def test_the_order_of_the_messages_does_not_change_the_json() -> None:
    messages = [log("WARNING", "b"), log("ERROR", "z"), log("WARNING", "a", "2"), log("WARNING", "a", "1")]
    first, second = verdict_on(*messages), verdict_on(*reversed(messages))
    assert verdict_as_json(first) == verdict_as_json(second)
    assert [message.code + message.text for message in first.messages] == ["ztext", "a1", "a2", "btext"]


def test_the_json_gives_the_status_the_counts_and_the_messages() -> None:
    data = json.loads(verdict_as_json(verdict_on(log("ERROR", "xbrl.4.6.1:itemContextRef"))))
    assert data["status"] == "invalid"
    assert data["counts"] == {"errors": 1, "inconsistencies": 0, "warnings": 0}
    assert data["facts"] == [{"file": "mini.xhtml", "seen": 1, "expected": 1}]
    assert data["messages"][0]["places"][0]["source"] == 'line 357, "Revenue", 4,700,263'


def test_the_table_begins_with_the_reasons_and_names_each_figure_once() -> None:
    verdict = verdict_on(log("ERROR", "error"), log("WARNING", "w"))
    assert verdict_as_table(verdict) == [
        ("not validated", "", "The validator did not complete its checks of mini.xhtml: error.", "", ""),
        ("error", "error", "text", 'line 357, "Revenue", 4,700,263', ""),
        ("warning", "w", "text", 'line 357, "Revenue", 4,700,263', ""),
    ]


def test_the_table_names_the_line_of_the_output_where_no_figure_is_known() -> None:
    assert verdict_as_table(verdict_on(log("WARNING", "w"), sources={}))[0][3] == "mini.xhtml:9 (id f1)"


def test_rules_whose_plug_in_did_not_take_part_are_no_validation() -> None:
    without = judge([CLEAN], expected={"mini.xhtml": 1}, rules="esef-2021")
    assert without.status is Status.NOT_VALIDATED
    assert without.reasons == ("The validator's plug-in with the rules of esef-2021 was not loaded.",)
    loaded = replace(CLEAN, plugins=("Validate ESMA ESEF",))
    verdict = judge([loaded], expected={"mini.xhtml": 1}, rules="esef-2021")
    assert verdict.status is Status.VALID
    assert "the rules of esef-2021, of the report package" in verdict.checks


def test_how_long_the_validator_took_is_no_message() -> None:
    timed = log("INFO", "info:profileActivity", "validating took 0.142 secs")
    assert verdict_on(timed, log("INFO", "", "Formula grammar initialized in 0.02 secs")).messages == ()
