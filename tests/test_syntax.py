"""YAML text to located nodes: both readers of it, its characters, its mistakes, and what is made to do harm."""

import sys
import time
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plancli import checks
from plancli.errors import PlanError
from plancli.problem import Problem
from plancli.syntax import Damaged, Findings, Mapping, Node, Null, Parsed, Scalar, Sequence, parse, parse_events
from plancli.syntax.characters import NOT_TEXT, clean
from plancli.syntax.plain import NOT_PLAIN, read_plain
from plancli.text import HIDDEN

FAST = settings(derandomize=True, deadline=None, database=None, max_examples=300)


def read(text: str | bytes) -> Parsed:
    """Return a file's nodes; whatever is found has words."""
    parsed = parse(text.encode() if isinstance(text, str) else text, "x.yaml")
    for problem in parsed.problems:
        assert checks.get(problem.name).MESSAGES[problem.variant].format(**problem.values)
        assert problem.place.file == "x.yaml"
    return parsed


def brief(problems: list[Problem]) -> list[tuple[str, str, int, int]]:
    """Return the problems without their values."""
    return [(one.name, one.variant, one.place.line, one.place.column) for one in problems]


def plain(node: Node | None) -> Any:
    """Return a node as texts, lists and dictionaries."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else node


def placed(node: Node | None) -> Any:
    """Return a node with all places in it."""
    if isinstance(node, Mapping):
        inner = [(key, node.place_of(key), placed(value)) for key, value in node.entries.items()]
        return ("map", node.line, node.column, inner, set(node.doubts))
    if isinstance(node, Sequence):
        return ("list", node.line, node.column, [placed(item) for item in node.items])
    return (type(node), *node) if node is not None else None


# --- what stands where ----------------------------------------------------------------------------------------------

PLAN = """\
# Một chú thích
name: Ban Mẫu   # tên
aliases: [Ban A, 'Ban B', "Ban C"]
empty:
tasks:

  - id: IV.1
    title: Tỷ lệ 1:2, xem a#b
    completed: {date: 2024-01-10, evidence: [a, b], more: {}}
    none: []
  # giữa
  - id: IV.2
    milestones:
      khao-sat:
        due: 2024
    tags:
    - x
    - y z
  -   id: IV.3
