"""The dated facts: the same fields at a task, a milestone, an occurrence and a member."""

from collections.abc import Callable
from typing import Any, Final

from plancli.decode.dates import DATE, DUE
from plancli.decode.kinds import NAME, NAMES, TEXT, TEXTS, Kind, number, one_or_list_of
from plancli.decode.reading import Reading, Unread, at
from plancli.decode.table import Field, Table
from plancli.i18n import N_
from plancli.model import Completion, Fact, Facts, Progress, Rescheduling, Suspension, Transfer, Withdrawal
from plancli.syntax import Mapping, Node, Scalar

new: Final[Any] = tuple.__new__  # the constructors of named tuples take three times as long
BuildFact = Callable[[list[Any]], Any]

COMMON: Final = (
    Field("date", DATE, N_("When it happened: a day, or a month or year where no more is known"), True, True),
    Field("reported", DATE, N_("When the monitoring office was told, where that differs")),
    Field("by", NAME, N_("The body that did it")),
    Field("document", NAME, N_("The registered document that says so"), judged=True),
    Field("evidence", TEXTS, N_("What shows it: numbers, links, paths")),
    Field("note", TEXT, N_("Anything worth saying")),
    Field("reason", TEXT, N_("Why")),
)
FACT_SLOTS: Final = Fact._fields
OWN: Final = len(FACT_SLOTS)  # where the values begin that one kind of fact has beyond the common ones


def _table(home: str, *own: Field) -> Table:
    """Return the table of one kind of fact: the common fields and its own."""
    slots = FACT_SLOTS + tuple(field.slot or field.name for field in own)
    return Table(home, slots, COMMON + own, {"evidence": (), "output": (), "into": ()})


def _fact(table: Table, build: BuildFact, *, bare: bool = False) -> Kind:
    """Return the kind of one fact: a map with a date or, if `bare`, also the date alone."""

    def read(reading: Reading, field: str, node: Node) -> Any:
        if type(node) is Mapping:
            values, unread = table.fill(reading, node)
            values[1] = at(node)
            value = build(values) if values[0] is not None else None
            return Unread(value) if unread else value
        if type(node) is not Scalar or not (bare or not node.value):
            return reading.wrong(field, node, "fact-or-date" if bare else "fact")
        date = DATE.read(reading, field, node)
        if date is None or type(date) is Unread:
            return date
        values = table.empty()
        values[0], values[1] = date, at(node)
        return build(values)

    return Kind("fact-or-date" if bare else "fact", read, table)


def _plain(values: list[Any]) -> Any:
    return new(Fact, values)


def _progress(values: list[Any]) -> Any:
    return new(Progress, (new(Fact, values[:OWN]), values[OWN]))


def _completion(values: list[Any]) -> Any:
    return new(Completion, (new(Fact, values[:OWN]), *values[OWN:]))


def _rescheduling(values: list[Any]) -> Any:
    return new(Rescheduling, (new(Fact, values[:OWN]), values[OWN])) if values[OWN] is not None else None


def _suspension(values: list[Any]) -> Any:
    return new(Suspension, (new(Fact, values[:OWN]), values[OWN]))


def _transfer(values: list[Any]) -> Any:
    return new(Transfer, (new(Fact, values[:OWN]), values[OWN])) if values[OWN] is not None else None


def _withdrawal(values: list[Any]) -> Any:
    return new(Withdrawal, (new(Fact, values[:OWN]), values[OWN]))


VERIFIED_TABLE: Final = _table("completed: verified")
RETURNED_TABLE: Final = _table("completed: returned")
COMPLETION_FIELDS: Final = (
    Field("output", NAMES, N_("The documents that came out of it")),
    Field("verified", _fact(VERIFIED_TABLE, _plain), N_("Who confirmed it, and when"), judged=True),
    Field("returned", _fact(RETURNED_TABLE, _plain), N_("From when it no longer counts, and why"), judged=True),
)
STARTED_TABLE: Final = _table("started")
PROGRESS_TABLE: Final = _table("progress", Field("percent", number(0, 100), N_("How much is done, 0 to 100")))
SUBMITTED_TABLE: Final = _table("submitted", *COMPLETION_FIELDS)
COMPLETED_TABLE: Final = _table("completed", *COMPLETION_FIELDS)
RESCHEDULED_TABLE: Final = _table("rescheduled", Field("to", DUE, N_("The deadline from then on"), True, True))
SUSPENDED_TABLE: Final = _table("suspended", Field("resumed", DATE, N_("When work went on"), judged=True))
TRANSFERRED_TABLE: Final = _table(
    "transferred", Field("from", NAME, N_("The body that had the task before"), True, True, "source")
)
WITHDRAWN_TABLE: Final = _table("withdrawn", Field("into", NAMES, N_("The tasks it was split or merged into")))
TABLES: Final = (
    STARTED_TABLE, PROGRESS_TABLE, SUBMITTED_TABLE, COMPLETED_TABLE, VERIFIED_TABLE, RETURNED_TABLE,
    RESCHEDULED_TABLE, SUSPENDED_TABLE, TRANSFERRED_TABLE, WITHDRAWN_TABLE,
)  # fmt: skip

FIELDS: Final = (
    Field("started", _fact(STARTED_TABLE, _plain, bare=True), N_("When work began"), judged=True),
    Field("progress", one_or_list_of(_fact(PROGRESS_TABLE, _progress)), N_("Words on how far it is"), judged=True),
    Field(
        "submitted", one_or_list_of(_fact(SUBMITTED_TABLE, _completion, bare=True)),
        N_("When the result was handed to who decides"), judged=True,
    ),
    Field(
        "completed", one_or_list_of(_fact(COMPLETED_TABLE, _completion, bare=True)),
        N_("When it was done; of several the last one that is not returned counts"), judged=True,
    ),
    Field(
        "rescheduled", one_or_list_of(_fact(RESCHEDULED_TABLE, _rescheduling)),
        N_("Deadlines that replaced the one before"), judged=True,
    ),
    Field(
        "suspended", one_or_list_of(_fact(SUSPENDED_TABLE, _suspension)),
        N_("When it was put on hold, and when it went on"), judged=True,
    ),
    Field(
        "transferred", one_or_list_of(_fact(TRANSFERRED_TABLE, _transfer)),
        N_("When it came from another body"), judged=True,
    ),
    Field("withdrawn", _fact(WITHDRAWN_TABLE, _withdrawal), N_("When it was given up, split or merged"), judged=True),
)  # fmt: skip
DEFAULTS: Final = Facts._field_defaults
SLOTS: Final = Facts._fields
NOTHING: Final = [DEFAULTS[slot] for slot in SLOTS]
