"""What was read before is not read again: an index of decoded files under the user's cache folder."""

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from plancli.source import Entry, Folder, HashedSource, Source

if TYPE_CHECKING:
    from plancli.index.recall import Recall

WORTH: Final = 128 * 1024
"""Bytes: a folder's plan of fewer is read in less time than the index is opened."""
WORTH_FILES: Final = 50
"""The same of a plan in git, the sizes of whose files are not known before they are read."""


class Asked(NamedTuple):
    """Which tasks a question asks for: those that may end from one day to another, or have no last day.

    With `names` it asks for no task in particular: of most only the id is needed, and whatever it then looks at. With
    `counts` it is enough to know of the others, and of those without a last day, how many there are in which state;
    without `within` also of those that have milestones or a series.
    """

    first: date | None = None
    last: date | None = None
    names: bool = False
    counts: bool = False
    within: bool = True


ALL: Final = Asked()


OFF: Final = ("off", "0", "no", "false")
"""The values of PLAN_CACHE that turn the index off."""


def index_of(source: Source, entries: Sequence[Entry], asked: Asked = ALL) -> "Recall | None":
    """Return the index for a source's files; None where it is turned off, or nothing is to be gained by it."""
    if os.environ.get("PLAN_CACHE", "").lower() in OFF:
        return None
    if isinstance(source, Folder):
        if not source.is_as_large_as(WORTH, entries):
            return None
    elif not isinstance(source, HashedSource) or len(entries) < WORTH_FILES:
        return None
    from plancli.index.recall import opened

    return opened(source, entries, asked)
