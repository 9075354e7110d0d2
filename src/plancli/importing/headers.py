"""Which column holds what: told by its header, in Vietnamese or English as plans and offices write them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.importing.cells import cleaned, one_line
from plancli.importing.table import Row
from plancli.query.names import meant
from plancli.text import fold

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "id": (
        "id", "key", "ma", "ma nhiem vu", "ma so", "so hieu", "ky hieu", "task id", "code", "ref", "stt", "tt", "so tt",
        "so thu tu", "no", "number", "item",
    ),
    "title": (
        "title", "task", "nhiem vu", "ten nhiem vu", "noi dung nhiem vu", "nhiem vu cu the", "noi dung cong viec",
        "noi dung thuc hien", "ten cong viec", "cong viec", "dau viec", "ten dau viec", "nhiem vu giai phap",
        "nhiem vu de an", "ten de an", "noi dung", "tieu de", "task name", "duty", "action", "activity", "task title",
        "what", "description",
    ),
    "text": ("text", "loi van", "nguyen van", "wording", "full text"),
    "lead": (
        "lead", "body", "co quan chu tri", "don vi chu tri", "co quan don vi chu tri", "don vi co quan chu tri",
        "co quan to chuc chu tri", "chu tri", "co quan chu tri thuc hien", "don vi chu tri thuc hien",
        "co quan thuc hien", "don vi thuc hien", "co quan chiu trach nhiem", "don vi chiu trach nhiem",
        "chiu trach nhiem", "lead body",
        "lead agency", "lead unit", "leading body", "led by", "responsible", "responsible body", "responsible unit",
        "responsibility", "owner", "assigned to", "assignee", "who",
    ),
    "co_leads": ("co leads", "co lead", "dong chu tri", "cung chu tri", "joint lead"),
    "supporting": (
        "supporting", "co quan phoi hop", "don vi phoi hop", "co quan don vi phoi hop", "don vi co quan phoi hop",
        "co quan to chuc phoi hop", "phoi hop", "co quan phoi hop thuc hien", "don vi phoi hop thuc hien", "with",
        "support", "supported by", "supporting bodies", "co operating", "cooperating bodies", "partners",
    ),
    "due": (
        "due", "deadline", "due date", "thoi han", "thoi han hoan thanh", "han hoan thanh", "thoi gian hoan thanh",
        "thoi han thuc hien", "moc hoan thanh", "thoi diem hoan thanh", "thoi gian thuc hien", "thoi han trinh",
        "thoi gian trinh", "thoi gian", "tien do hoan thanh", "tien do", "due by", "timeline", "when", "by when",
        "target date",
    ),
    "due_words": ("due words", "thoi han theo van ban", "thoi han neu trong van ban", "deadline as stated"),
    "source": ("source", "muc", "dieu khoan", "clause", "section", "place", "can cu"),
    "cites": (
        "cites", "van ban", "van ban lien quan", "van ban giao", "van ban giao nhiem vu", "so van ban",
        "so ky hieu van ban", "documents", "document", "cited documents", "reference", "references",
    ),
    "output": (
        "output", "outputs", "san pham", "san pham dau ra", "san pham du kien", "ket qua san pham", "san pham ket qua",
        "ket qua dau ra", "hinh thuc van ban", "ket qua", "product", "deliverable", "deliverables",
    ),
    "tags": ("tags", "tag", "nhan", "nhom"),
    "note": ("note", "notes", "ghi chu", "remarks", "remark", "comment", "comments"),
    "started": ("started", "started on", "da bat dau", "ngay bat dau thuc te", "actual start"),
    "completed": (
        "completed", "completed on", "completion date", "date completed", "ngay hoan thanh", "ngay hoan thanh thuc te",
        "hoan thanh ngay", "thoi diem hoan thanh thuc te", "done on", "actual completion",
    ),
}  # fmt: skip
"""Fields with the headers, as search keys, by which a column is known; the first ones are the surest."""
FIELDS: Final = tuple(SYNONYMS)
SEARCHED: Final = 30
"""Rows among which the headers are looked for: titles of the table may stand above them."""
ENOUGH: Final = 2
"""Known headers by which a row is surely that of the headers."""
LONGEST: Final = 200
"""Characters: what is longer is no header."""

_KNOWN: Final = {key: (field, rank) for field, keys in SYNONYMS.items() for rank, key in enumerate(keys)}


class Columns(NamedTuple):
    """Where the headers stand, what they are, which column (from 0) holds each field, and which hold none.

    `second` names those of the latter that look like a field which another column already holds.
    """

    row: int
    headers: list[str]
    fields: dict[str, int]
    others: list[int]
    second: dict[int, str]


def recognised(cells: Sequence[str]) -> dict[int, tuple[str, int]]:
    """Return which columns look like a field, with how surely (0 is the surest)."""
    found = {}
    for number, cell in enumerate(cells):
        if len(cell) <= LONGEST and (known := _known(cell)):
            found[number] = known
    return found


def _known(header: str) -> tuple[str, int] | None:
    """Return the field of a header, with or without what stands in brackets behind it."""
    key = fold(header)
    return _KNOWN.get(key) or _KNOWN.get(fold(header.partition("(")[0]))


def rating(rows: Sequence[Row], wanted: Mapping[str, str]) -> int:
    """Return how good a table the first rows make: how many headers are known, else how many rows are alike."""
    first = [row.cells for row in rows[: SEARCHED * 2] if any(cell.strip() for cell in row.cells)][:SEARCHED]
    known = max((_score(cells, _keys(wanted)) for cells in first), default=0)
    lengths = Counter(len(cells) for cells in first if len(cells) > 1)
    alike = max(lengths.values(), default=0)
    return known * 10_000 + alike * 100 + max(lengths, key=lambda length: lengths[length], default=0)


def _keys(wanted: Mapping[str, str]) -> set[str]:
    return {fold(header) for header in wanted.values() if header}


def _score(cells: Sequence[str], keys: set[str]) -> int:
    """Return how many fields are known in a row of headers; those that are wanted count twice."""
    fields = {field for field, _rank in recognised(cells).values()}
    return len(fields) + sum(2 for cell in cells if keys and len(cell) <= LONGEST and fold(cell) in keys)


def columns_of(rows: Sequence[Row], wanted: Mapping[str, str]) -> Columns:
    """Return what the columns hold: as is `wanted` (field to header, empty: none), else as their headers say."""
    row = _header_row(rows, wanted)
    headers = [one_line(cleaned(cell)[0]) for cell in row.cells]
    fields = {field: _column(field, header, headers) for field, header in wanted.items() if header}
    second: dict[int, str] = {}
    ranked = sorted((rank, number, field) for number, (field, rank) in recognised(headers).items())
    for _rank, number, field in ranked:
        if field in wanted or number in fields.values():
            continue
        if field in fields:
            second[number] = field
        else:
            fields[field] = number
    others = [number for number in range(len(headers)) if number not in fields.values()]
    if "title" not in fields:
        message = _("Row {n}: no column is known to hold the title of a task. The columns are: {names}")
        shown = ", ".join(header for header in headers if header)
        raise PlanError(
            message.format(n=row.number, names=shown),
            _("Name it: {command}").format(command="--column title=HEADER"),
        )
    return Columns(row.number, headers, fields, others, second)


def _header_row(rows: Sequence[Row], wanted: Mapping[str, str]) -> Row:
    """Return the row of headers: the first of those that most fields are known in, or all that are wanted."""
    filled = [row for row in rows[: SEARCHED * 2] if any(cell.strip() for cell in row.cells)][:SEARCHED]
    if not filled:
        raise PlanError(_("The table has no rows."))
    counts = [_score(row.cells, _keys(wanted)) for row in filled]
    best = max(counts)
    return filled[counts.index(best)] if best >= ENOUGH or wanted else filled[0]


def _column(field: str, header: str, headers: Sequence[str]) -> int:
    """Return the column that has a header as typed; PlanError where none or several have."""
    option = f"--column {field}={header}"
    exact = [number for number, one in enumerate(headers) if one == " ".join(header.split())]
    found = exact or [number for number, one in enumerate(headers) if fold(one) == fold(header) and fold(one)]
    if len(found) == 1:
        return found[0]
    if found:
        raise PlanError(_("{option}: several columns are called so.").format(option=option))
    names = [one for one in headers if one]
    message = _("{option}: there is no such column. The columns are: {names}")
    raise PlanError(message.format(option=option, names=", ".join(names)), meant(header, names))
