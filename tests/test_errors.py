import pytest

from tagwright.errors import (
    ClusterError,
    DocumentError,
    ExitCode,
    MappingError,
    OutputError,
    PackageError,
    TagwrightError,
    TaxonomyError,
    ValidationFailedError,
    exit_code_of,
)

CODES = {
    DocumentError: 3,
    MappingError: 4,
    TaxonomyError: 5,
    PackageError: 6,
    OutputError: 7,
    ValidationFailedError: 8,
    ClusterError: 64,
}


@pytest.mark.parametrize(("kind", "code"), CODES.items())
def test_each_kind_of_error_has_an_exit_code_of_its_own(kind: type[TagwrightError], code: int) -> None:
    assert exit_code_of(kind("It is wrong.", remedy="Do it right.")) == code


def test_every_error_that_a_user_can_act_on_has_been_given_a_code() -> None:
    assert set(TagwrightError.__subclasses__()) == set(CODES)


def test_the_message_says_what_is_wrong_and_then_the_remedy() -> None:
    error = DocumentError("x.txt is empty.", remedy="Give the announcement as text.")
    assert str(error) == "x.txt is empty.\n  remedy: Give the announcement as text."
    assert (error.problem, error.remedy) == ("x.txt is empty.", "Give the announcement as text.")


def test_an_error_needs_a_remedy() -> None:
    with pytest.raises(TypeError, match="remedy"):
        DocumentError("x.txt is empty.")  # type: ignore[call-arg]


@pytest.mark.parametrize("defect", [ValueError("x"), KeyError("x"), KeyboardInterrupt()])
def test_a_defect_of_ours_keeps_its_traceback(defect: BaseException) -> None:
    with pytest.raises(type(defect)):
        exit_code_of(defect)


def test_exit_codes_are_as_documented() -> None:
    assert {code.name: code.value for code in ExitCode} == {
        "VALID": 0,
        "INVALID": 1,
        "NOT_VALIDATED": 2,
        "BAD_DOCUMENT": 3,
        "BAD_MAPPING": 4,
        "BAD_TAXONOMY": 5,
        "BAD_PACKAGE": 6,
        "CANNOT_WRITE": 7,
        "VALIDATION_FAILED": 8,
        "BAD_COMMAND": 64,
        "INTERRUPTED": 130,
    }
