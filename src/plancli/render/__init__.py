"""Reports drawn: one module a format, each with `render(report, context, look) -> str`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Final, NamedTuple, Protocol, cast

from plancli.render.look import Look
from plancli.report.table import Report
from plancli.stopwatch import phase

FORMATS: Final = ("table", "json", "csv", "md")
DRAWN: Final = (*FORMATS, "svg")
"""The formats of an answer that is a picture too."""


class Context(NamedTuple):
    """What every answer says of itself: the plan, the day it is judged at, the revision, what could not be judged.

    The day is None where nothing is judged. `incomplete` is asked only by a format that tells it.
    """

    plan: str | None
    as_of: date | None
    at: str | None = None
    incomplete: Callable[[], Sequence[str]] = tuple


class Renderer(Protocol):
    """What each format's module has."""

    def render(self, report: Report, context: Context, look: Look) -> str:
        """Return the whole text to print, with its last line ended."""
        ...


MODULES: Final[Mapping[str, str]] = {
    "table": "table",
    "json": "json",
    "csv": "csv",
    "md": "markdown",
    "markdown": "markdown",
    "comment": "comment",
    "svg": "svg",
}


def render(name: str, report: Report, context: Context, look: Look) -> str:
    """Draw a report in one of FORMATS."""
    with phase("drawing"):
        module = cast(Renderer, import_module(f"plancli.render.{MODULES[name]}"))
        return module.render(report, context, look)
