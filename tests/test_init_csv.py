"""Tables that become plans: nothing guessed, nothing dropped, every doubt told with its place."""

import csv
import io
import random
import shlex
import time
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import DOCS, blocks, names, prose, rows
from support import Result, run

from plancli import cli, clock, importing
from plancli.commands import init
from plancli.errors import PlanError
from plancli.importing.citing import read_citations
from plancli.importing.dues import read_date, read_due
from plancli.importing.headers import FIELDS, SYNONYMS, columns_of, rating
from plancli.importing.leads import Bodies
from plancli.importing.naming import ids_of
from plancli.importing.remark import MESSAGES, Remark, words
from plancli.importing.table import Row
from plancli.importing.tasks import Setting
from plancli.starting import BodyDraft, PlanDraft, files_of
from plancli.starting.judging import judged
from plancli.text import fold

TODAY: Final = date(2025, 3, 31)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command called by its name, whether or not the program lists it already, on a day that stands still."""
    monkeypatch.setitem(cli.COMMANDS, "init", init.HELP)
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 3, 31, 5, tzinfo=UTC))


# --- deadlines and dates ----------------------------------------------------------------------------------------------

DUES: Final = {
    "hoàn thành trong năm 2024": "2024",
    "(*hoàn thành trong năm 2024*)": "2024",
    "năm 2024": "2024",
    "2025": "2025",
    "trong tháng 12/2022": "2022-12",
    "tháng 3 năm 2010": "2010-03",
    "6/2025": "2025-06",
    "trước ngày 30/9/2010": "before 2010-09-30",
    "trước ngày 27 tháng 02 năm 2010": "before 2010-02-27",
    "hoàn thành trước 15/12/2025": "before 2025-12-15",
    "chậm nhất đến ngày 30 tháng 7 năm 2010": "by 2010-07-30",
    "chậm nhất là ngày 31/01/2024": "by 2024-01-31",
    "đến hết ngày 31 tháng 12 năm 2012": "by 2012-12-31",
    "đến hết năm 2026": "by 2026",
    "đến cuối năm 2025": "by 2025",
    "30/6/2024": "2024-06-30",
    "30 / 6 / 2024": "2024-06-30",
    "2024-06-30 00:00:00": "2024-06-30",
    "Quý IV/2024": "2024-Q4",
    "trong quý I năm 2010": "2010-Q1",
    "QUÝ 3 NĂM 2025": "2025-Q3",
    "quý II-III/2026": "2026-Q2/2026-Q3",
    "Quý IV/2026 đến hết Quý II/2027": "2026-Q4/2027-Q2",
    "6 tháng đầu năm 2024": "2024-H1",
    "06 tháng cuối năm 2024": "2024-H2",
    "9 tháng đầu năm 2024": "2024-01/2024-09",
    "giai đoạn 2023 - 2025": "2023/2025",
    "giai đoạn từ năm 2010-2015": "2010/2015",
    "trong nhiệm kỳ 2020–2025": "2020/2025",
    "từ tháng 3 đến tháng 6/2024": "2024-03/2024-06",
    "năm 2024 và những năm tiếp theo": "2024/..",
    "từ năm 2024 trở đi": "2024/..",
    "thường xuyên": "ongoing",
    "Thực hiện thường xuyên": "ongoing",
    "định kỳ báo cáo": "periodic",
    "hằng quý": "every quarter",
    "hàng năm": "every year",
    "định kỳ 06 tháng một lần": "every half",
    "trước ngày 15 tháng 6 và trước ngày 01 tháng 12 hằng năm": "every year before 06-15 and 12-01",
    "trước ngày 20 của tháng cuối quý": "every quarter before 20",
    "vào ngày 22 hàng tháng": "every month by 22",
    "Within 2024": "2024",
    "by 30 June 2024": "by 2024-06-30",
    "June 2024": "2024-06",
    "not later than March 1, 2022": "by 2022-03-01",
    "by the end of 2024": "by 2024",
    "Q4 2024": "2024-Q4",
    "first half of 2024": "2024-H1",
    "from 2024 to 2026": "2024/2026",
    "before 2024-06-30": "before 2024-06-30",
    "every half by 20 from 2024-H1": "every half by 20 from 2024-H1",
    "2024-33": "2024-Q1",
}
UNCERTAIN: Final = (
    "cuối năm 2009", "đầu quý I năm 2010", "hết quý II", "chậm nhất vào ngày 30 tháng 9", "trong tháng 6", "30/6",
    "31/12/24", "30/2/2024", "45473", "1234", "0000", "đột xuất", "khẩn trương", "theo tiến độ", "by issued",
    "after II.1", "30 ngày kể từ ngày ban hành", "trước 20h00 ngày 25 tháng 5 năm 2025", "=TODAY()", "2024-13",
    "giai đoạn 2007 - 2015, định hướng đến năm 2025", "2026-2024", "từ 2024", "từ tháng 3/2024", "Dec-22", "a" * 200,
    "phấn đấu hoàn thành trước năm 2025", "15 năm", "Kế hoạch năm 2024", "trước năm", "đến", "quý V/2024", "12/31/2024",
    "trước ngày 15/6 và đến ngày 1/12 hằng năm", "trước ngày 31/2 hằng năm", "năm 2024 hoặc 2025", "",
)  # fmt: skip


@pytest.mark.parametrize(("words", "due"), DUES.items())
def test_deadlines_are_read_as_offices_write_them(words: str, due: str) -> None:
    assert read_due(words) == due
    assert read_due(unicodedata.normalize("NFD", f" {words}. ")) == due


def test_an_open_span_is_read_as_it_stands() -> None:
    assert read_due(" 2024/.. ") == "2024/.."


@pytest.mark.parametrize("words", UNCERTAIN)
def test_what_is_not_certain_is_no_deadline(words: str) -> None:
    assert read_due(words) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("15/11/2024", "2024-11-15"),
        ("ngày 15 tháng 11 năm 2024", "2024-11-15"),
        ("11/2024", "2024-11"),
        ("2024", "2024"),
        ("2024-11-15T00:00:00", "2024-11-15"),
        ("Quý IV/2024", None),
        ("2023-2024", None),
        ("đã hoàn thành", None),
        ("x", None),
        ("31/11/2024", None),
        ("trước 15/11/2024", None),
    ],
)
def test_dates_of_facts_are_days_months_or_years(words: str, day: str | None) -> None:
    assert read_date(words) == day


@given(st.text(alphabet="0123456789/-. quýIVnămthángtrướcđếnhết", max_size=30))
@settings(max_examples=300)
def test_whatever_is_read_is_in_the_grammar(words: str) -> None:
    from plancli.deadline import parse_due

    due = read_due(words)
    assert due is None or parse_due(due).text == due


# --- citations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "documents", "more"),
    [
        ("28-NQ/TW", [("28-NQ/TW", None, None)], False),
        ("08-QĐi/TW 101-QĐ/TW 55-QĐ/TW", [("08-QĐi/TW", None, None), ("101-QĐ/TW", None, None),
                                          ("55-QĐ/TW", None, None)], False),
        ("Kết luận số 86-KL/TW, ngày 24/01/2014", [("86-KL/TW", "2014-01-24", "Kết luận")], False),
        ("Nghị định 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020; 1234/QĐ-TTg",
         [("30/2020/NĐ-CP", "2020-03-05", "Nghị định"), ("1234/QĐ-TTg", None, None)], False),
        ("Luật số 72/2020/QH14", [("72/2020/QH14", None, "Luật")], False),
        ("7-QD, 31-QD@2025-03-14", [("7-QD", None, None), ("31-QD", "2025-03-14", None)], False),
        ("28-NQ / TW", [("28-NQ/TW", None, None)], False),
        ("Kết luận số 86-KL/TW của Bộ Chính trị về thu hút", [("86-KL/TW", None, "Kết luận")], True),
        ("Luật Đầu tư công", [], True),
        ("30/6/2024", [], True),
        ("quyết định 7-QD", [("7-QD", None, "Quyết định")], False),
    ],
)  # fmt: skip
def test_documents_are_found_by_their_numbers(cell: str, documents: list[tuple[Any, ...]], more: bool) -> None:
    found = read_citations(cell)
    assert [tuple(one) for one in found.documents] == documents
    assert found.more is more


# --- headers ----------------------------------------------------------------------------------------------------------


def test_headers_are_written_as_they_are_compared_and_each_means_one_field() -> None:
    keys = [key for field in SYNONYMS.values() for key in field]
    assert [key for key in keys if fold(key) != key] == []
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("TT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Sản phẩm|Thời gian hoàn thành|Ghi chú",
         "id|title|lead|supporting|output|due|note"),
        ("Số TT|Nội dung công việc|Đơn vị chủ trì|Phối hợp|Kết quả/Sản phẩm|Thời hạn (ngày/tháng)|Căn cứ",
         "id|title|lead|supporting|output|due|source"),
        ("id|source|lead|with|due|cites|task", "id|source|lead|supporting|due|cites|title"),
        ("STT|Mã|Tên nhiệm vụ|Văn bản giao|Ngày hoàn thành", "|id|title|cites|completed"),
        ("Nhiệm vụ|Nội dung|Trạng thái|Tiến độ|Thời hạn", "title||||due"),
        ("NHIỆM VỤ|CƠ QUAN/ĐƠN VỊ CHỦ TRÌ", "title|lead"),
        (unicodedata.normalize("NFD", "Nhiệm vụ|Đơn vị phối hợp"), "title|supporting"),
        ("Task|Owner|Deadline|Status|Remarks", "title|lead|due||note"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_headers(headers: str, fields: str) -> None:
    columns = columns_of([Row(1, headers.split("|"))], {})
    known = {number: field for field, number in columns.fields.items()}
    assert "|".join(known.get(number, "") for number in range(len(columns.headers))) == fields


def test_a_column_may_be_named() -> None:
    rows = [Row(1, ["Phụ lục", ""]), Row(2, ["Việc phải làm", "Ai", "Khi nào", "Thời hạn"]), Row(3, ["a", "b"])]
    columns = columns_of(rows, {"title": "viec phai lam", "lead": "Ai", "due": ""})
    assert (columns.row, columns.fields, columns.others) == (2, {"title": 0, "lead": 1}, [2, 3])
    assert columns_of([Row(1, ["id", "x"])], {"title": "id", "id": "id"}).fields == {"title": 0, "id": 0}


@pytest.mark.parametrize(
    ("headers", "wanted", "told"),
    [
        (["STT", "Việc phải làm"], {}, "Row 1: no column is known to hold the title of a task."),
        (["Nhiệm vụ"], {"lead": "x"}, "--column lead=x: there is no such column. The columns are: Nhiệm vụ"),
        (["Nhiệm vụ", "a", "A"], {"lead": "á"}, "--column lead=á: several columns are called so."),
        (["", ""], {}, "The table has no rows."),
    ],
)  # fmt: skip
def test_columns_that_are_not_known_are_asked_for(headers: list[str], wanted: Mapping[str, str], told: str) -> None:
    with pytest.raises(PlanError) as caught:
        columns_of([Row(1, headers)], wanted)
    assert caught.value.message.startswith(told)


# --- bodies, ids ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Văn phòng", ["van-phong"]),
        ("VP", ["van-phong"]),
        ("van-phong", ["van-phong"]),
        ("Van phong", None),
        ("Sở Kế hoạch và Đầu tư, Văn phòng", ["so-ke-hoach-va-dau-tu", "van-phong"]),
        ("Văn phòng và Sở Kế hoạch và Đầu tư", ["van-phong", "so-ke-hoach-va-dau-tu"]),
        ("- Văn phòng\n- Bộ Văn hoá, Thể thao", ["van-phong", "bo-van-hoa-the-thao"]),
        ("Bộ Văn hóa, Thể thao; Văn phòng;", ["bo-van-hoa-the-thao", "van-phong"]),
        ("van-phong so-ke-hoach-va-dau-tu", ["van-phong", "so-ke-hoach-va-dau-tu"]),
        ("Văn phòng, Sở lạ", None),
        ("Văn\nphòng", ["van-phong"]),
        ("", None),
    ],
)
def test_a_comma_divides_only_bodies_that_are_known(cell: str, found: list[str] | None) -> None:
    bodies = Bodies([BodyDraft("van-phong", "Văn phòng", "VP")])
    bodies.add("Sở Kế hoạch và Đầu tư")
    bodies.add("Bộ Văn hoá, Thể thao")
    assert bodies.named(cell) == found


@pytest.mark.parametrize(
    ("given", "above", "ids"),
    [
        (["1", "2."], ["", ""], ["1", "2"]),
        (["a)", "đ)", "(3)"], ["", "", ""], ["a", "đ", "3"]),
        (["1", "2", "1"], ["I", "I", "II"], ["I.1", "I.2", "II.1"]),
        (["1", "2", "3"], ["I", "I", "II"], ["1", "2", "3"]),
        (["1", "1"], ["I", "I"], ["1", "1-2 twin-id"]),
        (["1", "1", "1-2"], ["", "", ""], ["1", "1-3 twin-id", "1-2"]),
        (["", "r2"], ["", ""], ["r2-2 id-missing", "r2"]),
        (["NV 01", "a/b", "***"], ["", "", ""], ["NV-01 bad-id", "a-b bad-id", "r4 bad-id"]),
        (["a", "A"], ["", ""], ["a", "A-2 twin-id"]),
        (["x" * 200], [""], ["x" * 80 + " bad-id"]),
    ],
)
def test_ids_are_as_given_or_told(given: list[str], above: list[str], ids: list[str]) -> None:
    found = ids_of(given, above, range(2, 2 + len(given)))
    assert [" ".join(one).rstrip() for one in found] == ids


# --- tables to plans --------------------------------------------------------------------------------------------------


def take(text: str, *, bodies: Sequence[BodyDraft] = (), dated: bool = False, **wanted: str) -> importing.Imported:
    """Return what a table says."""
    table = importing.read_table(text.encode(), "t.csv", lambda rows: rating(rows, wanted))
    return importing.imported(table, wanted, Setting(bodies, dated, TODAY))


def tasks_of(found: importing.Imported) -> dict[str, dict[str, Any]]:
    """Return the tasks by their ids, each with the body that leads it."""
    return {str(task["id"]): {**task, "lead": body.id} for body in found.bodies for task in body.tasks}


def told(found: importing.Imported) -> list[tuple[int, int, str]]:
    """Return the places and kinds of the remarks."""
    return [(one.row, one.column, one.kind) for one in found.remarks]


ANNEX: Final = """\
PHỤ LỤC;;;;;;;;;
(Kèm theo Kế hoạch số 12-KH/TU ngày 05/3/2024);;;;;;;;;
STT;Nội dung nhiệm vụ;Cơ quan chủ trì;Cơ quan phối hợp;Thời hạn hoàn thành;Sản phẩm;Căn cứ;Tình trạng;Ngày hoàn thành;Ghi chú
(1);(2);(3);(4);(5);(6);(7);(8);(9);(10)
I;Xây dựng thể chế;;;;;;;;
1;Rà soát quy định;Ban Tổ chức Tỉnh uỷ;Văn phòng Tỉnh uỷ;Trong quý IV/2024;Báo cáo;Mục II.1;Đang làm;;
2;"Ban hành quy chế ""mới""
(bản sửa)";Ban Tổ chức Tỉnh ủy;các cơ quan liên quan;Thường xuyên;"- Quy chế
- Tờ trình";;Xong;15/11/2024;Theo Luật

