"""The adapters of the formats: each is a module with ``identify`` and ``read``, registered as an entry point.

A package adds a format by registering such a module in its pyproject.toml, under the group "tagwright.readers".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast, runtime_checkable

from tagwright.document.model import Block
from tagwright.document.page import Page
from tagwright.errors import DocumentError

GROUP = "tagwright.readers"


@dataclass(frozen=True, slots=True)
class Content:
    """What an adapter reads: the blocks of a file, remarks on what of it was not read, and its page if it is one."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    page: Page | None = None


class Reader(Protocol):
    """The adapter of one format: from the bytes of a file to blocks with places."""

    def identify(self, data: bytes, name: str) -> bool:
        """Tell from the bytes (and, where they do not say, from the file name) that a file is of this format."""

    def read(self, data: bytes, name: str) -> Content:
        """Read the blocks of a file in reading order; no character that holds a digit and is shown is dropped.

        Raises DocumentError, with the remedy, where the file is broken, encrypted or empty.
        """


PageTold = Callable[[int, int], None]
"""Is told which page begins, counted from 1, and of how many."""


def nobody(page: int, pages: int) -> None:
    """Take the number of a page that begins, and say nothing."""


@runtime_checkable
class PageReader(Protocol):
    """An adapter of a format with pages: it tells of each that it begins, and can recognise the text of pictures."""

    def read_pages(self, data: bytes, name: str, *, recognise: bool, tell: PageTold) -> Content:
        """Read the blocks of a file as ``read`` does, where ``recognise`` also those of pages that are pictures.

        The places of what was recognised say how sure it is.
        """


@lru_cache(maxsize=1)
def registered_readers() -> dict[str, Reader]:
    """Give the adapters that are installed, by name, in the order of their names.

    Raises DocumentError where one of them cannot be loaded.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: loaded(point) for point in points}


def loaded(point: EntryPoint) -> Reader:
    """Load the adapter that an entry point names. Raises DocumentError where the installation is broken."""
    try:
        return cast(Reader, point.load())
    except (ImportError, AttributeError) as error:
        raise DocumentError(
            f"The reader {point.name!r} cannot be loaded ({error}).",
            remedy="Install its package again, or uninstall it.",
        ) from error
