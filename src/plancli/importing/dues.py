"""Deadlines and dates as offices write them to the forms of the grammar, only where the words can mean nothing else.

    due    = lasting | [bound] span | span range span | span "and after" | recurring
    span   = 30/6/2024 | 30 tháng 6 năm 2024 | tháng 6/2024 | quý II/2024 | 6 tháng đầu năm 2024 | năm 2024
           | 30 June 2024 | June 30, 2024 | June 2024 | Q2 2024 | first half of 2024 | the grammar's own
    bound  = trước [ngày] | chậm nhất [là|đến|vào] | đến hết | before | by | not later than | by the end of
    range  = "-" | đến | to

"Cuối năm 2024", a day without a year, "12/6/24" and a day and month in doubt are not certain, and are not read.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from plancli.deadline import Anchored, DeadlineError, Period, Recurring, Undated, parse_due, parse_span

YEARS: Final = ("19", "20", "21")
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH: Final = "|".join(rf"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS)
_QUARTER: Final = r"(iv|i{1,3}|[1-4])"
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_Y: Final = r"([0-9]{4})"
_DM: Final = r"([0-9]{1,2})"

SPANS: Final = (
    (rf"(?:ngày )?{_DM}[/.-]{_DM}[/.-]{_Y}", lambda d, m, y: f"{y}-{int(m):02d}-{int(d):02d}"),
    (rf"(?:ngày )?{_DM} tháng {_DM}(?: năm |/){_Y}", lambda d, m, y: f"{y}-{int(m):02d}-{int(d):02d}"),
    (rf"(?:ngày )?{_DM}/{_DM} năm {_Y}", lambda d, m, y: f"{y}-{int(m):02d}-{int(d):02d}"),
    (rf"(?:tháng )?{_DM}(?:[/.-]| năm ){_Y}", lambda m, y: f"{y}-{int(m):02d}"),
    (rf"(?:quý |quý|q){_QUARTER}(?:[/-]| năm | ){_Y}", lambda q, y: f"{y}-Q{_ROMAN.get(q, q)}"),
    (rf"(?:h)([12])(?:[/-]| ){_Y}", lambda h, y: f"{y}-H{h}"),
    (rf"(?:0?6|sáu) tháng (đầu|cuối)(?: năm |/| ){_Y}", lambda half, y: f"{y}-H{1 if half == 'đầu' else 2}"),
    (rf"0?9 tháng đầu(?: năm |/| ){_Y}", lambda y: f"{y}-01/{y}-09"),
    (rf"(?:the )?(first|second) half of {_Y}", lambda half, y: f"{y}-H{1 if half == 'first' else 2}"),
    (rf"(?:the )?(first|second|third|fourth) quarter of {_Y}", lambda q, y: f"{y}-Q{_ordinal(q)}"),
    (rf"{_DM}(?:st|nd|rd|th)? ({_MONTH}),? {_Y}", lambda d, m, y: f"{y}-{_month(m)}-{int(d):02d}"),
    (rf"({_MONTH}) {_DM}(?:st|nd|rd|th)?,? {_Y}", lambda m, d, y: f"{y}-{_month(m)}-{int(d):02d}"),
    (rf"({_MONTH}),? {_Y}", lambda m, y: f"{y}-{_month(m)}"),
    (rf"(?:năm |year )?{_Y}", lambda y: y),
)
"""Patterns of one period, each with the grammar's form of what it finds."""

