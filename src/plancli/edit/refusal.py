"""Why a file is not changed, and what its user can do by hand."""

from collections.abc import Sequence
from typing import Final

from plancli.edit.step import Path
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.problem import Problem

FAULTS: Final = frozenset(
    ("duplicate-key", "alias", "missing-field", "wrong-type", "invalid-due", "invalid-date", "invalid-id")
)
"""What must not be wrong with the very thing that is changed: with these nobody knows all that it says."""


class Unwieldy(Exception):
    """A thing is written in a way in which it cannot be edited."""


class EditError(PlanError):
    """A file is not changed: nothing of it is written. `problems` are the findings for which it is not."""

    def __init__(self, message: str, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


def unreadable(file: str, problems: Sequence[Problem]) -> EditError:
    """Return the error that the text of a file cannot be read."""
    first = next(iter(sorted(problems, key=Problem.sort_key)), None)
    place = f"{file}:{first.place.line}:{first.place.column}" if first else file
    return EditError(
        _("{place}: the file cannot be read, so it is not changed.").format(place=place),
        _("plan validate says what is wrong with it. Mend that first."),
        problems,
    )


def faulty(problem: Problem) -> EditError:
    """Return the error that what is to be changed has a fault itself."""
    return EditError(
        _("{place}: what is to be changed has a mistake in it ({name}), so it is not changed.").format(
            place=problem.place, name=problem.name
        ),
        _("plan validate says what is wrong there. Mend that first."),
        (problem,),
    )


def mistaken(problems: Sequence[Problem]) -> EditError:
    """Return the error that a file would have new mistakes after a change that is otherwise made as it was asked."""
    first = problems[0]
    return EditError(
        _("{place}: after this change there would be a mistake here ({name}), so it is not made.").format(
            place=first.place, name=first.name
        ),
        _("plan explain {name} says what may stand there.").format(name=first.name),
        problems,
    )


def by_hand(file: str, line: int, what: str) -> EditError:
    """Return the error that a change cannot be made safely in the way the file is written."""
    return EditError(
        _("{file}:{line}: the way this is written, the change cannot be made safely: nothing is written.").format(
            file=file, line=line
        ),
        _("Edit the file by hand there:\n{what}").format(what=what),
    )


def misfit(file: str, line: int, path: Path) -> EditError:
    """Return the error that a path leads to nothing, or to something of another kind."""
    return EditError(
        _("{file}:{line}: there is no place for {path} here: nothing is written.").format(
            file=file, line=line, path=shown(path)
        ),
        _("plan validate says whether something is wrong there."),
    )


def shown(path: Path) -> str:
    """Return a path as people read it; indexes count from 1."""
    return " › ".join(str(part + 1) if isinstance(part, int) else part for part in path)
