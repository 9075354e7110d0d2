"""Values for the shell's completion, read from the plan that is here; quiet where there is none."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import typer

from plancli.columns import clip
from plancli.errors import PlanError
from plancli.model import Plan
from plancli.text import fold, safe

MOST = 200
SIGN = "@"
LONGEST = 60


def _plan(given: str | None) -> Plan | None:
    """Return the plan of a `--plan` already typed, else the one found from here, or None: it must not complain."""
    from plancli.load import load
    from plancli.source import Folder, find_plan

    try:
        return load(Folder(find_plan(given, os.environ, Path.cwd()))).plan
    except (PlanError, OSError):
        return None


def _matching(
    ctx: typer.Context, incomplete: str, values: Callable[[Plan], Iterator[tuple[str, str]]]
) -> list[tuple[str, str]]:
    """Return at most MOST values whose name begins as typed, with their descriptions."""
    plan = _plan(ctx.params.get("plan"))
    if plan is None:
        return []
    found = (pair for pair in values(plan) if pair[0].startswith(incomplete))
    return [(name, _described(text)) for name, text in islice(found, MOST)]


def _described(text: str) -> str:
    """Return a description in one short line. Typer takes it for Rich's markup, so what looks like a tag is escaped."""
    return re.sub(r"(\\*)\[(?=[a-z#/@])", r"\1\1\\[", clip(safe(text), LONGEST))


def addresses(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the addresses that begin as typed: tasks, and behind a colon the places within one."""

    def values(plan: Plan) -> Iterator[tuple[str, str]]:
        for task in plan.tasks:
            yield str(task.id), task.title
            if ":" in incomplete:
                for part in task.milestones + task.occurrences + task.members:
                    yield f"{task.id}:{part.key}", part.title or task.title

    return _matching(ctx, incomplete, values)


def bodies(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of bodies that begin as typed, and of those whose short name does."""
    typed = fold(incomplete)

    def values(plan: Plan) -> Iterator[tuple[str, str]]:
        for body in plan.bodies.values():
            short = bool(typed and body.short and fold(body.short).startswith(typed))
            if short or body.id.startswith(incomplete):
                yield body.id, body.name

    return _matching(ctx, "", values)


def documents(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the documents whose number begins as typed."""
    return _matching(ctx, incomplete, lambda plan: ((one.key, one.title or "") for one in plan.documents))


def views(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the views that begin as typed, the sign before their names.

    bash divides words at that sign: what stands before it is then an argument of its own.
    """
    sign = "" if any(SIGN in (ctx.params.get(name) or ()) for name in ("view", "period")) else SIGN
    return _matching(ctx, incomplete, lambda plan: ((f"{sign}{one.id}", one.about or "") for one in plan.info.views))


def revisions(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the branches and tags that begin as typed, of the repository that the plan is in."""
    from plancli.source.git import Repository

    try:
        folder = Path.cwd() / (ctx.params.get("plan") or os.environ.get("PLAN_DIR") or "")
        names = Repository.around(folder).names()
    except (PlanError, OSError, ValueError):
        return []
    return [(safe(name), "") for name in names if name.startswith(incomplete)][:MOST]
