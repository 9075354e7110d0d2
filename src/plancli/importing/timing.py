"""When a task of a table is due, and when something happened: written only where it is certain."""

from datetime import date

from plancli.deadline import parse_span
from plancli.edit.step import Value
from plancli.importing import dues
from plancli.importing.rows import Line
from plancli.importing.sheet import Sheet

Task = dict[str, Value]
FACTS = ("started", "completed")
LONGEST = 200
"""Characters: what is longer is no date."""


class Timing:
    """Reads the deadlines and dates in the rows of a table, and counts the deadlines."""

    def __init__(self, sheet: Sheet, today: date, *, dated: bool) -> None:
        """`dated`: the plan has a date, from which a series counts."""
        self.sheet, self.today, self.dated = sheet, today, dated
        self.read = self.words_only = 0
        self._doubtful = any(
            dues.month_first(sheet.cell(line, field)) for line in sheet.lines for field in ("due", *FACTS)
        )

    def put_due(self, line: Line, task: Task, notes: list[str]) -> None:
        """Put the deadline where it is certain, and the words for it."""
        cell, words = self.sheet.one(line, "due"), self.sheet.one(line, "due_words")
        field, typed = ("due", cell) if cell else ("due_words", words)
        if not typed or dues.says_none(typed):
            return
        due = dues.read_due(typed) if len(typed) <= LONGEST else None
        kind = self._doubt(due, typed)
        if due and not kind:
            task["due"] = due
            self.read += 1
            if words or due != typed:
                task["due_words"] = words or typed
            return
        task["due_words"] = words or typed
        self.words_only += 1
        if words and cell:
            kind = "due-words"
            notes.append(self.sheet.labelled("due", cell))
        self.sheet.remark(line, field, kind, value=typed)

    def _doubt(self, due: str | None, typed: str) -> str:
        """Return the kind of remark for a deadline that is not certain; nothing for one that is."""
        if due is None:
            return "due-unclear"
        if self._doubtful and dues.in_doubt(typed):
            return "due-doubt"
        return "" if self.dated or dues.begins_itself(due) else "due-start"

    def put_facts(self, line: Line, task: Task, notes: list[str]) -> None:
        """Put the days on which something happened; a word such as "done" is no day."""
        for field in FACTS:
            cell = self.sheet.one(line, field)
            if not cell or dues.says_none(cell):
                continue
            day = dues.read_date(cell) if len(cell) <= LONGEST else None
            kind = self._fault(day, cell, str(task.get("started", "")))
            if day and not kind:
                task[field] = day
            else:
                self.sheet.remark(line, field, kind, value=cell)
                notes.append(self.sheet.labelled(field, cell))

    def _fault(self, day: str | None, typed: str, started: str) -> str:
        """Return the kind of remark for a day that cannot be written; nothing for one that can."""
        if day is None or (self._doubtful and dues.in_doubt(typed)):
            return "date-unclear"
        if parse_span(day).first > self.today:
            return "future"
        return "date-order" if started and parse_span(day).end < parse_span(started).first else ""
