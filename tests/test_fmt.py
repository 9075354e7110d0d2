"""The one layout, rule by rule, and `plan fmt` as it is called: what it prints, writes, refuses and leaves alone."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest
from folders import PLAN, write_plan
from layouts import SPECIAL
from pages import DOCS, Block, blocks
from support import ROOT, SHIPPED, process, run
from test_fmt_properties import resolved

from plancli.decode import facts
from plancli.decode.roots import TABLES
from plancli.errors import PlanError
from plancli.formatting import files, formatted
from plancli.formatting.lines import lines_of
from plancli.formatting.places import FACT_ORDER, ranks
from plancli.formatting.quoting import fits_plain, quoted, retyped
from plancli.render.look import Look
from plancli.render.patch import patch
from plancli.source import Entry, Folder, entry_of
from plancli.source.write import write

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0
NO_LINKS = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


def entry(path: str = "bodies/a.yaml") -> Entry:
    """Return one of a plan's files."""
    found = entry_of(path)
    assert found
    return found


def laid_out(text: str | bytes, path: str = "bodies/a.yaml") -> str:
    """Return a text laid out, which must be done in one go."""
    data = text if isinstance(text, bytes) else text.encode()
    result = formatted(data, entry(path))
    assert (result.problems, result.fault) == ((), "")
    assert formatted(result.data, entry(path)) == (result.data, (), "")
    return result.data.decode()


def body(text: str) -> str:
    """Return a text without the indentation that it has in this file."""
    return dedent(text).lstrip("\n")


# --- the page of the layout -----------------------------------------------------------------------------------------

EXAMPLES = [block for block in blocks(DOCS / "fmt.md") if block.language == "diff"]


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"fmt.md:{block.start + 1}")
def test_the_examples_of_the_page(block: Block) -> None:
    before, after = [
        "".join(f"{line[1:]}\n" for line in block.text if line[:1] in (sign, " ", "")) for sign in ("-", "+")
    ]
    assert before != after
    assert laid_out(before) == after


def test_the_shipped_plan_is_in_order() -> None:
    source = Folder(SHIPPED)
    for one in source.listing().entries:
        data = source.read(one)
        assert isinstance(data, bytes)
        assert formatted(data, one) == (data, (), "")


# --- keys -----------------------------------------------------------------------------------------------------------


def test_every_field_has_its_place_in_the_order() -> None:
    for table in TABLES:
        names = [field.name for field in table.fields]
        assert sorted(ranks(table)) == sorted(names)
        assert table in facts.TABLES or list(ranks(table)) == names
    assert {field.name for table in facts.TABLES for field in table.fields} == set(FACT_ORDER)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("plan.yaml", "title: P\nid: p\nformat: 1\n", "format: 1\nid: p\ntitle: P\n"),
        (
            "plan.yaml",
            "views:\n  b: {sort: id, tag: x}\n  a: {tag: z}\n",
            "views:\n  b: {tag: x, sort: id}\n  a: {tag: z}\n",
        ),
        (
            "documents.yaml",
            "documents:\n- title: T\n  id: x\n- {date: 2024, number: 1-X}\n",
            "documents:\n  - title: T\n    id: x\n  - {number: 1-X, date: 2024}\n",
        ),
        ("bodies/a.yaml", "zzz: 1\nshort: A\naaa: 2\nname: B\n", "name: B\nshort: A\nzzz: 1\naaa: 2\n"),
        (
            "bodies/a.yaml",
            "members:\n  b: {until: 2024, name: B}\n  a:\n",
            "members:\n  b: {name: B, until: 2024}\n  a:\n",
        ),
        ("bodies/a.yaml", "zzz:\n  b: 1\n  a: {d: 1, c: 2}\n", "zzz:\n  b: 1\n  a: {d: 1, c: 2}\n"),
        ("plan.yaml", "policy:\n  b: {waivable: false, severity: off}\n  a: off\n", None),
    ],
)
def test_keys_stand_in_the_order_of_the_tables(path: str, before: str, after: str | None) -> None:
    if after is None:
        after = before.replace("{waivable: false, severity: off}", "{severity: off, waivable: false}")
    assert laid_out(before, path) == after


def test_facts_stand_as_people_tell_them() -> None:
    before = "tasks:\n  - id: A\n    title: T\n    rescheduled: {reason: R, document: D, to: 2025, date: 2024-12-20}\n"
    assert "{date: 2024-12-20, to: 2025, document: D, reason: R}" in laid_out(before)


# --- quotes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [one for one in (*SPECIAL, "IV.2", "2024-13", "1.2.3", "a", "-", "0x", "1e", "y", "N", "ON", "on") if one]
)
def test_a_text_is_quoted_exactly_where_a_reader_takes_it_for_something_else(text: str) -> None:
    assert retyped(text) == (resolved(text) != {"str"})


def test_a_time_of_day_is_quoted_although_readers_of_one_kind_disagree() -> None:
    assert resolved("08:30") == {"str"}
    assert retyped("08:30")


