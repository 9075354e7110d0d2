"""A plan as its files would be: what a source holds, with some files replaced by bytes that are written nowhere yet."""

from collections.abc import Mapping

from plancli.problem import Problem
from plancli.source.entry import Entry, Listing, Source, gathered


class Kept:
    """A source whose files are read once: what was judged is what is changed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._listing: Listing | None = None
        self._read: dict[Entry, bytes | Problem] = {}

    def listing(self) -> Listing:
        """Return what is there, as it was when first asked."""
        if self._listing is None:
            self._listing = self._source.listing()
        return self._listing

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's bytes as they were when first asked for, or why it cannot be read."""
        if entry not in self._read:
            self._read[entry] = self._source.read(entry)
        return self._read[entry]


class Overlay:
    """A source with other bytes in some files; files that it does not have are there too."""

    def __init__(self, source: Source, files: Mapping[Entry, bytes]) -> None:
        self._source = source
        self._files = dict(files)

    def listing(self) -> Listing:
        """Return what is there: plan.yaml, documents.yaml, then the bodies by name."""
        below = self._source.listing()
        new = [entry for entry in self._files if entry not in below.entries]
        if not new:
            return below
        entries = gathered([*below.entries, *new]).entries
        return below._replace(entries=entries)

    def read(self, entry: Entry) -> bytes | Problem:
        """Return a file's new bytes where it has any, else what the source says."""
        return self._files[entry] if entry in self._files else self._source.read(entry)
