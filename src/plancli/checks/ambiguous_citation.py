"""A number is cited that several documents of the register have.

Numbers start again: in the Party each term, in the State each year and province. Where the register holds two
documents of one number, the number alone does not say which is meant. Add the date, `28-NQ/TW@2022-11-17`; where
that is not enough either, give the document an `id` in documents.yaml and cite it by that.

Fails:

    cites: [28-NQ/TW]

Write instead:

    cites: [28-NQ/TW@2022-11-17]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import citations, register
from plancli.checks.places import at
from plancli.i18n import N_
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "ambiguous-citation"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A number is cited that several documents have")
MESSAGES: Final = {
    "": N_("{citation} means {count} documents: write one of {choices}"),
    "alike": N_("{citation} means {count} documents: give an `id` to the one at {places}, and cite it by that"),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each citation that finds more than one document."""
    known = register(standing)
    for name, file in citations(standing):
        found = known.find(name)
        if len(found) > 1:
            choices = [known.citation(document) for document in found]
            alike = [at(one.file, one.at) for one, choice in zip(found, choices, strict=True) if choice is None]
            values = {
                "citation": name,
                "count": str(len(found)),
                "choices": ", ".join(choice for choice in choices if choice),
                "places": ", ".join(map(str, alike)),
            }
            yield Problem(NAME, at(file, name), "alike" if alike else "", values)
