"""The pre-checks as a whole: silent on what is sound, true to their table, quick."""

from __future__ import annotations

import ast
import json
import re
import time
from pathlib import Path

import pytest

from command import tagwright
from esef import esef_filing
from good_filing import good_package, write_filing
from seeding import defects, seeded_package
from tagwright import api
from tagwright.errors import MappingError
from tagwright.precheck.finding import found, judged, load_rules, read_rules, rule_for
from tagwright.precheck.model import Spot
from tagwright.precheck.read import read_files, read_package
from tagwright.precheck.run import destination_of, precheck_file

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ANNOUNCEMENT = SHARED / "announcements" / "sensetime-2021.txt"
BUNDLED = ROOT / "mapping" / "filings" / "sensetime-2021"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="real filings lie in ../shared, which is absent")


def messages(out: Path) -> list[str]:
    verdict = json.loads((out / api.VERDICT).read_text(encoding="utf-8"))
    return [f"{message['rule']}: {message['text']}" for message in verdict["messages"]]


def test_the_demo_has_no_finding(tmp_path: Path) -> None:
    api.convert(BUNDLED, tmp_path, validate=False)
    assert messages(tmp_path) == []


def test_the_package_of_the_demo_is_checked_in_under_a_second(tmp_path: Path) -> None:
    api.convert(BUNDLED, tmp_path, validate=False)
    start = time.process_time()
    findings = precheck_file(tmp_path / "sensetime-2021.xbri")
    assert time.process_time() - start < 1
    # the page alone does not tell what the mapping leaves out on purpose
    assert {finding.rule for finding in findings} <= {"number-untagged"}


@needs_shared
def test_the_real_announcement_has_no_finding_as_a_plain_report_and_under_esef(tmp_path: Path) -> None:
    api.convert(BUNDLED, tmp_path / "plain", document=ANNOUNCEMENT, validate=False)
    assert messages(tmp_path / "plain") == []
    api.convert(esef_filing(tmp_path / "filing", document=ANNOUNCEMENT), tmp_path / "esef", validate=False)
    assert messages(tmp_path / "esef") == []


# What the checks find in reports that a company or an authority has tagged; each was looked at, and is there.
REAL = {
    "avikro-za-2019/avikro-1982-008520-07-2019.xhtml": {"duplicate-text", "hidden-could-be-shown"},
    "degrotebv-nl-2023/degrotebv-jaarrekening-en-2023-12-31.html": {
        "context-duplicate",
        "language-missing",
        "unit-unfit",
    },
    "gleif-2017/gleif-annual-report-2017.html": {"context-duplicate"},
    "valeo-fr-2014/valeo.html": {"not-well-formed"},
    "valeo-fr-2014/document1.html": {
        *("context-duplicate", "context-unused", "duplicate-inconsistent", "hidden-could-be-shown", "language-missing"),
        *("period-unlike-heading", "period-with-time", "several-entities", "sign-against-print", "unit-unused"),
    },
    "xyz-ias1-illustrative-2023/ifrs.html": {
        *("context-duplicate", "context-unused", "doctype", "footnote-link-dangling", "footnote-unlinked"),
        *("id-duplicate", "id-malformed", "member-undeclared", "prefix-unbound", "several-entities"),
    },
}


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_real_filings_have_the_faults_that_a_reader_finds_in_them_and_no_others(name: str) -> None:
    assert {finding.rule for finding in precheck_file(SHARED / "filings" / name)} == REAL[name]


def test_every_rule_of_the_table_is_one_of_the_checks_and_every_check_has_a_rule() -> None:
    words: set[str] = set()
    used: set[str] = set()
    for path in (ROOT / "pipeline" / "tagwright" / "precheck").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "found"
            if called and isinstance(node.args[0], ast.Constant):
                used.add(str(node.args[0].value))
    rules = {row.rule for row in load_rules()}
    assert used <= rules
    assert {rule for rule in rules if not re.fullmatch(r"entry-point-of-\d{4}", rule)} <= words