"""


def test_a_plan_is_read_with_its_places() -> None:
    root = read(PLAN).root
    assert plain(root) == {
        "name": "Ban Mẫu",
        "aliases": ["Ban A", "Ban B", "Ban C"],
        "empty": "",
        "tasks": [
            {
                "id": "IV.1",
                "title": "Tỷ lệ 1:2, xem a#b",
                "completed": {"date": "2024-01-10", "evidence": ["a", "b"], "more": {}},
                "none": [],
            },
            {"id": "IV.2", "milestones": {"khao-sat": {"due": "2024"}}, "tags": ["x", "y z"]},
            {"id": "IV.3"},
        ],
    }
    assert isinstance(root, Mapping)
    assert root.place_of("tasks") == (5, 1)
    assert root.entries["name"] == Scalar("Ban Mẫu", 2, 7, "")
    aliases = root.entries["aliases"]
    assert isinstance(aliases, Sequence)
    assert aliases.items == [Scalar("Ban A", 3, 11, ""), Scalar("Ban B", 3, 18, "'"), Scalar("Ban C", 3, 27, '"')]
    tasks = root.entries["tasks"]
    assert isinstance(tasks, Sequence)
    assert [(task.line, task.column) for task in tasks.items] == [(7, 5), (12, 5), (19, 7)]
    second = tasks.items[1]
    assert isinstance(second, Mapping)
    assert second.place_of("milestones") == (13, 5)


@pytest.mark.parametrize("text", ["", "\n\n", "# chú thích\n", "   ", "---\n", "\ufeff"])
def test_an_empty_file_is_no_error_of_text(text: str) -> None:
    parsed = read(text)
    assert parsed.readable
    assert not parsed.problems
    assert parsed.root is None or parsed.root == Scalar("", parsed.root.line, parsed.root.column, "")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_change_no_place(newline: str, mark: bytes) -> None:
    parsed = read(mark + PLAN.replace("\n", newline).encode())
    assert not parsed.problems
    assert placed(parsed.root) == placed(read(PLAN).root)


@pytest.mark.parametrize("text", ["~", "null", "Null", "NULL"])
def test_a_bare_null_is_no_text(text: str) -> None:
    assert plain(read(f"a: {text}\n'{text}': '{text}'\n").root) == {"a": Null(text, 1, 4), text: text}


@pytest.mark.parametrize("text", ["no", "08", "12:30", "1.10", "2024-02-30", "=", "y", "0o10", "1e3", ".5", "-", "?x"])
def test_a_text_is_what_stands_there(text: str) -> None:
    assert plain(read(f"a: {text}x\n{text}x: {text}x\n").root) == {"a": f"{text}x", f"{text}x": f"{text}x"}


# --- the two readers say the same -----------------------------------------------------------------------------------

LINES = [
    *("", "k:", "k: v", "m: v w  ", "n: a:b", "o: a#b", "p: 'q'", 'r: "s"  # c', "t: [a, b]", "u: [a,b ] # c", "v: []"),
    *(
        "w: {a: b, c: [d]}",
        "x: [ a]",
        "y: # c",
        "z: v # c",
        "a: v #c",
        "b: - x",
        "c: v:",
        "d: [a:b]",
        "e: [[a], {b: c}]",
    ),
    *("f: [a,]", "g: {a: }", "h: |", "i: &x y", "j: *x", "- a", "- k: v", "- 'q'", "- [a]", "- - a", "-", "-  k: v"),
    *(
        "# c",
        "#c",
        "text",
        "'k': v",
        "<<: v",
        "? k",
        "k : v",
        "é.đ-1: ơ",
        "l: null",
        "l: full",
        "\tk: v",
        "---",
        "l:  v",
    ),
]
STRANGE = ["\r", *" \n-:,[]{}#&*!|>'\"%@`~?\t\\", "\r\n", "a", "đ", ": ", " #", "- ", "\u00a0", "\u200b", "e\u0302"]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of a plan or near to it, indented by chance, with some signs put in or taken out."""
    lines = draw(st.lists(st.tuples(st.sampled_from([0, 0, 2, 2, 4, 4, 6, 1]), st.sampled_from(LINES)), max_size=8))
    text = "".join(" " * blanks + line + "\n" for blanks, line in lines)
    if draw(st.booleans()):
        start = draw(st.integers(0, PLAN.count("\n") - 1))
        text = "".join(PLAN.splitlines(keepends=True)[start : start + draw(st.integers(1, 20))])
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(STRANGE)) + text[at + draw(st.integers(0, 2)) :]
    return text


@settings(FAST, max_examples=1500)
@given(texts())
@example("a: b\n- c\n")
@example("a:\n- b\nc: d\n")
@example("a: b\n  c\n")
@example("a:\n    b: c\n  d: e\n")
@example("a: {b: c}\n  d: e\n")
@example("a: 'b'\n 'c'\n")
@example("- a\n- b\n")
@example("a: b\na: c\n")
@example("# a\rb: c\n")
@example("a: b\r\n\rc: d\r\n")
@example("a" * 1100 + ": b\n")
def test_what_is_read_as_plain_is_what_libyaml_reads(text: str) -> None:
    cleaned = clean(text, Findings("x.yaml"))
    assert cleaned is not None
    root = read_plain(cleaned)
    if root is not NOT_PLAIN:
        parsed = parse_events(cleaned, Findings("x.yaml"))
        assert not parsed.problems
        assert placed(parsed.root) == placed(root)


def test_a_long_file_is_read_in_chunks_with_the_same_places() -> None:
    text = "tasks:\n" + "".join(
        f"  - id: IV.{n}\n\n    # chú thích\n    title: {'Rà soát ' * 20}\n" for n in range(2000)
    )
    root = read_plain(text)
    assert root is not NOT_PLAIN
    assert placed(root) == placed(parse_events(text, Findings("x.yaml")).root)


def test_plans_as_people_write_them_are_plain() -> None:
    assert read_plain(PLAN.replace("'Ban B'", "Ban B").replace('"Ban C"', "Ban C")) is not NOT_PLAIN


# --- characters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "variant", "line", "column"),
    [
        (b"a: b\nc: \xea\n", "", 2, 4),
        ("ế: ế".encode() + b"\xff", "", 1, 5),
        (b"a: b\r\rc\xc3(", "", 3, 2),
        ("ế".encode()[:2], "cut", 1, 1),
        (b"\xff\xfea\0", "encoding", 1, 1),
        (b"\xfe\xff\0a", "encoding", 1, 1),
        (b"\xff\xfe\0\0a\0\0\0", "encoding", 1, 1),
        (b"\0\0\xfe\xff\0\0\0a", "encoding", 1, 1),
        (b"a\0:\0", "encoding", 1, 1),
        (b"\0a\0:", "encoding", 1, 1),
    ],
)
def test_not_utf8(data: bytes, variant: str, line: int, column: int) -> None:
    parsed = read(data)
    assert brief(parsed.problems) == [("not-utf8", variant, line, column)]
    assert not parsed.readable
    assert parsed.root is None


