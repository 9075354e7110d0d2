"""How the register of documents changed.

A document is the same by its id, else by number and date, else by number and title, else, where one of a number is left
on each side, by its number: it may have been given a date or an id.
"""

from collections.abc import Hashable
from typing import Final

from plancli.diff.meaning import meaning
from plancli.diff.pairing import alone, pair
from plancli.diff.sides import Sides, Told
from plancli.diff.spot import Spot
from plancli.model import Document
from plancli.source import DOCUMENTS_FILE

FIELDS: Final = ("number", "date", "type", "issuer", "title", "url", "status", "replaced_by", "id")


def document_changes(sides: Sides) -> Told:
    """Yield how the documents changed, in the order of the new register, then those that are gone."""
    old, new = sides.old.plan.documents, sides.new.plan.documents
    if old is new or sides.unread(DOCUMENTS_FILE, DOCUMENTS_FILE):
        return
    known = {id(one) for one in old} & {id(one) for one in new}
    olds = [one for one in old if id(one) not in known]
    news = [one for one in new if id(one) not in known]
    pairs = pair(olds, news, (_id, _dated, _titled))
    old_left = [before for before, after in pairs if before is not None and after is None]
    new_left = [after for before, after in pairs if before is None and after is not None]
    rest = pair(old_left, new_left, (alone(_number, old_left, new_left),))
    origin = {id(after): before for before, after in rest if after is not None}
    for before, after in pairs:
        if after is not None:
            yield from _changes(sides, before or origin[id(after)], after)
    for before, after in rest:
        if before is not None and after is None:
            yield _spot(before).change("document-removed", "", before, None, before.at, None)


def _spot(document: Document) -> Spot:
    file = document.file
    return Spot("document", document.key, "", document.title or document.number or "", file, file)


def _changes(sides: Sides, old: Document | None, new: Document) -> Told:
    """Yield how one document changed, or that it was added."""
    spot = _spot(new)
    if old is None:
        yield spot.change("document-added", "", None, new, None, new.at)
        return
    for field in FIELDS:
        values = getattr(old, field), getattr(new, field)
        yield from sides.field(spot, "document-changed", field, values, (old.at, new.at))


def _id(document: Document) -> Hashable:
    return document.id


def _number(document: Document) -> Hashable:
    return document.number


def _dated(document: Document) -> Hashable:
    return document.number and document.date and (document.number, meaning(document.date))


def _titled(document: Document) -> Hashable:
    return document.number and document.title and (document.number, document.title)
