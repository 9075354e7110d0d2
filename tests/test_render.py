"""How answers are drawn: fitting, whole, safe to look at, and the same content in every format."""

import csv
import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from folders import RICH, RICH_DAY, one_body, write_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import Result, run

from plancli.columns import width
from plancli.deadline import parse_span
from plancli.i18n import set_language
from plancli.problem import Place
from plancli.render import FORMATS, Context, drawn, layout, plain, render
from plancli.render import csv as as_csv
from plancli.render import findings as as_findings
from plancli.render import markdown as as_markdown
from plancli.render import rows as render_rows
from plancli.render.layout import GAP, lay_out
from plancli.render.look import Look, look_of
from plancli.report.items import ALL_FIELDS
from plancli.report.problems import Finding
from plancli.report.table import Bar, Block, Cell, Column, Fields, Lines, Report, Table
from plancli.report.tasks import HEADINGS
from plancli.report.words import span_words
from plancli.state import FLAGS
from plancli.text import HIDDEN, safe

ANSI = re.compile(r"\x1b\[[0-9;]*m")
IN_RICH = ("--plan", str(RICH), "--as-of", RICH_DAY)
IN_SHIPPED = ("--as-of", "2024-06-30")
ANSWERS = [
    ("status", *IN_SHIPPED),
    ("status", *IN_RICH),
    ("status", "--by", "tag", *IN_RICH),
    ("list", *IN_SHIPPED),
    ("list", *IN_RICH),
    ("list", "--columns", "key,title,supporting,cites,source,output,no_report,line,milestones,progress", *IN_RICH),
    ("due", *IN_SHIPPED),
    ("due", "2024", *IN_RICH),
    ("show", "IV.5.1", "V.2", *IN_SHIPPED),
    ("show", "III.1", "V.7", "V.7:2024-Q1", *IN_RICH),
    ("bodies", *IN_SHIPPED),
    ("bodies", *IN_RICH),
    ("documents", *IN_SHIPPED),
    ("documents", "28-nq/tw", "132", *IN_RICH),
]
NAMES = [" ".join(args[:2]) + (" rich" if str(RICH) in args else "") for args in ANSWERS]


def drawn_in(columns: int, *args: str, colour: bool, lang: str = "en") -> str:
    """Return an answer as standard output gets it."""
    env = {"COLUMNS": str(columns), "PLAN_LANG": lang} | ({"FORCE_COLOR": "1"} if colour else {})
    result = run(*args, env=env)
    assert (result.status, result.stderr) == (0, "")
    return result.stdout


# --- it fits ----------------------------------------------------------------------------------------------------------


def essence(text: str) -> list[str]:
    """Return the lines of an answer without colour, rules, the signs of bars, and blanks at their ends."""
    lines = [re.sub(" *[█▓■×=?~·!░#]+$", "", line.rstrip()) for line in ANSI.sub("", text).splitlines()]
    return [line for line in lines if line.strip(" ─")]


@pytest.mark.parametrize(("columns", "lang"), [(20, "en"), (40, "en"), (40, "vi"), (80, "en"), (80, "vi"), (140, "en")])
@pytest.mark.parametrize("args", ANSWERS, ids=NAMES)
def test_no_line_is_wider_than_the_terminal(args: tuple[str, ...], columns: int, lang: str) -> None:
    """And what Rich draws is the plain text in colour, word for word: so what holds of the one holds of the other."""
    uncoloured, coloured = (drawn_in(columns, *args, colour=colour, lang=lang) for colour in (False, True))
    assert ("\x1b[" in uncoloured, "\x1b[" in coloured, "\t" in uncoloured) == (False, True, False)
    for text in (uncoloured, coloured):
        widest = max(ANSI.sub("", text).splitlines(), key=width)
        assert width(widest) <= columns, widest
    assert essence(coloured) == essence(uncoloured)


def cells(text: str) -> Iterator[list[str]]:
    """Yield the rows of the tables in plain text, what was wrapped put together; records have no rule, so no rows."""
    spans: list[tuple[int, int]] = []
    row: list[str] = []
    for line in text.splitlines():
        if set(line) == {"─", " "} or set(line) == {"─"}:
            spans = [found.span() for found in re.finditer("─+", line)]
        elif not line:
            spans = []
        elif spans:
            parts = [line[start:end].strip() for start, end in spans]
            if parts[0] and row:
                yield row
                row = []
            row = [f"{old} {new}".strip() for old, new in zip(row, parts, strict=True)] if row else parts
    if row:
        yield row


