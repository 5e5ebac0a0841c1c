"""What to do about a message of the validator: the table of messages, and the verdict with our own findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tagwright.errors import MappingError, ValidationFailedError
from tagwright.precheck.finding import Finding, Severity
from tagwright.precheck.model import Spot
from tagwright.validation.advice import advice_for, load_advice, read_advice, with_findings, with_likely_cause
from tagwright.validation.verdict import Counts, Level, Message, Status, Verdict, Whereabouts

CLEAN = Verdict(Status.VALID, (), Counts(0, 0, 0), (), (), taxonomy=("a.xsd",), checks=("XBRL 2.1",), validator="x")


def finding(severity: str) -> Finding:
    spots = (Spot("a.xhtml", 7, "f1"),)
    grave: Severity = "error" if severity == "error" else "warning"
    return Finding(grave, "program", "the page holds <script>", "take it out", spots, ("line 3",))


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("ESEF.2.1.1.invalidIdentifier", "lei-invalid"),
        ("ESEF.2.1.1.nonLEIContextScheme", "entity-scheme"),
        ("ESEF.3.3.1.extensionConceptsNotAnchored", "anchor-missing"),
        ("ESEF.3.4.1.IncorrectSummationItemArcroleUsed", "arcrole-of-year"),
        ("calc11e:inconsistentCalculationUsingRounding", "sum-does-not-foot"),
        ("xbrldie:PrimaryItemDimensionallyInvalidError", "dimension-not-allowed"),
        ("message:positive_1", "negative-value"),
        ("xmlSchema:valueError", "value-malformed"),
        ("rpe:documentTypeFileExtensionMismatch", "document-type"),
        ("tagwright:differentValue", "output-differs"),
    ],
)
def test_a_code_of_the_validator_has_a_rule_and_a_remedy(code: str, rule: str) -> None:
    advice = advice_for(code)
    assert advice is not None
    assert advice.rule == rule
    assert len(advice.remedy.split()) > 2


def test_a_code_that_the_table_does_not_know_has_none() -> None:
    assert advice_for("something:else") is None


def test_no_row_of_the_table_stands_below_one_that_takes_all_its_codes() -> None:
    rows = load_advice()
    hidden = [
        row.code
        for number, row in enumerate(rows)
        if (first := advice_for(row.code.replace("*", "x"))) is not None and rows.index(first) < number
    ]
    assert hidden == []


def test_a_malformed_row_is_refused_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "messages.csv"
    table.write_text("code,rule,remedy\na,b\n", encoding="utf-8")
    with pytest.raises(MappingError, match=re.escape("messages.csv:2: a row has three cells")):
        read_advice(table)


def test_an_error_of_ours_makes_a_valid_report_invalid_and_a_warning_does_not() -> None:
    assert with_findings(CLEAN, [finding("error")]).status is Status.INVALID
    warned = with_findings(CLEAN, [finding("warning")])
    assert warned.status is Status.VALID
    assert warned.counts == Counts(0, 0, 1)
    assert warned.messages == (
        Message(
            Level.WARNING,
            "tagwright:program",
            "the page holds <script>",
            (Whereabouts("a.xhtml", 7, "f1", "line 3"),),
            "program",
            "take it out",
        ),
    )
    assert warned.checks[0] == "pre-checks of our own"


def test_what_was_not_validated_stays_so_whatever_we_find() -> None:
    unproven = Verdict(
        Status.NOT_VALIDATED, ("x",), Counts(0, 0, 0), (), (), taxonomy=(), checks=(), validator="Arelle"
    )
    assert with_findings(unproven, [finding("error")]).status is Status.NOT_VALIDATED


def test_where_the_validator_breaks_off_the_first_error_of_ours_is_told_with_its_remedy() -> None:
    failure = ValidationFailedError("The validator stopped.", remedy="Check the installation.")
    told = with_likely_cause(failure, [finding("warning"), finding("error")])
    assert str(told) == (
        "[program] The validator stopped. The pre-checks found before, in a.xhtml:7: the page holds <script>.\n"
        "  remedy: take it out"
    )
    assert with_likely_cause(failure, [finding("warning")]) is failure


def test_a_message_of_the_validator_is_given_its_remedy() -> None:
    told = Verdict(
        Status.INVALID,
        (),
        Counts(1, 0, 0),
        (Message(Level.ERROR, "ESEF.2.1.1.invalidIdentifier", "text"),),
        (),
        taxonomy=(),
        checks=(),
        validator="x",
    )
    (message,) = with_findings(told, []).messages
    assert (message.rule, message.remedy[:20]) == ("lei-invalid", "write the company's ")
