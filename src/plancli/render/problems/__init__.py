"""Findings told to people and to build servers: one module a format, each with `render(told, look) -> str`."""

from importlib import import_module
from typing import Final, Protocol, cast

from plancli.render.look import Look
from plancli.report.problems import Told

FORMATS: Final = ("text", "concise", "json", "github", "sarif", "junit", "gitlab")
WITH_NOTES: Final = ("text", "json", "github", "sarif")
"""The formats that have a place for the notes of what is told."""


class Renderer(Protocol):
    """What each format's module has."""

    def render(self, told: Told, look: Look) -> str:
        """Return the whole text, with its last line ended; nothing where there is nothing to say."""
        ...


def render(name: str, told: Told, look: Look) -> str:
    """Draw what is told in one of FORMATS."""
    return cast(Renderer, import_module(f"plancli.render.problems.{name}")).render(told, look)