def squeezed(text: str) -> str:
    """Return a text without blanks: a wrapped word has none where it was broken."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 140])
@pytest.mark.parametrize("where", [IN_SHIPPED, IN_RICH], ids=["shipped", "rich"])
def test_nothing_is_lost_in_wrapping(where: tuple[str, ...], columns: int) -> None:
    items = json.loads(run("list", *where, "--format", "json").stdout)["items"]
    text = drawn_in(columns, "list", "--columns", "key,state,title", *where, colour=False)
    rows = [[squeezed(cell) for cell in row] for row in cells(text)]
    records = squeezed(text)
    for item in items:
        key, title = item["key"], squeezed(item["title"])
        assert any(row[0] == key and row[2] == title for row in rows) or f"{key}State:" in records
        assert title in (records if not rows else "".join(row[2] for row in rows))


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_word_longer_than_the_line_is_broken_not_cut(columns: int, colour: bool, tmp_path: Path) -> None:
    link = "https://example.org/" + "".join(f"{n:04}" for n in range(60))
    plan = one_body(tmp_path, f"- {{id: A.1, title: See {link}, note: {link}}}")
    for command in (("list",), ("show", "A.1"), ("list", "--columns", "key,note")):
        text = squeezed(ANSI.sub("", drawn_in(columns, *command, "--plan", str(plan), colour=colour)))
        assert link in text


def test_wide_characters_fit_too(tmp_path: Path) -> None:
    """Chinese takes two columns a character, a mark none."""
    title = "計劃執行情況報告" * 6 + " " + "e\u0323\u0302" * 50
    plan = one_body(tmp_path, f"- {{id: A.1, title: {title}}}")
    for colour in (False, True):
        text = ANSI.sub("", run("list", "--plan", str(plan), env={"FORCE_COLOR": "1" if colour else ""}).stdout)
        assert max(map(width, text.splitlines())) <= 80
        assert squeezed(title.split()[0]) in "".join(row[-1] for row in map(squeeze_all, cells(text))) or colour


def squeeze_all(row: list[str]) -> list[str]:
    return [squeezed(cell) for cell in row]


TABLES = st.lists(
    st.tuples(
        st.booleans(), st.booleans(), st.integers(1, 4), st.text("abc đ計", max_size=30).map(str.strip).filter(bool)
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(
    TABLES,
    st.lists(st.lists(st.text("xy zđ計\u0301", max_size=60), min_size=7, max_size=7), max_size=4),
    st.integers(20, 200),
)
@example([(True, False, 1, "Body")] * 3, [["x" * 50] * 7], 30)
def test_any_table_fits_and_is_whole(
    heads: list[tuple[bool, bool, int, str]], rows: list[list[str]], columns: int
) -> None:
    made = [
        Column(f"c{n}", safe(text), wraps, numeric, weight) for n, (wraps, numeric, weight, text) in enumerate(heads)
    ]
    table = Table(made, [[Cell(text) for text in row[: len(made)]] for row in rows])
    widths = lay_out(table, columns, ci=False)
    if widths is not None:
        assert sum(widths) + GAP * (len(widths) - 1) <= columns
    look = Look(columns)
    text = "\n".join(plain.block_lines(table, look))
    assert all(width(line) <= columns for line in text.splitlines())
    written = squeezed("".join(cell.text for row in table.rows for cell in row if isinstance(cell, Cell)))
    assert not Counter(written) - Counter(squeezed(text))


PLAIN_CELLS = st.lists(st.text("xy zđ…##[:", max_size=60).map(Cell), min_size=7, max_size=7)
BARS = st.just(Bar((("overdue", 1), ("", 2))))


@settings(max_examples=300, deadline=None)
@given(
    TABLES,
    st.lists(st.tuples(PLAIN_CELLS, BARS, st.integers(1, 7)), max_size=4),
    st.integers(20, 200),
    *[st.booleans()] * 3,
)
def test_plain_text_is_drawn_as_any_text_is(
    heads: list[tuple[bool, bool, int, str]],
    made: list[tuple[list[Cell], Bar, int]],
    columns: int,
    barred: bool,
    total: bool,
    ci: bool,
) -> None:
    """What draws tables quickly, where characters are columns, gives what is drawn where they may not be."""
    named = [Column(f"c{n}", text, wraps, numeric, weight) for n, (wraps, numeric, weight, text) in enumerate(heads)]
    rows: list[list[Cell | Bar]] = []
    for cells, bar, size in made:
        row: list[Cell | Bar] = [*cells[: len(named) - barred], *([bar] if barred else [])]
        rows.append(row[:size])
    table, look = Table(named, rows, total), Look(columns, ci=ci)
    quick = list(plain.table_lines(table, look))
    with pytest.MonkeyPatch.context() as patch:
        for module in (layout, render_rows):
            patch.setattr(module, "is_plain", lambda *_args, **_more: False)
        assert "\n".join(plain.table_lines(table, look)) == "\n".join(quick)


@pytest.mark.parametrize(
    ("columns", "words"), [(80, "periodically"), (72, "periodically"), (140, "no deadline stated")]
)
def test_words_are_not_broken_while_there_is_room(columns: int, words: str) -> None:
    """A title may take more lines, so that a short column keeps its words whole."""
    for colour in (False, True):
        assert words in drawn_in(columns, "due", "--undated", *IN_SHIPPED, colour=colour)


def test_headings_take_no_more_lines_than_they_must() -> None:
    """Where there is room a heading has one line; it is broken before a column of text would lose much."""
    for columns, lines in ((140, 1), (80, 2)):
        text = drawn_in(columns, "due", "--year", "2024", *IN_SHIPPED, colour=False)
        assert text.split("\n\n")[1].split("\n───")[0].count("\n") + 1 == lines


# --- colour and width -------------------------------------------------------------------------------------------------


class Screen(StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


LOOKS: list[tuple[dict[str, str], bool, Look]] = [
    ({}, False, Look(80, False)),
    ({}, True, Look(80, True)),
    ({"TERM": "dumb"}, True, Look(80, False)),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, Look(80, True)),
    ({"NO_COLOR": "1"}, True, Look(80, False)),
    ({"NO_COLOR": ""}, True, Look(80, True)),
    ({"FORCE_COLOR": "1"}, False, Look(80, True)),
    ({"FORCE_COLOR": "0"}, False, Look(80, True)),  # by force-color.org whatever is not empty
    ({"FORCE_COLOR": ""}, False, Look(80, False)),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, Look(80, False)),
    ({"COLUMNS": "40"}, False, Look(40, False)),
    ({"COLUMNS": "40"}, True, Look(40, True)),
    ({"COLUMNS": "0"}, False, Look(80, False)),
    ({"COLUMNS": "-5"}, False, Look(80, False)),
    ({"COLUMNS": "wide"}, False, Look(80, False)),
    ({"COLUMNS": "3"}, False, Look(20, False)),
    ({"GITHUB_ACTIONS": "true"}, False, Look(80, False, True)),
    ({"GITHUB_ACTIONS": "false"}, False, Look(80, False, False)),
]


@pytest.mark.parametrize(("env", "terminal", "look"), LOOKS)
def test_looks(env: Mapping[str, str], terminal: bool, look: Look) -> None:
    assert look_of(Screen() if terminal else StringIO(), env) == look


def test_a_real_terminal() -> None:
    """Its own width and colour, read from a pseudo-terminal."""
    pty, fcntl = pytest.importorskip("pty"), pytest.importorskip("fcntl")
    import struct
    import subprocess
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "TERM": "xterm-256color"}
    args = [sys.executable, "-m", "plancli", "list", "--limit", "3", *IN_SHIPPED]
    done = subprocess.Popen(args, stdout=other, stderr=subprocess.PIPE, env=env, cwd=RICH.parents[3])
    os.close(other)
    chunks = []
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(main)
    assert done.wait() == 0
    assert done.stderr is not None
    done.stderr.close()
    text = b"".join(chunks).decode()
    assert "\x1b[1;31m" in text
    assert 50 < max(width(line) for line in ANSI.sub("", text).splitlines()) <= 60


def many(folder: Path, count: int) -> Path:
    return one_body(folder, "\n".join(f"- {{id: A.{n}, title: Task {n}, due: 2024}}" for n in range(1, count + 1)))


@pytest.mark.parametrize(("count", "colour"), [(300, True), (301, False)])
def test_long_tables_are_not_drawn_with_rich(count: int, colour: bool, tmp_path: Path) -> None:
    """The same columns, all the same."""
    plan = many(tmp_path, count)
    args = ("list", "--plan", str(plan), "--as-of", "2024-06-30")
    forced = drawn_in(80, *args, colour=True)
    assert ("\x1b[" in forced) == colour
    assert essence(forced) == essence(drawn_in(80, *args, colour=False))
    assert f"A.{count}" in forced


# --- hostile text -----------------------------------------------------------------------------------------------------

HOSTILE = [
    "[dự thảo] Nghị định",
    "[/x]",
    "[bold red]x[/bold red]",
    "[link=https://evil.example]here[/link]",
    ":smile: :bomb:",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x9b31mred",
    "abc\u202edcba",
    "zero\u200bwidth\u2066isolate\ufeff",
    "##[add-mask]a ##vso[task.setvariable]b ##[error]c",
    "::stop-commands::t",
    "::error file=x::boo",
    "%0A::error::x",
    "=1+1",
    "{=1}",
    "+1-1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "http://x",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "a\r\nX-EVIL:1\r\n::error::b",
    "nul\x00nul",
    "x" * 40_000,
    "'sheet",
    "a | b \\| c `d` *e* _f_ ~g~ <b>h</b> @someone #1 &amp; $x$",
    "# heading\n- item\n> quote",
    "lone \ud800 surrogate",
    "",
    " ",
]


def hostile_report(text: str) -> Report:
    """Return a report with a text in every place that shows one."""
    table = Table(
        [Column("key", "Task"), Column("title", "Title", wraps=True), Column("n", "N", numeric=True)],
        [[Cell("A.1", "key"), Cell(text), Cell("1")], [Cell(text), Cell(text, "overdue"), Bar((("overdue", 1),))]],
        heading=text,
    )
    blocks: list[Block] = [
        table,
        Fields(Cell(text, "heading"), [("Label", [Cell(text), Cell(text, "dim")])]),
        Lines([Cell(text)], text),
    ]
    items = [{"key": "A.1", "title": text, "cites": [text], "fact": {"note": text}, "n": -5}]
    records = [["A.1", text, [text, text], {"note": text}, -5]]
    return Report("tasks", text, blocks, items, ["key", "title", "cites", "fact", "n"], records, {"more": text}, [text])


CONTEXT = Context("p", date(2024, 6, 30))
LOOKS_FOR_HOSTILE = [Look(80), Look(40), Look(80, True), Look(80, False, True), Look(80, True, True)]


@pytest.mark.parametrize("look", LOOKS_FOR_HOSTILE, ids=str)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_text_in_every_format(text: str, form: str, look: Look) -> None:
    made = render(form, hostile_report(text), CONTEXT, look)
    shown = ANSI.sub("", made) if form == "table" and look.colour else made
    assert not HIDDEN.search(shown)
    assert "\r" not in shown
    assert "\t" not in shown
    made.encode()
    if look.ci:
        assert not re.search(r"##[A-Za-z]*\[", shown)
        assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    if form == "table":
        assert squeezed(safe(text, ci=look.ci)) in squeezed(shown)
        assert all(width(line) <= look.width for line in shown.splitlines())


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_json_gives_the_text_back(text: str) -> None:
    """Escaped where a terminal or a build server would obey, and yet the very same text."""
    for look in (Look(), Look(ci=True)):
        answer = json.loads(render("json", hostile_report(text), CONTEXT, look))
        assert (answer["items"][0]["title"], answer["more"]) == (text, text)


FORMULAS = [text for text in HOSTILE if safe(text)[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_csv_gives_the_text_back_but_no_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv.render(hostile_report(text), CONTEXT, Look()))))
    assert rows[0] == ["key", "title", "cites", "fact", "n"]
    guard = "'" if text in FORMULAS else ""
    assert rows[1][:3] == ["A.1", guard + safe(text), f"{guard}{safe(text)}; {guard}{safe(text)}"]
    assert json.loads(rows[1][3]) == {"note": text}
    assert rows[1][4] == "-5"  # a number is no formula
    assert not any(cell[:1] in ("=", "+", "@", "\t", "\r") for row in rows for cell in row)


def test_there_are_formulas_among_the_hostile() -> None:
    assert len(FORMULAS) >= 4


def unescaped(cell: str) -> str:
    """Return a Markdown text as a reader sees it."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", cell.replace("<!-- -->", ""))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()], ids=lambda text: ascii(text)[:20])
