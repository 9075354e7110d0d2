"""All tables of SQL, in the order of the documentation."""

from typing import Final

from plancli.sql.facts import FACTS, RESCHEDULED
from plancli.sql.links import CITATIONS, CO_LEADS, DEPENDS, OUTPUTS, SOURCES, SUPPORTING, TAGS
from plancli.sql.places import MEMBERS, MILESTONES, OCCURRENCES, TASKS
from plancli.sql.register import BODIES, DOCUMENTS

TABLES: Final = (
    TASKS,
    BODIES,
    DOCUMENTS,
    CITATIONS,
    SUPPORTING,
    CO_LEADS,
    SOURCES,
    OUTPUTS,
    DEPENDS,
    TAGS,
    FACTS,
    RESCHEDULED,
    MILESTONES,
    OCCURRENCES,
    MEMBERS,
)
