"""The two versions together: whether a difference between them may come from what could not be read."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from plancli.diff.change import Change, Uncompared
from plancli.diff.meaning import same
from plancli.diff.reading import Side
from plancli.diff.spot import Home, Spot
from plancli.model import Ruling, View

Told = Iterator[Change | Uncompared]


class Sides(NamedTuple):
    """The old version and the new one."""

    old: Side
    new: Side

    def unread(self, old_file: str, new_file: str) -> bool:
        """Whether a file could not (all) be read on either side."""
        return self.old.unread(old_file) or self.new.unread(new_file)

    def field(
        self,
        spot: Spot,
        kind: str,
        field: str,
        values: tuple[Any, Any],
        homes: tuple[Home, Home],
        default: Any = None,
    ) -> Told:
        """Yield the change of a field outside of all tasks, or that it may be none: its value may have been lost."""
        old, new = values
        if same(old, new):
            return
        for side, file, value, other in ((self.new, spot.new_file, new, old), (self.old, spot.old_file, old, new)):
            if _may_be_lost(value, other, default) and side.lossy(file):
                yield Uncompared(side.name, file, spot.address)
                return
        yield from spot.field(kind, field, old, new, *homes)


def _may_be_lost(value: Any, other: Any, default: Any) -> bool:
    """Whether a value may be there for want of another that could not be read."""
    if value is None or value == default or value == ():
        return True
    if isinstance(value, View):
        return bool(value.faults)
    if isinstance(value, Ruling):
        given = other or Ruling()
        return (value.severity in (None, given.severity)) and (value.waivable or value.waivable == given.waivable)
    return False
