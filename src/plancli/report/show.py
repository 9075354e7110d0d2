"""Everything on one task, or on one place within it."""

from collections.abc import Iterator, Sequence

from plancli.documents import Register
from plancli.i18n import _, date_words, ngettext
from plancli.model import Completion, Facts, Part, Plan
from plancli.query.names import body_label
from plancli.report.cells import item_style
from plancli.report.facts import assigned_words, fact_words, said
from plancli.report.items import FACT_FIELDS, item_dict, members_of
from plancli.report.table import Block, Cell, Column, Fields, Report, Table
from plancli.report.tasks import CSV_FIELDS, HEADINGS
from plancli.report.words import deadline_words, due_words, interval_words, number, span_words
from plancli.state import COMPLETED, FLAGS, Item, Standing
from plancli.state.anchors import bare, headings
from plancli.state.words import flag_words, state_words

Line = tuple[str, Sequence[Cell]]
SHOWN_OCCURRENCES = 8


def show_report(items: Sequence[Item], standing: Standing, title: str, prefix: str = "") -> Report:
    """Return tasks or places whole; `prefix` leads from where one stands to the plan's folder."""
    blocks: list[Block] = []
    for item in items:
        blocks += _blocks(item, standing, prefix)
    dicts = [item_dict(item, standing, occurrences=True) for item in items]
    records = [[one[name] for name in CSV_FIELDS] for one in dicts]
    return Report("tasks", title, blocks, dicts, CSV_FIELDS, records, {})


def _blocks(item: Item, standing: Standing, prefix: str) -> Iterator[Block]:
    """Yield the fields of an item, then tables of its milestones, occurrences and members."""
    lines = [line for line in _fields(item, standing, prefix) if any(cell.text for cell in line[1])]
    heading = Cell(f"{item.key}  {item.title}", "heading")
    yield Fields(heading, lines)
    if item.kind == "task":
        if milestones := standing.milestones(item):
            yield _places(_("Milestones: {done} completed").format(done=_done(milestones)), milestones, standing)
        if occurrences := standing.occurrences(item):
            yield _series(occurrences, standing)
    if members := members_of(item, standing):
        yield _places(_("Members: {done} completed").format(done=_done(members)), members, standing)


def _done(items: Sequence[Item]) -> str:
    """Return how many of some places are completed."""
    done = sum(item.state in COMPLETED for item in items)
    return _("{done} of {all}").format(done=number(done), all=number(len(items)))


def _series(occurrences: Sequence[Item], standing: Standing) -> Table:
    """Return the occurrences of a task: where they are many the last ones, and whatever is still owed."""
    early, late = occurrences[:-SHOWN_OCCURRENCES], occurrences[-SHOWN_OCCURRENCES:]
    shown = [item for item in early if item.open or item.state is None] + list(late)
    heading = _("Occurrences")
    if len(shown) < len(occurrences):
        heading = _("Occurrences: {shown} of {all}, all that are open among them").format(
            shown=number(len(shown)), all=number(len(occurrences))
        )
    return _places(heading, shown, standing)


def _places(heading: str, items: Sequence[Item], standing: Standing) -> Table:
    """Return places within a task as a table; where members are kept at them, with how many have completed."""
    counted = any(item.kind == "occurrence" and item.part and item.part.members for item in items)
    columns = [Column("key", _("Task")), Column("due_last", _("Last day")), Column("state", _("State"), True)]
    columns += [Column("members", _("Members"))] if counted else []
    titles = [(item.part.title or item.part.note or "") if item.part else "" for item in items]
    columns += [Column("title", _("Title"), wraps=True, weight=3)] if any(titles) else []
    rows = []
    for item, title in zip(items, titles, strict=True):
        last = date_words(item.last) if item.last else ""
        row = [Cell(item.key, "key"), Cell(last), Cell(state_words(item.state), item_style(item))]
        row += [Cell(_done(standing.members(item)))] if counted else []
        rows.append([*row, Cell(title)] if any(titles) else row)
    return Table(columns, rows, heading=heading)


