"""A file holds several YAML documents.

A line `---` begins a new document. Only the first is read, so what follows would be missing without a word.

Fails:

    name: Ban Bí thư
    ---
    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương

Write instead:

    name: Ban Bí thư
    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "several-documents"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A file holds several YAML documents")
MESSAGES: Final = {
    "": N_(
        "a second document begins here and is not read: delete the line ---, or move what follows to a file of its own"
    ),
}
