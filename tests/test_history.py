"""A pull request as it happens: several commits, nine changes at once, noise between them, and newer work on main."""

from pathlib import Path

import pytest
from repositories import Checkout
from support import run

from plancli.diff import compare
from plancli.load import load
from plancli.source import Folder
from plancli.source.git import Repository
from plancli.source.revision import Revision

PLAN = """\
format: 1
id: mau
title: Kế hoạch mẫu
date: 2024-01-10
timezone: Asia/Ho_Chi_Minh
policy:
  fact-erased: {severity: error, waivable: false}
  source-changed: off
"""
DOCUMENTS = """\
documents:
  - {number: 28-NQ/TW, date: 2022-11-17}
  - {number: 123-KL/TW, date: 2024-12-20}
"""
FIRST = """\
name: Ban Tổ chức
tasks:
  - id: IV.1
    title: Sửa quy định về đánh giá hằng năm
    source: IV.1
    due: 2025

  - id: IV.2
    title: Sơ kết việc nêu gương
    due: 2025
    cites: [28-NQ/TW]

  - id: IV.3
    title: Tổng kết việc bầu cử
    due: 2025
    progress:
      - {date: 2024-11-20, percent: 40, note: Đang lấy ý kiến}

  - id: IV.4
    title: Hướng dẫn việc kê khai
    due: 2025

  - id: IV.5
    title: Khảo sát ở cơ sở
    due: 2025
"""
SECOND = """\
name: Văn phòng
tasks:
  - id: V.1
    title: Sửa Quy chế chất vấn
    due: 2025
  - id: V.2
    title: Báo cáo hằng quý
    due: every quarter from 2025
"""
A, B = "plan/bodies/ban-to-chuc.yaml", "plan/bodies/van-phong.yaml"

REWRITTEN = FIRST.replace("Sơ kết việc nêu gương\n    due: 2025", "Sơ kết việc nêu gương\n    due: 2026")
ERASED = REWRITTEN.replace("percent: 40, ", "")
COMPLETED = ERASED.replace("kê khai\n    due: 2025\n", "kê khai\n    due: 2025\n    completed: 2025-02-10\n")
UNSOURCED = COMPLETED.replace("source: IV.1", "source: IV.2")
UNCITED = UNSOURCED.replace("    cites: [28-NQ/TW]\n", "")
REMOVED = UNCITED.partition("\n  - id: IV.5")[0]
MOVED = "  - id: V.1\n    title: Sửa Quy chế chất vấn\n    due: 2025\n"
ADDED = "  - id: IV.6\n    title: Tập huấn cán bộ\n    due: 2026\n"
LEFT = SECOND.replace(MOVED, "").replace("title: Báo cáo hằng quý", "title: Báo cáo từng quý")

NINE = {
    ("task-transferred", "V.1"),
    ("deadline-later", "IV.2"),
    ("fact-changed", "IV.3"),
    ("fact-recorded", "IV.4"),
    ("source-changed", "IV.1"),
    ("citation-changed", "IV.2"),
    ("task-removed", "IV.5"),
    ("task-added", "IV.6"),
    ("title-changed", "V.2"),
}
FOUND = [
    f"{A}:1:1: error task-removed",
    f"{A}:8:9: warning citation-removed",
    f"{A}:10:10: error deadline-rewritten",
    f"{A}:16:9: error fact-erased",
    f"{A}:21:16: error completion-without-evidence",
    f"{A}:23:5: error transferred-without-record",
    f"{B}:5:5: warning task-reworded",
]


