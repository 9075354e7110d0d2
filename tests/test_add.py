"""`plan add`: a task given by options or asked for at a terminal; its id is the next one that no task ever had."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import adding
import pytest
from adding import BODY, CTRL_C, CTRL_D, FILES, PLAN, Terminal, needs_terminals, plan_in
from folders import write_plan
from recording import Recorded, record, texts
from repositories import SETTINGS, Checkout
from support import run

from plancli.load import load
from plancli.query.next_id import LATIN, VIETNAMESE, list_letters, next_id, used_ids
from plancli.source import Folder

ONE = "Written: plan/bodies/ban-mot.yaml"


@pytest.fixture(autouse=True)
def commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the commands registered, and today stand still."""
    with adding.registered(monkeypatch):
        yield


def said(recorded: Recorded) -> list[str]:
    """Return what was printed, with what was said beside it first."""
    return (recorded.result.stderr + recorded.result.stdout).rstrip("\n").splitlines()


def words(line: str) -> list[str]:
    """Return the words of a command, in which `~` stands for a blank."""
    return [word.replace("~", " ") for word in line.split()]


ADDED = [
    (
        "--body BM --title Mới --source IV.3 --due 2025",
        ["+  - id: IV.3", "+    title: Mới", "+    source: IV.3", "+    due: 2025"],
        "IV.3  not yet due, until 2025-12-31  Mới",
    ),
    (
        "--body ban~mot --title Mới --source iv.3 --due none",
        ["+  - id: IV.3", "+    title: Mới", "+    source: IV.3"],
        "IV.3  no deadline  Mới",
    ),
    (
        "--body BM --title Mới --source IV.3 --source IV.1 --due 06/2025",
        ["+  - id: IV.3", "+    title: Mới", "+    source: [IV.3, IV.1]", "+    due: 2025-06"],
        "IV.3  not yet due, until 2025-06-30  Mới",
    ),
    (
        "--body BM --title Mới --source IV.2 --due trong~năm~2024",
        ["+  - id: IV.2đ", "+    title: Mới", "+    source: IV.2", "+    due: 2024", "+    due_words: trong năm 2024"],
        "IV.2đ  overdue, until 2024-12-31  Mới",
    ),
    (
        "--body BM --title Mới --source none --id X.1 --due ongoing",
        ["+  - id: X.1", "+    title: Mới", "+    due: ongoing"],
        "X.1  ongoing  Mới",
    ),
    (
        "--body BM --title Mới --source ke-hoach:IV.3 --due 31/12/2024 --due-words trước~năm~mới --supporting vp "
        "--supporting van-phong --co-leads ban~hai --cites 12-qc --output Quy~định --output Báo~cáo --tag a --tag c "
        "--note Ghi~chú --text Nguyên~văn",
        ["+  - id: IV.3", "+    title: Mới", "+    text: Nguyên văn", "+    source: IV.3", "+    co_leads: [ban-hai]",
         "+    supporting: [van-phong]", "+    due: 2024-12-31", "+    due_words: trước năm mới",
         "+    cites: [12-QC/TW]", "+    output: [Quy định, Báo cáo]", "+    tags: [a, c]", "+    note: Ghi chú"],
        "IV.3  overdue, until 2024-12-31  Mới",
    ),
    (
        "--body BM --title Mới --source phu-luc:I.1 --due none",
        ["+  - id: phu-luc.I.1", "+    title: Mới", "+    source: phu-luc:I.1"],
        "phu-luc.I.1  no deadline  Mới",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "changes", "printed"), ADDED)
def test_what_is_added_is_exactly_what_was_meant(line: str, changes: list[str], printed: str, tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "add", *words(line))
    assert said(recorded) == [printed, ONE]
    assert [change for change in recorded.changes if change != "+"] == changes
    assert recorded.result.status == 0
    assert run("validate", cwd=tmp_path).status == 0
    assert run("fmt", "--check", "plan/bodies", cwd=tmp_path).status == 0


def ids(folder: Path) -> list[str]:
    """Return the ids of the first body's tasks, in the order of its file."""
    lines = texts(folder)["bodies/ban-mot.yaml"].splitlines()
    return [line.removeprefix("  - id: ") for line in lines if line.startswith("  - id: ")]