@pytest.mark.parametrize("text", SPECIAL)
@pytest.mark.parametrize("flow", [False, True], ids=["lines", "brackets"])
def test_what_may_stand_without_quotes_does_so_to_libyaml(text: str, *, flow: bool) -> None:
    from layouts import means

    if fits_plain(text, flow=flow):
        assert means(text, text, flow=flow)
    assert means(quoted(text), text, flow=flow)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: 'A'", "name: A"),
        ('name: "it\'s"', "name: it's"),
        ("name: \"'a' b\"", "name: '''a'' b'"),
        ('name: "a\\tb"', 'name: "a\\tb"'),
        ('name: "a\\u00e2"', "name: aâ"),
        ("name: no", "name: 'no'"),
        ("name: ~", "name: ~"),
        ("name: '~'", "name: '~'"),
        ("name: ''", "name: ''"),
        ("name:", "name:"),
        ("name: a:b", "name: a:b"),
        ("collective: 'true'", "collective: 'true'"),
        ("collective: true", "collective: true"),
        ("until: '2024'", "until: 2024"),
        ("until: '~'", "until: '~'"),
        ("until: 'no'", "until: 'no'"),
        ("until: no", "until: no"),
        ("zzz: no", "zzz: no"),
        ("zzz: 'no'", "zzz: 'no'"),
        ("zzz: 'yes sir'", "zzz: yes sir"),
        ("members:\n  no: {name: A}", "members:\n  'no': {name: A}"),
        ("members:\n  \"x\": {name: '2024'}", "members:\n  x: {name: '2024'}"),
        ("zzz: {no: 1, 'on': 2}", "zzz: {no: 1, 'on': 2}"),
        ("zzz: {'a, b': 1}", "zzz:\n  a, b: 1"),
        ("aliases: ['2024', b]", "aliases: ['2024', b]"),
    ],
)
def test_quotes(before: str, after: str) -> None:
    assert laid_out(f"{before}\n") == f"{after}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: '1'", "format: 1"),
        ("met_by: 'null'", "met_by: 'null'"),
        ("checks: {unused-document: 'off'}", "checks: {unused-document: off}"),
        ("policy: {task-removed: 'off'}", "policy: {task-removed: off}"),
        ("policy: {task-removed: {severity: 'off', waivable: false}}", None),
        ("checks: {no: off}", "checks: {'no': off}"),
        ("odd: {late: {year: 2024, no: '2025', state: 'overdue'}}", None),
        ("reporting: {cutoff_day: 20}", "reporting: {cutoff_day: 20}"),
        ("events: {x: {date: '2024'}}", "events: {x: {date: 2024}}"),
        (
            "sources: {x: {outline: [{id: 1, tasks: false}]}}",
            "sources:\n  x:\n    outline:\n      - {id: '1', tasks: false}",
        ),
    ],
)
def test_quotes_in_plan_yaml(before: str, after: str | None) -> None:
    if after is None:
        after = before.replace("'off'", "off").replace("'overdue'", "overdue")
    assert laid_out(f"{before}\n", "plan.yaml") == f"{after}\n"


# --- texts of several lines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: a\n b\n  c", "name: a b c"),
        ("name: 'a\n\n  b'", "name: |-\n  a\n  b"),
        ('name: "a\\nb\\n"', "name: |\n  a\n  b"),
        ('name: "a\\nb\\n\\n"', 'name: "a\\nb\\n\\n"'),
        ('name: " a\\nb"', 'name: " a\\nb"'),
        ('name: "a \\nb"', 'name: "a \\nb"'),
        ('name: "\\n"', 'name: "\\n"'),
        ("name: |\n     a\n       b\n\n     c", "name: |\n  a\n    b\n\n  c"),
        ("name: |-\n   a  \n   b", "name: |-\n  a  \n  b"),
        ("name: >\n   a\n   b\n\n   c\n", "name: >\n  a\n  b\n\n  c"),
        ("name: |4\n      a\n    b", "name: |2\n    a\n  b"),
        ("name: |1-\n   \n  a", "name: |2-\n    \n   a"),
        ("name: |+\n   a\n\n\nshort: b", "name: |+\n  a\n\n\nshort: b"),
        ("name: |+\n   a\nshort: b", "name: |\n  a\nshort: b"),
        ("name: |   # c\n   a", "name: |  # c\n  a"),
        ("name: |\n  # a\n  b: c\n# d", "name: |\n  # a\n  b: c\n# d"),
        ("aliases:\n- |\n  a\n  b\n- c", "aliases:\n  - |\n    a\n    b\n  - c"),
        ('name: "a\\tb\\nc"', 'name: "a\\tb\\nc"'),
        ("name: 'a\n\n  b'\n  # c", "# c\nname: |-\n  a\n  b"),
        ("name: |", "name: ''"),
        ("name: >-\n\n\nshort: a", "name: ''\n\nshort: a"),
    ],
)
def test_texts_of_several_lines(before: str, after: str) -> None:
    assert laid_out(f"{before}\n") == f"{after}\n"


def test_a_block_that_keeps_its_end_keeps_it_at_the_end_of_a_task_and_of_a_file() -> None:
    text = (
        "tasks:\n  - id: A\n    title: T\n    note: |+\n      a\n\n\n  - id: B\n    title: T\n    note: |+\n      b\n\n"
    )
    assert laid_out(text) == text


