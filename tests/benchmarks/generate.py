"""Write a valid plan of any size, the same bytes every time: `python generate.py N DIR`.

The plan has N tasks, 50 to a body, about 460 bytes each; its deadlines take every form of the grammar, and its facts
are all dated before 2026. It validates without an error or a warning.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

T = TypeVar("T")

SEED: Final = 28
TASKS_A_BODY: Final = 50
TASKS_A_CLAUSE: Final = 10
TASKS_A_DOCUMENT: Final = 25
ISSUED: Final = date(2022, 1, 10)
FACTS_END: Final = date(2025, 12, 31)
SUPPORTERS: Final = {
    "ban-thu-ky": "Ban Thư ký",
    "doan-kiem-dinh": "Đoàn Kiểm định",
    "to-chuyen-gia": "Tổ Chuyên gia",
    "trung-tam-du-lieu": "Trung tâm Dữ liệu",
    "vien-khao-cuu": "Viện Khảo cứu",
}
VERIFIER: Final = "to-chuyen-gia"

ACTIONS: Final = (
    "Rà soát", "Xây mới", "Nâng cấp", "Khảo sát", "Lập bản đồ", "Thí điểm", "Số hóa", "Đo đạc", "Tu bổ", "Mở rộng",
    "Thống kê", "Kiểm định", "Chỉnh trang", "Biên soạn", "Thử nghiệm", "Vận hành", "Cải tạo", "Nghiệm thu",
)  # fmt: skip
OBJECTS: Final = (
    "hệ thống đê kè", "mạng lưới trạm bơm", "kho lưu trữ hồ sơ", "tuyến xe buýt", "vườn ươm cây giống", "bến phà",
    "lưới điện nông thôn", "bãi đỗ xe ngầm", "thư viện cộng đồng", "trạm quan trắc gió", "hồ chứa nước ngọt",
    "đường ống cấp nước", "chợ đầu mối", "phòng thí nghiệm đất", "cổng thông tin", "đội cứu hộ", "rừng phòng hộ",
    "cầu treo dân sinh", "nhà văn hóa thôn", "lớp học vùng cao", "trạm y tế lưu động", "cảng cá", "kênh tưới tiêu",
)  # fmt: skip
QUALITIES: Final = (
    "theo quy chuẩn kỹ thuật hiện hành", "gắn với nhu cầu thực tế của người dân", "có sự giám sát của cộng đồng",
    "bảo đảm an toàn trong mùa mưa bão", "với chi phí vận hành thấp nhất", "đồng bộ với quy hoạch sử dụng đất",
    "trên nền dữ liệu dùng chung", "ưu tiên những xã còn khó khăn", "kèm phương án dự phòng rõ ràng",
    "tận dụng vật liệu sẵn có tại chỗ", "giảm thời gian chờ đợi xuống một nửa", "tính đủ tác động tới môi trường",
)  # fmt: skip
AREAS: Final = (
    "ở vùng ven biển", "tại các huyện miền núi", "trong khu phố cổ", "dọc hai bờ sông", "ở vùng trũng phía nam",
    "tại cửa khẩu", "trên các đảo nhỏ", "quanh hồ lớn", "ở ngoại thành", "dọc quốc lộ", "trên cao nguyên",
)  # fmt: skip
FIELDS: Final = ("Thủy lợi", "Giao thông", "Thư viện", "Lâm nghiệp", "Y tế", "Nghề cá", "Bản đồ", "Năng lượng")
OUTPUTS: Final = ("Báo cáo khảo sát", "Bản đồ hiện trạng", "Quy trình vận hành", "Bộ dữ liệu", "Hồ sơ hoàn công")
NOTES: Final = ("Đã gửi lấy ý kiến các bên", "Đã xong phần khảo sát", "Đang chờ thẩm định kinh phí", "Đã họp lần hai")
TAGS: Final = ("dau-tu", "nhan-luc", "so-hoa", "phap-ly")
DUES: Final = (
    ("year", 22), ("month", 18), ("day", 14), ("before", 8), ("by", 6), ("quarter", 8), ("half", 3), ("years", 2),
    ("open", 1), ("ongoing", 6), ("periodic", 2), ("none", 5), ("series", 3), ("anchored", 2),
)  # fmt: skip
SERIES: Final = (
    ("every quarter by 20 from 2023", ("2023-Q1", "2023-Q2", "2023-Q3"), ("2023-03-17", "2023-06-20", "2023-09-19")),
    ("every year before 06-15 and 12-01 from 2024", ("2024-06-15", "2024-12-01"), ("2024-06-11", "2024-11-29")),
    ("every half from 2023 until 2025", ("2023-H1", "2023-H2"), ("2023-06-28", "2024-01-05")),
    ("every month by 25 from 2025 until 2026", ("2025-01", "2025-02"), ("2025-01-24", "2025-02-25")),
    ("[every half by 20 from 2024, every year by 12-15 from 2024]", ("2024-H1",), ("2024-06-18",)),
)
ANCHORS: Final = (
    "30 days after so-ket", "2 weeks before so-ket", "by so-ket", "after tong-ket", "before dai-hoi",
    "6 months after issued", "1 month after {task}", "by {task}",
)  # fmt: skip


class Draw:
    """Reproducible choices, made of `random()` alone: its numbers are promised to stay the same in later Pythons."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, count: int) -> int:
        """Return a number from 0 to `count` - 1."""
        return int(self._random() * count)

    def one(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[self.below(len(items))]

    def chance(self, percent: int) -> bool:
        """Return whether something happens that does so in `percent` of the cases."""
        return self._random() * 100 < percent

    def weighted(self, items: Sequence[tuple[str, int]]) -> str:
        """Return one of the names by their weights."""
        left = self.below(sum(weight for _, weight in items))
        for name, weight in items:
            left -= weight
            if left < 0:
                return name
        raise ValueError("the weights add up to nothing")

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`."""
        return first + timedelta(days=self.below((last - first).days + 1))


class Due(NamedTuple):
    """A deadline as a file states it: the text, the words it was given in, and its last day where it has one."""

    text: str = ""
    words: str = ""
    last: date | None = None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def draw_due(draw: Draw, kind: str, earlier_task: str) -> Due:
    """Return a deadline of this kind, in the years 2022 to 2027; a series is drawn elsewhere."""
    year, month = 2022 + draw.below(6), 1 + draw.below(12)
    quarter, half = (month + 2) // 3, (month + 5) // 6
    day = draw.day(date(year, month, 2), month_end(year, month))
    plain = f"{day.day}/{day.month}/{day.year}"
    match kind:
        case "year":
            return Due(f"{year}", f"trong năm {year}", date(year, 12, 31))
        case "month":
            return Due(f"{year}-{month:02}", f"trong tháng {month}/{year}", month_end(year, month))
        case "day":
            return Due(f"{day}", "", day)
        case "before":
            return Due(f"before {day}", f"trước ngày {plain}", day - timedelta(days=1))
        case "by":
            return Due(f"by {day}", f"chậm nhất ngày {plain}", day)
        case "quarter":
            return Due(f"{year}-Q{quarter}", "", month_end(year, quarter * 3))
        case "half":
            return Due(f"{year}-H{half}", "", month_end(year, half * 6))
        case "years":
            return Due(f"{year - 1}/{year}", "", date(year, 12, 31))
        case "open":
            return Due(f"{year}/..", f"từ năm {year}")
        case "ongoing":
            return Due("ongoing", "thường xuyên")
        case "periodic":
            return Due("periodic", "định kỳ")
        case "anchored":
            anchors = ANCHORS if earlier_task else ANCHORS[:6]
            return Due(draw.one(anchors).format(task=earlier_task))
        case _:
            return Due()


def sentence(draw: Draw) -> str:
    """Return a title of 100 to 145 characters."""
    while True:
        words = [draw.one(ACTIONS), draw.one(OBJECTS), draw.one(QUALITIES), draw.one(QUALITIES), draw.one(AREAS)]
        title = f"{' '.join(words[:3])}, {' '.join(words[3:])}"
        if 100 <= len(title) <= 145 and words[2] != words[3]:
            return title


class Writer:
    """Draws the files of one plan: tasks in the order of the bodies, each citing documents of the register."""

    def __init__(self, count: int) -> None:
        self.draw = Draw(SEED)
        self.count = count
        self.bodies = -(-count // TASKS_A_BODY)
        self.documents = [f"{n}-QĐ/BM" for n in range(1, 1 + max(1, count // TASKS_A_DOCUMENT))]
        self.earlier_task = ""

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each file of the plan."""
        yield "plan.yaml", self.plan()
        yield "documents.yaml", self.register()
        for name, words in SUPPORTERS.items():
            yield f"bodies/{name}.yaml", f"name: {words}\n"
        for body in range(self.bodies):
            yield f"bodies/{body_id(body)}.yaml", self.body(body)

    def plan(self) -> str:
        """Return plan.yaml: the settings, the events, and an outline whose leaves each have a task."""
        lines = [
            "format: 1",
            "id: do-tai",
            f"title: Kế hoạch mẫu gồm {self.count} nhiệm vụ để đo tốc độ",
            f"date: {ISSUED}",
            f"implements: [{self.documents[0]}]",
            "language: vi",
            "timezone: Asia/Ho_Chi_Minh",
            "due_soon: 30 days",
            "report_every: 6 months",
            "events:",
            "  so-ket: {name: Hội nghị sơ kết, date: 2023-06-30}",
            "  tong-ket: {name: Hội nghị tổng kết, date: 2025}",
            "  dai-hoi: {name: Đại hội chưa định ngày}",
            "sources:",
            "  goc:",
            f"    document: {self.documents[0]}",
            "    outline:",
        ]
        for body in range(self.bodies):
            lines += [f"      - id: {body + 1}", f"        heading: {body_name(body)}"]
            tasks = min(TASKS_A_BODY, self.count - body * TASKS_A_BODY)
            for clause in range(-(-tasks // TASKS_A_CLAUSE)):
                heading = f"{self.draw.one(ACTIONS)} {self.draw.one(OBJECTS)}"
                lines += [f"      - id: {body + 1}.{clause + 1}", f"        heading: {heading}"]
        return text(lines)

    def register(self) -> str:
        """Return documents.yaml."""
        lines = ["documents:"]
        for number in self.documents:
            subject = f"{self.draw.one(ACTIONS).lower()} {self.draw.one(OBJECTS)} {self.draw.one(AREAS)}"
            lines += [
                f"  - number: {number}",
                f"    date: {self.draw.day(date(2015, 1, 1), date(2021, 12, 31))}",
                "    type: Quyết định",
                "    issuer: Hội đồng mẫu",
                f"    title: Về việc {subject}",
            ]
        return text(lines)

    def body(self, body: int) -> str:
        """Return the file of a body that leads tasks."""
        lines = [f"name: {body_name(body)}", f"short: CQ{body + 1}", "tasks:"]
        for task in range(body * TASKS_A_BODY, min(self.count, (body + 1) * TASKS_A_BODY)):
            lines += self.task(task)
        return text(lines)

    def task(self, task: int) -> list[str]:
        """Return the lines of one task."""
        draw = self.draw
        body, place = divmod(task, TASKS_A_BODY)
        clause, item = divmod(place, TASKS_A_CLAUSE)
        clause_id = f"{body + 1}.{clause + 1}"
        task_id = f"{clause_id}.{item + 1}"
        lines = [f"  - id: {task_id}", f"    title: {sentence(draw)}", f"    source: {clause_id}"]
        lines += self.others(body)
        kind = draw.weighted(DUES)
        lines += self.particulars(task, kind)
        if kind == "series":
            lines += self.series()
        else:
            due = draw_due(draw, kind, self.earlier_task)
            lines += [f"    due: {due.text}"] if due.text else []
            lines += [f"    due_words: {due.words}"] if due.words and draw.chance(80) else []
            lines += self.life(due)
        self.earlier_task = task_id
        return lines

    def others(self, body: int) -> list[str]:
        """Return who else works on a task that `body` leads."""
        lines = []
        if self.draw.chance(55):
            first = self.draw.below(len(SUPPORTERS))
            names = sorted({list(SUPPORTERS)[first], self.draw.one(list(SUPPORTERS))})
            lines.append(f"    supporting: [{', '.join(names)}]")
        if self.bodies > 1 and self.draw.chance(3):
            other = (body + 1 + self.draw.below(self.bodies - 1)) % self.bodies
            lines.append(f"    co_leads: [{body_id(other)}]")
        return lines

    def particulars(self, task: int, kind: str) -> list[str]:
        """Return what a task cites and asks for; the first tasks cite one document each, so that all are cited."""
        draw = self.draw
        lines = []
        if task < len(self.documents):
            lines.append(f"    cites: [{self.documents[task]}]")
        elif draw.chance(60):
            lines.append(f"    cites: [{draw.one(self.documents)}]")
        if draw.chance(50):
            lines.append(f"    output: [{draw.one(OUTPUTS)}]")
        if draw.chance(30):
            lines.append(f"    tags: [{draw.one(TAGS)}]")
        if kind == "ongoing" and draw.chance(50):
            lines.append("    report_every: 3 months")
        if self.earlier_task and draw.chance(4):
            lines.append(f"    depends: [{self.earlier_task}]")
        return lines

    def series(self) -> list[str]:
        """Return a recurring deadline with its first occurrences met."""
        due, keys, days = self.draw.one(SERIES)
        lines = [f"    due: {due}", "    occurrences:"]
        for key, day in zip(keys, days, strict=True):
            lines += [f"      {key}:", f"        completed: {{date: {day}, evidence: [{self.paper('BC')}]}}"]
        return lines

    def life(self, due: Due) -> list[str]:
        """Return the facts of one task, in order and before 2026."""
        draw = self.draw
        started = draw.day(ISSUED, date(2023, 12, 31))
        lines = [f"    started: {started}"] if draw.chance(40) else []
        day = started
        if draw.chance(60):
            day = draw.day(day, day + timedelta(days=200))
            lines += ["    progress:", *self.progress(day)]
            if draw.chance(35):
                day = draw.day(day, day + timedelta(days=200))
                lines += self.progress(day)
        fate = draw.below(100)
        if fate < 12 and due.last and date(2022, 6, 30) <= due.last <= FACTS_END:
            day = max(day, draw.day(due.last - timedelta(days=60), due.last))
            lines += self.rescheduled(day, due.last)
        if 8 <= fate < 42:
            lines += self.completed(draw.day(day, max(day, (due.last or day) + timedelta(days=45))))
        elif 42 <= fate < 45:
            lines.append(f"    submitted: {draw.day(day, FACTS_END)}")
        elif fate == 45:
            lines += self.stopped("withdrawn", draw.day(day, FACTS_END))
        elif fate == 46:
            lines += self.stopped("suspended", draw.day(day, FACTS_END))
        elif fate in (47, 48) and due.last:
            lines += self.milestones(day)
        return lines

    def progress(self, day: date) -> list[str]:
        """Return one entry of `progress`."""
        lines = [f"      - date: {day}", f"        note: {self.draw.one(NOTES)}"]
        return lines + ([f"        evidence: [{self.paper('CV')}]"] if self.draw.chance(50) else [])

    def rescheduled(self, day: date, last: date) -> list[str]:
        """Return a deadline moved into the year after its last day, or to a month of that year."""
        later = max(last, day).year + 1
        return [
            "    rescheduled:",
            f"      - date: {day}",
            f"        to: {later}" if self.draw.chance(60) else f"        to: {later}-0{1 + self.draw.below(9)}",
            f"        document: {self.draw.one(self.documents)}",
            "        reason: Chờ bố trí kinh phí",
        ]

    def completed(self, day: date) -> list[str]:
        """Return a completion with its evidence, some of them reported later and verified later still."""
        day = min(day, FACTS_END)
        lines = ["    completed:", f"      date: {day}"]
        if self.draw.chance(30):
            day = self.draw.day(day, min(FACTS_END, day + timedelta(days=20)))
            lines.append(f"      reported: {day}")
        lines += [f"      evidence: [{self.paper('BC')}]", f"      output: [{self.draw.one(OUTPUTS)}]"]
        if self.draw.chance(30):
            day = self.draw.day(day, min(FACTS_END, day + timedelta(days=40)))
            lines.append(f"      verified: {{date: {day}, by: {VERIFIER}}}")
        return lines

    def stopped(self, fact: str, day: date) -> list[str]:
        """Return a task withdrawn or suspended by a document."""
        document = self.draw.one(self.documents)
        return [f"    {fact}: {{date: {day}, document: {document}, reason: Trùng với chương trình khác}}"]

    def milestones(self, day: date) -> list[str]:
        """Return two milestones, the first of them met."""
        return [
            "    milestones:",
            "      khao-sat:",
            "        title: Khảo sát thực địa",
            f"        due: {day.year}",
            f"        completed: {{date: {day}, evidence: [{self.paper('BB')}]}}",
            "      du-thao:",
            "        title: Trình dự thảo",
        ]

    def paper(self, sign: str) -> str:
        """Return the number of a paper that is evidence, and so stands in no register."""
        return f"{1 + self.draw.below(900)}-{sign}/CQ"


def body_id(body: int) -> str:
    """Return the id of a body that leads tasks, which is its file's stem."""
    return f"co-quan-{body + 1:04}"


def body_name(body: int) -> str:
    """Return the name of a body that leads tasks."""
    return f"Cơ quan {FIELDS[body % len(FIELDS)]} số {body + 1}"


def text(lines: list[str]) -> str:
    """Return the lines as the text of a file."""
    return "\n".join(lines) + "\n"


def write(count: int, folder: Path) -> None:
    """Write a plan of `count` tasks into an empty or new folder."""
    (folder / "bodies").mkdir(parents=True)
    for name, content in Writer(count).files():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the plan that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write a valid plan of N tasks, the same bytes every time.")
    parser.add_argument("count", metavar="N", type=int, help="how many tasks")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the plan folder to write: new, or empty")
    options = parser.parse_args(arguments)
    if options.count < 1:
        parser.error("N must be at least 1")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    write(options.count, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
