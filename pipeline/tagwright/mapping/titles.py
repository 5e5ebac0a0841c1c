"""The form in which titles of tables are compared: what a statement is called, whatever stands around its name."""

from __future__ import annotations

import re
from functools import lru_cache

from tagwright.figures.wording import normalise_heading
from tagwright.mapping.headings import is_caption
from tagwright.mapping.likeness import alike

_NUMBER = re.compile(r"^(?:note\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,4}|[a-z])[.)]?\s+(?=\D)", re.IGNORECASE)
_QUALIFIERS = re.compile(
    r"\b(?:condensed|interim|consolidated|group|unaudited|audited|abridged|annual|primary|ifrs|the)\b"
    r"|\b(?:indirect|direct) method\b|^'?s\b"
)
_ASIDE = re.compile(r"\(([^)]*)\)")
_KINDS_OF_STATEMENT = re.compile(
    r"^(?:by (?:nature|function)(?: of expenses?)?|continued|cont'?d|one statement|two statements?|restated"
    r"|indirect method|direct method|compressed|condensed|abridged|group|consolidated)$"
)
_OF_COMPANY = re.compile(r"\bof (?:the )?(company|parent)\b")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PERIOD = re.compile(
    r"[\s,:(–—-]*\b(?:for (?:the )?(?:\w+[ -]){0,2}(?:years?|periods?|months?|weeks|half|quarter)\b"
    rf"|as (?:at|of|on)\b|at (?:the )?(?:\d|year[- ]end\b)|at {_MONTH}\b|(?:years?|period|months) end(?:ed|ing)\b"
    rf"|in (?:thousands|millions|us\$|eur|usd|€)|{_MONTH} \d).*$"
)
_YEAR_LAST = re.compile(
    r"[\s,:(–—-]+(?:for |in )?(?:fy |fiscal (?:year )?|the year )?(?:19|20)\d\d"
    r"(?:\s*(?:/|-|–|and|&)\s*(?:19|20)?\d\d)?\)?$"
)
_MANNER = re.compile(
    r"[\s,:(–—-]*\b(?:by (?:nature|function)(?: of expenses?)?|(?:before|after) (?:the )?(?:proposed )?"
    r"(?:appropriation|allocation|distribution) of (?:the )?(?:net )?(?:profit|results?|income|loss))\)?$"
)
_OF_GROUP = re.compile(r" of the group$")
_FORMS = (
    r"group|plc|ltd|limited|inc|incorporated|corp|corporation|n\.?v|s\.?a|s\.?p\.?a|ag|se|ab|asa|oyj|gmbh|holdings?"
)
_NOT_A_NAME = re.compile(
    r"\b(?:notes?|to|in|on|by|from|with|other|summary|summari[sz]ed|selected|extracts?|analysis|discussion|review|effects?"
    r"|impact|reconciliations?|reconciled|parent|separate|stand-?alone|company|forecast|budget|target|adjusted"
    r"|underlying|pro|see|forma|supplementary|items?|through|key|basis)\b"
)
_TITLE = re.compile(r"\b(?:statements?|balance sheets?|income statement|profit and loss|cash flows?)\b")
_SUMMARY = re.compile(
    r"\b(?:summary|highlight|pro forma|quarter|key figure|year review|ratio|acquisition|business combination|note to)\b"
)


_MATTER = re.compile(
    r"^(?:(?:disclosure|reconciliation|analysis|detail|breakdown|roll forward|schedule|composition)(?: of| in| on)? )?"
    r"(?:change (?:in|of) )?"
)
_COMPANY = re.compile(
    rf"^\S.*\b(?:{_FORMS})\.?(?:\s[-–—]\s|:\s)(?=\S)",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def title_form(text: str) -> str:
    """Give the form in which titles are compared: as ``alike``, without number, "consolidated", period, captions."""
    plain = normalise_heading(_NUMBER.sub("", normalise_heading(text)))
    plain = _ASIDE.sub(lambda aside: " " if _says_nothing(aside[1]) else aside.group(), plain).strip()
    plain = _MANNER.sub("", _YEAR_LAST.sub("", _PERIOD.sub("", plain)) or plain)
    plain = _OF_COMPANY.sub(r"alone \1", _OF_GROUP.sub("", plain))
    return alike(" ".join(_QUALIFIERS.sub(" ", plain).split()) or plain)


def matter_of(form: str) -> str:
    """Give the matter that a title (in its form) is about: without "reconciliation of", "changes in" and the like."""
    return _MATTER.sub("", form)


def after_company(heading: str) -> str:
    """Give what stands after a company's name and a dash at the beginning of a heading, if one stands so."""
    named = _COMPANY.match(heading)
    return heading[named.end() :] if named else ""


def _says_nothing(aside: str) -> bool:
    return is_caption(aside) or bool(_KINDS_OF_STATEMENT.search(aside))


def says_summary(title: str) -> bool:
    """Tell whether a title (in its form) is of a summary, a part of the year, or of notes, and not of a statement."""
    return bool(_SUMMARY.search(title))


def is_name_with_title(heading: str) -> bool:
    """Tell whether what stands before a title at the end of a heading can be a company's name."""
    before = _TITLE.split(_PERIOD.sub("", heading.lower()), maxsplit=1)[0]
    return len(heading.split()) <= 25 and not _NOT_A_NAME.search(before)
