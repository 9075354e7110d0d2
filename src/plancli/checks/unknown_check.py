"""The settings name a check that does not exist.

Under `checks` in plan.yaml each finding of `plan validate` can be made an error, a warning, or be turned off; under
`policy` each rule of `plan review`. A name that none of them has changes nothing, and whoever wrote it believes that it
does. `plan explain` lists the names.

Fails:

    checks:
      unused-documents: off

Write instead:

    checks:
      unused-document: off
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from plancli import review
from plancli.checks import NAMES
from plancli.checks.places import at
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.model import Info, Located
from plancli.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-check"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("The settings name a check that does not exist")
MESSAGES: Final = {
    "": N_("{check} is no check: `plan explain` lists them"),
    "nearest": N_("{check} is no check: did you mean {nearest}?"),
    "is-rule": N_("{check} is a rule of `plan review`: write it under `policy`"),
    "rule": N_("{check} is no rule of `plan review`: `plan explain` lists them"),
    "rule-nearest": N_("{check} is no rule of `plan review`: did you mean {nearest}?"),
    "is-check": N_("{check} is a check of `plan validate`: write it under `checks`"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each name under `checks` that no check has, and each under `policy` that no rule has."""
    info = standing.plan.info
    yield from _unknown(info, info.checks, NAMES, review.NAMES, ("", "nearest", "is-rule"))
    yield from _unknown(info, info.policy, review.NAMES, NAMES, ("rule", "rule-nearest", "is-check"))


def _unknown(
    info: Info, names: Iterable[str], known: Collection[str], other: Collection[str], variants: tuple[str, str, str]
) -> Iterator[Problem]:
    """Yield each name that is not known, with the message for none like it, for one like it, for one of the others."""
    suggest = Suggestions(known)
    for name in names:
        if name not in known:
            place = at(info.file, name) if isinstance(name, Located) else Place(info.file, *info.at)
            nearest = suggest(name) if name not in other else ""
            variant = variants[2] if name in other else variants[1] if nearest else variants[0]
            yield Problem(NAME, place, variant, {"check": name, "nearest": nearest})