@pytest.mark.parametrize(
    ("id", "order"),
    [
        ("IV.1a", ["IV.1", "IV.1a", "IV.2a", "IV.2b", "IV.10"]),
        ("II.9", ["II.9", "IV.1", "IV.2a", "IV.2b", "IV.10"]),
        ("IV.9", ["IV.1", "IV.2a", "IV.2b", "IV.9", "IV.10"]),
        ("IV.2đ", ["IV.1", "IV.2a", "IV.2b", "IV.2đ", "IV.10"]),
        ("V", ["IV.1", "IV.2a", "IV.2b", "IV.10", "V"]),
    ],
)
def test_a_task_stands_in_the_order_of_ids(id: str, order: list[str], tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    assert (
        run("add", "--body", "bm", "--title", "x", "--source", "none", "--due", "", "--id", id, cwd=folder).status == 0
    )
    assert ids(folder) == order
    text = texts(folder)["bodies/ban-mot.yaml"]
    assert "  # hai việc của một mục\n  - id: IV.2a\n" in text
    assert "  # cuối cùng\n  - id: IV.10\n" in text


def test_where_tasks_are_in_no_order_one_stands_behind_its_neighbour(tmp_path: Path) -> None:
    body = "name: Ban Một\ntasks:\n" + "".join(
        f"  - id: {id}\n    title: x\n" for id in ("IV.9", "IV.1", "V.1", "IV.3")
    )
    folder = plan_in(tmp_path, {"bodies/ban-mot.yaml": body})
    assert run(*words("add --body ban-mot --title x --source none --due none --id IV.1b"), cwd=folder).status == 0
    assert ids(folder) == ["IV.9", "IV.1", "IV.1b", "V.1", "IV.3"]


@pytest.mark.parametrize("tasks", ["", "tasks:\n", "tasks: []\n"])
def test_the_first_task_of_a_body(tasks: str, tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"bodies/ban-hai.yaml": f"name: Ban Hai\n{tasks}"})
    assert run(*words("add --body ban-hai --title x --source IV.3 --due none"), cwd=folder).status == 0
    text = texts(folder)["bodies/ban-hai.yaml"].replace("\n\n", "\n")
    assert text == "name: Ban Hai\ntasks:\n  - id: IV.3\n    title: x\n    source: IV.3\n"


# --- ids


def listed(*ids: str) -> str:
    """Return tasks whose clause is what is before the last letter or number of their ids."""
    return "".join(f"  - {{id: {id}, title: x, source: [{id[:-1].rstrip('.')}]}}\n" for id in ids)


NEXT = [
    ("", "IV.3", "IV.3"),
    (listed("IV.2a", "IV.2b"), "IV.2", "IV.2c"),
    (listed("IV.2b"), "IV.2", "IV.2c"),
    (listed("IV.2d"), "IV.2", "IV.2đ"),
    (listed("IV.2đ"), "IV.2", "IV.2e"),
    (listed("IV.2e"), "IV.2", "IV.2g"),
    (listed("IV.2y"), "IV.2", None),
    (listed("IV.2.a", "IV.2.b"), "IV.2", "IV.2.c"),
    (listed("IV.2.1", "IV.2.9"), "IV.2", "IV.2.10"),
    (listed("IVa"), "IV", "IVb"),
    (listed("IV.2A"), "IV.2", "IV.2B"),
    ("  - {id: IV.10, title: x, source: IV.10}\n", "IV.1", "IV.1"),
    ("  - {id: II, title: x, source: II}\n", "I", "I"),
    ("  - {id: IV.3, title: x, source: IV.3}\n", "IV.3", "IV.3a"),
    ("  - {id: iv.3, title: x, source: IV.3}\n", "IV.3", "IV.3a"),
    # what was, or will be, another's
    ("  - {id: IV.3, title: x, source: IV.3, withdrawn: {date: 2024, into: [IV.3a, IV.3b]}}\n", "IV.3", "IV.3c"),
    ("  - {id: X, title: x, depends: [IV.3c]}\n", "IV.3", "IV.3d"),
    ("  - {id: IV.1.1, title: x, source: IV.1.1}\n", "IV.1", "IV.1"),
    ("", "một mục", None),
]


