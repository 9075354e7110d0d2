"""Facts stand at a deadline that the series does not have.

The deadlines of a series are computed, so what is written under `occurrences` must use their names: the period where
there is one deadline a period (`2024`, `2024-H1`, `2024-Q1`, `2024-03`), the day as written where there are several
(`2024-06-15`). A fact under another name is seen by nobody, and the deadline it was meant for stays overdue.

Fails:

    tasks:
      - id: V.3b
        title: Báo cáo tình hình thực hiện
        due: every quarter by 20 from 2024
        occurrences:
          2024-03:
            completed: 2024-03-19

Write instead:

    tasks:
      - id: V.3b
        title: Báo cáo tình hình thực hiện
        due: every quarter by 20 from 2024
        occurrences:
          2024-Q1:
            completed: 2024-03-19
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.calendars import calendars, series
from plancli.checks.places import at, with_parts
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-occurrence"
SEVERITY: Final[Severity] = "error"
DOUBTFUL: Final = frozenset({"due", "rescheduled", "assigned", "<<"})
SUMMARY: Final = N_("Facts stand at a deadline that the series does not have")
MESSAGES: Final = {
    "": N_("{key} is no deadline of `{due}`: the first of them are {examples}"),
    "nearest": N_("{key} is no deadline of `{due}`: did you mean {nearest}?"),
    "none": N_("{task} has no series, so there is no {key}: write the facts on the task, or state the series in `due`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name under `occurrences` that is no deadline of its task's series."""
    for task in with_parts(standing):
        if not task.occurrences or not DOUBTFUL.isdisjoint(task.faults):
            continue
        due = series(task)
        known = calendars(standing)
        for part in task.occurrences:
            key, place = part.key, at(task.file, part.key)
            if due is None:
                yield Problem(NAME, place, "none", {"task": task.id, "key": key})
            elif known.named(task, key) is None and (examples := known.first(task)):
                nearest = ", ".join(known.within(task, key))
                values = {"key": key, "due": due.text, "examples": ", ".join(examples), "nearest": nearest}
                yield Problem(NAME, place, "nearest" if nearest else "", values)
