"""The commits that lead to one: listed by a single process, each with its parents and its tree."""

from typing import Final, NamedTuple

from plancli.source.program import Git, failed

FORMAT: Final = "--format=%T %ct"


class Logged(NamedTuple):
    """A commit by its hash, with its parents as this clone has them and the hash of its tree.

    `committed` is when, in seconds from 1970.
    """

    oid: str
    parents: tuple[str, ...]
    tree: str
    committed: int = 0


def read_log(git: Git, tip: str, *, first_parents: bool) -> list[Logged]:
    """Return all commits that lead to `tip`, itself included: parents before children, in git's own order.

    With `first_parents` only the line of first parents: what was merged is left out.
    """
    options = ("--first-parent",) if first_parents else ()
    done = git.run("rev-list", "--topo-order", "--reverse", "--parents", FORMAT, *options, tip, "--")
    if done.status:
        raise failed(done)
    lines = done.stdout.decode("ascii", "replace").splitlines()
    found = []
    for header, said in zip(lines[::2], lines[1::2], strict=False):
        _commit, oid, *parents = header.split()
        tree, committed = said.split()
        found.append(Logged(oid, tuple(parents), tree, int(committed)))
    return found
