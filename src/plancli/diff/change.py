"""Changes between two versions of a plan, as data: of what kind, of what, from what to what."""

from typing import Any, Final, Literal, NamedTuple

from plancli.problem import Place

TASK_KINDS: Final = (
    "task-added",
    "task-removed",
    "task-transferred",
    "task-split",
    "task-merged",
    "id-changed",
    "title-changed",
    "text-changed",
    "deadline-earlier",
    "deadline-later",
    "deadline-more-precise",
    "deadline-less-precise",
    "deadline-stated",
    "deadline-dropped",
    "deadline-changed",
    "due-words-changed",
    "assigned-changed",
    "co-leads-changed",
    "supporting-changed",
    "citation-changed",
    "source-changed",
    "output-changed",
    "depends-changed",
    "tags-changed",
    "report-every-changed",
    "note-changed",
    "part-added",
    "part-removed",
    "fact-recorded",
    "fact-changed",
    "fact-erased",
)
BODY_KINDS: Final = ("body-added", "body-removed", "body-changed", "body-ended", "body-succeeded")
DOCUMENT_KINDS: Final = ("document-added", "document-removed", "document-changed")
PLAN_KINDS: Final = ("outline-changed", "event-added", "event-removed", "event-changed", "settings-changed")
KINDS: Final = TASK_KINDS + BODY_KINDS + DOCUMENT_KINDS + PLAN_KINDS
"""Every kind of change, in the order of the documentation."""

Subject = Literal["task", "body", "document", "plan"]


class Change(NamedTuple):
    """One change. `old` and `new` are values of the model, None where there is none on that side.

    `address` is that of a task or a place within it (`IV.5.1`, `IV.3.1:khao-sat`), the id of a body or of an event,
    the key of a document, or the name of a setting of plan.yaml. `field` is the field of the file that changed, ""
    where the whole thing was added, removed or moved. `body` is the id of the body whose file a task stands in (of a
    removed one: stood in), or of the body itself; "" for documents and the plan. The places are those of the field (of
    a fact: of the fact) on either side, None where it is not there.
    """

    kind: str
    subject: Subject
    address: str
    body: str = ""
    field: str = ""
    old: Any = None
    new: Any = None
    old_place: Place | None = None
    new_place: Place | None = None
    title: str = ""


class Uncompared(NamedTuple):
    """What was not compared: a file, or the task `address` in it, and the side on which it cannot be read."""

    side: Literal["old", "new"]
    file: str
    address: str = ""


class Difference(NamedTuple):
    """All changes, in the order of bodies, tasks and kinds; and what could not be compared."""

    changes: tuple[Change, ...]
    uncompared: tuple[Uncompared, ...] = ()
