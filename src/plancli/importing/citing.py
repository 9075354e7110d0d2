"""The documents in a cell: their numbers, and the day and the type that stand beside each.

number = serial "-" sign {"-" sign} "/" organ          28-NQ/TW, 17-CTr/TU
       | serial "/" [year "/"] sign {"-" organ}        30/2020/NĐ-CP, 1234/QĐ-TTg, 72/2020/QH14
       | serial "-" sign                               7-QD
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from plancli.importing.dues import read_date
from plancli.starting.draft import DocumentDraft

_SEGMENT: Final = r"[A-ZĐƠƯÔÂĂÊ][A-ZĐƠƯÔÂĂÊa-zđyir0-9&]*"
_SERIAL: Final = r"[0-9]{1,6}[a-z]?"
_GAP: Final = r" ?"
NUMBER: Final = re.compile(
    rf"(?<![\w/.-])(?:{_SERIAL}{_GAP}-{_GAP}{_SEGMENT}(?:{_GAP}[-/]{_GAP}{_SEGMENT})*"
    rf"|{_SERIAL}{_GAP}/{_GAP}(?:[0-9]{{4}}{_GAP}/{_GAP})?{_SEGMENT}(?:{_GAP}[-./]{_GAP}{_SEGMENT})*)(?![\w/])"
)
DAY: Final = re.compile(
    r"\s*(?:,|@|\()?\s*(?:ngày|of|dated)?\s*([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4})(?![\w/])\)?"
)
TYPES: Final = (
    "Nghị quyết", "Kết luận", "Thông báo", "Quy định", "Quyết định", "Chỉ thị", "Quy chế", "Hướng dẫn", "Kế hoạch",
    "Chương trình", "Tờ trình", "Báo cáo", "Thông tri", "Công văn", "Công điện", "Thông tư liên tịch", "Thông tư",
    "Nghị định", "Pháp lệnh", "Bộ luật", "Luật", "Đề án", "Resolution", "Decision", "Decree", "Circular", "Directive",
    "Conclusion", "Plan", "Rule", "Regulation", "Law", "Notice",
)  # fmt: skip
_TYPE: Final = re.compile(rf"(?:^|(?<=\W))({'|'.join(TYPES)})(?: số| No\.?)?:?\s*$", re.IGNORECASE)
_NOTHING: Final = re.compile(r"[\s,;.:()\[\]\-–+*•]|(?<!\w)(?:và|and|số|các|of|the|No)(?!\w)")
LONGEST: Final = 5000
"""Characters: what is longer is no list of citations."""


class Cited(NamedTuple):
    """The documents in a cell, and whether the cell says anything else."""

    documents: tuple[DocumentDraft, ...]
    more: bool


@lru_cache(maxsize=4096)
def read_citations(cell: str) -> Cited:
    """Return the documents that a cell cites."""
    if len(cell) > LONGEST:
        return Cited((), more=True)
    documents: list[DocumentDraft] = []
    rest, end = "", 0
    for found in NUMBER.finditer(cell):
        before = cell[end : found.start()]
        kind = _TYPE.search(before)
        day = DAY.match(cell, found.end())
        date = read_date(day[1]) if day else None
        rest += before[: kind.start()] if kind else before
        end = day.end() if day and date else found.end()
        number = found[0].replace(" ", "")
        documents.append(DocumentDraft(number, date, _proper(kind[1]) if kind else None))
    rest += " " + cell[end:]
    return Cited(tuple(dict.fromkeys(documents)), more=bool(_NOTHING.sub("", rest)))


def _proper(kind: str) -> str:
    """Return the name of a type as it begins a line."""
    return kind[:1].upper() + kind[1:].lower()


class Register:
    """The documents that were cited, and by what citation each is told from the others at the end."""

    def __init__(self) -> None:
        self._dates: dict[str, dict[str | None, str | None]] = {}

    def add(self, document: DocumentDraft) -> None:
        """Keep a document."""
        dates = self._dates.setdefault(document.number, {})
        dates[document.date] = dates.get(document.date) or document.type

    def documents(self) -> tuple[DocumentDraft, ...]:
        """Return the documents; one cited without its date is that of the number, if there is only one."""
        return tuple(
            DocumentDraft(number, date, kind or (dates.get(None) if len(dates) == 2 else None))
            for number, dates in self._dates.items()
            for date, kind in dates.items()
            if date is not None or len(dates) == 1
        )

    def citation(self, document: DocumentDraft) -> str | None:
        """Return the citation of a document, when all are known; None where it may be any of several."""
        dates = [date for date in self._dates[document.number] if date is not None]
        if len(dates) < 2:
            return document.number
        return f"{document.number}@{document.date}" if document.date else None
