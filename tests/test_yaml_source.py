"""Reading YAML: values, places, and the refusal of what a mapping has no use for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tagwright.document.model import Place
from tagwright.errors import MappingError
from tagwright.mapping.yaml_source import MAX_BYTES, parse_yaml, read_yaml


def content(text: str) -> dict[str, object]:
    return dict(parse_yaml(text, "a.yaml").content)


def refusal(text: str) -> MappingError:
    with pytest.raises(MappingError) as caught:
        parse_yaml(text, "a.yaml")
    return caught.value


def refusal_of_bytes(folder: Path, content: bytes) -> MappingError:
    path = folder / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(MappingError) as caught:
        read_yaml(path, "mapping/a.yaml")
    return caught.value


def test_scalars_are_resolved_as_in_the_core_schema_of_yaml_1_2() -> None:
    pairs = "a: yes, b: off, c: 2021-01-01, d: 1_000, e: 0x1F, f: 0o17, g: 0020, h: true, i: ~, j: 12:30, k: -5"
    assert content(pairs.replace(", ", "\n")) == {
        "a": "yes",
        "b": "off",
        "c": "2021-01-01",
        "d": "1_000",
        "e": 31,
        "f": 15,
        "g": 20,
        "h": True,
        "i": None,
        "j": "12:30",
        "k": -5,
    }


def test_a_quoted_scalar_stays_the_text_that_it_is() -> None:
    assert content("identifier: \"0020\"\nnumber: '310000'\nflag: 'true'\nnone: ''\n") == {
        "identifier": "0020",
        "number": "310000",
        "flag": "true",
        "none": "",
    }


def test_a_number_of_thousands_of_digits_stays_text() -> None:
    assert content(f"a: {'9' * 5000}")["a"] == "9" * 5000


def test_every_value_and_key_knows_its_line_and_column() -> None:
    source = parse_yaml("tables:\n  - name: x\n    lines:\n      - {wording: [A, 'B é'], concept: C}\n", "a.yaml")
    assert source.place(("tables", 0)) == Place(2, 5)
    assert source.place(("tables", 0, "name")) == Place(2, 11)
    assert source.key_place(("tables", 0, "lines")) == Place(3, 5)
    assert source.place(("tables", 0, "lines", 0, "wording", 1)) == Place(4, 23)
    assert source.place(("tables", 0, "lines", 0, "concept")) == Place(4, 40)
    assert source.key_place(("tables", 0, "lines", 0, "concept")) == Place(4, 31)


def test_the_place_of_a_value_that_is_missing_is_that_of_what_is_around_it() -> None:
    source = parse_yaml("entity:\n  name: x\n", "a.yaml")
    assert source.place(("entity", "scheme")) == Place(2, 3)
    assert source.key_place(("entity", "scheme")) == Place(2, 3)


def test_a_byte_order_mark_does_not_shift_the_columns(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfname: x\n")
    assert read_yaml(tmp_path / "a.yaml", "a.yaml").place(("name",)) == Place(1, 7)


def test_an_alias_stands_for_the_list_that_it_names() -> None:
    source = parse_yaml("a: &operating [One, Two]\nb: *operating\n", "a.yaml")
    assert source.content == {"a": ["One", "Two"], "b": ["One", "Two"]}
    assert source.place(("b",)) == Place(2, 4)


def test_the_parts_of_an_alias_keep_the_places_where_they_are_written() -> None:
    source = parse_yaml("a:\n  - &opening {wording: W, concept: C}\nb:\n  - *opening\nc: &d text\ne: *d\n", "a.yaml")
    assert source.content["b"] == [{"wording": "W", "concept": "C"}]
    assert source.content["e"] == "text"
    assert source.place(("b", 0)) == Place(4, 5)
    assert source.place(("b", 0, "concept")) == Place(2, 36)
    assert source.key_place(("b", 0, "concept")) == Place(2, 27)


def test_aliases_of_aliases_that_grow_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    error = refusal("\n".join(lines))
    assert error.problem.startswith("a.yaml:")
    assert "aliases make the file too large" in error.problem
    assert error.remedy == "write them out"


def test_an_alias_of_itself_or_of_nothing_is_refused_with_its_place() -> None:
    assert refusal("a: &x\n  - *x\n").problem.startswith("a.yaml:2:5: ")
    assert refusal("a: *nothing\n").problem.startswith("a.yaml:1:4: ")


def test_many_aliases_of_little_are_refused_before_they_cost_time() -> None:
    assert "aliases make the file too large" in refusal("a: &x {}\nb: [" + "*x , " * 300_000 + "]\n").problem


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    error = refusal("lines:\n  - {concept: A, concept: B}\nnotes: []\nlines: []\n")
    assert error.problem.splitlines() == [
        "a.yaml:2:18: the key 'concept' stands at line 2 already.",
        "a.yaml:4:1: the key 'lines' stands at line 1 already.",
    ]
    assert error.remedy == "keep one of each; values of one key go into a list"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1, 2\nb: 3\n", "a.yaml:2:"),
        ("wording: Note: costs\n", "a.yaml:1:14"),
        ("a: 'open\n", "a.yaml:"),
        ("- a\nb: c\n", "a.yaml:2:1"),
        ("a: @x\n", "a.yaml:1:4"),
    ],
)
def test_broken_yaml_is_refused_with_file_line_and_column(text: str, place: str) -> None:
    error = refusal(text)
    assert error.problem.startswith(place)
    assert "not YAML" in error.problem
    assert "quotes" in error.remedy


def test_a_tab_as_indentation_is_refused_and_named() -> None:
    error = refusal("tables:\n\t- name: x\n")
    assert error.problem.startswith("a.yaml:2:1: not YAML")
    assert error.remedy == "indent with spaces; YAML allows no tabs"


def test_a_control_character_is_refused_with_its_place() -> None:
    error = refusal("a: é\nb: é\x01\n")
    assert error.problem == "a.yaml:2:5: the control character U+0001."


@pytest.mark.parametrize("text", ["[" * 500_000, "- " * 500_000, "{a: " * 100_000])
def test_brackets_without_end_are_refused_and_crash_nothing(text: str) -> None:
    assert "nested too deeply" in refusal("a:\n  " + text if text[0] in "[{" else text).problem


def test_a_tag_is_refused() -> None:
    error = refusal("a: !!python/object/apply:os.system [ls]\n")
    assert error.problem == "a.yaml:1:4: the tag 'tag:yaml.org,2002:python/object/apply:os.system'."


def test_a_second_document_is_refused() -> None:
    assert refusal("a: 1\n---\nb: 2\n").problem == "a.yaml:2:1: a second document."


def test_a_list_as_a_key_is_refused() -> None:
    assert refusal("? [a, b]\n: c\n").problem == "a.yaml:1:3: a list or mapping as a key."


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_a_file_without_content_is_refused(text: str) -> None:
    assert refusal(text).problem == "a.yaml:1:1: the file is empty."


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "---\n"])
def test_anything_but_a_mapping_at_the_top_is_refused(text: str) -> None:
    error = refusal(text)
    assert "no 'key: value' at the top" in error.problem
    assert error.remedy == "begin with a key such as 'tables:'"


def test_a_file_in_another_encoding_is_refused_with_the_place_of_the_first_wrong_byte(tmp_path: Path) -> None:
    error = refusal_of_bytes(tmp_path, "name: x\ntitle: é Zürich\n".encode("latin-1"))
    assert error.problem == "mapping/a.yaml:2:8: not UTF-8."
    assert error.remedy == "save the file in the encoding UTF-8"
    assert "not UTF-8" in refusal_of_bytes(tmp_path, "name: x\n".encode("utf-16")).problem


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    error = refusal_of_bytes(tmp_path, b"#" * (MAX_BYTES + 1))
    assert error.problem == "mapping/a.yaml: larger than 2 MB, so no mapping."


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(MappingError, match=r"^x\.yaml: cannot be read: "):
            read_yaml(path, "x.yaml")
