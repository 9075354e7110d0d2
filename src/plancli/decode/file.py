"""One file's bytes to what it says, whichever of a plan's files it is."""

from plancli.decode import Decoded
from plancli.decode.roots import decode_body, decode_documents, decode_plan
from plancli.source.entry import Entry
from plancli.syntax import parse


def decode_file(entry: Entry, data: bytes) -> Decoded:
    """Return what one file says; every problem of its text and shape is told, none stops the reading."""
    parsed = parse(data, entry.file)
    if entry.kind == "plan":
        decoded = decode_plan(parsed, entry.file)
    elif entry.kind == "documents":
        decoded = decode_documents(parsed, entry.file)
    else:
        decoded = decode_body(parsed, entry.file, entry.stem)
    return decoded._replace(problems=parsed.problems + decoded.problems, complete=decoded.complete and parsed.readable)
