"""`plan add`: a new task in the file of the body that leads it, given by options, and asked for on a terminal."""

from typing import Annotated

import typer

from plancli.commands import options as o
from plancli.commands.complete import bodies, documents
from plancli.commands.output import mention
from plancli.commands.recording import Manner
from plancli.commands.recording.asking import at_terminal
from plancli.commands.recording.entering import enter
from plancli.commands.recording.new_task import Given, check, making, missing
from plancli.commands.recording.questions import LEFT, Left
from plancli.errors import PlanError
from plancli.i18n import N_, _

HELP = N_("Add a task to a body's file. What is missing is asked for; the next free id under its source is proposed.")


def run(
    body: Annotated[
        str | None,
        typer.Option("--body", metavar="NAME", autocompletion=bodies, help=_("The body that leads it.")),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=_("What is to be done, in short."))
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="CLAUSE", help=_("The clause that it comes from, or none. As often as needed.")
        ),
    ] = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help=_("Its id (else the next free one under its source)."))
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="DUE", help=_("Its deadline, such as 2025, 06/2025 or ongoing, or none.")),
    ] = None,
    due_words: Annotated[
        str | None, typer.Option("--due-words", metavar="TEXT", help=_("The words that state the deadline."))
    ] = None,
    supporting: Annotated[
        list[str] | None,
        typer.Option(
            "--supporting",
            metavar="NAME",
            autocompletion=bodies,
            help=_("A body that co-operates. As often as needed."),
        ),
    ] = None,
    co_leads: Annotated[
        list[str] | None,
        typer.Option(
            "--co-leads",
            metavar="NAME",
            autocompletion=bodies,
            help=_("A body that leads jointly. As often as needed."),
        ),
    ] = None,
    cites: Annotated[
        list[str] | None,
        typer.Option(
            "--cites",
            metavar="NUMBER",
            autocompletion=documents,
            help=_("A registered document that it is about. As often as needed."),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="TEXT", help=_("What must come out of it. As often as needed.")),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help=_("A word to group it by. As often as needed."))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("Anything worth saying."))] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help=_("The clause's own wording."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Change nothing, show what would change."))] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help=_("Commit the files that are changed, and only these."))
    ] = False,
    plan: o.PlanDir = None,
    lang: o.Lang = "",
) -> int:
    """Add a task."""
    given = Given(body, title, source, id, due, due_words, supporting, co_leads, cites, output, tag, note, text)
    desk = check(given, plan)
    wanted = missing(desk, given)
    if wanted and not at_terminal():
        raise PlanError(
            _("Not said, and nobody can be asked: {options}.").format(options=", ".join(wanted)),
            _("Give these options. Where no deadline is stated, or no clause: --due none, --source none."),
        )
    if wanted:
        from plancli.commands.recording.asking_task import asked

        try:
            given = asked(desk, given, wanted)
        except Left:
            mention([_("Nothing is written.")])
            return LEFT
    return enter(making(given), Manner(plan, dry_run, False, commit))
