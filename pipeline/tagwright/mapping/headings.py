"""What a heading tells of the tables below it: whose amounts they are, or nothing but their period and unit."""

from __future__ import annotations

import re
from functools import lru_cache

from tagwright.figures.dates import is_period_text
from tagwright.mapping.model import TableKind

# Amounts under such a heading are those of a part of the group, or of the parent alone.
_OTHERS = re.compile(
    r"\bparent(?: entity| company)\b"
    r"|\b(?:balance sheet|statement|account|result|position|performance|flow|equity)s? of the (?:company|parent)$"
    r"|^(?:the )?company(?:'s)?[- ](?:balance|statement|income|level|only|financial)"
    r"|\bcompany[- ](?:only|level)\b"
    r"|\bassociates?\b|\bjoint (?:venture|operation|arrangement)s?\b|\bsubsidiar(?:y|ies)\b"
    r"|\bdiscontinued\b|\bdisposal groups?\b|\bheld for sale\b|\bpro[- ]?forma\b|\bguarantors?\b"
    r"|\b(?:adjusted|underlying|normali[sz]ed|headline)\b|\bnon-(?:ifrs|gaap|hkfrs)\b"
)
# The same inside a table: a heading there is often a line's own words ("Investments in subsidiaries").
_SCOPES = re.compile(
    r"^(?:the )?(?:company|parent(?: company| entity)?|associates?|joint ventures?)$"
    r"|(?<!continuing and )\bdiscontinued\b|\bpro[- ]?forma\b|\b(?:segment|division)s?$"
    r"|\b(?:adjusted|underlying|normali[sz]ed|headline)\b|\bnon-(?:ifrs|gaap|hkfrs)\b"
)
_OF_SEGMENTS = re.compile(r"\bsegments?\b|\bsegmental\b|\bdivisions?\b|\bbusiness units?\b")
# Words of captions that name no matter: units, and how the amounts were come by.
_CAPTION_WORDS = re.compile(
    r"\b(?:un)?audited\b|\bcontinued\b|\bcont'd\b|\brestated\b|\bcompared\b|\bcomparison\b|\bwith\b|\bto\b|\bexpressed\b"
    r"|\bamounts?\b|\bin\b|\bthousands?\b|\bmillions?\b|\bof\b|\bexcept\b|\bfor\b|\bper\b|\bshares?\b|\bdata\b|\bpercentages?\b|\bunless\b"
    r"|\botherwise\b|\bstated\b|\bnoted\b|\ball\b|\bfigures?\b|\bunits?\b|\brenminbi\b|\beuros?\b|\bdollars?\b|\bpounds?\b"
    r"|\b(?:united states|u\.?s\.?|canadian|australian|hong kong|singapore|new zealand)(?!\w)"
    r"|\bsterling\b|\b[a-z]{1,3}\$|\brmb|\b(?:eur|usd|gbp|hkd|aud|cny|chf|sgd|jpy)\b|[€£$¥]|\b(?:m|mn|bn|k|cents?)\b|\band\b|\bthe\b"
)


_NAME_OF_COMPANY = re.compile(
    r"^[^,;:()\d]{1,60}?\b(?:plc|ltd|limited|inc|incorporated|corp|corporation|n\.?v|s\.?a|ag|se|ab|asa|oyj)\b\.?(?=\s*(?:\(|$))"
)


def is_about_others(heading: str, kind: TableKind) -> bool:
    """Tell whether a heading (in its normal form) names an entity or a part whose amounts are not the group's.

    A note on segments may well have totals of the group; a statement of a segment is never the group's.
    """
    return bool(_OTHERS.search(heading)) or (kind != "note" and bool(_OF_SEGMENTS.search(heading)))


@lru_cache(maxsize=10_000)
def is_scope_of_others(section: str) -> bool:
    """Tell whether a heading inside a table (in its normal form) says that the rows under it are not the group's."""
    return bool(_SCOPES.search(section))


_SHARE_OF_OTHER_INCOME = re.compile(r"^(?:group's )?share (?:of|in) (?:the )?other comprehensive\b")
_COMPONENT = re.compile(r"OtherComprehensiveIncome(?:NetOf|Before)Tax[A-Z]")


def is_part_of_share(section: str, concept: str) -> bool:
    """Tell a part of other comprehensive income under a heading (in its normal form) that it is others' income."""
    return bool(_SHARE_OF_OTHER_INCOME.match(section) and _COMPONENT.match(concept))


@lru_cache(maxsize=10_000)
def is_caption(heading: str) -> bool:
    """Tell whether a heading gives only a period, a unit, or how the amounts were come by."""
    rest = _CAPTION_WORDS.sub(" ", _NAME_OF_COMPANY.sub(" ", heading.lower().replace("’", "'")))
    return is_period_text(rest) or not re.search(r"[^\W\d_]", rest)
