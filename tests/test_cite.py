"""`plan cite`: a document registered from its number or from pasted words; what is registered already is said."""

from collections.abc import Iterator
from pathlib import Path

import adding
import pytest
from adding import plan_in
from recording import Recorded, record, texts
from repositories import SETTINGS, Checkout
from support import run

PASTED = "Kết luận số 86-KL/TW, ngày 24/01/2014 của Bộ Chính trị về thu hút, tạo nguồn cán bộ"
ENTRY = [
    "  - number: 86-KL/TW",
    "    date: 2014-01-24",
    "    type: Kết luận",
    "    issuer: Bộ Chính trị",
    "    title: Thu hút, tạo nguồn cán bộ",
]
WRITTEN = "Written: plan/documents.yaml"


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands registered, and today stand still."""
    with adding.registered(monkeypatch):
        yield


def said(recorded: Recorded) -> list[str]:
    """Return what was printed, with what was said beside it first."""
    return (recorded.result.stderr + recorded.result.stdout).rstrip("\n").splitlines()


REGISTERED: list[tuple[list[str], list[str]]] = [
    ([PASTED], ENTRY),
    (["86-KL/TW"], ["  - number: 86-KL/TW"]),
    (["86 - KL / TW", "--date", "24/1/2014"], ["  - number: 86-KL/TW", "    date: 2014-01-24"]),
    (["86-KL/TW", "--date", "01/2014"], ["  - number: 86-KL/TW", "    date: 2014-01"]),
    (
        [
            "5-XX", "--type", "Rule", "--issuer", "Office", "--title", "How: to", "--url", "https://example.org/5",
            "--id", "five", "--date", "2020",
        ],
        [
            "  - number: 5-XX", "    date: 2020", "    type: Rule", "    issuer: Office", "    title: 'How: to'",
            "    url: https://example.org/5", "    id: five",
        ],
    ),
    # what is given by an option stands instead of what was understood
    (
        [PASTED, "--title", "Khác", "--date", "2015-02-03"],
        [*ENTRY[:1], "    date: 2015-02-03", *ENTRY[2:4], "    title: Khác"],
    ),
    (
        ["Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015", "--id", "luat-to-chuc"],
        ["  - date: 2015-06-19", "    type: Luật", "    title: Luật Tổ chức Chính phủ", "    id: luat-to-chuc"],
    ),
    (["--id", "dieu-le", "--title", "Điều lệ"], ["  - title: Điều lệ", "    id: dieu-le"]),
]  # fmt: skip


@pytest.mark.parametrize(("args", "entry"), REGISTERED, ids=[" ".join(case[0])[:50] for case in REGISTERED])
def test_what_is_registered_is_what_is_printed(args: list[str], entry: list[str], tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "cite", *args)
    assert said(recorded) == [*entry, WRITTEN]
    assert recorded.changes == [f"+{line}" for line in entry]
    assert recorded.result.status == 0
    assert run("validate", cwd=tmp_path).status == 0


@pytest.mark.parametrize(("args", "entry"), REGISTERED, ids=[" ".join(case[0])[:50] for case in REGISTERED])
def test_the_same_again_is_said_and_not_written(args: list[str], entry: list[str], tmp_path: Path) -> None:
    assert run("cite", *args, cwd=plan_in(tmp_path)).status == 0
    recorded = record(tmp_path, "cite", *args)
    assert " is registered already: plan/documents.yaml:11:5" in recorded.result.stdout
    assert (recorded.changes, recorded.result.status) == ([], 0)


KNOWN = [
    ("12-QC/TW", ["12-QC/TW is registered already: plan/documents.yaml:2:5"]),
    ("12-qc / tw", ["12-QC/TW is registered already: plan/documents.yaml:2:5"]),
    ("Quy chế số 12-QC/TW, ngày 20/11/2023", ["12-QC/TW is registered already: plan/documents.yaml:2:5"]),
    (
        "28-NQ/TW",
        [
            "28-NQ/TW@2022-11-17 is registered already: plan/documents.yaml:7:5",
            "28-NQ/TW@2017-06-01 is registered already: plan/documents.yaml:9:5",
        ],
    ),
    ("Nghị quyết số 28-NQ/TW, ngày 01/6/2017", ["28-NQ/TW@2017-06-01 is registered already: plan/documents.yaml:9:5"]),
]


@pytest.mark.parametrize(("typed", "lines"), KNOWN, ids=[case[0] for case in KNOWN])
def test_what_is_registered_already_is_said(typed: str, lines: list[str], tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "cite", typed)
    assert said(recorded) == lines
    assert (recorded.changes, recorded.result.status) == ([], 0)


def test_a_number_with_another_date_is_cited_by_date_from_then_on(tmp_path: Path) -> None:
    body = "name: Ban Một\ntasks:\n  - id: A\n    title: A\n    cites: [12-QC/TW]\n"
    recorded = record(plan_in(tmp_path, {"bodies/ban-mot.yaml": body}), "cite", "12-QC/TW", "--date", "2019-01-02")
    assert recorded.changes == ["+  - number: 12-QC/TW", "+    date: 2019-01-02"]
    assert recorded.result.stdout.splitlines()[2:] == [WRITTEN]
    assert " ".join(recorded.result.stderr.splitlines()).endswith(
        "12-QC/TW is now several documents. Cite it with its date: 12-QC/TW@2019-01-02, 12-QC/TW@2023-11-20"
    )
    assert recorded.result.stderr.startswith("plan/bodies/ban-mot.yaml:5:13: error: ambiguous-citation\n")
    assert recorded.result.status == 0


def test_an_id_tells_documents_of_one_number_and_date_apart(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "cite", "12-QC/TW", "--date", "2023-11-20", "--id", "tinh-khac")
    assert recorded.changes == ["+  - number: 12-QC/TW", "+    date: 2023-11-20", "+    id: tinh-khac"]
    assert "error: ambiguous-citation" in recorded.result.stderr  # the other one needs an id too, which is said


REFUSED = [
    (["12-QC/TW", "--date", "32/1/2024"], "--date: 32/1/2024 is no day, month or year."),
    (["không có gì"], "No number of a document is found in this: không có gì Give the number alone, and the rest by"),
    ([], "Say which document: its number. Such as: plan cite 12-QC/TW --date 2023-11-20"),
    (["--title", "x"], "Say which document: its number."),
    (
        ["Luật Tổ chức Chính phủ"],
        "It has no number: it needs an id to be cited by. Such as: --id luat-to-chuc-chinh-phu",
    ),
    (["1-X", "--id", "a b"], "--id: a b is no id: letters, digits, . - and _ only."),
    (["1-X", "--title", " "], "--title is empty. Leave it out, or say something."),
    (["1-X", "--title", "a\u200bb"], "--title has a character in it that nobody sees"),
]


@pytest.mark.parametrize(("args", "reason"), REFUSED, ids=[case[1][:40] for case in REFUSED])
def test_what_cannot_be_registered_is_refused(args: list[str], reason: str, tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "cite", *args)
    assert reason in " ".join(recorded.result.stderr.split())
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_a_number_that_is_registered_without_a_date_is_not_doubled(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"documents.yaml": "documents:\n  - number: 1-X\n"})
    recorded = record(folder, "cite", "1-X", "--date", "2020-01-01")
    assert " ".join(recorded.result.stderr.split()) == (
        "Error: 1-X is registered already, without a date: plan/documents.yaml:2:5 "
        "If it is this document, write its date there. If it is another, give this one an --id."
    )
    assert (recorded.changes, recorded.result.status) == ([], 2)
    assert run("cite", "1-X", "--date", "2020-01-01", "--id", "x", cwd=folder).status == 0


def test_what_is_not_understood_is_said(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "cite", f"Chủ trì tổng kết {PASTED}; việc khác")
    assert recorded.result.stderr.splitlines() == [
        "Not understood, and left out: Chủ trì tổng kết",
        "Not understood, and left out: việc khác",
    ]
    assert recorded.changes == [f"+{line}" for line in ENTRY]


@pytest.mark.parametrize("there", [None, "", "# của văn phòng\n", "documents:\n", "documents: []\n"])
def test_the_register_is_made_where_there_is_none(there: str | None, tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"documents.yaml": there or ""})
    if there is None:
        (folder / "plan" / "documents.yaml").unlink()
    before = [line for line in (there or "").splitlines() if line.startswith("#")]
    assert said(record(folder, "cite", PASTED))[-1] == WRITTEN
    assert texts(folder)["documents.yaml"].splitlines() == [*before, "documents:", *ENTRY]
    assert run("fmt", "--check", "plan/documents.yaml", cwd=folder).status == 0


def test_it_is_shown_beforehand(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    (folder / "plan" / "documents.yaml").unlink()
    recorded = record(folder, "cite", "86-KL/TW", "--dry-run")
    assert said(recorded) == [
        "--- plan/documents.yaml", "+++ plan/documents.yaml", "@@ -0,0 +1,2 @@", "+documents:", "+  - number: 86-KL/TW",
    ]  # fmt: skip
    assert (recorded.changes, recorded.result.status) == ([], 0)
    assert not (folder / "plan" / "documents.yaml").exists()


def test_a_register_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path, {"documents.yaml": "documents: ]\n"}), "cite", "1-X")
    assert "plan/documents.yaml" in recorded.result.stderr or "documents.yaml" in recorded.result.stderr
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_what_is_typed_is_stored_composed(tmp_path: Path) -> None:
    import unicodedata

    folder = plan_in(tmp_path)
    assert run("cite", unicodedata.normalize("NFD", PASTED), "--url", "x", cwd=folder).status == 0
    assert unicodedata.is_normalized("NFC", texts(folder)["documents.yaml"])


def test_it_is_committed_in_the_plans_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = Checkout.new(plan_in(tmp_path))
    made.commit({})
    result = run("cite", PASTED, "--commit", cwd=tmp_path)
    assert result.status == 0, result.stderr
    assert result.stdout.splitlines()[-1] == f"To take it back: git revert {made.git('rev-parse', '--short', 'HEAD')}"
    assert made.git("log", "-1", "--format=%s").startswith("86-KL/TW")
    assert made.git("status", "--porcelain") == ""
    assert said(record(tmp_path, "cite", "1-X"))[-1] == "To take it back: git restore -- plan/documents.yaml"


def test_a_register_that_is_made_is_not_committed(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    (folder / "plan" / "documents.yaml").unlink()
    Checkout.new(folder).commit({})
    recorded = record(folder, "cite", "1-X", "--commit")
    assert recorded.result.stderr.startswith("Error: --commit: plan/documents.yaml is not there yet.")
    assert (recorded.changes, recorded.result.status) == ([], 2)
    assert said(record(folder, "cite", "1-X")) == ["documents:", "  - number: 1-X", WRITTEN]
