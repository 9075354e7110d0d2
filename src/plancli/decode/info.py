"""plan.yaml: what the plan says of itself, its settings, and the outlines of its source documents."""

from typing import Any, Final

from plancli.decode.dates import DATE, SPAN
from plancli.decode.kinds import (
    BOOLEAN,
    ID,
    INTERVAL,
    NAME,
    NAMES,
    TEXT,
    Kind,
    choice,
    list_of,
    number,
    one_or_list_of,
)
from plancli.decode.reading import Reading, Unread, at, is_absent
from plancli.decode.table import Field, Table, map_of, record
from plancli.decode.unknown import VIEWS
from plancli.i18n import N_
from plancli.model import JUDGED_SETTINGS, Clause, Event, Info, Located, Ruling, Source, View
from plancli.problem import SETTINGS
from plancli.syntax import DAMAGED, Mapping, Node

FORMAT: Final = "1"
"""The version of the format that is read here."""
MOST_ROWS: Final = 1_000_000

EVENT_TABLE: Final = Table(
    "events",
    Event._fields,
    (
        Field("name", TEXT, N_("What happens")),
        Field("date", SPAN, N_("When: a span, which may be planned; leave it out while nobody knows"), judged=True),
    ),
)
CLAUSE_TABLE: Final = Table(
    "sources: outline",
    Clause._fields,
    (
        Field("id", ID, N_("The place in the document: IV.2"), required=True, judged=True),
        Field("heading", TEXT, N_("What it is about")),
        Field("tasks", BOOLEAN, N_("false where it asks for no task"), judged=True),
    ),
    Clause._field_defaults,
)


