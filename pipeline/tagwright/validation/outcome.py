"""What a process that keeps a taxonomy loaded answers to the request for one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tagwright.validation.child import memory_was_spent
from tagwright.validation.kept_taxonomy import KeptTaxonomy, LeadsElsewhere
from tagwright.validation.reading import FileRequest


def outcome_of(request: Mapping[str, Any], taxonomy: KeptTaxonomy) -> dict[str, Any]:
    """Read ``{"file": {a FileRequest}, "own": [PATH, ...]}``.

    Gives ``{"reading": ...}``, ``{"cold": true}`` where a fresh process must read it, or ``{"failure": "memory"}``.
    """
    try:
        reading = asdict(taxonomy.read(FileRequest(**request["file"]), request["own"]))
    except LeadsElsewhere:
        return {"cold": True}
    except MemoryError:
        return {"failure": "memory"}
    return {"failure": "memory"} if memory_was_spent([reading]) else {"reading": reading}
