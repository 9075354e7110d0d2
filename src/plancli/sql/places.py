"""The tables of judged places: tasks, and the milestones, occurrences and members within them."""

from collections.abc import Iterator
from typing import Final

from plancli.i18n import N_
from plancli.report.items import members_of
from plancli.sql.table import Column, Filling, Stored, Table, of_item
from plancli.state import Item

KEY: Final = of_item("key", N_("the address: IV.5.1, IV.3.1:khao-sat, V.3b:2024-H1"))
TASK: Final = Column("task", "TEXT", N_("the task's id"), lambda item, _filling: str(item.task.id))
ANSWERS_TO: Final = of_item("answers_to", N_("the id of the body that answers for it on the day"))
DEADLINE: Final = (
    of_item("due", N_("the deadline as first stated, in the grammar")),
    of_item("due_in_force", N_("the deadline that holds on the day, or held on the day of completion")),
    of_item("due_first", N_("its first day")),
    of_item("due_last", N_("its last day; of a series, of the earliest deadline missed, else of the next")),
)
JUDGED: Final = (
    of_item("state", N_("the state, such as overdue; NULL where it could not be judged")),
    of_item("days_left", N_("days up to the last one, negative when it is past; NULL where no day is awaited")),
)
FLAGS: Final = (
    of_item("due_soon", N_("1 if the last day is near")),
    of_item("report_overdue", N_("1 if a report is late")),
    of_item("no_report", N_("1 if nothing was heard of it")),
    of_item("unverified", N_("1 if its completion waits to be confirmed")),
    of_item("provisional", N_("1 if its deadline was moved without a document")),
)
PLACE: Final = (
    of_item("file", N_("where it stands, below the plan's folder")),
    of_item("line", N_("the line there, counted from 1")),
)


def _met(item: Item, _filling: Filling) -> Stored:
    return item.met.fact.date.text if item.met else None


def _met_last(item: Item, _filling: Filling) -> Stored:
    return item.met.fact.date.end.isoformat() if item.met else None


def _assigned_date(item: Item, filling: Filling) -> Stored:
    given = filling.standing.given(item.task).date
    return given.text if given else None


def _assigned_document(item: Item, filling: Filling) -> Stored:
    document = filling.standing.given(item.task).document
    return str(document) if document else None


COMPLETED: Final = (
    Column("completed", "TEXT", N_("the date of the completion that counts, as written: 2024-11-02 or 2024-11"), _met),
    Column("completed_last", "TEXT", N_("the last day of that date"), _met_last),
)

TASKS: Final = Table(
    "tasks",
    N_("a task"),
    (
        KEY,
        of_item("id", N_("the same, for a task")),
        of_item("title", N_("the title")),
        of_item("body", N_("the id of the body in whose file it stands")),
        ANSWERS_TO,
        of_item("leads", N_("the bodies that lead, divided by semicolons")),
        of_item("co_leads", N_("those that lead jointly; a table too")),
        of_item("supporting", N_("those that co-operate; a table too")),
        of_item("supporting_note", N_("who co-operates, where nobody is named")),
        of_item("text", N_("the clause's own wording")),
        of_item("source", N_("the clauses it comes from; table sources")),
        *DEADLINE,
        of_item("due_words", N_("the words that state it")),
        *JUDGED,
        of_item("missed", N_("of a series: how many deadlines are overdue")),
        *FLAGS,
        *COMPLETED,
        Column("assigned_date", "TEXT", N_("when it was given; else the plan's date"), _assigned_date),
        Column("assigned_document", "TEXT", N_("by what it was given; else the plan's number"), _assigned_document),
        of_item("cites", N_("the documents it is about; table citations")),
        of_item("output", N_("what must come out of it; table outputs")),
        of_item("depends", N_("the tasks that must be done before; table depends")),
        of_item("tags", N_("its tags; a table too")),
        of_item("report_every", N_("how often it should be heard of: 3 months")),
        of_item("note", N_("its note")),
        *PLACE,
    ),
    lambda filling: filling.standing.items,
    ("key", "id"),
)
"""Its columns are the fields of a task in JSON, but its facts and the places within it, which are tables."""

OWN: Final = (
    of_item("title", N_("its own title, else the task's")),
    ANSWERS_TO,
    *DEADLINE,
    *JUDGED,
    FLAGS[0],
    *FLAGS[2:],
    *COMPLETED,
    of_item("note", N_("its note")),
    *PLACE,
)


def _milestones(filling: Filling) -> Iterator[Item]:
    """Yield every milestone."""
    for item in filling.standing.items:
        if item.task.milestones:
            yield from filling.standing.milestones(item)


def _occurrences(filling: Filling) -> Iterator[Item]:
    """Yield the deadlines of every series, up to the next that is still to be met."""
    for item in filling.standing.items:
        yield from filling.standing.occurrences(item)


def _members(filling: Filling) -> Iterator[Item]:
    """Yield the members of collective bodies, at their tasks and at the deadlines of their series."""
    for item in filling.standing.items:
        yield from members_of(item, filling.standing)
        for occurrence in filling.standing.occurrences(item):
            yield from filling.standing.members(occurrence)


MILESTONES: Final = Table(
    "milestones",
    N_("a milestone of a task"),
    (KEY, TASK, of_item("milestone", N_("its key")), *OWN),
    _milestones,
    ("task",),
)
OCCURRENCES: Final = Table(
    "occurrences",
    N_("a deadline of a series, up to the next one"),
    (KEY, TASK, of_item("occurrence", N_("its name: 2024-Q1")), *OWN),
    _occurrences,
    ("task",),
)
MEMBERS: Final = Table(
    "members",
    N_("a member of a collective body, at a task or at a deadline of a series"),
    (
        KEY,
        TASK,
        of_item("occurrence", N_("the deadline of the series; NULL at the task itself")),
        of_item("member", N_("the member's id")),
        *OWN,
    ),
    _members,
    ("task",),
)
