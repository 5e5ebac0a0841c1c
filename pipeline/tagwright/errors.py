"""Every error that a user can act on, each with its exit code and, in its message, the remedy.

Exit codes: 0 valid, 1 invalid, 2 not validated, and from 3 on the reasons why nothing could be made.
``exit_code_of`` is the one function that turns an exception into an exit code.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a run of the command says to the program that called it."""

    VALID = 0
    INVALID = 1
    NOT_VALIDATED = 2
    BAD_DOCUMENT = 3
    BAD_MAPPING = 4
    BAD_TAXONOMY = 5
    BAD_PACKAGE = 6
    CANNOT_WRITE = 7
    VALIDATION_FAILED = 8
    BAD_COMMAND = 64
    INTERRUPTED = 130


class TagwrightError(Exception):
    """An error that the user can act on: what is wrong, and what to do about it.

    ``rule`` names the rule that is broken where it is one of several that look alike, such as those of archives.
    """

    exit_code: ExitCode = ExitCode.INVALID

    def __init__(self, problem: str, *, remedy: str, rule: str = "") -> None:
        named = f"[{rule}] " if rule else ""
        super().__init__(f"{named}{problem}\n  remedy: {remedy}")
        self.problem = problem
        self.remedy = remedy
        self.rule = rule


class DocumentError(TagwrightError):
    """The source document cannot be read: missing, empty, too large, wrongly encoded or not text."""

    exit_code = ExitCode.BAD_DOCUMENT


class MappingError(TagwrightError):
    """A mapping says something that cannot be: a misspelt word, an unknown concept, a clash of types or rules."""

    exit_code = ExitCode.BAD_MAPPING


class TaxonomyError(TagwrightError):
    """A taxonomy is unknown, or its package is not one that can be used."""

    exit_code = ExitCode.BAD_TAXONOMY


class PackageError(TagwrightError):
    """A report or taxonomy package is hostile or broken: a bomb, a path that leaves it, a DOCTYPE."""

    exit_code = ExitCode.BAD_PACKAGE


class OutputError(TagwrightError):
    """The output cannot be written; what was there before is whole."""

    exit_code = ExitCode.CANNOT_WRITE


class ValidationFailedError(TagwrightError):
    """The validator did not run to its end: it crashed, hung or ran out of memory."""

    exit_code = ExitCode.VALIDATION_FAILED


class ClusterError(TagwrightError):
    """The cluster that a batch was to run on cannot be reached, or what it needs is not installed."""

    exit_code = ExitCode.BAD_COMMAND


def exit_code_of(error: BaseException) -> ExitCode:
    """Say which exit code an exception stands for.

    Raises the exception again where it is no error of the user's: a defect of ours must show its traceback.
    """
    if isinstance(error, TagwrightError):
        return error.exit_code
    raise error
