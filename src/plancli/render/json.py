"""Reports as JSON: the versioned envelope of docs/json.md."""

import json
from typing import Any

from plancli.render import Context
from plancli.render.look import Look
from plancli.report.table import Report
from plancli.text import HIDDEN

VERSION = 1


def render(report: Report, context: Context, look: Look) -> str:
    """Return the envelope with its items."""
    envelope = {
        "kind": report.kind,
        "version": VERSION,
        "plan": context.plan,
        "as_of": context.as_of.isoformat() if context.as_of else None,
        "at": context.at,
        "incomplete": list(context.incomplete()),
        **report.envelope,
        "items": list(report.items),
    }
    return dumps(envelope, ci=look.ci, indent=2) + "\n"


def dumps(value: Any, *, ci: bool, indent: int | None = None) -> str:
    """Return a value as JSON. What a terminal or, with `ci`, a build server would obey stands as JSON escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
    return text.replace("##", "#\\u0023") if ci else text
