"""The summary: counts, the gravest outcome, and a page whose charts show them."""

from __future__ import annotations

import json

from lxml import etree

from tagwright.batch.jobs import Result, Status
from tagwright.batch.summary import Summary, histogram
from tagwright.errors import ExitCode

RESULTS = {
    "a": Result(Status.VALID, 0, counts={"tagged": 8, "unmapped": 2, "not a fact": 5, "facts": 8}, seconds=1, cpu=0.5),
    "b": Result(Status.INVALID, 1, "A sum is <wrong>.", counts={"tagged": 1, "left out": 1, "facts": 1}, seconds=4),
    "c": Result(Status.FAILED, 3, "It is empty.", "Get it again.", seconds=2),
}


def test_outcomes_are_counted_and_the_gravest_is_the_exit_code() -> None:
    assert Summary(RESULTS).statuses == {Status.VALID: 1, Status.INVALID: 1, Status.FAILED: 1}
    assert Summary(RESULTS).exit_code is ExitCode.BAD_DOCUMENT
    assert Summary({"b": RESULTS["b"], "a": RESULTS["a"]}).exit_code is ExitCode.INVALID
    assert Summary({"a": RESULTS["a"]}).exit_code is ExitCode.VALID


def test_coverage_is_the_share_of_amounts_that_became_facts() -> None:
    assert [result.coverage for result in RESULTS.values()] == [0.8, 0.5, None]


def test_the_json_gives_each_job_with_its_reason() -> None:
    said = json.loads(Summary(RESULTS, ("note",)).files["summary.json"])
    assert (said["documents"], said["coverage"], said["remarks"]) == (3, 0.8, ["note"])
    assert said["outcomes"] == {"valid": 1, "invalid": 1, "failed": 1}
    assert [(job["name"], job["reason"]) for job in said["jobs"]] == [
        ("a", ""),
        ("b", "A sum is <wrong>."),
        ("c", "It is empty."),
    ]


def test_the_page_draws_outcomes_coverage_and_time_and_escapes_what_documents_say() -> None:
    page = Summary(RESULTS, ("note & more",)).files["summary.html"].decode()
    assert "A sum is &lt;wrong&gt;." in page
    assert "note &amp; more" in page
    tree = etree.fromstring(page.encode(), etree.HTMLParser())
    captions = [caption.text for caption in tree.iter("figcaption")]
    assert captions == ["Outcomes", "Coverage (share of amounts)", "Seconds a document"]
    assert [len(list(figure.iter("rect"))) for figure in tree.iter("svg")] == [3, 10, 10]
    assert "src=" not in page
    assert "prefers-color-scheme: dark" in page
    tables = {table.getparent().getprevious().text: len(list(table.iter("tr"))) - 1 for table in tree.iter("table")}
    assert tables == {"What went wrong (2)": 2, "All documents": 3}


def test_a_histogram_has_ten_bars_and_the_highest_is_full() -> None:
    bars = histogram([0.05, 0.95, 1.0, None], 1.0, str)
    assert [bar.count for bar in bars] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [bar.height for bar in bars if bar.count] == [0.5, 1.0]
    assert histogram([None], None, str) == []
