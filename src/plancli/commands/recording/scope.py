"""Which places a command changes: those that are named, or those that filters leave."""

from collections.abc import Callable
from typing import NamedTuple

from plancli.commands.recording.desk import Desk
from plancli.errors import PlanError
from plancli.i18n import _
from plancli.ids import id_key
from plancli.query.due import Days, due
from plancli.query.filters import Filters, Selection
from plancli.state import Item


class Scope(NamedTuple):
    """The addresses that were typed, or the filters; `due` is a period in which the last day lies."""

    addresses: tuple[str, ...] = ()
    filters: Filters = Filters()
    due: str | None = None

    @property
    def filtered(self) -> bool:
        """Whether filters choose."""
        return self.due is not None or self.filters != Filters()

    def check(self, example: str = "") -> None:
        """PlanError where nothing, or both, is said; `example` is a whole call that says it."""
        if self.addresses and self.filtered:
            raise PlanError(
                _("Name the tasks, or give filters that choose them: not both."),
                _("plan list shows what filters choose."),
            )
        if not self.addresses and not self.filtered:
            hint = _("Such as: {command}").format(command=example) if example else ""
            raise PlanError(_("Say which task: its address, such as IV.5.1 or V.3b:2024-H1."), hint)

    def items(self, desk: Desk, takes: Callable[[Item], bool]) -> list[Item]:
        """Return the places: all that are named, and of those that filters leave what the command `takes`.

        A filter on the state takes all that are in it.
        """
        if not self.filtered:
            return desk.items(self.addresses)
        selection = Selection(self.filters, desk.standing)
        if self.due is None:
            found = [item for item in selection.tasks() if selection.keeps(item)]
        else:
            found = list(due(desk.standing, selection, _days(self.due)).rows)
        if not self.filters.states:
            found = [item for item in found if takes(item)]
        if not found:
            raise PlanError(
                _("No task is chosen by these filters: nothing is changed."),
                _("Without a state given, they choose among what the command can be said of: plan list shows all."),
            )
        if len({item.key for item in found}) < len(found):
            return desk.items(item.key for item in found)
        return sorted(found, key=lambda item: id_key(item.key))


def _days(text: str) -> Days:
    """Return the days of a period as typed."""
    from plancli.commands.session import day_hint
    from plancli.deadline import DeadlineError
    from plancli.remedy import typed_span

    try:
        span = typed_span(text)
    except DeadlineError as error:
        message = _("{option}: {value} is no day or period.").format(option="--due", value=text)
        raise PlanError(message, day_hint(error)) from None
    return Days(span.first, span.last)
