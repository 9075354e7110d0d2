"""A task with a series whose occurrences are summed up when that is asked for: most who ask look at them one by one."""

from collections.abc import Callable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from plancli.state.item import Item

SUMMED: Final = (
    "first", "last", "state", "met", "days_left", "missed", "due_soon", "report_overdue", "no_report", "unverified",
)  # fmt: skip
"""What of a task with a series follows from its occurrences."""


class Unsummed(Item):
    """The item of such a task; `judge` gives it with all that follows from its occurrences."""

    judge: Callable[[], Item]

    @cached_property
    def whole(self) -> Item:
        """The item with everything."""
        return self.judge()

    def __eq__(self, other: object) -> bool:
        return self.whole == (other.whole if isinstance(other, Unsummed) else other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.whole)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.whole)

    def __getitem__(self, index: Any) -> Any:
        return self.whole[index]

    def __repr__(self) -> str:
        return repr(self.whole)

    def _replace(self, **values: Any) -> Item:  # type: ignore[override]
        return self.whole._replace(**values)


def _sum_up_later() -> None:
    """Make each field that follows from the occurrences be read from the whole item."""
    for name in SUMMED:
        setattr(Unsummed, name, property(attrgetter(f"whole.{name}")))


_sum_up_later()