def reordered(text: str) -> str:
    """Return a body whose tasks stand in another order and whose fields are written otherwise, with comments."""
    head, *tasks = text.split("  - id: ")
    parts = [f"  - # việc {number}\n    id: {task.strip()}\n\n" for number, task in enumerate(reversed(tasks))]
    return f"# {len(tasks)} việc\n{head}" + "".join(parts).replace("due: 2025", 'due: "2025"  # năm')


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a repository with the branch checked out, which main has gone on beside."""
    made = Checkout.new(tmp_path / "kho")
    base = {"plan/plan.yaml": PLAN, "plan/documents.yaml": DOCUMENTS, A: FIRST, B: SECOND}
    made.commit(base, "2025-01-02T09:00:00+07:00", "Bắt đầu")
    made.git("checkout", "-q", "-b", "nhanh")
    made.commit({A: REWRITTEN}, "2025-02-01T09:00:00+07:00", "Dời hạn")
    made.commit(
        {A: f"# Ban Tổ chức\n{reordered(REWRITTEN)}"}, "2025-02-02T09:00:00+07:00", "Sắp xếp lại, thêm chú thích"
    )
    made.commit({A: ERASED}, "2025-02-03T09:00:00+07:00", "Sửa tiến độ")
    made.commit({A: REMOVED}, "2025-02-10T09:00:00+07:00", "Hoàn thành, bỏ bớt")
    made.commit({A: f"{REMOVED}\n{MOVED}{ADDED}", B: LEFT}, "2025-02-11T09:00:00+07:00", "Chuyển việc")
    made.commit({B: reordered(LEFT)}, "2025-02-12T09:00:00+07:00", "Chỉ chú thích")
    made.git("checkout", "-q", "main")
    newer = SECOND.replace("Sửa Quy chế", "Sửa đổi Quy chế") + "  - id: V.3\n    title: Việc mới\n    due: 2027\n"
    made.commit({B: newer, A: FIRST.replace("    source: IV.1\n", "")}, "2025-02-20T09:00:00+07:00", "Việc khác")
    made.git("checkout", "-q", "nhanh")
    return made


def review(checkout: Checkout) -> tuple[int, list[str]]:
    """Return the exit status and each finding without its message."""
    result = run("review", "main", "-f", "concise", "--as-of", "2025-03-01", cwd=checkout.path)
    return result.status, [" ".join(line.split()[:3]) for line in result.stdout.splitlines()]


def test_nine_changes_at_once_are_told_as_nine(checkout: Checkout) -> None:
    repository = Repository.around(checkout.path)
    head, main = repository.commit("HEAD", "B"), repository.commit("main", "A")
    base = repository.merge_base(main, head)
    assert base == repository.commit("main~1", "A")
    old = load(Revision(repository, base, "plan"))
    for new in (load(Folder(checkout.path / "plan")), load(Revision(repository, head, "plan"))):
        found = compare(old, new)
        assert len(found.changes) == 9
        assert {(change.kind, change.address) for change in found.changes} == NINE
        assert not found.uncompared


def test_the_review_finds_what_is_wrong_in_them_and_nothing_else(checkout: Checkout) -> None:
    assert review(checkout) == (1, FOUND)


def test_comments_and_another_order_are_nothing(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "-b", "khac", "main")
    made = {A: reordered((checkout.path / A).read_text("utf-8")), B: reordered((checkout.path / B).read_text("utf-8"))}
    checkout.commit(made, "2025-02-21T09:00:00+07:00", "Sắp xếp lại")
    result = run("review", "main", "--as-of", "2025-03-01", cwd=checkout.path)
    assert result.status == 0
    assert result.stdout.startswith("0 changes since ")
    assert result.stdout.endswith("of main: no problems\n")


def test_waivers_let_pass_what_the_policy_of_main_allows(checkout: Checkout) -> None:
    waivers = ["task-removed IV.5", "transferred-without-record V.1", "deadline-rewritten IV.2", "fact-erased IV.3"]
    waivers += ["completion-without-evidence IV.4", "citation-removed IV.2", "task-reworded V.2"]
    message = "Giải trình\n\n" + "\n".join(f"Plan-Waive: {one} — theo 123-KL/TW" for one in waivers)
    checkout.commit({}, "2025-02-22T09:00:00+07:00", message)
    status, lines = review(checkout)
    assert status == 1
    assert [line for line in lines if " waived " not in line] == [f"{A}:16:9: error fact-erased"]
    checkout.git("checkout", "-q", "main")
    checkout.commit({"plan/plan.yaml": PLAN.replace("waivable: false", "waivable: true")}, message="Nới")
    checkout.git("checkout", "-q", "nhanh")
    assert review(checkout)[0] == 0


def test_once_merged_it_is_nothing_new(checkout: Checkout) -> None:
    checkout.git("checkout", "-q", "main")
    checkout.git("merge", "-q", "--no-edit", "-X", "theirs", "nhanh")
    assert review(checkout) == (0, [])
    checkout.git("checkout", "-q", "nhanh")
    assert review(checkout) == (0, [])
