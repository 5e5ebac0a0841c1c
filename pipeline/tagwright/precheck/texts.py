"""Checks of facts in words: text blocks, languages, continuations, hidden facts, footnotes (Inline XBRL 1.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tagwright.emit.namespaces import XML
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Fact, Page
from tagwright.precheck.read_page import INLINE, spot_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HIDDEN_STYLE = re.compile(r"(-(?:esef-|sec-)?ix-hidden)\s*:\s*([^;\s]+)")
_TRUE = ("true", "1")
_MAY_BE_HIDDEN = frozenset(
    {"anyURIItemType", "base64BinaryItemType", "durationItemType", "hexBinaryItemType", "QNameItemType"}
    | {"timeItemType", "tokenItemType", "languageItemType", "NOTATIONItemType"}
)


def is_text_block(fact: Fact, contents: Contents) -> bool:
    """Say whether a fact is of a concept for a part of the page."""
    known = contents.known(fact.concept)
    return known is not None and known.short_type == "textBlockItemType"


def blocks(contents: Contents) -> Iterator[Found]:
    """Find texts that are empty, or escaped otherwise than their type asks for."""
    for fact in contents.facts:
        if fact.kind != "nonNumeric":
            continue
        block, escaped = is_text_block(fact, contents), fact.attributes.get("escape") in _TRUE
        if not fact.text.strip() and not fact.nil and "format" not in fact.attributes and _ends(fact):
            rule = "text-block-empty" if block else "text-empty"
            yield found(rule, f"{fact.name} has no text", fact.spot)
        if block and not escaped and fact.markup:
            yield found("escape-missing", f"{fact.name} holds mark-up that escape='true' would keep", fact.spot)
        if escaped and not block and contents.known(fact.concept) is not None:
            yield found("escape-of-plain-text", f"{fact.name} is no text block and is escaped", fact.spot)


def _ends(fact: Fact) -> bool:
    return "continuedAt" not in fact.attributes


def languages(contents: Contents) -> Iterator[Found]:
    """Find texts in no language, or in another one than the report's."""
    texts = [fact for fact in contents.facts if fact.kind == "nonNumeric" and not _is_coded(fact, contents)]
    said = Counter(fact.language.lower().partition("-")[0] for fact in texts if fact.language)
    for page in contents.pages:
        if page.language:
            said[page.language.lower().partition("-")[0]] += 1
    usual = said.most_common(1)[0][0] if said else ""
    for fact in texts:
        if not fact.language:
            yield found("language-missing", f"{fact.name} is in no language", fact.spot)
        elif fact.language.lower().partition("-")[0] != usual:
            yield found("language-other", f"{fact.name} is in {fact.language!r}, the report in {usual!r}", fact.spot)


def _is_coded(fact: Fact, contents: Contents) -> bool:
    known = contents.known(fact.concept)
    return "format" in fact.attributes or (
        known is not None and known.short_type not in ("stringItemType", "textBlockItemType")
    )


def continuations(contents: Contents) -> Iterator[Found]:
    """Find continued texts whose next part is missing, and parts that continue nothing."""
    for page in contents.pages:
        parts = {part.get("id", ""): part for part in _inline(page, "continuation")}
        heads = [part for name in ("nonNumeric", "footnote", "continuation") for part in _inline(page, name)]
        named = [(part, part.get("continuedAt", "")) for part in heads if part.get("continuedAt")]
        for part, name in named:
            if name not in parts:
                yield found(
                    "continuation-missing",
                    f"the text goes on at {name!r}, which is not there",
                    spot_of(part, page.name),
                )
        times = Counter(name for _, name in named)
        for name, part in parts.items():
            if times[name] == 0:
                yield found("continuation-orphan", f"no text goes on at {name!r}", spot_of(part, page.name))
            elif times[name] > 1:
                yield found("continuation-shared", f"several texts go on at {name!r}", spot_of(part, page.name))


def _inline(page: Page, name: str) -> Iterator[Element]:
    yield from page.root.iter(*(f"{{{namespace}}}{name}" for namespace in INLINE))


def hidden(contents: Contents) -> Iterator[Found]:
    """Find hidden facts that could be shown, or that nothing on the page leads to."""
    linked = {name: prop for page in contents.pages for prop, name, _ in _hidden_links(page)}
    ids = {fact.spot.element for fact in contents.facts if fact.hidden}
    for fact in contents.facts:
        known = contents.known(fact.concept)
        if not fact.displayed:
            yield found("fact-not-displayed", f"{fact.name} stands where nothing is displayed", fact.spot)
        if not fact.hidden:
            continue
        # of a text whose concept is not at hand nobody can tell whether a page could show it
        showable = known.short_type not in _MAY_BE_HIDDEN if known is not None else fact.numeric
        if showable and not fact.nil:
            yield found("hidden-could-be-shown", f"{fact.name} is hidden, though a page can show it", fact.spot)
        if fact.spot.element not in linked:
            yield found("hidden-not-linked", f"nothing on the page leads to the hidden {fact.name}", fact.spot)
    for page in contents.pages:
        for prop, name, element in _hidden_links(page):
            spot = spot_of(element, page.name)
            if name not in ids:
                yield found("hidden-link-dangling", f"{prop} leads to {name!r}, which is no hidden fact", spot)
            if prop != "-esef-ix-hidden":
                yield found("hidden-property-not-esef", f"the style property is {prop}", spot)
            if prop != "-ix-hidden":
                yield found("hidden-property-not-plain", f"the style property is {prop}", spot)


def _hidden_links(page: Page) -> Iterator[tuple[str, str, Element]]:
    for element in page.root.iter("{*}*"):
        style = element.get("style")
        if style is not None and "ix-hidden" in style:
            for match in _HIDDEN_STYLE.finditer(style):
                yield match[1], match[2], element


def footnotes(contents: Contents) -> Iterator[Found]:
    """Find footnotes that are linked to no fact, and links that lead nowhere."""
    for page in contents.pages:
        notes = {note.get("id", ""): note for note in _inline(page, "footnote")}
        relations = list(_inline(page, "relationship"))
        facts = {fact.spot.element for fact in contents.facts}
        linked: set[str] = set()
        for relation in relations:
            ends = {side: relation.get(side, "").split() for side in ("fromRefs", "toRefs")}
            linked.update(ends["toRefs"])
            spot = spot_of(relation, page.name)
            for name in ends["fromRefs"]:
                if name not in facts:
                    yield found("footnote-link-dangling", f"a footnote is linked to {name!r}, which is no fact", spot)
            for name in ends["toRefs"]:
                if name not in notes and name not in facts:
                    yield found("footnote-link-dangling", f"a fact is linked to {name!r}, which is no footnote", spot)
        yield from _each_note(page, notes, linked)


def _each_note(page: Page, notes: Mapping[str, Element], linked: set[str]) -> Iterator[Found]:
    for name, note in notes.items():
        spot = spot_of(note, page.name)
        if name not in linked:
            yield found("footnote-unlinked", f"the footnote {name!r} is linked to no fact", spot)
        if not text_of(note).strip() and not note.get("continuedAt"):
            yield found("footnote-empty", f"the footnote {name!r} is empty", spot)
        if not any(part.get(f"{{{XML}}}lang") for part in (note, *note.iterancestors())):
            yield found("footnote-language", f"the footnote {name!r} is in no language", spot)
