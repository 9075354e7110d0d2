"""Who leads each task of a table, and who supports."""

from plancli.edit.step import Value
from plancli.i18n import _
from plancli.importing import dues
from plancli.importing.cells import one_line
from plancli.importing.leads import NOBODY_NAMED, Bodies, surely_one
from plancli.importing.rows import Line
from plancli.importing.sheet import Sheet

Task = dict[str, Value]


class Responsible:
    """Reads the bodies in the rows of a table, each of which becomes known."""

    def __init__(self, sheet: Sheet, bodies: Bodies, alone: str | None) -> None:
        """`alone` is the body that leads all, where the table has no column for it."""
        self.sheet, self.bodies, self.alone = sheet, bodies, alone
        self._told: set[str] = set()
        for line in sheet.lines:
            for field in ("lead", "co_leads"):
                for part in sheet.cell(line, field).split(";"):
                    if part.strip() and surely_one(part) and not bodies.named(part):
                        self._new(line, field, part)

    def lead(self, line: Line, task: Task) -> str:
        """Return the body that leads a task: the first that is named; the others lead jointly."""
        leads = self._named(line, "lead")
        if not leads and self.alone and not self.sheet.has("lead"):
            leads = [self.alone]
        others = leads[1:]
        if not leads:
            leads = [self.bodies.add(_("Lead not stated"))]
            file = f"bodies/{leads[0]}.yaml"
            if self.sheet.has("lead"):
                self.sheet.remark(line, "lead", "lead-missing", id=str(task["id"]), body=file)
            else:
                self.sheet.remark_once("leads-missing", body=file)
        others += self._named(line, "co_leads")
        if jointly := [one for one in dict.fromkeys(others) if one != leads[0]]:
            task["co_leads"] = jointly
        return leads[0]

    def put_supporting(self, line: Line, task: Task, lead: str) -> None:
        """Put who supports a task: known bodies by their ids, all else in the words that stand there."""
        cell = self.sheet.cell(line, "supporting")
        if not cell or dues.says_none(cell):
            return
        bodies: list[str] = []
        words: list[str] = []
        for part in [cell] if self.bodies.named(cell) else cell.split(";"):
            named = self.bodies.named(part) if part.strip() else []
            if named is None:
                words.append(one_line(part.strip()))
            bodies += named or []
        leads = {lead, *task.get("co_leads", ())}
        for one in dict.fromkeys(one for one in bodies if one in leads):
            self.sheet.remark(line, "supporting", "itself", value=self.bodies.drafts[one].name)
        if supporting := [one for one in dict.fromkeys(bodies) if one not in leads]:
            task["supporting"] = supporting
        if words:
            task["supporting_note"] = "; ".join(words)
        for word in words:
            if not NOBODY_NAMED.search(word):
                self.sheet.remark(line, "supporting", "supporting", value=word)

    def _named(self, line: Line, field: str) -> list[str]:
        """Return the bodies that a cell names."""
        cell = self.sheet.cell(line, field)
        if not cell or dues.says_none(cell):
            return []
        if found := self.bodies.named(cell):
            return found
        leads: list[str] = []
        for part in cell.split(";"):
            if part.strip():
                leads += self.bodies.named(part) or [self._new(line, field, part)]
        return list(dict.fromkeys(leads))

    def _new(self, line: Line, field: str, part: str) -> str:
        """Make a body known, and tell once what is doubtful about it."""
        name = one_line(part.strip())
        body = self.bodies.add(name)
        if body not in self._told:
            self._told.add(body)
            if other := self.bodies.alike.get(name):
                self.sheet.remark(line, field, "alike", value=name, other=other)
            if not surely_one(part):
                self.sheet.remark(line, field, "one-body", value=name)
        return body
