"""Whole plans for Hypothesis: as data shaped like the files, and from it as model values and as YAML text.

Names hit and miss, days fall on boundaries, facts contradict each other: a plan need not be a good one, only readable.
What stands under `faults` cannot be read: in the files it is something that is no date and no deadline.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import building
import yaml
from hypothesis import strategies as st

from plancli.model import Plan

PlanData = dict[str, Any]

BODIES: Final = ("ban-a", "ban-b", "ban-c", "ban-d")
MEMBERS: Final = ("chi-bo-1", "chi-bo-2")
CLAUSES: Final = ("I", "I.1", "I.1.a", "I.1.b", "I.2", "II")
IDS: Final = ("I.1.a", "I.1.b", "I.2", "II.1", "III", "IV.10")
EVENTS: Final = ("dai-hoi", "so-ket", "chua-ro")
DOCUMENTS: Final = ("28-NQ/TW", "132-QĐ/TW")
WORDS: Final = (
    "Sơ kết: lần 1",
    "Đề án #5",
    "[dự thảo] Nghị định",
    "- gạch đầu dòng",
    "nói \"thẳng\" và 'thật'",
    "no",
    "2024",
    "hai\ndòng",
    "*sao* & {ngoặc}",
    "@a, %b, `c`",
)
SERIES: Final[tuple[tuple[Any, tuple[str, ...]], ...]] = (
    ("every quarter by 20 from 2024", ("2024-Q1", "2024-Q2", "2024-Q3", "2025-Q1")),
    ("every quarter before 20", ("2024-Q1", "2024-Q2", "2024-Q3")),
    ("every year before 06-15 and 12-01 from 2024", ("2024-06-15", "2024-12-01", "2025-06-15")),
    ("every half from 2023-40 until 2024", ("2023-H1", "2023-H2", "2024-H1", "2024-H2")),
    ("every year until 2025", ("2024", "2025")),
    ("every month by 31 from 2024-02 until 2024-06", ("2024-02", "2024-03", "2024-06")),
    (["every half by 20 from 2024", "every year by 12-15 from 2024"], ("2024-H1", "2024", "2024-H2")),
)


def _days() -> list[str]:
    """Return days around every boundary of the years 2023 to 2025."""
    days = [
        date(year, month, number).isoformat()
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        for number in (1, 14, 15, 19, 20, 21, monthrange(year, month)[1])
    ]
    return [day for day in days if day >= "2023-06"]


YEARS: Final = ("2023", "2024", "2025")
MONTHS: Final = [f"{year}-{month:02d}" for year in YEARS for month in range(1, 13)]
CODES: Final = [f"{year}-{code}" for year in YEARS for code in ("Q1", "Q2", "Q4", "H1", "H2", "33", "36", "40", "41")]
RANGES: Final = ("2023-06/2024", "2023/2024-Q2", "2024-03-15/2025-06-15")
SPANS: Final = [*_days(), *MONTHS, *CODES, *CODES, *YEARS * 4, *RANGES * 4]
NAMES: Final = (*IDS, *CLAUSES, *EVENTS * 2, "issued", "issued", "khong-co")
COUNTS: Final = ("1 day", "10 days", "45 days", "2 weeks", "1 month", "6 months", "1 year")
SINGLE: Final = [
    *("ongoing", "periodic", "2024/..", "2024-Q3/..") * 12,
    *SPANS[::2],
    *(f"{bound} {span}" for bound in ("before", "by") for span in SPANS[::4]),
    *(f"{relation} {name}" for relation in ("before", "by", "after") for name in NAMES),
    *(f"{count} after {name}" for count in COUNTS[1::2] for name in NAMES),
    *(f"{count} before {name}" for count in COUNTS[2::3] for name in NAMES),
]

DATES: Final = st.sampled_from([*_days(), *MONTHS, *YEARS * 3])
DUES: Final = st.sampled_from(SINGLE)
TEXTS: Final = st.sampled_from(WORDS)
MORE: Final[st.SearchStrategy[PlanData]] = st.sampled_from(
    (
        {},
        {},
        {"document": "132-QĐ/TW", "by": "ban-b"},
        {"note": WORDS[0], "reason": WORDS[7]},
        {"evidence": list(WORDS[1:3]), "reported": "2024-12-31"},
    )
)
PLACES: Final = st.sampled_from(BODIES)


@st.composite
def fact(draw: st.DrawFn, more: Mapping[str, st.SearchStrategy[Any]] | None = None) -> PlanData:
    """Draw a dated fact, with a few of the fields that it may have beside its date."""
    found: PlanData = {"date": draw(DATES), **draw(MORE)}
    for name, strategy in (more or {}).items():
        if draw(st.booleans()):
            found[name] = draw(strategy)
    return found


COMPLETION: Final = DATES | fact({"verified": fact(), "returned": fact(), "output": st.just(["132-QĐ/TW"])})
TRANSFER: Final = st.builds(lambda made, body: {**made, "from": body}, fact(), PLACES)


def _few(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return one as it stands, or a list of some."""
    return one | st.lists(one, min_size=1, max_size=3)


