r"""A character that nobody sees.

Control characters, zero-width characters and those that turn the direction of writing make a text show one thing and
hold another: two ids look alike and differ, a terminal or a review shows a title that is not there. None is allowed,
neither as itself nor written as an escape. They come mostly from copying out of web pages and word processors.

Fails:

    tasks:
      - id: "IV.4.3\u200b"
        title: Sơ kết quy định về nêu gương

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "control-character"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A character that nobody sees")
MESSAGES: Final = {
    "": N_("the invisible character {code} stands here: delete it"),
    "escape": N_("this text has the invisible character {code}, written as an escape: take it out"),
    "binary": N_("more than {most} invisible characters: this is no text file"),
    "more": N_("{count} more of these in this file are not listed"),
}
