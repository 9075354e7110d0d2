"""What the files of a new plan say to whoever opens them first: short comments, in the plan's language."""

from collections.abc import Sequence
from typing import Final

from plancli.columns import wrap
from plancli.i18n import _
from plancli.starting.draft import Heading
from plancli.text import safe

WIDTH: Final = 112
DUES: Final = "2025, 2025-H1, 2025-Q3, 2025-06, 2025-06-30, before 2025-06-30, by 2025-06, 2024/2026, ongoing"
SERIES: Final = "every quarter from 2025"
CITE: Final = "plan cite 7-QD"
DONE: Final = "plan done II.1 --on 2025-06-20 --evidence 45-BC"
FACT: Final = "completed: {date: 2025-06-20, evidence: [45-BC]}"


def comment(*paragraphs: str) -> list[str]:
    """Return paragraphs as lines of a comment."""
    return [f"# {line}".rstrip() for words in paragraphs for line in wrap(words, WIDTH - 2)]


def example(*lines: str) -> list[str]:
    """Return lines of YAML as a comment, as they stand."""
    return [f"# {line}" for line in lines]


def about_plan() -> list[str]:
    """Say what plan.yaml is."""
    return comment(_("The plan itself: what it is called, who issued it, its settings. Check it with: plan validate"))


def about_bodies() -> list[str]:
    """Show in plan.yaml, where there is no body yet, what the file of one is."""
    return [
        *comment(_("Each body has a file of its own in bodies/, such as bodies/office.yaml:")),
        *example("name: " + _("Central Office"), *_task()),
        *about_dues(),
        *about_facts(),
    ]


def about_outline(headings: Sequence[Heading]) -> list[str]:
    """Show in plan.yaml how the clauses of the document are listed; headings that are known stand in it."""
    shown = headings or (Heading("I", _("Aims")), Heading("II", _("Duties")))
    lines = ["sources:", "  main:", "    outline:"]
    for one in shown:
        lines += [f"      - id: {safe(one.id)}", f"        heading: {safe(one.words)}"]
    if not headings:
        lines.insert(5, "        tasks: false")
    words = _("The clauses that the tasks come from. Once they are listed, plan validate tells which has no task:")
    return [*comment(words), *example(*lines)]


def about_documents(*, empty: bool) -> list[str]:
    """Say what documents.yaml is, and show a document where there is none."""
    lines = comment(_("The documents that tasks cite, each once. {command} adds one.").format(command=CITE))
    if not empty:
        return lines
    shown = ("- number: 7-QD", "  date: 2019-05-06", "  type: " + _("Rule"), "  title: " + _("Yearly appraisal"))
    return [*lines, *example(*shown)]


def about_body() -> list[str]:
    """Say what the file of a body is."""
    return comment(_("Who the body is, then the tasks that it leads. The name of this file is the body's id."))


def about_tasks() -> list[str]:
    """Show in the file of a body without tasks what one looks like."""
    words = _("A task looks like this. Take the # away and put your own in, or run: {command}")
    return [*comment(words.format(command="plan add")), *example(*_task()), *about_dues(), *about_facts()]


def about_dues() -> list[str]:
    """Say what a deadline may be."""
    words = _("due may be: {forms}. Something that recurs: {series}. Without due, no deadline is stated.")
    return comment(words.format(forms=DUES, series=SERIES))


def about_facts() -> list[str]:
    """Say where facts go."""
    words = _("What happens stands in its task with its day. {command} writes:")
    return [*comment(words.format(command=DONE)), *example(f"    {FACT}")]


def _task() -> list[str]:
    """Return a task as an example."""
    return [
        "tasks:",
        "  - id: II.1",
        "    title: " + _("Review the rule on yearly appraisal"),
        "    source: II.1",
        "    due: 2025-06",
        "    due_words: " + _("within June 2025"),
    ]
