"""One run of Arelle over one file, from options to Reading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.readout import reading_of


def read_cold(file: FileRequest, packages: Sequence[str], *, strict: bool, cache: str) -> Reading:
    """Read a file in a Session of its own, which loads everything anew and leaves nothing behind."""
    from arelle.api.Session import Session

    options = run_options(file, packages, cache, strict=strict, plugins=plugins_of(file))
    with Session() as session:
        session.run(options)
        return reading_of(file.path, packages, session.get_log_messages(), session.get_models())


def plugins_of(file: FileRequest) -> tuple[str, ...]:
    """Name the plug-ins that a file needs, in the order in which they are loaded."""
    rules = ("validate/ESEF",) if file.rules else ()
    return (*rules, "inlineXbrlDocumentSet") if file.document_set or file.rules else rules


def run_options(
    file: FileRequest,
    packages: Sequence[str],
    cache: str,
    *,
    strict: bool = False,
    plugins: Sequence[str] = (),
    validate: bool = True,
) -> Any:
    """Give the options of a run. ``strict`` validates the base taxonomy too; ``cache`` is Arelle's folder for files."""
    from arelle.RuntimeOptions import RuntimeOptions

    return RuntimeOptions(
        # as JSON, because Arelle would split a plain path at "|"
        entrypointFile=json.dumps([{"file": file.path}]),
        packages=list(packages) or None,
        plugins="|".join(plugins) or None,
        disclosureSystemName=file.rules,
        formulaAction=None if file.formulas else "none",
        internetConnectivity="offline",
        cacheDirectory=cache,  # else a user's own cache would make the verdict differ between machines
        disablePersistentConfig=True,
        uiLang="en",
        validate=validate,
        calcs="c11r",
        utrValidate=True,
        validateDuplicateFacts="inconsistent",
        baseTaxonomyValidationMode="all" if strict else "none",
        keepOpen=True,
        logFile="logToStructuredMessage",
        logRefObjectProperties=False,
        logPropagate=False,
    )
