"""An item: one place of facts (a task, milestone, occurrence or member) as it stands on a day."""

from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from plancli.deadline import Due
from plancli.model import Completion, Facts, Part, Task

Kind = Literal["task", "milestone", "occurrence", "member"]
State = Literal[
    "completed-on-time",
    "completed-late",
    "completed",
    "withdrawn",
    "suspended",
    "awaiting-event",
    "ongoing",
    "no-deadline",
    "overdue",
    "not-yet-due",
]
STATES: Final[tuple[State, ...]] = get_args(State)
COMPLETED: Final = frozenset({"completed-on-time", "completed-late", "completed"})
FLAGS: Final = ("due_soon", "report_overdue", "no_report", "unverified", "provisional")


class Item(NamedTuple):
    """A place and its judgement. `state` is None where a due or fact could not be read.

    `due` is the deadline as first stated, `in_force` the one that holds on the day (of completion, once completed);
    `first` and `last` are its days. For a series they are those of the earliest missed occurrence, else of the next.
    `met` is the completion or submission that counts; `days_left` is negative when overdue.
    """

    key: str
    kind: Kind
    task: Task
    part: Part | None
    facts: Facts
    answers_to: str | None
    due: Due | None
    in_force: Due | None
    first: date | None
    last: date | None
    state: State | None
    met: Completion | None = None
    days_left: int | None = None
    missed: int = 0
    due_soon: bool = False
    report_overdue: bool = False
    no_report: bool = False
    unverified: bool = False
    provisional: bool = False
    milestone: str | None = None
    occurrence: str | None = None
    member: str | None = None

    @property
    def title(self) -> str:
        """The place's own title, else its task's."""
        return (self.part.title if self.part else None) or self.task.title

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state is not None and self.state not in COMPLETED and self.state != "withdrawn"