# --- lists and maps -------------------------------------------------------------------------------------------------


def test_a_list_stands_in_brackets_as_far_as_it_fits() -> None:
    items = ["x" * 50, "y" * 57]
    fits = f"aliases: [{items[0]}, {items[1]}]\n"
    assert len(fits) == 120 + len("\n")
    assert laid_out("aliases:\n- " + "\n- ".join(items) + "\n") == fits
    wide = f"aliases:\n  - {items[0]}\n  - {items[1]}yy\n"
    assert laid_out(wide.replace("\n  - ", "\n- ")) == wide
    assert laid_out(f"aliases: [{items[0]}, {items[1]}yy]\n") == wide


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: []", "aliases: []"),
        ("aliases: [ ]  # c", "aliases: []  # c"),
        ("aliases: [\n # c\n]", "aliases: []\n  # c"),
        ("members: { }", "members: {}"),
        ("{name: A, short: B}", "name: A\nshort: B"),
        ("{}", "{}"),
        ("aliases: [a, , ]", None),
        ("aliases:\n  -\n  - a", "aliases:\n  -\n  - a"),
        ("aliases: ['a, b', c]", "aliases:\n  - a, b\n  - c"),
        ("aliases: [a, # c\n  b]", "aliases:\n  - a  # c\n  - b"),
        ("members: {a: {name: A, until: 2024}}", "members: {a: {name: A, until: 2024}}"),
        ("members: {a: {name: 'A, B'}}", "members:\n  a:\n    name: A, B"),
        ("tasks: [{id: A, title: T}]", "tasks:\n  - id: A\n    title: T"),
        ("members: {a: {name: A}, b: }", "members:\n  a: {name: A}\n  b:"),
        (
            "members:\n  a: {name: A,\n    # c\n    until: 2024}",
            "members:\n  a:\n    name: A\n    # c\n    until: 2024",
        ),
        ("zzz: [[a, b], {c: d}]", "zzz:\n  - [a, b]\n  - {c: d}"),
        ("zzz:\n- - a: 1\n    b: 2\n  - c", "zzz:\n  - - a: 1\n      b: 2\n    - c"),
        ("zzz: [a: 1]", "zzz:\n  - {a: 1}"),
        ("? name\n: A\n? short", "name: A\nshort:"),
        (f"short: B\n# c\n? {'x' * 1100}\n: 1", f"short: B\n# c\n? {'x' * 1100}\n: 1"),
    ],
)
def test_lists_and_maps(before: str, after: str | None) -> None:
    if after is None:
        assert formatted(f"{before}\n".encode(), entry()).problems
        return
    assert laid_out(f"{before}\n") == f"{after}\n"


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("due: 2024-33", "due: 2024-Q1"),
        ("due: 'before  2024-40'", "due: before 2024-H1"),
        ("due: by   IV.3:khao-sat", "due: by IV.3:khao-sat"),
        ("due: every quarter   by 20 from 2024-33", "due: every quarter by 20 from 2024-Q1"),
        ("due:\n- every half by 20  from 2024\n- every year by 12-15 from 2024", None),
        ("due: 31/12/2024", "due: 31/12/2024"),
        ("due: [a, b]", "due: [a, b]"),
        ("report_every: 3  months", "report_every: 3 months"),
        ("started: '2024-01'", "started: 2024-01"),
        ("started: 2024-33", "started: 2024-33"),
        ("completed: ['2024-01-31', 2024-02]", "completed: [2024-01-31, 2024-02]"),
        ("rescheduled: {to: '2024-36', date: 2024}", "rescheduled: {date: 2024, to: 2024-Q4}"),
        ("occurrences:\n  2024-33: {}\n  '2024': {}", "occurrences:\n  2024-Q1: {}\n  2024: {}"),
        ("occurrences:\n  2024-33: {}\n  2024-Q1: {}", "occurrences:\n  2024-33: {}\n  2024-Q1: {}"),
        ("due: |\n  2024-33", "due: |\n  2024-33"),
    ],
)
def test_dates_and_deadlines(before: str, after: str | None) -> None:
    if after is None:
        after = "due: [every half by 20 from 2024, every year by 12-15 from 2024]"

    def task(field: str) -> str:
        return "tasks:\n  - id: A\n    title: T\n    " + field.replace("\n", "\n    ") + "\n"

    assert laid_out(task(before)) == task(after)


