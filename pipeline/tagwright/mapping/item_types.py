"""The item types of concepts: which numbers each takes, and which one a type that a filing declares stands for."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.figures.model import Measure
from tagwright.mapping.schema import ExtensionType

ITEM_TYPES: Mapping[ExtensionType, str] = {
    "monetary": "xbrli:monetaryItemType",
    "per share": "num:perShareItemType",
    "shares": "xbrli:sharesItemType",
    "percent": "num:percentItemType",
    "pure": "xbrli:pureItemType",
    "text block": "nonnum:textBlockItemType",
    "string": "xbrli:stringItemType",
    "member": "nonnum:domainItemType",
    "axis": "xbrli:stringItemType",
}
_MEASURES = {
    "monetaryItemType": (Measure.MONEY,),
    "perShareItemType": (Measure.MONEY_PER_SHARE,),
    "sharesItemType": (Measure.SHARES, Measure.PURE),
    "percentItemType": (Measure.PERCENT,),
    "pureItemType": (Measure.PURE, Measure.DAYS),
    "decimalItemType": (Measure.PURE, Measure.DAYS),
}


def measures_of(item_type: str) -> tuple[Measure, ...]:
    """Give what the amounts of an item type may count; nothing where it takes no number."""
    return _MEASURES.get(item_type.partition(":")[2], ())
