"""Two tasks have one id.

A task's id is its address: `plan show IV.5.1`, a citation in a report, a dependency. Two tasks with one id make every
one of them ambiguous. Ids that differ only in case, or only in how their accents are encoded, count as one; `II.1.d`
and `II.1.đ` do not: Vietnamese lists have both letters.

Fails:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
      - id: IV.5.1
        title: Xây dựng cơ chế phối hợp

Write instead:

    tasks:
      - id: IV.5.1
        title: Sửa Quy chế chất vấn
      - id: IV.5.2
        title: Xây dựng cơ chế phối hợp
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "duplicate-id"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("Two tasks have one id")
MESSAGES: Final = {
    "": N_("{id} is already at {other}: give one of them another id"),
    "case": N_("{id} differs only in case from {twin} at {other}: give one of them another id"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield nothing: `load` sees duplicate ids already, because no question can do without addresses."""
    return iter(())
