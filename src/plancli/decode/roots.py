"""The three kinds of files that a plan has, each read from its root."""

from typing import Final

from plancli.decode import Decoded, bodies, documents, facts, info, tasks
from plancli.decode.reading import Reading
from plancli.decode.single import refuse_series
from plancli.decode.table import Table
from plancli.syntax import Damaged, Mapping, Parsed, Scalar

TABLES: Final[tuple[Table, ...]] = (
    *info.TABLES, *documents.TABLES, *bodies.TABLES, *tasks.TABLES, *facts.TABLES,
)  # fmt: skip
"""Every place of a plan's files with its fields, in documentation order."""


def decode_plan(parsed: Parsed, file: str) -> Decoded:
    """Read plan.yaml."""
    reading = Reading(file, replaced=parsed.replaced)
    root = _root(parsed, reading, "plan")
    if root is None:
        return Decoded(reading.findings.told(), complete=False)
    found, complete = info.read_info(reading, root)
    return Decoded(reading.findings.told(), complete and not reading.lost, info=found)


def decode_documents(parsed: Parsed, file: str) -> Decoded:
    """Read documents.yaml; an empty one registers nothing."""
    reading = Reading(file, replaced=parsed.replaced)
    root = _root(parsed, reading, "documents")
    if root is None:
        return Decoded(reading.findings.told(), complete=False)
    found, complete = documents.read_documents(reading, root)
    return Decoded(reading.findings.told(), complete and not reading.lost, documents=found)


def decode_body(parsed: Parsed, file: str, stem: str) -> Decoded:
    """Read the file of the body `stem`."""
    reading = Reading(file, stem, replaced=parsed.replaced)
    bodies.check_name(reading)
    root = _root(parsed, reading, "body")
    if root is None:
        return Decoded(reading.findings.told(), complete=False)
    body, found, complete = bodies.read_body(reading, root)
    problems = reading.findings.told()
    found = tuple([refuse_series(task, problems) for task in found])
    return Decoded(problems, complete and not reading.lost, body=body, tasks=found)


def _root(parsed: Parsed, reading: Reading, kind: str) -> Mapping | None:
    """Return the map that a file must be; an empty file is an empty one, None is one that cannot be read."""
    root = parsed.root
    if type(root) is Mapping:
        return root
    if root is None or (type(root) is Scalar and not root.value):
        return Mapping({}, {}, 1, 1, set()) if parsed.readable else None
    if type(root) is not Damaged:
        reading.wrong(reading.file, root, f"root-{kind}")
    return None
