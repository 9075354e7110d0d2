"""A name that cannot be an id.

Ids are typed in commands, and stand in addresses and lists. They are made of letters and digits of any language, of
`.`, `-` and `_`, and begin with a letter or digit. The name of a body's file, without `.yaml`, is the body's id.

Fails:

    tasks:
      - id: IV 4.3
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

NAME: Final = "invalid-id"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A name that cannot be an id")
MESSAGES: Final = {
    "": N_(
        "{value} cannot be an id: use letters, digits, full stop, hyphen and underscore, and begin with "
        "a letter or digit"
    ),
    "file": N_(
        "{value} cannot be the id of a body, which is the name of its file: use letters, digits, full "
        "stop, hyphen and underscore"
    ),
    "more": N_("{count} more of these in this file are not listed"),
}
