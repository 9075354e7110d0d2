"""Today, read once, at the edge: the day that it is in the plan's time zone."""

from datetime import UTC, date, datetime, tzinfo


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def zone(name: str) -> tzinfo | None:
    """Return a time zone by its name in the tz database; None where there is none of that name."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def today(timezone: str | None, moment: datetime | None = None) -> date:
    """Return the day of a moment (else of now) in a time zone; the machine's own where none, or none known, is named.

    That a zone is not known is a finding of its own, `unknown-timezone`: it must not keep others from being seen.
    """
    return (moment or now()).astimezone(zone(timezone) if timezone else None).date()
