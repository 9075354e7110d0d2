"""The rules on changes: what a branch must not do to a plan without saying so. One module a rule, as in `checks`.

`NAMES` is their order in the documentation: tasks, deadlines, facts, links, the register and the settings. A module is
imported only when it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from plancli.problem import Described, Problem

if TYPE_CHECKING:
    from plancli.review.branch import Branch

TASKS: Final = (
    "task-removed",
    "milestone-removed",
    "id-changed",
    "id-collides",
    "transferred-without-record",
    "stopped-without-document",
    "assignment-changed",
    "role-removed",
    "task-reworded",
)
DEADLINES: Final = (
    "deadline-rewritten",
    "deadline-later-without-document",
    "reschedule-rewritten",
    "event-moved",
    "overdue-without-word",
)
FACTS: Final = (
    "fact-erased",
    "completion-without-evidence",
    "completion-backdated",
    "verified-by-lead",
)
LINKS: Final = (
    "citation-removed",
    "source-changed",
    "outline-changed",
    "document-removed",
    "document-changed",
    "body-removed",
    "body-changed",
)
SETTINGS: Final = (
    "policy-loosened",
    "policy-changed",
    "judging-changed",
)
NAMES: Final = TASKS + DEADLINES + FACTS + LINKS + SETTINGS
COVERED: Final = {"deadline-later-without-document": "deadline-rewritten"}
"""Rules that say nothing more of a place where another finds something too: one edit needs one remedy."""


def uncovered(problems: Sequence[Problem], severity: Callable[[str], str]) -> list[Problem]:
    """Return the problems without those that another at the same place covers, which is no less severe."""
    told = {(one.name, one.place) for one in problems}
    return [
        one
        for one in problems
        if (other := COVERED.get(one.name, "")) not in NAMES
        or (other, one.place) not in told
        or (severity(other) == "warning" and severity(one.name) == "error")
    ]


class Rule(Described, Protocol):
    """What every module of a rule has.

    Each problem's `id` is the full address of what it is about (of a body, document, event or setting: its name), by
    which a commit may waive it.
    """

    def check(self, branch: "Branch") -> Iterator[Problem]:
        """Yield what a branch does against the rule."""
        ...


def get(name: str) -> Rule:
    """Return the module of a rule."""
    return cast(Rule, import_module(f"plancli.review.{name.replace('-', '_')}"))
