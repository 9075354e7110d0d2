"""Watching the deadlines of a plan along the main line of its commits, and on to what is not committed."""

from datetime import tzinfo

from plancli.commands.following import edit_of
from plancli.commands.past import Past
from plancli.commands.progress import progress
from plancli.history.watch import Watch
from plancli.load import Loaded
from plancli.source.contents import Files


class Watching:
    """Feeds a watch with the commits of a line of first parents: of each only the files that it changed."""

    def __init__(self, past: Past, zone: tzinfo | None) -> None:
        self._past = past
        self._zone = zone
        self._ids: dict[str, frozenset[str]] = {}  # by the path of a file: the tasks that it has
        self._files: dict[str, set[str]] = {}  # by the id of a task: the paths of the files that have it

    def watched(self) -> Watch:
        """Return a watch that has seen all commits."""
        watch = Watch()
        turns = self._past.line()
        before: str | None = None
        with progress(len(turns)) as step:
            for turn in turns:
                old, new = self._sides(before, turn.commit)
                watch.see(edit_of(self._past, turn, self._zone), old, new)
                before = turn.commit
                step()
        return watch

    def _sides(self, before: str | None, commit: str) -> tuple[Loaded, Loaded]:
        """Return what changed from one commit to another: the files that differ, and others that have their tasks."""
        past = self._past
        old, new = past.files(before), past.files(commit)
        if old is None or new is None:
            return past.part(before, None), past.part(commit, None)
        changed = {path for path, _oid in old.items() ^ new.items()}
        sides = past.part(before, changed), past.part(commit, changed)
        others = self._twins(changed, new, sides[1])
        if others:
            return past.part(before, changed | others), past.part(commit, changed | others)
        return sides

    def _twins(self, changed: set[str], files: Files, new: Loaded) -> set[str]:
        """Return the files that did not change, but have a task of one that did; and note which tasks stand where."""
        ids: dict[str, set[str]] = {path: set() for path in changed if path in files}
        for task in new.plan.tasks:
            ids.setdefault(task.file, set()).add(str(task.id))
        told = {id for path in changed for id in self._ids.get(path, ())} | {
            id for found in ids.values() for id in found
        }
        for path in changed | set(ids):
            for id in self._ids.pop(path, ()):
                self._files[id].discard(path)
        for path, found in ids.items():
            self._ids[path] = frozenset(found)
            for id in found:
                self._files.setdefault(id, set()).add(path)
        return {path for id in told for path in self._files.get(id, ())} - changed
