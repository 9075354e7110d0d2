"""How a branch changes the settings under `policy` and `checks`, and which way: stricter, looser or neither."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from plancli import checks, review
from plancli.diff import Change
from plancli.model import Ruling
from plancli.problem import SETTINGS

if TYPE_CHECKING:
    from plancli.review.branch import Branch

FIELDS: Final = ("policy", "checks")


class Setting(NamedTuple):
    """One setting that changed: what holds before and after; `was_set` and `is_set` say whether it is written there."""

    change: Change
    before: Ruling
    after: Ruling
    was_set: bool
    is_set: bool

    @property
    def is_loosened(self) -> bool:
        """Whether something passes now that did not."""
        return _rank(self.after) < _rank(self.before) or self.after.waivable > self.before.waivable

    @property
    def variant(self) -> str:
        """The message that fits."""
        return "" if self.was_set and self.is_set else "new" if self.is_set else "unset"

    def values(self, branch: "Branch") -> dict[str, str]:
        """Return the values of the message."""
        told = {"before": _words(self.before), "after": _words(self.after)}
        return {"id": self.change.address, **told, **branch.stood(self.change)}


def settings(branch: "Branch") -> Iterator[Setting]:
    """Yield the settings under `policy` and `checks` that a branch changes; a first plan changes none."""
    if branch.is_first:
        return
    for change in branch.changes("settings-changed"):
        if change.field in FIELDS:
            name = change.address.partition(".")[2]
            usual = _usual(change.field, name)
            before, after = _ruling(change.old, usual), _ruling(change.new, usual)
            yield Setting(change, before, after, change.old is not None, change.new is not None)


def _usual(field: str, name: str) -> str:
    """Return how severe a rule or a check is by itself; `off` where there is none of that name."""
    if field == "policy":
        return review.get(name).SEVERITY if name in review.NAMES else "off"
    return checks.get(name).SEVERITY if name in checks.NAMES else "off"


def _ruling(value: Ruling | str | None, usual: str) -> Ruling:
    """Return what holds by a setting."""
    given = value if isinstance(value, Ruling) else Ruling(value)
    return given._replace(severity=given.severity or usual)


def _rank(ruling: Ruling) -> int:
    return SETTINGS.index(ruling.severity or "off")


def _words(ruling: Ruling) -> str:
    """Return a setting as it is written."""
    severity = ruling.severity or "off"
    return severity if ruling.waivable else f"{{severity: {severity}, waivable: false}}"
