"""The deadlines that a series stands for, their names, and where it begins and ends."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.deadline import Recurring, parse_due, parse_dues
from plancli.series import final, occurrences, upcoming

FAST = settings(derandomize=True, deadline=None, database=None, max_examples=60)


def day(text: str) -> date:
    return date.fromisoformat(text)


def series(*texts: str) -> Recurring:
    due = parse_dues(texts)
    assert isinstance(due, Recurring)
    return due


def listed(due: Recurring, begin: str | None, horizon: str) -> list[str]:
    """Return keys and last days: `2024-Q1 2024-03-20`."""
    return [f"{one.key} {one.last}" for one in occurrences(due, day(begin) if begin else None, day(horizon))]


@pytest.mark.parametrize(
    ("text", "horizon", "expected"),
    [
        ("every year from 2024", "2026-12-31", ["2024 2024-12-31", "2025 2025-12-31", "2026 2026-12-31"]),
        ("every year from 2024", "2026-12-30", ["2024 2024-12-31", "2025 2025-12-31"]),
        ("every half from 2024", "2024-12-31", ["2024-H1 2024-06-30", "2024-H2 2024-12-31"]),
        ("every quarter from 2024", "2024-09-29", ["2024-Q1 2024-03-31", "2024-Q2 2024-06-30"]),
        ("every month from 2023-12", "2024-02-29", ["2023-12 2023-12-31", "2024-01 2024-01-31", "2024-02 2024-02-29"]),
        (
            "every quarter by 20 from 2024",
            "2024-12-31",
            ["2024-Q1 2024-03-20", "2024-Q2 2024-06-20", "2024-Q3 2024-09-20", "2024-Q4 2024-12-20"],
        ),
        ("every quarter before 20 from 2024", "2024-06-30", ["2024-Q1 2024-03-19", "2024-Q2 2024-06-19"]),
        ("every half by 31 from 2024", "2024-12-31", ["2024-H1 2024-06-30", "2024-H2 2024-12-31"]),
        ("every month by 31 from 2024-02", "2024-03-31", ["2024-02 2024-02-29", "2024-03 2024-03-31"]),
        ("every month by 30 from 2023-02", "2023-03-31", ["2023-02 2023-02-28", "2023-03 2023-03-30"]),
        (
            "every year before 06-15 and 12-01 from 2024",
            "2025-06-14",
            ["2024-06-15 2024-06-14", "2024-12-01 2024-11-30", "2025-06-15 2025-06-14"],
        ),
        ("every year by 06-15 from 2024", "2025-12-31", ["2024 2024-06-15", "2025 2025-06-15"]),
        ("every year by 02-29 from 2023", "2024-12-31", ["2023 2023-02-28", "2024 2024-02-29"]),
        ("every month by 30 and 31 from 2024-01 until 2024-02", "2024-12-31", [
            "2024-01-30 2024-01-30", "2024-01-31 2024-01-31", "2024-02-29 2024-02-29"]),
        ("every month by 15 and 15 from 2024-01", "2024-01-31", ["2024-01 2024-01-15"]),
        # Where it begins: nothing that ended before.
        ("every quarter by 20 from 2024-03-20", "2024-06-30", ["2024-Q1 2024-03-20", "2024-Q2 2024-06-20"]),
        ("every quarter by 20 from 2024-03-21", "2024-06-30", ["2024-Q2 2024-06-20"]),
        ("every year before 06-15 from 2024-06-14", "2025-06-30", ["2024 2024-06-14", "2025 2025-06-14"]),
        ("every year before 06-15 from 2024-06-15", "2025-06-30", ["2025 2025-06-14"]),
        ("every year before 01-01 from 2024", "2025-12-31", ["2025 2024-12-31", "2026 2025-12-31"]),
        ("every month before 01 from 2024-01", "2024-02-29", ["2024-02 2024-01-31", "2024-03 2024-02-29"]),
        ("every year from 2024-06", "2024-12-31", ["2024 2024-12-31"]),
        ("every half from 2024-Q4", "2025-06-30", ["2024-H2 2024-12-31", "2025-H1 2025-06-30"]),
        ("every year from 2024/..", "2024-12-31", ["2024 2024-12-31"]),
        # Where it ends: nothing whose day as written comes later.
        ("every quarter by 20 from 2024 until 2024-06", "2030-01-01", ["2024-Q1 2024-03-20", "2024-Q2 2024-06-20"]),
        ("every quarter by 20 from 2024 until 2024-06-20", "2030-01-01", ["2024-Q1 2024-03-20", "2024-Q2 2024-06-20"]),
        ("every quarter by 20 from 2024 until 2024-06-19", "2030-01-01", ["2024-Q1 2024-03-20"]),
        ("every year before 12-01 from 2024 until 2024-11-30", "2030-01-01", []),
        ("every year before 12-01 from 2024 until 2024-12-01", "2030-01-01", ["2024 2024-11-30"]),
        ("every year from 2024 until 2025", "2030-01-01", ["2024 2024-12-31", "2025 2025-12-31"]),
        ("every year from 2024 until 2025-12-30", "2030-01-01", ["2024 2024-12-31"]),
        ("every year by 06-15 from 2024-07 until 2025-05", "2030-01-01", []),
    ],
)  # fmt: skip
def test_occurrences(text: str, horizon: str, expected: list[str]) -> None:
    assert listed(series(text), None, horizon) == expected


def test_a_series_without_from_begins_where_it_is_told() -> None:
    due = series("every quarter by 20")
    assert listed(due, "2024-06-20", "2024-09-30") == ["2024-Q2 2024-06-20", "2024-Q3 2024-09-20"]
    assert listed(due, "2024-06-21", "2024-09-30") == ["2024-Q3 2024-09-20"]
    assert listed(due, None, "2024-09-30") == []
    assert listed(series("every quarter by 20 from 2024-Q3"), "2020-01-01", "2024-09-30") == ["2024-Q3 2024-09-20"]


@pytest.mark.parametrize(
    ("texts", "horizon", "expected"),
    [
        (
            ["every half by 20 from 2024", "every year by 12-15 from 2024"],
            "2024-12-31",
            ["2024-H1 2024-06-20", "2024 2024-12-15", "2024-H2 2024-12-20"],
        ),
        (
            ["every year by 06-15 from 2024", "every year by 12-01 from 2024"],
            "2024-12-31",
            ["2024-06-15 2024-06-15", "2024-12-01 2024-12-01"],
        ),
        (
            ["every quarter by 15 and 20 from 2024", "every half by 15 and 20 from 2024"],
            "2024-06-30",
            ["2024-03-15 2024-03-15", "2024-03-20 2024-03-20", "2024-06-15 2024-06-15", "2024-06-20 2024-06-20"],
        ),
        (["every year from 2024", "every year from 2024"], "2024-12-31", ["2024-12-31 2024-12-31"]),
    ],
)
def test_several_series_are_one_list_in_order(texts: list[str], horizon: str, expected: list[str]) -> None:
    assert listed(series(*texts), None, horizon) == expected


def test_an_occurrence_knows_its_period_and_its_written_day() -> None:
    (one,) = occurrences(series("every quarter before 20 from 2024-Q2"), None, day("2024-06-30"))
    assert (one.key, one.first, one.last, one.written) == (
        "2024-Q2",
        day("2024-04-01"),
        day("2024-06-19"),
        day("2024-06-20"),
    )
    (new_year,) = occurrences(series("every year before 01-01 from 2024"), None, day("2024-12-31"))
    assert (new_year.key, new_year.first, new_year.last) == ("2025", day("2024-12-31"), day("2024-12-31"))


@pytest.mark.parametrize(
    ("texts", "begin", "on", "key"),
    [
        (["every quarter by 20 from 2024"], None, "2024-03-20", "2024-Q1"),
        (["every quarter by 20 from 2024"], None, "2024-03-21", "2024-Q2"),
        (["every quarter by 20 from 2030"], None, "2024-03-21", "2030-Q1"),
        (["every quarter by 20"], "2026-01-05", "2024-03-21", "2026-Q1"),
        (["every quarter by 20"], None, "2024-03-21", None),
        (["every year by 06-15 from 2024-06-16"], None, "2024-06-16", "2025"),
        (["every year from 2024 until 2025"], None, "2025-12-31", "2025"),
        (["every year from 2024 until 2025"], None, "2026-01-01", None),
        (["every year from 2020 until 2021", "every half from 2030"], None, "2024-01-01", "2030-H1"),
        (["every year from 9998"], None, "9999-12-31", "9999"),
        (["every year by 06-15 from 9998"], None, "9999-06-16", None),
    ],
)
def test_upcoming(texts: list[str], begin: str | None, on: str, key: str | None) -> None:
    found = upcoming(series(*texts), day(begin) if begin else None, day(on))
    assert (found.key if found else None) == key


def test_upcoming_passes_over_what_is_known_however_long_that_goes_on() -> None:
    due = series("every month from 2024")
    known = {f"{year}-{month:02d}" for year in range(2024, 2040) for month in range(1, 13)}
    found = upcoming(due, None, day("2024-01-01"), known)
    assert found is not None
    assert found.key == "2040-01"
    assert upcoming(series("every month from 2024 until 2026"), None, day("2024-01-01"), known) is None


@pytest.mark.parametrize(
    ("texts", "begin", "last"),
    [
        (["every year from 2024 until 2026"], None, "2026-12-31"),
        (["every year by 06-15 from 2024 until 2026-06-14"], None, "2025-06-15"),
        (["every year before 12-01 from 2024 until 2026"], None, "2026-11-30"),
        (["every quarter by 20 until 2026"], "2024-01-01", "2026-12-20"),
        (["every quarter by 20 until 2026"], None, None),
        (["every quarter by 20 from 2024"], None, None),
        (["every year from 2024 until 2026", "every half from 2024"], None, None),
        (["every year from 2024 until 2026", "every half from 2024 until 2027"], None, "2027-12-31"),
        (["every year by 06-15 from 2024-07 until 2025-05"], None, None),
        (["every month from 2024 until 9999"], None, "9999-12-31"),
        (["every year from 0001 until 0001"], None, "0001-12-31"),
    ],
)
def test_final(texts: list[str], begin: str | None, last: str | None) -> None:
    assert final(series(*texts), day(begin) if begin else None) == (day(last) if last else None)


def test_the_calendar_s_ends_do_not_crash() -> None:
    assert listed(series("every year before 01-01 from 0001"), None, "0001-12-31") == [
        "0001 0001-01-01",
        "0002 0001-12-31",
    ]
    assert listed(series("every month from 9999-11"), None, "9999-12-31") == [
        "9999-11 9999-11-30",
        "9999-12 9999-12-31",
    ]
    assert listed(series("every half by 31 from 9999"), None, "9999-12-31")[-1] == "9999-H2 9999-12-31"


RULES = st.builds(
    lambda form, start, until: f"every {form} from {start}{'' if start == '9998' else until}",
    st.sampled_from(
        ("year", "half", "quarter", "month", "year by 02-29", "year before 01-01 and 12-31", "half before 01 and 31",
         "quarter by 20", "month by 31", "month before 01", "month by 1 and 15")
    ),
    st.sampled_from(("0001", "2023-Q4", "2024", "2024-02-29", "2024-06-15", "9998")),
    st.sampled_from(("", " until 2024-08-15", " until 2026", " until 9999")),
)  # fmt: skip
NEAR = st.dates(day("2023-06-01"), day("2034-12-31"))
DAYS = st.one_of(NEAR, st.sampled_from([date.min, date.max, day("9998-12-31")]))


@FAST
@given(st.lists(RULES.filter(lambda text: "0001" not in text), min_size=1, max_size=3), NEAR)
def test_what_comes_next_is_what_a_longer_list_shows(texts: list[str], on: date) -> None:
    due = series(*texts)
    far = occurrences(due, None, day("2035-12-31"))
    assert [one.last for one in far] == sorted(one.last for one in far)
    assert len({one.key for one in far}) == len(far)
    assert occurrences(due, None, on) == [one for one in far if one.last <= on]
    following = [one for one in far if one.last >= on]
    if following:
        assert upcoming(due, None, on) == following[0]


@FAST
@given(st.lists(RULES, min_size=1, max_size=2), DAYS)
def test_no_series_and_no_day_crashes(texts: list[str], on: date) -> None:
    due = series(*texts)
    found = upcoming(due, None, min(on, day("2040-01-01")))
    assert found is None or found.first <= found.last
    last = final(due, None)
    assert last is None or last <= date.max
    assert isinstance(parse_due(due.series[0].text), Recurring)
