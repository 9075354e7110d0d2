"""Citations as official texts write them: number, kind, date, issuer and title of a document, from pasted words.

    citation = [lead] [kind] ["số" [":"]] number ["," date] ["của" issuer] [("về" ["việc"] | verb) title]
             | [lead] law name ["số" number] [date] ["của" issuer]
    number   = serial "-" sign *("-" sign) "/" organ *("-" organ)         28-NQ/TW  08-QĐi/TW  8011-CV/BTCTW
             | serial "/" [year "/"] sign *(("-" | "." | "/") organ)      30/2020/NĐ-CP  1234/QĐ-TTg  72/2020/QH14
             | behind "số" any word that begins with a digit              244-HĐBT  11
    serial   = 1*6 digits [small letter]
    date     = ["ngày"] (d "/" m "/" yyyy | d "-" m "-" yyyy | d "." m "." yyyy | d "tháng" m "năm" yyyy)
    kind     = one of KINDS, or of SIGNS where a number follows: "QĐ 334/QĐ-TTg"
    law      = "Luật" | "Bộ luật" | "Pháp lệnh" | "Hiến pháp"

Blanks around `/` and `-` are dropped. The kind comes from the word alone, never from the sign in a number: QĐ stands
for decisions and for rules. A number without blanks that has a digit is one, whatever its grammar.
"""

import re
import unicodedata
from datetime import date as Date
from typing import Final, NamedTuple

KINDS: Final = (
    "Chương trình hành động", "Chương trình", "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Thông tri",
    "Thông báo", "Thông cáo", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Kết luận", "Quy định", "Quyết định",
    "Chỉ thị", "Quy chế", "Quy hoạch", "Hướng dẫn", "Kế hoạch", "Tờ trình", "Báo cáo", "Công văn", "Công điện",
    "Pháp lệnh", "Bộ luật", "Luật", "Hiến pháp", "Lệnh", "Sắc lệnh", "Đề án", "Điều lệ", "Biên bản", "Hợp đồng",
    "Văn bản hợp nhất",
)  # fmt: skip
SIGNS: Final = {
    "NQ": "Nghị quyết", "NĐ": "Nghị định", "KL": "Kết luận", "QĐi": "Quy định", "QyĐ": "Quy định", "CT": "Chỉ thị",
    "QC": "Quy chế", "HD": "Hướng dẫn", "KH": "Kế hoạch", "CTr": "Chương trình", "TTr": "Tờ trình", "BC": "Báo cáo",
    "TB": "Thông báo", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "CV": "Công văn", "ĐA": "Đề án",
    "QĐ": "Quyết định",
}  # fmt: skip
LONGEST_NUMBER: Final = 30

_UPPER: Final = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
_PART: Final = rf"[{_UPPER}][{_UPPER}a-zđơưôâăê0-9&]*"
_SERIAL: Final = r"[0-9]{1,6}[a-zđ]?"
_PARTY: Final = rf"{_SERIAL} ?- ?{_PART}(?: ?- ?{_PART})* ?/ ?{_PART}(?: ?- ?{_PART})*"
_STATE: Final = rf"{_SERIAL} ?/ ?(?:[0-9]{{4}} ?/ ?)?{_PART}(?: ?[-./] ?{_PART})*"
_LOOSE: Final = r"[0-9][\w&]*(?:[./-][\w&]+)*"
_NUMBER: Final = re.compile(rf"(?<![\w/.-])(?:{_PARTY}|{_STATE})(?!\w)")
_BEHIND_WORD: Final = re.compile(rf"(?i:\bsố ?:? ?)({_PARTY}(?!\w)|{_STATE}(?!\w)|{_LOOSE})")
_KIND: Final = "|".join(KINDS)
_LAW: Final = "Bộ luật|Luật|Pháp lệnh|Hiến pháp"
_OF_ASSEMBLY: Final = re.compile(r"/[0-9]{4}/(?:QH|UBTVQH|PL-)")
_DATE: Final = re.compile(
    r"[ ,(]*(?:(?:ban hành )?ngày ?)?"
    r"([0-9]{1,2})(?: ?[/.-] ?([0-9]{1,2}) ?[/.-] ?| tháng ([0-9]{1,2}) năm )([0-9]{4})(?![0-9])\)?"
)
_VERB: Final = (
    r"(?:[Vv]ề|[Vv]/v|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|phê duyệt|thông qua|bãi bỏ|thay thế|công bố|"
    r"triển khai|thực hiện)\b(?! số )"
)
_ISSUER: Final = re.compile(
    rf"[ ,]*của ((?:[^,;:()]|, (?=[{_UPPER}])(?!(?:{_KIND})\b))+?)"
    rf"(?= {_VERB}|,(?! [{_UPPER}])|, (?:{_KIND})\b|[;:(]|\.?$)"
)
_SUBJECT: Final = re.compile(rf"[ ,:]*(?={_VERB}|[\"“«])")
_ABOUT: Final = re.compile(r"(?i:(?:về|v/v)(?: việc)? )")
_SUBJECT_END: Final = re.compile(
    rf";| \((?=(?:hoàn thành|trong|trước|thường xuyên|định kỳ|sau đây|gọi|viết)\b)"
    rf"|(?<=[\"”»])(?:,| và)(?= (?i:{_KIND}) số )"
)
_QUOTES: Final = ('""', "“”", "«»")
_EDGE: Final = " ,;:.()-–"
_SIGNS_OF_PAGES: Final = str.maketrans("Ðð", "Đđ", "*")