II;Kiểm tra, giám sát;;;;;;;;
STT;Nội dung nhiệm vụ;Cơ quan chủ trì;Cơ quan phối hợp;Thời hạn hoàn thành;Sản phẩm;Căn cứ;Tình trạng;Ngày hoàn thành;Ghi chú
1;Kiểm tra;"Văn phòng Tỉnh uỷ; Ban Tổ chức Tỉnh uỷ";;cuối năm 2025;;;;sắp xong;
2;Sơ kết;;Sở Nội vụ;Hằng quý;;Theo quy định;;31/12/2099;
3;;Văn phòng Tỉnh uỷ;Văn phòng Tỉnh uỷ;30/6/2024;;;;;
;Không số;Van phong Tinh uy;;-;;;;;;thừa
"""  # noqa: E501


def test_an_annex_is_read_row_by_row() -> None:
    found = take(ANNEX)
    assert tasks_of(found) == {
        "I.1": {
            "id": "I.1", "title": "Rà soát quy định", "source": "II.1", "supporting": ["van-phong-tinh-uy"],
            "due": "2024-Q4", "due_words": "Trong quý IV/2024", "output": ["Báo cáo"], "note": "Tình trạng: Đang làm",
            "lead": "ban-to-chuc-tinh-uy",
        },
        "I.2": {
            "id": "I.2", "title": 'Ban hành quy chế "mới" (bản sửa)', "supporting_note": "các cơ quan liên quan",
            "due": "ongoing", "due_words": "Thường xuyên", "output": ["Quy chế", "Tờ trình"],
            "note": "Theo Luật\nTình trạng: Xong", "completed": "2024-11-15", "lead": "ban-to-chuc-tinh-uy",
        },
        "II.1": {
            "id": "II.1", "title": "Kiểm tra", "co_leads": ["ban-to-chuc-tinh-uy"], "due_words": "cuối năm 2025",
            "note": "Ngày hoàn thành: sắp xong", "lead": "van-phong-tinh-uy",
        },
        "II.2": {
            "id": "II.2", "title": "Sơ kết", "supporting_note": "Sở Nội vụ", "due_words": "Hằng quý",
            "note": "Căn cứ: Theo quy định\nNgày hoàn thành: 31/12/2099", "lead": "lead-not-stated",
        },
        "II.3": {
            "id": "II.3", "title": "(row 13: no title)", "due": "2024-06-30", "due_words": "30/6/2024",
            "lead": "van-phong-tinh-uy",
        },
        "r14": {"id": "r14", "title": "Không số", "note": "Column 11: thừa", "lead": "van-phong-tinh-uy-2"},
    }  # fmt: skip
    assert told(found) == [
        (1, 0, "above"), (2, 0, "above"), (4, 0, "numbers"), (5, 0, "heading"), (9, 0, "heading"), (10, 0, "again"),
        (11, 5, "due-unclear"), (11, 9, "date-unclear"), (12, 3, "lead-missing"), (12, 4, "supporting"),
        (12, 5, "due-start"), (12, 7, "source-unclear"), (12, 9, "future"), (13, 2, "title-missing"), (13, 4, "itself"),
        (14, 1, "id-missing"), (14, 3, "alike"), (14, 11, "more"),
    ]  # fmt: skip
    assert [(one.id, one.words) for one in found.headings] == [("I", "Xây dựng thể chế"), ("II", "Kiểm tra, giám sát")]
    assert (found.dues, found.words_only) == (3, 2)


def test_every_remark_says_what_its_cell_holds() -> None:
    values = {"value": "<v>", "id": "<i>", "other": "<o>", "body": "<b>", "numbers": "<n>", "title": "<t>"}
    for kind, message in MESSAGES.items():
        assert words(Remark(1, 1, kind, values)).count("<") == message.count("{")
    assert len(words(Remark(1, 1, "bad-id", {"value": "x" * 10_000, "id": "a"}))) < 120


def test_a_merged_lead_is_not_carried_down() -> None:
    found = take("Nhiệm vụ,Chủ trì\nA,Office\nB,\n")
    assert {name: task["lead"] for name, task in tasks_of(found).items()} == {"1": "office", "2": "lead-not-stated"}
    assert told(found) == [(3, 2, "lead-missing")]


def test_without_a_column_for_it_the_one_body_given_leads() -> None:
    office = BodyDraft("office", "Office")
    assert tasks_of(take("Task\nA\n", bodies=[office]))["1"]["lead"] == "office"
    assert told(take("Task\nA\nB\n")) == [(1, 0, "leads-missing")]
    two = [office, BodyDraft("b", "B")]
    assert told(take("Task\nA\n", bodies=two)) == [(1, 0, "leads-missing")]


def test_bodies_given_are_known_by_all_their_names() -> None:
    office = BodyDraft("van-phong", "Văn phòng", "VP")
    found = take("Task,Lead,With\nA,vp,\nB,VĂN PHÒNG,Sở\nC,Sở,Van-phong; VP\n", bodies=[office])
    assert [task["lead"] for task in tasks_of(found).values()] == ["van-phong", "van-phong", "so"]
    assert tasks_of(found)["3"]["supporting"] == ["van-phong"]
    assert tasks_of(found)["3"]["supporting_note"] == "Van-phong"


def test_dates_with_the_month_first_make_others_doubtful() -> None:
    found = take("Task,Lead,Deadline,Completed\nA,O,12/31/2024,\nB,O,6/7/2024,1/2/2024\nC,O,5/5/2024,\n")
    assert [task.get("due") for task in tasks_of(found).values()] == [None, None, "2024-05-05"]
    assert told(found) == [(2, 3, "due-unclear"), (3, 3, "due-doubt"), (3, 4, "date-unclear")]
    assert tasks_of(found)["2"]["note"] == "Completed: 1/2/2024"


def test_a_series_counts_from_the_plans_date() -> None:
    text = "Task,Lead,Deadline\nA,O,hằng quý\nB,O,every half from 2024\n"
    assert [task.get("due") for task in tasks_of(take(text)).values()] == [None, "every half from 2024"]
    assert tasks_of(take(text, dated=True))["1"]["due"] == "every quarter"


def test_words_of_a_deadline_may_have_their_own_column() -> None:
    text = "Task,Lead,Due,Due words\nA,O,2024,hoàn thành trong năm 2024\nB,O,,tháng 6/2024\nC,O,sớm,ngay\n"
    tasks = tasks_of(take(text))
    assert (tasks["1"]["due"], tasks["1"]["due_words"]) == ("2024", "hoàn thành trong năm 2024")
    assert (tasks["2"]["due"], tasks["2"]["due_words"]) == ("2024-06", "tháng 6/2024")
    assert (tasks["3"].get("due"), tasks["3"]["due_words"], tasks["3"]["note"]) == (None, "ngay", "Due: sớm")
    assert "due_words" not in tasks_of(take("Task,Lead,Due\nA,O,2024\n"))["1"]


def test_facts_are_dates_and_never_words() -> None:
    text = (
        "Task,Lead,Started,Completed,Status\nA,O,10/1/2024,5/1/2024,Done\nB,O,2024-01,15/2/2024,\nC,O,,xong,Đã xong\n"
    )
    found = take(text)
    tasks = tasks_of(found)
    assert (tasks["1"]["started"], tasks["1"].get("completed")) == ("2024-01-10", None)
    assert tasks["1"]["note"] == "Completed: 5/1/2024\nStatus: Done"
    assert (tasks["2"]["started"], tasks["2"]["completed"]) == ("2024-01", "2024-02-15")
    assert tasks["3"] == {"id": "3", "title": "C", "note": "Completed: xong\nStatus: Đã xong", "lead": "o"}
    assert told(found) == [(2, 4, "date-order"), (4, 4, "date-unclear")]


def test_documents_are_registered_and_told_apart() -> None:
    text = (
        "Task,Lead,Cites\nA,O,28-NQ/TW ngày 17/11/2022\nB,O,28-NQ/TW ngày 1/6/2017\nC,O,28-NQ/TW\n"
        "D,O,Luật Đầu tư; 7-QD\nE,O,Luật Đầu tư\nF,O,7-QD ngày 1/2/2020\n"
    )
    found = take(text)
    tasks = tasks_of(found)
    assert [tasks[id].get("cites") for id in "123456"] == [
        ["28-NQ/TW@2022-11-17"], ["28-NQ/TW@2017-06-01"], None, ["7-QD"], None, ["7-QD"],
    ]  # fmt: skip
    assert [(one.number, one.date) for one in found.documents] == [
        ("28-NQ/TW", "2022-11-17"), ("28-NQ/TW", "2017-06-01"), ("7-QD", "2020-02-01"),
    ]  # fmt: skip
    assert told(found) == [(4, 3, "cites-partly"), (5, 3, "cites-partly"), (6, 3, "cites-none")]
    assert tasks["4"]["note"] == "Cites: Luật Đầu tư; 7-QD"


# --- files ------------------------------------------------------------------------------------------------------------

ROWS: Final = (("Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"), ("Sửa; đổi, bổ sung", 'Ban "A"', "2024"))


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return a table as a spreadsheet saves it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n", ",,,\n"])
def test_files_are_read_as_spreadsheets_save_them(delimiter: str, end: str, start: str) -> None:
    found = take(start.replace(",", delimiter) + written(ROWS, delimiter, end))
    assert tasks_of(found)["1"] == {"id": "1", "title": "Sửa; đổi, bổ sung", "due": "2024", "lead": "ban-a"}
    assert found.remarks == ()


def test_excel_may_say_what_divides_the_cells() -> None:
    found = take("sep=;\r\nTask;Lead\r\nA, B;O\r\nC;\r\n")
    assert list(tasks_of(found)) == ["1", "2"]
    assert told(found) == [(4, 2, "lead-missing")]


def test_quotes_within_a_cell_that_does_not_begin_with_one_are_text() -> None:
    assert tasks_of(take('Task,Lead\nA "b" c,"O" x\n'))["1"]["title"] == 'A "b" c'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Nhiệm vụ,Chủ trì\n".encode("utf-16"), "t.csv is in UTF-16."),
        ("Task,Lead\n".encode("utf-16-le"), "t.csv is in UTF-16."),
        (b"Task,Lead\nNhi\xea\xf2m,O\n", "t.csv is not in UTF-8: line 2 has bytes that are no letters of it."),
        (b"PK\x03\x04rest", "t.csv is a workbook, not a CSV file."),
        (b"\xd0\xcf\x11\xe0rest", "t.csv is a workbook, not a CSV file."),
        (b'Task,Lead\nA,O\n"B,O\nC,O\n', "t.csv: a quotation mark that opens in row 3 is never closed."),
        (b"", "The table has no rows."),
        (b"\n\n , \n", "The table has no rows."),
    ],
)
def test_files_that_are_no_table_are_refused_with_their_remedy(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    result = begin(tmp_path, "t.csv")
    assert (result.status, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert sorted(tmp_path.iterdir()) == [tmp_path / "t.csv"]


# --- the command ------------------------------------------------------------------------------------------------------


def begin(folder: Path, file: str, *args: str) -> Result:
    """Begin a plan with a table."""
    return run("init", "--title", "T", "--timezone", "Asia/Ho_Chi_Minh", "--from", file, *args, cwd=folder)


def check(folder: Path) -> str:
    """Return the last line of `plan validate`; no error may be in a plan, and its layout must be that of `plan fmt`."""
    laid = run("fmt", "--check", cwd=folder)
    assert (laid.status, laid.stderr) == (0, ""), laid.stdout
    result = run("validate", cwd=folder)
    assert result.status == 0, result.stdout
    return result.stdout.splitlines()[-1]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_plan_from_a_table_validates_and_is_laid_out(tmp_path: Path, language: str) -> None:
    (tmp_path / "annex.csv").write_text(ANNEX, "utf-8")
    result = begin(tmp_path, "annex.csv", "--language", language)
    assert result.status == 0, result.stderr
    assert result.stdout.startswith("annex.csv: 6 tasks, headers in row 3, cells divided by ;\n   1  STT")
    assert "\n   8  Tình trạng           note (not known)\n" in result.stdout
    assert "\nannex.csv:11:5: " in result.stdout
    assert "\n  plan status\n  git init && git add plan && git commit -m " in result.stdout
    assert check(tmp_path).startswith("6 tasks, ")
    plan = (tmp_path / "plan/plan.yaml").read_text("utf-8")
    assert "#       - id: II\n#         heading: Kiểm tra, giám sát\n" in plan


def test_a_dry_run_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "annex.csv").write_text(ANNEX, "utf-8")
    dry = begin(tmp_path, "annex.csv", "--dry-run").stdout
    assert sorted(tmp_path.iterdir()) == [tmp_path / "annex.csv"]
    assert begin(tmp_path, "annex.csv").stdout.startswith(dry.replace("Would be written:", "Written:"))


def test_columns_can_be_named_when_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Việc;Ai\nLàm, rồi báo cáo;Ban A\n", "utf-8")
    assert "--column title=HEADER" in begin(tmp_path, "t.csv").stderr
    result = begin(tmp_path, "t.csv", "--column", "title=Việc", "--column", "lead=Ai")
    assert result.status == 0, result.stderr
    assert yaml.safe_load((tmp_path / "plan/bodies/ban-a.yaml").read_text("utf-8"))["tasks"] == [
        {"id": "1", "title": "Làm, rồi báo cáo"}
    ]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("titel=x", "--column: titel is not one of: id, title, "),
        ("title", "--column title: write it as FIELD=HEADER."),
        ("title=y", "--column title=y: there is no such column. The columns are: Task"),
    ],
)
def test_wrong_columns_are_told(tmp_path: Path, column: str, said: str) -> None:
    (tmp_path / "t.csv").write_text("Task\nA\n", "utf-8")
    result = begin(tmp_path, "t.csv", "--column", column)
    assert result.status == 2
    assert said in " ".join(result.stderr.split())


def test_a_column_can_be_kept_from_being_taken(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Task,Lead,When\nA,O,2024\n", "utf-8")
    assert begin(tmp_path, "t.csv", "--column", "due=").status == 0
    (task,) = yaml.safe_load((tmp_path / "plan/bodies/o.yaml").read_text("utf-8"))["tasks"]
    assert task == {"id": "1", "title": "A", "note": "When: 2024"}


# --- what nobody should send ------------------------------------------------------------------------------------------


def whole(rows: Sequence[Sequence[str]]) -> dict[str, dict[str, Any]]:
    """Return the tasks of a plan made from a table, whose files have no error and are laid out."""
    from plancli.formatting import formatted
    from plancli.starting.files import entries_of

    found = take(written(rows))
    files = files_of(PlanDraft("T", bodies=found.bodies, documents=found.documents, headings=found.headings))
    judged(files, TODAY)
    for entry, data in entries_of(files).items():
        again = formatted(data, entry)
        assert (again.data.decode(), again.problems, again.fault) == (data.decode(), (), "")
    return tasks_of(found)


HEAD: Final = ("id", "task", "lead", "with", "due", "source", "cites", "output", "note", "completed", "other")


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\u202egnp.exe", "a\x00b\x1b[31m", "\ufeff", "%YAML 1.2", "---",
        "...", "# x", "a: b", "- a", "[a]", "{a: b}", "&a", "*a", "!a", "|", ">", "'", '"', "~", "null", "yes", "1.10",
        "2024-01-01", "\\", "a\tb", " \xa0 a", "a\r\nb\n\n\n\nc", "::error::x", "\U000e0041", "\uffff", "<<", "?",
        "é" * 500,
    ],
)  # fmt: skip
def test_hostile_cells_are_text(cell: str) -> None:
    tasks = whole([HEAD, ["1", *[cell] * 10], [cell, "x", "y"], [*["z"] * 11, cell]])
    assert len(tasks) == 3


def test_formulas_stay_as_they_are() -> None:
    tasks = whole([("Task", "Lead", "Note"), ("=1+1", "O", "=HYPERLINK(A1)")])
    assert (tasks["1"]["title"], tasks["1"]["note"]) == ("=1+1", "=HYPERLINK(A1)")


def test_characters_that_nobody_sees_are_taken_out_and_told() -> None:
    found = take("Task,Lead\na\u200bb\x07,O\n")
    assert tasks_of(found)["1"]["title"] == "ab"
    assert told(found) == [(2, 1, "hidden")]


def test_large_cells_take_no_time() -> None:
    begun = time.process_time()
    for cell in ("x " * 500_000, "a, " * 300_000, "1/" * 500_000, "\n" * 300_000 + "x"):
        assert len(tasks_of(take(written([HEAD, ["1", *[cell] * 10]])))) == 1
    assert time.process_time() - begun < 20
    assert len(whole([HEAD, ["1", *["Q, " * 300_000] * 10]])) == 1


def test_ids_that_stand_twice_and_names_that_make_one_id(tmp_path: Path) -> None:
    rows = [
        ("id", "task", "lead"),
        ("1", "A", "Ban Một"),
        ("1", "B", "Bản Một"),
        ("1", "C", "ban  MỘT"),
        ("a", "D", "*"),
    ]
    tasks = whole([*rows, ("A", "E", "+")])
    assert {id: task["lead"] for id, task in tasks.items()} == {
        "1": "ban-mot", "1-2": "ban-mot-2", "1-3": "ban-mot", "a": "body", "A-2": "body-2",
    }  # fmt: skip


def test_too_many_bodies_are_the_wrong_column() -> None:
    rows = [f"task {number},{number}x" for number in range(3000)]
    with pytest.raises(PlanError, match="more than 2000 bodies"):
        take("\n".join(["Task,Lead", *rows]))


def test_ten_thousand_rows(tmp_path: Path) -> None:
    chosen = random.Random(4)
    rows = [
        (str(number), f"Sơ kết quy định số {number}", f"Ban {number % 40}", f"Ban {number % 7}; các cơ quan liên quan",
         chosen.choice(list(DUES)), f"{number % 300}-QĐ/TW ngày 12/5/2008", chosen.choice(UNCERTAIN))
        for number in range(10_000)
    ]  # fmt: skip
    head = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Văn bản", "Ghi chú")
    (tmp_path / "t.csv").write_text(written([head, *rows]), "utf-8")
    begun = time.process_time()
    assert begin(tmp_path, "t.csv").status == 0
    assert time.process_time() - begun < 10
    assert check(tmp_path).startswith("10,000 tasks, 40 bodies, 300 documents")


CELLS: Final = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [*DUES, *UNCERTAIN, "I", "1", "a", "Ban A", "Ban A; Ban B", "Ban A, Ban B", "28-NQ/TW", "Nhiệm vụ", ""]
    ),
    st.text(alphabet=":#-'\"[]{},&*!|>%@`~ \n\tab1.", max_size=8),
)
HEADERS: Final = st.lists(st.one_of(st.sampled_from([SYNONYMS[field][0] for field in FIELDS]), CELLS), max_size=8)


@given(HEADERS, st.lists(st.lists(CELLS, max_size=9), max_size=6))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_table_holds_its_plan_has_no_error_and_every_row_is_told_or_kept(
    headers: list[str], rows: list[list[str]]
) -> None:
    tasks = whole([["Nhiệm vụ", "lead", *headers], *rows])
    kept = fold(" ".join(str(value) for task in tasks.values() for value in task.values())).replace(" ", "")
    found = take(written([["Nhiệm vụ", "lead", *headers], *rows]))
    passed = {one.row for one in found.remarks if one.column == 0}
    for number, row in enumerate(rows, 2):
        title = fold(row[0]).replace(" ", "") if row else ""
        if title and number > found.columns.row and number not in passed:
            assert title in kept


# --- the page ---------------------------------------------------------------------------------------------------------

PAGE: Final = DOCS / "starting.md"


def test_the_session_of_the_page_is_what_is_printed(tmp_path: Path) -> None:
    (table,) = [block.text for block in blocks(PAGE) if block.language == "csv"]
    (tmp_path / "tasks.csv").write_text("\n".join(table) + "\n", "utf-8")
    (shown,) = [block.text for block in blocks(PAGE) if "--from" in block.text[0]]
    result = run(*shlex.split(shown[0].removeprefix("$ plan ")), cwd=tmp_path)
    assert result.stdout.splitlines() == shown[1:]
    check(tmp_path)


def test_the_headers_of_the_page_are_known() -> None:
    told = {names(row[0])[0]: row[1].split(", ") for row in rows(prose(PAGE), "Field")}
    assert tuple(told) == FIELDS
    for field, headers in told.items():
        assert [one for one in headers if fold(one) not in SYNONYMS[field]] == []


def test_the_deadlines_of_the_page_are_read_as_told() -> None:
    (paragraph,) = [one for one in prose(PAGE).split("\n- ") if one.startswith("**Deadlines**")]
    certain, _not, uncertain = " ".join(paragraph.split()).partition(" not `")
    words = [one for one in names(certain) if one not in ("due_words", "due")]
    assert len(words) == 7
    assert [one for one in words if read_due(one) is None] == []
    assert [one for one in names(f"`{uncertain}")[:3] if read_due(one)] == []
