"""The English labels of an official taxonomy package that the user has added: read at use, never shipped."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.taxonomy.concept_index import opened_index
from tagwright.taxonomy.index_queries import naming_labels
from tagwright.taxonomy.official import OfficialTaxonomy
from tagwright.taxonomy.registry import installed_package_for


def official_labels(taxonomy: OfficialTaxonomy) -> Mapping[str, tuple[str, ...]]:
    """Give the labels of a taxonomy's concepts, by local name, from the package that the user added; else none.

    Raises TaxonomyError where the package is not what was added, or its index is damaged.
    """
    package = installed_package_for(taxonomy)
    if package is None:
        return {}
    with opened_index(package.path, package.sha256) as index:
        return naming_labels(index, taxonomy.prefix)
