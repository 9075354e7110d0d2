"""`plan validate`: every problem of every file, each with its place."""

from collections.abc import Sequence
from typing import Annotated

import typer

from plancli import checks
from plancli.commands import options as o
from plancli.commands.session import Session
from plancli.commands.tell import Form, Output, about, tell, text_of
from plancli.errors import PlanError
from plancli.i18n import N_, _
from plancli.query.names import find_one
from plancli.report.problems import Told, findings, severity, summary
from plancli.text import comma_list

HELP = N_("Check the plan's files and say where each problem is and what to write. Exit 1 when there are errors.")


def run(
    form: Form = None,
    output: Output = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings count as errors."))] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help=_("Only these checks, divided by commas."))
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="NAMES", help=_("Not these checks."))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=_("Print problems only."))] = False,
    as_of: o.AsOf = None,
    at: o.At = None,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Check the plan."""
    asked, ignored = _names("--select", select), _names("--ignore", ignore)
    session = Session(plan, as_of, at, tell=False)
    settings = session.loaded.plan.info.checks
    wanted = [name for name in checks.NAMES if (name in asked or not asked) and name not in ignored]
    problems = [problem for problem in session.loaded.problems if problem.name in wanted]
    for name in wanted:
        if severity(name, settings) != "off":
            problems += checks.get(name).check(session.standing)
    found = findings(problems, settings)
    if strict:
        found = [finding._replace(severity="error") for finding in found]
    last = summary(found, session.loaded.plan)
    said = about(session.standing, session.commit)
    text = text_of(session.source)
    told = Told("validate", found, last, wanted, checks.get, session.prefix, session.folder, text, about=said)
    tell(told, form, output, quiet=quiet)
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
