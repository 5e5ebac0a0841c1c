"""A small stand-in for the taxonomy of ESEF, with rows and labels of our own at the authority's addresses.

It holds what an extension leans on: the entry point with its placeholders and two roles, labels of the official
concepts (their names spelt as words), the defaults of their axes, and the closed hypercube of items without
dimensions. The concepts themselves are those of the built-in core package.
"""

from __future__ import annotations

from pathlib import Path

from tagwright.mapping.profiles import load_profile
from tagwright.report.networks import words_of
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy
from zips import write_zip

_ITEM = 'substitutionGroup="xbrli:item" type="xbrli:stringItemType" abstract="true" xbrli:periodType="instant"'
_ELEMENTS = {
    "NotesAccountingPoliciesAndMandatoryTags": _ITEM,
    "LineItemsNotDimensionallyQualifiedPlaceholder": _ITEM,
    "LineItemsNotDimensionallyQualified": _ITEM.replace("xbrli:item", "xbrldt:hypercubeItem", 1),
}
_LINK = (
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xbrldt="http://xbrl.org/2005/xbrldt"'
)
_LINKBASE_REF = '<link:linkbaseRef xlink:type="simple" xlink:href="{}" xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
_DIM = "http://xbrl.org/int/dim/arcrole/"


def write_stub(path: Path, taxonomy: str) -> Path:
    """Write the taxonomy package that goes with an official taxonomy (ifrs-2025)."""
    official = ifrs_taxonomy(taxonomy)
    entry = load_profile(f"esef-{official.year}").entry_point
    assert entry is not None
    address = entry.schema_.removesuffix("esef_cor.xsd")
    package = (
        '<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">'
        f"<tp:identifier>urn:tagwright:test:{entry.prefix}:{official.date}</tp:identifier><tp:name>A stand-in</tp:name>"
        f"<tp:version>1</tp:version><tp:entryPoints><tp:entryPoint><tp:name>All</tp:name>"
        f'<tp:entryPointDocument href="{entry.schema_}"/></tp:entryPoint></tp:entryPoints></tp:taxonomyPackage>'
    )
    catalog = (
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        f'<rewriteURI uriStartString="{address}" rewritePrefix="../esef/"/></catalog>'
    )
    return write_zip(
        path,
        {
            "stand-in/META-INF/taxonomyPackage.xml": package,
            "stand-in/META-INF/catalog.xml": catalog,
            "stand-in/esef/esef_cor.xsd": _schema(taxonomy, entry.namespace),
            "stand-in/esef/esef_cor-lab-en.xml": _labels(taxonomy),
            "stand-in/esef/esef_cor-dim.xml": _dimensions(taxonomy),
        },
    )


def _schema(taxonomy: str, namespace: str) -> str:
    official = ifrs_taxonomy(taxonomy)
    elements = "\n".join(
        f'<xsd:element name="{name}" id="esef_cor_{name}" nillable="true" {attributes}/>'
        for name, attributes in _ELEMENTS.items()
    )
    roles = "".join(
        f'<link:roleType roleURI="{_role(taxonomy, name)}" id="{name}"><link:usedOn>link:definitionLink</link:usedOn>'
        "</link:roleType>"
        for name in ("ifrs-dim_role-990000", "esef_role-999999")
    )
    references = "".join(map(_LINKBASE_REF.format, ("esef_cor-lab-en.xml", "esef_cor-dim.xml")))
    imports = {
        "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
        "http://xbrl.org/2005/xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
        official.namespace: official.core_schema,
    }
    imported = "".join(f'<xsd:import namespace="{space}" schemaLocation="{at}"/>' for space, at in imports.items())
    return (
        f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" {_LINK} xmlns:xbrli="http://www.xbrl.org/2003/instance"'
        f' targetNamespace="{namespace}" elementFormDefault="qualified">'
        f"<xsd:annotation><xsd:appinfo>{roles}{references}</xsd:appinfo></xsd:annotation>{imported}{elements}</xsd:schema>"
    )


def _role(taxonomy: str, name: str) -> str:
    return f"{ifrs_taxonomy(taxonomy).scheme}://www.esma.europa.eu/xbrl/role/cor/{name}"


def _labels(taxonomy: str) -> str:
    official = ifrs_taxonomy(taxonomy)
    rows = [
        (f"{official.core_schema}#ifrs-full_{name}", f"ifrs-full_{name}", f"{words_of(name)} {facts.kind}")
        for name, facts in load_concepts(official.year).items()
    ]
    rows += [(f"esef_cor.xsd#esef_cor_{name}", f"esef_cor_{name}", words_of(name)) for name in _ELEMENTS]
    links = "\n".join(
        _locator(address, label)
        + f'<link:labelArc xlink:type="arc" xlink:arcrole="http://www.xbrl.org/2003/arcrole/concept-label"'
        f' xlink:from="{label}" xlink:to="label_{label}"/><link:label xlink:type="resource" xlink:label="label_{label}"'
        f' xlink:role="http://www.xbrl.org/2003/role/label" xml:lang="en">{text}</link:label>'
        for address, label, text in rows
    )
    link = '<link:labelLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
    return f"<link:linkbase {_LINK}>{link}{links}</link:labelLink></link:linkbase>"


def _dimensions(taxonomy: str) -> str:
    official = ifrs_taxonomy(taxonomy)
    axes = [(name, facts.default) for name, facts in load_concepts(official.year).items() if facts.default]
    named = dict.fromkeys(name for pair in axes for name in pair if name)
    defaults = "".join(_locator(f"{official.core_schema}#ifrs-full_{name}", name) for name in named)
    defaults += "".join(_arc("dimension-default", axis, str(default)) for axis, default in axes)
    items = ("LineItemsNotDimensionallyQualifiedPlaceholder", "LineItemsNotDimensionallyQualified")
    cube = "".join(_locator(f"esef_cor.xsd#esef_cor_{name}", name) for name in items)
    cube += _arc("all", *items, ' xbrldt:contextElement="scenario" xbrldt:closed="true"')
    arcroles = "".join(
        f'<link:arcroleRef arcroleURI="{_DIM}{name}" xlink:type="simple"'
        f' xlink:href="http://www.xbrl.org/2005/xbrldt-2005.xsd#{name}"/>'
        for name in ("all", "dimension-default")
    )
    networks = {"ifrs-dim_role-990000": defaults, "esef_role-999999": cube}
    roles = "".join(
        f'<link:roleRef roleURI="{_role(taxonomy, name)}" xlink:type="simple" xlink:href="esef_cor.xsd#{name}"/>'
        for name in networks
    )
    links = "".join(
        f'<link:definitionLink xlink:type="extended" xlink:role="{_role(taxonomy, name)}">{arcs}</link:definitionLink>'
        for name, arcs in networks.items()
    )
    return f"<link:linkbase {_LINK}>{roles}{arcroles}{links}</link:linkbase>"


def _locator(address: str, label: str) -> str:
    return f'<link:loc xlink:type="locator" xlink:href="{address}" xlink:label="{label}"/>'


def _arc(arcrole: str, source: str, target: str, more: str = "") -> str:
    return (
        f'<link:definitionArc xlink:type="arc" xlink:arcrole="{_DIM}{arcrole}" xlink:from="{source}"'
        f' xlink:to="{target}"{more}/>'
    )
