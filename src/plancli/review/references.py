"""Whether a name in the branch means what another meant in the base: bodies are renamed, documents cited otherwise."""

from collections.abc import Iterable, Mapping

from plancli.documents import Register
from plancli.model import Document


class References:
    """Compares names of bodies and documents across the two versions; `renamed` are new ids of bodies by the former."""

    def __init__(self, old: Iterable[Document], new: Iterable[Document], renamed: Mapping[str, str]) -> None:
        self._registers = Register(old), Register(new)
        self._renamed = renamed

    def is_same_body(self, old: str, new: str) -> bool:
        """Return whether both names are one body's."""
        return new in (old, self._renamed.get(old))

    def is_same_document(self, old: str, new: str) -> bool:
        """Return whether both citations may mean one document."""
        return not self.names(old).isdisjoint(self.names(new))

    def names(self, citation: str, *, replaced: bool = False) -> set[str]:
        """Return what the documents that a citation may mean are known by, and those that `replaced` them.

        That is an id, else a number with its year: a number alone is another document's each term. What no register
        has is known by itself.
        """
        documents = [document for register in self._registers for document in register.find(citation)]
        found = {_name(document) for document in documents} or {citation}
        for other in [other for document in documents for other in document.replaced_by if replaced]:
            found |= self.names(other)
        return found


def _name(document: Document) -> str:
    """Return what a document is known by on both sides; its date may have become more precise."""
    return document.id or f"{document.number}@{document.date.first.year if document.date else ''}"