def test_markdown_shows_the_text_and_makes_nothing_of_it(text: str) -> None:
    made = render("md", hostile_report(text), CONTEXT, Look())
    lines = made.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 4
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert unescaped(rows[2].split(" | ")[1]) == safe(text) or "|" in text
    for sign in "`*_<>[]{}#@&~$!":
        assert not re.search(rf"(?<!\\)(?:\\\\)*{re.escape(sign)}", rows[2].replace("<!-- -->", "")), sign
    assert "://" not in made
    assert not re.search(r"(?<![A-Za-z0-9]\\)@(?!<!-- -->)", made)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("https://x.vn/a", r"https\:\/\/x.vn/a"),
        ("a:://b", r"a\:\:\/\/b"),
        ("WWW.x.vn", r"WWW\.x.vn"),
        ("@ai, a@b.vn", r"\@<!-- -->ai, a\@b.vn"),
        ("ủ@ai (@x/y) _@z", r"ủ\@<!-- -->ai (\@<!-- -->x/y) \_\@<!-- -->z"),
        ("&#64;ai", r"\&\#<!-- -->64;ai"),
        ("#12 x/y#12 gh-12 !12 50% %12", r"\#<!-- -->12 x/y\#<!-- -->12 gh-<!-- -->12 \!12 50% \%12"),
        ("![a](b)", r"\!\[a\](b)"),
        ("::error::", r"\:\:error\:\:"),
        ("IV.1:khao-sat 1/2", "IV.1:khao-sat 1/2"),
    ],
)
def test_markdown_makes_no_link_and_writes_nothing_invisible(text: str, escaped: str) -> None:
    assert as_markdown.escape(text) == escaped