# --- blank lines and comments ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\nname: A\n\n\n\nshort: B\n\n\n", "name: A\n\nshort: B\n"),
        ("name: A   \nshort: B\t\n", "name: A\nshort: B\n"),
        ("name: A", "name: A\n"),
        ("", ""),
        (" \n\n", ""),
        ("# c", "# c\n"),
        ("\n# c\n\n\n# d\n\n", "# c\n\n# d\n"),
        ("---\nname: A\n", "---\nname: A\n"),
        ("# c\n--- # d\n\nname: A\n...\n# e\n", "# c\n---\n# d\n\nname: A\n...\n# e\n"),
        ("---\n", "---\n"),
        ("---\n''\n", "---\n''\n"),
        ("members:\n\n  a: {name: A}\n", "members:\n  a: {name: A}\n"),
        ("zzz:\n\n\n  # c\n\n  a: 1\n", "zzz:\n  # c\n\n  a: 1\n"),
        ("members:\n  a:\n\n    # c\n    until: 2024\n    name: A\n", None),
        ("members: {a: {\n\n # c\n until: 2024, name: A}}\n", None),
        ("aliases:\n  - |\n    a\n\n\n  - b\n", "aliases:\n  - |\n    a\n\n  - b\n"),
    ],
)
def test_blank_lines_and_ends(before: str, after: str | None) -> None:
    if after is None:
        after = "members:\n  a:\n    name: A\n    # c\n    until: 2024\n"
    assert laid_out(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("name: A # c", "name: A  # c", id="behind"),
        pytest.param("name: A\n# c\nshort: B", "name: A\n# c\nshort: B", id="above"),
        pytest.param("# c\n\n# d\nname: A", "# c\n\n# d\nname: A", id="head"),
        pytest.param("# c\nshort: B\nname: A", "# c\nname: A\nshort: B", id="head-stays"),
        pytest.param("# c\n\nshort: B\n\nname: A", "# c\n\nname: A\nshort: B", id="gap-stays"),
        pytest.param("# c\nshort: B\n\n# d\nname: A", "# c\n# d\nname: A\nshort: B", id="head-grows"),
        pytest.param("# c\n\nshort: B\n# d\nname: A", "# c\n\n# d\nname: A\nshort: B", id="head-grows-by-a-block"),
        pytest.param("name: A # c  ", "name: A  # c", id="with-blanks-at-its-end"),
        pytest.param("short: B\n# c\nname: A # d", "# c\nname: A  # d\nshort: B", id="goes-with-its-key"),
        pytest.param("name: # c\n  A", "# c\nname: A", id="between-key-and-text"),
        pytest.param("name: # c\n  A # d", "# c\nname: A  # d", id="between-and-behind"),
        pytest.param("aliases: # c\n  - a", "aliases: [a]  # c", id="behind-a-key"),
        pytest.param("aliases: # c\n  # d\n  - a", "aliases:  # c\n  # d\n  - a", id="below-a-key"),
        pytest.param("aliases:\n  - a\n  # c", "aliases:\n  - a\n  # c", id="end-of-list"),
        pytest.param("aliases:\n- a\n# c", "aliases: [a]\n# c", id="end-of-map"),
        pytest.param("aliases:\n- a\n# c\nzzz: 1", "aliases: [a]\n# c\nzzz: 1", id="before-the-next"),
        pytest.param("members:\n  a:\n  # c\nzzz: 1", "members:\n  a:\n  # c\nzzz: 1", id="end-of-inner-map"),
        pytest.param("zzz:\n    # c\nyyy: 1", "zzz:\n  # c\nyyy: 1", id="where-nothing-stands"),
        pytest.param("zzz: a\n    # c\nyyy: 1", "zzz: a\n  # c\nyyy: 1", id="below-a-text"),
        pytest.param("zzz:\n  a: 1\n   # c\nyyy: 1", "zzz:\n  a: 1\n    # c\nyyy: 1", id="deeper"),
        pytest.param("zzz:\n  a: 1\n # c\nyyy: 1", "zzz:\n  a: 1\n# c\nyyy: 1", id="between-two-depths"),
        pytest.param("zzz:\n  a: 1\n# c\n  # d\nyyy: 1", "zzz:\n  a: 1\n# c\n# d\nyyy: 1", id="in-order"),
        pytest.param("zzz:\n  - # c\n    a: 1", "zzz:\n  # c\n  - a: 1", id="behind-a-dash"),
        pytest.param("zzz:\n  -\n    # c\n    a: 1", "zzz:\n  # c\n  - a: 1", id="below-a-dash"),
        pytest.param("zzz:\n- a: 1\n  # c\n# d\n- b", "zzz:\n  - a: 1\n    # c\n  # d\n  - b", id="end-of-item"),
        pytest.param("zzz: [ # c\n a # d\n # e\n] # f", "zzz:  # f\n  # c\n  - a  # d\n  # e", id="brackets"),
        pytest.param("zzz: {a: 1 # c\n, b: 2}", "zzz:\n  a: 1  # c\n  b: 2", id="before-a-comma"),
        pytest.param("zzz:\n  - {a: 'b, c'} # e", "zzz:\n  # e\n  - a: b, c", id="item-unfolds"),
        pytest.param("zzz:\n  - - {a: 'b, c'} # e", "zzz:\n  # e\n  - - a: b, c", id="item-in-item"),
        pytest.param("zzz:\n  - b\n  - # c\n    a: 1", "zzz:\n  - b\n  # c\n  - a: 1", id="behind-a-later-dash"),
        pytest.param("zzz: 1\nyyy:\n    # c\n  - x", "zzz: 1\nyyy:\n  # c\n  - x", id="before-the-first-item"),
        pytest.param("name: A\n? # c\n  short\n: B", "name: A\n# c\nshort: B", id="behind-a-later-question-mark"),
        pytest.param("zzz: |\n    a\n  # c\nyyy: 1", "zzz: |\n  a\n# c\nyyy: 1", id="below-a-block"),
        pytest.param("zzz: {a: 1, b: # c\n 2}", "zzz:\n  a: 1\n  # c\n  b: 2", id="behind-a-key-in-brackets"),
        pytest.param("? name # c\n# d\n: A", "# c\n# d\nname: A", id="explicit-key"),
        pytest.param("? # c\n  name\n: A\nshort: B", "# c\nname: A\nshort: B", id="behind-a-question-mark"),
        pytest.param("name: A #b", "name: A  #b", id="cut-by-comment"),
        pytest.param("name: a#b", "name: a#b", id="no-comment"),
        pytest.param("name: 'a # b' # c", "name: 'a # b'  # c", id="quoted-sign"),
        pytest.param(
            "# yaml-language-server: $schema=x\nname: A", "# yaml-language-server: $schema=x\nname: A", id="mode"
        ),
    ],
)
def test_comments(before: str, after: str) -> None:
    assert laid_out(f"{before}\n") == f"{after}\n"


