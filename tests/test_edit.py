"""Steps in files, case by case: which lines change, how they are written, what is refused and what is said then."""

import re
import unicodedata
from typing import Any, Final

import pytest

from plancli.checks import LOSING
from plancli.edit import Add, EditError, Insert, Piece, Put, Remove, Step, cut, paste, revise
from plancli.edit.find import path_at, path_of, value_at
from plancli.edit.lines import Written
from plancli.edit.refusal import FAULTS
from plancli.errors import PlanError
from plancli.formatting import formatted
from plancli.model import At
from plancli.source import Entry, entry_of
from plancli.syntax import parse


def entry(file: str = "bodies/a.yaml") -> Entry:
    """Return a file of a plan."""
    found = entry_of(file)
    assert found
    return found


BODY: Final = entry()
TASK: Final = ("tasks", 0)
FACT: Final = {"note": "Xong", "date": "2024-05-01"}


def revised(text: str, *steps: Step, file: str = "bodies/a.yaml") -> str:
    """Return a text after steps."""
    return revise(text.encode(), entry(file), steps).decode()


def task(*lines: str, above: str = "name: A\n\ntasks:\n") -> str:
    """Return a body's file with one task that has these lines too."""
    return above + "".join(f"{line}\n" for line in ("  - id: I.1", "    title: One", *(f"    {one}" for one in lines)))