@pytest.mark.parametrize(
    "code", [0, 7, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x202E, 0x2028, 0x2066, 0xFEFF, 0xFFFE, 0xE0041]
)
def test_a_hidden_character_is_told_and_the_rest_is_read(code: int) -> None:
    parsed = read(f"a: b{chr(code)}c\nd: e\n")
    assert brief(parsed.problems) == [("control-character", "", 1, 5)]
    assert parsed.problems[0].values == {"code": f"U+{code:04X}"}
    assert plain(parsed.root) == {"a": "b\ufffdc", "d": "e"}
    assert parsed.replaced


def test_every_hidden_character_is_found() -> None:
    hidden = [chr(code) for code in range(0x110000) if HIDDEN.match(chr(code)) and not 0xD800 <= code < 0xE000]
    for start in range(0, len(hidden), 2000):
        some = "".join(hidden[start : start + 2000])
        parsed = read(f"a: x{some}\n")
        assert plain(parsed.root) == {"a": "x" + "\ufffd" * len(some)}


def test_a_character_hidden_in_an_escape_is_told() -> None:
    parsed = read('a: "b\\e[31m"\n"c\\u200b": "d\\te\\n"\n')
    assert brief(parsed.problems) == [("control-character", "escape", 1, 4), ("control-character", "escape", 2, 1)]
    assert plain(parsed.root) == {"a": "b\ufffd[31m", "c\ufffd": "d\te\n"}
    assert parsed.replaced


def test_many_hidden_characters_are_counted() -> None:
    problems = read("a: " + "x\u200b" * 50).problems
    assert len(problems) == 21
    assert problems[-1].variant == "more"
    assert problems[-1].values == {"count": "30"}
    assert problems[19].place.column == 43


def test_what_is_no_text_is_given_up() -> None:
    parsed = read(b"a: " + b"\x01" * (NOT_TEXT + 1))
    assert not parsed.readable
    assert brief(parsed.problems) == [("control-character", "binary", 1, 4)]


@pytest.mark.parametrize(
    ("text", "variant", "line", "column", "lines"),
    [
        ("a: b\nc: Việt\nd: e\n", "one", 2, 6, 1),
        ("a: Việt\r\nb: c\r\nd: Nam ế\r\n", "", 1, 6, 2),
        ("ế: a\n", "one", 1, 1, 1),
        ("a: \u212b\n", "one", 1, 4, 1),
    ],
)
def test_not_nfc(text: str, variant: str, line: int, column: int, lines: int) -> None:
    decomposed = text if "\u212b" in text else unicodedata.normalize("NFD", text)
    parsed = read(decomposed)
    assert brief(parsed.problems) == [("not-nfc", variant, line, column)]
    assert parsed.problems[0].values == {"lines": str(lines)}
    assert plain(parsed.root) == plain(read(unicodedata.normalize("NFC", text)).root)


def test_an_escape_is_brought_into_nfc_too() -> None:
    assert plain(read('"e\\u0301": "e\\u0301"\n').root) == {"é": "é"}


@pytest.mark.parametrize(
    ("text", "variant", "column"),
    [
        ("a: Đề án #5\n", "", 10),
        ("a: b  \t#c\n", "", 8),
        ("a: #5\n", "empty", 4),
        ("- b #c\n", "", 5),
        ("a: [b, c #5\n  , d]\n", "", 10),
    ],
)
def test_cut_by_comment(text: str, variant: str, column: int) -> None:
    assert brief(read(text).problems) == [("cut-by-comment", variant, 1, column)]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: 'b' #5\n",
        "a: [b] #5\n",
        "a: #5\n  b: c\n",
        "#5\n",
        "  #5\na: b\n",
        "a: b#5\n",
        "a: |\n  b #5\n",
    ],
)
def test_a_comment_cuts_nothing(text: str) -> None:
    assert not read(text).problems


