"""Say in a preparer's words what pydantic found, with the place in the file and the nearest word."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tagwright.mapping.finding import Finding
from tagwright.mapping.yaml_source import KeyPath, YamlSource

_LOCAL_NAME = "a name has letters and digits only and begins with a capital, such as ProfitLoss"
_KEBAB_NAME = "use small letters, digits and hyphens, such as income-statement"
_PATTERN_REMEDIES = MappingProxyType(
    {
        "number": "write six digits in quotes, such as '310000'",
        "scheme": "write an address, such as http://standards.iso.org/iso/17442",
        "namespace": "write an address, such as https://example.com/xbrl/2024",
        "identifier": "write it without spaces",
        "prefix": _KEBAB_NAME,
        "currency": "write the three capital letters of ISO 4217, such as CNY",
        "taxonomy": "write it as ifrs-2021",
        "language": "write it as en or zh-HK",
    }
)


def schema_findings(error: ValidationError, source: YamlSource, root: type[BaseModel]) -> list[Finding]:
    """Turn each of pydantic's errors on ``source``, read as ``root``, into a Finding, in the order of the file."""
    findings = [_finding(details, source, root) for details in error.errors(include_url=False)]
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def _finding(details: ErrorDetails, source: YamlSource, root: type[BaseModel]) -> Finding:
    path = tuple(step for step in details["loc"] if step != "[key]")
    about_key = details["type"] == "extra_forbidden" or "[key]" in details["loc"]
    place = source.key_place(path) if about_key else source.place(path)
    rule_id, problem, remedy = _TELLERS.get(details["type"], _other)(details, path, root)
    where = ".".join(step for step in path if isinstance(step, str))
    return Finding("error", rule_id, source.file, place.line, place.column, f"{where}: {problem}", remedy)


def _unknown_key(_: ErrorDetails, path: KeyPath, root: type[BaseModel]) -> tuple[str, str, str]:
    known = list(_model_around(path, root).model_fields)
    return "unknown-key", f"'{path[-1]}' is no key here", _hint(str(path[-1]), known)


def _missing(_: ErrorDetails, path: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "missing-key", f"'{path[-1]}' is missing", f"add '{path[-1]}:'"


def _wrong_word(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    allowed = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    return "wrong-word", f"{_shown(details)} is none of the words allowed", _hint(str(details["input"]), allowed)


def _wrong_form(details: ErrorDetails, path: KeyPath, _: type[BaseModel]) -> tuple[str, str, str]:
    field = next(step for step in reversed(path) if isinstance(step, str))
    remedy = _PATTERN_REMEDIES.get(field, _LOCAL_NAME)
    if field == "name" and "concepts" not in path:
        remedy = _KEBAB_NAME
    return "wrong-form", f"{_shown(details)} is not of the form needed", remedy


def _no_text(details: ErrorDetails, path: KeyPath, _: type[BaseModel]) -> tuple[str, str, str]:
    value = details["input"]
    if value is None:
        return "wrong-type", "no value", f"write a value after '{path[-1]}:', or delete the key"
    if isinstance(value, (list, dict)):
        return "wrong-type", "a list or mapping where a text belongs", "write one text"
    return "wrong-type", f"{_shown(details)} is no text", "put it in quotes"


def _no_list(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", f"{_shown(details)} is no list", "write '- ' before each entry, or [one, two]"


def _no_mapping(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", f"{_shown(details)} is no mapping", "write 'key: value' pairs, or {key: value}"


def _no_date(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", f"{_shown(details)} is no date", "write year, month and day, such as 2021-12-31"


def _no_bool(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", f"{_shown(details)} is neither true nor false", "write true or false"


def _empty(_: ErrorDetails, path: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", "nothing is named", f"name at least one after '{path[-1]}:'"


def _other(details: ErrorDetails, _: KeyPath, __: type[BaseModel]) -> tuple[str, str, str]:
    return "wrong-type", f"{_shown(details)}: {details['msg']}", "see the mapping guide, docs/mapping.md"


_Teller = Callable[[ErrorDetails, KeyPath, type[BaseModel]], tuple[str, str, str]]
_TELLERS: MappingProxyType[str, _Teller] = MappingProxyType(
    {
        "extra_forbidden": _unknown_key,
        "missing": _missing,
        "literal_error": _wrong_word,
        "string_pattern_mismatch": _wrong_form,
        "string_type": _no_text,
        "list_type": _no_list,
        "dict_type": _no_mapping,
        "model_type": _no_mapping,
        "date_type": _no_date,
        "date_parsing": _no_date,
        "date_from_datetime_parsing": _no_date,
        "date_from_datetime_inexact": _no_date,
        "bool_type": _no_bool,
        "bool_parsing": _no_bool,
        "too_short": _empty,
        "string_too_short": _empty,
    }
)


def _model_around(path: KeyPath, root: type[BaseModel]) -> type[BaseModel]:
    """Give the model whose keys stand at the end of ``path``."""
    model = root
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = next(_models_in(model.model_fields[step].annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Give the models that an annotation names, such as that of a list's entries."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _hint(word: str, allowed: Iterable[str]) -> str:
    """Name the nearest word allowed, or all of them where none is near."""
    words = list(allowed)
    near = difflib.get_close_matches(word.lower().replace("-", "_"), words, n=1)
    return f"did you mean '{near[0]}'?" if near else f"allowed: {', '.join(words)}"


def _shown(details: ErrorDetails) -> str:
    value = details["input"]
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = "nothing" if value is None else str(value)
    return f"'{text[:60]}{'...' if len(text) > 60 else ''}'"
