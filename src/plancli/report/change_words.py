"""The kinds of change in words: what happened to a task, a fact, a body, a document, the plan."""

from typing import Final

from plancli.diff.change import Change
from plancli.i18n import N_, _
from plancli.model import Source

KIND_WORDS: Final = {
    "task-added": N_("task added"),
    "task-removed": N_("task removed"),
    "task-transferred": N_("task transferred"),
    "task-split": N_("task split"),
    "task-merged": N_("task merged"),
    "id-changed": N_("id changed"),
    "title-changed": N_("title changed"),
    "text-changed": N_("text changed"),
    "deadline-earlier": N_("deadline earlier"),
    "deadline-later": N_("deadline later"),
    "deadline-more-precise": N_("deadline more precise"),
    "deadline-less-precise": N_("deadline less precise"),
    "deadline-stated": N_("deadline stated"),
    "deadline-dropped": N_("deadline dropped"),
    "deadline-changed": N_("deadline changed"),
    "due-words-changed": N_("deadline words changed"),
    "assigned-changed": N_("assignment changed"),
    "co-leads-changed": N_("joint leads changed"),
    "supporting-changed": N_("supporting bodies changed"),
    "citation-changed": N_("citations changed"),
    "source-changed": N_("source changed"),
    "output-changed": N_("output changed"),
    "depends-changed": N_("dependencies changed"),
    "tags-changed": N_("tags changed"),
    "report-every-changed": N_("reporting interval changed"),
    "note-changed": N_("note changed"),
    "part-added": N_("part added"),
    "part-removed": N_("part removed"),
    "fact-recorded": N_("fact recorded"),
    "fact-changed": N_("fact changed"),
    "fact-erased": N_("fact erased"),
    "body-added": N_("body added"),
    "body-removed": N_("body removed"),
    "body-changed": N_("body changed"),
    "body-ended": N_("body ended"),
    "body-succeeded": N_("successor named"),
    "document-added": N_("document added"),
    "document-removed": N_("document removed"),
    "document-changed": N_("document changed"),
    "outline-changed": N_("outline changed"),
    "event-added": N_("event added"),
    "event-removed": N_("event removed"),
    "event-changed": N_("event changed"),
    "settings-changed": N_("setting changed"),
}
"""Each kind of change in words that hold for any field; those below say more where it is known."""

FACT_WORDS: Final = {
    ("started", "fact-recorded"): N_("start recorded"),
    ("started", "fact-changed"): N_("record of the start changed"),
    ("started", "fact-erased"): N_("record of the start erased"),
    ("progress", "fact-recorded"): N_("progress recorded"),
    ("progress", "fact-changed"): N_("record of progress changed"),
    ("progress", "fact-erased"): N_("record of progress erased"),
    ("submitted", "fact-recorded"): N_("submission recorded"),
    ("submitted", "fact-changed"): N_("record of a submission changed"),
    ("submitted", "fact-erased"): N_("record of a submission erased"),
    ("completed", "fact-recorded"): N_("completion recorded"),
    ("completed", "fact-changed"): N_("record of a completion changed"),
    ("completed", "fact-erased"): N_("record of a completion erased"),
    ("verified", "fact-recorded"): N_("verification recorded"),
    ("verified", "fact-changed"): N_("record of a verification changed"),
    ("verified", "fact-erased"): N_("record of a verification erased"),
    ("returned", "fact-recorded"): N_("return recorded"),
    ("returned", "fact-changed"): N_("record of a return changed"),
    ("returned", "fact-erased"): N_("record of a return erased"),
    ("rescheduled", "fact-recorded"): N_("rescheduling recorded"),
    ("rescheduled", "fact-changed"): N_("record of a rescheduling changed"),
    ("rescheduled", "fact-erased"): N_("record of a rescheduling erased"),
    ("suspended", "fact-recorded"): N_("suspension recorded"),
    ("suspended", "fact-changed"): N_("record of a suspension changed"),
    ("suspended", "fact-erased"): N_("record of a suspension erased"),
    ("transferred", "fact-recorded"): N_("transfer recorded"),
    ("transferred", "fact-changed"): N_("record of a transfer changed"),
    ("transferred", "fact-erased"): N_("record of a transfer erased"),
    ("withdrawn", "fact-recorded"): N_("withdrawal recorded"),
    ("withdrawn", "fact-changed"): N_("record of the withdrawal changed"),
    ("withdrawn", "fact-erased"): N_("record of the withdrawal erased"),
}
UNRECORDED: Final = N_("task moved, no transfer recorded")
PART_WORDS: Final = {
    ("milestone", "part-added"): N_("milestone added"),
    ("milestone", "part-removed"): N_("milestone removed"),
    ("occurrence", "part-added"): N_("occurrence added"),
    ("occurrence", "part-removed"): N_("occurrence removed"),
    ("member", "part-added"): N_("member added"),
    ("member", "part-removed"): N_("member removed"),
}
FIELD_WORDS: Final = {
    "until": N_("last day changed"),
    "succeeded_by": N_("successor changed"),
    "supporting_note": N_("supporting note changed"),
    "name": N_("name changed"),
    "short": N_("short name changed"),
    "aliases": N_("other names changed"),
    "contact": N_("contact changed"),
    "collective": N_("whether it is collective changed"),
    "members": N_("members changed"),
    "number": N_("number changed"),
    "id": N_("id changed"),
    "date": N_("date changed"),
    "type": N_("type changed"),
    "issuer": N_("issuer changed"),
    "title": N_("title changed"),
    "url": N_("link changed"),
    "status": N_("status changed"),
    "replaced_by": N_("replacement changed"),
}
OUTLINE_WORDS: Final = {
    "added": N_("clause added"),
    "removed": N_("clause removed"),
    "heading": N_("heading changed"),
    "tasks": N_("whether it asks for tasks changed"),
    "document": N_("source document changed"),
    "amends": N_("amended source changed"),
}
SOURCE_WORDS: Final = {"added": N_("source document added"), "removed": N_("source document removed")}
BY_FIELD: Final = frozenset({"supporting-changed", "body-changed", "document-changed", "event-changed"})
"""Kinds of change that any of several fields may have, and whose words are therefore those of the field."""


def kind_words(change: Change) -> str:
    """Return what happened, in a few words of the user's language."""
    words = _known_words(change) or KIND_WORDS[change.kind]
    return _(words)


def _known_words(change: Change) -> str | None:
    """Return what happened where more is known than the kind; None where it is not."""
    if change.kind == "task-transferred":
        return None if change.field else UNRECORDED
    if change.kind.startswith("fact-"):
        return FACT_WORDS.get((change.field, change.kind))
    if change.kind.startswith("part-"):
        return PART_WORDS.get((getattr(change.new or change.old, "kind", ""), change.kind))
    if change.kind == "outline-changed":
        whole = SOURCE_WORDS.get(change.field) if isinstance(change.new or change.old, Source) else None
        return whole or OUTLINE_WORDS.get(change.field)
    return FIELD_WORDS.get(change.field) if change.kind in BY_FIELD else None
