"""A version of the format that this program does not know.

`format` in plan.yaml says which version of these files a plan is written in. A plan of a later version may say things
that this program misreads, so its answers cannot be relied on.

Fails:

    format: 9
    title: Kế hoạch thực hiện Nghị quyết

Write instead:

    format: 1
    title: Kế hoạch thực hiện Nghị quyết
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "unknown-format"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A version of the format that this program does not know")
MESSAGES: Final = {
    "": N_("format {value} is not known, only {known}: correct it, or get a program that reads it"),
}
