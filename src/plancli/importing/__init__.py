"""Tables that others kept, read into the draft of a plan: nothing guessed, nothing dropped, every doubt told.

Data flows one way: bytes → `table` → `headers` → `rows` → `tasks`, which asks `dues`, `citing`, `leads` and `naming`;
`remark` has the words for what was not understood.
"""

from plancli.importing.headers import FIELDS, Columns
from plancli.importing.remark import Remark
from plancli.importing.table import Table, read_table
from plancli.importing.tasks import Imported, imported

__all__ = ["FIELDS", "Columns", "Imported", "Remark", "Table", "imported", "read_table"]
