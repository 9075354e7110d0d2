"""What git keeps: commits, trees and files, read through one process that stays while the command runs."""

import os
import re
import select
import subprocess
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.program import TIMEOUT, Git, failed, no_answer

HEADER: Final = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag) ([0-9]+)")
ID: Final = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
FOLDER_MODE: Final = "040000"
LINK_MODE: Final = "120000"
SUBMODULE_MODE: Final = "160000"
BEGINNING: Final = datetime.fromtimestamp(0, UTC)
TOGETHER: Final = 256  # names asked for at once: so few that git never waits for its answers to be read
LATEST: Final = 253_370_764_800  # the first of January 9999, which has a day in every time zone


class Object(NamedTuple):
    """One object; `data` is None where it is larger than was asked for."""

    oid: str
    kind: str
    size: int
    data: bytes | None


class Blob(NamedTuple):
    """Something in a tree, by its path as the system has it; the mode has six digits, 120000 is a link."""

    path: str
    mode: str
    oid: str


class Commit(NamedTuple):
    """What a commit says of itself; `committed` has the time zone of who committed, `authored` of who wrote it.

    `parents` are those that it names, also where a clone goes back no further. `author` is a name alone.
    """

    oid: str
    tree: str
    committed: datetime
    text: str
    parents: tuple[str, ...] = ()
    author: str = ""
    authored: datetime = BEGINNING


class Objects:
    """The objects of a repository. The process starts with the first question and ends with this value."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., Objects] | None = None
        self._rest = b""

    def get(self, name: str, most: int) -> Object | None:
        """Return what a name stands for; None if there is no such thing, or several. The name is one line."""
        return self.several([name], most)[0]

    def several(self, names: Sequence[str], most: int) -> list[Object | None]:
        """Return what each name stands for; many are asked for together, which is faster than one by one."""
        found: list[Object | None] = []
        while len(found) < len(names):
            asked = [os.fsencode(name) for name in names[len(found) : len(found) + TOGETHER]]
            self._ask(b"\n".join(asked), names[len(found)])
            for name in asked:
                found.append(self._answer(name, most))
                if self._process is None:
                    break  # the answer was too large: what follows it is asked for again
        return found

    def _answer(self, asked: bytes, most: int) -> Object | None:
        """Return the next answer, which is to a name that was asked for."""
        try:
            header = self._line()
            if header in (asked + b" missing", asked + b" ambiguous", asked + b" submodule"):
                return None
            found = HEADER.fullmatch(header)
            if not found:
                raise EOFError
            oid, kind, size = found[1].decode(), found[2].decode(), int(found[3])
            if size <= most:
                return Object(oid, kind, size, self._bytes(size + 1)[:-1])
        except (OSError, EOFError):
            self.close()
            raise self._failed(os.fsdecode(asked)) from None
        except BaseException:
            self.close()  # an answer that was not read to its end must not be taken for that of the next question
            raise
        self.close()  # what follows is not waited for
        return Object(oid, kind, size, None)

    def close(self) -> None:
        """End the process; another starts with the next question."""
        if self._end:
            self._end()
        self._process, self._end, self._rest = None, None, b""

    def _ask(self, lines: bytes, first: str) -> None:
        """Send some lines, of which `first` is the first."""
        try:
            if self._process is None:
                self._process = self._git.start("cat-file", "--batch")
                self._end = weakref.finalize(self, _ended, self._process)
            assert self._process.stdin
            left = memoryview(lines + b"\n")
            while left:
                left = left[os.write(self._process.stdin.fileno(), left) :]
        except OSError:
            self.close()
            raise self._failed(first) from None
        except BaseException:
            self.close()
            raise

    def _line(self) -> bytes:
        """Return the next line of the answer, without its end."""
        while b"\n" not in self._rest:
            self._rest += self._more(65536)
        line, _end, self._rest = self._rest.partition(b"\n")
        return line

    def _bytes(self, count: int) -> bytes:
        """Return the next bytes of the answer."""
        parts, left = [self._rest[:count]], count - len(self._rest)
        self._rest = self._rest[count:]
        while left > 0:
            part = self._more(max(left, 65536))
            parts.append(part[:left])
            self._rest = part[left:]
            left -= len(parts[-1])
        return b"".join(parts)

    def _more(self, most: int) -> bytes:
        """Return some more bytes of the answer, at most so many; PlanError where none come."""
        assert self._process
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        if hasattr(select, "poll"):  # Windows cannot wait for a pipe
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            if not poll.poll(TIMEOUT * 1000):
                raise no_answer()
        data = os.read(descriptor, most)
        if not data:
            raise EOFError
        return data

    def _failed(self, name: str) -> PlanError:
        """Return the error that git did not answer: what it says when it is asked for this name alone."""
        done = self._git.run("cat-file", "-e", name)
        if "promisor" in done.stderr:
            return not_here(name.removesuffix("^{commit}"))
        return failed(done) if done.status and done.stderr else PlanError(_("git ended without an answer."))


def not_here(name: str) -> PlanError:
    """Return the error that a clone lacks an object: it was made with a filter, and nothing is fetched."""
    return PlanError(
        _("{name} is not in this clone, which has only a part of the repository.").format(name=name),
        _("Fetch the rest: {command}").format(command="git fetch --refetch --no-filter"),
    )


def _ended(process: "subprocess.Popen[bytes]") -> None:
    """End a process and wait for it."""
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
    process.kill()
    process.wait()


def read_commit(found: Object) -> Commit:
    """Return what the data of a commit says."""
    head, _blank, message = (found.data or b"").partition(b"\n\n")
    tree, encoding, author = "", "utf-8", b""
    parents: list[str] = []
    moment = authored = BEGINNING
    for line in head.split(b"\n"):
        name, _blank, value = line.partition(b" ")
        if name == b"tree" and ID.fullmatch(value):
            tree = value.decode()
        elif name == b"parent" and ID.fullmatch(value):
            parents.append(value.decode())
        elif name == b"author":
            author, authored = value.rpartition(b" <")[0].strip(), _moment(value)
        elif name == b"committer":
            moment = _moment(value)
        elif name == b"encoding":
            encoding = value.decode("ascii", "replace")
    text, who = _text(message, encoding), _text(author, encoding)
    return Commit(found.oid, tree, moment, text, tuple(parents), who, authored)


def _text(data: bytes, encoding: str) -> str:
    """Return what people wrote in a commit; in UTF-8 where its encoding is not known."""
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _moment(value: bytes) -> datetime:
    """Return the moment that ends a committer's line; one that no calendar has is the first."""
    found = re.search(rb" ([0-9]{1,18}) ([+-])([0-9]{2})([0-9]{2})$", value)
    if not found:
        return datetime.fromtimestamp(0, UTC)
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    try:
        moment = datetime.fromtimestamp(min(int(found[1]), LATEST), UTC)
        return moment.astimezone(timezone(-offset if found[2] == b"-" else offset))
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def read_tree(data: bytes, length: int) -> dict[str, Blob]:
    """Return what a tree has, by name; `length` is that of its object ids in bytes. What breaks off is passed over."""
    found: dict[str, Blob] = {}
    start = 0
    while (end := data.find(b"\0", start)) >= 0:
        mode, _blank, name = data[start:end].partition(b" ")
        start = end + 1 + length
        text = os.fsdecode(name)
        found.setdefault(text, Blob(text, mode.decode("ascii", "replace").zfill(6), data[end + 1 : start].hex()))
    return found