def test_a_rule_weighs_differently_for_destinations_and_may_not_apply() -> None:
    rules = [rule_for("hypercube-open", name) for name in ("ifrs", "esef-2021")]
    assert [rule.severity for rule in rules if rule] == ["warning", "error"]
    assert rule_for("anchor-missing", "ifrs") is None


def test_of_a_rule_that_is_broken_often_the_first_are_told_and_the_rest_counted() -> None:
    many = [found("id-missing", f"fact {number} has no id", Spot("a.xhtml", number)) for number in range(30)]
    findings = judged(many, "esef-2021", {})
    assert [finding.problem for finding in findings][19:] == [
        "fact 19 has no id",
        "and the same rule is broken 10 times more",
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,fatal,*,do", "table.csv:2: 'fatal' is neither error nor warning"),
        ("a,error,*,", "table.csv:2: a row has four cells"),
        ("a,error", "table.csv:2: a row has four cells"),
    ],
)
def test_a_row_of_the_table_that_says_what_cannot_be_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"rule,severity,profiles,remedy\n{row}\n", encoding="utf-8")
    with pytest.raises(MappingError, match=re.escape(problem)):
        read_rules(table)


def test_a_finding_about_a_fact_names_the_figure_and_one_about_a_concept_its_declaration(tmp_path: Path) -> None:
    filing = write_filing(tmp_path / "filing")
    text = (filing / "filing.yaml").read_text(encoding="utf-8")
    label = "    label: Lens rebates\n"
    (filing / "filing.yaml").write_text(text.replace(label, "    label: Lens bonuses\n"), encoding="utf-8")
    rate = "Effective tax rate\t\t25.0%"
    document = filing / "announcement.txt"
    document.write_text(document.read_text(encoding="utf-8").replace(rate, rate.replace("25", "125")), encoding="utf-8")
    api.convert(filing, tmp_path / "out", validate=False)
    said = json.loads((tmp_path / "out" / api.VERDICT).read_text(encoding="utf-8"))["messages"]
    sources = {message["rule"]: message["places"][0]["source"] for message in said}
    line = text[: text.index("LensRebates")].count("\n") + 1
    assert str(sources["name-not-after-label"]).endswith(f"filing.yaml:{line}:11")
    assert sources["percent-above-one"] == 'line 14, "Effective tax rate", 125.0%'


def test_the_destination_of_a_strangers_package_is_read_from_its_imports(tmp_path: Path) -> None:
    package = seeded_package(next(defect for defect in defects() if defect.rule == "context-unused"), tmp_path)
    assert destination_of(read_package(package.name, package)) == "esef-2021"
    files = {name: content for name, content in good_package().files.items() if not name.endswith(".xsd")}
    assert destination_of(read_files("x.zip", files, tuple(files))) == "ifrs"


def test_validate_tells_the_findings_with_rule_and_remedy_and_an_error_of_ours_makes_a_report_invalid(
    tmp_path: Path,
) -> None:
    filing = write_filing(tmp_path / "filing")
    text = (filing / "filing.yaml").read_text(encoding="utf-8")
    plain = re.sub(r"profile: .*\n", "", re.sub(r"(?s)identity:.*?(?=concepts:)", "", text))
    (filing / "filing.yaml").write_text(plain, encoding="utf-8")
    api.convert(filing, tmp_path / "out", validate=False)
    page = tmp_path / "out" / "lark-2021.xhtml"
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", "<script>go()</script></body>"), "utf-8")
    answer = tagwright("validate", page, "--json")
    verdict = json.loads(answer.out)
    assert answer.code == 1
    assert verdict["status"] == "invalid"
    (message,) = [message for message in verdict["messages"] if message["code"] == "tagwright:program"]
    assert message["remedy"] == "take programs out of the page"
    assert message["places"][0]["line"] == page.read_text(encoding="utf-8").count("\n") - 1
