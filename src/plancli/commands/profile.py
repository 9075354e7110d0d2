"""`plan --profile`: after the answer, on standard error, where the time went."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from plancli import stopwatch


def profiled(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command all of whose own work counts as asking; up to it the program starts."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        stopwatch.begin()
        with stopwatch.phase("asking"):
            return command(*args, **options)

    return run


def tell_time() -> None:
    """Say on standard error where the time went, if it was measured."""
    taken = stopwatch.stop()
    if taken is None:
        return
    import os
    import sys

    from plancli.commands.output import to_stderr
    from plancli.render.look import Look, look_of
    from plancli.render.plain import render
    from plancli.report.timing import timing_report

    look = look_of(sys.stderr, os.environ) if sys.stderr else Look()
    to_stderr("\n" + render(timing_report(taken), look))