def test_comments_above_a_field_that_becomes_first_go_above_its_item() -> None:
    before = "tasks:\n  # one\n  - title: T\n    # two\n    id: A\n    # three\n"
    assert laid_out(before) == "tasks:\n  # one\n  # two\n  - id: A\n    title: T\n    # three\n"
    before = body("""
        documents:
        - number: A

        - date: 2024
          # one
          number: B

        # two
        - date: 2025

          # three
          number: C
    """)
    assert laid_out(before, "documents.yaml") == body("""
        documents:
          - number: A

          # one
          - number: B
            date: 2024

          # two

          # three
          - number: C
            date: 2025
    """)


# --- characters -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfname: A\n", "name: A\n"),
        (b"\xef\xbb\xbf# c\nname: A # d\n", "# c\nname: A  # d\n"),
        (b"name: A\r\nshort: B\r\n", "name: A\r\nshort: B\r\n"),
        (b"name: A\r\nshort: B\r\ncontact: C\n", "name: A\r\nshort: B\r\ncontact: C\r\n"),
        (b"name: A\r\nshort: B\n", "name: A\nshort: B\n"),
        (b"name: A\rshort: B\r", "name: A\nshort: B\n"),
        (b"name: |\r\n   a\r\n   b\r\n", "name: |\r\n  a\r\n  b\r\n"),
        ("name: Uỷ # ỷ\n".encode(), "name: Uỷ  # ỷ\n"),
        ("# e\u0302\nname: e\u0302\nzzz: {e\u0302: 1}\n".encode(), "# ê\nname: ê\nzzz: {ê: 1}\n"),
        (b'name: "e\\u0302"\n', "name: ê\n"),
    ],
)
def test_characters(before: bytes, after: str) -> None:
    assert laid_out(before) == after


# --- what is left as it is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "line", "column"),
    [
        (b"name: [a\n", "invalid-yaml", 1, 7),
        (b"name: A\nshort: B\nname: C\n", "duplicate-key", 3, 1),
        (b"name: &a A\n", "alias", 1, 7),
        (b"name: A\nshort: *a\n", "alias", 2, 8),
        (b"name: !!str A\n", "alias", 1, 7),
        (b"%YAML 1.2\n---\nname: A\n", "alias", 1, 1),
        (b"<<: {a: 1}\n", "alias", 1, 1),
        (b"name: A\n---\nname: B\n", "several-documents", 2, 1),
        (b"name: \xff\n", "not-utf8", 1, 7),
        ("name: A\u200b\n".encode(), "control-character", 1, 8),
        (b'name: "\\e"\n', "control-character", 1, 7),
        (b"name: " + b"[" * 60 + b"]" * 60 + b"\n", "too-deep", 1, 56),
        (b"- a\n", "wrong-type", 1, 1),
        (b"text\n", "wrong-type", 1, 1),
        (b"? [a]\n: b\n", "invalid-yaml", 1, 3),
    ],
)
def test_what_cannot_be_read_as_it_stands_is_left_alone(data: bytes, name: str, line: int, column: int) -> None:
    result = formatted(data, entry())
    assert result.data == data
    assert not result.fault
    assert [(one.name, one.place.line, one.place.column) for one in result.problems][:1] == [(name, line, column)]


def test_what_is_only_wrong_in_meaning_is_laid_out() -> None:
    assert laid_out("titel: x\ncollective: maybe\nuntil: 31/12/2024\ntasks: 5\n") == body("""
        collective: maybe
        until: 31/12/2024

        tasks: 5
        titel: x
    """)


def test_what_cannot_be_judged_may_stand_in_any_order() -> None:
    text = "tasks:\n  - {completed: x, due: y, id: A, title: T, started: z}\n"
    assert "due: y\n    started: z\n    completed: x\n" in laid_out(text)


def test_what_a_file_means_is_compared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "Review", "Renew")
    monkeypatch.setattr(files, "same_nodes", lambda *args: True)
    text = "tasks:\n- id: A\n  title: Review\n"
    assert formatted(text.encode(), entry()).fault == "meaning"