AROUND: Final = "*()[]. ;,"
"""Signs around a deadline that say nothing; the brackets of official plans are in italics."""
_OPENING: Final = (
    r"(?:(?:phải |cần )?(?:hoàn thành|thực hiện|báo cáo|trình|ban hành|xong)"
    r"|(?:to be )?(?:done|completed?|finished)|due) "
)
_WITHIN: Final = r"(?:trong|vào|within|in|during) "
_BEFORE: Final = r"(?:trước|before|prior to) "
_BY: Final = (
    r"(?:chậm nhất(?: là| vào| đến)?|muộn nhất(?: là| vào| đến)?|(?:đến )?hết|đến(?: cuối)?|không (?:muộn|chậm) hơn"
    r"|by(?: the end of)?|until(?: the end of)?|no(?:t)? later than|at the latest(?: by)?) "
)
_FROM: Final = r"(?:giai đoạn(?: từ)?|thời kỳ|nhiệm kỳ|trong nhiệm kỳ|trong giai đoạn|từ|from|between) "
_TO: Final = r" ?(?:-|–|—) ?| đến(?: hết)? | to | until "
_AFTER: Final = r" (?:và|&) (?:những|các) năm (?:tiếp theo|sau)| trở đi| and (?:after|later|following years)| onwards?"
LASTING: Final = (
    r"(?:(?:thực hiện|nhiệm vụ|làm) )?(?:thường xuyên(?:, liên tục)?|liên tục|lâu dài|(?:hàng|hằng) ngày)"
    r"(?: thực hiện)?"
    r"|ongoing|continuous(?:ly)?|regular(?:ly)?|permanent(?:ly)?|always"
)
UNSAID: Final = r"định kỳ(?: báo cáo)?|(?:báo cáo )?định kỳ(?: theo quy định)?|periodic(?:al)?(?:ly)?"
EVERY: Final = (
    (r"(?:định kỳ )?(?:báo cáo )?(?:hàng|hằng|mỗi) năm|(?:every year|each year|yearly|annual(?:ly)?)", "year"),
    (r"(?:định kỳ )?(?:báo cáo )?(?:hàng|hằng|mỗi) quý|(?:every quarter|each quarter|quarterly)", "quarter"),
    (r"(?:định kỳ )?(?:báo cáo )?(?:hàng|hằng|mỗi) tháng|(?:every month|each month|monthly)", "month"),
    (
        r"(?:định kỳ|mỗi) 0?6 tháng(?: một lần| 1 lần)?|0?6 tháng (?:một|1) lần"
        r"|(?:every half|half-yearly|every 6 months)",
        "half",
    ),
)
_DAYS: Final = rf"(?:trước|đến|vào) ngày {_DM}(?:/| tháng ){_DM}"
YEARLY: Final = rf"{_DAYS}(?: và {_DAYS})? (?:hàng|hằng|mỗi) năm"
IN_QUARTER: Final = rf"trước ngày {_DM} (?:của )?tháng cuối (?:của )?(?:mỗi )?quý"
IN_MONTH: Final = rf"(trước|vào|đến) ngày {_DM} (?:hàng|hằng|mỗi) tháng"
NONE: Final = r"[-–—/.]+|không|none|n/?a"


@lru_cache(maxsize=4096)
def read_due(words: str) -> str | None:
    """Return the deadline that words mean, in the grammar; None where that is not certain."""
    text = _plain(words)
    return _grammar(text, words) or _due(text) or _due(re.sub(rf"^{_OPENING}", "", text))


@lru_cache(maxsize=4096)
def read_date(words: str) -> str | None:
    """Return the day, month or year that words mean; None where that is not certain."""
    found = _span(_plain(words))
    return found if found and "/" not in found and not set("QH").intersection(found) else None


@lru_cache(maxsize=4096)
def says_none(words: str) -> bool:
    """Whether a cell only says that there is nothing in it: a dash."""
    return re.fullmatch(NONE, _plain(words)) is not None


def begins_itself(due: str) -> bool:
    """Whether a deadline needs nothing else to begin: only a series asks for the plan's date."""
    read = parse_due(due)
    return not isinstance(read, Recurring) or read.begins


def month_first(words: str) -> bool:
    """Whether a date can only be one with the month first: 12/31/2024."""
    found = re.fullmatch(rf"{_DM}/{_DM}/{_Y}.*", words.strip())
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def in_doubt(words: str) -> bool:
    """Whether day and month of a date could change places: 6/7/2024."""
    found = re.search(rf"(?<![0-9/]){_DM}/{_DM}/{_Y}", words)
    return found is not None and int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2])


