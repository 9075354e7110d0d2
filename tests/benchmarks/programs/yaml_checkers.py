"""yamllint and check-jsonschema: both read the plan's own files, so nothing is converted."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.process import command
from benchmarks.programs.program import VALIDATE, Asked, Program
from benchmarks.records import Record


def lint(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the check of every file's style; that lines are long is but a warning, and is not printed."""
    arguments = ("-d", "relaxed", "--no-warnings", str(plan))
    return (Asked(VALIDATE, "relaxed", arguments, short="checks the style of YAML only."),)


def write_schema(records: Sequence[Record], folder: Path) -> None:
    """Write the schema that files of bodies are checked by."""
    with (folder / "body.json").open("wb") as file:
        subprocess.run([*command(), "schema", "body", "--lang", "en"], check=True, stdout=file)


def check(folder: Path, plan: Path) -> Sequence[Asked]:
    """Return the check of the files of bodies by the schema that `plan schema` prints."""
    files = sorted(str(path) for path in (plan / "bodies").glob("*.yaml"))
    arguments = ("--schemafile", str(folder / "body.json"), *files)
    return (Asked(VALIDATE, "body schema", arguments, short="checks the shape of the bodies' files only."),)


YAMLLINT: Final = Program("yamllint", "yamllint", ("--version",), "pip install yamllint", lint)
CHECK_JSONSCHEMA: Final = Program(
    "check-jsonschema", "check-jsonschema", ("--version",), "pip install check-jsonschema", check, write_schema
)
