"""Where only one deadline makes sense: a milestone, an occurrence and a member never have a series."""

from plancli.deadline import Recurring
from plancli.model import Part, Task
from plancli.problem import Place, Problem


def refuse_series(task: Task, problems: list[Problem]) -> Task:
    """Return a task whose parts that state a series, or were moved to one, have that as a fault; each is reported."""
    if not (task.milestones or task.occurrences or task.members):
        return task
    return task._replace(
        milestones=_checked(task.milestones, task.file, problems),
        occurrences=_checked(task.occurrences, task.file, problems),
        members=_checked(task.members, task.file, problems),
    )


def _checked(parts: tuple[Part, ...], file: str, problems: list[Problem]) -> tuple[Part, ...]:
    return tuple([_checked_part(part, file, problems) for part in parts])


def _checked_part(part: Part, file: str, problems: list[Problem]) -> Part:
    stated = [("due", part.due, part.due_at)] if part.due and part.due_at else []
    moved = [("rescheduled", one.to, one.fact.at) for one in part.facts.rescheduled]
    faults = list(part.faults)
    for field, due, place in stated + moved:
        if isinstance(due, Recurring):
            faults.append(field)
            problems.append(Problem("invalid-due", Place(file, *place), "series-in-part", {"value": due.text}))
    return part._replace(faults=tuple(dict.fromkeys(faults)), members=_checked(part.members, file, problems))
