"""The body of the Inline document: blocks in sections, text blocks wrapped around them (Inline XBRL 1.1, 4.1, 12)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tagwright.document.model import Heading
from tagwright.emit.blocks import escaped, rendered_blocks
from tagwright.emit.contexts import Resources
from tagwright.emit.shown import visible
from tagwright.report.model import Report, StatedFact, TextBlockFact

IX_TAG = re.compile(r"</?ix:[^>]*>")
_MARKUP = re.compile(r"[&<]")


@dataclass(frozen=True, slots=True)
class Body:
    """The XHTML between the header and the end of the body, and the value of each text block by fact id."""

    xhtml: str
    text_values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Wrap:
    """One part of a text block: the blocks from ``begin`` up to ``end``, which is not included."""

    begin: int
    end: int
    fact: TextBlockFact
    part: int


def laid_out(report: Report, resources: Resources) -> Body:
    """Lay out the body.

    A text block's value is what an Inline processor makes of it: the XHTML inside, without ix elements, its
    continuations appended (Inline XBRL 1.1, 4.1.2). Raises ``ValueError`` where parts are empty, cross one another
    or are not in reading order.
    """
    blocks = rendered_blocks(report, resources)
    wraps = _wraps(report)
    parts: dict[tuple[str, int], str] = {}
    sections = _sections(report, wraps)
    xhtml = "\n".join(
        f'<div class="section">\n{_render(begin, end, _inside(wraps, begin, end), blocks, resources, parts)}\n</div>'
        for begin, end in sections
    )
    xhtml += stated_section(report, resources)
    values = {
        fact.id: "".join(IX_TAG.sub("", parts[fact.id, part]) for part in range(len(fact.parts)))
        for fact in report.facts
        if isinstance(fact, TextBlockFact)
    }
    return Body(xhtml, values | stated_values(report))


def stated_section(report: Report, resources: Resources) -> str:
    """Give the section that shows what the filing states in words; nothing where it states nothing."""
    stated = [fact for fact in report.facts if isinstance(fact, StatedFact)]
    if not stated:
        return ""
    rows = "\n".join(_stated(fact, report, resources) for fact in stated)
    return f'\n<div class="section">\n<h1>{escaped(report.entity.name)}</h1>\n{rows}\n</div>'


def stated_values(report: Report) -> dict[str, str]:
    """Give the values of the facts in words by their ids."""
    return {fact.id: _stated_value(fact, report) for fact in report.facts if isinstance(fact, StatedFact)}


def _stated(fact: StatedFact, report: Report, resources: Resources) -> str:
    text = escaped(visible(fact.text, 0, len(fact.text)))
    escape = ' escape="true"' if _is_escaped(fact, report) else ""
    return (
        f'<p>{spelt(fact.concept.local)}: <ix:nonNumeric id="{fact.id}" name="{fact.concept}"'
        f' contextRef="{resources.context_ids[fact.period, fact.dimensions]}"{escape}'
        f' xml:lang="{fact.language}">{text}</ix:nonNumeric></p>'
    )


def _stated_value(fact: StatedFact, report: Report) -> str:
    """Give the value of a fact in words: where it is escaped, the text as XHTML (Inline XBRL 1.1)."""
    text = visible(fact.text, 0, len(fact.text))
    return escaped(text) if _is_escaped(fact, report) else text


def _is_escaped(fact: StatedFact, report: Report) -> bool:
    return report.profile.escape == "text blocks and markup" and bool(_MARKUP.search(fact.text))


def spelt(local: str) -> str:
    """Spell a concept's name as a sentence: NameOfParentEntity -> Name of parent entity."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).capitalize()


def _wraps(report: Report) -> list[_Wrap]:
    """List all parts of all text blocks, an outer one before the ones inside it."""
    wraps: list[_Wrap] = []
    for fact in report.facts:
        if isinstance(fact, TextBlockFact):
            flat = [bound for part in fact.parts for bound in part]
            empty = any(begin >= end for begin, end in fact.parts)
            if not flat or empty or flat != sorted(flat) or flat[-1] > len(report.document.blocks):
                raise ValueError(f"{fact.id}: parts {fact.parts} are empty, out of order or outside the document")
            wraps += [_Wrap(begin, end, fact, part) for part, (begin, end) in enumerate(fact.parts)]
    return sorted(wraps, key=lambda wrap: (wrap.begin, -wrap.end))


def _sections(report: Report, wraps: Sequence[_Wrap]) -> list[tuple[int, int]]:
    """Begin a section at each heading of the first level, but never inside a text block."""
    inside = {block for wrap in wraps for block in range(wrap.begin + 1, wrap.end)}
    blocks = report.document.blocks
    starts = [
        index
        for index, block in enumerate(blocks)
        if index == 0 or (isinstance(block, Heading) and block.level == 1 and index not in inside)
    ]
    return list(zip(starts, [*starts[1:], len(blocks)], strict=True))


def _inside(wraps: Sequence[_Wrap], begin: int, end: int) -> list[_Wrap]:
    return [wrap for wrap in wraps if begin <= wrap.begin < end]


def _render(
    begin: int,
    end: int,
    wraps: Sequence[_Wrap],
    blocks: Sequence[str],
    resources: Resources,
    parts: dict[tuple[str, int], str],
) -> str:
    """Render the blocks of a range with the wraps in it; note the content of each wrap in ``parts``."""
    pieces: list[str] = []
    position = begin
    for number, wrap in enumerate(wraps):
        if wrap.begin < position:
            continue  # inside the wrap before it, which has rendered it
        if wrap.end > end:
            raise ValueError(
                f"{wrap.fact.id}: its part from block {wrap.begin} to {wrap.end} crosses another text block"
            )
        pieces += blocks[position : wrap.begin]
        inner = _inside(wraps[number + 1 :], wrap.begin, wrap.end)
        content = _render(wrap.begin, wrap.end, inner, blocks, resources, parts)
        parts[wrap.fact.id, wrap.part] = content
        pieces.append(_wrapped(wrap, content, resources))
        position = wrap.end
    return "\n".join([*pieces, *blocks[position:end]])


def _wrapped(wrap: _Wrap, content: str, resources: Resources) -> str:
    opening, closing = text_block_tags(wrap.fact, wrap.part, len(wrap.fact.parts), resources)
    return f"{opening}{content}{closing}"


def text_block_tags(fact: TextBlockFact, part: int, parts: int, resources: Resources) -> tuple[str, str]:
    """Give the tags around one of the parts of a text block: the first is the fact, the others continue it."""
    chain = f' continuedAt="{_continuation_id(fact, part + 1)}"' if part + 1 < parts else ""
    if part:
        return f'<ix:continuation id="{_continuation_id(fact, part)}"{chain}>', "</ix:continuation>"
    return (
        f'<ix:nonNumeric id="{fact.id}" name="{fact.concept}"'
        f' contextRef="{resources.context_ids[fact.period, fact.dimensions]}" escape="true"'
        f' xml:lang="{fact.language}"{chain}>'
    ), "</ix:nonNumeric>"


def _continuation_id(fact: TextBlockFact, part: int) -> str:
    return f"{fact.id}-continued-{part}"
