"""Edits of the plan in words: what they left unreadable, and where that is told."""

from collections.abc import Iterable
from typing import Final

from plancli.history.edit import Edit
from plancli.i18n import _, date_words, ngettext
from plancli.report.words import number

TOLD: Final = 5


def unread_notes(unread: Iterable[tuple[Edit, str]]) -> list[str]:
    """Return a line for each edit that left a file unreadable, the first ones where they are many."""
    edits = list(dict.fromkeys(unread))
    notes = []
    for edit, file in edits[:TOLD]:
        where = edit.commit[:7] if edit.commit else _("the working folder")
        words = _("{file} cannot wholly be read in {version} of {day}: what it changed is told where it can again.")
        notes.append(words.format(file=file, version=where, day=date_words(edit.day)))
    if (left := len(edits) - TOLD) > 0:
        words = ngettext("{n} more commit cannot wholly be read.", "{n} more commits cannot wholly be read.", left)
        notes.append(words.format(n=number(left)))
    return notes
