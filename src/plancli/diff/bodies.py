"""How the bodies changed.

A body whose file got another name while its own stayed is one body with another id: its tasks are not transferred.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from plancli.diff.pairing import pair
from plancli.diff.sides import Sides, Told
from plancli.diff.spot import Home, Spot
from plancli.model import Body, Member

FIELDS: Final = ("short", "aliases", "contact", "collective")


def renamed_bodies(sides: Sides) -> dict[str, str]:
    """Return the new id of each body whose file got another name: the names tell, where each is there only once."""
    old, new = sides.old.plan.bodies, sides.new.plan.bodies
    gone = {id: body for id, body in old.items() if id not in new and not sides.new.unread(body.file)}
    come = {id: body for id, body in new.items() if id not in old and not sides.old.unread(body.file)}
    if not (gone and come):
        return {}
    old_names, new_names = (Counter(body.name for body in side.values()) for side in (gone, come))
    ids = {body.name: id for id, body in come.items() if new_names[body.name] == 1}
    return {id: ids[body.name] for id, body in gone.items() if body.name in ids and old_names[body.name] == 1}


def body_changes(sides: Sides, renamed: Mapping[str, str]) -> Told:
    """Yield how the bodies changed: those of the new version in their order, then those that are gone."""
    old, new = sides.old.plan.bodies, sides.new.plan.bodies
    former = {after: before for before, after in renamed.items()}
    for id, body in new.items():
        before = old.get(former.get(id, id))
        if before is None:
            if not sides.old.unread(body.file):
                yield _spot(body, body).change("body-added", "", None, body, None, body.at)
        elif before is not body and not sides.unread(before.file, body.file):
            yield from _changes(sides, before, body)
    for id, body in old.items():
        if id not in new and id not in renamed and not sides.new.unread(body.file):
            yield _spot(body, body).change("body-removed", "", body, None, body.at, None)


def _spot(old: Body, new: Body) -> Spot:
    return Spot("body", new.id, new.id, new.name, old.file, new.file)


def _changes(sides: Sides, old: Body, new: Body) -> Told:
    """Yield how one body changed."""
    spot = _spot(old, new)
    homes: tuple[Home, Home] = (old.at, new.at)
    yield from spot.field("body-changed", "id", old.id, new.id, *homes)
    names = old.name, new.name
    lost = old.id if old.name == old.id else new.id if new.name == new.id else None  # what stands for a missing name
    yield from sides.field(spot, "body-changed", "name", names, homes, lost)
    for field in FIELDS:
        values = getattr(old, field), getattr(new, field)
        yield from sides.field(spot, "body-changed", field, values, homes, Body._field_defaults[field])
    for before, after in pair(old.members, new.members, (_member_id,)):
        member_homes = (before and before.id, after and after.id)
        yield from sides.field(spot, "body-changed", "members", (before, after), member_homes)
    ended = "body-changed" if old.until else "body-ended"
    yield from sides.field(spot, ended, "until", (old.until, new.until), homes)
    succeeded = "body-changed" if old.succeeded_by else "body-succeeded"
    yield from sides.field(spot, succeeded, "succeeded_by", (old.succeeded_by, new.succeeded_by), homes)


def _member_id(member: Member) -> str:
    return member.id