def _plain(words: str) -> str:
    """Return words in small letters, without what stands around them and the blanks around signs."""
    text = " ".join(unicodedata.normalize("NFC", words).lower().split())
    text = re.sub(r" ?/ ?", "/", text).strip(AROUND)
    return re.sub(r"t00:00(?::00)?$| 00:00(?::00)?$", "", text)


def _grammar(text: str, words: str) -> str | None:
    """Return a deadline that is written in the grammar already; a name in it would be one that nobody knows."""
    whole = " ".join(words.split())
    for one in (whole, whole.strip(AROUND), text):
        try:
            due = parse_due(one)
        except DeadlineError:
            continue
        if isinstance(due, Anchored):
            return None
        dates = re.findall(r"[0-9]{4}", due.text)
        if isinstance(due, Undated | Recurring | Period) and all(date[:2] in YEARS for date in dates):
            return due.text
    return None


def _due(text: str) -> str | None:
    """Return the deadline that plain words mean."""
    if re.fullmatch(LASTING, text):
        return "ongoing"
    if re.fullmatch(UNSAID, text):
        return "periodic"
    if recurring := _recurring(text):
        return recurring
    if found := re.fullmatch(rf"(?:{_FROM})?(.+?)(?:{_AFTER})", text):
        span = _span(found[1])
        return f"{span}/.." if span and "/" not in span else None
    for pattern, bound in ((_BEFORE, "before "), (_BY, "by "), (_WITHIN, ""), ("", "")):
        if (found := re.match(pattern, text)) and (span := _range(text[found.end() :])):
            return _valid(bound + span)
    return None


def _recurring(text: str) -> str | None:
    """Return the series that plain words mean."""
    for pattern, period in EVERY:
        if re.fullmatch(pattern, text):
            return f"every {period}"
    if found := re.fullmatch(YEARLY, text):
        first, second = found.group(1, 2), found.group(3, 4)
        days = [f"{int(month):02d}-{int(day):02d}" for day, month in (first, second) if day]
        bound = "before" if text.startswith("trước") else "by"
        mixed = len(set(re.findall(r"(trước|đến|vào) ngày", text))) > 1
        return None if mixed else _valid(f"every year {bound} {' and '.join(days)}")
    if found := re.fullmatch(IN_QUARTER, text):
        return _valid(f"every quarter before {int(found[1])}")
    if found := re.fullmatch(IN_MONTH, text):
        return _valid(f"every month {'before' if found[1] == 'trước' else 'by'} {int(found[2])}")
    return None


def _range(text: str) -> str | None:
    """Return the period from one span to another, or of one."""
    if span := _span(text):
        return span
    body = re.sub(rf"^{_FROM}", "", text)
    for found in re.finditer(_TO, body):
        left, right = body[: found.start()], body[found.end() :]
        word = re.match(r"(?:quý|tháng) ", left)
        stop = _span(right) or _span(f"{word[0]}{right}" if word else "")
        start = _span(left) or _span(_completed(left, right) if word else "")
        if start and stop:
            return _valid(f"{start}/{stop}") if "/" not in start + stop else None
    return None


def _completed(left: str, right: str) -> str:
    """Return the beginning of a range with the year that only its end says: quý II-III/2026, tháng 3-6/2024."""
    year = re.search(rf"(?:[/-]| năm | ){_Y}$", right)
    return f"{left}{year[0]}" if year else ""


def _span(text: str) -> str | None:
    """Return the one period that plain words name, in the grammar."""
    text = text.strip()
    try:
        written = parse_span(text.upper()).text
        return written if written[:2] in YEARS else None
    except DeadlineError:
        pass
    for pattern, form in SPANS:
        if found := re.fullmatch(pattern, text):
            written = form(*found.groups())
            return _valid(written) if written[:2] in YEARS else None
    return None


def _valid(due: str) -> str | None:
    """Return a deadline if it is one."""
    try:
        return parse_due(due).text
    except DeadlineError:
        return None


def _month(word: str) -> str:
    return f"{next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word[:3])):02d}"


def _ordinal(word: str) -> int:
    return ("first", "second", "third", "fourth").index(word) + 1
