"""What the output is drawn for: how wide it is, whether it takes colour, whether a build server reads it."""

import os
from collections.abc import Mapping
from typing import IO, NamedTuple

PIPED_WIDTH = 80
BUILD_SERVERS = ("GITHUB_ACTIONS", "TF_BUILD", "CI")


class Look(NamedTuple):
    """Columns to fit in, whether to draw in colour, and whether a build server would obey commands in the text."""

    width: int = PIPED_WIDTH
    colour: bool = False
    ci: bool = False


def look_of(stream: IO[str], environ: Mapping[str, str]) -> Look:
    """Return the look for a stream. COLUMNS is obeyed; NO_COLOR, then FORCE_COLOR, where not empty."""
    try:
        terminal = stream.isatty()
    except ValueError:
        terminal = False
    colour = (terminal and environ.get("TERM") != "dumb") or bool(environ.get("FORCE_COLOR"))
    if environ.get("NO_COLOR"):
        colour = False
    return Look(_width(stream, environ, terminal=terminal), colour, _is_ci(environ))


def _is_ci(environ: Mapping[str, str]) -> bool:
    """Return whether a build server reads what is printed: one of BUILD_SERVERS is set, and not to `false`."""
    return any(environ.get(name, "").lower() not in ("", "0", "false") for name in BUILD_SERVERS)


def _width(stream: IO[str], environ: Mapping[str, str], *, terminal: bool) -> int:
    """Return the columns: COLUMNS, else the terminal's, else those of a pipe; never fewer than a word needs."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), 20)
    if terminal:
        try:
            return max(os.get_terminal_size(stream.fileno()).columns, 20)
        except (OSError, ValueError):
            return PIPED_WIDTH
    return PIPED_WIDTH
