"""The deadlines that a series stands for: computed for as long as asked, never written out."""

from calendar import monthrange
from collections.abc import Container, Iterator
from datetime import date
from functools import lru_cache

from plancli.deadline import MONTHS_IN, Occurrence, Recurring, Series, month_end, shift


def occurrences(due: Recurring, begin: date | None, horizon: date) -> list[Occurrence]:
    """Return the deadlines of a series in order, from its own start (else `begin`) up to the last day `horizon`.

    An occurrence belongs to the series when it does not end before the start, and its day as written is not after
    `until`. It is named by its period where the period has one, else by the day as written.
    """
    return list(_occurrences(due, begin, horizon))


@lru_cache(maxsize=1024)
def _occurrences(due: Recurring, begin: date | None, horizon: date) -> tuple[Occurrence, ...]:
    """Compute what `occurrences` returns: many tasks of a plan have the same series."""
    per_period: dict[str, int] = {}
    for one in due.series:
        per_period[one.every] = per_period.get(one.every, 0) + max(1, len(one.days))
    found: dict[str, Occurrence] = {}
    for one in due.series:
        start = one.start.first if one.start else begin
        if start is None:
            continue
        for occurrence in _walk(one, start, horizon):
            key = occurrence.key if per_period[one.every] == 1 else occurrence.written.isoformat()
            found.setdefault(key, occurrence._replace(key=key))
    return tuple(sorted(found.values(), key=lambda one: (one.last, one.key)))


def upcoming(due: Recurring, begin: date | None, day: date, known: Container[str] = ()) -> Occurrence | None:
    """Return the first deadline whose last day is `day` or later and whose key is not `known`; None after the end."""
    starts = [start for one in due.series if (start := one.start.first if one.start else begin)]
    if not starts:
        return None
    end = due.end or date.max
    horizon, years = max(day, *starts), 2
    while True:
        horizon = date(min(horizon.year + years, date.max.year), 12, 31)
        for one in occurrences(due, begin, horizon):
            if one.last >= day and one.key not in known:
                return one
        if horizon >= end:
            return None
        years *= 2


def final(due: Recurring, begin: date | None) -> date | None:
    """Return the last day of a series' last deadline; None where one of its series has no `until`."""
    lasts: list[date] = []
    for one in due.series:
        if one.until is None:
            return None
        start = one.start.first if one.start else begin
        if start is not None:
            final_years = max(start, shift(one.until.end, -2, "year"))
            lasts += [occurrence.last for occurrence in _walk(one, final_years, one.until.end)]
    return max(lasts, default=None)


def _walk(series: Series, start: date, stop: date) -> Iterator[Occurrence]:
    """Yield the occurrences of one series whose last day lies in start..stop."""
    length = MONTHS_IN[series.every]
    year, month = start.year, (start.month - 1) // length * length + 1
    until = series.until.end if series.until else date.max
    beyond = shift(min(stop, until), 1, "day")  # `before` the first of a period ends the day before that period
    while (first := date(year, month, 1)) <= beyond:
        last_month = month + length - 1
        end = month_end(year, last_month)
        name = _period_name(series.every, year, month)
        for written in [_written(year, last_month, day) for day in series.days] or [end]:
            last = shift(written, -1, "day") if series.bound == "before" else written
            if start <= last <= stop and written <= until:
                yield Occurrence(name, min(first, last), last, written)
        year, month = (year, month + length) if month + length <= 12 else (year + 1, 1)
        if year > 9999:
            return


def _written(year: int, last_month: int, day: tuple[int, int]) -> date:
    """Return a series' day in a period that ends with `last_month`, clipped to the month's end."""
    month = day[0] or last_month
    return date(year, month, min(day[1], monthrange(year, month)[1]))


def _period_name(every: str, year: int, month: int) -> str:
    """Return the name of the period that begins with this month."""
    if every == "year":
        return f"{year:04d}"
    if every == "month":
        return f"{year:04d}-{month:02d}"
    length = MONTHS_IN[every]
    return f"{year:04d}-{'H' if every == 'half' else 'Q'}{(month - 1) // length + 1}"
