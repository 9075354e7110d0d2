"""`plan diff`: what changed between two versions of the plan."""

from typing import Annotated, Final

import typer

from plancli.commands import options as o
from plancli.commands.complete import bodies
from plancli.commands.output import emit, stdout_look, tell_findings
from plancli.commands.session import TOLD, choice
from plancli.commands.versions import Version as Opened
from plancli.commands.versions import Versions
from plancli.diff import compare
from plancli.i18n import N_, _, ngettext
from plancli.query.changes import NAMES, chosen_bodies, chosen_kinds, of_bodies
from plancli.render import Context, render
from plancli.report.change_tables import Titles
from plancli.report.changes import Version, changes_report
from plancli.report.problems import unread
from plancli.report.words import number

HELP = N_(
    "Show what changed between two versions of the plan, duty by duty: from A to B, from A to the files as they are, "
    "or from the last commit to the files as they are."
)
FORMATS: Final = ("table", "json", "csv", "markdown", "md")
RENDERERS: Final = {"markdown": "comment", "md": "comment"}
ROOM_FOR_TITLES: Final = 120
"""Columns from which on a title has one of its own; below that it stands in a line above the changes of its task."""


def run(
    a: Annotated[
        str | None, typer.Argument(metavar="[A]", help=_("The old version: a revision of git, or a day (else HEAD)."))
    ] = None,
    b: Annotated[
        str | None, typer.Argument(metavar="[B]", help=_("The new version (else the files as they are)."))
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KINDS",
            autocompletion=lambda: list(NAMES),
            help=_("Only changes of these kinds, divided by commas: deadline, fact-erased, ..."),
        ),
    ] = None,
    body: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", autocompletion=bodies, help=_("Only this body and the tasks it has or had.")),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=_("Exit 1 when there are changes."))] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(FORMATS[:4]),
            autocompletion=lambda: list(FORMATS[:4]),
            help=_("How the answer is drawn; markdown is made to be a comment on a pull request."),
        ),
    ] = "table",
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Show what changed."""
    choice(form, FORMATS, "--format")
    kinds = chosen_kinds(only or ())
    versions = Versions(plan)
    old = versions.at(a if a is not None else "HEAD", "A")
    new = versions.at(b, "B") if b is not None else versions.working()
    wanted = chosen_bodies(body or (), old.loaded.plan, new.loaded.plan)
    failed = _tell(old, new)
    difference = compare(old.loaded, new.loaded)
    changes = [change for change in difference.changes if change.kind in kinds]
    if wanted:
        changes = of_bodies(changes, wanted)
    look = stdout_look()
    titles: Titles = "above" if form == "table" and look.width < ROOM_FOR_TITLES else "beside"
    report = changes_report(difference, changes, _version(old), _version(new), titles=titles)
    plan_id = (new if new.source else old).loaded.plan.info.id
    emit(render(RENDERERS.get(form, form), report, Context(plan_id, None), look))
    return 1 if failed or difference.uncompared or (exit_code and changes) else 0


def _version(opened: Opened) -> Version:
    return Version(opened.label, opened.commit, opened.loaded.plan, present=opened.source is not None)


def _tell(old: Opened, new: Opened) -> bool:
    """Say on standard error what could not be read on either side; return whether there are errors among it.

    What stands so on both sides is told once, where it can be corrected.
    """
    both = {id(problem) for problem in new.loaded.problems}
    left = [problem for problem in old.loaded.problems if id(problem) not in both]
    failed = False
    for version, problems in ((old, left), (new, new.loaded.problems)):
        found = unread(problems, version.loaded.plan.info.checks)
        more = len(found) - TOLD
        words = ngettext("{n} more problem not told here", "{n} more problems not told here", more)
        tell_findings(found[:TOLD], version.prefix, words.format(n=number(more)) if more > 0 else "")
        failed = failed or any(finding.severity == "error" for finding in found)
    return failed
