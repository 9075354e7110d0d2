"""What every test stands on: an environment in which nobody's terminal, language or settings speak along."""

import os
from collections.abc import Iterator

import pytest

from plancli import i18n

CLEARED = ("NO_COLOR", "FORCE_COLOR", "PY_COLORS", "COLUMNS", "TERMINAL_WIDTH", "TF_BUILD", "CI", "CI_PROJECT_DIR")
CLEARED_FAMILIES = ("PLAN_", "LANG", "LC_", "GITHUB_")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`; tests with goldens ask for it with `config.getoption("update")`."""
    parser.addoption("--update", action="store_true", help="rewrite expected output instead of comparing with it")


@pytest.fixture(autouse=True)
def neutral_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Clear what changes the program's words, colours and widths, and speak English before and after the test.

    The user's folder for caches, where a plan outside of git is locked, is one of the tests.
    """
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in list(os.environ):
        if name in CLEARED or name.startswith(CLEARED_FAMILIES):
            monkeypatch.delenv(name)
    i18n.set_language("en")
    yield
    i18n.set_language("en")
