"""The yearly IFRS taxonomies: names, namespaces and addresses, from taxonomy/official.csv.

The schemes and dates are those of publication. ``data_types`` names the version of the data type registry that
the core schema imports; 2021 and 2025 are read from the packages, those in between are inferred. A report
takes it for its own concepts' types, and the built-in core package declares it. ``calculation`` is the arcrole of
sums that goes with it: that of XBRL 2.1 (2003) or that of Calculations 1.1 (2023).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from tagwright.data import data_folder
from tagwright.errors import TaxonomyError
from tagwright.taxonomy.concepts import nearest_names

PREFIX = "ifrs-full"

BUILT_IN = "built-in"
"""What a user calls the package that is made from our own table of concepts, of whatever year is needed."""

PACKAGE = ".zip"
"""How the name of a taxonomy package ends, where a user names a file in the place of a taxonomy."""


@dataclass(frozen=True, slots=True)
class OfficialTaxonomy:
    """One yearly IFRS taxonomy (full IFRS). ``name`` is ours: ifrs-2021; ``date`` is YYYY-MM-DD.

    ``scheme`` is http until 2021 and https from 2022: every namespace and address of a DTS must keep to it.
    """

    name: str
    date: str
    scheme: str
    data_types: str
    calculation: str

    @property
    def year(self) -> int:
        """The year that the taxonomy is called by."""
        return int(self.date[:4])

    @property
    def address(self) -> str:
        """What the address of each of its files begins with."""
        return f"{self.scheme}://xbrl.ifrs.org/taxonomy/{self.date}/"

    @property
    def namespace(self) -> str:
        """The namespace of its concepts."""
        return f"{self.address}{PREFIX}"

    @property
    def prefix(self) -> str:
        """The prefix that its concepts are written with."""
        return PREFIX

    @property
    def core_schema(self) -> str:
        """The address of the schema that declares its concepts."""
        return f"{self.address}full_ifrs/full_ifrs-cor_{self.date}.xsd"


@cache
def official_taxonomies() -> tuple[OfficialTaxonomy, ...]:
    """Give the taxonomies that a report can be based on, the oldest first."""
    path = data_folder("taxonomy") / "official.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(OfficialTaxonomy(**row) for row in csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise TaxonomyError(
            f"The table of official taxonomies {path} cannot be read: {error}",
            remedy="install tagwright again, or restore the file",
        ) from error


def ifrs_taxonomy(name: str) -> OfficialTaxonomy:
    """Give the taxonomy called ``name``, such as ifrs-2021.

    Raises TaxonomyError, with the names there are, where none is called that.
    """
    known = {taxonomy.name: taxonomy for taxonomy in official_taxonomies()}
    if name in known:
        return known[name]
    nearest = nearest_names(name, known, limit=1)
    hint = f"did you mean {nearest[0]}? " if nearest else ""
    raise TaxonomyError(f"There is no taxonomy {name!r}.", remedy=f"{hint}known are {', '.join(known)}")
