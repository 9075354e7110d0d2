"""What can be asked of a task or a place within one, by the names that all formats share."""

from typing import Final

FIELDS: Final = (
    "key", "id", "title", "body", "answers_to", "leads", "co_leads", "supporting", "supporting_note", "text", "source",
    "due", "due_in_force", "due_first", "due_last", "due_words", "state", "days_left", "due_soon", "report_overdue",
    "no_report", "unverified", "provisional", "missed", "occurrence", "milestone", "member", "cites", "output",
    "depends", "tags", "report_every", "assigned", "note", "file", "line", "started", "progress", "submitted",
    "completed", "rescheduled", "suspended", "transferred", "withdrawn", "milestones", "members",
)  # fmt: skip
"""The columns that `--columns` may name, in the order of the documentation; `report` says what stands in each."""
