"""The Inline XBRL 1.1 document: the announcement as a readable XHTML page with every fact marked in place."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from tagwright.emit.contexts import Resources
from tagwright.emit.in_place import marked_page
from tagwright.emit.layout import Body, laid_out
from tagwright.emit.namespaces import inline_namespaces
from tagwright.emit.shown import visible
from tagwright.emit.templates import header, page, style_sheet
from tagwright.report.model import Report


def inline_report(report: Report, resources: Resources, schema: str) -> tuple[bytes, Mapping[str, str]]:
    """Give the bytes of NAME.xhtml, and the values of the facts in words by their ids.

    Where the document is a page, it is the author's own, with the facts marked where they stand.
    """
    if report.document.page is not None:
        hidden = header().render(report=report, resources=resources, schema=schema)
        body = marked_page(report, resources, report.document.page, hidden)
        return body.xhtml.encode(), body.text_values
    body = laid_out(report, resources)
    return inline_document(report, resources, body, schema), body.text_values


def inline_document(report: Report, resources: Resources, body: Body, schema: str) -> bytes:
    """Give the bytes of NAME.xhtml. ``schema`` is the address of the extension schema, relative to the document.

    No DOCTYPE, no script, no reference to anything outside; no element but a void one is closed by itself, so
    that a reader who takes the page for HTML sees the same page.
    """
    text = page().render(
        report=report,
        title=visible(report.title, 0, len(report.title)),
        namespaces=inline_namespaces(report),
        resources=resources,
        schema=schema,
        style=Markup(style_sheet()),  # noqa: S704 - our own file
        body=Markup(body.xhtml),  # noqa: S704 - laid_out escapes
    )
    return text.encode()
