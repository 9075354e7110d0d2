"""`plan validate`: every problem of every file, each with its place."""

from typing import Annotated

import typer

from plancli import checks
from plancli.checks.finding import found
from plancli.commands import options as o
from plancli.commands.chosen import chosen
from plancli.commands.session import Session
from plancli.commands.tell import Form, Output, about, tell, text_of
from plancli.i18n import N_, _
from plancli.index import Asked
from plancli.report.problems import Told, findings, severity, summary
from plancli.stopwatch import phase

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
    wanted = chosen(checks.NAMES, select, ignore, _("There is no check {typed}."))
    session = Session(plan, as_of, at, tell=False, asked=Asked(names=True))
    settings = session.loaded.plan.info.checks
    problems = [problem for problem in session.loaded.problems if problem.name in wanted]
    with phase("checking"):
        asked = [name for name in wanted if severity(name, settings) != "off"]
        problems += found(session.standing, asked, session.loaded.seen)
    told = findings(problems, settings)
    if strict:
        told = [finding._replace(severity="error") for finding in told]
    last = summary(told, session.loaded.plan)
    said = about(session.standing, session.commit)
    text = text_of(session.source)
    answer = Told("validate", told, last, wanted, checks.get, session.prefix, session.folder, text, about=said)
    tell(answer, form, output, quiet=quiet)
    return 1 if any(finding.severity == "error" for finding in told) else 0
