"""The findings: one module each, named for what it finds, whose docstring is its manual page.

`NAMES` is their order in the documentation: text, shape, meaning. A module is imported only when it is asked for.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from plancli.problem import Described, Problem

if TYPE_CHECKING:
    from plancli.state import Standing

TEXT: Final = (
    "invalid-yaml",
    "duplicate-key",
    "alias",
    "not-utf8",
    "not-nfc",
    "control-character",
    "too-large",
    "too-deep",
    "several-documents",
    "cut-by-comment",
    "unread-file",
    "not-a-file",
)
SHAPE: Final = (
    "unknown-field",
    "missing-field",
    "wrong-type",
    "invalid-due",
    "invalid-date",
    "invalid-id",
    "unknown-format",
)
MEANING: Final = (
    "duplicate-id",
    "unknown-check",
    "unknown-timezone",
    "invalid-view",
    "unknown-body",
    "unknown-document",
    "ambiguous-citation",
    "unknown-source",
    "uncovered-source",
    "unused-document",
    "unknown-task",
    "unknown-event",
    "dependency-cycle",
    "succession-cycle",
    "unknown-occurrence",
    "unknown-member",
    "lead-supports-itself",
    "ended-body",
    "future-fact",
    "facts-out-of-order",
    "reschedule-earlier",
    "reschedule-without-document",
    "completed-without-evidence",
    "withdrawn-without-reason",
    "milestone-open",
    "verified-by-lead",
    "word-date-mismatch",
)
NAMES: Final = TEXT + SHAPE + MEANING
WHOLE: Final = ("duplicate-id", "invalid-view", "uncovered-source", "unused-document", "dependency-cycle")
"""The findings that need all tasks at once, and look at `plan.tasks`, whichever tasks of a standing are `checked`.

What the others find at the checked tasks follows from those tasks, plan.yaml, documents.yaml, what files of bodies say
of the bodies, which files could not be read, and the day; and of other tasks from no more than their ids, the clauses
they come from, and the days of what deadlines hang on. What they find beside tasks they find whichever are checked. One
thing they say hangs on how many unknown names there are: which are still compared with the known ones (`suggest`).
"""
LOSING: Final = (
    "invalid-yaml",
    "duplicate-key",
    "alias",
    "not-utf8",
    "too-large",
    "too-deep",
    "several-documents",
    "unread-file",
    "not-a-file",
    "missing-field",
    "wrong-type",
    "invalid-due",
    "invalid-date",
    "invalid-id",
    "duplicate-id",
)
"""The findings after which a question may miss something: no setting keeps a question from telling them."""


class Check(Described, Protocol):
    """What every module of a finding has; those of text and shape find nothing here: the reading already did."""

    def check(self, standing: "Standing") -> Iterator[Problem]:
        """Yield what is wrong in a plan as it stands on a day."""
        ...


def get(name: str) -> Check:
    """Return the module of a finding."""
    return cast(Check, import_module(f"plancli.checks.{name.replace('-', '_')}"))
