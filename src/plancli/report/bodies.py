"""The bodies of a plan, with how much each leads and supports and how it stands."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from plancli.i18n import _
from plancli.model import Body
from plancli.query.names import body_order
from plancli.report.status import counts
from plancli.report.table import NOTHING, Cell, Column, Report, Table
from plancli.report.words import number, span_words
from plancli.state import Item, Standing

FIELDS = ("id", "name", "short", "aliases", "contact", "collective", "members", "until", "succeeded_by", "leads",
          "co_leads", "supporting", "file", "line")  # fmt: skip


def bodies_report(standing: Standing, chosen: Sequence[str], title: str) -> Report:
    """Return all bodies, or those chosen, in the order of their names."""
    plan = standing.plan
    ids = chosen or sorted(plan.bodies, key=lambda body_id: body_order(plan, body_id))
    led = _by_answerer(standing.items)
    joint, supporting = Counter[str](), Counter[str]()
    for item in standing.items:
        joint.update(_standing_for(item.task.co_leads, standing))
        supporting.update(_standing_for(item.task.supporting, standing))
    items = []
    for body_id in ids:
        body = plan.bodies[body_id]
        items.append(_body_dict(body, led.get(body_id, []), joint[body_id], supporting[body_id]))
    numeric = [
        ("leads", _("Leads")),
        ("co_leads", _("Jointly")),
        ("supporting", _("Supports")),
        ("overdue", _("Overdue")),
    ]
    columns = [Column("id", _("Body"), wraps=True), Column("name", _("Name"), wraps=True)]
    columns += [Column(name, heading, numeric=True) for name, heading in numeric]
    rows = []
    for one in items:
        shown = Cell(str(one["short"] or one["id"]), "key")
        counted = [
            Cell(number(one[name]) if one[name] else NOTHING, "" if one[name] else "dim") for name, _h in numeric
        ]
        if one["overdue"]:
            counted[-1] = Cell(number(one["overdue"]), "overdue")
        rows.append([shown, Cell(_name(plan.bodies[one["id"]])), *counted])
    records = [[one[name] for name in FIELDS] for one in items]
    return Report("bodies", title, [Table(columns, rows)] if rows else [], items, FIELDS, records, {})


def _by_answerer(items: Sequence[Item]) -> dict[str | None, list[Item]]:
    """Return the tasks that each body answers for."""
    found: dict[str | None, list[Item]] = {}
    for item in items:
        found.setdefault(item.answers_to, []).append(item)
    return found


def _standing_for(bodies: Sequence[str], standing: Standing) -> set[str]:
    """Return the bodies that stand on the day for those named at a task: of one that ended, its successor."""
    found = {standing.answering.successor(str(body)) for body in bodies}
    return {body for body in found if body}


def _name(body: Body) -> str:
    """Return a body's name, with its end where it has one."""
    if body.until is None:
        return body.name
    successors = ", ".join(body.succeeded_by) or "—"
    return _("{name} (until {day}, then {successors})").format(
        name=body.name, day=span_words(body.until), successors=successors
    )


def _body_dict(body: Body, led: Sequence[Item], joint: int, supporting: int) -> dict[str, Any]:
    """Return a body as data, with what it leads by state."""
    return {
        "id": body.id,
        "name": body.name,
        "short": body.short,
        "aliases": list(body.aliases),
        "contact": body.contact,
        "collective": body.collective,
        "members": [
            {
                "id": member.id,
                "name": member.name,
                "until": member.until.text if member.until else None,
                "succeeded_by": list(member.succeeded_by),
            }
            for member in body.members
        ],
        "until": body.until.text if body.until else None,
        "succeeded_by": list(body.succeeded_by),
        "leads": len(led),
        "co_leads": joint,
        "supporting": supporting,
        "states": counts(led),
        "overdue": sum(item.state == "overdue" for item in led),
        "file": body.file,
        "line": body.at.line,
    }
