"""A text may have been cut off by a comment sign.

A blank and `#` begin a comment, so `title: Đề án #5` reads as `Đề án`. It is told where `#` is directly followed by a
letter or digit, as in a number; a comment that begins with a blank, as in `# see above`, is a comment.

Fails:

    tasks:
      - id: IV.4.3
        title: Xây dựng Đề án #5

Write instead:

    tasks:
      - id: IV.4.3
        title: 'Xây dựng Đề án #5'
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "cut-by-comment"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("A text may have been cut off by a comment sign")
MESSAGES: Final = {
    "": N_(
        "the text ends before this #, which begins a comment: put the value in quotes, or write a blank after the #"
    ),
    "empty": N_("the value begins with #, so all of it is a comment: put it in quotes, or write a blank after the #"),
    "more": N_("{count} more of these in this file are not listed"),
}
