"""The language option, which every command takes; it was obeyed before the options were read."""

import os

import typer

from plancli.errors import PlanError
from plancli.i18n import LANGUAGES, _


def check_language(ctx: typer.Context, lang: str) -> str:
    """Return a language that there is a catalogue for; a usage error for another, a PlanError if PLAN_LANG is another.

    The option may stand before and behind the command's name: PLAN_LANG counts where it does neither.
    """
    if lang and lang not in LANGUAGES:
        raise typer.BadParameter(_("{value} is not one of: {names}").format(value=lang, names=", ".join(LANGUAGES)))
    variable = os.environ.get("PLAN_LANG")
    if variable and variable not in LANGUAGES and ctx.parent and not lang and not ctx.parent.params.get("lang"):
        message = _("{option}: {value} is not one of: {names}")
        raise PlanError(message.format(option="PLAN_LANG", value=variable, names=", ".join(LANGUAGES)))
    return lang
