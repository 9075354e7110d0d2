"""The plan's time zone is not in the time zone database.

Today is the plan's own today: at 17:30 UTC on 31 December it is already the new year in Hanoi, and what was due in the
old year is overdue. A zone that no computer knows leaves nobody able to say which day it is.

Fails:

    timezone: Asia/Hanoi

Write instead:

    timezone: Asia/Ho_Chi_Minh
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli import clock
from plancli.i18n import N_
from plancli.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-timezone"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("The plan's time zone is not in the time zone database")
ALIKE: Final = 0.85  # a slip of the fingers: Hanoi must not become Shanghai
MESSAGES: Final = {
    "": N_("{value} is not in the time zone database: write a name such as Asia/Ho_Chi_Minh"),
    "nearest": N_("{value} is not in the time zone database: did you mean {nearest}?"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield a problem where the zone cannot be found."""
    name = standing.plan.info.timezone
    if name is None or clock.zone(name):
        return
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    close = get_close_matches(name, available_timezones(), 1, ALIKE)
    place = Place(standing.plan.info.file, name.line, name.column)
    yield Problem(NAME, place, "nearest" if close else "", {"value": name, "nearest": close[0] if close else ""})
