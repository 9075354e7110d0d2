"""What a new plan is to say: given by options, asked for on a terminal, proposed by the machine."""

import os
import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from plancli import clock
from plancli.commands.beginning.interview import ask, ask_several
from plancli.commands.recording import typed
from plancli.commands.recording.asking import at_terminal
from plancli.errors import PlanError
from plancli.i18n import _, language
from plancli.ids import valid_id
from plancli.starting import BodyDraft, PlanDraft
from plancli.starting.names import name_and_short, name_key, slug

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
LOCALTIME: Final = "/etc/localtime"


class Given(NamedTuple):
    """What the options say."""

    title: str | None
    issuer: str | None
    number: str | None
    date: str | None
    language: str | None
    timezone: str | None
    bodies: Sequence[str]
    id: str | None


def draft_of(given: Given, *, asks_bodies: bool, silent: bool) -> PlanDraft:
    """Return what a plan is to say, asked for where somebody can be; PlanError where its title is missing."""
    asked = _checked(given)
    if not silent and at_terminal():
        return _asked(asked, given, asks_bodies=asks_bodies)
    if not asked.title:
        message = _("A plan needs a title, and nobody can be asked for it: this is no terminal.")
        options = "--issuer, --number, --date, --language, --timezone, --body, --id"
        if silent:
            message = _("A plan needs a title.")
        raise PlanError(message, _("Give it as --title. What else can be given: {options}").format(options=options))
    return asked._replace(
        language=asked.language or language(),
        timezone=asked.timezone if given.timezone is not None else machine_zone(),
    )


def _checked(given: Given) -> PlanDraft:
    """Return what the options say; PlanError for one that cannot be."""
    return PlanDraft(
        title=typed.text(given.title, "--title") if given.title is not None else "",
        id=_id(given.id) if given.id is not None else None,
        number=typed.some_text(given.number, "--number"),
        date=typed.day_of_fact(given.date, date.min, "--date").text if given.date is not None else None,
        issuer=_or_nothing(given.issuer, "--issuer"),
        language=_tongue(given.language) if given.language is not None else None,
        timezone=_zone(given.timezone) if given.timezone else None,
        bodies=bodies_of([typed.text(one, "--body") for one in given.bodies]),
    )


def _asked(draft: PlanDraft, given: Given, *, asks_bodies: bool) -> PlanDraft:
    """Return a draft with what was not given asked for."""
    if given.title is None:
        draft = draft._replace(title=ask(_("Title of the plan"), None, str, needed=True) or "")
    if given.issuer is None:
        draft = draft._replace(issuer=ask(_("Who issued it (nothing if that is not to be said)"), None, str))
    if given.language is None:
        draft = draft._replace(language=ask(_("Language of the plan"), language(), _tongue))
    if given.timezone is None:
        draft = draft._replace(timezone=ask(_("Time zone, whose day is today"), machine_zone(), _zone))
    if asks_bodies and not given.bodies:
        draft = draft._replace(bodies=_asked_bodies())
    return draft


def _asked_bodies() -> tuple[BodyDraft, ...]:
    names: list[str] = []

    def new(name: str) -> str:
        bodies_of([*names, name])
        names.append(name)
        return name

    question = _("The bodies that lead or support, one a line: Name, or Name (short). An empty line ends.")
    return bodies_of(ask_several(question, new))


def bodies_of(names: Sequence[str]) -> tuple[BodyDraft, ...]:
    """Return bodies from their names, with or without a short name in brackets; PlanError if one is given twice."""
    bodies: dict[str, BodyDraft] = {}
    keys: dict[str, str] = {}
    for whole in names:
        name, short = name_and_short(whole)
        for one in (name, short):
            if one and (other := keys.get(name_key(one))):
                raise PlanError(_("{name} is the name of a body already: {other}.").format(name=one, other=other))
        keys |= {name_key(one): whole for one in (name, short) if one}
        body = slug(name, bodies)
        bodies[body] = BodyDraft(body, name, short)
    return tuple(bodies.values())


def machine_zone() -> str | None:
    """Return the name of the machine's time zone in the database; None where the machine does not tell."""
    try:
        linked = os.path.realpath(LOCALTIME)
    except OSError:
        linked = ""
    places = (os.environ.get("TZ", "").removeprefix(":"), linked.partition("zoneinfo/")[2])
    for name in places:
        if name and not os.path.isabs(name) and clock.zone(name):
            return "UTC" if name == "Etc/UTC" else name
    return None


def _zone(name: str) -> str:
    """Return a time zone's name; PlanError, with the nearest, for one that the database does not have."""
    if clock.zone(name):
        return name
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    zones = {zone.lower(): zone for zone in available_timezones()}
    ends = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones(), reverse=True)}
    wanted = name.strip().lower().replace(" ", "_")
    found = [zones.get(wanted) or ends.get(wanted) or ""]
    if not found[0]:
        found = [zones[one] for one in get_close_matches(wanted, zones, 1, 0.8)]
    hint = _("Did you mean {names}?").format(names=found[0]) if found and found[0] else _("Such as: Asia/Ho_Chi_Minh")
    raise PlanError(_("{value} is not in the time zone database.").format(value=name), hint)


def _tongue(name: str) -> str:
    """Return the tag of a language; PlanError for what is none."""
    if LANGUAGE.fullmatch(name):
        return name
    raise PlanError(_("{value} is no tag of a language.").format(value=name), _("Such as: vi, en"))


def _id(name: str) -> str:
    """Return an id; PlanError for what is none."""
    words = typed.text(name, "--id")
    if valid_id(words):
        return words
    message = _("--id: {value} is no id: letters, digits, . - and _ are, and the first is a letter or a digit.")
    raise PlanError(message.format(value=name))


def _or_nothing(words: str | None, option: str) -> str | None:
    """Return free text; nothing where nothing is given for it."""
    return typed.text(words, option) if words and words.strip() else None
