"""The settings name a check that does not exist.

Under `checks` in plan.yaml each finding can be made an error, a warning, or be turned off. A name that no check has
changes nothing, and whoever wrote it believes that it does. `plan explain` lists the names.

Fails:

    checks:
      unused-documents: off

Write instead:

    checks:
      unused-document: off
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks import NAMES
from plancli.checks.places import at
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.model import Located
from plancli.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-check"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("The settings name a check that does not exist")
MESSAGES: Final = {
    "": N_("{check} is no check: `plan explain` lists them"),
    "nearest": N_("{check} is no check: did you mean {nearest}?"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name under `checks` that no check has."""
    info = standing.plan.info
    suggest = Suggestions(NAMES)
    for name in info.checks:
        if name not in NAMES:
            place = at(info.file, name) if isinstance(name, Located) else Place(info.file, *info.at)
            nearest = suggest(name)
            yield Problem(NAME, place, "nearest" if nearest else "", {"check": name, "nearest": nearest})
