"""Running checks: over the whole plan, or over what was not found without fault before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancli import checks
from plancli.problem import Problem
from plancli.state import Standing

if TYPE_CHECKING:
    from plancli.index.seen import Seen


def found(standing: Standing, names: Sequence[str], seen: "Seen | None") -> list[Problem]:
    """Return what some of the checks find; what was `seen` without fault, and cannot have one now, is passed over."""
    asked = [name for name in names if name in checks.MEANING]
    single = [name for name in asked if name not in checks.WHOLE]
    together = [name for name in asked if name in checks.WHOLE]
    if seen is None or not (files := seen.files(single, standing)):
        return _run(asked, standing)
    whole = seen.whole(together, standing)
    known = seen.clean([*files.values(), whole])
    dirty = {file for file, digest in files.items() if digest not in known}
    checked = [task for task in standing.plan.tasks if task.file in dirty]
    problems = _run(single, Standing(standing.plan, standing.day, checked))
    faulty = {problem.place.file for problem in problems}
    clean = [files[file] for file in dirty - faulty]
    if whole not in known:
        others = _run(together, standing)
        clean += [] if others else [whole]
        problems += others
    seen.mark(clean)
    return problems


def _run(names: Sequence[str], standing: Standing) -> list[Problem]:
    """Return what checks find."""
    return [problem for name in names for problem in checks.get(name).check(standing)]