@pytest.mark.parametrize(("tasks", "clause", "id"), NEXT)
def test_the_next_id_under_a_clause(tasks: str, clause: str, id: str | None, tmp_path: Path) -> None:
    plan = load(
        Folder(
            write_plan(
                tmp_path, {"plan.yaml": "title: P\nlanguage: vi\n", "bodies/b.yaml": f"name: B\ntasks:\n{tasks}"}
            )
        )
    ).plan
    assert next_id(plan, clause, used_ids(plan)) == id


def test_an_id_that_is_another_clause_is_not_proposed(tmp_path: Path) -> None:
    outline = "title: P\nsources: {s: {outline: [{id: IV.1}, {id: IV.1a}]}}\n"
    tasks = "name: B\ntasks:\n  - {id: IV.1, title: x, source: IV.1}\n"
    plan = load(Folder(write_plan(tmp_path, {"plan.yaml": outline, "bodies/b.yaml": tasks}))).plan
    assert next_id(plan, "IV.1", used_ids(plan)) == "IV.1b"


LETTERS = [
    ("vi", "", VIETNAMESE),
    ("en", "", LATIN),
    ("en", listed("I.1đ"), VIETNAMESE),
    ("vi", listed("I.1f"), LATIN),
    ("vi", listed("I.1d", "I.1e"), VIETNAMESE.replace("đ", "")),
    ("vi", listed("I.1d", "I.2e"), VIETNAMESE),
    ("en", listed("I.1d", "I.1e"), LATIN),
]


@pytest.mark.parametrize(("language", "tasks", "letters"), LETTERS)
def test_the_letters_in_use_decide(language: str, tasks: str, letters: str, tmp_path: Path) -> None:
    files = {"plan.yaml": f"title: P\nlanguage: {language}\n", "bodies/b.yaml": f"name: B\ntasks:\n{tasks}"}
    assert list_letters(load(Folder(write_plan(tmp_path, files))).plan) == letters


def test_an_id_in_the_last_commit_is_not_used_again(tmp_path: Path) -> None:
    made = Checkout.new(plan_in(tmp_path))
    gone = "  - id: IV.2h\n    title: x\n    source: IV.2\n"
    made.commit({"plan/bodies/ban-hai.yaml": f"name: Ban Hai\ntasks:\n{gone}"})
    made.write({"plan/bodies/ban-hai.yaml": FILES["bodies/ban-hai.yaml"]})
    recorded = record(tmp_path, *words("add --body bm --title x --source IV.2 --due none"))
    assert "+  - id: IV.2i" in recorded.changes
    refused = record(tmp_path, *words("add --body bm --title x --source IV.2 --due none --id iv.2H"))
    assert "an id is never used again" in " ".join(refused.result.stderr.split())
    assert (refused.changes, refused.result.status) == ([], 2)


# --- refused


REFUSED = [
    ("", "Not said, and nobody can be asked: --body, --title, --source, --due. Give these options."),
    ("--body bm --title x --source IV.3", "nobody can be asked: --due."),
    ("--body bm --title x --source none --due none", "nobody can be asked: --id."),
    ("--body bm --title x --due none", "nobody can be asked: --source."),
    ("--body nobody --title x --source IV.3 --due none",
     "No body is called nobody. plan bodies lists them. "
     "A new body is a file: plan/bodies/nobody.yaml, with its name in it: name: nobody"),
    ("--body Ban~Môt~X --title x", "Did you mean"),
    ("--body ban --title x --source IV.3 --due none", "ban may be any of these bodies:"),
    ("--body bm --title ~ --source IV.3 --due none", "--title is empty."),
    ("--body bm --title x --source IV.4 --due none", "The outline in plan.yaml has no clause IV.4. Did you mean"),
    ("--body bm --title x --source IV.3 --due 32/1/2024", "--due: 32/1/2024 is no deadline."),
    ("--body bm --title x --source IV.3 --due 2024-02-30", "--due: 2024-02-30 is no deadline."),
    ("--body bm --title x --source IV.3 --due none --cites 9-X",
     "--cites: 9-X is not registered in documents.yaml. Register it first, with its number and date: plan cite '9-X'"),
    ("--body bm --title x --source IV.3 --due none --supporting y", "No body is called y."),
    ("--body bm --title x --source IV.3 --due none --id a~b", "--id: a b is no id"),
    ("--body bm --title x --source IV.2 --due none --id IV.2A",
     "IV.2a is already at plan/bodies/ban-mot.yaml:10:5. Free is: IV.2đ"),
    ("--body bm --title x --source IV.2 --due none --id IV.2d", "IV.2d was another task's, or another task names it"),
    ("--body bm --title x --source IV.3 --due none --supporting bm", "Nothing is written:"),
    ("--body bm --title x --source IV.3 --due 30~days~after~nothing", "Nothing is written:"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), REFUSED, ids=[case[0] or "nothing" for case in REFUSED])
