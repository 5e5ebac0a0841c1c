"""Cutting a stretch of a page into runs of whole siblings, around which an element can be put.

A text block may begin inside one box and end inside another. Nothing may stand between a table and its rows, or
between a list and its items; there the runs are those inside the cells and items.
"""

from __future__ import annotations

from tagwright.document.markup import Element, says_something
from tagwright.document.xhtml_vocabulary import PARTS

Stretch = tuple[int, int]


class Forests:
    """Finds the runs of one page: ``root`` is the element that holds all of it."""

    def __init__(self, text: str, root: Element) -> None:
        self._text = text
        self._root = root
        self._content = _content(text, root)

    def within(self, start: int, end: int) -> list[Stretch]:
        """Give the fewest runs of siblings, in their order, that hold all text from ``start`` to ``end``, no other."""
        found: list[Stretch] = []
        waiting: list[Element | Stretch] = [self._root]
        while waiting:
            item = waiting.pop()
            if isinstance(item, tuple):
                found.append(item)
            else:
                waiting.extend(reversed(self._cut(item, start, end)))
        return found

    def _cut(self, element: Element, start: int, end: int) -> list[Element | Stretch]:
        """Give the runs right inside of an element, and the children that must be cut in their turn."""
        cut: list[Element | Stretch] = []
        run: Stretch | None = None
        for item in self._inside(element):
            whole, content = item if isinstance(item, tuple) else ((item.start, item.end), self._content.get(item))
            if content is None:
                continue
            is_child = not isinstance(item, tuple)
            if content[0] >= start and content[1] <= end and element.name not in PARTS and element.parent:
                run = (run[0] if run else whole[0], whole[1])
                continue
            outside = content[1] <= start or content[0] >= end
            if outside or is_child:
                cut += [run] if run else []
                run = None
                cut += [] if outside or isinstance(item, tuple) else [item]
                continue
            begins, ends = max(content[0], start), min(content[1], end)
            run = (run[0] if run else begins, ends)
        return [*cut, run] if run else cut

    def _inside(self, element: Element) -> list[Element | tuple[Stretch, Stretch | None]]:
        """Give what stands right inside: elements, and text with the place of what it prints."""
        items: list[Element | tuple[Stretch, Stretch | None]] = []
        for number, gap in enumerate(element.gaps()):
            content = _printed(self._text, *gap)
            if content:
                items.append((content, content))
            items += element.children[number : number + 1]
        return items


def _content(text: str, root: Element) -> dict[Element, Stretch]:
    """Say of each element that prints something where its first text begins and its last one ends."""
    content: dict[Element, Stretch] = {}
    for element in reversed(list(root.iter())):
        if element.name == "style":
            continue
        found = [printed for gap in element.gaps() if (printed := _printed(text, *gap))]
        found += [content[child] for child in element.children if child in content]
        if found:
            content[element] = min(start for start, _ in found), max(end for _, end in found)
    return content


def _printed(text: str, start: int, end: int) -> Stretch | None:
    """Give a stretch without the white space around it; None where it prints nothing."""
    while start < end and text[start].isspace() and text[start] != "\u00a0":
        start += 1
    while end > start and text[end - 1].isspace() and text[end - 1] != "\u00a0":
        end -= 1
    return (start, end) if start < end and says_something(text[start:end]) else None