IN_A_TASK: Final[tuple[tuple[str, list[str], Step, list[str]], ...]] = (
    ("a new scalar", ["due: 2024"], Put((*TASK, "note"), "Xong"), ["due: 2024", "note: Xong"]),
    ("in its place", ["note: x"], Put((*TASK, "due"), "2024"), ["due: 2024", "note: x"]),
    ("before its first", ["note: x"], Put((*TASK, "source"), "I"), ["source: I", "note: x"]),
    ("another scalar", ["due: 2024  # c"], Put((*TASK, "due"), "by 2025"), ["due: by 2025  # c"]),
    ("the same scalar", ["due:   '2024'  # c"], Put((*TASK, "due"), "2024"), ["due:   '2024'  # c"]),
    ("quotes it had", ["note: 'a'"], Put((*TASK, "note"), "b"), ["note: b"]),
    ("quotes it needs", [], Put((*TASK, "note"), "no"), ["note: 'no'"]),
    ("signs", [], Put((*TASK, "note"), "a: b #c"), ["note: 'a: b #c'"]),
    ("a text like nothing", [], Put((*TASK, "note"), "~"), ["note: '~'"]),
    ("a tab", [], Put((*TASK, "note"), "a\tb"), ['note: "a\\tb"']),
    ("no text", ["note: x"], Put((*TASK, "note"), ""), ["note: ''"]),
    ("several lines", [], Put((*TASK, "text"), "a\nb\n"), ["text: |", "  a", "  b"]),
    ("lines above a comment", ["text: x", "  # c"], Put((*TASK, "text"), "a\nb\n"), ["# c", "text: |", "  a", "  b"]),
    ("a block", ["text: |  # c", "  a", "  b"], Put((*TASK, "text"), "c"), ["text: c  # c"]),
    ("a block for a block", ["text: >-  # c", "  a", "due: 2024"], Put((*TASK, "text"), "c\nd"),
     ["text: |-  # c", "  c", "  d", "due: 2024"]),
    ("a block that keeps its end", ["text: |+", "  a", "", ""], Put((*TASK, "due"), "2024"),
     ["text: |+", "  a", "", "", "due: 2024"]),
    ("below blank lines", ["text: |", "  a"], Put((*TASK, "due"), "2024"), ["text: |", "  a", "due: 2024"]),
    ("broken over lines", ["note: a", "  b  # c", "started: 2024"], Put((*TASK, "note"), "d"),
     ["note: d  # c", "started: 2024"]),
    ("on the next line", ["note:", "    a  # c"], Put((*TASK, "note"), "d"), ["note:", "    d  # c"]),
    ("no value", ["due:  # c"], Put((*TASK, "due"), "2024"), ["due: 2024  # c"]),
    ("no value, blanks", ["due:   "], Put((*TASK, "due"), "2024"), ["due: 2024"]),
    ("a number", ["progress:", "  - date: 2024"], Put((*TASK, "progress", 0, "percent"), "40"),
     ["progress:", "  - date: 2024", "    percent: 40"]),
    ("a map", ["note: x"],
     Put((*TASK, "completed"), FACT), ["note: x", "completed:", "  date: 2024-05-01", "  note: Xong"]),
    ("a map for a date", ["completed: 2024  # c"], Put((*TASK, "completed"), FACT),
     ["completed:  # c", "  date: 2024-05-01", "  note: Xong"]),
    ("a date for a map", ["completed:", "  date: 2024"], Put((*TASK, "completed"), "2025"), ["completed: 2025"]),
    ("a map, key by key", ["completed:  # a", "  note: Xong  # b", "  date: 2024  # c"],
     Put((*TASK, "completed"), FACT),
     ["completed:  # a", "  note: Xong  # b", "  date: 2024-05-01  # c"]),
    ("a key of a bare date", ["completed: 2024"], Put((*TASK, "completed", "verified"), {"date": "2025", "by": "b"}),
     ["completed:", "  date: 2024", "  verified:", "    date: 2025", "    by: b"]),
    ("missing maps", [], Put((*TASK, "occurrences", "2024-Q1", "completed"), "2024-03"),
     ["occurrences:", "  2024-Q1:", "    completed: 2024-03"]),
    ("an empty map", ["milestones: {}  # c"], Put((*TASK, "milestones", "m", "due"), "2024"),
     ["milestones:  # c", "  m:", "    due: 2024"]),
    ("a key without a value", ["milestones:", "  m:", "  n:"], Put((*TASK, "milestones", "m", "due"), "2024"),
     ["milestones:", "  m:", "    due: 2024", "  n:"]),
    ("a name, last", ["milestones:", "  z: {due: 2024}"], Put((*TASK, "milestones", "a", "due"), "2025"),
     ["milestones:", "  z: {due: 2024}", "  a:", "    due: 2025"]),
    ("in brackets", ["completed: {note: x, date: 2024}  # c"], Put((*TASK, "completed", "by"), "b"),
     ["completed: {note: x, date: 2024, by: b}  # c"]),
    ("in brackets, first", ["assigned: {document: x}"], Put((*TASK, "assigned", "date"), "2024"),
     ["assigned: {date: 2024, document: x}"]),
    ("in brackets, another", ["completed: {date: '2024', note: x}"], Put((*TASK, "completed", "note"), "a, b"),
     ["completed: {date: '2024', note: 'a, b'}"]),
    ("in brackets over lines", ["completed: {date: 2024, # c", "   note: x}"], Put((*TASK, "completed", "by"), "b"),
     ["completed: {date: 2024, by: b, # c", "   note: x}"]),
    ("an item", ["progress:", "  - date: 2024", "    # deep", "# not"], Add((*TASK, "progress"), FACT),
     ["progress:", "  - date: 2024", "    # deep", "  - date: 2024-05-01", "    note: Xong", "# not"]),
    ("an item as the others", ["progress:", "- {date: 2024}"], Add((*TASK, "progress"), FACT),
     ["progress:", "- {date: 2024}", "- {date: 2024-05-01, note: Xong}"]),
    ("a wide item", ["progress:", "-   date: 2024", "    note: x"], Add((*TASK, "progress"), FACT),
     ["progress:", "-   date: 2024", "    note: x", "-   date: 2024-05-01", "    note: Xong"]),
    ("the first item", [], Add((*TASK, "progress"), FACT), ["progress:", "  - date: 2024-05-01", "    note: Xong"]),
    ("an empty list", ["progress: []  # c"], Add((*TASK, "progress"), {"date": "2024"}),
     ["progress:  # c", "  - date: 2024"]),
    ("an empty map for a list", ["progress: {}"], Add((*TASK, "progress"), {"date": "2024"}),
     ["progress:", "  - date: 2024"]),
    ("what is wrong there", ["due: 31/12/2024  # c"], Put((*TASK, "due"), "2024-12-31"), ["due: 2024-12-31  # c"]),
    ("a list without a value", ["progress:", "  # none yet"], Add((*TASK, "progress"), {"date": "2024"}),
     ["progress:", "  - date: 2024", "  # none yet"]),
    ("two of one", ["completed: 2024  # c"], Add((*TASK, "completed"), FACT),
     ["completed:  # c", "  - 2024", "  - date: 2024-05-01", "    note: Xong"]),
    ("two of a map", ["completed:", "    # a", "    date: 2024  # b", "    # c", "note: x"],
     Add((*TASK, "completed"), "2025"),
     ["completed:", "    # a", "  - date: 2024  # b", "    # c", "  - 2025", "note: x"]),
    ("two in brackets", ["completed: {date: 2024}  # c"], Add((*TASK, "completed"), {"date": "2025"}),
     ["completed:  # c", "  - {date: 2024}", "  - {date: 2025}"]),
    ("texts in brackets", ["tags: [a]"], Add((*TASK, "tags"), "b"), ["tags: [a, b]"]),
    ("texts in brackets that need quotes", ["tags: [ a,]  # c"],
     Add((*TASK, "tags"), "b, c"), ["tags: [ a, 'b, c',]  # c"]),
    ("texts in lines", ["tags:", "- a"], Add((*TASK, "tags"), "no"), ["tags:", "- a", "- 'no'"]),
    ("new texts", [], Put((*TASK, "tags"), ["a", "no"]), ["tags: [a, 'no']"]),
    ("new texts with signs", [], Put((*TASK, "tags"), ["a, b"]), ["tags:", "  - a, b"]),
    ("more of a list", ["tags: [a]"], Put((*TASK, "tags"), ["a", "b"]), ["tags: [a, b]"]),
    ("another list", ["tags: [a]  # c"], Put((*TASK, "tags"), ["c"]), ["tags: [c]  # c"]),
    ("one before", ["tags: [a]"], Insert((*TASK, "tags"), 0, "b"), ["tags: [b, a]"]),
    ("away", ["due: 2024", "# a", "note: x  # b", "started: 2024"], Remove((*TASK, "note")),
     ["due: 2024", "# a", "started: 2024"]),
    ("away with all in it", ["completed:", "  date: 2024", "  # a", "  note: x"], Remove((*TASK, "completed")), []),
    ("away in brackets", ["tags: [a, b , c]"], Remove((*TASK, "tags", 1)), ["tags: [a, c]"]),
    ("the last away in brackets", ["tags: [a, b ]"], Remove((*TASK, "tags", -1)), ["tags: [a ]"]),
    ("the only one away in brackets", ["tags: [a]"], Remove((*TASK, "tags", 0)), ["tags: []"]),
    ("the only one away", ["progress:  # c", "  - date: 2024"], Remove((*TASK, "progress", 0)), ["progress: []  # c"]),
    ("the first on the line of a dash", ["progress:", "  - date: 2024", "    note: x"],
     Remove((*TASK, "progress", 0, "note")),
     ["progress:", "  - date: 2024"]),
)  # fmt: skip


