"""Body files: who a body is, and the tasks it leads."""

from typing import Any, Final

from plancli.decode.dates import DATE
from plancli.decode.kinds import BOOLEAN, NAMES, TEXT, TEXTS
from plancli.decode.reading import Reading, at
from plancli.decode.table import Field, Table, map_of
from plancli.decode.tasks import TASKS
from plancli.i18n import N_
from plancli.ids import valid_id
from plancli.model import Body, Located, Member, Task
from plancli.syntax import Mapping

NAME_FIELD: Final = Field("name", TEXT, N_("Its name"), required=True)
UNTIL: Final = Field("until", DATE, N_("Its last day"), judged=True)
SUCCESSORS: Final = Field("succeeded_by", NAMES, N_("Who answers after that day"), judged=True)

MEMBER_TABLE: Final = Table("members (bodies)", Member._fields, (NAME_FIELD, UNTIL, SUCCESSORS), Member._field_defaults)


def _member(key: Located, values: list[Any], unread: tuple[str, ...], node: Mapping) -> Member:
    values[0] = key
    values[1] = values[1] or str(key)
    return Member._make(values)


BODY_SLOTS: Final = (*Body._fields, "tasks")
BODY_TABLE: Final = Table(
    "bodies/*.yaml",
    BODY_SLOTS,
    (
        NAME_FIELD,
        Field("short", TEXT, N_("Its short name")),
        Field("aliases", TEXTS, N_("Other names it goes by")),
        Field("contact", TEXT, N_("Who to ask there")),
        Field("collective", BOOLEAN, N_("Whether it stands for several units that each report")),
        Field("members", map_of(MEMBER_TABLE, _member), N_("The units it stands for"), judged=True),
        UNTIL,
        SUCCESSORS,
        TASKS,
    ),
    Body._field_defaults | {"tasks": ()},
)
TABLES: Final = (BODY_TABLE, MEMBER_TABLE)


def read_body(reading: Reading, root: Mapping) -> tuple[Body, tuple[Task, ...], bool]:
    """Return the body, its tasks, and whether all was read that answers hang on."""
    values, unread = BODY_TABLE.fill(reading, root)
    tasks = values.pop()
    body = Body._make(values)._replace(id=reading.stem, name=values[1] or reading.stem, file=reading.file, at=at(root))
    return body, tasks, not unread


def check_name(reading: Reading) -> None:
    """Report a file whose name cannot be a body's id."""
    if not valid_id(reading.stem):
        reading.findings.add("invalid-id", 1, 1, "file", value=reading.stem)
