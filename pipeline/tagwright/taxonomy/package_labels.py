"""The English labels of an official taxonomy package that the user has added: read at use, never shipped.

Reading the label linkbases takes about a second, so that what was read is kept in the user's cache folder, under the
package's digest: cache/ under TAGWRIGHT_HOME, else tagwright/ under XDG_CACHE_HOME or ~/.cache.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from tagwright.errors import PackageError
from tagwright.taxonomy.official import PREFIX, OfficialTaxonomy
from tagwright.taxonomy.registry import HOME_VARIABLE, installed_package_for

Labels = Mapping[str, tuple[str, ...]]
"""Labels of a concept, by its local name."""

_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINKBASE = re.compile(rb"<(?:\w+:)?labelLink\b")
# Texts that name the concept; documentation and guidance explain it.
_NAMING = re.compile(
    r"/(?:label|terseLabel|verboseLabel|totalLabel|netLabel|periodStartLabel|periodEndLabel|negated\w*Label)$"
)
_VERSION = 1


def official_labels(taxonomy: OfficialTaxonomy) -> Labels:
    """Give the labels of a taxonomy's concepts from the package that the user added; none where there is none.

    Raises TaxonomyError where the package is not what was added, PackageError where its labels cannot be read.
    """
    package = installed_package_for(taxonomy)
    if package is None:
        return {}
    cached = cache_folder() / f"labels-{package.sha256[:32]}-{_VERSION}.json"
    known = _cached(cached)
    if known is None:
        known = read_labels(package.path)
        _keep(cached, known)
    return known


def cache_folder() -> Path:
    """Give the folder for what can be made again; it may not exist yet."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home) / "cache"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tagwright"


def read_labels(package: Path) -> dict[str, tuple[str, ...]]:
    """Read the English labels of the official concepts from a package that was checked when it was added.

    Raises PackageError where the package cannot be read.
    """
    found: dict[str, dict[str, None]] = {}
    try:
        with zipfile.ZipFile(package) as archive:
            for name in sorted(archive.namelist()):
                content = archive.read(name) if name.endswith(".xml") else b""
                if _LINKBASE.search(content[:20000]):
                    _collect(content, found)
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise PackageError(
            f"The labels of the taxonomy package {package} cannot be read: {error}",
            remedy="add the package again with: tagwright taxonomy add ZIP",
        ) from error
    return {concept: tuple(texts) for concept, texts in sorted(found.items())}


def _collect(content: bytes, found: dict[str, dict[str, None]]) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for link in etree.fromstring(content, parser).iter(f"{_LINK}labelLink"):
        concepts = {loc.get(f"{_XLINK}label"): _concept(loc) for loc in link.iter(f"{_LINK}loc")}
        texts: dict[str | None, list[str]] = {}
        for label in link.iter(f"{_LINK}label"):
            if _NAMING.search(label.get(f"{_XLINK}role", "")) and (label.get(_LANG) or "en").startswith("en"):
                texts.setdefault(label.get(f"{_XLINK}label"), []).append(" ".join((label.text or "").split()))
        for arc in link.iter(f"{_LINK}labelArc"):
            concept = concepts.get(arc.get(f"{_XLINK}from"))
            for text in texts.get(arc.get(f"{_XLINK}to"), ()):
                if concept and text:
                    found.setdefault(concept, {})[text] = None


def _concept(loc: etree._Element) -> str | None:
    prefix, _, local = loc.get(f"{_XLINK}href", "").rpartition("#")[2].partition("_")
    return local if prefix == PREFIX else None


def _cached(path: Path) -> Labels | None:
    """Read what was kept; None where nothing was, or where it is damaged and must be made again."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(concept): tuple(map(str, texts)) for concept, texts in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def _keep(path: Path, labels: Labels) -> None:
    """Keep what was read, all of it or nothing. Where that cannot be, it is read again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".labels-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(labels, file, ensure_ascii=False)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return
