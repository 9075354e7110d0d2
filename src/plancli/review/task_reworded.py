"""What a task asks for is put into other words.

A task is known by its id, so that its title, its text (`text`), what must come out of it (`output`), how often it is
heard of (`report_every`) and the words of its deadline (`due_words`) can be edited into another duty under the same
name. So can the title of a milestone. A correction is fine, with a word in the commit message. Other blanks, something
that was not said before, and one more thing under `output` change nothing that was asked.

In the base:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      output: [Quy chế sửa đổi]

Fails:

    - id: IV.5.1
      title: Rà soát Quy chế chất vấn
      output: [Báo cáo rà soát]

Write instead:

    - id: IV.5.1
      title: Sửa Quy chế chất vấn
      text: Sửa đổi Quy chế chất vấn trong Đảng
      output: [Quy chế sửa đổi, Báo cáo rà soát]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.columns import clip
from plancli.deadline import Interval
from plancli.diff import Change
from plancli.diff.excerpt import differing
from plancli.diff.meaning import same
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "task-reworded"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("What a task asks for is put into other words")
MESSAGES: Final = {
    "": N_(
        "`{field}` of {id} was `{before}` in {base} and is `{after}` now: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "dropped": N_(
        "`{field}` of {id} was `{before}` in {base} ({old}) and is gone: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "output": N_(
        "{id} asked for `{before}` in {base} ({old}) and does not any more: "
        "put it back under `output`, or say why in a `Plan-Waive` of the commit"
    ),
    "period": N_(
        "{id} was to be heard of every `{before}` in {base}, as the plan says, and every `{after}` now: "
        "take `report_every` out, or say why in a `Plan-Waive` of the commit"
    ),
}
LONGEST: Final = 200
"""Columns of a value that is shown."""
WORDED: Final = ("title-changed", "text-changed", "due-words-changed")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each wording that is another, each output that is gone, and each other `report_every`."""
    for change in branch.changes(*WORDED):
        old, new = str(change.old or ""), str(change.new or "")
        if old and old.split() != new.split():
            before, after = differing(old, new) if new else (old, new)
            yield _problem(branch, change, "" if new else "dropped", before, after)
    for change in branch.changes("output-changed"):
        if gone := [str(one) for one in change.old or () if not _is_among(branch, one, change.new or ())]:
            yield _problem(branch, change, "output", ", ".join(gone))
    yield from _periods(branch)


def _periods(branch: "Branch") -> Iterator[Problem]:
    """Yield each task that is heard of more or less often than in the base, by itself or by what the plan says."""
    for change in branch.changes("report-every-changed"):
        before, after = change.old or _usual(branch, change), change.new
        if before is None or same(before, after):
            continue
        variant = "period" if change.old is None else "" if after else "dropped"
        yield _problem(branch, change, variant, _words(before), _words(after))


def _usual(branch: "Branch", change: Change) -> Interval | None:
    """Return how often the plan of the base asks for word of a task that does not say it: only an ongoing one's."""
    task = branch.old_tasks.get(branch.old_address(change.address))
    is_ongoing = task is not None and branch.base.item(task).state == "ongoing"
    return branch.base.plan.info.report_every if is_ongoing else None


def _is_among(branch: "Branch", output: str, others: tuple[str, ...]) -> bool:
    """Return whether an output is still asked for, a document perhaps by another of its names."""
    return any(output.split() == one.split() or branch.references.is_same_document(output, one) for one in others)


def _words(period: Interval | None) -> str:
    return str(period or "")


def _problem(branch: "Branch", change: Change, variant: str, before: str, after: str = "") -> Problem:
    """Return what is found of a change."""
    told = {"before": clip(before, LONGEST), "after": clip(after, LONGEST)}
    values = {"id": change.address, "field": change.field, **told, **branch.stood(change)}
    return Problem(NAME, branch.place(change), variant, values)
