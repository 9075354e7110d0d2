"""`plan extend`: `plan reschedule`, by the name that offices have for most of its uses."""

from plancli.commands.reschedule import HELP, run

__all__ = ["HELP", "run"]
