"""A taxonomy package of our own at the official addresses of 2021: five concepts with all that is said of concepts."""

from __future__ import annotations

from pathlib import Path

from zips import write_zip

ADDRESS = "http://xbrl.ifrs.org/taxonomy/2021-03-24/"
ENTRY_POINT = f"{ADDRESS}entry.xsd"
CORE = "top/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
ROLE = "http://example.com/role/takings"
_STANDARD = "http://www.xbrl.org/2003/role"
_ARCROLE = "http://www.xbrl.org/2003/arcrole"

_NAMESPACES = (
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ref="http://www.xbrl.org/2006/ref"'
)
_XBRLI_IMPORT = (
    '<xsd:import namespace="http://www.xbrl.org/2003/instance" '
    'schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
)


def _element(name: str, kind: str = "xbrli:monetaryItemType", period: str = "duration", more: str = "") -> str:
    return (
        f'<xsd:element id="ifrs-full_{name}" name="{name}" type="{kind}" substitutionGroup="xbrli:item" '
        f'nillable="true" xbrli:periodType="{period}" {more}/>'
    )


SCHEMA = f"""<xsd:schema {_NAMESPACES} targetNamespace="{ADDRESS}ifrs-full" xmlns:ifrs-full="{ADDRESS}ifrs-full">
{_XBRLI_IMPORT}
{_element("IncomeStatementAbstract", "xbrli:stringItemType", more='abstract="true"')}
{_element("Revenue", more='xbrli:balance="credit"')}
{_element("CostOfSales", more='xbrli:balance="debit"')}
{_element("GrossProfit", more='xbrli:balance="credit"')}
{_element("Assets", period="instant", more='xbrli:balance="debit"')}
</xsd:schema>"""

_LINKBASES = ("label", "reference", "presentation", "calculation")
ENTRY = f"""<xsd:schema {_NAMESPACES} targetNamespace="{ADDRESS}entry"><xsd:annotation><xsd:appinfo>
<link:roleType id="takings" roleURI="{ROLE}"><link:definition>[310000] What was taken</link:definition>
<link:usedOn>link:presentationLink</link:usedOn><link:usedOn>link:calculationLink</link:usedOn></link:roleType>
{
    "".join(
        f'<link:linkbaseRef xlink:type="simple" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase" '
        f'xlink:href="{kind}.xml"/>'
        for kind in _LINKBASES
    )
}
</xsd:appinfo></xsd:annotation>
<xsd:import namespace="{ADDRESS}ifrs-full" schemaLocation="full_ifrs/full_ifrs-cor_2021-03-24.xsd"/>
<xsd:import namespace="http://www.xbrl.org/2006/ref" schemaLocation="http://www.xbrl.org/2006/ref-2006-02-27.xsd"/>
</xsd:schema>"""


def linkbase(kind: str, role: str, content: str) -> str:
    """Write a linkbase with one extended link of a kind: label, reference, presentation or calculation."""
    declared = (
        ""
        if role == f"{_STANDARD}/link"
        else (f'<link:roleRef roleURI="{role}" xlink:type="simple" xlink:href="entry.xsd#takings"/>')
    )
    return (
        f"<link:linkbase {_NAMESPACES}>{declared}"
        f'<link:{kind}Link xlink:type="extended" xlink:role="{role}">{content}</link:{kind}Link></link:linkbase>'
    )


def located(*names: str) -> str:
    """Write a locator for each concept, labelled with the concept's name."""
    return "".join(
        f'<link:loc xlink:type="locator" xlink:label="{name}" '
        f'xlink:href="full_ifrs/full_ifrs-cor_2021-03-24.xsd#ifrs-full_{name}"/>'
        for name in names
    )


def arc(kind: str, start: str, end: str, attributes: str = "") -> str:
    """Write an arc between two labels of an extended link."""
    arcroles = {
        "label": "concept-label",
        "reference": "concept-reference",
        "presentation": "parent-child",
        "calculation": "summation-item",
    }
    return (
        f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{_ARCROLE}/{arcroles[kind]}" '
        f'xlink:from="{start}" xlink:to="{end}" {attributes}/>'
    )


def labels(*texts: tuple[str, str, str, str]) -> str:
    """Write a label linkbase; each label has a concept's name, a role, a language and a text."""
    written = "".join(
        f'<link:label xlink:type="resource" xlink:label="text{number}" xlink:role="{_STANDARD}/{role}" '
        f'xml:lang="{language}">{text}</link:label>{arc("label", name, f"text{number}")}'
        for number, (name, role, language, text) in enumerate(texts)
    )
    return linkbase("label", f"{_STANDARD}/link", located(*dict.fromkeys(name for name, *_ in texts)) + written)


LABELS = labels(
    ("Revenue", "label", "en", "Takings\n of  the year"),
    ("Revenue", "totalLabel", "en", "Total takings"),
    ("Revenue", "documentation", "en", "All that customers paid for wheelbarrows."),
    ("Revenue", "label", "nl", "Omzet"),
    ("CostOfSales", "label", "en", "Outlay"),
    ("Assets", "label", "en-GB", "Things owned"),
)
REFERENCES = linkbase(
    "reference",
    f"{_STANDARD}/link",
    located("Revenue")
    + '<link:reference xlink:type="resource" xlink:label="r"><ref:Name>Handbook</ref:Name>'
    + "<ref:Paragraph>7</ref:Paragraph></link:reference>"
    + arc("reference", "Revenue", "r"),
)
PRESENTATION = linkbase(
    "presentation",
    ROLE,
    located("IncomeStatementAbstract", "Revenue", "CostOfSales", "GrossProfit")
    + arc("presentation", "IncomeStatementAbstract", "GrossProfit", 'order="30"')
    + arc("presentation", "IncomeStatementAbstract", "Revenue", 'order="10"')
    + arc("presentation", "IncomeStatementAbstract", "CostOfSales", 'order="20"'),
)
_SUMMANDS = (
    located("GrossProfit", "Revenue", "CostOfSales")
    + arc("calculation", "GrossProfit", "Revenue", 'order="1" weight="1.0"')
    + arc("calculation", "GrossProfit", "CostOfSales", 'order="2" weight="-1.0"')
)
CALCULATION = linkbase("calculation", ROLE, _SUMMANDS)
METADATA = f"""<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
<tp:identifier>https://example.com/small</tp:identifier><tp:name>Small taxonomy</tp:name><tp:version>1</tp:version>
<tp:entryPoints><tp:entryPoint><tp:name>All</tp:name><tp:entryPointDocument href="{ENTRY_POINT}"/></tp:entryPoint>
</tp:entryPoints></tp:taxonomyPackage>"""
CATALOG = f"""<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="{ADDRESS}" rewritePrefix="../"/></catalog>"""

ENTRIES: dict[str, str | bytes] = {
    "top/META-INF/taxonomyPackage.xml": METADATA,
    "top/META-INF/catalog.xml": CATALOG,
    "top/entry.xsd": ENTRY,
    CORE: SCHEMA,
    "top/label.xml": LABELS,
    "top/reference.xml": REFERENCES,
    "top/presentation.xml": PRESENTATION,
    "top/calculation.xml": CALCULATION,
}


def small_package(path: Path, **changed: str) -> Path:
    """Write the package; ``changed`` are linkbases by kind to put in the place of its own."""
    return write_zip(path, ENTRIES | {f"top/{kind}.xml": text for kind, text in changed.items()})