# --- what a plan's file must not have -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected", "root"),
    [
        ("a: &x b\n", [("alias", "anchor", 1, 4)], {"a": "b"}),
        ("a: !!int 5\n", [("alias", "tag", 1, 4)], {"a": "5"}),
        ("a: !x [b]\n", [("alias", "tag", 1, 4)], {"a": ["b"]}),
        ("a: *x\nb: c\n", [("alias", "alias", 1, 4)], {"a": Damaged(1, 4), "b": "c"}),
        ("*x : b\nc: d\n", [("alias", "alias", 1, 1)], {"c": "d"}),
        ("<<: *x\nc: d\n", [("alias", "merge", 1, 1)], {"c": "d"}),
        ("<<: {a: b}\nc: d\n", [("alias", "merge", 1, 1)], {"c": "d"}),
        ("%YAML 1.1\n---\na: b\n", [("alias", "directive", 1, 1)], {"a": "b"}),
        ("a: b\nc: d\na: e\n", [("duplicate-key", "", 3, 1)], {"a": "b", "c": "d"}),
        ("a: b\na: [*x, {c: d}]\n", [("duplicate-key", "", 2, 1), ("alias", "alias", 2, 5)], {"a": "b"}),
        ("{a: b}: c\nd: e\n", [("invalid-yaml", "key", 1, 1)], {"d": "e"}),
        ("? [a, {b: c}]\n: [d]\ne: f\n", [("invalid-yaml", "key", 1, 3)], {"e": "f"}),
    ],
)
def test_refused_parts_of_yaml_leave_the_rest(text: str, expected: list[tuple[str, str, int, int]], root: Any) -> None:
    parsed = read(text)
    assert brief(parsed.problems) == expected
    assert plain(parsed.root) == root
    assert parsed.readable


def test_a_key_that_stands_twice_is_in_doubt() -> None:
    parsed = read("x:\n  a: b\n  a: c\n  d: e\n")
    assert isinstance(parsed.root, Mapping)
    inner = parsed.root.entries["x"]
    assert isinstance(inner, Mapping)
    assert inner.doubts == {"a"}
    assert parsed.problems[0].values == {"key": "a", "line": "2"}


@pytest.mark.parametrize("text", ["<<: {a: b}\n", "*x : b\n", "[a]: b\n"])
def test_what_is_no_key_leaves_the_map_in_doubt(text: str) -> None:
    root = read(text).root
    assert isinstance(root, Mapping)
    assert root.doubts == {"<<"}


def test_of_several_documents_the_first_is_kept() -> None:
    parsed = read("a: b\n---\nc: d\n")
    assert brief(parsed.problems) == [("several-documents", "", 2, 1)]
    assert plain(parsed.root) == {"a": "b"}
    assert not parsed.readable


# --- mistakes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "variant", "line", "column"),
    [
        ("title: a: b\nx: y\n", "colon", 1, 9),
        ("tasks:\n  - id: a\n    title: Nghị định: hướng dẫn\n    due: 2024\n", "colon", 3, 21),
        ("- {id: a, title: b: c}\n", "colon", 1, 19),
        ("title: Gồm:\n", "colon", 1, 11),
        ("title: [Khẩn] abc\nx: y\n", "bracket", 1, 8),
        ("title: [Khẩn]: abc\n", "bracket", 1, 8),
        ("title: [Khẩn abc\nx: y\nz: [a]\n", "bracket", 1, 8),
        ("title: {a} b\n", "bracket", 1, 8),
        ("title: {a b\nx: y\n", "bracket", 1, 8),
        ("title: ] a\n", "sign", 1, 8),
        ("title: , b\n", "sign", 1, 8),
        ("title: @abc\n", "sign", 1, 8),
        ("title: `abc`\n", "sign", 1, 8),
        ("title: %abc\n", "sign", 1, 8),
        ("title: > 5 tỷ\n", "sign", 1, 8),
        ("title: | abc\n", "sign", 1, 8),
        ("title: * abc\n", "sign", 1, 8),
        ("title: **abc** x\n", "sign", 1, 8),
        ("title: & abc\n", "sign", 1, 8),
        ("title: !<abc def\n", "sign", 1, 8),
        ("title: - abc\n", "sign", 1, 8),
        ("title: ? abc\n", "sign", 1, 8),
        ("%abc\n", "sign", 1, 1),
        ("tasks:\n\t- id: a\n", "tab", 2, 1),
        ("tasks:\n  - id: a\n\ttitle: b\n", "tab", 3, 1),
        ('title: "abc\nx: y\n', "quote", 1, 8),
        ("title: 'abc\nx: y\n", "quote", 1, 8),
        ('title: "abc" def\nx: y\n', "after-quote", 1, 8),
        ("title: 'it's'\n", "after-quote", 1, 8),
        ('title: "C:\\dir"\n', "escape", 1, 11),
        ('title: "\\ud800"\n', "escape", 1, 9),
        ("title: Đề án #5\n  tiếp theo\nx: y\n", "hash", 1, 14),
        ("cites: [12 #5, b]\nx: y\n", "hash", 1, 12),
        ("x: y\ntitle abc\nz: w\n", "no-colon", 2, 1),
        ("title abc\nx: y\n", "no-colon", 1, 1),
        ("x: y\ntitle:abc\nz: w\n", "colon-blank", 2, 1),
        ("tasks:\n  -id: b\n   title: b\n", "dash", 2, 3),
        ("tasks:\n  - id: a\n   title: b\n", "indentation", 3, 4),
        ("a: b\n  c: d\n", "indentation", 2, 3),
        ("  a: b\nc: d\n", "indentation", 2, 1),
        ("tasks:\n    - id: a\n      title: x\n  - id: b\n", "indentation", 4, 3),
        ("text: |\n  a\n b\n", "indentation", 3, 2),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", "conflict", 2, 1),
        ("a: b\r\n>>>>>>> x\r\n", "conflict", 2, 1),
        ("abc: [\n", "unclosed", 1, 7),
        ("%YAML 3.0\n---\na: b\n", "", 1, 1),
        ("a" * 2000 + ": b\n", "", 1, 2001),
    ],
)
def test_a_mistake_has_its_own_words(text: str, variant: str, line: int, column: int) -> None:
    parsed = read(text)
    assert brief(parsed.problems) == [("invalid-yaml", variant, line, column)]
    assert not parsed.readable
    assert parsed.root is None


