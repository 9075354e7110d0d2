"""Following one task back through git: each commit that changed it, whatever it was called and wherever it stood.

From the newest commit back, what the task was called is handed on to the parents. A commit is read only where a file
that differs mentions the task, and of it only those files and others that mention it.
"""

from collections.abc import Iterator
from datetime import tzinfo

from plancli.commands.past import Past, Turn
from plancli.commands.progress import progress
from plancli.history.edit import Edit
from plancli.history.life import Chapter, Found, Life, Names, changes_of, in_all
from plancli.load import Loaded
from plancli.source.contents import Files
from plancli.source.git import Repository
from plancli.source.log import Logged

MARKS = (b"\xff\xfe", b"\xfe\xff")
"""What a text begins with that is not UTF-8: a name is not found in it as it is."""


class Following:
    """Follows tasks through the commits of a plan."""

    def __init__(self, past: Past, repository: Repository, zone: tzinfo | None) -> None:
        self._past = past
        self._repository = repository
        self._zone = zone
        self._mentioned: dict[tuple[str, str], bool] = {}

    def life(self, called: Names) -> Life:
        """Return the life of the task that is called so at the newest commit, or was until it went away."""
        life = Life([], [])
        commits = self._past.commits
        names = {commits[-1].oid: called}
        with progress(len(commits)) as step:
            for one in reversed(commits):
                current = names.pop(one.oid, frozenset())
                if current:
                    self._commit(one, current, names, life)
                step()
        life.chapters.reverse()
        life.unread.reverse()
        return life

    def _commit(self, one: Logged, current: Names, names: dict[str, Names], life: Life) -> None:
        """Add what a commit changed of the task, and hand on to its parents what it was called there."""
        found = []
        loaded: tuple[Loaded, Loaded] | None = None
        for parent in one.parents or (None,):
            made, sides = self._against(parent, one.oid, current)
            found.append(made)
            loaded = loaded or sides
            if parent is not None:
                names[parent] = names.get(parent, frozenset()) | (current if made.before is None else made.before)
        if all(made.doubted == "new" for made in found):
            life.unread.append((self._edit(one), found[0].file))
        elif loaded and (changes := in_all(found)):
            life.chapters.append(Chapter(self._edit(one), changes, loaded[0].plan, loaded[1].plan))

    def _against(self, parent: str | None, commit: str, names: Names) -> tuple[Found, tuple[Loaded, Loaded] | None]:
        """Return what a commit changed of the task against one parent; of what was not readable there, against those
        before it."""
        found, loaded = Found(), None
        for before in self._line(parent):
            found, loaded = self._compared(before, commit, names)
            if found.doubted != "old":
                break
        return found, loaded

    def _compared(self, before: str | None, commit: str, names: Names) -> tuple[Found, tuple[Loaded, Loaded] | None]:
        """Return what differs of the task between two commits."""
        past = self._past
        if past.home(before) == past.home(commit):
            return Found(), None
        old, new = past.files(before), past.files(commit)
        wanted = None if old is None or new is None else self._wanted(old, new, names)
        if wanted is not None and not wanted:
            return Found(), None
        sides = past.part(before, wanted), past.part(commit, wanted)
        return changes_of(names, *sides), sides

    def _wanted(self, old: Files, new: Files, names: Names) -> frozenset[str]:
        """Return the files to read: none, unless one that differs mentions the task."""
        changed = {path for path, _oid in old.items() ^ new.items()}
        if not any(self._mentions(files, path, names) for files in (old, new) for path in changed):
            return frozenset()
        return frozenset([*changed, *(path for path in new if path in changed or self._mentions(new, path, names))])

    def _mentions(self, files: Files, path: str, names: Names) -> bool:
        """Return whether the task may stand in a file: its name does, or it may be written in another way."""
        oid = files.get(path)
        return oid is not None and any(self._mention(oid, name) for name in names)

    def _mention(self, oid: str, name: str) -> bool:
        key = oid, name
        if key not in self._mentioned:
            data = self._repository.object(oid).data or b""
            self._mentioned[key] = name.encode() in data or b"\\" in data or data.startswith(MARKS)
        return self._mentioned[key]

    def _line(self, commit: str | None) -> Iterator[str | None]:
        """Yield a commit and its first parents."""
        yield commit
        while commit is not None and (parents := self._past.parents.get(commit)):
            commit = parents[0]
            yield commit

    def _edit(self, one: Logged) -> Edit:
        """Return who made a commit, and when."""
        return edit_of(self._past, self._past.turns([one])[0], self._zone)


def edit_of(past: Past, turn: Turn, zone: tzinfo | None) -> Edit:
    """Return a commit as an edit, on its day in the plan's time zone."""
    day = turn.committed.astimezone(zone).date()
    return Edit(day, turn.commit, turn.author, turn.subject, past.is_cut(turn.commit), len(turn.parents) > 1)
