"""The plan as git had it at the end of a day."""

from datetime import date
from typing import NamedTuple

from plancli.commands.past import Past, Turn
from plancli.commands.versions import Version, Versions
from plancli.history.moments import Moments
from plancli.source.git import end_of


class Then(NamedTuple):
    """The plan at the end of a day; `early` where there was no commit with it yet, and it is that of the first one."""

    version: Version
    early: bool


class Daily:
    """The plan day by day, on the line of first parents that leads to a tip: as `--at` with a day has it.

    A commit in which the plan is missing, such as one between two by which it was moved, changes nothing.
    """

    def __init__(self, versions: Versions, past: Past, tip: str, turns: list[Turn]) -> None:
        """Take the commits that changed the plan, of which there must be one; `daily` finds them."""
        self._versions = versions
        self._past = past
        self._turns = turns
        self._opened: tuple[str, Version] | None = None
        commits = versions.repository.log(tip, first_parents=True)
        self._moments = Moments([one.committed for one in commits])
        self._turn_at: list[int] = []
        places = {turn.commit: place for place, turn in enumerate(turns)}
        place = -1
        for one in commits:
            place = places.get(one.oid, place)
            self._turn_at.append(place)

    @property
    def begin(self) -> date:
        """The day of the first commit with the plan."""
        return self._turns[0].committed.astimezone(self._versions.zone).date()

    @property
    def notes(self) -> list[str]:
        """What must be said of the clone."""
        return self._past.notes

    def at(self, day: date) -> Then:
        """Return the plan at the end of a day in its own time zone."""
        found = self._moments.last_until(end_of(day, self._versions.zone))
        place = -1 if found is None else self._turn_at[found]
        return Then(self._version(self._turns[max(place, 0)]), place < 0)

    def _version(self, turn: Turn) -> Version:
        """Return the plan at a commit; that of the day before is often the same."""
        if self._opened is None or self._opened[0] != turn.commit:
            self._opened = turn.commit, self._past.version(turn.commit)
        return self._opened[1]


def daily(versions: Versions, tip: str | None) -> Daily | None:
    """Return the plan day by day up to a commit, else to HEAD; None where no commit has the plan."""
    tip = tip or versions.repository.find("HEAD")
    if tip is None:
        return None
    past = Past(versions, tip)
    turns = [turn for turn in past.line() if turn.files]
    return Daily(versions, past, tip, turns) if turns else None
