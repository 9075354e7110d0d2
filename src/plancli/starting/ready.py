"""The files by which CI checks a plan, made of the parts that this project ships; docs/ci.md shows them.

Nothing can know where a copy of the program's repository is kept: that is left to be filled in.
"""

from typing import Final, NamedTuple

from plancli.i18n import LANGUAGES

GITHUB: Final = """\
name: Plan
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # a review needs the commit that the branch left its base at, however old
          persist-credentials: false
      - uses: OWNER/plan@TAG
"""
GITLAB: Final = """\
include:
  - project: GROUP/plan
    ref: TAG
    file: .ci/gitlab.yml

variables:
  PLAN_PACKAGE: git+https://example.org/GROUP/plan.git@TAG
"""
PRE_COMMIT: Final = """\
repos:
  - repo: https://example.org/plan.git
    rev: TAG
    hooks:
      - id: plan-validate
      - id: plan-fmt
"""


class Ready(NamedTuple):
    """A file for a service: its path, its text, what makes it speak a language, and the words to be filled in."""

    path: str
    text: str
    tongue: str
    blanks: tuple[str, ...]


READY: Final = {
    "github": Ready(
        ".github/workflows/plan.yml", GITHUB, "        with:\n          lang: {lang}\n", ("OWNER/plan@TAG",)
    ),
    "gitlab": Ready(".gitlab-ci.yml", GITLAB, "  PLAN_LANG: {lang}\n", ("GROUP/plan", "TAG", "example.org")),
    "pre-commit": Ready(".pre-commit-config.yaml", PRE_COMMIT, "", ("https://example.org/plan.git", "TAG")),
}
"""The services by the names that `--ci` takes."""


def ready_file(name: str, lang: str | None) -> bytes:
    """Return the file for a service; it speaks the plan's language where that is another than English."""
    ready = READY[name]
    plain = (lang or "").partition("-")[0].lower()
    more = ready.tongue.format(lang=plain) if plain in LANGUAGES and plain != "en" else ""
    return (ready.text + more).encode()
