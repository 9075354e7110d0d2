"""`plan validate`: every problem of every file, each with its place."""

from collections.abc import Sequence
from typing import Annotated

import typer

from plancli import checks
from plancli.commands import options as o
from plancli.commands.output import emit, stdout_look
from plancli.commands.session import Session, choice
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.names import find_one
from plancli.report.problems import Finding, finding_dict, findings, severity, summary
from plancli.text import comma_list

HELP = N_("Check the plan's files and say where each problem is and what to write. Exit 1 when there are errors.")
FORMATS = ("text", "json")


def run(
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="text|json", help=_("How the problems are told."))
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings count as errors."))] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help=_("Only these checks, divided by commas."))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="NAMES", help=_("Not these checks."))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Print problems only."))] = False,
    as_of: o.AsOf = None,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Check the plan."""
    choice(form, FORMATS, "--format")
    asked, ignored = _names("--select", select), _names("--ignore", ignore)
    session = Session(plan, as_of, tell=False)
    settings = session.loaded.plan.info.checks
    wanted = [name for name in checks.NAMES if (name in asked or not asked) and name not in ignored]
    problems = [problem for problem in session.loaded.problems if problem.name in wanted]
    for name in wanted:
        if severity(name, settings) != "off":
            problems += checks.get(name).check(session.standing)
    found = findings(problems, settings)
    if strict:
        found = [finding._replace(severity="error") for finding in found]
    emit(_json(found, session) if form == "json" else _text(found, session, quiet=quiet))
    return 1 if any(finding.severity == "error" for finding in found) else 0


def _names(option: str, typed: Sequence[str] | None) -> set[str]:
    """Return the checks that are named; PlanError for one there is not, or where none is."""
    names = []
    for text in typed or ():
        found = comma_list(text)
        if not found:
            raise PlanError(
                _("{option} names nothing.").format(option=option),
                _("{command} lists them.").format(command="plan explain"),
            )
        names += found
    return {find_one(name, checks.NAMES, _("There is no check {typed}."), "plan explain") for name in names}


def _text(found: Sequence[Finding], session: Session, *, quiet: bool) -> str:
    """Return the problems and a last line that says what was read."""
    from plancli.render.findings import text

    told = text(found, session.prefix, stdout_look())
    return told if quiet else told + summary(found, session.loaded.plan) + "\n"


def _json(found: Sequence[Finding], session: Session) -> str:
    """Return the problems in the envelope of docs/json.md."""
    from plancli.render import Context, render
    from plancli.report.table import Report

    info = session.loaded.plan
    read = {"tasks": len(info.tasks), "bodies": len(info.bodies), "documents": len(info.documents)}
    items = [finding_dict(finding) for finding in found]
    report = Report("problems", "", [], items, [], [], {"read": {**read, "unread": list(info.unread)}})
    context = Context(info.info.id, session.day, None, lambda: session.standing.incomplete)
    return render("json", report, context, stdout_look())