class Citation(NamedTuple):
    """What words say of a document; `date` as files hold it, `rest` what of the words is none of this."""

    number: str | None = None
    date: str | None = None
    type: str | None = None
    issuer: str | None = None
    title: str | None = None
    rest: tuple[str, ...] = ()


def parse_citation(text: str) -> Citation | None:
    """Return what a number, or words pasted from a text, say of a document; None where no document is in them."""
    words = _tidy(text)
    if " " not in words:
        return Citation(words) if re.search("[0-9]", words) else None
    if found := _NUMBER.fullmatch(words):
        return Citation(_closed(found[0]))
    if found := _BEHIND_WORD.search(words):
        return _numbered(words, found.start(), found[1], found.end())
    if found := _NUMBER.search(words):
        return _numbered(words, found.start(), found[0], found.end())
    if found := re.search(rf"(?<!\w)((?:{_LAW}) [^;:()0-9]+?)(?=,? (?i:ngày|của|ban hành)\b|$)", words):
        return _told(Citation(type=_kind(found[1]), title=found[1]), [words[: found.start()]], words[found.end() :])
    if len(words) <= LONGEST_NUMBER and re.search("[0-9]", words) and not re.search("[,;:()]", words):
        return Citation(words)  # a number of another country: EO 14028
    return None


def _tidy(text: str) -> str:
    """Return words in NFC with one blank between them, with đ for the eth of old pages, without marks of emphasis."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS_OF_PAGES).split())


def _closed(number: str) -> str:
    return number.replace(" ", "")


def _numbered(words: str, start: int, number: str, end: int) -> Citation:
    """Return what stands around a number."""
    found, lead = _head(words[:start], _closed(number))
    return _told(found._replace(number=_closed(number)), [lead], words[end:])


def _head(before: str, number: str) -> tuple[Citation, str]:
    """Return the kind, and the issuer or title if they are named before a number; and what stands before them."""
    if _OF_ASSEMBLY.search(number) and (law := re.search(rf"(?<!\w)((?:{_LAW}) [^;:()]+?)[ ,]*$", before)):
        return Citation(type=_kind(law[1]), title=law[1]), before[: law.start()]
    if plain := re.search(rf"(?i:(?<!\w)({_KIND}))[ ,]*$", before):
        return Citation(type=_kind(plain[1])), before[: plain.start()]
    if owned := re.search(rf"(?i:(?<!\w)({_KIND})) của ([^,;:()]+?)[ ,]*$", before):
        return Citation(type=_kind(owned[1]), issuer=owned[2]), before[: owned.start()]
    if sign := re.search(rf"(?<!\w)({'|'.join(sorted(SIGNS, key=len, reverse=True))})[ ,]*$", before):
        doubtful = sign[1] == "QĐ" and not re.match(rf"{_SERIAL}/", number)  # a Party's decision, or its rule
        return Citation(type=None if doubtful else SIGNS[sign[1]]), before[: sign.start()]
    if called := re.search(rf"(?<!\w)({_KIND}) ([^,;:()]+?)[ ,]*$", before):
        return Citation(type=_kind(called[1])), f"{before[: called.start()]} {called[2]}"
    return Citation(), before


def _kind(words: str) -> str:
    """Return the kind that words begin with, as it is written."""
    return next(kind for kind in KINDS if words.casefold().startswith(kind.casefold()))


def _told(found: Citation, rest: list[str], behind: str) -> Citation:
    """Return a citation with what stands behind its number: date, issuer, title."""
    if day := _DATE.match(behind):
        try:
            date = Date(int(day[4]), int(day[2] or day[3]), int(day[1])).isoformat()
        except ValueError:
            rest.append(day[0])
        else:
            found = found._replace(date=date)
        behind = behind[day.end() :]
    if issuer := _ISSUER.match(behind):
        found = found._replace(issuer=issuer[1].strip(_EDGE))
        behind = behind[issuer.end() :]
    if found.title is None and (subject := _SUBJECT.match(behind)):
        words = behind[subject.end() :]
        end = _SUBJECT_END.search(words)
        found = found._replace(title=_title(words[: end.start()] if end else words))
        behind = words[end.start() :] if end else ""
    told = (one.strip(_EDGE) for one in (*rest, behind))
    return found._replace(rest=tuple(one for one in told if one))


def _title(words: str) -> str | None:
    """Return a title without the word that leads to it, without quotes around all of it, with a capital first."""
    title = _ABOUT.sub("", words, count=1) if _ABOUT.match(words) else words
    title = title.strip(" ,;:.")
    for opening, closing in _QUOTES:
        inner = title[1:-1]
        if len(title) > 1 and title[0] == opening and title[-1] == closing and not set(inner) & {opening, closing}:
            title = inner.strip()
    return title[:1].upper() + title[1:] or None
