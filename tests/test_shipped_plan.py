"""The shipped plan says what its source says: tasks, bodies, documents and outline, held against tables kept here.

The files are read with PyYAML alone, every scalar as the text that stands there, so that nothing depends on our reader.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

PLAN = Path(__file__).resolve().parent.parent / "plan"
FILES = [PLAN / "plan.yaml", PLAN / "documents.yaml", *sorted((PLAN / "bodies").glob("*.yaml"))]

BODIES = """
ban-bi-thu | Ban Bí thư
ban-bi-thu-trung-uong-doan | Ban Bí thư Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh
ban-can-su-dang-chinh-phu | Ban cán sự đảng Chính phủ
ban-dan-van-trung-uong | Ban Dân vận Trung ương
ban-kinh-te-trung-uong | Ban Kinh tế Trung ương
ban-to-chuc-trung-uong | Ban Tổ chức Trung ương
ban-tuyen-giao-trung-uong | Ban Tuyên giáo Trung ương
bi-thu-cap-uy | Các đồng chí bí thư tỉnh uỷ, thành uỷ, đảng đoàn, ban cán sự đảng, \
đảng uỷ trực thuộc Trung ương, Ban Bí thư Trung ương Đoàn
bo-chinh-tri | Bộ Chính trị
cap-uy-to-chuc-dang | Cấp uỷ, tổ chức đảng (các cấp)
dang-doan-mat-tran-to-quoc | Đảng đoàn Mặt trận Tổ quốc Việt Nam
dang-doan-quoc-hoi | Đảng đoàn Quốc hội
hoi-dong-ly-luan-trung-uong | Hội đồng Lý luận Trung ương
lanh-dao-cap-uy | Các đồng chí Uỷ viên Bộ Chính trị, Uỷ viên Ban Bí thư, Uỷ viên Ban Chấp hành Trung ương Đảng, \
bí thư tỉnh uỷ, thành uỷ, đảng đoàn, ban cán sự đảng, đảng uỷ trực thuộc Trung ương
tinh-uy-thanh-uy | Các tỉnh uỷ, thành uỷ, đảng uỷ trực thuộc Trung ương
to-chuc-chinh-tri-xa-hoi | (Đảng đoàn) các tổ chức chính trị - xã hội
uy-ban-kiem-tra-trung-uong | Uỷ ban Kiểm tra Trung ương
van-phong-trung-uong-dang | Văn phòng Trung ương Đảng
"""

COLLECTIVE = {
    "bi-thu-cap-uy",
    "cap-uy-to-chuc-dang",
    "lanh-dao-cap-uy",
    "tinh-uy-thanh-uy",
    "to-chuc-chinh-tri-xa-hoi",
}

DOCUMENTS = """
28-NQ/TW   | 2022-11-17 | Nghị quyết
86-KL/TW   | 2014-01-24 | Kết luận
202-TB/TW  | 2015-05-26 | Thông báo
164-QĐ/TW  | 2013-02-01 | Quy định
132-QĐ/TW  | 2018-03-08 | Quy định
08-QĐi/TW  | 2018-10-25 | Quy định
101-QĐ/TW  | 2012-06-07 | Quy định
55-QĐ/TW   | 2016-12-19 | Quy định
10-QĐi/TW  | 2018-12-12 | Quy định
200-QĐ/TW  | 2013-10-02 | Quyết định
42-QĐ/TW   | 2016-10-03 | Quy định
158-QĐ/TW  | 2008-05-12 | Quyết định
37-NQ/TW   | 2014-10-09 | Nghị quyết
218-QĐ/TW  | 2013-12-12 | Quyết định
82-KL/TW   | 2010-08-16 | Kết luận
216-QĐ/TW  | 2009-04-01 | Quy định
"""

# id | source | leads, the answerable one first | supporting bodies | due | cites
TASKS = """
II.1    | II.1   | bo-chinh-tri                |  | 2022-12  | 28-NQ/TW
II.2a   | II.2   | ban-tuyen-giao-trung-uong   |  | 2022-12  | 28-NQ/TW
II.2b   | II.2   | ban-tuyen-giao-trung-uong   |  | ongoing  | 28-NQ/TW
II.3    | II.3   | lanh-dao-cap-uy             |  | 2023-01  | 28-NQ/TW
III.1   | III.1  | cap-uy-to-chuc-dang         |  |          | 28-NQ/TW
III.2   | III.2  | cap-uy-to-chuc-dang         |  |          |
III.3   | III.3  | cap-uy-to-chuc-dang         |  |          |
III.4   | III.4  | cap-uy-to-chuc-dang         |  |          |
IV.1    | IV.1   | dang-doan-quoc-hoi          |  |          |
IV.2.1  | IV.2.1 | ban-can-su-dang-chinh-phu   |  | ongoing  |
IV.2.2  | IV.2.2 | ban-can-su-dang-chinh-phu   |  | 2024     |
IV.2.3a | IV.2.3 | ban-can-su-dang-chinh-phu   |  | 2024     | 86-KL/TW
IV.2.3b | IV.2.3 | ban-can-su-dang-chinh-phu   |  | 2025     | 202-TB/TW
IV.3.1  | IV.3.1 | dang-doan-mat-tran-to-quoc  | to-chuc-chinh-tri-xa-hoi ban-bi-thu-trung-uong-doan | |
IV.3.2  | IV.3.2 | dang-doan-mat-tran-to-quoc to-chuc-chinh-tri-xa-hoi ban-bi-thu-trung-uong-doan | | |
IV.3.3  | IV.3.3 | dang-doan-mat-tran-to-quoc to-chuc-chinh-tri-xa-hoi ban-bi-thu-trung-uong-doan | | |
IV.4.1  | IV.4.1 | ban-to-chuc-trung-uong      |  |          |
IV.4.2a | IV.4.2 | ban-to-chuc-trung-uong      |  | 2023     | 164-QĐ/TW
IV.4.2b | IV.4.2 | ban-to-chuc-trung-uong      |  | 2024     | 132-QĐ/TW
IV.4.3  | IV.4.3 | ban-to-chuc-trung-uong      |  | 2024     | 08-QĐi/TW 101-QĐ/TW 55-QĐ/TW
IV.4.4  | IV.4.4 | ban-to-chuc-trung-uong      |  | 2025     | 10-QĐi/TW 200-QĐ/TW 42-QĐ/TW
IV.4.5  | IV.4.5 | ban-to-chuc-trung-uong      |  | 2024     |
IV.5.1  | IV.5.1 | uy-ban-kiem-tra-trung-uong  |  | 2023     | 158-QĐ/TW
IV.5.2  | IV.5.2 | uy-ban-kiem-tra-trung-uong  |  | 2024     |
IV.5.3  | IV.5.3 | uy-ban-kiem-tra-trung-uong  |  | 2024     |
IV.6.1  | IV.6.1 | ban-tuyen-giao-trung-uong   |  | 2025     | 37-NQ/TW
IV.6.2  | IV.6.2 | ban-tuyen-giao-trung-uong   |  |          |
IV.7.1  | IV.7.1 | ban-dan-van-trung-uong      |  | 2023     | 218-QĐ/TW
IV.7.2  | IV.7.2 | ban-dan-van-trung-uong      |  | 2024     |
IV.8    | IV.8   | ban-kinh-te-trung-uong      |  | 2023     |
IV.9    | IV.9   | hoi-dong-ly-luan-trung-uong |  | 2024     |
IV.10.1 | IV.10.1 | van-phong-trung-uong-dang  |  | ongoing  |
IV.10.2 | IV.10.2 | van-phong-trung-uong-dang  |  | 2024     | 82-KL/TW
IV.10.3 | IV.10.3 | van-phong-trung-uong-dang  |  | 2024     | 216-QĐ/TW
IV.11.1 | IV.11.1 | tinh-uy-thanh-uy           |  | 2023     |
IV.11.2 | IV.11.2 | tinh-uy-thanh-uy           |  |          |
V.1     | V.1    | bo-chinh-tri ban-bi-thu     |  | ongoing  | 28-NQ/TW
V.2     | V.2    | bi-thu-cap-uy               |  |          | 28-NQ/TW
V.3a    | V.3    | ban-to-chuc-trung-uong      |  | ongoing  | 28-NQ/TW
V.3b    | V.3    | ban-to-chuc-trung-uong      |  | periodic |
"""

OUTLINE = """
I I.1 I.2 II II.1 II.2 II.3 III III.1 III.2 III.3 III.4
IV IV.1 IV.2 IV.2.1 IV.2.2 IV.2.3 IV.3 IV.3.1 IV.3.2 IV.3.3 IV.4 IV.4.1 IV.4.2 IV.4.3 IV.4.4 IV.4.5
IV.5 IV.5.1 IV.5.2 IV.5.3 IV.6 IV.6.1 IV.6.2 IV.7 IV.7.1 IV.7.2 IV.8 IV.9 IV.10 IV.10.1 IV.10.2 IV.10.3
IV.11 IV.11.1 IV.11.2 V V.1 V.2 V.3
"""

# Co-operation that names no body of the register: without the note it would be lost.
NOTED = {"II.2a", "II.2b", "IV.2.3a", "IV.2.3b", "IV.7.2", "IV.8", "V.3a", "V.3b"}

# Deadlines that a year alone does not word; the others read "hoàn thành trong năm <due>".
DUE_WORDS = {
    "II.1": "trong tháng 12/2022",
    "II.2a": "hoàn thành học tập trong tháng 12/2022",
    "II.2b": "thường xuyên chỉ đạo thực hiện",
    "II.3": "hoàn thành trong tháng 01/2023",
    "IV.2.1": "thực hiện thường xuyên",
    "IV.10.1": "thực hiện thường xuyên",
    "V.1": "thường xuyên kiểm tra, giám sát",
    "V.3a": "thường xuyên theo dõi",
    "V.3b": "định kỳ báo cáo",
}

TASK_KEYS = [
    "id", "title", "source", "co_leads", "supporting", "supporting_note", "due", "due_words", "cites", "output",
]  # fmt: skip
FACT_KEYS = {
    "started", "progress", "submitted", "completed", "rescheduled", "suspended", "transferred", "withdrawn",
    "occurrences", "milestones", "members",
}  # fmt: skip
NUMBER = re.compile(r"\d+-[A-ZĐ]+i?/TW")


def rows(table: str) -> list[list[str]]:
    """The cells of a table written above, one list a line."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def read(path: Path) -> dict[str, Any]:
    """One file of the plan, every scalar as text."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(content, dict)
    return content


def read_bodies() -> dict[str, dict[str, Any]]:
    """The body files by their stem, which is the body's id."""
    return {path.stem: read(path) for path in (PLAN / "bodies").iterdir()}


