"""The application: the names and one-line help of all commands, each module imported only when its command runs."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from plancli import __version__, i18n, stopwatch
from plancli.commands.help import Command, Context
from plancli.commands.language import check_language
from plancli.commands.usage import UsageError, is_told_here, tell_usage
from plancli.errors import PlanError
from plancli.i18n import N_, _

GROUPS: Final = {
    N_("Ask"): {
        "status": N_("Show how the plan stands, and what is due next."),
        "list": N_("List tasks, by any filter."),
        "due": N_("List what comes due, and what is overdue."),
        "show": N_("Show everything on a task."),
        "bodies": N_("List the bodies and what each leads."),
        "documents": N_("List the documents and what cites them."),
        "timeline": N_("Draw tasks over time."),
        "query": N_("Ask the plan in SQL, which only reads."),
    },
    N_("Check and compare"): {
        "validate": N_("Check the plan's files."),
        "fmt": N_("Lay the plan's files out in one way."),
        "diff": N_("Show what changed between two versions of the plan."),
        "review": N_("Check what a branch changes by the plan's own policy."),
        "explain": N_("Explain what validate and review find."),
        "schema": N_("Print the JSON Schema of the plan's files."),
    },
    N_("Look back"): {
        "history": N_("Show one task's life, from git and its facts."),
        "slips": N_("List the deadlines that moved, and by what authority."),
        "trend": N_("Count the tasks in each state over time."),
    },
    N_("Record"): {
        "add": N_("Add a task."),
        "cite": N_("Register a document."),
        "edit": N_("Open a task in your editor."),
        "start": N_("Record that work began."),
        "log": N_("Record a word of progress."),
        "submit": N_("Record that a result was submitted."),
        "done": N_("Record that a task was completed."),
        "return": N_("Record that a completion was found insufficient."),
        "verify": N_("Record that a completion was confirmed."),
        "reschedule": N_("Record that a deadline was moved."),
        "extend": N_("The same as reschedule."),
        "suspend": N_("Record that a task was put on hold."),
        "resume": N_("Record that work goes on."),
        "withdraw": N_("Record that a task was given up."),
        "transfer": N_("Move a task to another body."),
        "set": N_("Set what a task says beside its facts."),
    },
    N_("Set up"): {
        "init": N_("Begin a plan, also from a table."),
    },
}
"""The commands by what they are for, in the order of the help, each with its line there."""
COMMANDS: Final = {name: words for group in GROUPS.values() for name, words in group.items()}
ANYWHERE: Final = ("--profile", "--no-cache")
"""The program's own options that people also type behind a command."""
INTERRUPTED: Final = 130
HELP_OPTIONS: Final = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The commands by name; a stub stands for each in the help, the real one is built when it is called."""

    context_class = Context

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a stub with the one-line help of a command."""
        if cmd_name not in COMMANDS:
            return None
        return _command(cmd_name, COMMANDS[cmd_name], _nothing)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by their groups, in one column."""
        widest = max(map(len, COMMANDS))
        for heading, group in GROUPS.items():
            with formatter.section(_(heading)):
                formatter.write_dl([(name.ljust(widest), _(words)) for name, words in group.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is called, its module imported."""
        name = args[0]
        if name not in COMMANDS and ctx.resilient_parsing:
            return None, None, args[1:]  # completion must not complain
        if name not in COMMANDS:
            from plancli.text import nearest, safe

            close = nearest(name, COMMANDS)
            words = _("There is no command {name}.").format(name=safe(name))
            ctx.fail(f"{words} {_('Did you mean {names}?').format(names=', '.join(close))}" if close else words)
        return name, _built(name), args[1:]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the options before the command, where some of them may also stand behind it."""
        with _usage():
            return super().parse_args(ctx, _to_front(args))

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it returns is the exit status."""
        with _usage():
            status = super().invoke(ctx)
        raise typer.Exit(status if isinstance(status, int) else 0)


def _to_front(args: list[str]) -> list[str]:
    """Return arguments with the options first that belong to the program, whichever command follows."""
    options = args[: args.index("--")] if "--" in args else args
    return [one for one in options if one in ANYWHERE] + [
        one for place, one in enumerate(args) if one not in ANYWHERE or place >= len(options)
    ]


