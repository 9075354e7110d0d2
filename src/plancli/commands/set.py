"""`plan set`: what a task says beside its facts, such as its title or its tags."""

import re
from collections.abc import Callable, Sequence
from typing import Annotated, Final, NamedTuple

import typer

from plancli.commands import recording as r
from plancli.commands.complete import addresses
from plancli.commands.recording import typed
from plancli.commands.recording.change import Change, Value, refuse
from plancli.commands.recording.desk import Desk
from plancli.commands.recording.draft import Draft
from plancli.deadline import DeadlineError, parse_interval
from plancli.decode import tasks as tables
from plancli.decode.facts import FIELDS as FACTS
from plancli.decode.table import Table
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.names import meant
from plancli.state import Item
from plancli.text import comma_list

HELP = N_(
    "Set what a task says beside its facts: FIELD=VALUE, in a list divided by commas; FIELD= takes the field out. "
    "Facts have commands of their own."
)
FIELD: Final = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
COMMAND_OF: Final = {
    "due": "plan reschedule",
    "started": "plan start",
    "progress": "plan log",
    "submitted": "plan submit",
    "completed": "plan done",
    "rescheduled": "plan reschedule",
    "suspended": "plan suspend",
    "transferred": "plan transfer",
    "withdrawn": "plan withdraw",
}
"""What has a command of its own; a deadline that was stated never changes, it is rescheduled."""
BY_HAND: Final = ("id", "assigned", "milestones", "occurrences", "members")
TABLES: Final[dict[str, Table]] = {
    "task": tables.TASK_TABLE,
    "milestone": tables.MILESTONE_TABLE,
    "occurrence": tables.OCCURRENCE_TABLE,
    "member": tables.MEMBER_TABLE,
}
EXAMPLE: Final = "plan set IV.5.1 tags=rules,staff"
LISTS: Final = ("list", "one-or-list")


class Setting(NamedTuple):
    """A field and what it shall hold; nothing where it is to be taken out."""

    field: str
    typed: list[str]


@r.recording
def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ADDRESS]... FIELD=VALUE...",
            autocompletion=addresses,
            help=_("The tasks, then fields such as title, note, tags, supporting, due_words."),
        ),
    ] = None,
) -> r.Asked:
    """Set fields."""
    named = [word for word in words or () if not FIELD.fullmatch(word)]
    settings = _settings(words or ())

    def change(desk: Desk) -> Change:
        values = {one.field: _value(desk, one) for one in settings}

        def apply(draft: Draft, item: Item) -> None:
            for name, value in values.items():
                _check(item, name, value)
                if value:
                    draft.put(item, name, value=value)
                else:
                    draft.remove(item, name)

        fields = ", ".join(values)
        return Change(N_("{tasks}: {fields} set"), lambda: {"fields": fields}, apply)

    return r.Asked(named, change, takes=lambda item: True, missing=EXAMPLE)


def _settings(words: Sequence[str]) -> list[Setting]:
    """Return the fields that are to be set; one that is given several times is a list of all that is given."""
    found: dict[str, Setting] = {}
    for word in words:
        if parts := FIELD.fullmatch(word):
            setting = found.setdefault(parts[1], Setting(parts[1], []))
            if parts[2].strip():
                setting.typed.append(typed.text(parts[2], parts[1]))
    if not found:
        message = _("Say what to set: FIELD=VALUE.")
        raise PlanError(message, _("Such as: {command}").format(command=EXAMPLE))
    return list(found.values())


def _value(desk: Desk, setting: Setting) -> Value:
    """Return what a field shall hold, its names resolved; empty where it is to be taken out."""
    name = setting.field
    field = next((one for one in tables.TASK_TABLE.fields if one.name == name), None)
    if name in COMMAND_OF:
        raise _not_here(name)
    if name in BY_HAND:
        message = _("{field} is not set by a command.").format(field=name)
        raise PlanError(message, _("Change it in the task's file."))
    if field is None:
        known = [one.name for one in tables.TASK_TABLE.fields if one.name not in (*COMMAND_OF, *BY_HAND)]
        hint = meant(name, known) or _("Fields: {names}").format(names=", ".join(known))
        raise PlanError(_("A task has no field {name}.").format(name=name), hint)
    if field.kind.name not in LISTS:
        if len(setting.typed) > 1:
            raise PlanError(_("{field} is no list: give it once.").format(field=name))
        given = setting.typed[0] if setting.typed else ""
        return _length(name, given) if given and field.kind.name == "interval" else given
    several = comma_list(setting.typed[0]) if len(setting.typed) == 1 else setting.typed
    found = list(dict.fromkeys(_reader(desk, name)(one) for one in several))
    return found[0] if field.kind.name == "one-or-list" and len(found) == 1 else found


def _length(name: str, given: str) -> str:
    """Return a length of time in the grammar's own form."""
    try:
        return str(parse_interval(given))
    except DeadlineError:
        message = _("{option}: {value} is no length of time.").format(option=name, value=given)
        raise PlanError(message, _("Type it as 30 days, 3 months or 1 year.")) from None


def _reader(desk: Desk, field: str) -> Callable[[str], str]:
    """Return what resolves one name in a list."""
    if field in ("supporting", "co_leads"):
        return lambda name: typed.body(desk.plan, name, field)
    if field == "cites":
        return lambda name: typed.document(desk.plan, name, field)
    if field == "depends":
        return lambda name: typed.tasks(desk.standing, [name])[0]
    return lambda name: name


def _not_here(name: str) -> PlanError:
    """Return the error that a field is a fact, or the deadline."""
    hint = _("Record it instead: {command}").format(command=COMMAND_OF[name])
    if name == "due":
        return PlanError(_("A deadline that was stated stays as it was stated: it is not set anew."), hint)
    assert any(field.name == name for field in FACTS)
    return PlanError(_("{field} is a fact: facts are recorded, not set.").format(field=name), hint)


def _check(item: Item, name: str, value: Value) -> None:
    """PlanError where a place has no such field, or cannot be without it."""
    known = {field.name: field for field in TABLES[item.kind].fields}
    if name not in known:
        names = ", ".join(one for one in known if one not in (*COMMAND_OF, *BY_HAND))
        raise refuse(item, _("{address} has no field {field}."), _("Fields: {names}").format(names=names), field=name)
    if known[name].required and not value:
        raise refuse(item, _("{address} cannot be without its {field}."), field=name)
