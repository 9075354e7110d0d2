"""What the register says of a document is changed.

Decisions, outputs and citations name a document, and the register says which one that is. Another number, date, type,
issuer, status or another document in its place (`replaced_by`) makes all of them say something else. A slip is
corrected with a word in the commit message. What was missing is filled in, a date becomes more precise, one more
document replaces it, and its title and address on the web are put otherwise, without one.

In the base:

    # documents.yaml
    documents:
      - {number: 158-QĐ/TW, date: 2008-05, title: Quy chế chất vấn}

Fails:

    # documents.yaml
    documents:
      - {number: 158-QĐ/TW, date: 2018-05, title: Quy chế chất vấn}

Write instead:

    # documents.yaml
    documents:
      - {number: 158-QĐ/TW, date: 2008-05-12, title: Quy chế chất vấn, status: hết hiệu lực}
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from plancli.deadline import Span
from plancli.i18n import N_
from plancli.problem import Dates, Problem, Severity
from plancli.review.changed import is_within

if TYPE_CHECKING:
    from plancli.review.branch import Branch

NAME: Final = "document-changed"
SEVERITY: Final[Severity] = "warning"
SUMMARY: Final = N_("What the register says of a document is changed")
MESSAGES: Final = {
    "": N_(
        "`{field}` of {id} was {before} in {base} and is {after} now: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
    "dropped": N_(
        "`{field}` of {id} was {before} in {base} ({old}) and is gone: "
        "put it back, or say why in a `Plan-Waive` of the commit"
    ),
}
FIELDS: Final = ("number", "date", "type", "issuer", "status", "replaced_by")


def check(branch: "Branch") -> Iterator[Problem]:
    """Yield each field of a registered document that does not say any more what it said."""
    for change in branch.changes("document-changed"):
        old, new = change.old, change.new
        if change.field in FIELDS and old not in (None, ()) and not _is_kept(branch, old, new):
            values = {"id": change.address, "field": change.field, "before": _words(old), "after": _words(new)}
            variant = "dropped" if new in (None, ()) else ""
            yield Problem(NAME, branch.place(change), variant, {**values, **branch.stood(change)})


def _is_kept(branch: "Branch", old: Any, new: Any) -> bool:
    """Return whether a value still says what it said: a date within it, the same documents and perhaps more."""
    if isinstance(old, Span):
        return isinstance(new, Span) and is_within(new, old)
    if type(old) is tuple:
        return all(any(branch.references.is_same_document(one, other) for other in new or ()) for one in old)
    return False


def _words(value: Any) -> str:
    """Return a value as it is shown."""
    if isinstance(value, Span):
        return Dates(value.text)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
