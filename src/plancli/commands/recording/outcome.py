"""What became of a place, in one line: its address, its state with the day that matters, its title."""

from plancli.columns import clip, width
from plancli.i18n import _, date_words
from plancli.model import Facts
from plancli.render.look import Look
from plancli.report.words import span_words
from plancli.state import COMPLETED, Item
from plancli.state.facts import in_order
from plancli.state.words import flag_words, state_words
from plancli.text import safe

SHORTEST_TITLE = 20
SAID_FLAGS = ("unverified", "provisional")


def line(item: Item, look: Look) -> str:
    """Return how a place stands now; the title is cut where the line would be too wide."""
    told = f"{safe(item.key, ci=look.ci)}  {standing_words(item)}"
    title = clip(safe(item.title, ci=look.ci), max(look.width - width(told) - 2, SHORTEST_TITLE))
    return f"{told}  {title}"


def standing_words(item: Item) -> str:
    """Return a state with its day: completed on time 2023-11-20, not verified; not yet due, until 2025-12-31."""
    words = [state_words(item.state)]
    if day := _since(item):
        words = [_("{state} {day}").format(state=words[0], day=day)]
    elif item.open and item.last is not None:
        words.append(_("until {day}").format(day=date_words(item.last)))
    words += [flag_words(flag) for flag in SAID_FLAGS if getattr(item, flag)]
    return ", ".join(words)


def _since(item: Item) -> str:
    """Return when a place came into its state, where a fact says so; it may be held by one of its task."""
    if item.state in COMPLETED and item.met:
        return span_words(item.met.fact.date)
    return _held(item.facts, item.state)


def _held(facts: Facts, state: str | None) -> str:
    """Return since when a place is withdrawn or suspended."""
    if state == "withdrawn" and facts.withdrawn:
        return span_words(facts.withdrawn.fact.date)
    open_ones = [one for one in in_order(facts.suspended) if one.resumed is None]
    return span_words(open_ones[-1].fact.date) if state == "suspended" and open_ones else ""
