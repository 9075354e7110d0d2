"""What may be typed for a revision: the name of one commit that every clone knows, and never an option of git."""

import re
from typing import Final

from plancli.i18n import N_

NOTHING: Final = N_("{option} names nothing.")
CONTROLS: Final = N_("{option}: {value} has control characters, which no revision has.")
LIKE_AN_OPTION: Final = N_("{option}: {value} begins with a hyphen, as an option does and no revision.")
OF_THE_CLONE: Final = N_("{option}: {value} asks where a branch of this clone once was, which no other clone knows.")
RANGE: Final = N_("{option}: {value} is a range: give one revision.")
SEVERAL: Final = N_("{option}: {value} means several commits, or all but one: give one revision.")
NO_STEPS: Final = N_("{option}: {value} is no revision: behind ~ and ^ stands a number, or nothing.")
FILE: Final = N_("{option}: {value} names a file in a revision: give the revision alone.")
HOW_TO_TYPE: Final = N_("Type a branch, a tag, a commit, HEAD~3, or a day such as 2024-06-30.")
DAY_INSTEAD: Final = N_("For the plan as it was on a day, type the day, as in --at 2024-06-30.")


def fault(typed: str) -> str:
    """Return the message that says why a text is not the name of one revision; empty if it may be one."""
    if not typed.strip():
        return NOTHING
    if re.search(r"[\0-\x1f\x7f\ud800-\udc7f\udd00-\udfff]", typed):
        return CONTROLS
    if typed.startswith("-"):
        return LIKE_AN_OPTION
    if "@{" in typed:
        return OF_THE_CLONE
    if ":" in typed:
        return FILE
    if ".." in typed:
        return RANGE
    steps = re.sub(r"\^\{[^}]*\}", "", typed)
    if typed.startswith("^") or re.search(r"\^[@!]$|\^-[0-9]*$", steps):
        return SEVERAL
    return NO_STEPS if re.search(r"[~^][^~^0-9]|[~^][0-9]+[^~^0-9]", steps) else ""


def remedy(message: str) -> str:
    """Return the message that says what to type instead."""
    return DAY_INSTEAD if message == OF_THE_CLONE else HOW_TO_TYPE
