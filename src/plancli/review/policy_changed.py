"""A branch changes what the plan checks or refuses, without loosening it.

A stricter rule holds for everybody from then on, and a name that no rule has does nothing. Whoever reviews the branch
should see either. What lets more pass is `policy-loosened`.

In the base:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      citation-removed: warning

Fails:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      citation-removed: error

Write instead:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      citation-removed: warning
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity
from plancli.review.settings import settings

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "policy-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A branch changes what the plan checks or refuses")
MESSAGES: Final = {
    "": N_("{id} was `{before}` in {base} and is `{after}` now"),
    "new": N_("{id} is `{after}` now; it was not set in {base}, where the usual `{before}` holds"),
    "unset": N_("{id} was `{before}` in {base} ({old}) and is not set any more, so that the usual `{after}` holds"),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each setting under `policy` and `checks` that is another, but not looser."""
    for setting in settings(branch):
        if not setting.is_loosened:
            yield Problem(NAME, branch.place(setting.change), setting.variant, setting.values(branch))
