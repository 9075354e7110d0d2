"""Where a plan's files are: found, listed and read here, and nowhere else."""

from plancli.source.entry import (
    BODIES_FOLDER,
    DOCUMENTS_FILE,
    LARGEST,
    PLAN_FILE,
    PLAN_FOLDER,
    Entry,
    HashedSource,
    Listing,
    Source,
    entry_of,
)
from plancli.source.find import find_plan
from plancli.source.folder import Folder

__all__ = [
    "BODIES_FOLDER",
    "DOCUMENTS_FILE",
    "LARGEST",
    "PLAN_FILE",
    "PLAN_FOLDER",
    "Entry",
    "Folder",
    "HashedSource",
    "Listing",
    "Source",
    "entry_of",
    "find_plan",
]
