"""Which tasks are asked for: filters that all must hold, each taking names as people type them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancli.errors import PlanError
from plancli.i18n import _, in_every_language
from plancli.model import Body, Plan, Task
from plancli.query.names import find_body, find_one, names_of
from plancli.state import FLAGS, STATES, Item, Standing
from plancli.state.anchors import bare, clauses_above
from plancli.state.words import STATE_WORDS
from plancli.text import fold


class Filters(NamedTuple):
    """What was asked: within one filter any value may hold, among filters all must; of `search` every text must."""

    bodies: tuple[str, ...] = ()
    any_role: bool = False
    states: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    search: tuple[str, ...] = ()

    @property
    def named_by_tasks(self) -> bool:
        """Whether a filter takes names that only tasks have: all must then be known to find the one meant."""
        return bool(self.cites or self.sources or self.tags or self.search)


Test = Callable[[Task], bool]


class Wanted(NamedTuple):
    """The filters that a task and the body which answers for it decide, their names resolved."""

    bodies: frozenset[str] = frozenset()
    any_role: bool = False
    cites: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()

    @property
    def tests_tasks(self) -> bool:
        """Whether anything is asked of a task besides its bodies."""
        return bool(self.cites or self.clauses or self.tags or self.texts)

    def has_role(self, task: Task, answers_to: str | None, standing: Standing) -> bool:
        """Return whether one of the bodies asked for answers for a task or leads it jointly, or supports it too."""
        return not self.bodies.isdisjoint(_roles(task, answers_to, standing, any_role=self.any_role))

    def tests(self, plan: Plan) -> list[Test]:
        """Return a test for each filter that a task's own words decide."""
        made: list[Test] = []
        if self.cites:
            made.append(lambda task: not self.cites.isdisjoint(task.cites))
        if self.clauses:
            made.append(
                lambda task: any(
                    above in self.clauses for source in task.source for above in clauses_above(bare(source, plan.info))
                )
            )
        if self.tags:
            made.append(lambda task: not self.tags.isdisjoint(task.tags))
        if self.texts:
            made.append(lambda task: _found(task, plan, self.texts))
        return made


class Selection:
    """The filters with their names resolved; PlanError for a name that the plan does not have."""

    def __init__(self, filters: Filters, standing: Standing) -> None:
        self._standing = standing
        plan = standing.plan
        self.bodies = [find_body(plan, typed) for typed in filters.bodies]
        self.states = frozenset(state for typed in filters.states for state in _known_states(typed))
        self.flags = tuple(_known_flag(flag) for flag in filters.flags)
        self.wanted = Wanted(
            frozenset(self.bodies),
            filters.any_role,
            frozenset(number for typed in filters.cites for number in _citations(plan, typed)),
            frozenset(_clauses(plan, filters.sources)),
            frozenset(_tags(plan, filters.tags)),
            tuple(_searched(text) for text in filters.search),
        )

    def tasks(self, skip: Callable[[Task], bool] | None = None) -> list[Item]:
        """Return the tasks that the filters other than state and flag leave, in file order; not those to `skip`."""
        standing, wanted = self._standing, self.wanted
        items = standing.items if skip is None else [standing.item(one) for one in standing.assigned if not skip(one)]
        if wanted.bodies:
            items = [item for item in items if wanted.has_role(item.task, item.answers_to, standing)]
        tests = wanted.tests(standing.plan)
        return [item for item in items if all(test(item.task) for test in tests)] if tests else list(items)

    @property
    def ended(self) -> list[tuple[Body, str]]:
        """The bodies asked for that have ended, each with the one that answers for its tasks now."""
        plan, answering = self._standing.plan, self._standing.answering
        pairs = [(plan.bodies[body], answering.successor(body)) for body in self.bodies]
        return [(body, successor) for body, successor in pairs if successor and successor != body.id]

    def keeps(self, item: Item) -> bool:
        """Return whether an item has one of the states asked for and all of the flags."""
        if self.states and item.state not in self.states:
            return False
        return all(getattr(item, flag) for flag in self.flags)