def spoil(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let the program write a text other than it should."""
    monkeypatch.setattr(files, "lines_of", lambda *args: [line.replace(old, new) for line in lines_of(*args)])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Review", "Renew", "text"),
        ("'no'", "no", ""),
        ("2024", "2025", "text"),
        ("# c", "", "comments"),
        ("# c", "# d", "comments"),
        ("short: B  # c", "short: B\n# c", "comments"),
        ("short: B", "", "text"),
        ("short: B", "short: ~", "text"),
        ("collective: true", "collective: 'true'", "text"),
        ("aliases: [a, b]", "aliases: [b, a]", "text"),
        ("aliases: [a, b]", "aliases: [a", "text"),
        ("aliases: [a, b]", "aliases: {a: b}", "text"),
    ],
)
def test_a_fault_of_the_program_changes_no_file(
    old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, old, new)
    text = (
        "name: 'no'\nshort: B # c\naliases: [a, b]\ncollective: true\n\n"
        "tasks:\n  - id: A\n    title: Review\n    due: '2024'\n"
    )
    assert formatted(text.encode(), entry()).fault == fault
    if fault:
        plan = write_plan(tmp_path, {"bodies/a.yaml": text, "bodies/b.yaml": "short: B\nname: C\n"})
        result = run("fmt", cwd=tmp_path)
        assert result.status == 2
        assert "plan/bodies/a.yaml" in result.stderr
        assert "fault of plan fmt itself" in result.stderr
        assert (plan / "bodies/a.yaml").read_text("utf-8") == text


# --- the command ----------------------------------------------------------------------------------------------------

MESSY = 'short: "B"\nname: A\n'
TIDY = "name: A\nshort: B\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a folder with a plan of three bodies: one in order, one that is not, one that is no YAML."""
    return write_plan(
        tmp_path, {"bodies/good.yaml": TIDY, "bodies/messy.yaml": MESSY, "bodies/wrong.yaml": "name: [A\n"}
    ).parent


def test_files_are_rewritten_and_told(plan: Path) -> None:
    result = run("fmt", cwd=plan)
    assert result.status == 1
    assert result.stdout == body("""
        plan/bodies/messy.yaml: formatted
        1 file formatted, 2 files already in order, 1 file left as it is
    """)
    assert result.stderr.startswith("plan/bodies/wrong.yaml:1:7: error: invalid-yaml\n")
    assert (plan / "plan/bodies/messy.yaml").read_text("utf-8") == TIDY
    (plan / "plan/bodies/wrong.yaml").rename(plan / "plan/bodies/wrong.yml")
    assert run("fmt", cwd=plan) == (0, "3 files already in order\n", "")


def test_check_lists_and_writes_nothing(plan: Path) -> None:
    (plan / "plan/bodies/wrong.yaml").unlink()
    result = run("fmt", "--check", cwd=plan)
    told = "plan/bodies/messy.yaml: would be formatted\n1 file would be formatted, 2 files already in order\n"
    assert result == (1, told, "")
    assert (plan / "plan/bodies/messy.yaml").read_text("utf-8") == MESSY
    assert run("fmt", "--check", "plan/bodies/good.yaml", cwd=plan) == (0, "1 file already in order\n", "")


def test_diff_shows_and_writes_nothing(plan: Path) -> None:
    (plan / "plan/bodies/wrong.yaml").unlink()
    told = body("""
        --- plan/bodies/messy.yaml
        +++ plan/bodies/messy.yaml
        @@ -1,2 +1,2 @@
        -short: "B"
         name: A
        +short: B
    """)
    assert run("fmt", "--diff", cwd=plan) == (0, told, "")
    assert run("fmt", "--check", "--diff", cwd=plan) == (1, told, "")
    assert (plan / "plan/bodies/messy.yaml").read_text("utf-8") == MESSY
    coloured = run("fmt", "--diff", cwd=plan, env={"FORCE_COLOR": "1", "NO_COLOR": ""}).stdout
    assert '\x1b[31m-short: "B"\x1b[0m\n' in coloured
    assert "\x1b[32m+short: B\x1b[0m\n" in coloured


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a\n", "a\n", []),
        ("a", "a\n", ["-a", "\\ No newline at end of file", "+a"]),
        ("a\r\nb\n", "a\nb\n", ["-a\\r", "+a", " b"]),
        ("a\r\nb\n", "a\r\nb\r\n", [" a", "-b\\n", "\\ No newline at end of file", "+b"]),
        ("\ufeffa\n", "a\n", ["-\\ufeffa", "+a"]),
        ("a\u202e\x1b[31m\tb\n", "a\n", ["-a\\u202e\\x1b[31m\tb", "+a"]),
        ("  a::b  c\n", "a\n", ["-  a::b  c", "+a"]),
    ],
)
def test_a_diff_shows_what_is_not_seen(before: str, after: str, told: list[str]) -> None:
    lines = patch(before, after, "x\x1b.yaml", Look()).splitlines()
    assert lines[3:] == told
    assert lines[:2] == (["--- x\\x1b.yaml", "+++ x\\x1b.yaml"] if told else [])


def test_a_diff_gives_a_build_server_no_commands() -> None:
    told = patch("a\n", "a: '::error::x ##[group]'\n", "x", Look(ci=True))
    assert "::error" not in told
    assert "##[" not in told