def finding(text: str) -> Finding:
    return Finding("duplicate-id", "error", Place(text, 3, 5), text)


@pytest.mark.parametrize("ci", [False, True])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_findings_as_text(text: str, ci: bool) -> None:
    made = as_findings.text([finding(text)], text, Look(80, False, ci))
    assert not HIDDEN.search(made)
    first, *rest = made.splitlines()
    assert first.endswith(":3:5: error: duplicate-id")
    assert all(line.startswith("  ") and width(line) <= 80 for line in rest)
    if ci:
        assert not re.search(r"##[A-Za-z]*\[", made)
        assert not any(line.lstrip().startswith("::") for line in made.splitlines())


# The ones that a file may hold as they are; the others are told of by `validate`, and stand as U+FFFD.
WRITABLE = [
    text for text in HOSTILE if text.strip() and "\r" not in text and "\n" not in text and not HIDDEN.search(text)
]


@pytest.fixture(scope="module")
def hostile_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose every name and title is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    tasks = "".join(
        f"  - id: A.{n}\n    title: {json.dumps(text, ensure_ascii=False)}\n    due: 2024\n"
        f"    note: {json.dumps(text, ensure_ascii=False)}\n    cites: [{json.dumps(text, ensure_ascii=False)}]\n"
        f"    milestones: {{m: {{title: {json.dumps(text, ensure_ascii=False)}, due: 2024-06}}}}\n"
        f"    progress: [{{date: 2024-01-01, note: {json.dumps(text, ensure_ascii=False)}}}]\n"
        for n, text in enumerate(WRITABLE, 1)
    )
    documents = "".join(
        f"  - number: {json.dumps(text, ensure_ascii=False)}\n    title: {json.dumps(text, ensure_ascii=False)}\n"
        for text in WRITABLE
    )
    return write_plan(
        folder,
        {
            "plan.yaml": 'format: 1\nid: p\ntitle: "[/x] ##[error]p ::warning::"\n',
            "bodies/ban-mot.yaml": f'name: "[bold]Ban ##[add-mask]Một"\ntasks:\n{tasks}',
            "documents.yaml": f"documents:\n{documents}",
        },
    )


