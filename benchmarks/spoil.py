"""Twenty ways to make a report package invalid: one defect each, in the report, the schema or a linkbase."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

DEFECTS: dict[str, tuple[str, str, str]] = {
    "a context that is not there": (".xhtml", r'contextRef="[^"]*"', 'contextRef="nowhere"'),
    "a unit that is not there": (".xhtml", r'unitRef="[^"]*"', 'unitRef="nowhere"'),
    "a concept that is not there": (".xhtml", r'(<ix:nonFraction[^>]* name="[\w-]+):\w+"', r'\1:Nonsense"'),
    "letters for an amount": (".xhtml", r"(<ix:nonFraction[^>]*>)[^<]*<", r"\1about ten<"),
    "an unknown format": (".xhtml", r'format="ixt:[\w-]+"', 'format="ixt:num-nonsense"'),
    "no precision": (".xhtml", r' decimals="[^"]*"', ""),
    "a scale that is no number": (".xhtml", r'scale="3"', 'scale="three"'),
    "an id twice": (".xhtml", r'(<xbrli:context id=")([^"]*)(".*?<xbrli:context id=")[^"]*"', r'\1\2\3\2"'),
    "an end before the start": (".xhtml", r"<xbrli:endDate>\d{4}", "<xbrli:endDate>1999"),
    "an unknown currency": (".xhtml", r"iso4217:[A-Z]{3}", "iso4217:XQX"),
    "an unknown member": (".xhtml", r"(<xbrldi:explicitMember[^>]*>[\w-]+:)\w+", r"\1NonsenseMember"),
    "a schema that is not referred to": (".xhtml", r'(<link:schemaRef[^>]*href=")[^"]*', r"\1nowhere.xsd"),
    "another value for a fact": (".xhtml", r"(<ix:nonFraction[^>]*>)\d", r"\g<1>9"),
    "a type that is not there": (".xsd", r'type="xbrli:\w+ItemType"', 'type="xbrli:nonsenseItemType"'),
    "a wrong substitution group": (".xsd", r'substitutionGroup="xbrli:item"', 'substitutionGroup="xbrli:nonsense"'),
    "no period type": (".xsd", r' xbrli:periodType="\w+"', ""),
    "an unknown weight": ("_cal.xml", r'weight="-?1(?:\.0)?"', 'weight="0"'),
    "a locator that leads nowhere": ("_pre.xml", r'(<link:loc[^>]*#)[^"]*"', r'\1nowhere"'),
    "an arc from nowhere": ("_pre.xml", r'xlink:from="[^"]*"', 'xlink:from="nowhere"'),
    "an unknown arcrole": (
        "_def.xml",
        r'xlink:arcrole="[^"]*domain-member"',
        'xlink:arcrole="http://example.com/nonsense"',
    ),
}


def spoil(package: Path, target: Path, defect: str) -> Path:
    """Write a copy of a package with one of the defects to ``target``, under its own name inside."""
    end, pattern, replacement = DEFECTS[defect]
    target.parent.mkdir(parents=True, exist_ok=True)
    changed = 0
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename.endswith(end) and "META-INF" not in entry.filename:
                text, count = re.subn(pattern, replacement, content.decode(), count=1, flags=re.DOTALL)
                changed += count
                content = text.encode()
            copy.writestr(entry, content)
    if not changed:
        raise ValueError(f"{package.name} has no place for {defect}")
    return target
