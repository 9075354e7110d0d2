"""The stated deadline of a task is edited.

`due` is the deadline as the document gave it, and never changes: what was asked, and how far it slipped, can only be
told while it stands. A new deadline is recorded in `rescheduled`, with its day and the document that set it; it may
come later or earlier, or be the first that a task gets. The same deadline in other words, or one within the stated
period (`2024-12` for `2024`), is no new one. This holds for milestones too.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024

Fails:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2025

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      due: 2024
      rescheduled:
        - date: 2024-12-20
          to: 2025
          document: 123-KL/TW
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.deadline import Due, Period
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "deadline-rewritten"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("The stated deadline of a task is edited")
MESSAGES: Final = {
    "": N_(
        "`due` of {id} was `{before}` in {base} and is `{after}` now: leave it, and record the new deadline "
        "in `rescheduled`, with its document"
    ),
    "stated": N_(
        "{id} had no `due` in {base} and has `{after}` now: a first deadline too is recorded in `rescheduled`, "
        "with its document"
    ),
    "dropped": N_(
        "`due` of {id} was `{before}` in {base} ({old}) and is gone: put it back, and record in `rescheduled` "
        "what holds now (`to: ongoing` where there is no end)"
    ),
}
KINDS: Final = {
    "deadline-earlier": "",
    "deadline-later": "",
    "deadline-less-precise": "",
    "deadline-changed": "",
    "deadline-stated": "stated",
    "deadline-dropped": "dropped",
}
"""The changes of a deadline that are new deadlines, each with its message."""


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each `due` that says something else than in the base."""
    for change in branch.changes(*KINDS):
        if change.kind == "deadline-changed" and _ends_alike(change.old, change.new):
            continue
        values = {
            "id": change.address,
            "before": change.old.text if change.old else "",
            "after": change.new.text if change.new else "",
            **branch.stood(change),
        }
        yield Problem(NAME, branch.place(change), KINDS[change.kind], values)


def _ends_alike(old: Due | None, new: Due | None) -> bool:
    """Return whether two periods end on one day, as `by 2024-06-30` and `2024-06` do."""
    return isinstance(old, Period) and isinstance(new, Period) and old.last is not None and old.last == new.last
