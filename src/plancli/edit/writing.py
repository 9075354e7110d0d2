"""A change to files of a plan: under the plan's lock, all of them or none, and none that is not as it was read."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType

from plancli.edit import journal
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.problem import Problem
from plancli.source import Entry, Folder
from plancli.source.lock import WAIT, Lock
from plancli.source.write import Beside, clear_away, told


class Writing:
    """Read files, say what they shall hold, `commit`; without that nothing is written.

    Of several files that which is put first is written first, so that a task that moves is put into its new file first:
    a reader in between sees it twice rather than not at all. Entering finishes what a killed writer left half done.
    """

    def __init__(self, folder: Path, wait: float = WAIT) -> None:
        self.folder = folder
        self._lock = Lock(folder, wait)
        self._read: dict[Entry, bytes | None] = {}
        self._new: dict[Entry, bytes] = {}

    def __enter__(self) -> "Writing":
        self._lock.__enter__()
        try:
            journal.finish(self._journal, self.folder)
            clear_away(self.folder)
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.__exit__(kind, error, trace)

    def read(self, entry: Entry) -> bytes:
        """Return what a file holds, or shall hold after what was put; PlanError if it cannot be read."""
        if entry in self._new:
            return self._new[entry]
        found = Folder(self.folder).read(entry)
        if isinstance(found, Problem):
            raise PlanError(
                _("{file} cannot be read: nothing is written to it.").format(file=entry.file),
                _("plan validate says what is wrong with it. Mend that first."),
            )
        self._read.setdefault(entry, found)
        return found

    def put(self, entry: Entry, after: bytes) -> None:
        """Say what a file that was read shall hold."""
        if entry not in self._read:
            raise ValueError(f"{entry.file} was not read")
        self._new[entry] = after

    def create(self, entry: Entry, after: bytes) -> None:
        """Say what a file shall hold that is not there yet."""
        self._read[entry] = None
        self._new[entry] = after

    def commit(self) -> tuple[Entry, ...]:
        """Write what was put, and return the files that changed; PlanError, and all of them as they were, if not."""
        changed = [entry for entry, after in self._new.items() if after != self._read[entry]]
        files: list[Beside] = []
        try:
            for entry in changed:
                with told(entry):
                    files.append(Beside(self.folder, entry, self._read[entry], self._new[entry]))
            self._refuse_twins(files)
            for one in files:
                with told(one.entry):
                    one.check()
            self._rename(files)
        finally:
            for one in files:
                one.drop()
        self._read.update({entry: self._new[entry] for entry in changed})
        self._new.clear()
        return tuple(changed)

    @property
    def _journal(self) -> str:
        return f"{self._lock.beside}.journal"

    @staticmethod
    def _refuse_twins(files: list[Beside]) -> None:
        """Raise PlanError where two names lead to one file: the second change would take back the first."""
        seen: dict[str, Entry] = {}
        for one in files:
            if (first := seen.setdefault(one.target, one.entry)) != one.entry:
                raise PlanError(
                    _("{file} and {other} are one file: nothing is written.").format(
                        file=one.entry.file, other=first.file
                    )
                )

    def _rename(self, files: list[Beside]) -> None:
        """Give the new files their names; if one of them does not get it, the others lose theirs again."""
        if len(files) > 1:
            try:
                journal.keep(self._journal, files)
            except OSError as error:
                raise PlanError(
                    _("{file} could not be written: {reason}. Nothing is written.").format(
                        file=self._journal, reason=error.strerror or error
                    )
                ) from None
        try:
            for one in files:
                with told(one.entry):
                    one.take_place()
        except BaseException:
            self._take_back(files)
            raise
        if len(files) > 1:
            with suppress(OSError):  # what it tells of is done, which the next writer sees too
                journal.forget(self._journal)

    def _take_back(self, files: list[Beside]) -> None:
        """Make the files what they were; where even that fails, the journal stays, and the next writer goes forward."""
        left = []
        for one in reversed(files):
            try:
                if one.is_new():
                    one.take_back()
            except OSError:
                left.append(one)
        if not left:
            if len(files) > 1:
                with suppress(OSError):
                    journal.forget(self._journal)
            return
        raise PlanError(
            _("{files} could not be written, nor put back as it was.").format(
                files=", ".join(one.entry.file for one in left)
            ),
            _("Look at git diff. The next command that writes completes the change if it can."),
        )
