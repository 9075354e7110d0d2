"""The register of documents, and which of them a citation means.

A citation is an id (`luat-to-chuc-chinh-phu`), a number (`132-QĐ/TW`), or a number with its date
(`28-NQ/TW@2022-11-17`): Party and State numbers start again each term, year and province.
"""

from collections.abc import Iterable

from plancli.deadline import DeadlineError
from plancli.model import Document
from plancli.remedy import typed_span
from plancli.text import fold


class Register:
    """Finds documents by citation: exactly as files must write it, or as people type it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._by_id: dict[str, list[Document]] = {}
        self._by_number: dict[str, list[Document]] = {}
        for document in self.documents:
            if document.id:
                self._by_id.setdefault(document.id, []).append(document)
            if document.number:
                self._by_number.setdefault(document.number, []).append(document)
                if document.date:
                    self._by_number.setdefault(f"{document.number}@{document.date.text}", []).append(document)

    def find(self, citation: str) -> list[Document]:
        """Return the documents that a citation names: none if it is unknown, several if it is ambiguous.

        An id comes before a number that is written alike.
        """
        return self._by_id.get(citation) or self._by_number.get(citation) or []

    def citation(self, document: Document) -> str | None:
        """Return the shortest citation that names this document alone; None where it needs an id of its own."""
        dated = f"{document.number}@{document.date.text}" if document.number and document.date else None
        for citation in (document.id, document.number, dated):
            if citation and self.find(citation) == [document]:
                return citation
        return None

    @property
    def citations(self) -> list[str]:
        """Every id and number of the register."""
        return [name for document in self.documents for name in (document.id, document.number) if name]

    def dates(self, number: str) -> list[str]:
        """Return the dates of the documents that have this number, as the register writes them."""
        return [document.date.text for document in self._by_number.get(number, []) if document.date]

    def match(self, typed: str) -> list[Document]:
        """Return the documents that typed text means, without regard to case, blanks, signs and accents.

        An exact citation beats one that is only alike, that a whole title, and that a part of number, id or title; a
        date after `@` may be typed in any order that `typed_span` reads. Several are left to the asker.
        """
        exact = self.find(typed.strip())
        if exact:
            return exact
        number, at, day = typed.rpartition("@")
        if at:
            try:
                date = typed_span(day)
            except DeadlineError:
                return []
            return [one for one in self._alike(number) if one.date and one.date[:2] == date[:2]]
        return self._alike(typed)

    @staticmethod
    def _keys(document: Document) -> list[str]:
        """Return a document's id and number, folded and without blanks."""
        return [fold(name).replace(" ", "") for name in (document.id, document.number) if name]

    def _alike(self, typed: str) -> list[Document]:
        """Return the documents whose id or number, else whose title, else of which a part, is alike."""
        words = fold(typed)
        if not words:
            return []
        wanted = words.replace(" ", "")
        same = [one for one in self.documents if wanted in self._keys(one)]
        same = same or [one for one in self.documents if words == fold(one.title or "")]
        if same:
            return same
        return [
            one
            for one in self.documents
            if any(f" {words}" in f" {fold(name)}" for name in (one.number, one.id, one.title) if name)
            or any(key.startswith(wanted) for key in self._keys(one))
        ]