def test_what_cannot_be_is_refused_and_nothing_is_written(line: str, reason: str, tmp_path: Path) -> None:
    recorded = record(plan_in(tmp_path), "add", *words(line))
    assert reason in " ".join(recorded.result.stderr.split())
    assert (recorded.changes, recorded.result.status) == ([], 2)


def test_in_a_plan_without_an_outline_no_clause_is_asked_for(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"plan.yaml": "format: 1\ntitle: P\n"})
    assert run(*words("add --body bm --title x --due none --id N"), cwd=folder).status == 0
    recorded = record(folder, *words("add --body bm --title x --due none --source Mục~1.b --id N2"))
    assert "+    source: Mục 1.b" in recorded.changes


def test_a_body_whose_file_is_broken_is_left_alone(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, {"bodies/ban-hai.yaml": "name: Ban Hai\ntasks:\n  - id: [\n"})
    recorded = record(folder, *words("add --body ban-hai --title x --source IV.3 --due none"))
    assert (recorded.changes, recorded.result.status) == ([], 2)
    assert record(folder, *words("add --body bm --title x --source IV.3 --due none")).result.status == 0


def test_what_is_doubtful_is_said_and_written(tmp_path: Path) -> None:
    recorded = record(
        plan_in(tmp_path), *words("add --body bm --title x --source IV.3 --due 2025 --due-words trong~năm~2024")
    )
    assert "word-date-mismatch" in recorded.result.stderr
    assert recorded.result.status in (0, 2)


def test_it_is_shown_beforehand(tmp_path: Path) -> None:
    line = words("add --body bm --title x --source IV.3 --due 2025")
    shown = record(plan_in(tmp_path), *line, "--dry-run")
    assert (shown.changes, shown.result.status) == ([], 0)
    signs = [one for one in shown.result.stdout.splitlines() if one[:1] in "+-" and one[:3] not in ("+++", "---")]
    assert signs == record(tmp_path, *line).changes


@pytest.mark.parametrize("option", ["--title", "--tag", "--note", "--text", "--output", "--due-words"])
def test_what_is_typed_is_stored_composed(option: str, tmp_path: Path) -> None:
    typed = unicodedata.normalize("NFD", "Uỷ ban Kiểm tra")
    given = {"--body": "bm", "--title": "x", "--source": "IV.3", "--due": "none", option: typed}
    recorded = record(plan_in(tmp_path), "add", *[word for pair in given.items() for word in pair])
    assert recorded.result.status == 0
    assert "Uỷ ban Kiểm tra" in "".join(recorded.changes)


def test_a_body_and_a_clause_are_found_decomposed_too(tmp_path: Path) -> None:
    body = unicodedata.normalize("NFD", "Ban Một")
    recorded = record(plan_in(tmp_path), "add", "--body", body, "--title", "x", "--source", "IV.3", "--due", "không")
    assert recorded.result.status == 0


def test_it_is_committed_in_the_plans_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    made = Checkout.new(plan_in(tmp_path))
    made.commit({})
    result = run(*words("add --body bm --title x --source IV.3 --due none --commit"), cwd=tmp_path)
    commit = made.git("rev-parse", "--short", "HEAD")
    assert result.stdout.splitlines()[-1] == f"To take it back: git revert {commit}", result.stderr
    assert made.git("log", "-1", "--format=%s").startswith("IV.3")
    made.git("revert", "--no-edit", commit)
    assert texts(tmp_path)["bodies/ban-mot.yaml"] == BODY


