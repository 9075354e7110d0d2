"""Commands with options that others have too: each said once, put behind a command's own where Typer reads them."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Command = Callable[..., int]
Making = Callable[..., Any]
"""Makes a value of the options that are its parameters."""


def taking(*makings: Making) -> Callable[[Command], Command]:
    """Make a command take the options of `makings` behind its own; their values are its first parameters."""

    def made(command: Command) -> Command:
        own = [*inspect.signature(command, eval_str=True).parameters.values()][len(makings) :]
        return joined(command, command, own, makings)

    return made


def joined(
    command: Command, like: Callable[..., Any], own: Iterable[inspect.Parameter], makings: Iterable[Making]
) -> Command:
    """Return a command, called as `like` is, with its own parameters, given by name, and those of `makings`.

    What these make of theirs comes first.
    """
    own = tuple(own)
    groups = [(making, inspect.signature(making, eval_str=True).parameters) for making in makings]

    @wraps(like)
    def run(**given: Any) -> int:
        values = [making(**{name: given[name] for name in group}) for making, group in groups]
        return command(*values, **{one.name: given[one.name] for one in own})

    parameters = [*own, *(one for _making, group in groups for one in group.values())]
    run.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]  # read by inspect
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run
