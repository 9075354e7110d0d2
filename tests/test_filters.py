"""The filters of `plan list` and `plan due`: names as people type them, all combinable."""

import json
import unicodedata
from pathlib import Path

import pytest
from folders import RICH, RICH_DAY, one_body, write_plan
from support import run

from plancli.state import FLAGS, STATES

DAY = ("--as-of", "2024-06-30")


def listed(*args: str) -> str:
    """Return the ids that `plan list` finds in the shipped plan."""
    result = run("list", *DAY, *args, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    return " ".join(item["id"] for item in json.loads(result.stdout)["items"])


def in_rich(*args: str, command: str = "list", day: str = RICH_DAY) -> str:
    """Return the addresses found in the plan of the goldens."""
    result = run(command, "--plan", str(RICH), "--as-of", day, *args, "--format", "json")
    assert (result.status, result.stderr) == (0, "")
    return " ".join(item["key"] for item in json.loads(result.stdout)["items"])


def refused(*args: str) -> str:
    """Return what a call that cannot run is told."""
    result = run("list", *DAY, *args, env={"COLUMNS": "400"})
    assert (result.status, result.stdout) == (2, "")
    return result.stderr


# --- bodies -----------------------------------------------------------------------------------------------------------

OF_THE_ORGANISING_BOARD = "IV.4.1 IV.4.2a IV.4.2b IV.4.3 IV.4.4 IV.4.5 V.3a V.3b"
BODIES = [
    "ban-to-chuc-trung-uong",
    "btctw",
    "BTCTW",
    "Ban Tổ chức Trung ương",
    "ban to chuc trung uong",
    "to chuc trung uong",
    "TO CHUC TRUNG",
    "Ban Tổ chức TW",
    unicodedata.normalize("NFD", "Ban Tổ chức Trung ương"),
    "  ban  tổ-chức,  trung ương ",
]


@pytest.mark.parametrize("typed", BODIES)
def test_a_body_by_any_of_its_names(typed: str) -> None:
    assert listed("--body", typed) == OF_THE_ORGANISING_BOARD


@pytest.mark.parametrize("typed", ["Uỷ ban Kiểm tra", "Ủy ban Kiểm tra", "uy ban kiem tra", "ubkt"])
def test_both_placements_of_a_tone(typed: str) -> None:
    assert listed("--body", typed) == "IV.5.1 IV.5.2 IV.5.3"
    assert listed("--body", unicodedata.normalize("NFD", typed)) == "IV.5.1 IV.5.2 IV.5.3"


def test_an_exact_name_beats_a_part_of_one() -> None:
    """`Ban Bí thư` also begins the name of the Youth Union's secretariat."""
    assert listed("--body", "ban bi thu") == "V.1"
    assert listed("--body", "BBT") == "V.1"


def test_several_bodies() -> None:
    assert listed("--body", "hdlltw", "--body", "bkttw") == "IV.8 IV.9"


def test_joint_leads_and_any_role() -> None:
    assert listed("--body", "ban-bi-thu-trung-uong-doan") == "IV.3.2 IV.3.3"
    assert listed("--body", "ban-bi-thu-trung-uong-doan", "--any-role") == "IV.3.1 IV.3.2 IV.3.3"
    assert listed("--body", "dang-doan-mat-tran-to-quoc") == "IV.3.1 IV.3.2 IV.3.3"


def test_an_ambiguous_body_lists_its_candidates() -> None:
    assert refused("--body", "to chuc") == (
        "Error: to chuc may be any of these bodies:\n"
        "  ban-to-chuc-trung-uong  Ban Tổ chức Trung ương\n"
        "  cap-uy-to-chuc-dang  Cấp uỷ, tổ chức đảng (các cấp)\n"
        "  to-chuc-chinh-tri-xa-hoi  (Đảng đoàn) các tổ chức chính trị - xã hội\n"
    )


def test_an_unknown_body_gets_suggestions() -> None:
    assert refused("--body", "btctwx") == "Error: No body is called btctwx.\nDid you mean BTCTW, BKTTW, BTGTW?\n"
    assert refused("--body", "???") == "Error: No body is called ???.\nplan bodies lists them.\n"
    assert refused("--body", "") == "Error: No body is called .\nplan bodies lists them.\n"


def test_an_ended_bodys_tasks_are_its_successors() -> None:
    assert "II.2" in in_rich("--body", "ban-mot").split()
    assert "II.2" not in in_rich("--body", "ban-mot", day="2024-06-30").split()
    assert in_rich("--body", "ban-cu", day="2024-06-30") == "II.2"


def test_a_transferred_task_is_the_former_bodys_before() -> None:
    assert "III.1" in in_rich("--body", "ban-hai", day="2024-03-31").split()  # from it, and its joint lead
    assert "III.1" not in in_rich("--body", "bmtw", day="2024-03-31").split()
    assert "III.1" in in_rich("--body", "bmtw", day="2024-04-01").split()


SUCCESSION = {
    "bodies/cu.yaml": "name: Ban Cũ\nuntil: 2024-03-01\nsucceeded_by: [moi]\ntasks:\n  - {id: A.1, title: Led}\n",
    "bodies/moi.yaml": "name: Ban Mới\n",
    "bodies/khac.yaml": (
        "name: Ban Khác\ntasks:\n"
        "  - {id: A.2, title: Jointly led, co_leads: [cu]}\n"
        "  - {id: A.3, title: Supported, supporting: [cu]}\n"
        "  - {id: A.4, title: Alone}\n"
    ),
    "bodies/het.yaml": "name: Ban Hết\nuntil: 2024-03-01\ntasks:\n  - {id: A.5, title: Nobody's now}\n",
}


@pytest.mark.parametrize(
    ("day", "args", "expected"),
    [
        ("2024-03-01", "--body cu", "A.1 A.2"),
        ("2024-03-01", "--body cu --any-role", "A.1 A.2 A.3"),
        ("2024-03-01", "--body moi --any-role", ""),
        ("2024-03-02", "--body moi", "A.1 A.2"),
        ("2024-03-02", "--body moi --any-role", "A.1 A.2 A.3"),
        ("2024-03-02", "--body het", "A.5"),  # nobody follows it: still found under its name
    ],
)
def test_roles_follow_succession(day: str, args: str, expected: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path, SUCCESSION)
    result = run("list", *args.split(), "--plan", str(plan), "--as-of", day, "--columns", "key", "--format", "csv")
    assert result.stdout.split() == ["key", *expected.split()]


def test_an_ended_body_says_who_answers_now(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, SUCCESSION)
    result = run("list", "--body", "cu", "--plan", str(plan), "--as-of", "2024-03-02")
    assert result.stdout.splitlines()[0] == "p: 0 tasks (as of 2024-03-02)"
    assert result.stdout.splitlines()[-1] == "Ban Cũ ended on 2024-03-01: Ban Mới answers for its tasks"


# --- states and flags -------------------------------------------------------------------------------------------------

STATES_TYPED = [
    ("overdue", "V.7 V.8"),
    ("OVERDUE", "V.7 V.8"),
    ("completed-late", "II.1.đ"),
    ("completed late", "II.1.đ"),
    ("completed_late", "II.1.đ"),
    ("late", "II.1.đ"),
    ("completed", ""),  # an exact name: not the two that begin so
    ("withdrawn,suspended", "II.2 III.2"),
    ("withdrawn, suspended , overdue", "II.2 III.2 V.7 V.8"),
    ("hoàn thành quá hạn", "II.1.đ"),
    ("hoan thanh dung han", "II.1.d III.1"),
    ("chưa hoàn thành, quá hạn", "V.7 V.8"),  # a comma of its own
    ("chưa hoàn thành, trong hạn", "III.3 IV.2 V.3b V.4"),
    ("chưa hoàn thành, không quy định thời hạn", "IV.9"),
    ("dừng thực hiện,chưa hoàn thành, quá hạn,tạm dừng thực hiện", "II.2 III.2 V.7 V.8"),
    ("trong hạn", "III.3 IV.2 V.3b V.4"),
    ("chưa xác định thời hạn", "IV.1"),
]


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(("typed", "expected"), STATES_TYPED)
def test_states_in_the_words_of_both_languages(typed: str, expected: str, lang: str) -> None:
    assert in_rich("--state", typed, "--lang", lang) == expected


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_asked_for(state: str) -> None:
    assert run("list", *DAY, "--state", state).status == 0


def test_states_that_are_not_known_or_not_one() -> None:
    assert refused("--state", "overdu").startswith("Error: There is no state overdu. States: completed-on-time, ")
    assert refused("--state", "overdu").endswith("\nDid you mean overdue?\n")
    assert refused("--state", "quá hạn") == "Error: quá hạn may be any of: completed-late, overdue\n"
    assert refused("--state", ",").startswith("Error: There is no state ,.")
    assert refused("--state", "overdue,nope").startswith("Error: There is no state nope.")


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_can_be_asked_for(flag: str) -> None:
    """What is found has it, what is not found has not."""
    items = json.loads(run("list", "--plan", str(RICH), "--as-of", RICH_DAY, "-f", "json").stdout)["items"]
    assert in_rich("--flag", flag) == " ".join(item["key"] for item in items if item[flag])
    assert in_rich("--flag", flag.replace("_", "-")) == in_rich("--flag", flag)


def test_flags() -> None:
    assert in_rich("--flag", "due_soon") == "V.4"
    assert in_rich("--flag", "due_soon", command="due") == "V.4:2024-12-01 III.1:du-thao V.7:2024-Q4"
    assert in_rich("--flag", "no_report,due_soon") == ""  # both of them
    assert in_rich("--flag", "no_report", "--flag", "due-soon", command="due") == (
        "V.4:2024-12-01 III.1:du-thao V.7:2024-Q4"
    )
    assert in_rich("--flag", "provisional") == "III.1"
    assert refused("--flag", "duesoon") == (
        "Error: There is no flag duesoon. Flags: due_soon, report_overdue, no_report, unverified, provisional\n"
        "Did you mean due_soon?\n"
    )


# --- documents, clauses, tags -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["132-QĐ/TW", "132-qd/tw", "132 QĐ TW", "132-QD", "132"])
def test_cites(typed: str) -> None:
    assert listed("--cites", typed) == "IV.4.2b"


def test_cites_several_and_ambiguous_ones() -> None:
    assert listed("--cites", "132-qd/tw", "--cites", "86-kl/tw") == "IV.2.3a IV.4.2b"
    assert in_rich("--cites", "28-nq/tw") == "III.1"  # either of the two of this number
    assert in_rich("--cites", "28-NQ/TW@17/11/2022") == "III.1"
    assert in_rich("--cites", "28-NQ/TW@2013-10-25") == ""
    assert refused("--cites", "133-QĐ/TW").startswith(
        "Error: No document 133-QĐ/TW is registered or cited.\nDid you mean 132-QĐ/TW"
    )


def test_a_document_that_is_cited_but_not_registered(tmp_path: Path) -> None:
    plan = one_body(tmp_path, "- {id: A.1, title: Cites, cites: [99-CT/TW]}\n- {id: A.2, title: Does not}")
    result = run("list", "--cites", "99-ct/tw", "--plan", str(plan), "--columns", "key", "--format", "csv")
    assert result.stdout.split() == ["key", "A.1"]


SOURCES = [
    ("IV.4", "IV.4.1 IV.4.2a IV.4.2b IV.4.3 IV.4.4 IV.4.5"),
    ("iv.4", "IV.4.1 IV.4.2a IV.4.2b IV.4.3 IV.4.4 IV.4.5"),
    ("IV.4.2", "IV.4.2a IV.4.2b"),
    ("V.3", "V.3a V.3b"),
    ("V", "V.1 V.2 V.3a V.3b"),
    ("ke-hoach:V.3", "V.3a V.3b"),
    ("I", ""),
]


@pytest.mark.parametrize(("clause", "expected"), SOURCES)
def test_a_clause_and_what_is_below_it(clause: str, expected: str) -> None:
    assert listed("--source", clause) == expected


def test_other_sources_and_unknown_clauses() -> None:
    assert in_rich("--source", "annex:1") == "III.1"
    assert in_rich("--source", "III", "--source", "II.1") == "II.1.d II.1.đ III.1 III.2 III.3"
    assert refused("--source", "IV.44").startswith(
        "Error: No clause IV.44 is in the plan's sources.\nDid you mean IV.4"
    )


def test_tags() -> None:
    assert in_rich("--tag", "quy-che") == "III.1 III.3 V.4"
    assert in_rich("--tag", "QUY CHE", "--tag", "bao-cao") == "III.1 III.3 V.4"
    assert refused("--tag", "quy-che") == "Error: No task has the tag quy-che.\n"  # the shipped plan has no tags


# --- text -------------------------------------------------------------------------------------------------------------

SPELLINGS = ["uy ban kiem tra", "Ủy ban Kiểm tra", "Uỷ ban Kiểm tra", "ỦY BAN KIỂM TRA"]


@pytest.mark.parametrize("command", [("list",), ("due", "2022/2025")])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", SPELLINGS)
def test_search_in_every_spelling(typed: str, form: str, command: tuple[str, ...]) -> None:
    """The inspection commission's tasks, by the name of their lead: no title has it."""
    text = unicodedata.normalize(form, typed)  # type: ignore[arg-type]
    result = run(*command, "--search", text, *DAY, "--columns", "key", "--format", "csv")
    assert result.stdout.split() == ["key", "IV.5.1", "IV.5.2", "IV.5.3"]


SEARCHED = [
    ("chất vấn", "III.1"),  # title
    ("Tổng kết việc chất vấn; sửa", "III.1"),  # text, over its line break
    ("6 thang dau nam", "III.1"),  # due_words
    ("lam cung tong ket", "III.1"),  # note
    ("to trinh", "III.1"),  # output
    ("ban thứ nhất", "III.1 III.2 III.3 IV.1 IV.2 IV.3 IV.9 IV.10"),  # an alias of the lead
    ("BMTW", "III.1 III.2 III.3 IV.1 IV.2 IV.3 IV.9 IV.10"),  # its short name
    ("ban hai", "II.1.d II.1.đ III.1 V.3b V.4"),  # a joint lead's name too
    ("van phong", ""),  # but not a supporting body's
    ("co quan lien quan", ""),  # nor a note on them
    ("điểm đ", "II.1.d II.1.đ"),
    ("nowhere", ""),
]


@pytest.mark.parametrize(("text", "expected"), SEARCHED)
def test_what_is_searched(text: str, expected: str) -> None:
    assert in_rich("--search", text) == expected


def test_search_for_several_texts_wants_all() -> None:
    assert in_rich("--search", "ban hai", "--search", "chat van") == "III.1"
    assert in_rich("--search", "ban hai", "--search", "nowhere") == ""


@pytest.mark.parametrize("text", ["", " ", "!!", "\u0301"])
def test_search_for_nothing(text: str) -> None:
    """Signs are not searched: a text without a letter or digit would be found everywhere."""
    assert "has no letter or digit to look for." in refused("--search", text)


# --- together ---------------------------------------------------------------------------------------------------------


def test_filters_of_several_kinds_must_all_hold() -> None:
    every = ("--body", "btctw", "--state", "not-yet-due", "--source", "IV.4", "--search", "quy dinh")
    assert listed(*every) == "IV.4.2b IV.4.3 IV.4.4 IV.4.5"
    assert listed(*every, "--cites", "132-qd/tw", "--flag", "no_report") == "IV.4.2b"
    assert listed(*every, "--cites", "132-qd/tw", "--flag", "due_soon") == ""
    tagged = ("--tag", "quy-che", "--body", "ban-hai")
    assert in_rich(*tagged) == "III.1 V.4"
    assert in_rich(*tagged, command="due") == "V.4:2024-12-01 III.1:du-thao"
    assert in_rich("2024", *tagged, "--state", "completed-on-time", command="due") == "V.4:2024-06-15 III.1"


SORTED = [
    ("id", "IV.4.1 IV.4.2a IV.4.2b IV.4.3 IV.4.4 IV.4.5 V.3a V.3b"),
    ("due", "IV.4.2a IV.4.2b IV.4.3 IV.4.5 IV.4.4 IV.4.1 V.3a V.3b"),
    ("state", "V.3a V.3b IV.4.1 IV.4.2a IV.4.2b IV.4.3 IV.4.4 IV.4.5"),
    ("title", "V.3b IV.4.1 IV.4.2b IV.4.2a IV.4.3 V.3a IV.4.5 IV.4.4"),
    ("body", OF_THE_ORGANISING_BOARD),
]


@pytest.mark.parametrize(("order", "expected"), SORTED)
def test_orders(order: str, expected: str) -> None:
    assert listed("--body", "btctw", "--sort", order) == expected


def test_names_are_sorted_as_vietnamese_does() -> None:
    items = json.loads(run("list", *DAY, "--sort", "body", "-f", "json").stdout)["items"]
    order = list(dict.fromkeys(item["answers_to"] for item in items))
    assert order[:3] == ["ban-can-su-dang-chinh-phu", "ban-dan-van-trung-uong", "ban-kinh-te-trung-uong"]
    assert (
        order.index("cap-uy-to-chuc-dang")
        < order.index("dang-doan-quoc-hoi")
        < order.index("van-phong-trung-uong-dang")
    )


def test_ids_are_sorted_as_numbers() -> None:
    found = listed().split()
    assert found.index("IV.9") < found.index("IV.10.1") < found.index("IV.11.1")
    assert in_rich().split()[:2] == ["II.1.d", "II.1.đ"]
    assert len(found) == 40


@pytest.mark.parametrize("typed", ["", ",", " , "])
def test_columns_that_name_nothing(typed: str) -> None:
    assert refused("--columns", typed).startswith("Error: --columns names nothing.\nColumns: key, id, title, ")
    assert refused("--columns", "key", "--columns", typed).startswith("Error: --columns names nothing.")


@pytest.mark.parametrize(("lang", "day"), [("en", "2023-12-01"), ("vi", "01/12/2023")])
def test_a_task_that_was_assigned_later(lang: str, day: str) -> None:
    asked = ("show", "III.1", "--plan", str(RICH), "--as-of", "2023-12-01", "--lang", lang)
    result = run(*asked)
    assert result.status == 2
    assert day in result.stderr
