"""A number is cited that several documents have, or no citation can tell two documents apart.

Numbers start again: in the Party each term, in the State each year and province. Where the register holds two
documents of one number, the number alone does not say which is meant. Add the date, `28-NQ/TW@2022-11-17`; where
that is not enough either, give the document an `id` in documents.yaml and cite it by that. Documents of one number and
one date of which any has no `id` are told at the register too, cited or not: often one of them stands there twice.

Fails:

    cites: [28-NQ/TW]

Write instead:

    cites: [28-NQ/TW@2022-11-17]
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plancli.checks.citations import citations, cited, register
from plancli.checks.places import at
from plancli.i18n import N_
from plancli.model import Document, Located
from plancli.problem import Problem, Severity

if TYPE_CHECKING:
    from plancli.state import Standing

NAME: Final = "ambiguous-citation"
SEVERITY: Final[Severity] = "error"
SUMMARY: Final = N_("A number is cited that several documents have")
MESSAGES: Final = {
    "": N_("{citation} means {count} documents: write one of {choices}"),
    "alike": N_("{citation} means {count} documents: give an `id` to the one at {places}, and cite it by that"),
    "id": N_(
        "{citation} means {count} documents, and two of them share an `id`: "
        "give each of those at {places} one of its own, and cite it by that"
    ),
    "register": N_(
        "{citation} stands {count} times in the register: delete what is there twice, "
        "or give an `id` to what stands at {places}"
    ),
}


def check(standing: "Standing") -> Iterator[Problem]:
    """Yield each citation that finds more than one document, and what nothing can cite for want of an id."""
    known = register(standing)
    ambiguous = {name for name in cited(standing) if len(known.find(name)) > 1}
    for name, file in citations(standing) if ambiguous else ():
        if name in ambiguous:
            yield _cited(standing, name, file)
    alike: dict[str, list[Document]] = {}
    for document in standing.plan.documents:
        if document.number:
            written = f"{document.number}@{document.date.text}" if document.date else document.number
            alike.setdefault(written, []).append(document)
    for written, found in alike.items():
        nameless = [document for document in found if document.id is None]
        if len(found) > 1 and nameless:
            last = nameless[-1]
            values = {"citation": written, "count": str(len(found)), "places": _places(nameless)}
            yield Problem(NAME, at(last.file, last.at), "register", values)


def _cited(standing: "Standing", name: Located, file: str) -> Problem:
    """Return the problem of one citation that finds more than one document."""
    known = register(standing)
    found = known.find(name)
    choices = [known.citation(document) for document in found]
    alike = [one for one, choice in zip(found, choices, strict=True) if choice is None]
    shared = [one for one in alike if one.id is not None]
    if found[0].id == name:
        alike = shared = found
    values = {
        "citation": name,
        "count": str(len(found)),
        "choices": ", ".join(choice for choice in choices if choice),
        "places": _places(alike),
    }
    return Problem(NAME, at(file, name), "id" if shared else "alike" if alike else "", values)


def _places(documents: list[Document]) -> str:
    """Return where documents stand."""
    return ", ".join(str(at(document.file, document.at)) for document in documents)
