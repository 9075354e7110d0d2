"""Dates and deadlines as fields have them; what is none of the grammar is reported with what to write instead."""

from functools import lru_cache
from typing import Any, Final

from plancli.deadline import DeadlineError, Recurring, Span, parse_due, parse_dues, parse_span
from plancli.decode.kinds import Kind, is_blank
from plancli.decode.reading import UNREAD, Reading, Unread, excerpt
from plancli.remedy import suggest
from plancli.syntax import Node, Scalar, Sequence


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Span:
    """Read the date of a fact: a day, or a month or a year where no more is known; DeadlineError if it is none."""
    span = parse_span(text)
    if span.last is None:
        raise DeadlineError(text, "open")
    if "/" in text:
        raise DeadlineError(text, "range")
    if "Q" in span.text or "H" in span.text:
        raise DeadlineError(text, "coarse")
    return span


def _date(reading: Reading, field: str, node: Node) -> Span | Unread | None:
    if type(node) is not Scalar:
        return reading.wrong(field, node, "date")
    try:
        return parse_date(node.value)
    except DeadlineError as error:
        if is_blank(node.value):
            return None
        remedy = error.remedy or suggest(node.value)
        return _invalid(reading, "invalid-date", node, error, remedy if _is_date(remedy) else "")


def _is_date(text: str) -> bool:
    """Whether a text is the date of a fact."""
    try:
        parse_date(text)
    except DeadlineError:
        return False
    return True


def _span(reading: Reading, field: str, node: Node) -> Span | Unread | None:
    if type(node) is not Scalar:
        return reading.wrong(field, node, "date")
    if is_blank(node.value):
        return None
    try:
        return parse_span(node.value)
    except DeadlineError as error:
        remedy = error.remedy or suggest(node.value)
        return _invalid(reading, "invalid-date", node, error, remedy if remedy[:4].isdecimal() else "")


def _due(reading: Reading, field: str, node: Node) -> Any:
    if type(node) is Sequence:
        return _series(reading, field, node)
    if type(node) is not Scalar:
        return reading.wrong(field, node, "due")
    try:
        return parse_due(node.value)
    except DeadlineError as error:
        if is_blank(node.value):
            return None
        return _invalid(reading, "invalid-due", node, error, error.remedy or suggest(node.value))


def _series(reading: Reading, field: str, node: Sequence) -> Any:
    """Read a list of deadlines, each of which must be a series; one that is not takes them all with it."""
    texts: list[str] = []
    complete = True
    for item in node.items:
        due = _due(reading, field, item) if type(item) is not Sequence else reading.wrong(field, item, "due")
        if type(due) is Unread:
            complete = False
        elif type(item) is Scalar and type(due) is Recurring:
            texts.append(item.value)
        elif type(item) is Scalar and due is not None:
            _invalid(reading, "invalid-due", item, DeadlineError(item.value, "list-of-series"), "")
            complete = False
    if not complete:
        return UNREAD
    try:
        return parse_dues(texts)
    except DeadlineError as error:
        reading.report("invalid-due", node, error.reason, value=excerpt(node), remedy="")
        return UNREAD


def _invalid(reading: Reading, name: str, node: Scalar, error: DeadlineError, remedy: str) -> Unread:
    """Report a date or deadline that is none, with what was probably meant if that is known."""
    if not reading.reported(node.value):
        variant = error.reason
        if remedy:
            variant = "no-such-day-write" if error.reason == "no-such-day" else "write"
        reading.report(name, node, variant, value=excerpt(node), remedy=remedy)
    return UNREAD


DATE: Final = Kind("date", _date)
SPAN: Final = Kind("span", _span)
DUE: Final = Kind("due", _due)