@pytest.mark.parametrize("here", ["", "plan", "plan/bodies"])
def test_files_are_named_from_the_working_folder(plan: Path, here: str) -> None:
    name = os.path.relpath(plan / "plan/bodies/messy.yaml", plan / here)
    result = run("fmt", name, cwd=plan / here)
    assert result.status == 0
    shown = os.path.join(os.path.relpath(plan / "plan", plan / here), "bodies/messy.yaml").removeprefix("./")
    assert result.stdout == f"{shown}: formatted\n1 file formatted\n"


@pytest.mark.parametrize(("name", "good"), [("plan", 2), ("plan/", 2), ("plan/bodies", 1), (".", 2)])
def test_of_a_folder_all_files_are_meant(plan: Path, name: str, good: int) -> None:
    where = plan / "plan" if name == "." else plan
    result = run("fmt", "--check", name, cwd=where)
    assert result.status == 1
    files = "file" if good == 1 else "files"
    assert f"1 file would be formatted, {good} {files} already in order, 1 file left as it is" in result.stdout


@pytest.mark.parametrize(
    "name", ["x.yaml", "bodies/good.yaml", "bodies", "tests", "..", "plan/bodies/good.yml", "/dev/null"]
)
def test_what_is_no_file_of_the_plan_is_refused(plan: Path, name: str) -> None:
    result = run("fmt", "plan/bodies/messy.yaml", name, cwd=plan)
    assert result.status == 2
    assert f"{name} is no file of the plan" in result.stderr.replace("\n", " ")
    assert (plan / "plan/bodies/messy.yaml").read_text("utf-8") == MESSY


def test_what_is_in_order_is_not_touched(plan: Path) -> None:
    good = plan / "plan/bodies/good.yaml"
    os.utime(good, ns=(10**18, 10**18))
    before = good.stat()
    run("fmt", cwd=plan)
    after = good.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [one.name for one in (plan / "plan/bodies").iterdir() if one.name.startswith(".")] == []


def test_another_plan_in_another_language(plan: Path) -> None:
    result = run("fmt", "--plan", str(plan), "--check", "--lang", "vi", cwd=ROOT)
    assert result.status == 1
    assert os.path.relpath(plan / "plan/bodies/messy.yaml", ROOT) in result.stdout


@pytest.mark.parametrize("name", ["bodies/a.yaml", "/somewhere/plan/bodies/a.yaml", "plan/bodies/a.yaml"])
def test_an_editor_sends_a_file(name: str) -> None:
    result = process("fmt", "-", "--stdin-name", name, stdin=MESSY)
    assert (result.returncode, result.stdout, result.stderr) == (0, TIDY, "")
    assert process("fmt", "--check", "--stdin-name", name, stdin=MESSY).returncode == 1
    assert process("fmt", "--check", "--stdin-name", name, stdin=TIDY).returncode == 0
    assert "+short: B" in process("fmt", "--diff", "--stdin-name", name, stdin=MESSY).stdout


def test_an_editor_sends_what_cannot_be_laid_out() -> None:
    result = process("fmt", "-", "--stdin-name", "plan.yaml", stdin="title: [\n")
    assert (result.returncode, result.stdout) == (1, "")
    assert "plan.yaml:1:9: error: invalid-yaml" in result.stderr


@pytest.mark.parametrize("args", [["-"], ["-", "--stdin-name", "x.yaml"], ["-", "a", "--stdin-name", "plan.yaml"]])
def test_an_editor_says_wrongly_what_it_sends(args: list[str]) -> None:
    assert run("fmt", *args).status == 2


@NO_LINKS
def test_a_file_that_leads_out_of_the_plan_is_told_and_not_written(plan: Path) -> None:
    (plan / "outside.yaml").write_text(MESSY, "utf-8")
    (plan / "plan/bodies/wrong.yaml").unlink()
    (plan / "plan/bodies/wrong.yaml").symlink_to(plan / "outside.yaml")
    result = run("fmt", cwd=plan)
    assert result.status == 1
    assert "plan/bodies/wrong.yaml:1:1: error: not-a-file" in result.stderr
    assert "1 file formatted, 2 files already in order, 1 file left as it is" in result.stdout
    assert (plan / "outside.yaml").read_text("utf-8") == MESSY
    assert run("fmt", "plan/bodies/wrong.yaml", cwd=plan).status == 1


# --- writing --------------------------------------------------------------------------------------------------------

OLD, NEW = b"name: A\n" * 5000, b"name: B\n" * 9000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a plan's folder with one body to write."""
    (tmp_path / "plan" / "bodies").mkdir(parents=True)
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "plan" / "bodies" / "a.yaml").write_bytes(OLD)
    return tmp_path / "plan"


def contents(folder: Path) -> dict[str, bytes]:
    """Return all that a folder holds, also what is hidden."""
    return {path.name: path.read_bytes() for path in (folder / "bodies").iterdir()}


