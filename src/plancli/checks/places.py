"""Every place of a plan where facts stand, and every dated fact there, for the checks that look at facts."""

from typing import TYPE_CHECKING, NamedTuple

from plancli.checks.memory import once
from plancli.model import NO_FACTS, At, Completion, Fact, Facts, Located, Part, Task
from plancli.problem import Place

if TYPE_CHECKING:
    from plancli.state import Standing


class FactPlace(NamedTuple):
    """A task, milestone, occurrence or member that has facts; `within` is the occurrence that a member stands in."""

    address: str
    task: Task
    part: Part | None
    within: Part | None
    facts: Facts

    @property
    def faults(self) -> tuple[str, ...]:
        """The fields of this place that could not be read."""
        return self.part.faults if self.part else self.task.faults

    @property
    def file(self) -> str:
        """The file in which the facts stand."""
        return self.task.file


class Dated(NamedTuple):
    """One dated fact: where it stands, the field it is, and what it says."""

    place: FactPlace
    field: str
    fact: Fact


def at(file: str, where: Located | At) -> Place:
    """Return the place of a text or a fact in its file."""
    return Place(file, where.line, where.column)


@once
def fact_places(standing: "Standing") -> list[FactPlace]:
    """Return all places that have facts, in the order of the files, whatever their dates."""
    found: list[FactPlace] = []
    for task in standing.plan.tasks:
        if task.facts is not NO_FACTS:
            found.append(FactPlace(task.id, task, None, None, task.facts))
        if task.milestones or task.occurrences or task.members:
            for part in (*task.milestones, *task.occurrences, *task.members):
                address = f"{task.id}:{part.key}"
                if part.facts is not NO_FACTS:
                    found.append(FactPlace(address, task, part, None, part.facts))
                for member in part.members:
                    if member.facts is not NO_FACTS:
                        found.append(FactPlace(f"{address}:{member.key}", task, member, part, member.facts))
    return found


@once
def dated_facts(standing: "Standing") -> list[Dated]:
    """Return all dated facts of all places, with the verifications and returns inside them."""
    found: list[Dated] = []
    for place in fact_places(standing):
        _add(place, place.facts, found)
    return found


def _add(place: FactPlace, facts: Facts, found: list[Dated]) -> None:
    """Add the dated facts of one place."""
    if facts.started is not None:
        found.append(Dated(place, "started", facts.started))
    for progress in facts.progress:
        found.append(Dated(place, "progress", progress.fact))
    for entry in facts.submitted:
        _add_entry(place, "submitted", entry, found)
    for entry in facts.completed:
        _add_entry(place, "completed", entry, found)
    for moved in facts.rescheduled:
        found.append(Dated(place, "rescheduled", moved.fact))
    for pause in facts.suspended:
        found.append(Dated(place, "suspended", pause.fact))
    for transfer in facts.transferred:
        found.append(Dated(place, "transferred", transfer.fact))
    if facts.withdrawn is not None:
        found.append(Dated(place, "withdrawn", facts.withdrawn.fact))


def _add_entry(place: FactPlace, field: str, entry: Completion, found: list[Dated]) -> None:
    """Add a submission or completion, and what was said of it."""
    found.append(Dated(place, field, entry.fact))
    if entry.verified is not None:
        found.append(Dated(place, "verified", entry.verified))
    if entry.returned is not None:
        found.append(Dated(place, "returned", entry.returned))
