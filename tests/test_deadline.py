"""The deadline language: every form, both ends of every period, and what is wrong with what is not in it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.deadline import (
    EDTF_CODES,
    Anchored,
    DeadlineError,
    Interval,
    Period,
    Recurring,
    Span,
    Undated,
    month_end,
    parse_due,
    parse_dues,
    parse_interval,
    parse_span,
    shift,
)

FAST = settings(derandomize=True, deadline=None, database=None, max_examples=150)


def day(text: str) -> date:
    return date.fromisoformat(text)


SPANS = [
    ("2024", "2024-01-01", "2024-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("2024-H1", "2024-01-01", "2024-06-30"),
    ("2024-H2", "2024-07-01", "2024-12-31"),
    ("2024-Q1", "2024-01-01", "2024-03-31"),
    ("2024-Q2", "2024-04-01", "2024-06-30"),
    ("2024-Q3", "2024-07-01", "2024-09-30"),
    ("2024-Q4", "2024-10-01", "2024-12-31"),
    ("2024-01", "2024-01-01", "2024-01-31"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2024-04", "2024-04-01", "2024-04-30"),
    ("2024-12", "2024-12-01", "2024-12-31"),
    ("2024-02-29", "2024-02-29", "2024-02-29"),
    ("9999-12-31", "9999-12-31", "9999-12-31"),
    ("0001-01-01", "0001-01-01", "0001-01-01"),
    ("2023/2025", "2023-01-01", "2025-12-31"),
    ("2024/2024", "2024-01-01", "2024-12-31"),
    ("2024-Q2/2024-Q3", "2024-04-01", "2024-09-30"),
    ("2024-H2/2025-H1", "2024-07-01", "2025-06-30"),
    ("2024-11/2025-02", "2024-11-01", "2025-02-28"),
    ("2024-06-11/2024-06-20", "2024-06-11", "2024-06-20"),
    ("2024-06-15/2024-06-15", "2024-06-15", "2024-06-15"),
    ("2024-Q4/2025", "2024-10-01", "2025-12-31"),
    ("2024-06-15/2024", "2024-06-15", "2024-12-31"),
    ("2024/2024-06", "2024-01-01", "2024-06-30"),
    ("2024/..", "2024-01-01", None),
    ("2024-Q3/..", "2024-07-01", None),
    ("2024-05-20/..", "2024-05-20", None),
]


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_a_span_has_a_first_and_a_last_day(text: str, first: str, last: str | None) -> None:
    assert parse_span(text) == Span(day(first), day(last) if last else None, text)


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_a_bare_span_is_a_period_met_on_its_last_day(text: str, first: str, last: str | None) -> None:
    due = parse_due(text)
    assert isinstance(due, Period)
    assert (due.bound, due.first, due.last, due.text) == ("within", day(first), day(last) if last else None, text)


@pytest.mark.parametrize(("text", "first", "last"), [row for row in SPANS if row[2]])
def test_by_a_span_ends_with_it(text: str, first: str, last: str) -> None:
    due = parse_due(f"by {text}")
    assert isinstance(due, Period)
    assert (due.bound, due.first, due.last, due.text) == ("by", None, day(last), f"by {text}")


@pytest.mark.parametrize(("text", "first", "last"), [row for row in SPANS if row[2] and row[1] != "0001-01-01"])
def test_before_a_span_ends_the_day_before_its_first(text: str, first: str, last: str) -> None:
    due = parse_due(f"before {text}")
    assert isinstance(due, Period)
    assert (due.bound, due.first, due.text) == ("before", None, f"before {text}")
    assert due.last == day(first) - timedelta(days=1)


def test_the_end_of_an_open_span_is_never_reached() -> None:
    assert parse_span("2024/..").end == date.max
    assert parse_span("2024").end == day("2024-12-31")


@pytest.mark.parametrize(("code", "name"), sorted(EDTF_CODES.items()))
@pytest.mark.parametrize("form", ["{}", "before {}", "by {}", "{}/..", "{}/2030", "2020/{}"])
def test_the_codes_of_iso_8601_2_are_printed_as_quarters_and_halves(code: str, name: str, form: str) -> None:
    assert parse_due(form.format(f"2024-{code}")) == parse_due(form.format(f"2024-{name}"))
    assert parse_due(form.format(f"2024-{code}")).text == form.format(f"2024-{name}")


def test_the_codes_are_those_of_the_standard() -> None:
    assert EDTF_CODES == {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2"}
    assert parse_due("every quarter from 2024-33 until 2024-41").text == "every quarter from 2024-Q1 until 2024-H2"


@pytest.mark.parametrize("text", ["ongoing", "periodic"])
def test_undated(text: str) -> None:
    assert parse_due(text) == Undated(text)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "relation", "name"),
    [
        ("30 days after issued", 30, "day", "after", "issued"),
        ("1 day after issued", 1, "day", "after", "issued"),
        ("2 weeks before dai-hoi", 2, "week", "before", "dai-hoi"),
        ("1 week after IV.2.3a", 1, "week", "after", "IV.2.3a"),
        ("1 month after 4.a", 1, "month", "after", "4.a"),
        ("6 months before 3.b.ii", 6, "month", "before", "3.b.ii"),
        ("1 year after II.1.đ", 1, "year", "after", "II.1.đ"),
        ("9999 years after luat_moi", 9999, "year", "after", "luat_moi"),
        ("after 4.a", None, "day", "after", "4.a"),
        ("before so-ket", None, "day", "before", "so-ket"),
        ("by so-ket", None, "day", "by", "so-ket"),
        ("by phu-luc:IV.2", None, "day", "by", "phu-luc:IV.2"),
        ("after 12", None, "day", "after", "12"),
        ("after 2024.1", None, "day", "after", "2024.1"),
        ("by 2024-hoi-nghi", None, "day", "by", "2024-hoi-nghi"),
        ("before 20245", None, "day", "before", "20245"),
    ],
)
def test_anchored(text: str, amount: int | None, unit: str, relation: str, name: str) -> None:
    assert parse_due(text) == (amount, unit, relation, name, text)
    assert isinstance(parse_due(text), Anchored)


SERIES = [
    ("every year", "year", "within", (), None, None),
    ("every half", "half", "within", (), None, None),
    ("every quarter", "quarter", "within", (), None, None),
    ("every month", "month", "within", (), None, None),
    ("every year from 2024", "year", "within", (), "2024", None),
    ("every year until 2026", "year", "within", (), None, "2026"),
    ("every month from 2024-Q2 until 2026-06-30", "month", "within", (), "2024-Q2", "2026-06-30"),
    ("every half from 2024/.. until 2024/2026", "half", "within", (), "2024/..", "2024/2026"),
    ("every year by 06-15", "year", "by", ((6, 15),), None, None),
    ("every year by 02-29", "year", "by", ((2, 29),), None, None),
    ("every year before 06-15 and 12-01", "year", "before", ((6, 15), (12, 1)), None, None),
    ("every year before 12-01 and 06-15 from 2024", "year", "before", ((6, 15), (12, 1)), "2024", None),
    ("every half by 05 and 25", "half", "by", ((0, 5), (0, 25)), None, None),
    ("every quarter by 20", "quarter", "by", ((0, 20),), None, None),
    ("every quarter before 01 and 10 and 20", "quarter", "before", ((0, 1), (0, 10), (0, 20)), None, None),
    ("every month by 31 from 2024-02", "month", "by", ((0, 31),), "2024-02", None),
    ("every month by 15 and 15", "month", "by", ((0, 15),), None, None),
]


@pytest.mark.parametrize(("text", "every", "bound", "days", "start", "until"), SERIES)
def test_series(
    text: str, every: str, bound: str, days: tuple[tuple[int, int], ...], start: str | None, until: str | None
) -> None:
    due = parse_due(text)
    assert isinstance(due, Recurring)
    (one,) = due.series
    assert (one.every, one.bound, one.days, one.text, due.text) == (every, bound, days, text, text)
    assert one.start == (parse_span(start) if start else None)
    assert one.until == (parse_span(until) if until else None)
    assert due.begins == (start is not None)


def test_a_list_of_series_is_one_deadline() -> None:
    due = parse_dues(["every half by 20 from 2024", "every year by 12-15"])
    assert isinstance(due, Recurring)
    assert [one.every for one in due.series] == ["half", "year"]
    assert due.text == "every half by 20 from 2024; every year by 12-15"
    assert not due.begins
    assert parse_dues(["every year"]) == parse_due("every year")


@pytest.mark.parametrize("texts", [["2024"], ["every year", "2024"], ["ongoing"], ["every year", "after x"], []])
def test_a_list_holds_series_only(texts: list[str]) -> None:
    with pytest.raises(DeadlineError) as raised:
        parse_dues(texts)
    assert raised.value.reason == "list-of-series"


INVALID = [
    ("", "unknown", ""),
    ("12/2024", "unknown", ""),
    ("31/12/2024", "unknown", ""),
    ("thường xuyên", "unknown", ""),
    ("quý IV/2024", "unknown", ""),
    ("Ongoing", "unknown", ""),
    ("24", "unknown", ""),
    ("02024", "unknown", ""),
    ("-2024", "unknown", ""),
    ("２０２４", "unknown", ""),
    ("2024-6", "unknown", ""),
    ("2024-6-3", "unknown", ""),
    ("2024-06-3", "unknown", ""),
    ("2024-06-30T00:00", "unknown", ""),
    ("2024-Q5", "unknown", ""),
    ("2024-Q0", "unknown", ""),
    ("2024-H3", "unknown", ""),
    ("2024-q4", "unknown", ""),
    ("2024 / 2025", "unknown", ""),
    ("../2024", "unknown", ""),
    ("2024/", "unknown", ""),
    ("/2024", "unknown", ""),
    ("2024/x", "unknown", ""),
    ("2024/2025/2026", "unknown", ""),
    ("2024/../..", "unknown", ""),
    ("0000", "no-such-year", ""),
    ("before 0000", "no-such-year", ""),
    ("before 0001", "no-such-year", ""),
    ("before 0001-01-01", "no-such-year", ""),
    ("before 0001-33", "no-such-year", ""),
    ("2024-00", "no-such-month", ""),
    ("2024-13", "no-such-month", ""),
    ("2024-37", "no-such-month", ""),
    ("2024-42", "no-such-month", ""),
    ("2024-33-01", "no-such-month", ""),
    ("by 2024-13", "no-such-month", ""),
    ("2024-02-30", "no-such-day", "2024-02-29"),
    ("2023-02-29", "no-such-day", "2023-02-28"),
    ("2024-04-31", "no-such-day", "2024-04-30"),
    ("2024-12-99", "no-such-day", "2024-12-31"),
    ("2024-06-00", "no-such-day", ""),
    ("before 2024-02-30", "no-such-day", "before 2024-02-29"),
    ("2024-01-01/2024-02-30", "no-such-day", "2024-01-01/2024-02-29"),
    ("2025/2024", "backwards", ""),
    ("2024-06/2024-05", "backwards", ""),
    ("2024-Q3/2024-H1", "backwards", ""),
    ("2024-06-15/2024-06-14", "backwards", ""),
    ("before 2024/..", "open-bound", ""),
    ("by 2024-Q3/..", "open-bound", ""),
    ("within 2024", "unknown", ""),
    ("before", "unknown", ""),
    ("by", "unknown", ""),
    ("after", "unknown", ""),
    ("Before 2024", "unknown", ""),
    ("before 30-6-2024", "unknown", ""),
    ("by 30.06.2024", "unknown", ""),
    ("by 12-2024", "unknown", ""),
    ("before 2024-q4", "unknown", ""),
    ("before 2024Q4", "unknown", ""),
    ("before so ket", "unknown", ""),
    ("by -x", "unknown", ""),
    ("by a:b:c", "unknown", ""),
    ("after 2024", "anchored-on-date", ""),
    ("after 2024-13", "anchored-on-date", ""),
    ("30 days after 2024-06-30", "anchored-on-date", ""),
    ("2 weeks before 2024-Q4", "anchored-on-date", ""),
    ("1 month after 31-01-2024", "anchored-on-date", ""),
    ("30 days after", "unknown", ""),
    ("30 days", "unknown", ""),
    ("30 days by x", "unknown", ""),
    ("30 hours after x", "unknown", ""),
    ("-1 days after x", "unknown", ""),
    ("10000 days after x", "unknown", ""),
    ("every", "series", ""),
    ("every day", "series", ""),
    ("every week", "series", ""),
    ("every 2 years", "series", ""),
    ("every year in 06-15", "series", ""),
    ("every year by", "series", ""),
    ("every year by 06-15 and", "series", ""),
    ("every year by 06-15, 12-01", "series", ""),
    ("every year by 06-15 12-01", "series", ""),
    ("every year until 2026 from 2024", "series", ""),
    ("every year from", "series", ""),
    ("every year by 15", "day-of-year", ""),
    ("every year by 6-15", "day-of-year", ""),
    ("every year by 15/06", "day-of-year", ""),
    ("every year by 13-01", "day-of-year", ""),
    ("every year by 02-30", "day-of-year", ""),
    ("every year by 00-10", "day-of-year", ""),
    ("every year by 06-15 and 20", "day-of-year", ""),
    ("every quarter by 06-15", "day-of-month", ""),
    ("every half by 00", "day-of-month", ""),
    ("every month by 32", "day-of-month", ""),
    ("every month by 020", "day-of-month", ""),
    ("every year from x", "unknown", ""),
    ("every year from 12/2024", "unknown", ""),
    ("every year from 2024-13", "no-such-month", ""),
    ("every year until 2024-02-30", "no-such-day", "every year until 2024-02-29"),
    ("every year from 2025 until 2024", "backwards", ""),
    ("every year until 2024/..", "open-bound", ""),
]


@pytest.mark.parametrize(("text", "reason", "remedy"), INVALID)
def test_what_is_not_in_the_grammar_says_why(text: str, reason: str, remedy: str) -> None:
    with pytest.raises(DeadlineError) as raised:
        parse_due(text)
    error = raised.value
    assert (error.text, error.reason, error.remedy) == (text, reason, remedy)
    assert str(error) == f"{text}: {reason}"
    if remedy:
        assert parse_due(remedy).text == remedy


def test_blanks_between_words_do_not_matter() -> None:
    assert parse_due("  before   2024-06-30 \n") == parse_due("before 2024-06-30")
    assert parse_due("every  year\u00a0from 2024") == parse_due("every year from 2024")
    with pytest.raises(DeadlineError):
        parse_span(" 2024")


INTERVALS = [
    ("30 days", Interval(30, "day"), "30 days"),
    ("1 day", Interval(1, "day"), "1 day"),
    ("1 days", Interval(1, "day"), "1 day"),
    ("2 week", Interval(2, "week"), "2 weeks"),
    (" 3  months ", Interval(3, "month"), "3 months"),
    ("10 years", Interval(10, "year"), "10 years"),
]


@pytest.mark.parametrize(("text", "interval", "printed"), INTERVALS)
def test_an_interval(text: str, interval: Interval, printed: str) -> None:
    assert parse_interval(text) == interval
    assert str(interval) == printed
    assert parse_interval(printed) == interval


@pytest.mark.parametrize(
    "text", ["", "30", "days", "0 days", "-1 day", "30days", "1 quarter", "12345 days", "1.5 days"]
)
def test_no_interval(text: str) -> None:
    with pytest.raises(DeadlineError) as raised:
        parse_interval(text)
    assert raised.value.reason == "interval"


SHIFTS = [
    ("2024-01-31", 1, "month", "2024-02-29"),
    ("2023-01-31", 1, "month", "2023-02-28"),
    ("2024-02-29", 1, "year", "2025-02-28"),
    ("2024-03-31", -1, "month", "2024-02-29"),
    ("2021-02-24", 100, "day", "2021-06-04"),
    ("2024-12-31", 1, "day", "2025-01-01"),
    ("2024-01-01", -1, "day", "2023-12-31"),
    ("2024-02-26", 2, "week", "2024-03-11"),
    ("2024-05-31", 12, "month", "2025-05-31"),
    ("2024-05-31", 0, "month", "2024-05-31"),
    ("9999-12-31", 1, "day", "9999-12-31"),
    ("9999-12-31", 1, "month", "9999-12-31"),
    ("9999-06-01", 9999, "year", "9999-12-31"),
    ("9999-06-01", 9999, "week", "9999-12-31"),
    ("0001-01-01", -1, "day", "0001-01-01"),
    ("0001-01-01", -1, "year", "0001-01-01"),
    ("0001-06-01", -9999, "month", "0001-01-01"),
]


@pytest.mark.parametrize(("start", "count", "unit", "end"), SHIFTS)
def test_shift_clips_to_the_month_and_to_the_calendar(start: str, count: int, unit: str, end: str) -> None:
    assert shift(day(start), count, unit) == day(end)


def test_month_end() -> None:
    assert [month_end(2023, 2), month_end(2024, 2)] == [day("2023-02-28"), day("2024-02-29")]
    assert month_end(9999, 12) == date.max


WORDS = (
    *("2024", "0001", "9999", "0000", "2024-Q1", "2024-H2", "2024-33", "2024-41", "2024-13", "2024-02-29"),
    *("2024-02-30", "2023/2025", "2025/2023", "2024/..", "..", "/", "-", "06-15", "12-01", "15", "31", "0", "00"),
    *("ongoing", "periodic", "before", "by", "after", "every", "year", "half", "quarter", "month", "from", "until"),
    *("and", "day", "days", "weeks", "months", "years", "1", "30", "9999", "issued", "IV.2.3a", "II.1.đ", "a:b", ":"),
)
SOUP = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from(("", " ", "  ", "-", "/")).map(lambda blank: (blank or " ").join(words))
)
SERIES_TEXT = st.builds(
    lambda every, days, start, until: f"every {every}{days}{start}{until}",
    st.sampled_from(("year", "half", "quarter", "month")),
    st.sampled_from(("", " by 31", " before 01", " by 06-15", " before 01-01 and 12-31", " by 02-29", " by 1 and 15")),
    st.sampled_from(("", " from 2024", " from 0001", " from 9999", " from 2024-33", " from 2024-06-15/..")),
    st.sampled_from(("", " until 2025", " until 9999", " until 2024-41", " until 2024-12-01")),
)
TEXTS = st.one_of(
    st.text(), SOUP, SERIES_TEXT, st.from_regex(r"[0-9]{4}(-[0-9QH]{1,2}){0,2}(/.{0,8})?", fullmatch=True)
)


@FAST
@given(TEXTS)
def test_any_text_is_a_deadline_or_an_error_of_the_grammar(text: str) -> None:
    for parse in (parse_due, parse_span, parse_interval, lambda one: parse_dues([one, one])):
        with suppress(DeadlineError):
            assert parse(text)


@FAST
@given(TEXTS)
def test_what_is_printed_reads_as_itself(text: str) -> None:
    try:
        due = parse_due(text)
    except DeadlineError:
        return
    assert parse_due(due.text) == due
    assert parse_due(due.text).text == due.text


@FAST
@given(TEXTS)
def test_a_period_has_days_in_order(text: str) -> None:
    try:
        span = parse_span(text)
    except DeadlineError:
        return
    assert span.first <= span.end
    assert parse_span(span.text) == span
