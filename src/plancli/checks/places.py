"""Every place of the checked tasks where facts stand, and every dated fact there, for the checks that look at facts."""

from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plancli.checks.memory import once
from plancli.model import NO_FACTS, At, Fact, Facts, Located, Part, Task
from plancli.problem import Place

if TYPE_CHECKING:
    from plancli.state import Standing

new: Final[Any] = tuple.__new__  # the constructors of named tuples take three times as long


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


Dated = tuple[FactPlace, str, Fact]
"""One dated fact: where it stands, the field it is, and what it says."""


def at(file: str, where: Located | At) -> Place:
    """Return the place of a text or a fact in its file."""
    return Place(file, where.line, where.column)


def whole(standing: "Standing") -> "Standing":
    """Return the standing of which all tasks are checked, for what is only known of all."""
    if standing.checked is standing.plan.tasks:
        return standing
    return type(standing)(standing.plan, standing.day)


@once
def with_parts(standing: "Standing") -> list[Task]:
    """Return the checked tasks that have milestones, occurrences or members."""
    return [task for task in standing.checked if task.milestones or task.occurrences or task.members]


@once
def fact_places(standing: "Standing") -> list[FactPlace]:
    """Return all places of the checked tasks that have facts, in the order of the files, whatever their dates."""
    found: list[FactPlace] = []
    for task in standing.checked:
        if task.facts is not NO_FACTS:
            found.append(new(FactPlace, (task.id, task, None, None, task.facts)))
        if task.milestones or task.occurrences or task.members:
            for part in (*task.milestones, *task.occurrences, *task.members):
                address = f"{task.id}:{part.key}"
                if part.facts is not NO_FACTS:
                    found.append(FactPlace(address, task, part, None, part.facts))
                for member in part.members:
                    if member.facts is not NO_FACTS:
                        found.append(FactPlace(f"{address}:{member.key}", task, member, part, member.facts))
    return found


def having(standing: "Standing", field: str) -> list[FactPlace]:
    """Return those of the same places that have a fact of one field, such as `completed`."""
    return _by_field(standing)[field]


@once
def _by_field(standing: "Standing") -> dict[str, list[FactPlace]]:
    """Return the same places by the fields that they have facts of."""
    places = fact_places(standing)
    columns = zip(*[place.facts for place in places], strict=True) if places else [()] * len(Facts._fields)
    return {field: list(compress(places, column)) for field, column in zip(Facts._fields, columns, strict=True)}


@once
def dated_facts(standing: "Standing") -> list[Dated]:
    """Return all dated facts of the same places, field by field, with the verifications and returns inside them."""
    by_field = _by_field(standing)
    found: list[Dated] = [(one, "started", one.facts.started) for one in by_field["started"] if one.facts.started]
    for field in ("progress", "rescheduled", "suspended", "transferred"):
        found += [(place, field, one.fact) for place in by_field[field] for one in getattr(place.facts, field)]
    for field in ("submitted", "completed"):
        entries = [(place, entry) for place in by_field[field] for entry in getattr(place.facts, field)]
        found += [(place, field, entry.fact) for place, entry in entries]
        found += [(place, "verified", entry.verified) for place, entry in entries if entry.verified]
        found += [(place, "returned", entry.returned) for place, entry in entries if entry.returned]
    found += [(one, "withdrawn", one.facts.withdrawn.fact) for one in by_field["withdrawn"] if one.facts.withdrawn]
    return found
