"""The Jinja2 templates of the Inline document, and how they are loaded."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


class BlockMacros(Protocol):
    """The macros of blocks.xhtml.j2."""

    def text(self, level: int, content: object) -> str:
        """Render a heading of a level from 1 to 6, or a paragraph (level 0)."""

    def table(self, table: object) -> str:
        """Render a table."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def macros() -> BlockMacros:
    """Give the macros that render one block."""
    return cast(BlockMacros, _environment().get_template("blocks.xhtml.j2").module)


def page() -> Template:
    """Give the template of the whole document."""
    return _environment().get_template("report.xhtml.j2")


def header() -> Template:
    """Give the template of the header of Inline XBRL, which nobody sees."""
    return _environment().get_template("header.xhtml.j2")


def style_sheet() -> str:
    """Give the style sheet that is embedded in the document."""
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