HOSTILE_ANSWERS: list[tuple[str, ...]] = [
    ("status",),
    ("list",),
    ("list", "--columns", "key,note,cites,progress,milestones"),
    ("due", "2024"),
    ("show", *(f"A.{n}" for n in range(1, len(WRITABLE) + 1))),
    ("bodies",),
    ("documents",),
    ("documents", "javascript:alert(1)"),
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("args", HOSTILE_ANSWERS, ids=lambda args: " ".join(args[:2]))
def test_a_hostile_plan_asked(args: tuple[str, ...], form: str, hostile_plan: Path) -> None:
    """In a build server's log with colour, the worst there is: nothing crashes, nothing is obeyed."""
    env = {"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1"}
    result = run(*args, "--plan", str(hostile_plan), "--as-of", "2024-06-30", "--format", form, env=env)
    assert (result.status, result.stderr) == (0, "")
    text = ANSI.sub("", result.stdout)
    assert not re.search(r"##[A-Za-z]*\[", text)
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


@pytest.mark.parametrize("colour", [False, True])
def test_a_draft_is_printed_whole(colour: bool, hostile_plan: Path) -> None:
    """Rich would take `[dự thảo]` for markup and print ` Nghị định`."""
    for command in (("list",), ("due", "2024"), ("show", "A.1")):
        text = drawn_in(100, *command, "--plan", str(hostile_plan), "--as-of", "2024-06-30", colour=colour)
        assert "[dự thảo] Nghị định" in text
        assert "[/x]" in text or command[0] == "show"
        assert ":smile: :bomb:" in text or command[0] == "show"


def test_what_is_typed_is_made_safe_too() -> None:
    result = run("list", "--body", "\x1b[31m##[error]x", env={"GITHUB_ACTIONS": "true"})
    assert result.status == 2
    assert "\\x1b[31m## [error]x" in result.stderr
    assert "\x1b" not in run("\x1b[31mlist").stderr


def test_problems_of_hostile_files(tmp_path: Path) -> None:
    """Names of files, keys and values that reach a message: made safe, and broken for a build server."""
    plan = write_plan(
        tmp_path,
        {
            "bodies/ban-mot.yaml": 'name: A\ntasks: [{id: A.1, title: "##[error]x", "::error::x": 1, due: "##[x]"}]\n',
            "bodies/##[error]x.yaml": "name: [1]\n",
            "bodies/\x1b[31m.yaml": "name: [1]\n",
        },
    )
    for args in (["list"], ["validate", "--format", "text"], ["validate", "--format", "concise"]):
        result = run(*args, "--plan", str(plan), env={"GITHUB_ACTIONS": "true"})
        told = result.stdout + result.stderr
        assert result.status == 1
        assert "\x1b" not in told
        assert not re.search(r"##[A-Za-z]*\[", told)
        assert not any(line.lstrip().startswith("::") for line in told.splitlines())


# --- JSON -------------------------------------------------------------------------------------------------------------

TEXT, OPTIONAL_TEXT = (str,), (str, type(None))
ITEM: dict[str, tuple[type, ...]] = {
    "key": TEXT,
    "id": TEXT,
    "title": TEXT,
    "body": TEXT,
    "answers_to": OPTIONAL_TEXT,
    "leads": (list,),
    "co_leads": (list,),
    "supporting": (list,),
    "supporting_note": OPTIONAL_TEXT,
    "source": (list,),
    "due": (str, list, type(None)),
    "due_in_force": (str, list, type(None)),
    "due_first": OPTIONAL_TEXT,
    "due_last": OPTIONAL_TEXT,
    "due_words": OPTIONAL_TEXT,
    "state": OPTIONAL_TEXT,
    "days_left": (int, type(None)),
    "due_soon": (bool,),
    "report_overdue": (bool,),
    "no_report": (bool,),
    "unverified": (bool,),
    "provisional": (bool,),
    "missed": (int,),
    "occurrence": OPTIONAL_TEXT,
    "milestone": OPTIONAL_TEXT,
    "member": OPTIONAL_TEXT,
    "cites": (list,),
    "output": (list,),
    "tags": (list,),
    "assigned": (dict,),
    "started": (dict, type(None)),
    "progress": (list,),
    "submitted": (list,),
    "completed": (list,),
    "rescheduled": (list,),
    "suspended": (list,),
    "transferred": (list,),
    "withdrawn": (dict, type(None)),
    "milestones": (list,),
    "members": (list,),
    "note": OPTIONAL_TEXT,
    "file": TEXT,
    "line": (int,),
}
ENVELOPE = ["kind", "version", "plan", "as_of", "at", "incomplete"]
KINDS = [
    (("list",), "tasks", ["view"]),
    (("list", "--views"), "views", []),
    (("due", "2024"), "tasks", ["view", "undated"]),
    (("due", "--undated"), "tasks", ["view", "undated"]),
    (("show", "III.1", "V.7", "V.7:2024-Q1", "III.1:khao-sat", "V.7:2024-Q1:chi-bo-1"), "tasks", []),
    (("status",), "status", ["by", "total", "rates", "next"]),
    (("bodies",), "bodies", []),
    (("documents",), "documents", []),
    (("validate",), "problems", ["read", "base", "command", "notes"]),
]


@pytest.mark.parametrize(("args", "kind", "more"), KINDS)
def test_the_envelope(args: tuple[str, ...], kind: str, more: list[str]) -> None:
    answer = json.loads(run(*args, *IN_RICH, "--format", "json").stdout)
    assert list(answer) == [*ENVELOPE, *more, "items"]
    assert [answer[name] for name in ENVELOPE] == [kind, 1, "rich", RICH_DAY, None, []]
    assert isinstance(answer["items"], list)
    if kind == "tasks":
        assert answer["items"]
        for item in answer["items"]:
            assert not ITEM.keys() - item.keys()
            wrong = [name for name, types in ITEM.items() if type(item[name]) not in types]
            assert wrong == []


def items_of(*args: str) -> dict[str, Any]:
    return {item["key"]: item for item in json.loads(run(*args, *IN_RICH, "--format", "json").stdout)["items"]}


def test_an_item_as_data() -> None:
    item = items_of("list")["III.1"]
    assert {name: item[name] for name in ("leads", "co_leads", "supporting", "source", "cites", "tags")} == {
        "leads": ["ban-mot", "ban-hai"],
        "co_leads": ["ban-hai"],
        "supporting": ["van-phong", "tinh-uy"],
        "source": ["III.1", "annex:1"],
        "cites": ["28-NQ/TW@2022-11-17", "132-QĐ/TW"],
        "tags": ["quy-che", "chat-van"],
    }
    assert (item["due"], item["due_in_force"], item["due_first"], item["due_last"]) == (
        "2024-H1",
        "by 2024-11-30",
        None,
        "2024-11-30",
    )
    assert (item["file"], item["line"], item["body"], item["answers_to"]) == (
        "bodies/ban-mot.yaml",
        6,
        "ban-mot",
        "ban-mot",
    )
    assert item["assigned"] == {"date": "2024-01-15", "document": "15-KH/TW"}
    first, second = item["completed"]
    assert (first["date"], first["returned"]["date"], first["returned"]["by"]) == (
        "2024-10-10",
        "2024-10-20",
        "van-phong",
    )
    assert (second["output"], second["evidence"], second["verified"]["by"]) == (
        ["205-QĐ/TW"],
        ["Công báo số 9"],
        "van-phong",
    )
    assert [one["to"] for one in item["rescheduled"]] == ["2024-Q3", "by 2024-11-30"]
    assert [one["percent"] for one in item["progress"]] == [40, 70]
    assert item["progress"][0]["date"] == "2024-03"
    assert (item["suspended"][0]["resumed"], item["transferred"][0]["from"]) == ("2024-08-01", "ban-hai")


def test_lists_are_lists_and_absent_is_null() -> None:
    items = items_of("list")
    bare, done = items["IV.9"], items["II.1.đ"]
    assert [name for name, value in bare.items() if value is None] == [
        "supporting_note", "text", "due", "due_in_force", "due_first", "due_last", "due_words", "days_left",
        "occurrence", "milestone", "member", "report_every", "note", "started", "withdrawn",
    ]  # fmt: skip
    assert isinstance(done["completed"], list)  # a bare date in the file
    assert (done["completed"][0]["date"], done["completed"][0]["output"], done["completed"][0]["verified"]) == (
        "2024-07-01",
        [],
        None,
    )
    assert items["III.2"]["withdrawn"]["into"] == ["III.1", "II.1.d"]
    assert items["IV.9"]["assigned"] == {"date": "2023-12-15", "document": "15-KH/TW"}  # the plan's own


def test_several_series_are_a_list(tmp_path: Path) -> None:
    task = "- {id: A.1, title: Two series, due: [every year before 06-15 from 2024, every quarter from 2024]}"
    plan = one_body(tmp_path, task)
    answer = json.loads(run("list", "--plan", str(plan), "--as-of", "2024-06-30", "--format", "json").stdout)
    assert answer["items"][0]["due"] == ["every year before 06-15 from 2024", "every quarter from 2024"]


def test_the_language_changes_no_data() -> None:
    for form in ("json", "csv"):
        english = run("list", *IN_RICH, "--format", form, "--lang", "en").stdout
        assert english == run("list", *IN_RICH, "--format", form, "--lang", "vi").stdout


def test_bodies_and_documents_as_data() -> None:
    bodies = {one["id"]: one for one in json.loads(run("bodies", *IN_RICH, "-f", "json").stdout)["items"]}
    assert (bodies["ban-mot"]["leads"], bodies["ban-hai"]["co_leads"], bodies["van-phong"]["supporting"]) == (9, 1, 1)
    assert (bodies["ban-cu"]["until"], bodies["ban-cu"]["succeeded_by"]) == ("2024-06-30", ["ban-mot"])
    assert bodies["ban-mot"]["aliases"] == ["Ban Một TW", "Ban thứ nhất"]
    assert (bodies["tinh-uy"]["collective"], bodies["tinh-uy"]["overdue"]) == (True, 2)
    assert [one["id"] for one in bodies["tinh-uy"]["members"]] == ["chi-bo-1", "chi-bo-2"]
    documents = json.loads(run("documents", *IN_RICH, "-f", "json").stdout)["items"]
    assert [(one["number"], one["id"], one["date"], one["cited_by"]) for one in documents][1:6] == [
        ("28-NQ/TW", None, "2022-11-17", ["III.1"]),
        ("28-NQ/TW", None, "2013-10-25", []),
        ("44-NQ/TW", None, "2023-11-24", []),
        ("132-QĐ/TW", None, None, ["III.1"]),
        (None, "luat-to-chuc", "2015", []),
    ]


# --- CSV and Markdown -------------------------------------------------------------------------------------------------


def rows_of(result: Result) -> list[dict[str, str]]:
    assert (result.status, result.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(result.stdout), strict=True))


