"""Style sheets of a page as they mean the same in XHTML: after elements were renamed, and out of quirks mode."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

WAS = "page-was-"
"""Begins the class of an element that is written by another name, so that the rules for its old name still find it."""
_SELECTORS = re.compile(r"(?P<selectors>[^{};]*)\{")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TYPE = r"(?<![\w.#:\[\]=\"'\\@-]){}(?![\w\\-]|\s*[=\]])"
_NAMED = re.compile(r"(?P<mark>[.#])(?P<name>[A-Za-z_][\w-]*)")
_LENGTHS = (
    r"(?:border-(?:(?:top|right|bottom|left)-)?width|border-spacing|bottom|clip|font-size|height|left|letter-spacing"
    r"|margin(?:-(?:top|right|bottom|left))?|(?:max|min)-(?:height|width)|padding(?:-(?:top|right|bottom|left))?"
    r"|right|text-indent|top|vertical-align|width|word-spacing)"
)
_COLOURS = r"(?:background-color|border-(?:(?:top|right|bottom|left)-)?color|color)"
_LENGTH = re.compile(rf"(?<![\w-])({_LENGTHS}\s*:\s*)([^;{{}}!(]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.#%+-])([+-]?(?:\d+\.?\d*|\.\d+))(?![\w.%])")
_COLOUR = re.compile(rf"(?<![\w-])({_COLOURS}\s*:\s*)([0-9a-f]{{6}}|[0-9a-f]{{3}})(?=\s*(?:[;}}!]|$))", re.IGNORECASE)


def quirky(css: str) -> str:
    """Write out what quirks mode reads into CSS: numbers are pixels, colours need no hash (Quirks Mode, 3.1, 3.2)."""
    lengths = _LENGTH.sub(lambda found: found[1] + _NUMBER.sub(_in_pixels, found[2]), css)
    return _COLOUR.sub(r"\1#\2", lengths)


def _in_pixels(number: re.Match[str]) -> str:
    return f"{number[1]}px" if float(number[1]) else number[1]


def mentions(css: str, names: Iterable[str]) -> frozenset[str]:
    """Say which names of elements the selectors of style sheets hold."""
    selectors = "\n".join(found["selectors"] for found in _SELECTORS.finditer(_COMMENT.sub("", css)))
    return frozenset(name for name in names if re.search(_TYPE.format(name), selectors, re.IGNORECASE))


def for_new_names(css: str, renamed: Mapping[str, frozenset[str]], kept: frozenset[str]) -> str:
    """Let the rules for an element's old name find it under its new one, as strong as before, and no other rules.

    ``renamed`` has the new names by the old one, ``kept`` the names of elements that go by them still.
    """
    if not renamed:
        return css
    now = {name for names in renamed.values() for name in names}
    written = {name: f"{name}:where(:not([class*={WAS}]))" for name in now & kept}
    for old, names in renamed.items():
        ways = [written.get(old, old)] if old in kept else []
        ways += [f"{name}:where(.{WAS}{old})" for name in sorted(names)]
        written[old] = ways[0] if len(ways) == 1 else f":is({','.join(ways)})"
    listed = "|".join(sorted(map(re.escape, written), key=len, reverse=True))
    pattern = re.compile(_TYPE.format(f"({listed})"), re.IGNORECASE)

    def found_anew(rule: re.Match[str]) -> str:
        if rule["selectors"].lstrip().startswith("@"):
            return rule.group()
        return pattern.sub(lambda name: written[name[1].lower()], rule["selectors"]) + "{"

    return _SELECTORS.sub(found_anew, css)


def as_spelled(css: str, names: Iterable[str]) -> str:
    """Write classes and ids in selectors as the page spells them: quirks mode does not tell capitals apart."""
    spellings: dict[str, set[str]] = {}
    for name in names:
        spellings.setdefault(name.lower(), set()).add(name)

    def spelled(found: re.Match[str]) -> str:
        ways = sorted(spellings.get(found["name"].lower(), set()) | {found["name"]})
        if len(ways) == 1:
            return found.group()
        return f":is({','.join(found['mark'] + way for way in ways)})"

    return _SELECTORS.sub(lambda rule: _NAMED.sub(spelled, rule["selectors"]) + "{", css)
