"""Where the plan is: named, or looked for upward from here."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from plancli.errors import PlanError
from plancli.i18n import _
from plancli.source.entry import PLAN_FILE, PLAN_FOLDER


def find_plan(given: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the plan's folder: the given one, else PLAN_DIR's, else the nearest upward; PlanError if there is none."""
    if given is not None:
        return _named(given, cwd, "--plan")
    if environ.get("PLAN_DIR"):
        return _named(environ["PLAN_DIR"], cwd, "PLAN_DIR")
    for folder in (cwd, *cwd.parents):
        for candidate in (folder / PLAN_FOLDER, folder):
            if os.path.lexists(candidate / PLAN_FILE):
                return candidate
    raise PlanError(
        _("No plan is found here: neither {folder} nor any folder above it has a plan/plan.yaml.").format(folder=cwd),
        _("Change to the plan's folder, or name it: --plan DIR, or PLAN_DIR=DIR."),
    )


def _named(given: str, cwd: Path, option: str) -> Path:
    """Return the plan's folder that an option or variable names: itself, or the one that has it as `plan`."""
    folder = cwd / given
    try:
        mode = os.stat(folder).st_mode
        os.scandir(folder).close() if stat.S_ISDIR(mode) else None
    except FileNotFoundError:
        raise PlanError(
            _("{option}: there is no folder {folder}.").format(option=option, folder=given),
            _("It is looked for from {folder}.").format(folder=cwd),
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlanError(
            _("{option}: {folder} cannot be read: {reason}.").format(option=option, folder=given, reason=reason)
        ) from None
    if not stat.S_ISDIR(mode):
        raise PlanError(
            _("{option}: {folder} is a file, not a folder.").format(option=option, folder=given),
            _("Name the folder that has plan.yaml in it."),
        )
    for candidate in (folder, folder / PLAN_FOLDER):
        if os.path.lexists(candidate / PLAN_FILE):
            return candidate
    raise PlanError(
        _("{option}: {folder} has no plan.yaml.").format(option=option, folder=given),
        _("A plan is a folder with a plan.yaml in it, which has at least a title."),
    )