# --- at a terminal


def added(
    *args: str, folder: Path, answers: list[tuple[str, str | bytes]], env: dict[str, str] | None = None
) -> adding.Ended:
    """Return how `plan add` ended at a terminal, where each question was answered."""
    terminal = Terminal("add", *args, cwd=folder, env=env)
    for question, keys in answers:
        terminal.wait_for(question)
        terminal.type(keys)
    return terminal.end()


@needs_terminals
@pytest.mark.parametrize("env", [{}, {"LANG": "C.UTF-8"}])
def test_a_terminal_is_asked_for_what_is_missing(env: dict[str, str], tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    ended = added(
        folder=folder,
        env=env,
        answers=[
            ("Body that leads it:", "\r"),  # cannot be left out
            ("This cannot be left out.", ""),
            ("Body that leads it:", "nobody\r"),
            ("No body is called nobody.", ""),
            ("Body that leads it:", "bm\r"),
            ("What is to be done, in short:", unicodedata.normalize("NFD", "Việc mới") + "\r"),
            ("Clause it comes from (empty: none):", "IV.4\r"),
            ("has no clause IV.4.", ""),
            ("Clause it comes from (empty: none):", "iv.2\r"),
            ("Id (empty: IV.2đ):", "IV.2a\r"),
            ("IV.2a is already at", ""),
            ("Id (empty: IV.2đ):", "\r"),
            ("(empty: none):", "32/1/2024\r"),
            ("is no deadline.", ""),
            ("(empty: none):", "trong năm 2024\r"),
        ],
    )
    assert ended.status == 0, ended.shown
    assert "IV.2đ  overdue, until 2024-12-31  Việc mới\n" in ended.shown
    new = "  - id: IV.2đ\n    title: Việc mới\n    source: IV.2\n    due: 2024\n    due_words: trong năm 2024\n"
    assert new in texts(folder)["bodies/ban-mot.yaml"]


@needs_terminals
def test_an_empty_answer_leaves_out_what_may_be(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    ended = added(
        "--body", "bm", "--title", "Mới", folder=folder,
        answers=[("none):", "\r"), ("Id:", "\r"), ("--id is empty.", ""), ("Id:", "N.1\r"), ("none):", "\r")],
    )  # fmt: skip
    assert ended.status == 0, ended.shown
    assert texts(folder)["bodies/ban-mot.yaml"].endswith("\n  - id: N.1\n    title: Mới\n")


@needs_terminals
def test_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    ended = added(*words("--body bm --title x --source IV.3 --due ongoing"), folder=folder, answers=[])
    assert (ended.status, ended.shown.splitlines()[-2:]) == (0, ["IV.3  ongoing  x", ONE])


@needs_terminals
@pytest.mark.parametrize(
    ("keys", "status"),
    [(CTRL_C, 130), (CTRL_D, 1), (b"half" + CTRL_C, 130), (b"half" + CTRL_D + CTRL_D, 1)],
)
@pytest.mark.parametrize("before", range(5))
def test_nothing_is_written_by_who_leaves(before: int, keys: bytes, status: int, tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    kept = texts(folder)
    answers: list[tuple[str, str | bytes]] = [
        ("leads it:", "bm\r"), ("in short:", "x\r"), ("Clause", "IV.3\r"), ("Id (", "\r"), ("Deadline", "2025\r"),
    ]  # fmt: skip
    ended = added(folder=folder, answers=[*answers[:before], (answers[before][0], keys)])
    assert ended.status == status, ended.shown
    assert ("Nothing is written." in ended.shown) == (status == 1)
    assert texts(folder) == kept


@needs_terminals
def test_bytes_that_are_no_text_are_asked_for_again(tmp_path: Path) -> None:
    folder = plan_in(tmp_path)
    ended = added(
        *words("--body bm --source IV.3 --due none"), folder=folder,
        answers=[("in short:", b"Vi\xe1c\r"), ("nobody sees", ""), ("in short:", "Việc\r"), ("Id (", "\r")],
    )  # fmt: skip
    assert ended.status == 0, ended.shown
    assert "title: Việc\n" in texts(folder)["bodies/ban-mot.yaml"]
    assert PLAN in texts(folder)["plan.yaml"]
