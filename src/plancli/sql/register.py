"""The tables of bodies and documents."""

from typing import Final

from plancli.deadline import Span
from plancli.i18n import N_
from plancli.model import Body, Document
from plancli.sql.places import PLACE
from plancli.sql.table import Column, Filling, Stored, Table, plain


def _own(thing: Body | Document, name: str) -> Stored:
    """Return a field of a body or document; a date as it is written."""
    value = getattr(thing, name)
    return value.text if isinstance(value, Span) else plain(value)


def _of(name: str, meaning: str) -> Column:
    """Return the column of a field that a body or document has itself."""
    return Column(name, "TEXT", meaning, lambda thing, _filling: _own(thing, name))


def _counted(name: str, meaning: str) -> Column:
    """Return the column of how many tasks a body has: counted only where it is asked for."""
    return Column(name, "INTEGER", meaning, lambda body, filling: plain(filling.bodies[body.id][name]))


def _key(document: Document, filling: Filling) -> Stored:
    return filling.key(document)


STANDS: Final = (
    PLACE[0]._replace(value=lambda thing, _filling: thing.file),
    PLACE[1]._replace(value=lambda thing, _filling: thing.at.line),
)


BODIES: Final = Table(
    "bodies",
    N_("a body"),
    (
        _of("id", N_("the stem of its file")),
        _of("name", N_("the name")),
        _of("short", N_("the short name")),
        _of("aliases", N_("other names, divided by semicolons")),
        _of("contact", N_("whom to ask")),
        _of("collective", N_("1 if it stands for several members"))._replace(type="INTEGER"),
        _of("until", N_("its last day")),
        _of("succeeded_by", N_("the bodies that followed")),
        _counted("leads", N_("tasks it answers for on the day")),
        _counted("co_leads", N_("tasks it leads jointly")),
        _counted("supporting", N_("tasks it supports")),
        _counted("overdue", N_("tasks it answers for that are overdue")),
        *STANDS,
    ),
    lambda filling: filling.standing.plan.bodies.values(),
    ("id",),
)


DOCUMENTS: Final = Table(
    "documents",
    N_("a document of the register"),
    (
        Column("key", "TEXT", N_("what names it alone: its id, its number, or number and date"), _key),
        _of("number", N_("the number")),
        _of("id", N_("the id, where it has one")),
        _of("date", N_("the date as written: 2024-11-02, 2024-11 or 2024")),
        _of("type", N_("the kind of document")),
        _of("issuer", N_("who issued it")),
        _of("title", N_("the title")),
        _of("url", N_("where it can be read")),
        _of("status", N_("the status")),
        _of("replaced_by", N_("what replaced it")),
        *STANDS,
    ),
    lambda filling: filling.standing.plan.documents,
    ("key", "number"),
)
