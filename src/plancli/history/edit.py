"""An edit of the plan: what one commit changed, or what is not committed yet."""

from datetime import date
from typing import NamedTuple


class Edit(NamedTuple):
    """Who changed the plan, on which day in its own time zone; `commit` is None for what is not committed.

    `first` is the oldest commit that a clone has of more: what is there from it on may be older. Of a `merge` the
    author is who merged, not who wrote it on the branch.
    """

    day: date
    commit: str | None = None
    author: str = ""
    subject: str = ""
    first: bool = False
    merge: bool = False
