"""How the places within a task changed: its milestones, occurrences and members, matched by their keys."""

from collections.abc import Iterator

from plancli.diff.change import Change
from plancli.diff.deadlines import deadline_kind
from plancli.diff.facts import fact_changes
from plancli.diff.pairing import pair
from plancli.diff.spot import Home, Spot
from plancli.model import NO_FACTS, Part, Task


def part_changes(spot: Spot, old: Task | Part, new: Task | Part) -> Iterator[Change]:
    """Yield how the parts of a task, or of an occurrence, changed."""
    olds, news = _parts(old), _parts(new)
    if not (olds or news):
        return
    for before, after in pair(olds, news, (lambda part: (part.kind, part.key),)):
        part = after or before
        if before is not after and part is not None:
            yield from _part(spot.within(part.key), before, after)


def _parts(home: Task | Part) -> tuple[Part, ...]:
    return home.milestones + home.occurrences + home.members if isinstance(home, Task) else home.members


def _part(spot: Spot, old: Part | None, new: Part | None) -> Iterator[Change]:
    """Yield how one part changed.

    A milestone is there by itself, and its facts are told beside its coming and going. An occurrence or a member with
    facts is there because of them, so that they alone are told.
    """
    if old is not None and new is not None:
        yield from _common(spot, old, new)
        return
    whole = old or new
    if whole is None:
        return
    empty = Part(whole.kind, whole.key)
    if whole.kind == "milestone" or not _has_facts(whole):
        kind = "part-added" if old is None else "part-removed"
        yield spot.change(kind, "", old, new, old and old.key, new and new.key)
        yield from fact_changes(spot, (old or empty).facts, (new or empty).facts)
    else:
        yield from _common(spot, old or empty, new or empty)


def _has_facts(part: Part) -> bool:
    return part.facts is not NO_FACTS or any(_has_facts(member) for member in part.members)


def _common(spot: Spot, old: Part, new: Part) -> Iterator[Change]:
    """Yield how a part changed that is there on both sides."""
    yield from spot.field("title-changed", "title", old.title, new.title, old.key, new.key)
    yield from due_changes(spot, old, new, old.key, new.key)
    yield from spot.field("due-words-changed", "due_words", old.due_words, new.due_words, old.key, new.key)
    yield from spot.field("note-changed", "note", old.note, new.note, old.key, new.key)
    yield from fact_changes(spot, old.facts, new.facts)
    yield from part_changes(spot, old, new)


def due_changes(spot: Spot, old: Task | Part, new: Task | Part, old_home: Home, new_home: Home) -> Iterator[Change]:
    """Yield how the deadline changed that a task or a milestone states."""
    if kind := deadline_kind(old.due, new.due):
        old_at = (old.due_at or old_home) if old.due else None
        yield spot.change(kind, "due", old.due, new.due, old_at, (new.due_at or new_home) if new.due else None)
