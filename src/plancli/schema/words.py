"""What an editor says and offers where a value stands, by the names of the kinds."""

from typing import Any, Final

from plancli.i18n import N_

MESSAGES: Final = {
    "id": N_("An id, such as IV.2.3a: letters, digits and . - _, a letter or digit first"),
    "date": N_("A date that there is: 2024-03-14, or 2024-03 or 2024 where no more is known"),
    "span": N_("A day or a period: 2024-03-14, 2024-03, 2024-Q1, 2024-H1, 2024, 2024-03/2024-06"),
    "due": N_("A deadline, such as 2024, before 2024-06-30, 30 days after issued, every quarter by 20, ongoing"),
    "single-due": N_("A deadline, such as 2024, before 2024-06-30, 30 days after issued, ongoing; not a series"),
    "series": N_("A series, such as every quarter by 20"),
    "interval": N_("A length of time: 30 days, 2 weeks, 1 month"),
    "boolean": N_("true or false"),
}
"""What is wanted where something else stands. English, translated when shown."""

LIST_MESSAGE: Final = N_("A list: [one, another], or each on a line of its own behind a dash")
MAP_MESSAGE: Final = N_("Fields with their values, such as date: 2024-03-14")

_SINGLE: Final = (2024, "2024-Q4", "before 2024-06-30", "30 days after issued", "ongoing", "periodic")
_SERIES: Final = ("every quarter by 20 from 2024",)
EXAMPLES: Final[dict[str, list[Any]]] = {
    "id": ["IV.2.3a"],
    "date": ["2024-03-14", "2024-03", 2024],
    "span": ["2024-03-14", "2024-Q1", 2024, "2024-03/2024-06", "2024/.."],
    "due": [*_SINGLE, *_SERIES],
    "single-due": [*_SINGLE],
    "series": [*_SERIES, "every year by 06-15 and 12-15"],
    "interval": ["30 days", "3 months"],
}
"""Values that an editor may offer; it takes a year for a number."""

ABOUT: Final = {
    "plan": N_("The plan itself: title, issuer, settings, and the outline of its source document."),
    "documents": N_("The register of the documents that tasks cite."),
    "body": N_("A body: who it is, and the tasks it leads."),
}
"""What each kind of file is."""
