"""A new plan: from a few words, or from what was imported, to files that validate and teach, written all or not at all.

`draft` is what is known of it, `files` makes their bytes, `judging` checks them before they are written, `ready` has
the files for CI.
"""

from plancli.starting.draft import BodyDraft, DocumentDraft, Heading, PlanDraft
from plancli.starting.files import files_of

__all__ = ["BodyDraft", "DocumentDraft", "Heading", "PlanDraft", "files_of"]