def test_a_file_is_replaced_and_keeps_its_mode(folder: Path) -> None:
    file = folder / "bodies" / "a.yaml"
    file.chmod(0o640)
    write(folder, entry(), OLD, NEW)
    assert contents(folder) == {"a.yaml": NEW}
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(not ROOT_USER, reason="only root gives a file away")
def test_a_file_keeps_its_owner(folder: Path) -> None:
    file = folder / "bodies" / "a.yaml"
    os.chown(file, 12345, 23456)
    write(folder, entry(), OLD, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


@pytest.mark.parametrize("now", [OLD + b" ", OLD[:-1], b"", OLD.replace(b"A", b"C", 1)])
def test_what_was_changed_meanwhile_is_not_written(folder: Path, now: bytes) -> None:
    (folder / "bodies" / "a.yaml").write_bytes(now)
    with pytest.raises(PlanError, match="was changed meanwhile"):
        write(folder, entry(), OLD, NEW)
    assert contents(folder) == {"a.yaml": now}


def test_what_is_gone_is_not_written(folder: Path) -> None:
    (folder / "bodies" / "a.yaml").unlink()
    with pytest.raises(PlanError, match="is gone"):
        write(folder, entry(), OLD, NEW)
    assert contents(folder) == {}


@NO_LINKS
def test_a_link_inside_the_plan_is_followed(folder: Path) -> None:
    (folder / "bodies" / "a.yaml").rename(folder / "real.yaml")
    (folder / "bodies" / "a.yaml").symlink_to("../real.yaml")
    write(folder, entry(), OLD, NEW)
    assert (folder / "bodies" / "a.yaml").is_symlink()
    assert (folder / "real.yaml").read_bytes() == NEW


@NO_LINKS
def test_a_link_out_of_the_plan_is_not_followed(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    (folder / "bodies" / "a.yaml").rename(outside)
    (folder / "bodies" / "a.yaml").symlink_to(outside)
    with pytest.raises(PlanError, match="leads out of the plan"):
        write(folder, entry(), OLD, NEW)
    assert outside.read_bytes() == OLD
    (folder / "bodies").rename(folder.parent / "elsewhere")
    (folder / "bodies").symlink_to(folder.parent / "elsewhere")
    with pytest.raises(PlanError, match="leads out of the plan"):
        write(folder, entry(), OLD, NEW)


WRITER = """
import sys
from pathlib import Path
from plancli.errors import PlanError
from plancli.source import entry_of
from plancli.source.write import write

folder, old, new = Path(sys.argv[1]), b"name: A\\n" * 5000, b"name: B\\n" * 9000
{before}
try:
    {act}
except PlanError as error:
    print(error.message)
"""
ONCE = "write(folder, entry_of('bodies/a.yaml'), old, new)"


def writing(folder: Path, before: str, act: str = ONCE) -> "subprocess.Popen[str]":
    """Start a process that writes the file."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER.format(before=before, act=act), str(folder)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed so there")
def test_whoever_is_killed_leaves_the_old_or_the_new(folder: Path) -> None:
    loop = "while True:\n        write(folder, entry_of('bodies/a.yaml'), old, new); old, new = new, old"
    for number in range(6):
        (folder / "bodies" / "a.yaml").write_bytes(OLD)
        with writing(folder, "print('ready', flush=True)", loop) as child:
            assert child.stdout
            assert child.stdout.readline() == "ready\n"
            time.sleep(0.005 * (number + 1))
            child.send_signal(signal.SIGKILL)
        assert (folder / "bodies" / "a.yaml").read_bytes() in (OLD, NEW)
        assert all(name.startswith(".") for name in contents(folder) if name != "a.yaml")
        assert [one.file for one in Folder(folder).listing().entries] == ["plan.yaml", "bodies/a.yaml"]
        assert Folder(folder).listing().problems == ()


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
def test_a_disk_that_is_full_leaves_the_old(folder: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))"
    with writing(folder, limit) as child:
        told = child.communicate()[0]
    assert told == f"bodies/a.yaml could not be written: {os.strerror(errno.EFBIG)}. It is as it was.\n"
    assert contents(folder) == {"a.yaml": OLD}


@pytest.mark.skipif(os.name == "nt", reason="modes mean little there")
@pytest.mark.parametrize(("path", "mode"), [("bodies", 0o555), ("bodies/a.yaml", 0o444)])
def test_what_may_not_be_written_stays(folder: Path, path: str, mode: int) -> None:
    if ROOT_USER:  # to whom nothing is forbidden: another writes
        for one in (folder, *folder.rglob("*"), *folder.parents):
            if one.is_relative_to(folder):
                os.chown(one, 65534, 65534)
            elif one.stat().st_mode & 0o005 != 0o005:
                one.chmod(one.stat().st_mode | 0o005)
    (folder / path).chmod(mode)
    try:
        with writing(folder, "import os; os.setgid(65534); os.setuid(65534)" if ROOT_USER else "") as child:
            told = child.communicate()[0]
        assert told.startswith("bodies/a.yaml could not be written: "), told
        assert contents(folder) == {"a.yaml": OLD}
    finally:
        (folder / path).chmod(0o755)


def test_a_disk_that_takes_a_little_at_a_time_gets_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, data[:1000]))
    write(folder, entry(), OLD, NEW)
    assert contents(folder) == {"a.yaml": NEW}


def test_an_interrupt_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(folder, entry(), OLD, NEW)
    assert contents(folder) == {"a.yaml": OLD}
