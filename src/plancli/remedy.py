"""What was probably meant by a date or deadline that is not in the grammar, and dates as people type them."""

import re
from typing import Final

from plancli.deadline import Anchored, DeadlineError, Span, parse_due, parse_span

WORDS: Final = (
    (r"(?:thường xuyên|thực hiện thường xuyên|ongoing|continuous(?:ly)?|always|regularly)", r"ongoing"),
    (r"(?:định kỳ|periodic(?:ally|al)?)", r"periodic"),
    (r"(?:hằng|hàng|mỗi) năm|yearly|annual(?:ly)?", r"every year"),
    (r"(?:hằng|hàng|mỗi) quý|quarterly", r"every quarter"),
    (r"(?:hằng|hàng|mỗi) tháng|monthly", r"every month"),
    (r"(?:trước(?: ngày| tháng| năm)?|before) (.+)", r"before \1"),
    (r"(?:chậm nhất(?: là| vào| đến)?|đến hết|hết|đến|by)(?: ngày| tháng| năm)? (.+)", r"by \1"),
    (r"(?:(?:in|within|trong) )?(?:(?:tháng|năm|giai đoạn) )?(.+)", r"\1"),
)


def suggest(text: str) -> str:
    """Return what was probably meant, in the grammar; empty where no guess is safe (the year never is)."""
    words = " ".join(text.split())
    guess = _digits(words)
    for pattern, form in WORDS:
        if found := re.fullmatch(pattern, words, re.IGNORECASE):
            guess = found.expand(form)
            head, _, rest = guess.partition(" ")
            guess = f"{head} {_digits(rest)}" if head in ("before", "by", "every") else _digits(guess)
            break
    if not guess or guess == text:
        return ""
    try:
        due = parse_due(guess)
    except DeadlineError:
        return ""
    return "" if isinstance(due, Anchored) else due.text


def _digits(text: str) -> str:
    """Rewrite common orders of numbers: 31/12/2024, 12/2024, 2024-6-3, Q4/2024, 2024-q4, quý IV/2024, 2023-2025."""
    upper = text.upper().removeprefix("NGÀY ").replace(" THÁNG ", "/")
    upper = re.sub(r"(?<=[0-9]) NĂM ", "/", upper)
    if found := re.fullmatch(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})", upper):
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    if found := re.fullmatch(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})", upper):
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    if found := re.fullmatch(r"([0-9]{1,2})[/.\-]([0-9]{4})", upper):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := re.fullmatch(r"([0-9]{4})[/.\-]([0-9]{1,2})", upper):
        return f"{found[1]}-{int(found[2]):02d}"
    if found := re.fullmatch(r"([0-9]{4}) ?[-–] ?([0-9]{4})", upper):
        return f"{found[1]}/{found[2]}"
    if found := re.fullmatch(r"([QH]|QUÝ )([1-4]|IV|I{1,3})(?:[/ \-]|[/ ]NĂM )([0-9]{4})", upper):
        number = {"I": "1", "II": "2", "III": "3", "IV": "4"}.get(found[2], found[2])
        return f"{found[3]}-{found[1][0]}{number}"
    if found := re.fullmatch(r"([0-9]{4})-?([QH][1-4])", upper):
        return f"{found[1]}-{found[2]}"
    return text


def typed_span(text: str) -> Span:
    """Read a span as people type it: the grammar in any case, 31/12/2024 or 12/2024; DeadlineError if it is none."""
    typed = text.strip()
    try:
        return parse_span(typed.upper())
    except DeadlineError as error:
        ordered = _digits(typed)
        if ordered == typed:
            raise DeadlineError(typed, error.reason, error.remedy) from None
        return parse_span(ordered)
