"""A task with a series whose occurrences are summed up when that is asked for: most who ask look at them one by one."""

from collections.abc import Callable
from functools import cached_property

from plancli.state.item import Item
from plancli.state.late import Late, answer_later


class Unsummed(Late, Item):
    """The item of such a task; `judge` gives it with all that follows from its occurrences."""

    judge: Callable[[], Item]

    @cached_property
    def whole(self) -> Item:
        """The item with everything."""
        return self.judge()


answer_later(
    Unsummed,
    (
        "first", "last", "state", "met", "days_left", "missed", "due_soon", "report_overdue", "no_report", "unverified",
    ),
)  # fmt: skip
