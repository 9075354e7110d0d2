"""The plan as frozen values, complete when built: what the files say, with nothing computed and nothing resolved.

Text whose place matters (ids, names of other things) is a `Located`: a string that knows its line and column.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, Protocol

from plancli.deadline import Due, Interval, Span

MetBy = Literal["completed", "submitted"]


class Located(str):
    """A text of a file with the line and column where it stands, both counted from 1."""

    __slots__ = ("column", "line")
    line: int
    column: int

    @classmethod
    def at(cls, text: str, line: int, column: int) -> "Located":
        """Build one from its text and place."""
        located = cls(text)
        located.line = line
        located.column = column
        return located


class At(NamedTuple):
    """A line and a column, counted from 1, in a file known from elsewhere."""

    line: int
    column: int


class Fact(NamedTuple):
    """What stands in every dated fact: its day (or month or year), when it was told, by which body, with what."""

    date: Span
    at: At
    reported: Span | None = None
    by: Located | None = None
    document: Located | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    reason: str | None = None


class Progress(NamedTuple):
    """A word of progress; `percent` is 0 to 100."""

    fact: Fact
    percent: int | None = None


class Completion(NamedTuple):
    """One completion, or one submission; of several the last one that is not returned decides."""

    fact: Fact
    output: tuple[Located, ...] = ()
    verified: Fact | None = None
    returned: Fact | None = None


class Rescheduling(NamedTuple):
    """A deadline that replaces the one before it from its day on; provisional without a document."""

    fact: Fact
    to: Due


class Suspension(NamedTuple):
    """A task put on hold, until `resumed`."""

    fact: Fact
    resumed: Span | None = None


class Transfer(NamedTuple):
    """A task that came from the body `source`."""

    fact: Fact
    source: Located


class Withdrawal(NamedTuple):
    """A task given up, or split or merged into other tasks."""

    fact: Fact
    into: tuple[Located, ...] = ()


class Facts(NamedTuple):
    """The dated facts at one place: a task, a milestone, an occurrence or a member."""

    started: Fact | None = None
    progress: tuple[Progress, ...] = ()
    submitted: tuple[Completion, ...] = ()
    completed: tuple[Completion, ...] = ()
    rescheduled: tuple[Rescheduling, ...] = ()
    suspended: tuple[Suspension, ...] = ()
    transferred: tuple[Transfer, ...] = ()
    withdrawn: Withdrawal | None = None


NO_FACTS: Final = Facts()


class Part(NamedTuple):
    """A place of facts inside a task: a milestone, an occurrence of a series, or a member of a collective body.

    `faults` names the fields that could not be read: a part with a faulty due or fact is not judged.
    """

    kind: Literal["milestone", "occurrence", "member"]
    key: Located
    title: str | None = None
    due: Due | None = None
    due_at: At | None = None
    due_words: str | None = None
    note: str | None = None
    facts: Facts = NO_FACTS
    members: tuple["Part", ...] = ()
    faults: tuple[str, ...] = ()


class Assigned(NamedTuple):
    """When and by which document a task was given; else the plan's own date and number."""

    date: Span | None
    document: Located | None


UNKNOWN_ID: Final = "?"
"""The id of a task that states none."""


