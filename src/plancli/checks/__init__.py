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
