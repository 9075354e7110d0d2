"""Tasks and the places inside them: milestones, occurrences of a series, members of a collective body."""

from typing import Any, Final, Literal

from plancli.deadline import DeadlineError, parse_span
from plancli.decode import facts
from plancli.decode.dates import DATE, DUE
from plancli.decode.kinds import ID, INTERVAL, NAME, NAMES, ONE_OR_NAMES, TEXT, TEXTS, list_of
from plancli.decode.reading import Reading, Unread, at
from plancli.decode.table import Field, Table, map_of, record
from plancli.i18n import N_
from plancli.model import NO_FACTS, UNKNOWN_ID, Assigned, Facts, Located, Part, Task
from plancli.syntax import Mapping

TITLE: Final = Field("title", TEXT, N_("What is to be done"))
DUE_FIELD: Final = Field("due", DUE, N_("The deadline, or a list of series; none if none is stated"), judged=True)
NOTE: Final = Field("note", TEXT, N_("Anything worth saying"))

PART_SLOTS: Final = Part._fields + facts.SLOTS
PART_OWN: Final = len(Part._fields)
PART_DEFAULTS: Final = Part._field_defaults | facts.DEFAULTS
PART_DUE, PART_DUE_AT, PART_FACTS, PART_FAULTS = (
    Part._fields.index(name) for name in ("due", "due_at", "facts", "faults")
)


def _facts(values: list[Any]) -> Facts:
    """Return facts from their values; most places have none, and share one value for that."""
    return NO_FACTS if values == facts.NOTHING else facts.new(Facts, values)


def _part(
    kind: Literal["milestone", "occurrence", "member"],
    key: Located,
    values: list[Any],
    unread: tuple[str, ...],
    node: Mapping,
) -> Any:
    """Return a place inside a task from the values of its fields."""
    part = values[:PART_OWN]
    part[0], part[1] = kind, key
    if part[PART_DUE] is not None:
        part[PART_DUE_AT] = at(node.entries["due"])
    part[PART_FACTS] = _facts(values[PART_OWN:])
    part[PART_FAULTS] = unread
    return facts.new(Part, part)


def _milestone(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    return _part("milestone", key, values, unread, node)


def _occurrence(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    try:
        written = parse_span(key).text  # 2024-33 is 2024-Q1
    except DeadlineError:
        written = key
    return _part("occurrence", Located.at(written, key.line, key.column), values, unread, node)


def _member(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    return _part("member", key, values, unread, node)


MEMBER_TABLE: Final = Table("members", PART_SLOTS, (NOTE, *facts.FIELDS), PART_DEFAULTS)
MEMBERS: Final = Field("members", map_of(MEMBER_TABLE, _member), N_("The facts of each member of a collective body"))
OCCURRENCE_TABLE: Final = Table("occurrences", PART_SLOTS, (NOTE, *facts.FIELDS, MEMBERS), PART_DEFAULTS)
OCCURRENCES: Final = Field(
    "occurrences", map_of(OCCURRENCE_TABLE, _occurrence, ids=False), N_("The facts of each period"), judged=True
)
MILESTONE_TABLE: Final = Table(
    "milestones",
    PART_SLOTS,
    (TITLE, DUE_FIELD, Field("due_words", TEXT, N_("The words that state the deadline")), NOTE, *facts.FIELDS),
    PART_DEFAULTS,
)
MILESTONES: Final = Field("milestones", map_of(MILESTONE_TABLE, _milestone), N_("Steps on the way"))

ASSIGNED_TABLE: Final = Table(
    "assigned",
    Assigned._fields,
    (
        Field("date", DATE, N_("When the task was given"), judged=True),
        Field("document", NAME, N_("The document that gave it"), judged=True),
    ),
)


def _assigned(reading: Reading, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    assigned = Assigned._make(values)
    return Unread(assigned) if unread else assigned


TASK_SLOTS: Final = Task._fields + facts.SLOTS
TASK_OWN: Final = len(Task._fields)
TASK_FACTS, TASK_DUE, TASK_DUE_AT = (Task._fields.index(name) for name in ("facts", "due", "due_at"))
TASK_TABLE: Final = Table(
    "tasks",
    TASK_SLOTS,
    (
        Field("id", ID, N_("The document's own place: IV.2.3a"), required=True, judged=True),
        Field("title", TEXT, N_("What is to be done, in short"), required=True),
        Field("text", TEXT, N_("The clause's own wording")),
        Field("source", ONE_OR_NAMES, N_("The clause, or clauses, that it comes from")),
        Field("assigned", record(ASSIGNED_TABLE, _assigned), N_("When and by what it was given"), judged=True),
        Field("co_leads", NAMES, N_("Bodies that lead jointly with this one")),
        Field("supporting", NAMES, N_("Bodies that co-operate")),
        Field("supporting_note", TEXT, N_("Who co-operates, where nobody is named")),
        DUE_FIELD,
        Field("due_words", NAME, N_("The words that state the deadline")),
        Field("report_every", INTERVAL, N_("How often it should be heard of: 3 months")),
        Field("cites", NAMES, N_("Documents it is about, by number, or number@date")),
        Field("output", NAMES, N_("What must come out of it")),
        Field("depends", NAMES, N_("Tasks that must be done before")),
        Field("tags", TEXTS, N_("Words to group tasks by")),
        NOTE,
        *facts.FIELDS,
        MILESTONES,
        OCCURRENCES,
        MEMBERS,
    ),
    Task._field_defaults | facts.DEFAULTS,
)


def _task(reading: Reading, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    """Return a task from the values of its fields; without an id it is `?`, without a title it has an empty one."""
    task = values[:TASK_OWN]
    place = at(node)
    if task[0] is None:
        task[0] = Located.at(UNKNOWN_ID, place.line, place.column)
    task[1] = task[1] or ""
    task[2:5] = reading.stem, reading.file, place
    if task[TASK_DUE] is not None:
        task[TASK_DUE_AT] = at(node.entries["due"])
    task[TASK_FACTS] = _facts(values[TASK_OWN:])
    task[-1] = unread
    return facts.new(Task, task)


TASKS: Final = Field("tasks", list_of(record(TASK_TABLE, _task, item=True)), N_("The tasks it leads"), judged=True)
TABLES: Final = (TASK_TABLE, ASSIGNED_TABLE, MILESTONE_TABLE, OCCURRENCE_TABLE, MEMBER_TABLE)