def read_tasks() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every task by its id, with the body whose file it stands in."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for body, content in read_bodies().items():
        for task in content.get("tasks", []):
            assert task["id"] not in found, f"{task['id']} stands twice"
            found[task["id"]] = (body, task)
    return found


def read_outline() -> list[dict[str, str]]:
    """The items of the one source's outline, in the file's order."""
    sources = read(PLAN / "plan.yaml")["sources"]
    assert list(sources) == ["ke-hoach"]
    items: list[dict[str, str]] = sources["ke-hoach"]["outline"]
    return items


def leaves() -> set[str]:
    """The clauses of the outline under which no other stands."""
    ids = [item["id"] for item in read_outline()]
    return {one for one in ids if not any(other.startswith(f"{one}.") for other in ids)}


def keys_of(node: object) -> Iterator[str]:
    """Every mapping key at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys_of(value)


def test_bodies_are_those_of_the_source() -> None:
    assert {body: content["name"] for body, content in read_bodies().items()} == dict(rows(BODIES))
    assert {body for body, content in read_bodies().items() if content.get("collective") == "true"} == COLLECTIVE
    assert read_bodies()["ban-to-chuc-trung-uong"]["short"] == "BTCTW"


def test_bodies_say_nothing_unverified() -> None:
    for body, content in read_bodies().items():
        assert set(content) <= {"name", "short", "aliases", "collective", "tasks"}, body
        assert content.get("tasks", True), f"{body} has an empty list of tasks"


def test_names_short_names_and_aliases_mean_one_body_each() -> None:
    called = [
        name.casefold()
        for body in read_bodies().values()
        for name in [body["name"], *([body["short"]] if "short" in body else []), *body.get("aliases", [])]
    ]
    assert sorted(called) == sorted(set(called))


def test_documents_are_those_of_the_source() -> None:
    documents = read(PLAN / "documents.yaml")["documents"]
    assert [[document["number"], document["date"], document["type"]] for document in documents] == rows(DOCUMENTS)
    for document in documents:
        date.fromisoformat(document["date"])
        assert document["issuer"]
        assert document.get("title", "absent"), f"{document['number']} has an empty title"


def test_tasks_are_those_of_the_source() -> None:
    expected = {row[0]: (row[1], row[2].split(), row[3].split(), row[4] or None, row[5].split()) for row in rows(TASKS)}
    found = {
        key: (
            task["source"],
            [body, *task.get("co_leads", [])],
            task.get("supporting", []),
            task.get("due"),
            task.get("cites", []),
        )
        for key, (body, task) in read_tasks().items()
    }
    assert len(expected) == 40
    assert found == expected


def test_each_file_keeps_the_order_of_the_source() -> None:
    order = [row[0] for row in rows(TASKS)]
    for body, content in read_bodies().items():
        ids = [task["id"] for task in content.get("tasks", [])]
        assert ids == sorted(ids, key=order.index), body


def test_each_task_keeps_the_words_of_its_deadline() -> None:
    for key, (_, task) in read_tasks().items():
        words = DUE_WORDS.get(key, f"hoàn thành trong năm {task['due']}") if "due" in task else None
        assert task.get("due_words") == words, key


def test_cooperation_without_a_body_is_noted() -> None:
    assert {key for key, (_, task) in read_tasks().items() if task.get("supporting_note")} == NOTED


def test_every_task_has_the_keys_of_a_task_in_one_order() -> None:
    for key, (_, task) in read_tasks().items():
        assert list(task) == [name for name in TASK_KEYS if name in task], key
        assert all(task.values()), f"{key} has an empty field"


def test_titles_are_short_and_differ() -> None:
    titles = [task["title"] for _, task in read_tasks().values()]
    assert len(titles) == len(set(titles))
    assert [title for title in titles if len(title) > 110] == []


def test_numbers_in_titles_are_cited() -> None:
    for key, (_, task) in read_tasks().items():
        assert set(NUMBER.findall(task["title"])) <= set(task.get("cites", [])), key


def test_every_document_is_cited() -> None:
    cited = {number for _, task in read_tasks().values() for number in task.get("cites", [])}
    assert cited == {row[0] for row in rows(DOCUMENTS)}


def test_outline_holds_every_clause_once_in_order() -> None:
    items = read_outline()
    assert [item["id"] for item in items] == OUTLINE.split()
    assert all(item["heading"] for item in items)


def test_every_leaf_clause_that_asks_for_tasks_has_one() -> None:
    silent = {item["id"]: item["tasks"] for item in read_outline() if "tasks" in item}
    assert silent == {"I.1": "false", "I.2": "false"}
    assert {task["source"] for _, task in read_tasks().values()} == leaves() - set(silent)


def test_plan_says_only_what_is_known() -> None:
    plan = read(PLAN / "plan.yaml")
    plan.pop("sources")
    plan.pop("views")
    assert plan.pop("title")
    assert plan == {
        "format": "1",
        "id": "nq28",
        "issuer": "Bộ Chính trị",
        "implements": ["28-NQ/TW"],
        "language": "vi",
        "timezone": "Asia/Ho_Chi_Minh",
        "due_soon": "30 days",
    }, "the plan's own number and date are not in the source"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_progress_is_invented(path: Path) -> None:
    assert set(keys_of(read(path))) & (FACT_KEYS | {"text"}) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_plain_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not set(text) & set("\r\t\ufeff\u00a0")
    assert all(line == line.rstrip() for line in text.splitlines())


def test_plan_holds_no_other_file() -> None:
    schemas = [PLAN / ".schema" / f"{kind}.json" for kind in ("plan", "documents", "body")]
    assert sorted(path for path in PLAN.rglob("*") if path.is_file()) == sorted([*FILES, *schemas])
