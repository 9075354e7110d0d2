"""Located nodes to the model: each kind of file by its tables of fields, every problem told, no first one stopping it.

Here is only what follows from one file's bytes alone; what needs other files or a day is `state`'s and the checks'.
"""

from typing import NamedTuple

from plancli.model import Body, Document, Info, Tally, Task
from plancli.problem import Problem


class Decoded(NamedTuple):
    """What one file says; `complete` is False if something in it could not be read that answers hang on.

    `ids` are those of all its tasks, a blank between, also of such as were not asked for; empty where `tasks` are all.
    The `tally` has how many there are of the latter.
    """

    problems: list[Problem]
    complete: bool
    info: Info | None = None
    documents: tuple[Document, ...] = ()
    body: Body | None = None
    tasks: tuple[Task, ...] = ()
    ids: str = ""
    tally: Tally | None = None