@pytest.mark.parametrize("command", [("list",), ("due", "2024"), ("show", "III.1", "V.7"), ("bodies",), ("documents",)])
def test_csv_parses_back_to_the_data(command: tuple[str, ...]) -> None:
    items = json.loads(run(*command, *IN_RICH, "--format", "json").stdout)["items"]
    rows = rows_of(run(*command, *IN_RICH, "--format", "csv"))
    assert len(rows) == len(items)
    for item, row in zip(items, rows, strict=True):
        assert row.keys() <= item.keys()
        for name, text in row.items():
            value = item[name]
            if value is None or value == []:
                assert text == ""
            elif isinstance(value, bool):
                assert text == str(value).lower()
            elif isinstance(value, list) and all(isinstance(one, str) for one in value):
                assert text.split("; ") == value
            elif isinstance(value, str | int):
                assert text == " ".join(str(value).split())


def test_csv_of_status_and_its_order() -> None:
    rows = rows_of(run("status", *IN_RICH, "--format", "csv"))
    assert [(row["key"], row["total"], row["completed_on_time"]) for row in rows] == [
        ("ban-hai", "4", "1"),
        ("ban-mot", "9", "1"),
        ("tinh-uy", "2", "0"),
    ]


def md_tables(text: str) -> Sequence[list[str]]:
    """Return the tables of a Markdown text, each as its lines."""
    tables: list[list[str]] = []
    for line in ["", *text.splitlines()]:
        if line.startswith("|"):
            tables[-1].append(line)
        else:
            tables.append([])
    return [table for table in tables if table]


