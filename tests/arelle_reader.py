"""Reads reports with Arelle in a child process: run it as a program with a package and the reports' paths.

Prints, for each report, the messages of warning level and above and every fact: what an outside reader sees.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def read_reports(package: Path, reports: Sequence[Path]) -> list[dict[str, Any]]:
    """Validate each report against a taxonomy package and read its facts, offline, one after another."""
    command = [sys.executable, __file__, str(package), *map(str, reports)]
    result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240)
    return json.loads(result.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _read(package: str, report: str) -> dict[str, Any]:
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    options = RuntimeOptions(
        entrypointFile=report,
        packages=[package],
        internetConnectivity="offline",
        disablePersistentConfig=True,
        validate=True,
        calcs="c11r",
        utrValidate=True,
        validateDuplicateFacts="inconsistent",
        keepOpen=True,
        logFile="logToStructuredMessage",
        logPropagate=False,
    )
    with Session() as session:
        session.run(options)
        messages = [
            f"{message['levelname']} {message['messageCode']}: {message['msg']}"
            for message in session.get_log_messages()
            if message["levelname"] not in {"INFO", "DEBUG"}
        ]
        facts = [_fact(fact) for model in session.get_models() for fact in model.factsInInstance]
    return {"messages": messages, "facts": {fact["id"]: fact for fact in facts}, "count": len(facts)}


def _fact(fact: Any) -> dict[str, Any]:
    context, unit = fact.context, fact.unit
    start = None if context.isInstantPeriod else str(context.startDatetime)
    return {
        "id": fact.id,
        "concept": str(fact.qname),
        "value": str(fact.xValue),
        "decimals": fact.decimals,
        "period": [start, str(context.endDatetime)],
        "unit": None if unit is None else [[str(name) for name in names] for names in unit.measures],
        "dimensions": {str(axis): str(value.memberQname) for axis, value in context.qnameDims.items()},
        "entity": list(context.entityIdentifier),
        "language": fact.xmlLang if fact.unit is None else None,
    }


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps([_read(sys.argv[1], path) for path in sys.argv[2:]]) + "\n")