def _event(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    event = Event(key, *values[1:])
    return Unread(event) if "date" in unread else event


def _clause(reading: Reading, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    clause = Clause._make(values) if values[0] is not None else None
    return Unread(clause) if unread else clause


def _source(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    source = Source(key, *values[1:])
    return Unread(source) if "outline" in unread else source


SOURCE_TABLE: Final = Table(
    "sources",
    Source._fields,
    (
        Field("document", NAME, N_("The document's number in the register")),
        Field("amends", NAME, N_("The source that it amends")),
        Field("outline", list_of(record(CLAUSE_TABLE, _clause, item=True)), N_("Its clauses, in order"), judged=True),
    ),
    Source._field_defaults,
)


def _named(kind: Kind) -> Kind:
    """Return the kind of maps from any name to a kind, read as a dictionary whose names know their place."""

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is not Mapping:
            return None if is_absent(node) else reading.wrong(field, node, "map")
        found = {}
        for name, value in node.entries.items():
            one = kind.read(reading, name, value)
            if one is not None and type(one) is not Unread:
                found[Located.at(name, *node.place_of(name))] = one
        return found

    return Kind("names", read, kind)


POLICY_TABLE: Final = Table(
    "policy: a rule",
    Ruling._fields,
    (
        Field("severity", choice(*SETTINGS), N_("How severe it is")),
        Field("waivable", BOOLEAN, N_("false where no commit may waive it")),
    ),
    Ruling._field_defaults,
)


def _ruling(reading: Reading, field: str, node: Node) -> Any:
    """Read how a rule is to be taken: its severity alone, or a map."""
    if type(node) is not Mapping:
        severity = POLICY_TABLE.fields[0].kind.read(reading, field, node)
        return Ruling(severity) if isinstance(severity, str) else severity
    values, _unread = POLICY_TABLE.fill(reading, node)
    return Ruling._make(values)


RULING: Final = Kind("choice-or-record", _ruling, POLICY_TABLE, choices=SETTINGS)


_VALUES: Final = one_or_list_of(NAME)
VIEW_TABLE: Final = Table(
    VIEWS,
    View._fields,
    (
        Field("about", TEXT, N_("What the view is for, in a line")),
        Field("body", _VALUES, N_("Bodies, by any of their names"), judged=True),
        Field("any_role", BOOLEAN, N_("Also the tasks that these bodies support"), judged=True),
        Field("state", _VALUES, N_("States: overdue, not-yet-due"), judged=True),
        Field("flag", _VALUES, N_("Flags, which must all hold: due_soon, no_report"), judged=True),
        Field("cites", _VALUES, N_("Documents that the tasks cite"), judged=True),
        Field("source", _VALUES, N_("Clauses that the tasks come from, or from one below"), judged=True),
        Field("tag", _VALUES, N_("Tags"), judged=True),
        Field("search", _VALUES, N_("Texts that must all stand in the task"), judged=True),
        Field("period", SPAN, N_("Of plan due: in which the last day lies"), judged=True),
        Field("within", INTERVAL, N_("Of plan due: how soon the last day is: 90 days"), judged=True),
        Field("overdue", BOOLEAN, N_("Of plan due: only what is overdue"), judged=True),
        Field("undated", BOOLEAN, N_("Of plan due: what has no last day"), judged=True),
        Field("sort", NAME, N_("The order of the rows: id, due, state, body, title"), judged=True),
        Field("limit", number(0, MOST_ROWS), N_("At most so many rows"), judged=True),
        Field("columns", _VALUES, N_("The columns, by their names in JSON"), judged=True),
    ),
    View._field_defaults,
)


def _view(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> View:
    """Return a view; a field that nobody knows is among its faults, for it was to narrow the question too."""
    written = [name for name in node.entries if name in unread or name not in VIEW_FIELDS]
    view = View(key, *values[1:])
    return view._replace(faults=(*written, *([DAMAGED] if DAMAGED in unread else [])))


VIEW_FIELDS: Final = frozenset(field.name for field in VIEW_TABLE.fields)


def _format(reading: Reading, field: str, node: Node) -> Any:
    value = TEXT.read(reading, field, node)
    if isinstance(value, str) and value != FORMAT:
        reading.report("unknown-format", node, value=value, known=FORMAT)
    return value


REPORTING_TABLE: Final = Table(
    "reporting",
    ("cutoff_day",),
    (Field("cutoff_day", number(1, 31), N_("The day of the month up to which a report counts"), judged=True),),
)


def _reporting(reading: Reading, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Any:
    return Unread(values[0]) if unread else values[0]


INFO_TABLE: Final = Table(
    "plan.yaml",
    Info._fields,
    (
        Field("format", Kind("choice", _format, choices=(FORMAT,)), N_("The version of this format")),
        Field("id", ID, N_("A short name of the plan")),
        Field("title", TEXT, N_("Its title"), required=True),
        Field("number", TEXT, N_("Its number as a document")),
        Field("date", DATE, N_("Its date; leave it out if it is not known"), judged=True),
        Field("issuer", TEXT, N_("Who issued it")),
        Field("implements", NAMES, N_("The documents it carries out")),
        Field("language", TEXT, N_("The language it is written in: vi")),
        Field("timezone", NAME, N_("Whose day is today: Asia/Ho_Chi_Minh")),
        Field("due_soon", INTERVAL, N_("How long before its last day a task is due soon: 30 days"), judged=True),
        Field("report_every", INTERVAL, N_("How often an ongoing task should be heard of: 3 months"), judged=True),
        Field("met_by", choice("completed", "submitted"), N_("What meets a deadline"), judged=True),
        Field("reporting", record(REPORTING_TABLE, _reporting), N_("Settings of reports"), slot="cutoff_day"),
        Field("events", map_of(EVENT_TABLE, _event), N_("What deadlines hang on"), judged=True),
        Field("checks", _named(choice(*SETTINGS)), N_("How severe each finding is")),
        Field("policy", _named(RULING), N_("How severe each rule on changes is, and whether it may be waived")),
        Field("sources", map_of(SOURCE_TABLE, _source), N_("The documents its tasks come from"), judged=True),
        Field("views", map_of(VIEW_TABLE, _view), N_("Questions with a name: plan list @name")),
    ),
    Info._field_defaults,
)
TABLES: Final = (INFO_TABLE, REPORTING_TABLE, EVENT_TABLE, POLICY_TABLE, SOURCE_TABLE, CLAUSE_TABLE, VIEW_TABLE)


def read_info(reading: Reading, root: Mapping) -> tuple[Info, bool]:
    """Return what plan.yaml says, and whether all was read that answers hang on."""
    values, unread = INFO_TABLE.fill(reading, root)
    info = Info._make(values)
    lost = [name for name in JUDGED_SETTINGS if name in unread or (DAMAGED in unread and name not in root.entries)]
    places = {name: root.place_of(name) for name in root.entries}
    info = info._replace(file=reading.file, at=at(root), title=info.title or "", unread=tuple(lost), places=places)
    return info, all(name in JUDGED_SETTINGS for name in unread)