@pytest.mark.parametrize(("before", "step", "after"), [one[1:] for one in IN_A_TASK], ids=[one[0] for one in IN_A_TASK])
@pytest.mark.parametrize("last", [True, False], ids=["last", "not-last"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\ufeff", "none"], ids=["lf", "crlf", "bom", "no-end"])
def test_a_step_in_a_task(before: list[str], step: Step, after: list[str], end: str, *, last: bool) -> None:
    """However the lines end, whatever stands behind; what is odd elsewhere keeps `plan fmt` out of it."""
    text, wanted = (task(*lines, above="name:  A # odd\ntasks:\n") for lines in (before, after))
    if not last and before[-1:] != [""]:  # a blank line more would be one of the block's
        text, wanted = (one + "\n  # of two\n  - id: I.2\n    title:   Two\n# end\n" for one in (text, wanted))
    if "# c" in wanted and wanted.index("# c") < wanted.find("text: |") and before[-1:] == ["  # c"]:
        wanted = text.replace("text: x", 'text: "a\\nb\\n"')
    if end == "none":
        text, wanted = text.removesuffix("\n"), wanted.removesuffix("\n")
        if before[-1:] == [""]:
            text, wanted = text + "\n", wanted + "\n"
        if last and re.search(r": \|$(?!.*\n    \w)", wanted, re.MULTILINE | re.DOTALL):
            wanted += "\n"  # that is the end of the last line of the new text itself
        elif last and re.search(r": \|$(?!.*\n    \w)", text, re.MULTILINE | re.DOTALL):
            wanted = wanted.replace(": |\n", ": |-\n")
    elif end == "\ufeff":
        text, wanted = end + text, end + wanted
    else:
        text, wanted = text.replace("\n", end), wanted.replace("\n", end)
    assert revised(text, step) == wanted


@pytest.mark.parametrize(("before", "step"), [one[1:3] for one in IN_A_TASK], ids=[one[0] for one in IN_A_TASK])
def test_what_is_laid_out_stays_so(before: list[str], step: Step) -> None:
    tidy = formatted(task(*before).encode(), BODY)
    assert not tidy.problems
    new = revise(tidy.data, BODY, [step])
    assert formatted(new, BODY) == (new, (), "")
    assert (new == tidy.data) is (value_at(new, BODY, ()) == value_at(tidy.data, BODY, ()))


IN_A_FILE: Final[tuple[tuple[str, str, str, Step, str], ...]] = (
    ("into nothing", "bodies/a.yaml", "", Put(("name",), "A"), "name: A\n"),
    ("into comments", "bodies/a.yaml", "# c", Put(("name",), "A"), "# c\nname: A"),
    ("into braces", "bodies/a.yaml", "{}\n", Put(("name",), "A"), "name: A\n"),
    ("into a map in braces", "bodies/a.yaml", "{name: A}\n", Put(("short",), "a"), "{name: A, short: a}\n"),
    ("the first task", "bodies/a.yaml", "name: A\n", Add(("tasks",), {"id": "I", "title": "x"}),
     "name: A\n\ntasks:\n  - id: I\n    title: x\n"),
    ("the first of no tasks", "bodies/a.yaml", "name: A # odd\ntasks:\n", Add(("tasks",), {"id": "I", "title": "x"}),
     "name: A # odd\ntasks:\n  - id: I\n    title: x\n"),
    ("the first of an empty list", "bodies/a.yaml", "tasks: [] # c\nname: A",
     Add(("tasks",), {"id": "I", "title": "x"}),
     "tasks: # c\n  - id: I\n    title: x\nname: A"),
    ("a task as the others stand", "bodies/a.yaml", "tasks:\n-   id: I\n    title: a\n    tags:\n"
     "        - b\nname: A\n",
     Add(("tasks",), {"title": "b", "id": "II", "withdrawn": {"date": "2024"}}),
     "tasks:\n-   id: I\n    title: a\n    tags:\n        - b\n\n-   id: II\n    title: b\n"
     "    withdrawn:\n      date: 2024\n"
     "name: A\n"),
    ("a task between, apart", "bodies/a.yaml", "tasks:\n  - id: I\n    title: a\n\n  # of three\n"
     "  - id: III\n    title: c\n",
     Insert(("tasks",), 1, {"id": "II", "title": "b"}),
     "tasks:\n  - id: I\n    title: a\n\n  - id: II\n    title: b\n\n  # of three\n  - id: III\n    title: c\n"),
    ("a task before, close", "bodies/a.yaml", "name: A\ntasks:\n  # of two\n  - id: II\n"
     "    title: b\n  - id: III\n    title: c\n",
     Insert(("tasks",), 0, {"id": "I", "title": "a"}),
     "name: A\ntasks:\n  - id: I\n    title: a\n  # of two\n  - id: II\n    title: b\n  - id: III\n    title: c\n"),
    ("below a block without an end", "bodies/a.yaml", "name: A\ncontact: |\n  a\n  b", Put(("tasks",), []),
     "name: A\ncontact: |-\n  a\n  b\ntasks: []"),
    ("indented by four", "plan.yaml", "title: P\nevents:\n    e:\n        date: 2024\n",
     Put(("events", "f"), {"date": "2025", "name": "F"}),
     "title: P\nevents:\n    e:\n        date: 2024\n    f:\n        name: F\n        date: 2025\n"),
    ("a document", "documents.yaml", "documents:\n  - number: 1-A\n",
     Add(("documents",), {"date": "2024", "number": "2-B"}),
     "documents:\n  - number: 1-A\n  - number: 2-B\n    date: 2024\n"),
    ("a document in braces", "documents.yaml", "documents:\n  - {number: 1-A}\n  - {number: 2-A}\n",
     Add(("documents",), {"date": "2024", "number": "2-B"}),
     "documents:\n  - {number: 1-A}\n  - {number: 2-A}\n  - {number: 2-B, date: 2024}\n"),
    ("all in one line", "documents.yaml", '{"documents": [{"number": "1-A"}]}', Put(("documents", 0, "date"), "2024"),
     '{"documents": [{"number": "1-A", date: 2024}]}'),
    ("behind a mark", "bodies/a.yaml", "---\n# c\nname: A\n...\n# d\n", Put(("short",), "a"),
     "---\n# c\nname: A\nshort: a\n...\n# d\n"),
    ("a key with its mark", "bodies/a.yaml", "? name\n: A\n? tasks\n:\n",
     Put(("short",), "a"), "? name\n: A\nshort: a\n? tasks\n:\n"),
    ("a map of texts", "plan.yaml", "title: P\n", Put(("views", "v"), {"body": "no", "search": ["010", "x"]}),
     "title: P\nviews:\n  v:\n    body: 'no'\n    search: ['010', x]\n"),
    ("below lines that a block keeps", "bodies/a.yaml",
     "name: A # odd\ntasks:\n- id: I\n  title: a\n  text: |+\n    x\n\n",
     Add(("tasks",), {"id": "II", "title": "b"}),
     "name: A # odd\ntasks:\n- id: I\n  title: a\n  text: |+\n    x\n\n- id: II\n  title: b\n"),
    ("a setting", "plan.yaml", "title: P\n",
     Put(("checks", "future-fact"), "off"), "title: P\nchecks:\n  future-fact: off\n"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("file", "before", "step", "after"), [one[1:] for one in IN_A_FILE], ids=[one[0] for one in IN_A_FILE]
)
def test_a_step_in_a_file(file: str, before: str, step: Step, after: str) -> None:
    assert revised(before, step, file=file) == after


def test_steps_are_taken_in_order() -> None:
    text = task("tags: [a]")
    steps = (
        Add((*TASK, "tags"), "b"),
        Put((*TASK, "tags", 0), "c"),
        Insert(("tasks",), 0, {"id": "I.0", "title": "Zero"}),
        Put(("tasks", 1, "due"), "2024"),
        Put((*TASK, "due"), "2025"),
        Remove(("tasks", 1, "title")),
        Put(("tasks", 1, "title"), "Two"),
        Put(("short",), "a"),
    )
    assert revised(text, *steps) == (
        "name: A\nshort: a\n\ntasks:\n  - id: I.0\n    title: Zero\n    due: 2025\n\n"
        "  - id: I.1\n    title: Two\n    due: 2024\n    tags: [c, b]\n"
    )


def test_many_tasks_change_at_once() -> None:
    text = "name: A\n\ntasks:\n" + "\n".join(f"  - id: I.{n}\n    title: x\n    due: 2024\n" for n in range(30))
    moved = [Add(("tasks", n, "rescheduled"), {"date": "2024", "to": "2025"}) for n in range(30)]
    once = revised(text, *moved)
    one_by_one = text
    for step in moved:
        one_by_one = revised(one_by_one, step)
    assert once == one_by_one
    assert once.count("to: 2025") == 30


def test_texts_are_written_composed() -> None:
    word = "Đã gửi lấy ý kiến"
    step = Put((*TASK, "note"), unicodedata.normalize("NFD", word))
    assert f"note: {word}\n" in revised(task(), step)


REFUSED: Final[tuple[tuple[str, str, Step, str], ...]] = (
    ("no YAML", "name: [A\n", Put(("short",), "a"), r"a\.yaml:1:7: the file cannot be read"),
    ("too many documents", "name: A\n---\nname: B\n", Put(("short",), "a"), r"a\.yaml:2:1: the file cannot be read"),
    ("a list", "- a\n", Put(("short",), "a"), r"a\.yaml:1:1: the file cannot be read"),
    ("a fault in the task", task("due: 31/12/2024"), Put((*TASK, "note"), "x"), r"a\.yaml:6:10: .* \(invalid-due\)"),
    ("a key twice", task("due: 2024", "due: 2025"), Put((*TASK, "note"), "x"), r"a\.yaml:7:5: .* \(duplicate-key\)"),
    ("an alias", task("due: &x 2024", "note: *x"), Add((*TASK, "tags"), "x"), r"a\.yaml:6:10: .* \(alias\)"),
    ("no such task", task(), Put(("tasks", 1, "note"), "x"), r"a\.yaml:3: there is no place for tasks › 2 › note here"),
    ("no such key", task(), Remove((*TASK, "note")), r"a\.yaml:4: there is no place for tasks › 1 › note here"),
    ("no map", task("note: x"),
     Put((*TASK, "note", "a"), "x"), r"a\.yaml:6: there is no place for tasks › 1 › note › a"),
    ("no list", task("note: x"), Add((*TASK, "note"), "x"), r"a\.yaml:6: there is no place for tasks › 1 › note here"),
    ("a new mistake", task(), Put((*TASK, "due"), "soon"), r"bodies/a\.yaml:6:10: after this .* \(invalid-due\)"),
    ("what is required", task(), Remove((*TASK, "title")), r"bodies/a\.yaml:4:5: after this .* \(missing-field\)"),
    ("a comment in it", task("tags:", "  - a  # why"),
     Put((*TASK, "tags"), ["b"]), r"a\.yaml:6: the way this is written"),
    ("a comment on what goes", task("completed:", "  date: 2024", "  by: b  # why"),
     Put((*TASK, "completed"), {"date": "2024"}),
     r"a\.yaml:6: the way this is written"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "step", "message"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_refused(text: str, step: Step, message: str) -> None:
    with pytest.raises(EditError, match=message) as told:
        revised(text, step)
    assert told.value.hint


def test_a_text_that_says_something_else_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever may be wrong with the writer."""

    def other(value: Any, *args: Any, **more: Any) -> Written:
        return Written("2026" if value == "2025" else str(value), [])

    monkeypatch.setattr("plancli.edit.lines.write", other)
    monkeypatch.setattr("plancli.edit.block.write", other)
    for before in ((), ("due: 2024",)):
        assert "due: 2027" in revised(task(*before), Put((*TASK, "due"), "2027"))
        with pytest.raises(EditError, match="the way this is written"):
            revised(task(*before), Put((*TASK, "due"), "2025"))


def test_what_to_do_by_hand_is_said() -> None:
    with pytest.raises(EditError) as told:
        revised(task("tags:", "  - a  # why"), Put((*TASK, "tags"), ["b", "c, d"]))
    assert told.value.hint == "Edit the file by hand there:\ntags:\n  - b\n  - c, d"


def test_the_findings_are_handed_on() -> None:
    with pytest.raises(EditError) as told:
        revised(task(), Put((*TASK, "due"), "soon"))
    assert [(one.name, one.values["value"]) for one in told.value.problems] == [("invalid-due", "soon")]


ELSEWHERE: Final = (
    "  - id: I.2\n    title: [a]\n    due: 31/12/2024\n    due: x\n",
    "  - id: I.1\n    title: a twin\n",
    "  - &a {id: I.3, title: x}\n  - *a\n",
    "  - id: I.4\n    title: \u200bhidden\n    unknown: field\n",
    "  - nonsense\n",
    "tasks:\n  - id: I.5\n    title: twice\n",
)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_fault_elsewhere_stops_nobody(text: str) -> None:
    before = task("due: 2024") + text
    assert revised(before, Put((*TASK, "note"), "x")) == task("due: 2024", "note: x") + text


def test_faults_are_among_those_that_lose_something() -> None:
    assert set(LOSING) >= FAULTS
    whole_files = {
        "invalid-yaml",
        "not-utf8",
        "too-large",
        "too-deep",
        "several-documents",
        "unread-file",
        "not-a-file",
    }
    assert set(LOSING) - whole_files - {"duplicate-id"} == FAULTS


# --- moving ---------------------------------------------------------------------------------------------------------

TWO: Final = """\
name: A # odd
tasks:
  - id: I
    title: One
    # end of one

# of two
  # of two as well
  - id: II  # c
    title: Two
    text: |
      a

        b
    tags: [a,
  b]
    # end of two
  # of nothing
"""
PIECE: Final = Piece(
    (
        *("# of two", "# of two as well", "- id: II  # c", "  title: Two", "  text: |", "    a", "", "      b"),
        *("  tags: [a,", "b]", "  # end of two"),
    ),
    {"id": "II", "title": "Two", "text": "a\n\n  b\n", "tags": ["a", "b"]},
    ("# of two", "# of two as well", "# c", "# end of two"),
)


def test_a_task_is_cut_out_with_what_belongs_to_it() -> None:
    rest, piece = cut(TWO.encode(), BODY, ("tasks", 1))
    assert rest.decode() == TWO[: TWO.index("# of two")] + "  # of nothing\n"
    assert piece == PIECE
    rest, piece = cut(rest, BODY, ("tasks", 0))
    assert rest.decode() == "name: A # odd\ntasks: []\n\n  # of nothing\n"
    assert piece.lines == ("- id: I", "  title: One", "  # end of one")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "index", "column"),
    [
        ("name: B # odd\n", 0, 2),
        ("name: B # odd\ntasks:\n", 0, 2),
        ("name: B # odd\ntasks: []\n", 0, 2),
        ("name: B # odd\ntasks:\n- id: III\n  title: x\n", 0, 0),
        ("name: B # odd\ntasks:\n- id: III\n  title: x\n", 1, 0),
        ("name: B # odd\ntasks:\n    -   id: III\n        title: x\n", 1, 4),
        ("tasks:\n  - id: III\n    title: x\nname: B # odd\n", 1, 2),
    ],
)
def test_a_task_is_pasted_as_it_was_written(before: str, index: int, column: int, end: str) -> None:
    before = before.replace("\n", end)
    after = paste(before.encode(), BODY, ("tasks",), index, PIECE).decode()
    lines = [" " * column + line if line else "" for line in PIECE.lines]
    assert end.join(lines) + end in after
    back, piece = cut(after.encode(), BODY, ("tasks", index))
    assert piece == PIECE
    assert set(back.decode().split(end)) <= {*before.split(end), "tasks: []"}


def test_a_task_in_braces_moves_too() -> None:
    text = "name: A\ntasks: [{id: I, title: a}, {id: II, title: 'b, c'}]\n"
    rest, piece = cut(text.encode(), BODY, ("tasks", 1))
    assert rest.decode() == "name: A\ntasks: [{id: I, title: a}]\n"
    assert paste(b"name: B\ntasks:\n", BODY, ("tasks",), 0, piece) == (
        b"name: B\n\ntasks:\n  - id: II\n    title: b, c\n"
    ) or paste(b"name: B # odd\ntasks:\n", BODY, ("tasks",), 0, piece) == (
        b"name: B # odd\ntasks:\n  - id: II\n    title: b, c\n"
    )
    assert paste(rest, BODY, ("tasks",), 1, piece).decode() == text.replace("'b, c'", "'b, c'")


def test_no_task_is_cut_with_a_fault_or_where_none_is() -> None:
    with pytest.raises(EditError, match="invalid-due"):
        cut(task("due: x").encode(), BODY, TASK)
    for path in (("tasks", 1), ("tasks",), ("name",), ("nothing", 0)):
        with pytest.raises(EditError):
            cut(task().encode(), BODY, path)


# --- finding --------------------------------------------------------------------------------------------------------

PLACES: Final = b"""\
name: A
tasks:
  - id: I.1
    title: One
  - title: Two
    id: II
    milestones: {m: {due: 2024}}
    occurrences:
      2024-33:
        members: {u: {started: 2024}}
      '2024-06-15': {}
    members:
      u:
        completed: [2024-01, {date: 2024-02}]
"""


@pytest.mark.parametrize(
    ("address", "kind", "path"),
    [
        (("I.1",), "task", ("tasks", 0)),
        (("II",), "task", ("tasks", 1)),
        (("II", "m"), "milestone", ("tasks", 1, "milestones", "m")),
        (("II", "2024-Q1"), "occurrence", ("tasks", 1, "occurrences", "2024-33")),
        (("II", "2024-33"), "occurrence", ("tasks", 1, "occurrences", "2024-33")),
        (("II", "2024-06-15"), "occurrence", ("tasks", 1, "occurrences", "2024-06-15")),
        (("II", "2024-Q2"), "occurrence", ("tasks", 1, "occurrences", "2024-Q2")),
        (("II", "u"), "member", ("tasks", 1, "members", "u")),
        (("II", "2024-Q1", "u"), "member", ("tasks", 1, "occurrences", "2024-33", "members", "u")),
        (("II", "2024-Q2", "u"), "member", ("tasks", 1, "occurrences", "2024-Q2", "members", "u")),
        (("I.1", "m"), "milestone", ("tasks", 0, "milestones", "m")),
    ],
)
def test_where_an_address_leads(address: tuple[str, ...], kind: Any, path: tuple[Any, ...]) -> None:
    assert path_of(PLACES, BODY, *address, kind=kind) == path


@pytest.mark.parametrize("id", ["i.1", "I", "", "III"])
def test_an_id_leads_nowhere_but_exactly(id: str) -> None:
    with pytest.raises(PlanError, match="has no task"):
        path_of(PLACES, BODY, id)


def test_what_stands_at_a_place() -> None:
    root = parse(PLACES, "a").root
    assert root
    assert value_at(PLACES, BODY, ("tasks", 0)) == {"id": "I.1", "title": "One"}
    assert value_at(PLACES, BODY, ("tasks", 1, "members", "u", "completed", 1)) == {"date": "2024-02"}
    assert value_at(PLACES, BODY, ("tasks", 5)) is None
    assert value_at(PLACES, BODY, ("name", "x")) is None
    assert path_at(PLACES, BODY, At(14, 30)) == ("tasks", 1, "members", "u", "completed", 1)
    assert path_at(PLACES, BODY, At(14, 20)) == ("tasks", 1, "members", "u", "completed")
    assert path_at(PLACES, BODY, At(3, 5)) == ("tasks", 0)
    assert path_at(PLACES, BODY, At(3, 1)) is None
