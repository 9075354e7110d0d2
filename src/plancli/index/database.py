"""The SQLite file of an index: opened, asked, written, and thrown away as soon as anything is wrong with it."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final, TypeVar

T = TypeVar("T")

MARK: Final = 0x706C616E
"""SQLite's application_id of an index: `plan`."""
WAIT: Final = 1.0
LARGEST: Final = 1 << 30
OUTDATED: Final = 30 * 24 * 3600
SIDES: Final = ("-journal", "-wal", "-shm", "")
"""What the names of the files end in that SQLite may have made."""
WORTH_A_LATER_TRY: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""What SQLite may fail with though the file is in order."""


class Database:
    """A file with tables as in `schema`. Nothing that it is asked raises: what cannot be read is not there.

    Once something was wrong nothing more is read, so that all that is read in one go is of one and the same file.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema
        self._connection: sqlite3.Connection | None = None
        self._opened_file: tuple[int, int] | None = None
        self._given_up = False
        self._thrown_away = False

    def ask(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        """Return the rows that a statement finds; none where the file cannot be read."""
        return self._try(lambda connection: connection.execute(statement, list(values)).fetchall(), [])

    def change(self, write: Callable[[sqlite3.Connection], object]) -> None:
        """Write all or nothing; nothing where another process writes at the moment, or the disk does not let us."""

        def together(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            write(connection)
            connection.execute("COMMIT")

        with suppress(OSError):
            if self.path.stat().st_size > LARGEST:
                self.throw_away()  # most of it is then about files as they once were
        for _time in range(2):
            if self._thrown_away:
                self._thrown_away = self._given_up = False
            self._try(together, None)
            if not self._thrown_away:
                break

    def throw_away(self) -> None:
        """Remove the file, unless another process has put a new one there. Who still reads it keeps it until then."""
        self.close()
        self._given_up = True
        try:
            if self._opened_file in (None, _number_of(self.path)):
                for side in SIDES:
                    Path(f"{self.path}{side}").unlink(missing_ok=True)
            self._thrown_away = True
        except OSError:
            self._thrown_away = False

    def _try(self, do: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the file. One that is damaged, or none of ours, is thrown away."""
        if self._given_up:
            return otherwise
        try:
            return do(self._open())
        except sqlite3.Error as error:
            self.close()
            self._given_up = True  # locked, full, not ours to write: the next command will try again
            if not self._is_worth_a_later_try(error):
                self.throw_away()
        except (ValueError, TypeError, ArithmeticError, MemoryError):
            self.throw_away()
        except OSError:
            self._given_up = True
        return otherwise

    def _is_worth_a_later_try(self, error: sqlite3.Error) -> bool:
        """Return whether an error says nothing against the file itself."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code == sqlite3.SQLITE_READONLY:  # a header with flipped bits may say so of a file that can be written
            try:
                os.close(os.open(self.path, os.O_RDWR))
            except OSError:
                return True
            return False
        return code & 0xFF in (*WORTH_A_LATER_TRY, sqlite3.SQLITE_READONLY)

    def _open(self) -> sqlite3.Connection:
        """Return the connection, with the tables there."""
        if self._connection is None:
            self._opened_file = None
            self._opened_file = _private(self.path)
            connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
            try:
                _prepare(connection, self._schema)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def close(self) -> None:
        """Close the file; it is opened again when anything is asked."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _private(path: Path) -> tuple[int, int]:
    """Make a file where none is there, that nobody else can read, and return which it is on the disk.

    DatabaseError for one that is not the user's own.
    """
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _drop_outdated(path)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        status = os.lstat(path)
    if not S_ISREG(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        raise sqlite3.DatabaseError("not the user's own file")
    if hasattr(os, "geteuid") and status.st_mode & 0o077:
        path.chmod(status.st_mode & 0o700)
    return status.st_dev, status.st_ino


def _number_of(path: Path) -> tuple[int, int] | None:
    """Return which file of the disk this is; None where none is there."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _prepare(connection: sqlite3.Connection, schema: str) -> None:
    """Make the tables of a new file; DatabaseError for one that is no index."""
    connection.execute("PRAGMA synchronous = OFF")  # what a crash of the machine leaves is found by the checksums
    if _is_marked(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        if not _is_marked(connection):
            raise sqlite3.DatabaseError("not an index")
    else:  # else another process was first
        connection.execute(f"PRAGMA application_id = {MARK}")
        for statement in schema.split(";"):
            connection.execute(statement)
    connection.execute("COMMIT")


def _is_marked(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == MARK)


def _drop_outdated(path: Path) -> None:
    """Remove the indexes of other versions that nobody has written to for long."""
    for other in path.parent.glob("index-*.sqlite"):
        with suppress(OSError):
            if other != path and time.time() - other.stat().st_mtime > OUTDATED:
                other.unlink()