@contextmanager
def _usage() -> Iterator[None]:
    """Tell a wrong call in the user's language, and end with exit status 2."""
    try:
        yield
    except UsageError as error:
        if not is_told_here(error):
            raise
        tell_usage(error)
        raise typer.Exit(2) from None


def _nothing() -> None:
    """Stand for a command in the help."""


def _built(name: str) -> Any:
    """Return a command, its module imported."""
    module = import_module(f"plancli.commands.{module_of(name)}")
    function = module.run
    if stopwatch.is_on():
        from plancli.commands.profile import profiled

        function = profiled(function)
    return _command(name, module.HELP, function)


def module_of(name: str) -> str:
    """Return the module of a command: its name, with a line below where Python has that word for itself."""
    return f"{name}_" if iskeyword(name) else name


def _command(name: str, words: str, function: Callable[..., Any]) -> Any:
    """Return a command made of a function, with its help."""
    made = typer.Typer(add_completion=False, rich_markup_mode=None)
    made.command(name, cls=Command, help=_(words), context_settings=HELP_OPTIONS)(function)
    return typer.main.get_command(made)


def _version(asked: bool) -> None:
    if asked:
        from plancli.commands.output import emit

        emit(f"plan {__version__}\n")
        raise typer.Exit


def _no_cache(asked: bool) -> None:
    if asked:
        os.environ["PLAN_CACHE"] = "off"


def _profile(asked: bool) -> None:
    if asked:
        stopwatch.start()


def application() -> typer.Typer:
    """Return the application, in the language that is set."""
    app = typer.Typer(
        cls=Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=HELP_OPTIONS,
        help=_("Keep, check and follow an implementation plan that is written in YAML files."),
        no_args_is_help=True,
    )

    @app.callback()
    def plan(
        version: Annotated[
            bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Print the version and end."))
        ] = False,
        lang: Annotated[
            str, typer.Option(metavar="en|vi", help=_("Language of the program's words."), callback=check_language)
        ] = "",
        profile: Annotated[
            bool,
            typer.Option("--profile", callback=_profile, help=_("Say after the answer where the time went.")),
        ] = False,
        no_cache: Annotated[
            bool,
            typer.Option("--no-cache", callback=_no_cache, help=_("Read every file: use no index of what was read.")),
        ] = False,
    ) -> None:
        """Options before the command."""

    return app


def run(argv: Sequence[str]) -> int:
    """Run the program and return its exit status; after `--profile` say where the time went, however it ended."""
    status = _run(argv)
    if stopwatch.is_on():
        from plancli.commands.profile import tell_time

        tell_time()
    return status


def _run(argv: Sequence[str]) -> int:
    """Run the program and return its exit status; the one place where PlanError becomes exit 2."""
    i18n.set_language(i18n.choose_language(argv, os.environ))
    stdout = sys.stdout
    try:
        application()(args=list(argv), prog_name="plan")
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:
        # Typer puts another stream there when the reader of its help has left, and calls that a failure.
        return end.code if isinstance(end.code, int) and sys.stdout is stdout else 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            raise
        return _complain(PlanError(_("The answer could not be written: {reason}").format(reason=error.strerror)))
    except PlanError as error:
        return _complain(error)
    return 0


def _complain(error: PlanError) -> int:
    from plancli.commands.output import complain

    complain(error)
    return 2


def main() -> NoReturn:
    """Run the program with the arguments of this process, and end it. What goes in and out is UTF-8 in any locale.

    The interpreter is not asked to take apart what was read: the system takes it all back at once, and all is written.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = run([os.fsencode(argument).decode("utf-8", "surrogateescape") for argument in sys.argv[1:]])
    os._exit(status if status == INTERRUPTED else _flushed(status))


def _flushed(status: int) -> int:
    """Write what is left to write, and return the exit status. After an interrupt nobody may be reading any more."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError as error:
        return status if error.errno == errno.EPIPE else status or 2
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
