"""What becomes of each element of a page, and what then stands inside of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tagwright.document.line_heights import Flow
from tagwright.document.markup import Element, attributes_of, says_something
from tagwright.document.xhtml_vocabulary import INLINES


@dataclass(slots=True)
class Plan:
    """What is written for an element: a name (none: its tags are left out), and how it looks.

    ``styles`` say what its old name said, ``last`` is what goes before any style of its own.
    """

    name: str
    styles: list[str] = field(default_factory=list)
    last: str = ""


def local_name(element: Element) -> str:
    """Give an element's name in lower case, without its prefix; html5lib writes a colon as U0003A."""
    return element.name.replace("U0003A", ":").lower().rpartition(":")[2]


class Plans:
    """The plans of one page: ``of`` has them by element, ``filled`` what is written into an element that is empty."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.of: dict[Element, Plan] = {}
        self.filled: dict[Element, str] = {}

    def attribute(self, element: Element, name: str) -> str:
        """Give an attribute as the page writes it; nothing where the element has none of the name."""
        given = attributes_of(self._text[element.start : element.inner])
        return next((value for attribute, value in given if attribute.lower() == name), "")

    def items(self, element: Element) -> Iterator[Element | tuple[int, int]]:
        """Give what stands right inside: elements, and text that prints; elements without tags are looked through."""
        waiting: list[Element | tuple[int, int]] = [element]
        opened = False
        while waiting:
            item = waiting.pop()
            if isinstance(item, tuple):
                if says_something(self._text[item[0] : item[1]]):
                    yield item
            elif opened and (item not in self.of or self.of[item].name):
                if item in self.of:
                    yield item
            else:
                opened = True
                inside: list[Element | tuple[int, int]] = []
                for number, gap in enumerate(item.gaps()):
                    inside += [gap, *item.children[number : number + 1]]
                waiting.extend(reversed(inside))

    def parent(self, element: Element) -> Element | None:
        """Give the nearest element around that keeps its tags."""
        parent = element.parent
        while parent is not None and parent in self.of and not self.of[parent].name:
            parent = parent.parent
        return parent if parent in self.of else None

    def flow(self, block: Element) -> Iterator[Flow]:
        """Give what the lines of a block hold; elements without tags are looked through."""
        waiting: list[Flow | Element] = [block]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Flow):
                yield item
                continue
            plan = self.of.get(item)
            if plan is None:
                continue
            is_picture = plan.name == "img" or self.filled.get(item) == ""
            if item is not block and (is_picture or plan.name == "br"):
                yield Flow("picture" if is_picture else "break", item)
            elif item is not block and plan.name and plan.name not in INLINES:
                yield Flow("block", item)
            else:
                inside: list[Flow | Element] = []
                for number, (start, end) in enumerate(item.gaps()):
                    if says_something(self._text[start:end]):
                        inside.append(Flow("text", item))
                    elif end > start:
                        inside.append(Flow("space", item))
                    inside += item.children[number : number + 1]
                if item in self.filled and self.filled[item].strip():
                    inside.append(Flow("text", item))
                if plan.name and item is not block:
                    inside = [Flow("open", item), *inside, Flow("close", item)]
                waiting.extend(reversed(inside))

    def changes(self) -> list[tuple[str, str]]:
        """Give the name of each element that is kept, and the one that is written."""
        return [(local_name(element), plan.name) for element, plan in self.of.items() if plan.name]
