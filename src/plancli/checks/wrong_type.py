"""A value is not of the kind that its field has.

Texts are read as they stand: `2024`, `no` and `08` are texts where a text is asked. A list is always written as one,
even of a single item; only `source`, `due` and facts may stand alone. `~` and `null` are no values: leave the field
out. A boolean is `true` or `false`.

Fails:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        supporting: ban-bi-thu

Write instead:

    tasks:
      - id: IV.4.3
        title: Sơ kết quy định về nêu gương
        supporting: [ban-bi-thu]
"""

from typing import Final

from plancli.checks.reading import found_in_reading as check
from plancli.i18n import N_
from plancli.problem import Severity

__all__ = ["MESSAGES", "NAME", "SEVERITY", "SUMMARY", "check"]

NAME: Final = "wrong-type"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A value is not of the kind that its field has")
MESSAGES: Final = {
    "null": N_("{field} is {value}, which is no value: leave the field out, or put the text in quotes"),
    "text": N_("{field} must be a text, not {value}"),
    "list": N_("{field} must be a list: write [{value}]"),
    "list-not-map": N_("{field} must be a list, not {value}"),
    "item": N_("each item of {field} must be a text, not {value}"),
    "item-map": N_("each item of {field} must be a map of fields, not {value}"),
    "map": N_("{field} must be a map of names and values, not {value}"),
    "boolean": N_("{field} must be true or false, not {value}"),
    "number": N_("{field} must be a whole number from {low} to {high}, not {value}"),
    "choice": N_("{field} must be one of {choices}, not {value}"),
    "interval": N_("{field} must be a number and a unit, such as 30 days or 3 months, not {value}"),
    "date": N_("{field} must be a date, such as 2024-11-02, not {value}"),
    "due": N_("{field} must be a deadline, such as 2024 or by 2024-06-30, not {value}"),
    "fact": N_("{field} must be a map with a date, such as {{date: 2024-11-02}}, not {value}"),
    "fact-or-date": N_("{field} must be a date, or a map with one, such as {{date: 2024-11-02}}, not {value}"),
    "root-plan": N_("the file must be a map of fields, such as title: Kế hoạch, not {value}"),
    "root-documents": N_("the file must be a map with the list documents, not {value}"),
    "root-body": N_("the file must be a map of fields, such as name: Ban Bí thư, not {value}"),
    "more": N_("{count} more of these in this file are not listed"),
}
