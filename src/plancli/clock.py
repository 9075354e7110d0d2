"""Today, read once, at the edge: the day that it is in the plan's time zone."""

from datetime import UTC, date, datetime

from plancli.errors import PlanError
from plancli.i18n import _


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def today(timezone: str | None, moment: datetime | None = None) -> date:
    """Return the day of a moment (else of now) in a time zone named as in the tz database; in none, the machine's.

    PlanError where there is no such time zone.
    """
    moment = moment or now()
    if timezone is None:
        return moment.astimezone().date()
    from zoneinfo import ZoneInfo

    try:
        return moment.astimezone(ZoneInfo(timezone)).date()
    except (OSError, ValueError, KeyError):
        message = _("plan.yaml: timezone {value} is not in the time zone database").format(value=timezone)
        raise PlanError(message, _("Write a name such as Asia/Ho_Chi_Minh, or give the day with --as-of.")) from None