def facts(to: st.SearchStrategy[Any] = DUES) -> st.SearchStrategy[PlanData]:
    """Return the facts at a place, few of them at a time; `to` is what it may be rescheduled to."""
    moved = st.builds(lambda made, due: {**made, "to": due}, fact(), to)
    kinds = {
        "started": DATES | fact(),
        "progress": _few(fact({"percent": st.sampled_from(("0", "40", "100"))})),
        "submitted": _few(COMPLETION),
        "completed": _few(COMPLETION),
        "rescheduled": st.lists(moved, min_size=1, max_size=3),
        "suspended": _few(fact({"resumed": DATES})),
        "withdrawn": fact({"into": st.just([IDS[0], IDS[1]])}),
    }
    names = st.lists(st.sampled_from((*kinds, "completed", "rescheduled")), max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: kinds[name] for name in chosen}))


@st.composite
def part(draw: st.DrawFn, due: st.SearchStrategy[Any] | None = None, *, members: bool = False) -> PlanData:
    """Draw a place inside a task, of which, now and then, a fact cannot be read."""
    data: PlanData = {"due": draw(st.none() | due)} if due is not None else {}
    data |= draw(facts())
    if members:
        data["members"] = draw(parts(MEMBERS, part()))
    if (fault := draw(st.sampled_from((*[""] * 9, "started", "completed")))) and fault not in data:
        data["faults"] = [fault]
    return data


def parts(keys: tuple[str, ...], place: st.SearchStrategy[PlanData]) -> st.SearchStrategy[PlanData]:
    """Return no, one or two parts of a kind."""
    return st.just({}) | st.dictionaries(st.sampled_from(keys), place, min_size=1, max_size=2)


@st.composite
def tasks(draw: st.DrawFn, id: str) -> PlanData:
    """Draw one task: with a deadline of any form or none, facts, and parts."""
    data: PlanData = {"id": id, "title": draw(TEXTS)}
    form = draw(st.sampled_from(("single", "single", "single", "series", "series", "none", "faulty")))
    if form == "series":
        data["due"], keys = draw(st.sampled_from(SERIES))
        data["occurrences"] = draw(parts((*keys, "2024-Q4", "la"), part(members=True)))
    elif form == "single":
        data["due"] = draw(DUES)
    elif form == "faulty":
        data["faults"] = ["due"]
    data |= draw(facts(DUES | st.sampled_from([due for due, _ in SERIES])))
    data["milestones"] = draw(parts(("khao-sat", "du-thao"), part(DUES)))
    data["members"] = draw(parts(MEMBERS, part()))
    more: dict[str, st.SearchStrategy[Any]] = {
        "source": st.sampled_from(CLAUSES) | st.just([CLAUSES[2], CLAUSES[5]]),
        "assigned": st.fixed_dictionaries({"date": DATES}) | st.just({"document": "132-QĐ/TW"}),
        "transferred": _few(TRANSFER),
        "report_every": st.sampled_from(COUNTS),
        "co_leads": st.lists(PLACES, min_size=1, max_size=2),
        "supporting": st.just(["ban-d"]),
        "due_words": TEXTS,
        "cites": st.just(["28-NQ/TW"]),
        "tags": st.just([WORDS[4], WORDS[5]]),
        "note": TEXTS,
    }
    for name in draw(st.lists(st.sampled_from((*more, "source", "transferred")), max_size=4, unique=True)):
        data[name] = draw(more[name])
    return data


