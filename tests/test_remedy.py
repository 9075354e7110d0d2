"""What was probably meant by a deadline that is not in the grammar, and the dates that people type."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.deadline import Anchored, DeadlineError, parse_due, parse_span
from plancli.remedy import suggest, typed_span

FAST = settings(derandomize=True, deadline=None, database=None, max_examples=150)

SUGGESTIONS = [
    ("12/2024", "2024-12"),
    ("1/2024", "2024-01"),
    ("12-2024", "2024-12"),
    ("12.2024", "2024-12"),
    ("2024/6", "2024-06"),
    ("2024-6", "2024-06"),
    ("31/12/2024", "2024-12-31"),
    ("1/2/2024", "2024-02-01"),
    ("30-6-2024", "2024-06-30"),
    ("30.06.2024", "2024-06-30"),
    ("2024-6-3", "2024-06-03"),
    ("2024/06/03", "2024-06-03"),
    ("ngày 30/6/2024", "2024-06-30"),
    ("30 tháng 6 năm 2024", "2024-06-30"),
    ("ngày 30 tháng 6 năm 2024", "2024-06-30"),
    ("thường xuyên", "ongoing"),
    ("Thường xuyên", "ongoing"),
    ("thực hiện thường xuyên", "ongoing"),
    ("ONGOING", "ongoing"),
    ("continuously", "ongoing"),
    ("định kỳ", "periodic"),
    ("Periodic", "periodic"),
    ("hằng năm", "every year"),
    ("hàng năm", "every year"),
    ("annually", "every year"),
    ("mỗi quý", "every quarter"),
    ("hàng tháng", "every month"),
    ("monthly", "every month"),
    ("quý IV/2024", "2024-Q4"),
    ("quý III/2024", "2024-Q3"),
    ("Quý II năm 2024", "2024-Q2"),
    ("trong quý I năm 2024", "2024-Q1"),
    ("quý 4/2024", "2024-Q4"),
    ("Q4/2024", "2024-Q4"),
    ("q4 2024", "2024-Q4"),
    ("H1-2024", "2024-H1"),
    ("2024Q4", "2024-Q4"),
    ("2024-q4", "2024-Q4"),
    ("năm 2024", "2024"),
    ("trong năm 2024", "2024"),
    ("  trong   năm  2024 ", "2024"),
    ("within 2024", "2024"),
    ("in 12/2024", "2024-12"),
    ("trong tháng 12/2022", "2022-12"),
    ("tháng 6 năm 2025", "2025-06"),
    ("giai đoạn 2023-2025", "2023/2025"),
    ("2023 – 2025", "2023/2025"),
    ("trước ngày 30/6/2024", "before 2024-06-30"),
    ("Trước 15/12/2025", "before 2025-12-15"),
    ("trước ngày 30 tháng 6 năm 2024", "before 2024-06-30"),
    ("trước tháng 12/2024", "before 2024-12"),
    ("before 30/6/2024", "before 2024-06-30"),
    ("before 2024-q4", "before 2024-Q4"),
    ("by 12.2024", "by 2024-12"),
    ("đến hết năm 2026", "by 2026"),
    ("hết quý II/2024", "by 2024-Q2"),
    ("chậm nhất đến ngày 30/6/2024", "by 2024-06-30"),
    ("chậm nhất là ngày 31/01/2025", "by 2025-01-31"),
    # No guess is safe: nothing is made up, least of all a year.
    ("", ""),
    ("13/2024", ""),
    ("30/2/2024", ""),
    ("31/13/2024", ""),
    ("12/24", ""),
    ("quý IV", ""),
    ("tháng 12", ""),
    ("trước ngày 30/6", ""),
    ("2024-02-30", ""),
    ("2024-13", ""),
    ("2025/2024", ""),
    ("2025-2024", ""),
    ("before 2024/..", ""),
    ("6 tháng đầu năm 2024", ""),
    ("cuối năm 2024", ""),
    ("sớm", ""),
    ("before so ket", ""),
    ("trước so-ket", ""),
    ("every 2024", ""),
    # What is right already needs no remedy.
    ("2024", ""),
    ("before 2024-06-30", ""),
    ("every year", ""),
]


@pytest.mark.parametrize(("text", "meant"), SUGGESTIONS)
def test_suggestions(text: str, meant: str) -> None:
    assert suggest(text) == meant


@pytest.mark.parametrize("text", [text for text, meant in SUGGESTIONS if meant])
def test_a_suggestion_is_for_what_cannot_be_read_and_can_be_read_itself(text: str) -> None:
    with pytest.raises(DeadlineError):
        parse_due(text)
    assert parse_due(suggest(text)).text == suggest(text)


TYPED = [
    ("2024", "2024"),
    (" 2024-q4 ", "2024-Q4"),
    ("q4/2024", "2024-Q4"),
    ("2024-h1", "2024-H1"),
    ("12/2024", "2024-12"),
    ("31/12/2024", "2024-12-31"),
    ("1-2-2024", "2024-02-01"),
    ("2024-6-3", "2024-06-03"),
    ("2024/2025", "2024/2025"),
    ("2024-q2/2025-h1", "2024-Q2/2025-H1"),
    ("2024-33", "2024-Q1"),
    ("2024/..", "2024/.."),
    ("quý IV/2024", "2024-Q4"),
]


@pytest.mark.parametrize(("text", "span"), TYPED)
def test_typed_spans(text: str, span: str) -> None:
    assert typed_span(text) == parse_span(span)


NOT_TYPED = [
    ("2024-02-30", "2024-02-30", "no-such-day", "2024-02-29"),
    ("30/2/2024", "2024-02-30", "no-such-day", "2024-02-29"),
    ("13/2024", "2024-13", "no-such-month", ""),
    ("2025/2024", "2025/2024", "backwards", ""),
    ("ongoing", "ongoing", "unknown", ""),
    ("Tomorrow", "Tomorrow", "unknown", ""),
    ("", "", "unknown", ""),
    ("before 2024", "before 2024", "unknown", ""),
]


@pytest.mark.parametrize(("text", "faulty", "reason", "remedy"), NOT_TYPED)
def test_what_is_no_date_is_named_as_it_was_typed(text: str, faulty: str, reason: str, remedy: str) -> None:
    with pytest.raises(DeadlineError) as raised:
        typed_span(text)
    assert (raised.value.text, raised.value.reason, raised.value.remedy) == (faulty, reason, remedy)


WORDS = st.sampled_from(
    (
        "trước",
        "ngày",
        "tháng",
        "năm",
        "quý",
        "IV",
        "30",
        "6",
        "2024",
        "0000",
        "/",
        "-",
        "every",
        "by",
        "hết",
        "\n",
        "in",
    )
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=7).map(" ".join), st.lists(WORDS, max_size=7).map("".join))


@FAST
@given(TEXTS)
def test_any_text_has_a_remedy_in_the_grammar_or_none(text: str) -> None:
    meant = suggest(text)
    if meant:
        assert meant != text
        assert parse_due(meant).text == meant
        assert not isinstance(parse_due(meant), Anchored)
    with suppress(DeadlineError):
        assert typed_span(text)
