"""The JSON Schema (draft-07) of a plan's files, for editors: made from the declarations that the files are read by.

It says what one value or one map may be. What depends on several is said by `plan validate` alone.
"""

from typing import Any, Final

from plancli.decode.bodies import BODY_TABLE
from plancli.decode.documents import REGISTER_TABLE
from plancli.decode.info import INFO_TABLE
from plancli.i18n import language
from plancli.schema.tables import Definitions, in_both, slug
from plancli.schema.values import Schema
from plancli.schema.words import ABOUT
from plancli.source import Entry

ROOTS: Final = {"plan": INFO_TABLE, "documents": REGISTER_TABLE, "body": BODY_TABLE}
"""The kinds of files, each with its outermost place."""
KINDS: Final = tuple(ROOTS)
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
WIDTH: Final = 118
FOLDER: Final = ".schema"
"""Where a plan folder keeps its schemas, out of the way of what is read as a plan."""


def schema(kind: str) -> Schema:
    """Return the schema of a kind of file."""
    definitions = Definitions()
    root = _root(kind, definitions)
    return {**_head(kind), "description": in_both(ABOUT[kind]), **root, "definitions": _sorted(definitions)}


def any_schema() -> Schema:
    """Return the schema of all files: which kind one is, is told by the field that only its kind has."""
    definitions = Definitions()
    files = {kind: {"description": in_both(ABOUT[kind]), **_root(kind, definitions)} for kind in KINDS}
    definitions.made |= {slug(ROOTS[kind].home): made for kind, made in files.items()}
    plan, documents, body = ({"$ref": f"#/definitions/{slug(ROOTS[kind].home)}"} for kind in KINDS)
    return {
        **_head(""),
        "if": {"required": ["documents"]},
        "then": documents,
        "else": {"if": {"required": ["title"]}, "then": plan, "else": body},
        "definitions": _sorted(definitions),
    }


def text(kind: str | None) -> str:
    """Return the schema of a kind of file, or of all, as the text of a JSON file."""
    return _written(schema(kind) if kind else any_schema(), "") + "\n"


def modeline(entry: Entry) -> str:
    """Return the comment by which an editor finds the schema of a plan's file: its first line."""
    return f"# yaml-language-server: $schema={'../' * entry.path.count('/')}{FOLDER}/{entry.kind}.json"


def _written(value: Any, margin: str) -> str:
    """Return a value as JSON, each list and map on one line where it fits."""
    import json

    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(margin) + len(line) <= WIDTH:
        return line
    inner = margin + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(name)}: {_written(one, inner)}" for name, one in value.items()]
    else:
        parts = [_written(one, inner) for one in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + ",".join(f"\n{inner}{part}" for part in parts) + f"\n{margin}{closing}"


def _root(kind: str, definitions: Definitions) -> Schema:
    """Return the outermost place of a kind of file, in whose stead nothing may stand if it requires nothing."""
    place = definitions.place(ROOTS[kind])
    return place if "required" in place else {**place, "type": ["object", "string", "null"], "pattern": "^$"}


def _head(kind: str) -> Schema:
    """Return what each schema begins with."""
    command = " ".join(word for word in ("plan schema", kind, f"--lang {language()}") if word)
    return {"$schema": DRAFT, "$comment": command}


def _sorted(definitions: Definitions) -> Schema:
    return dict(sorted(definitions.made.items()))
