"""Where the repository around a folder is, and why git does not read it."""

import os
from pathlib import Path

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.program import Done, failed


class NoRepository(PlanError):
    """A folder is in no git repository."""


def start_of(folder: Path) -> tuple[str, bool]:
    """Return where git is to look from, and whether that is a bare repository; PlanError for one inside a checkout.

    A bare repository can be committed into another: whoever clones that one has its configuration too. git is told
    to take none that it comes upon, and this takes only one that is in no other. It is not named to git (`--git-dir`):
    git does not ask whose a repository is that is named.
    """
    path = os.path.realpath(folder)
    bare = ""
    for one in (path, *map(str, Path(path).parents)):
        if os.path.lexists(os.path.join(one, ".git")):
            if bare and os.path.basename(bare) != ".git":
                raise PlanError(
                    _("{folder} is a bare git repository inside another one, {outer}: it is not read.").format(
                        folder=bare, outer=one
                    ),
                    _("Whoever made the outer one may have put it there to run programs. Clone it to another place."),
                )
            return (one if bare else path), False
        if not bare and all(os.path.exists(os.path.join(one, name)) for name in ("HEAD", "objects", "refs")):
            bare = one
    return (bare, True) if bare else (path, False)


def refusal(folder: Path, done: Done) -> PlanError:
    """Return the error that git reads no repository around a folder, with what git says to do."""
    lines = done.stderr.replace("\t", "  ").splitlines()
    if "not a git repository" in done.stderr:
        return NoRepository(
            _("{folder} is in no git repository.").format(folder=folder),
            _("Earlier versions are read from git: keep the plan in a repository, and commit it."),
        )
    if "dubious ownership" in done.stderr:
        return PlanError(
            _("git does not read the repository around {folder}: it belongs to another user.").format(folder=folder),
            "\n".join([_("git says:"), *(f"  {line.strip()}" for line in lines if line.strip())]),
        )
    return failed(done)
