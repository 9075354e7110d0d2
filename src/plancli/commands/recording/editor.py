"""The user's own editor: which it is, how it is told the line of a file, and that it has ended."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _

VARIABLES: Final = ("VISUAL", "EDITOR")
USUAL: Final = ("vi", "nano")
WITH_PLUS: Final = frozenset({"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak"})
"""Editors that take `+LINE FILE`."""
WITH_COLON: Final = frozenset({"hx", "helix"})
"""Editors that take `FILE:LINE`."""
WITH_GOTO: Final = frozenset({"code", "code-insiders", "codium"})
"""Editors that take `--goto FILE:LINE`, and come back at once if they are not told to wait."""


def editor(environ: Mapping[str, str]) -> list[str]:
    """Return the words of the command that starts the editor; PlanError where there is none."""
    import shutil

    for variable in VARIABLES:
        if command := environ.get(variable, "").strip():
            try:
                return shlex.split(command)
            except ValueError:
                message = _("{variable}: {command} is no command: a quote in it does not end.")
                raise PlanError(message.format(variable=variable, command=command)) from None
    for name in USUAL:
        if shutil.which(name, path=environ.get("PATH")):
            return [name]
    raise PlanError(
        _("There is no editor: neither vi nor nano is found."), _("Name yours in the variable VISUAL or EDITOR.")
    )


def at_line(words: Sequence[str], file: str, line: int) -> list[str]:
    """Return the words that open a file at a line, where the editor is known to take one."""
    name = PurePath(words[0]).name.removesuffix(".exe").lower()
    file = f"./{file}" if file[:1] in ("-", "+") else file
    if name in WITH_PLUS:
        return [*words, f"+{line}", file]
    if name in WITH_COLON:
        return [*words, f"{file}:{line}"]
    if name in WITH_GOTO:
        waits = {"--wait", "-w"} & set(words)
        return [*words, "--goto", f"{file}:{line}", *([] if waits else ["--wait"])]
    return [*words, file]


def run_editor(words: Sequence[str]) -> int:
    """Run an editor until it ends, and return its status; PlanError where it cannot be started.

    What Ctrl-C means while it runs is its own business.
    """
    import signal
    import subprocess

    try:
        process = subprocess.Popen(words)
    except OSError as error:
        raise PlanError(
            _("The editor {command} could not be started: {reason}.").format(
                command=words[0], reason=error.strerror or error
            ),
            _("Name yours in the variable VISUAL or EDITOR."),
        ) from None
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def ended(words: Sequence[str], status: int, file: str) -> PlanError:
    """Return the error that an editor failed."""
    message = _("The editor {command} failed, with status {status}.")
    hint = _("What it has written to {file} is there; nothing else is done.")
    return PlanError(message.format(command=shlex.join(words), status=status), hint.format(file=file))
