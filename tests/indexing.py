"""An index of its own for a test, and plans with all that a comparison of tuples would pass over."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import plancli.index
from plancli.load import Loaded, load
from plancli.model import Located
from plancli.source import Folder


@contextmanager
def index(folder: Path) -> Iterator[Path]:
    """Use an index in a folder, and for plans of any size, however small; yield where its file comes to be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setattr(plancli.index, "WORTH", 0)
        patch.setattr(plancli.index, "WORTH_FILES", 0)
        begin_anew()
        yield folder / "plancli"
    begin_anew()


def begin_anew() -> None:
    """Forget the index that this process has open, as if another process followed."""
    from plancli.index import recall

    if recall._store.cache_info().currsize and (store := recall._store(os.environ.get("XDG_CACHE_HOME"))):
        store.close()
    recall._store.cache_clear()


def unindexed(folder: Path) -> Loaded:
    """Return a plan as it is read without any index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_CACHE", "off")
        return load(Folder(folder))


def whole(value: Any) -> Any:
    """Return a value with the places of its texts, which do not count when texts are compared."""
    if isinstance(value, Loaded):
        return (whole(value.plan), whole(value.problems))
    if isinstance(value, Located):
        return (str(value), value.line, value.column)
    if isinstance(value, Mapping):
        return {str(whole(name)): whole(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return (type(value).__name__.removeprefix("Deferred") or "Task", *(whole(one) for one in value))
    return value
