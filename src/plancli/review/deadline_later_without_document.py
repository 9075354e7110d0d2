"""A deadline moves to a later day, and no document says so.

A deadline that a document gave is moved by a document. Without one anybody could grant himself another year, and what
is late would be on time. Found are the reschedulings that the branch records or changes; and a `due` that is edited,
where `deadline-rewritten` is off or only a warning, for it says the same of that. Compared is the last day of the new
deadline with that of the one before it; a deadline without a last day is later than any. Between a series and what
replaces it no order is known: any other deadline needs a document. Where nothing was stated before, nothing moves.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - date: 2024-12-20
          to: 2025
          reason: Chờ tổng kết nghị quyết

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - date: 2024-12-20
          to: 2025
          document: 123-KL/TW
          reason: Chờ tổng kết nghị quyết
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from plancli.checks.places import at
from plancli.checks.reschedule_earlier import moves
from plancli.deadline import Anchored, Due, Recurring, Undated
from plancli.diff.deadlines import deadline_kind
from plancli.diff.meaning import offset, same
from plancli.i18n import N_
from plancli.model import Rescheduling
from plancli.problem import Dates, Problem, Severity
from plancli.review.recorded import recorded

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "deadline-later-without-document"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A deadline moves to a later day by no document")
MESSAGES: Final = {
    "": N_("{id} was due until {before} and is rescheduled to {last} by no document: name one in `document`"),
    "endless": N_(
        "{id} was due until {before} and is rescheduled to `{to}`, which has no last day, by no document: "
        "name one in `document`"
    ),
    "series": N_("{id} was due `{old}` and is rescheduled to `{to}` by no document: name one in `document`"),
    "edited": N_("`due` of {id} moves from {before} to {last} by no document: record it in `rescheduled`, with one"),
    "edited-endless": N_(
        "{id} was due until {before} and has no last day now, by no document: record it in `rescheduled`, with one"
    ),
}
EDITED: Final = ("deadline-later", "deadline-less-precise", "deadline-changed", "deadline-dropped")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each rescheduling, and each edited `due`, that is later than what it replaces and has no document."""
    yield from _rescheduled(branch)
    for change in branch.changes(*EDITED):
        before = branch.base.window(change.old).last
        last = branch.work.window(change.new).last
        if before is not None and (last is None or last > before):
            values = _values(change.address, before, last, change.new.text if change.new else "")
            yield Problem(NAME, branch.place(change), "edited" if last else "edited-endless", values)


def _rescheduled(branch: "Branch") -> Iterator[Problem]:
    """Yield the reschedulings that the branch records, or gives another deadline."""
    new = {id(one.entry) for one in recorded(branch, "rescheduled", _is_same)}
    if not new:
        return
    for move in moves(branch.work):
        moved, before, last = move.entry, move.before, move.last
        if id(moved) not in new or moved.fact.document is not None:
            continue
        where = at(move.place.file, moved.fact.at)
        if before is not None and (last is None or last > before):
            values = _values(move.place.address, before, last, moved.to.text)
            yield Problem(NAME, where, "" if last else "endless", values)
        elif before is None and move.old is not None and _is_looser(move.old, moved.to):
            values = {"id": move.place.address, "old": move.old.text, "to": moved.to.text}
            yield Problem(NAME, where, "series", values)


def _is_looser(old: Due, new: Due) -> bool:
    """Return whether a deadline asks for less than one of which no last day is known: a series, or an unknown event."""
    if isinstance(old, Recurring):
        return not same(old, new)
    awaited = isinstance(old, Anchored) and offset(old)[2] is not None
    return awaited and (isinstance(new, Undated) or deadline_kind(old, new) == "deadline-later")


def _is_same(before: Rescheduling, after: Rescheduling) -> bool:
    """Return whether two reschedulings are to one deadline."""
    return same(before.to, after.to)


def _values(address: str, before: date, last: date | None, to: str) -> dict[str, str]:
    return {"id": address, "before": Dates(before), "last": Dates(last or ""), "to": to}
