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
        """Return the numbers and ids of the documents that a citation may mean, and of those that `replaced` them."""
        found = {citation.partition("@")[0]}
        for register in self._registers:
            for document in register.find(citation):
                found |= {name for name in (document.number, document.id) if name}
                for other in document.replaced_by if replaced else ():
                    found |= self.names(other)
        return found
