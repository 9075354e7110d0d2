"""What the words of a deadline certainly say: the dates in them, and whether they tell of something without an end.

Dates are read in the orders that plans use: 31/12/2024, 12/2024, 2024-12-31, 2024-12, "31 tháng 12 năm 2024", "tháng 12
năm 2024", "quý IV/2024", Q4/2024, 2024. What is part of a document's number (30/2020/NĐ-CP) is no date.
"""

import re
from functools import lru_cache
from typing import Final

from plancli.deadline import DeadlineError, Span, parse_span

YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9]|/[0-9]*[^\W\d])"
MENTION: Final = re.compile(
    rf"""(?<![\w/])(?:
      (?P<d>[0-9]{{1,2}})(?:[/.\-]|\s+tháng\s+)(?P<dm>[0-9]{{1,2}})(?:[/.\-]|\s+năm\s+)(?P<dy>{YEAR})
    | (?:quý\s*|Q)(?P<q>IV|I{{1,3}}|[1-4])(?:\s*[/\-]\s*|\s+năm\s+|\s+)(?P<qy>{YEAR})
    | (?P<m>[0-9]{{1,2}})[/.\-](?P<my>{YEAR})
    | tháng\s+(?P<tm>[0-9]{{1,2}})(?:\s*[/.\-]\s*|\s+năm\s+|\s+)(?P<ty>{YEAR})
    | (?P<iy>{YEAR})(?:-Q(?P<iq>[1-4])|-(?P<im>[0-9]{{2}})(?:-(?P<id>[0-9]{{2}}))?)?(?![0-9])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
LASTING: Final = re.compile(
    r"\b(?:thường\s+xuyên|liên\s+tục|ongoing|continuous(?:ly)?|regularly|permanently)\b", re.IGNORECASE
)
WITHOUT_END: Final = re.compile(
    rf"{LASTING.pattern}|\b(?:định\s+k[ỳì]|(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)|lâu\s+dài|từ"
    r"|from|since|annual(?:ly)?|yearly|quarterly|monthly|every|each|periodic(?:ally)?)\b",
    re.IGNORECASE,
)
BEFORE: Final = re.compile(r"\b(?:trước|before|prior)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def mentions(words: str) -> tuple[Span, ...]:
    """Return the days, months, quarters and years that words mention, in their order; impossible dates are none."""
    return tuple(span for found in MENTION.finditer(words) if (span := _span(found)))


def is_lasting(words: str) -> bool:
    """Return whether words say that something goes on: "thường xuyên"."""
    return LASTING.search(words) is not None


def may_lack_an_end(words: str) -> bool:
    """Return whether words tell of something that goes on, recurs, or only begins, so that a date is not its end."""
    return WITHOUT_END.search(words) is not None


def says_before(words: str) -> bool:
    """Return whether the day that words mention may be the first one that is too late."""
    return BEFORE.search(words) is not None


def _span(found: re.Match[str]) -> Span | None:
    """Return the period that one mention names."""
    part = found.groupdict()
    year = part["dy"] or part["qy"] or part["my"] or part["ty"] or part["iy"]
    quarter = part["q"] or part["iq"]
    month = part["dm"] or part["m"] or part["tm"] or part["im"]
    day = part["d"] or part["id"]
    if quarter:
        text = f"{year}-Q{ROMAN.get(quarter.upper()) or quarter}"
    else:
        text = "-".join([year, *(f"{int(number):02d}" for number in (month, day) if number)])
    try:
        return parse_span(text)
    except DeadlineError:
        return None