def _fields(item: Item, standing: Standing, prefix: str) -> Iterator[Line]:
    """Yield each label with its lines; empty ones are dropped by the caller."""
    task, plan = item.task, standing.plan
    if item.title != task.title:
        yield _("Task"), [Cell(f"{task.id}  {task.title}")]
    yield _("State"), [Cell(state_words(item.state), item_style(item)), *_flags(item)]
    yield _("Deadline"), [Cell(_deadline(item))]
    if item.in_force is not item.due and item.state:
        yield _("First stated"), [Cell(due_words(item.due))]
    words = item.part.due_words if item.kind == "milestone" and item.part else task.due_words
    yield _("In its words"), [Cell(words or "")]
    if item.missed > 1:
        missed = ngettext("{n} occurrence", "{n} occurrences", item.missed).format(n=number(item.missed))
        yield _("Missed"), [Cell(missed, "overdue")]
    if task.report_every:
        yield _("Reports every"), [Cell(interval_words(task.report_every))]
    yield _("Answers"), [Cell(body_label(plan, item.answers_to, whole=True))]
    if item.answers_to != task.body:
        yield _("File of"), [Cell(body_label(plan, task.body, whole=True))]
    yield _("Joint leads"), [Cell(body_label(plan, body, whole=True)) for body in task.co_leads]
    yield _("Supporting"), [Cell(body_label(plan, body, whole=True)) for body in task.supporting]
    yield _("Supporting (note)"), [Cell(task.supporting_note or "")]
    outline = headings(plan.info)
    yield (
        _("Source"),
        [Cell(f"{clause}  {outline.get(bare(clause, plan.info), '')}".rstrip()) for clause in task.source],
    )
    yield _("Assigned"), [Cell(assigned_words(task.assigned))]
    yield _("Text"), [Cell(task.text or "")]
    register = Register(plan.documents)
    yield _("Cites"), [Cell(_document(register, str(number))) for number in task.cites]
    yield _("Output"), [Cell(str(output)) for output in task.output]
    yield _("Depends on"), [Cell(", ".join(task.depends))]
    yield _("Tags"), [Cell(", ".join(task.tags))]
    yield _("Note"), [Cell(task.note or ""), Cell((item.part.note or "") if item.part else "")]
    yield from fact_lines(item.facts, standing)
    yield _("File"), [Cell(f"{prefix}{task.file}:{_line(item.part, task.at.line)}", "dim")]


def _deadline(item: Item) -> str:
    """Return the deadline in words; of what is not judged as it was stated, unless something there cannot be read."""
    if item.state:
        return deadline_words(item)
    faults = item.part.faults if item.part else item.task.faults
    return _("not readable: see plan validate") if faults else due_words(item.due)


def _line(part: Part | None, line: int) -> int:
    return getattr(part.key, "line", line) if part else line


def _flags(item: Item) -> list[Cell]:
    """Return the flags that are up, each in words."""
    return [Cell(flag_words(flag), "flag") for flag in FLAGS if getattr(item, flag)]


def _document(register: Register, citation: str) -> str:
    """Return a citation with what the register says of the document."""
    found = register.find(citation)
    if len(found) != 1:
        return citation
    document = found[0]
    parts = (document.type, span_words(document.date), document.issuer, document.title)
    return f"{citation}  {', '.join(part for part in parts if part)}".rstrip()


def fact_lines(facts: Facts, standing: Standing) -> Iterator[Line]:
    """Yield the facts of a place, each with its day and all that stands with it."""
    judged = {id(entry.fact): entry for entry in facts.submitted + facts.completed}
    for name in FACT_FIELDS:
        cells: list[Cell] = []
        for fact, more in said(facts, name, standing.plan):
            cells.append(Cell(fact_words(fact, standing.plan, more)))
            cells += _judgement(judged.get(id(fact)), standing.plan)
        yield _(HEADINGS[name]), cells


def _judgement(entry: Completion | None, plan: Plan) -> Iterator[Cell]:
    """Yield the verification and the return of a completion or submission."""
    if entry and entry.verified:
        yield Cell(_("verified: {what}").format(what=fact_words(entry.verified, plan)))
    if entry and entry.returned:
        yield Cell(_("returned: {what}").format(what=fact_words(entry.returned, plan)), "overdue")
