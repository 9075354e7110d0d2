"""A branch loosens what the plan checks or refuses.

A rule that is turned off, made a warning, or opened to waivers, lets pass from then on what it was there to stop, and
so does a check under `checks`. It never helps the branch that does it: that one is judged by the base's policy. But the
next branches are judged by the new one, so that whoever agrees to it should know.

In the base:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      task-removed: {severity: error, waivable: false}

Fails:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      task-removed: warning

Write instead:

    # plan.yaml
    format: 1
    title: Kế hoạch
    policy:
      task-removed: {severity: error, waivable: false}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity
from plancli.review.settings import settings

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "policy-loosened"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A branch loosens what the plan checks or refuses")
MESSAGES: Final = {
    "": N_(
        "{id} was `{before}` in {base} and is `{after}` now, which is looser: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "new": N_(
        "{id} is `{after}`, looser than the usual `{before}`: take it out, or say why in a `Plan-Waive` of the commit"
    ),
    "unset": N_(
        "{id} was `{before}` in {base} ({old}) and is not set any more, so that the usual `{after}` holds, which is "
        "looser: put it back, or say why in a `Plan-Waive` of the commit"
    ),
}


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each setting under `policy` and `checks` that lets pass what it did not."""
    for setting in settings(branch):
        if setting.is_loosened:
            yield Problem(NAME, branch.place(setting.change), setting.variant, setting.values(branch))
