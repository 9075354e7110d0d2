"""States and flags in the words of the user's language; the Vietnamese ones are the offices' own."""

from typing import Final

from plancli.i18n import N_, _
from plancli.state.item import State

STATE_WORDS: Final[dict[State, str]] = {
    "completed-on-time": N_("completed on time"),
    "completed-late": N_("completed late"),
    "completed": N_("completed"),
    "withdrawn": N_("withdrawn"),
    "suspended": N_("suspended"),
    "awaiting-event": N_("awaiting an event"),
    "ongoing": N_("ongoing"),
    "no-deadline": N_("no deadline"),
    "overdue": N_("overdue"),
    "not-yet-due": N_("not yet due"),
}
STATE_HEADINGS: Final[dict[State, str]] = {
    "completed-on-time": N_("Completed on time"),
    "completed-late": N_("Completed late"),
    "completed": N_("Completed, undated"),
    "withdrawn": N_("Withdrawn"),
    "suspended": N_("Suspended"),
    "awaiting-event": N_("Awaiting an event"),
    "ongoing": N_("Ongoing"),
    "no-deadline": N_("No deadline"),
    "overdue": N_("Overdue"),
    "not-yet-due": N_("Not yet due"),
}
"""The states over a column of numbers: shorter, where the official words would make a heading of eight lines."""
FLAG_WORDS: Final = {
    "due_soon": N_("due soon"),
    "report_overdue": N_("report overdue"),
    "no_report": N_("nothing reported"),
    "unverified": N_("not verified"),
    "provisional": N_("provisional deadline"),
}


def state_words(state: State | None) -> str:
    """Return a state in words; None is a place that could not be judged."""
    return _(STATE_WORDS[state]) if state else _("not judged")


def state_heading(state: State) -> str:
    """Return a state as the heading of a column of numbers."""
    return _(STATE_HEADINGS[state])


def flag_words(flag: str) -> str:
    """Return a flag in words."""
    return _(FLAG_WORDS[flag])