@pytest.mark.parametrize("args", ANSWERS, ids=NAMES)
def test_markdown_tables_have_as_many_cells_in_each_line(args: tuple[str, ...]) -> None:
    result = run(*args, "--format", "md")
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.startswith("## ")
    tables = md_tables(result.stdout)
    assert tables or args[0] == "show"
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table}) == 1
        assert re.fullmatch(r"\|( (---|---:) \|)+", table[1])
        assert len(table) > 2


def test_markdown_holds_the_same_as_the_table() -> None:
    text = run("due", "--year", "2024", *IN_SHIPPED, "--format", "md").stdout
    (table,) = md_tables(text)
    assert len(table) == 2 + 11
    assert table[2] == (
        "| IV.2.2 | 2024-12-31 | 184 | not yet due | Ban cán sự đảng Chính phủ | "
        "Sơ kết chính quyền đô thị ở Hà Nội, TP. Hồ Chí Minh, Đà Nẵng; hoàn thiện mô hình theo địa bàn |"
    )
    assert text.endswith("12 tasks state no deadline, 6 are ongoing: --undated lists them\n")


def test_drawn_styles_name_every_state() -> None:
    from plancli.report.glyphs import GLYPHS
    from plancli.state import STATES

    assert not {*STATES, "not-judged", "due-soon"} - drawn.STYLES.keys()
    assert not {*STATES, "not-judged"} - GLYPHS.keys()
    assert len(set(GLYPHS.values())) == len(GLYPHS)