class Task(NamedTuple):
    """One duty, as its body's file states it."""

    id: Located
    title: str
    body: str
    file: str
    at: At
    text: str | None = None
    source: tuple[Located, ...] = ()
    assigned: Assigned | None = None
    co_leads: tuple[Located, ...] = ()
    supporting: tuple[Located, ...] = ()
    supporting_note: str | None = None
    due: Due | None = None
    due_at: At | None = None
    due_words: Located | None = None
    report_every: Interval | None = None
    cites: tuple[Located, ...] = ()
    output: tuple[Located, ...] = ()
    depends: tuple[Located, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None
    facts: Facts = NO_FACTS
    milestones: tuple[Part, ...] = ()
    occurrences: tuple[Part, ...] = ()
    members: tuple[Part, ...] = ()
    faults: tuple[str, ...] = ()


class Member(NamedTuple):
    """One of the units that a collective body stands for."""

    id: Located
    name: str
    until: Span | None = None
    succeeded_by: tuple[Located, ...] = ()


class Body(NamedTuple):
    """A body that leads or supports; its id is the stem of its file."""

    id: str
    name: str
    file: str
    at: At
    short: str | None = None
    aliases: tuple[str, ...] = ()
    contact: str | None = None
    collective: bool = False
    members: tuple[Member, ...] = ()
    until: Span | None = None
    succeeded_by: tuple[Located, ...] = ()


class Document(NamedTuple):
    """A document of the register, cited by its number, by number and date (`28-NQ/TW@2022-11-17`) or by id."""

    number: str | None
    file: str
    at: At
    date: Span | None = None
    type: str | None = None
    issuer: str | None = None
    title: str | None = None
    url: str | None = None
    status: str | None = None
    replaced_by: tuple[Located, ...] = ()
    id: Located | None = None

    @property
    def key(self) -> str:
        """The name by which it is listed: its id, else its number."""
        return self.id or self.number or "?"


class Event(NamedTuple):
    """Something that deadlines hang on; its date may be a span, planned, or unknown."""

    id: Located
    name: str | None = None
    date: Span | None = None


class Clause(NamedTuple):
    """One place of a source document's outline; `tasks` is False where it asks for none."""

    id: Located
    heading: str | None = None
    tasks: bool = True


class Source(NamedTuple):
    """A source document and its outline; clauses of the first need no prefix, others are `id:clause`."""

    id: Located
    document: Located | None = None
    amends: Located | None = None
    outline: tuple[Clause, ...] = ()


class Ruling(NamedTuple):
    """How severe a rule on changes is (None: as it is by itself), and whether a commit may waive it."""

    severity: str | None = None
    waivable: bool = True


class View(NamedTuple):
    """A question with a name: what `plan list` or `plan due` is asked, each field as the option of that name takes it.

    `faults` names what of it cannot be read: such a view would answer another question.
    """

    id: Located
    about: str | None = None
    body: tuple[Located, ...] = ()
    any_role: bool = False
    state: tuple[Located, ...] = ()
    flag: tuple[Located, ...] = ()
    cites: tuple[Located, ...] = ()
    source: tuple[Located, ...] = ()
    tag: tuple[Located, ...] = ()
    search: tuple[Located, ...] = ()
    period: Span | None = None
    within: Interval | None = None
    overdue: bool = False
    undated: bool = False
    sort: Located | None = None
    limit: int | None = None
    columns: tuple[Located, ...] = ()
    faults: tuple[str, ...] = ()


class Info(NamedTuple):
    """What plan.yaml says of the plan itself, and its settings.

    `unread` names the settings that states or flags hang on and that could not be read; `places` has where each key
    stands.
    """

    file: str = "plan.yaml"
    at: At = At(1, 1)
    format: str | None = None
    id: str | None = None
    title: str = ""
    number: str | None = None
    date: Span | None = None
    issuer: str | None = None
    implements: tuple[Located, ...] = ()
    language: str | None = None
    timezone: Located | None = None
    due_soon: Interval = Interval(30, "day")
    report_every: Interval | None = None
    met_by: MetBy = "completed"
    cutoff_day: int | None = None
    events: tuple[Event, ...] = ()
    checks: Mapping[str, str] = {}
    policy: Mapping[str, Ruling] = MappingProxyType({})
    views: tuple[View, ...] = ()
    sources: tuple[Source, ...] = ()
    unread: tuple[str, ...] = ()
    places: Mapping[str, At] = MappingProxyType({})


JUDGED_SETTINGS: Final = ("due_soon", "report_every", "met_by")
"""The settings of plan.yaml that states and flags follow from."""


class Tally(Protocol):
    """Tasks of one body as counts, by codes of what can be counted."""

    body: str

    def on(self, ordinal: int, *, by_submission: bool) -> Mapping[int, int]:
        """Return how many there are of which code on a day, given as its ordinal."""
        ...

    def apart(self) -> "Iterable[tuple[Due, Callable[[], Task]]]":
        """Return the deadline of each that has milestones or a series, with what gives the task."""
        ...


class Plan(NamedTuple):
    """All that could be read of a plan; `unread` names the files that could not, and which therefore prove nothing.

    `tallies` are all tasks of a file that hang on their own dates alone, where not all of them are among `tasks`.
    """

    info: Info
    bodies: Mapping[str, Body]
    documents: tuple[Document, ...]
    tasks: tuple[Task, ...]
    unread: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def bodies_unread(self) -> bool:
        """Whether the file of any body could not be read: tasks may then be missing."""
        return any(file.startswith("bodies/") for file in self.unread)
