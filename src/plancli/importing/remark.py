"""What was not understood in a table, or not taken as it stands: where, what it says, what was done with it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from plancli.columns import clip
from plancli.i18n import N_, _
from plancli.text import safe

SHOWN: Final = 60
"""Columns of a value that a message shows."""

MESSAGES: Final = {
    "above": N_("{value} stands above the headers: it is not taken"),
    "again": N_("the headers stand here again: the row is passed over"),
    "alike": N_("{value} is written like {other}, but for accents: it is taken for another body"),
    "bad-id": N_("{value} cannot be an id: the task is {id}"),
    "cites-none": N_("no number of a document is found in {value}: it is kept in note"),
    "cites-partly": N_("{value} says more than the numbers {numbers}: all of it is kept in note too"),
    "date-order": N_("{value} is before the day of the start: it is kept in note"),
    "date-unclear": N_("{value} is no certain day, month or year: it is kept in note"),
    "due-doubt": N_("{value}: day and month may be in either order in this table: it is kept as due_words only"),
    "due-start": N_("{value}: nothing says when it begins, give the plan a --date: it is kept as due_words only"),
    "due-unclear": N_("{value} is no certain deadline: it is kept as due_words only"),
    "due-words": N_("{value} is no certain deadline: it is kept in note"),
    "future": N_("{value} is after today, so that it has not happened: it is kept in note"),
    "heading": N_("{value} is taken for a heading: it is no task, and stands in a comment of plan.yaml"),
    "hidden": N_("invisible characters are taken out of {value}"),
    "id-missing": N_("there is no id: the task is {id}"),
    "itself": N_("{value} leads the task: it is not written as supporting too"),
    "lead-missing": N_("nobody leads {id}: it stands in the file {body}"),
    "leads-missing": N_("no column tells who leads: the tasks stand in the file {body}"),
    "more": N_("{value} stands behind the last header: it is kept in note"),
    "numbers": N_("the row only numbers the columns: it is passed over"),
    "one-body": N_("{value} is taken for one body: divide several by a semicolon"),
    "source-unclear": N_("{value} is no clause: it is kept in note"),
    "supporting": N_("{value} is not a body that leads or is given by --body: it is kept as supporting_note"),
    "title-missing": N_("there is no title: the task {id} is called {title}"),
    "twin-id": N_("another task is {value} already: this one is {id}"),
}


class Remark(NamedTuple):
    """One thing to look at: the row and column of its cell, from 1 (column 0: the whole row), and what it is."""

    row: int
    column: int
    kind: str
    values: Mapping[str, str] = MappingProxyType({})


def words(remark: Remark) -> str:
    """Return what a remark says, in the language that is set; long values are cut."""
    shown = {name: clip(safe(value[: 4 * SHOWN]), SHOWN) for name, value in remark.values.items()}
    return _(MESSAGES[remark.kind]).format(**shown)


def line(remark: Remark, file: str) -> str:
    """Return a remark with its place."""
    place = f"{file}:{remark.row}:{remark.column}" if remark.column else f"{file}:{remark.row}"
    return f"{place}: {words(remark)}"