# --- columns ----------------------------------------------------------------------------------------------------------


def test_every_column_has_a_heading() -> None:
    assert set(ALL_FIELDS) <= set(HEADINGS) | set(FLAGS)


COLUMNS = [
    ("III.1", "started", "2024-02-01  Đã lập tổ"),
    ("III.1", "milestones", "1 of 2 completed"),
    ("III.1", "assigned", "2024-01-15 15-KH/TW"),
    ("IV.9", "assigned", "2023-12-15 15-KH/TW"),
    ("IV.9", "milestones,members,progress,completed,withdrawn,suspended", ""),
]


def column(address: str, columns: str, *args: str, plan: Path = RICH) -> str:
    """Return what stands in the row of one task, as Markdown shows it."""
    asked = ("list", "--columns", f"key,{columns}", "--format", "md", "--as-of", RICH_DAY, "--plan", str(plan), *args)
    rows = [line.strip("| ").split(" | ") for line in run(*asked).stdout.splitlines() if line.startswith("| ")]
    return " ".join(next(row[1:] for row in rows if row[0].rstrip(" |") == address)).strip(" |")


@pytest.mark.parametrize(("address", "columns", "shown"), COLUMNS)
def test_what_stands_in_a_column(address: str, columns: str, shown: str) -> None:
    assert column(address, columns) == shown


FACTS = """\
- id: A.1
  title: Task
  report_every: 3 months
  started: 2024-01-20
  progress: [{date: 2024-05, percent: 70, note: Half}, {date: 2024-03-01, note: Begun}]
  submitted: {date: 2024-06-01, output: [1-TTr, 2-TTr]}
  completed: [{date: 2024-10-10, returned: {date: 2024-10-20}}]
  rescheduled: [{date: 2024-02-02, to: 2024-Q3, reason: Late}, {date: 2024-03-02, to: by 2024-11-30}]
  suspended: {date: 2024-07-01, resumed: 2024-08-01, reason: Waiting}
  transferred: {date: 2024-04-01, from: ban-hai}
  withdrawn: {date: 2024-11-01, into: [A.2], reason: Merged}
- {id: A.2, title: Other, withdrawn: {date: 2024-11-01}, suspended: {date: 2024-07-01}, completed: 2024-06-05}
"""


@pytest.mark.parametrize(
    ("columns", "english", "vietnamese"),
    [
        ("started", "2024-01-20", "20/01/2024"),
        ("progress", "2024-05  70 %; Half", "05/2024  70 %; Half"),
        ("submitted", "2024-06-01  1-TTr, 2-TTr", "01/06/2024  1-TTr, 2-TTr"),
        ("completed", "2024-10-10  returned", "10/10/2024  bị trả lại"),
        ("rescheduled", "2024-03-02  to: by 2024-11-30", "02/03/2024"),
        ("suspended", "2024-07-01  resumed 2024-08-01; Waiting", "01/07/2024"),
        ("transferred", "2024-04-01  from: ban-hai", "01/04/2024"),
        ("withdrawn", "2024-11-01  into: A.2; Merged", "01/11/2024"),
        ("report_every", "3 months", "3 tháng"),
    ],
)
def test_facts_in_a_column(columns: str, english: str, vietnamese: str, tmp_path: Path) -> None:
    plan = one_body(tmp_path, FACTS)
    assert column("A.1", columns, plan=plan) == english
    assert column("A.1", columns, "--lang", "vi", plan=plan).startswith(vietnamese)


def test_bare_facts_in_a_column(tmp_path: Path) -> None:
    plan = one_body(tmp_path, FACTS)
    assert column("A.2", "withdrawn,suspended,completed", plan=plan) == "2024-11-01 2024-07-01 2024-06-05"


SPANS = [
    ("2024", "2024", "năm 2024"),
    ("2024-H1", "6 tháng đầu năm 2024", "6 tháng đầu năm 2024"),
    ("2024-H2", "6 tháng cuối năm 2024", "6 tháng cuối năm 2024"),
    ("2024-Q1", "quý I/2024", "quý I/2024"),
    ("2024-Q2", "quý II/2024", "quý II/2024"),
    ("2024-Q3", "quý III/2024", "quý III/2024"),
    ("2024-Q4", "quý IV/2024", "quý IV/2024"),
    ("2024-12", "12/2024", "tháng 12/2024"),
    ("2024-12-31", "31/12/2024", "ngày 31/12/2024"),
    ("2024/..", "từ 2024 trở đi", "từ năm 2024 trở đi"),
]


@pytest.mark.parametrize(("text", "shown", "said"), SPANS)
def test_spans_in_words(text: str, shown: str, said: str) -> None:
    span = parse_span(text)
    english = "from 2024 on" if text == "2024/.." else text
    assert (span_words(span), span_words(span, said=True)) == (english, english)
    set_language("vi")
    assert (span_words(span), span_words(span, said=True)) == (shown, said)