def test_what_was_found_before_a_mistake_is_told_too() -> None:
    assert {one.name for one in read("a: b\na: \u200bc\nd: e: f\n").problems} == {
        "control-character",
        "duplicate-key",
        "invalid-yaml",
    }


# --- what is made to do harm ----------------------------------------------------------------------------------------

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"[" * MILLION, ["too-deep"]),
        (b"[" * MILLION + b"]" * MILLION, ["too-deep"]),
        (b"{a: " * MILLION, ["too-deep"]),
        (b"- " * MILLION, ["too-deep"]),
        (b"? " * MILLION, ["invalid-yaml", "too-deep"]),
        (b"a: " * MILLION, ["invalid-yaml"]),
        (b"a: '" + b"x" * MILLION, ["invalid-yaml"]),
        (b"a: b" + b" " * MILLION + b"\t#", []),
        (b"a: b" + b" " * MILLION + b"#c", ["cut-by-comment"]),
        (b"a: " + b"x\tx" * MILLION, []),
        (b"a: " + b"b:c" * MILLION, []),
        (b"a: [" + b"b, " * MILLION + b"c]", []),
        (b"a: [" + b"b, " * MILLION, ["invalid-yaml"]),
        (b"a: {" + b"b: [c], " * 100_000 + b"d: ]", ["duplicate-key", "invalid-yaml"]),
        (b"\n" * MILLION + b"a: @", ["invalid-yaml"]),
        (b"# c\n" * MILLION, []),
        (b"&a " * 1000 + b"b", ["alias", "invalid-yaml"]),
        (b"a: &a [x]\n" + b"b: [" + b"*a," * 5000 + b"*a]", ["alias"]),
    ],
    ids=lambda value: ascii(value[:12]) if isinstance(value, bytes) else "",
)
def test_an_attack_is_answered_in_time(data: bytes, names: list[str]) -> None:
    began = time.process_time()
    parsed = read(data)
    assert time.process_time() - began < 10
    assert sorted({problem.name for problem in parsed.problems}) == names
    assert len(parsed.problems) <= 1002


def test_very_many_keys_that_stand_twice_are_counted() -> None:
    began = time.process_time()
    text = "".join(f"k{n}:\n" for n in range(50_000))
    problems = read(text + text).problems
    assert time.process_time() - began < 10
    assert len(problems) == 1001
    assert problems[-1].values == {"count": "49000"}


@FAST
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise(data: bytes) -> None:
    parsed = read(data)
    assert parsed.readable or parsed.problems


def test_without_libyaml_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    with pytest.raises(PlanError) as caught:
        parse(b"a: |\n  b\n", "x.yaml")
    assert "libyaml" in caught.value.message
    assert "pip" in caught.value.hint