def _tags(plan: Plan, typed: Sequence[str]) -> set[str]:
    """Return the tags that are meant."""
    known = sorted({tag for task in plan.tasks for tag in task.tags}) if typed else []
    return {find_one(tag, known, _("No task has the tag {typed}.")) for tag in typed}


def _roles(task: Task, answers_to: str | None, standing: Standing, *, any_role: bool) -> Iterator[str | None]:
    """Yield the bodies that answer for a task or lead it jointly; with `any_role` those that support it too."""
    yield answers_to
    if answers_to is None:
        yield task.body
    for body in task.co_leads:
        yield standing.answering.successor(str(body))
    if any_role:
        for body in task.supporting:
            yield standing.answering.successor(str(body))


def _found(task: Task, plan: Plan, texts: Sequence[str]) -> bool:
    """Return whether each text stands in what is searched of a task."""
    leads = [plan.bodies[body] for body in (task.body, *task.co_leads) if body in plan.bodies]
    words = [task.title, task.text, task.due_words, task.note, *task.output]
    words += [name for body in leads for name in names_of(body)[1:]]
    heap = "\n".join(fold(word) for word in words if word)
    return all(text in heap for text in texts)


def _searched(typed: str) -> str:
    """Return the search key of a text; PlanError for one without any letter or digit, which every task would have."""
    if key := fold(typed):
        return key
    raise PlanError(_("--search: {typed} has no letter or digit to look for.").format(typed=typed or '""'))


def _citations(plan: Plan, typed: str) -> set[str]:
    """Return the citations, as tasks write them, of the document that is meant."""
    from plancli.documents import Register

    register = Register(plan.documents)
    documents = register.match(typed)
    wanted = {id(document) for document in documents}
    cited = {str(number) for task in plan.tasks for number in task.cites}
    found = {number for number in cited if wanted & {id(document) for document in register.find(number)}}
    if documents:
        return found or {typed}
    known = sorted({document.key for document in plan.documents} | cited)
    return {find_one(typed, known, _("No document {typed} is registered or cited."), "plan documents")}


def _clauses(plan: Plan, typed: Sequence[str]) -> set[str]:
    """Return the clauses that are meant: of the outlines, or such that a task or a clause lies below."""
    if not typed:
        return set()
    known = [bare(f"{source.id}:{clause.id}", plan.info) for source in plan.info.sources for clause in source.outline]
    known += [
        above for task in plan.tasks for source in task.source for above in clauses_above(bare(source, plan.info))
    ]
    distinct, missing = list(dict.fromkeys(known)), _("No clause {typed} is in the plan's sources.")
    return {find_one(bare(clause, plan.info), distinct, missing) for clause in typed}


def _known_states(typed: str) -> list[str]:
    """Return the states that are meant, divided by commas; the words of a state may have a comma of their own."""
    named = {fold(name): state for state in STATES for name in (state, *in_every_language(STATE_WORDS[state]))}
    parts = [part for part in typed.split(",") if fold(part)]
    found = []
    while parts:
        several = next((n for n in range(len(parts), 1, -1) if fold(" ".join(parts[:n])) in named), 1)
        found.append(_known_state(" ".join(parts[:several]).strip(), named))
        parts = parts[several:]
    return found or [_known_state(typed, named)]


def _known_state(typed: str, named: Mapping[str, str]) -> str:
    """Return the state that is meant by its name or words in any language, or by a part of them that is one state's."""
    key = fold(typed)
    if key in named:
        return named[key]
    partly = {state for words, state in named.items() if key and f" {key} " in f" {words} "}
    if len(partly) > 1:
        names = ", ".join(state for state in STATES if state in partly)
        raise PlanError(_("{typed} may be any of: {names}").format(typed=typed, names=names))
    missing = _("There is no state {typed}.") + " " + _("States: {names}").format(names=", ".join(STATES))
    return partly.pop() if partly else find_one(typed, STATES, missing)


def _known_flag(typed: str) -> str:
    """Return the flag that is meant; `due-soon` is `due_soon`."""
    return find_one(
        typed, FLAGS, _("There is no flag {typed}.") + " " + _("Flags: {names}").format(names=", ".join(FLAGS))
    )
