"""The bodies that a table names: which are one, and which of the commas in a cell divide several.

A comma divides nothing by itself: "Bộ Văn hoá, Thể thao và Du lịch" is one ministry. A semicolon does, and any comma
between two bodies that are known from elsewhere.
"""

import re
from collections.abc import Iterable
from typing import Final

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.ids import valid_id
from plancli.importing.cells import one_line
from plancli.starting.draft import BodyDraft
from plancli.starting.names import name_key, slug
from plancli.text import fold

MOST: Final = 2000
"""More bodies than any plan has: the column must be another."""
DIVIDERS: Final = re.compile(r"\s*(?:[,;\n&]|(?<=\s)(?:và|and)(?=\s))\s*")
NOBODY_NAMED: Final = re.compile(r"\b(?:liên quan|related|concerned|relevant)\b", re.IGNORECASE)
"""Words of those who co-operate and are not named."""
BULLET: Final = re.compile(r"^(?:[-–•+*]|\d{1,2}[.)])\s+", re.MULTILINE)


class Bodies:
    """The bodies that are known, in the order in which they were met."""

    def __init__(self, given: Iterable[BodyDraft]) -> None:
        self.drafts: dict[str, BodyDraft] = {}
        self._by_key: dict[str, str] = {}
        self._by_fold: dict[str, str] = {}
        self._named: dict[str, list[str] | None] = {}
        self.alike: dict[str, str] = {}
        """Names that were taken for new bodies, with those that they are like but for accents."""
        for body in given:
            self._keep(body)

    def known(self, name: str) -> str | None:
        """Return the id of the body that has this name, short name or id."""
        name = one_line(name)
        return name if name in self.drafts else self._by_key.get(name_key(name))

    def add(self, name: str) -> str:
        """Return the id of a body, which becomes known."""
        name = one_line(name)
        if found := self.known(name):
            return found
        if len(self.drafts) >= MOST:
            message = _("The table names more than {n} bodies, the last of them {name}: is it the right column?")
            hint = _("Name another: {command}").format(command="--column lead=HEADER")
            raise PlanError(message.format(n=MOST, name=name[:60]), hint)
        if other := self._by_fold.get(fold(name)):
            self.alike[name] = other
        body = slug(name, self.drafts)
        if name == slug(name, ()) and valid_id(name):
            body = name
        self._keep(BodyDraft(body, name))
        return body

    def named(self, cell: str) -> list[str] | None:
        """Return the bodies that a cell names, if all of it is names of known ones; None if not."""
        if cell not in self._named:
            self._named[cell] = self._read(cell)
        return self._named[cell]

    def _read(self, cell: str) -> list[str] | None:
        text = BULLET.sub("", cell)
        if found := self.known(text):
            return [found]
        if len(text) > 5000:
            return None
        words = text.split()
        if len(words) > 1 and all(word in self.drafts for word in words):
            return list(dict.fromkeys(words))
        return self._divided(text)

    def _divided(self, text: str) -> list[str] | None:
        """Return the known bodies between dividers, the longest names first."""
        gaps = [(found.start(), found.end()) for found in DIVIDERS.finditer(text)]
        stops = [start for start, _end in gaps] + [len(text)]
        starts = [0] + [end for _start, end in gaps]
        found: list[str] = []
        number = 0
        while number < len(starts):
            if starts[number] >= stops[number]:  # two dividers, or one at the end
                number += 1
                continue
            for last in range(min(len(stops), number + 8) - 1, number - 1, -1):
                if one := self.known(text[starts[number] : stops[last]]):
                    found.append(one)
                    number = last + 1
                    break
            else:
                return None
        return list(dict.fromkeys(found)) or None

    def _keep(self, body: BodyDraft) -> None:
        self._named.clear()
        self.drafts[body.id] = body
        self._by_fold.setdefault(fold(body.name), body.name)
        for name in (body.short, body.name):
            if name:
                self._by_key.setdefault(name_key(name), body.id)


def surely_one(part: str) -> bool:
    """Whether a part of a cell names one body: nothing in it may divide several."""
    return not DIVIDERS.search(BULLET.sub("", part))
