"""The ids of tasks: what the table gives, made valid; numbers that begin anew below each heading; none twice."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from plancli.ids import valid_id

LONGEST: Final = 80


class Named(NamedTuple):
    """An id, and what was wrong with the one given, as a kind of remark; empty where it stands as given."""

    id: str
    wrong: str = ""


def ids_of(given: Sequence[str], above: Sequence[str], rows: Sequence[int]) -> list[Named]:
    """Return the id of each task: from what is `given`, the heading `above` it, and its row.

    Numbers that begin anew below each heading get the heading's before them: II.1. A task without any is named by its
    row.
    """
    plain = [tidy(one) for one in given]
    if _anew(plain, above):
        plain = [f"{head}.{one}" if one and head else one for one, head in zip(plain, above, strict=True)]
    return list(_told(given, plain, rows))


def tidy(typed: str) -> str:
    """Return a number of a list without what stands around it: `1.`, `a)`, `(2)`."""
    return typed.strip().strip("()[].:;, ")


def is_heading_number(typed: str) -> bool:
    """Whether a number is that of a group of tasks: a Roman one, or one capital letter."""
    return re.fullmatch(r"[IVXL]+|[A-ZĐ]", tidy(typed)) is not None


def _anew(plain: Sequence[str], above: Sequence[str]) -> bool:
    """Whether ids stand twice, but never twice below one heading."""
    counts = Counter(one for one in plain if one)
    if not any(count > 1 for count in counts.values()) or not all(above):
        return False
    below = Counter((one, head) for one, head in zip(plain, above, strict=True) if one)
    return all(count == 1 for count in below.values())


def _told(given: Sequence[str], plain: Sequence[str], rows: Sequence[int]) -> Iterator[Named]:
    """Yield the ids, each but once: letters in other case do not make another."""
    reserved = Counter(one.casefold() for one in plain if valid_id(one) and len(one) <= LONGEST)
    taken: set[str] = set()
    last: dict[str, int] = {}
    for typed, one, row in zip(given, plain, rows, strict=True):
        wrong = ""
        found = one
        if not one:
            found, wrong = f"r{row}", "bad-id" if typed.strip() else "id-missing"
        elif not valid_id(one) or len(one) > LONGEST:
            found, wrong = _made(one) or f"r{row}", "bad-id"
        if found.casefold() in taken or (wrong and found.casefold() in reserved):
            wrong = wrong or "twin-id"
            base = found
            number = last.get(base.casefold(), 1)
            while found.casefold() in taken or found.casefold() in reserved:
                number += 1
                found = f"{base}-{number}"
            last[base.casefold()] = number
        taken.add(found.casefold())
        yield Named(found, wrong)


def _made(text: str) -> str:
    """Return an id made of a text; empty where nothing of it can stand in one."""
    parts = re.findall(r"[\w.\-]+", text[:LONGEST])
    found = "-".join(parts).strip(".-_")
    return found if valid_id(found) else ""