BODY: Final = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "short": TEXTS,
        "collective": st.sampled_from(("true", "false")),
        "members": st.dictionaries(
            st.sampled_from(MEMBERS), st.fixed_dictionaries({"name": TEXTS}, optional={"until": DATES}), max_size=2
        ),
        "until": DATES,
        "succeeded_by": st.lists(PLACES, min_size=1, max_size=2, unique=True),
    },
)
INFO: Final = st.fixed_dictionaries(
    {
        "format": st.just("1"),
        "title": TEXTS,
        "sources": st.just({"goc": {"outline": [{"id": clause} for clause in CLAUSES]}}),
        "events": st.builds(
            lambda first, second: {"dai-hoi": {"date": first}, "so-ket": {"date": second}, "chua-ro": {"name": "?"}},
            st.sampled_from(SPANS),
            st.sampled_from([*SPANS, "2024/.."]),
        ),
    },
    optional={
        "date": DATES,
        "due_soon": st.sampled_from(COUNTS),
        "report_every": st.sampled_from(COUNTS),
        "met_by": st.sampled_from(("completed", "submitted")),
    },
)


@st.composite
def plans(draw: st.DrawFn, most: int = 4) -> PlanData:
    """Draw a plan of a few tasks as data: `info`, `documents`, and `bodies` with their `tasks`."""
    bodies: dict[str, PlanData] = {body: {**draw(BODY), "tasks": []} for body in BODIES}
    for id in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=most, unique=True)):
        bodies[draw(st.sampled_from(BODIES))]["tasks"].append(draw(tasks(id)))
    documents = [{"number": "28-NQ/TW", "date": "2022-11-17"}, {"number": "132-QĐ/TW"}]
    made = _pruned({"info": draw(INFO), "documents": documents, "bodies": bodies})
    assert isinstance(made, dict)
    return made


def _pruned(data: Any) -> Any:
    """Return data without what is None or empty."""
    if isinstance(data, dict):
        return {name: _pruned(one) for name, one in data.items() if one is not None and one != {} and one != []}
    return [_pruned(one) for one in data] if isinstance(data, list) else data


def model(data: PlanData) -> Plan:
    """Return a plan's data as model values, the tasks in the order of the files."""
    bodies = data["bodies"]
    placed = [{**task, "body": body} for body in sorted(bodies) for task in bodies[body].get("tasks", ())]
    return building.plan(*placed, bodies=bodies, documents=data["documents"], **data["info"])


class Plain(yaml.SafeDumper):
    """Writes every scalar as it is, without quotes where none are needed, and nothing as an alias."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012

    def ignore_aliases(self, data: Any) -> bool:
        """Say that no value refers to another."""
        return True


def _written(data: Any) -> Any:
    """Return data with the faults as a file has them."""
    if isinstance(data, dict):
        broken = dict.fromkeys(data.get("faults", ()), "31/12/2024")
        return {name: _written(one) for name, one in data.items() if name != "faults"} | broken
    return [_written(one) for one in data] if isinstance(data, list) else data


def files(data: PlanData) -> dict[str, str]:
    """Return a plan's data as YAML text by the names of the files."""
    found = {"plan.yaml": data["info"], "documents.yaml": {"documents": data["documents"]}}
    found |= {f"bodies/{id}.yaml": body for id, body in data["bodies"].items()}
    return {
        name: yaml.dump(_written(content), Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000)
        for name, content in found.items()
    }
