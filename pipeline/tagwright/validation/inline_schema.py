"""The schema of Inline XBRL, compiled once for all documents: Arelle would compile it for each."""

from __future__ import annotations

from typing import Any


class _CompilingOnce:
    """Stands for ``lxml.etree`` in the module of Arelle that validates Inline XBRL against its schema."""

    def __init__(self, etree: Any, compiled: dict[str, tuple[Any, Any]]) -> None:
        self._etree = etree
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        return getattr(self._etree, name)

    def parse(self, source: Any, *arguments: Any, **named: Any) -> Any:
        if isinstance(source, str) and source in self._compiled:
            return self._compiled[source][0]
        return self._etree.parse(source, *arguments, **named)

    def XMLSchema(self, tree: Any) -> Any:  # noqa: N802 - the name that Arelle calls
        known = (schema for parsed, schema in self._compiled.values() if parsed is tree)
        return next(known, None) or self._etree.XMLSchema(tree)


def compile_once(controller: Any, model: Any) -> None:
    """Compile the schema of Inline XBRL 1.1 as Arelle would, and let it use that from now on."""
    from arelle import XmlValidate
    from arelle.XhtmlValidate import INLINE_1_1_SCHEMA

    etree = XmlValidate.etree
    tree = etree.parse(INLINE_1_1_SCHEMA, parser=XmlValidate.lxmlResolvingParser(controller, model))
    XmlValidate.etree = _CompilingOnce(etree, {INLINE_1_1_SCHEMA: (tree, etree.XMLSchema(tree))})
