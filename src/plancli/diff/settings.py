"""How the settings of plan.yaml changed, and the events that deadlines hang on."""

from collections.abc import Mapping
from typing import Any, Final

from plancli.diff.change import Uncompared
from plancli.diff.sides import Sides, Told
from plancli.diff.spot import Home, Spot
from plancli.model import Event, Info, Located, View

SETTINGS: Final = (
    "format", "id", "title", "number", "date", "issuer", "implements", "language", "timezone",
    "due_soon", "report_every", "met_by", "cutoff_day",
)  # fmt: skip
WITHIN: Final = {"cutoff_day": "reporting"}
NAMED: Final = ("checks", "policy")
EVENT_FIELDS: Final = ("name", "date")


def plan_spot(sides: Sides, address: str, title: str = "") -> Spot:
    """Return where the change of something in plan.yaml is told."""
    old, new = sides.old.plan.info, sides.new.plan.info
    return Spot("plan", address, "", title or new.title, old.file, new.file)


def setting_changes(sides: Sides) -> Told:
    """Yield how each setting changed; those under `checks`, `policy` and `views` by name: `checks.unused-document`."""
    old, new = sides.old.plan.info, sides.new.plan.info
    for name in SETTINGS:
        home = WITHIN.get(name)
        homes: tuple[Home, Home] = (old.places.get(home or name, old.at), new.places.get(home or name, new.at))
        spot = plan_spot(sides, f"{home}.{name}" if home else name)
        if unread := [side for side in (sides.new, sides.old) if name in side.plan.info.unread]:
            yield Uncompared(unread[0].name, spot.new_file, spot.address)
            continue
        values = getattr(old, name), getattr(new, name)
        yield from sides.field(spot, "settings-changed", home or name, values, homes, Info._field_defaults[name])
    for name in NAMED:
        yield from _named(sides, name, getattr(old, name), getattr(new, name))
    yield from _named(sides, "views", _by_name(old), _by_name(new))


def _named(sides: Sides, setting: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Told:
    """Yield what changed in a map of settings: name by name, those of the new side first."""
    old_names, new_names = {name: name for name in old}, {name: name for name in new}
    for name in {**new_names, **old_names}:
        spot = plan_spot(sides, f"{setting}.{name}")
        homes = (_home(old_names.get(name)), _home(new_names.get(name)))
        yield from sides.field(spot, "settings-changed", setting, (old.get(name), new.get(name)), homes)


def _by_name(info: Info) -> Mapping[str, View]:
    return {view.id: view for view in info.views}


def _home(name: str | None) -> Home:
    return name if isinstance(name, Located) else None


def event_changes(sides: Sides) -> Told:
    """Yield how the events changed, in the order of the new version, then those that are gone."""
    olds = {event.id: event for event in sides.old.plan.info.events}
    news = {event.id: event for event in sides.new.plan.info.events}
    for id, new in news.items():
        spot = plan_spot(sides, id, new.name or "")
        if (old := olds.get(id)) is None:
            yield from sides.field(spot, "event-added", "", (None, new), (None, new.id))
        else:
            yield from _event(sides, spot, old, new)
    for id, old in olds.items():
        if id not in news:
            yield from sides.field(
                plan_spot(sides, id, old.name or ""), "event-removed", "", (old, None), (old.id, None)
            )


def _event(sides: Sides, spot: Spot, old: Event, new: Event) -> Told:
    for field in EVENT_FIELDS:
        values = getattr(old, field), getattr(new, field)
        yield from sides.field(spot, "event-changed", field, values, (old.id, new.id))
