"""The validator itself, on small reports with one seeded defect each; all defects are read by one child process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mini_report import (
    CALCULATION,
    DUPLICATE,
    INLINE,
    INSTANCE,
    JSON,
    NOTE,
    REPORT,
    SCHEMA,
    SOURCES,
    write_document_set,
    write_outputs,
    write_package,
    write_taxonomy,
)
from tagwright.errors import DocumentError, PackageError
from tagwright.validation.inspection import inspect
from tagwright.validation.process import read_files
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.validate import validate_file, validate_outputs
from tagwright.validation.verdict import Status, Verdict, judge, verdict_as_json

DEFECTS = {
    "valid": INLINE,
    "wrong-context": INLINE.replace('name="mini:Cost" contextRef="c"', 'name="mini:Cost" contextRef="d"'),
    "wrong-sum": INLINE.replace(">700<", ">800<"),
    "inconsistent-duplicate": INLINE.replace("</body>", f"{DUPLICATE}</body>"),
    "missing-taxonomy": INLINE.replace('"mini.xsd"', '"http://example.com/elsewhere/mini.xsd"'),
    "missing-schema-file": INLINE.replace('"mini.xsd"', '"nowhere.xsd"'),
    "unknown-currency": INLINE.replace("iso4217:CNY", "iso4217:XXQ"),
    "undefined-concept": INLINE.replace("mini:Cost", "mini:Costs"),
    "bad-transform": INLINE.replace(">400<", ">(400)<"),
}


@pytest.fixture(scope="session")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    folder = tmp_path_factory.mktemp("spoilt")
    write_taxonomy(folder)
    files = {}
    for name, text in DEFECTS.items():
        files[name] = folder / f"{name}.xhtml"
        files[name].write_text(text, encoding="utf-8")
    files["valid-package"] = folder / "valid.xbri"
    write_package(files["valid-package"])
    files["document-set"] = folder / "set.xbri"
    write_document_set(files["document-set"])
    spoilt_schema = SCHEMA.replace("<link:usedOn>link:calculationLink", "<link:usedOn>link:presentationLink")
    files["spoilt-schema-in-package"] = folder / "schema.xbri"
    write_package(files["spoilt-schema-in-package"], schema=spoilt_schema)
    files["spoilt-schema-beside"] = folder / "beside" / "mini.xbrl"
    files["spoilt-schema-beside"].parent.mkdir()
    files["spoilt-schema-beside"].write_text(INSTANCE, encoding="utf-8")
    write_taxonomy(files["spoilt-schema-beside"].parent, schema=spoilt_schema)
    requests = [FileRequest(str(file), document_set=name == "document-set") for name, file in files.items()]
    readings = read_files(requests, [])
    return {name: _judged(files[name], reading) for name, reading in zip(files, readings, strict=True)}


def _judged(file: Path, reading: Reading) -> Verdict:
    return judge([reading], expected={file.name: inspect(file).facts}, sources=SOURCES)


def codes(verdict: Verdict, level: str = "error") -> list[str]:
    return [message.code for message in verdict.messages if message.level == level]


@pytest.mark.parametrize("name", ["valid", "valid-package"])
def test_a_report_without_defects_is_valid_and_all_its_facts_and_files_were_read(
    spoilt: Mapping[str, Verdict], name: str
) -> None:
    verdict = spoilt[name]
    assert verdict.status is Status.VALID
    assert verdict.messages == ()
    assert [(count.seen, count.expected) for count in verdict.facts] == [(4, 4)]
    assert [address.rpartition("/")[2] for address in verdict.taxonomy] == ["mini.xsd", "mini_cal.xml"]
    assert verdict.validator == "Arelle 2.47.3"


@pytest.mark.parametrize(
    ("name", "expected_codes", "source"),
    [
        ("wrong-context", ["ix11.10.1.2:contextReference", "xbrl.4.6.1:itemContextRef"], 'line 2, "Cost", 400'),
        ("undefined-concept", ["ix11.12.1.2:missingReferences"], 'line 2, "Cost", 400'),
        ("bad-transform", ["ix11.10.1.1:transformValueError"], 'line 2, "Cost", 400'),
        ("inconsistent-duplicate", ["arelle:duplicateFacts"], 'line 3, "Gross profit", 700'),
        ("unknown-currency", ["utre:error-NumericFactUtrInvalid"] * 3, 'line 1, "Revenue", 1,100'),
    ],
)
def test_a_seeded_defect_is_invalid_and_names_the_figure_of_the_source(
    spoilt: Mapping[str, Verdict], name: str, expected_codes: list[str], source: str
) -> None:
    verdict = spoilt[name]
    assert verdict.status is Status.INVALID
    assert codes(verdict) == expected_codes
    assert verdict.messages[0].places[0].source == source


def test_a_wrong_sum_is_an_inconsistency_that_names_all_its_figures(spoilt: Mapping[str, Verdict]) -> None:
    verdict = spoilt["wrong-sum"]
    assert verdict.status is Status.VALID
    assert verdict.counts.inconsistencies == 1
    assert codes(verdict, "inconsistency") == ["calc11e:inconsistentCalculationUsingRounding"]
    assert [place.source for place in verdict.messages[0].places] == list(SOURCES.values())


@pytest.mark.parametrize("name", ["spoilt-schema-in-package", "spoilt-schema-beside"])
def test_a_defect_of_the_extension_taxonomy_is_found(spoilt: Mapping[str, Verdict], name: str) -> None:
    verdict = spoilt[name]
    assert verdict.status is Status.INVALID
    assert codes(verdict) == ["xbrl.5.1.3.4:custRoleUsedOn"]


def test_a_report_of_several_inline_documents_is_read_whole(spoilt: Mapping[str, Verdict]) -> None:
    verdict = spoilt["document-set"]
    assert verdict.status is Status.VALID
    assert [(count.seen, count.expected) for count in verdict.facts] == [(8, 8)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing-taxonomy", "http://example.com/elsewhere/mini.xsd is not at hand."),
        ("missing-schema-file", "nowhere.xsd is not there, though the report refers to it."),
    ],
)
def test_a_report_whose_taxonomy_is_missing_is_not_validated(
    spoilt: Mapping[str, Verdict], name: str, reason: str
) -> None:
    verdict = spoilt[name]
    assert verdict.status is Status.NOT_VALIDATED
    assert len(verdict.reasons) == 1
    assert verdict.reasons[0].startswith(reason)
    assert codes(verdict) == ["IOerror"]
    assert [(count.seen, count.expected) for count in verdict.facts] == [(0, 4)]


def test_a_verdict_names_no_folder_of_this_machine(spoilt: Mapping[str, Verdict], tmp_path: Path) -> None:
    for verdict in spoilt.values():
        assert str(tmp_path.parents[1]) not in verdict_as_json(verdict)


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    write_outputs(folder)
    return folder


def test_outputs_that_state_the_report_are_valid_and_equal_in_number(outputs: Path) -> None:
    verdict = validate_outputs(REPORT, outputs, [], sources=SOURCES, expected_text={"f4": NOTE})
    assert verdict.status is Status.VALID
    assert verdict.messages == ()
    assert [(count.file, count.seen, count.expected) for count in verdict.facts] == [
        ("mini.xbri", 4, 4),
        ("mini.xhtml", 4, 4),
        ("mini.xbrl", 4, 4),
        ("mini.json", 4, 4),
    ]


def test_outputs_that_state_other_facts_than_the_report_are_invalid(tmp_path: Path) -> None:
    write_outputs(
        tmp_path,
        instance=INSTANCE.replace('decimals="-3">400000<', 'decimals="-6">400000<').replace("small</b>", "big</b>"),
        report_json=JSON.replace('"1100000.0"', '"1099999"'),
    )
    verdict = validate_outputs(REPORT, tmp_path, [], sources=SOURCES)
    assert verdict.status is Status.INVALID
    found = {(message.code, message.places[0].file, message.places[0].source) for message in verdict.messages}
    assert found >= {
        ("tagwright:differentDecimals", "mini.xbrl", 'line 2, "Cost", 400'),
        ("tagwright:differentValue", "mini.xbrl", None),
        ("tagwright:differentValue", "mini.json", 'line 1, "Revenue", 1,100'),
    }


def test_an_output_that_lacks_a_fact_is_not_validated(tmp_path: Path) -> None:
    lines = [line for line in INSTANCE.splitlines() if 'id="f4"' not in line]
    write_outputs(tmp_path, instance="\n".join(lines))
    (tmp_path / "mini_pre.xml").write_text(CALCULATION, encoding="utf-8")
    verdict = validate_outputs(REPORT, tmp_path, [])
    assert verdict.status is Status.NOT_VALIDATED
    assert verdict.reasons == (
        "mini_pre.xml was not loaded: nothing in the report leads to it.",
        "mini.xbrl holds 4 facts, of which the validator read 3.",
    )
    assert codes(verdict) == ["tagwright:missingFact"]


def test_outputs_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"mini\.xhtml is not there"):
        validate_outputs(REPORT, tmp_path, [])


def test_any_report_file_can_be_validated(outputs: Path) -> None:
    verdict = validate_file(outputs / "mini.json", [])
    assert (verdict.status, verdict.facts[0].seen, verdict.facts[0].expected) == (Status.VALID, 4, 4)


def test_a_file_name_with_a_bar_is_one_file(tmp_path: Path) -> None:
    write_taxonomy(tmp_path)
    (tmp_path / "a|b.xbrl").write_text(INSTANCE, encoding="utf-8")
    assert validate_file(tmp_path / "a|b.xbrl", []).status is Status.VALID


def test_hostile_files_do_not_reach_the_validator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise AssertionError("the validator was called")

    monkeypatch.setattr("tagwright.validation.validate.read_files", unreachable)
    (tmp_path / "bomb.xbrl").write_text("<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>", encoding="utf-8")
    (tmp_path / "fake.xbri").write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(DocumentError, match="DOCTYPE"):
        validate_file(tmp_path / "bomb.xbrl", [])
    with pytest.raises(PackageError, match="zip"):
        validate_file(tmp_path / "fake.xbri", [])
    with pytest.raises(DocumentError, match="is not there"):
        validate_file(tmp_path / "absent.xhtml", [])
