"""All files of a report: made here, and written by ``write_all``."""

from __future__ import annotations

from tagwright.emit.contexts import resources_of
from tagwright.emit.csv_report import csv_files
from tagwright.emit.extension import extension_files, schema_name
from tagwright.emit.inline import inline_report
from tagwright.emit.json_report import json_report
from tagwright.emit.package import report_package
from tagwright.emit.writing import write_all
from tagwright.emit.xml_instance import xml_instance
from tagwright.report.model import Report

__all__ = ["emit_report", "write_all"]


def emit_report(report: Report) -> dict[str, bytes]:
    """Give every file of a report by name: NAME.xhtml, .xbrl, .json, CSV, the package and the extension taxonomy.

    All refer to the extension schema by its name alone, so they belong in one folder. Equal reports give equal
    bytes. Raises ``ValueError`` where the Report contradicts itself: a defect of the step that made it.
    """
    resources = resources_of(report)
    schema = schema_name(report)
    extension = extension_files(report)
    inline, text_values = inline_report(report, resources, schema)
    return {
        f"{report.name}.xhtml": inline,
        f"{report.name}.xbrl": xml_instance(report, resources, text_values, schema),
        f"{report.name}.json": json_report(report, text_values, schema),
        **csv_files(report, text_values, schema),
        **extension,
        f"{report.package_name}.{report.profile.package}": report_package(report, inline, extension),
    }
