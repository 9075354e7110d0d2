"""A document is cited that is not in the register.

Every document that a task cites, that a fact rests on (`document`), that the plan implements or comes from, and that
replaces another, stands in documents.yaml: there are its date, its issuer and its title, and there people find all
that cites it. A citation is the document's number as the register writes it, `NUMBER@DATE` where the number alone is
ambiguous, or its id. `evidence` and the `output` of a task are free text and are not looked up.

Fails:

    tasks:
      - id: IV.4.2b
        title: Sửa quy định về đánh giá, xếp loại hằng năm
        cites: [132/QĐ-TW]

Write instead:

    tasks:
      - id: IV.4.2b
        title: Sửa quy định về đánh giá, xếp loại hằng năm
        cites: [132-QĐ/TW]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import citations, cited, register
from plancli.checks.places import at
from plancli.checks.suggest import Suggestions
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "unknown-document"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A document is cited that is not in the register")
MESSAGES: Final = {
    "": N_("{document} is not in documents.yaml: add it there"),
    "nearest": N_("{document} is not in documents.yaml: did you mean {nearest}? If not, add it there"),
    "date": N_("{document} is not in documents.yaml, where {number} is dated {dates}: correct one of the dates"),
    "undated": N_("{document} is not in documents.yaml, where {number} has no date: write it there"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each citation that finds nothing; none while the register could not be read."""
    if "documents.yaml" in standing.plan.unread:
        return
    known = register(standing)
    unknown = {name for name in cited(standing) if not known.find(name)}
    suggest = Suggestions(known.citations)
    for name, file in citations(standing) if unknown else ():
        if name in unknown:
            number = name.rpartition("@")[0]
            dates = known.dates(number)
            values = {"document": name, "number": number, "dates": ", ".join(dates), "nearest": ""}
            if number and known.find(number):
                variant = "date" if dates else "undated"
            else:
                values["nearest"] = suggest(name)
                variant = "nearest" if values["nearest"] else ""
            yield Problem(NAME, at(file, name), variant, values)
