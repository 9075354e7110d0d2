"""A trend as a picture for a page: the states stacked over time, in all or for each body."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from plancli.history.counts import Counts, total
from plancli.i18n import _, date_words, language
from plancli.query.names import body_label
from plancli.report.axis import axis
from plancli.report.drawing import LETTER, Area, Box, Drawing, Line, Point, Shape, Words, room_of, shortened
from plancli.report.scale import scale
from plancli.report.stacks import present
from plancli.report.words import number
from plancli.state import State
from plancli.state.words import state_words

if TYPE_CHECKING:
    from plancli.report.trend import Trend

WIDTH: Final = 960.0
MARGIN: Final = 16.0
LINE: Final = 18.0
HEIGHT: Final = 360.0
"""How high the counts are drawn where there is one chart."""
SMALL_WIDTH, SMALL_HEIGHT = 296.0, 90.0
IN_A_ROW: Final = 3
SMALL_GAP: Final = (WIDTH - 2 * MARGIN - IN_A_ROW * SMALL_WIDTH) / (IN_A_ROW - 1)
SWATCH: Final = 12.0


class Frame(NamedTuple):
    """Where a chart lies: the left, top, right and bottom of what is drawn between its axes."""

    left: float
    top: float
    right: float
    bottom: float


class Series(NamedTuple):
    """The counts of some tasks at each of the days, in order; `name` says whose they are, if not all."""

    days: Sequence[date]
    counted: Sequence[Counts]
    name: str = ""

    def said(self, words: str) -> str:
        """Return words with the name before them."""
        return f"{self.name}; {words}" if self.name else words


def trend_drawing(trend: "Trend", title: str, summary: str, notes: Sequence[str]) -> Drawing:
    """Return the picture of a trend."""
    days = [point.day for point in trend.points]
    whole = Series(days, [point.counted.counts for point in trend.points])
    states = present(whole.counted)
    head = [*_lines([title], "title"), *_lines([summary], "dim")]
    shapes: list[Shape] = _below(head, MARGIN)
    y = MARGIN + LINE * len(head) + LINE
    legend, y = _legend(states, y)
    shapes += legend
    if trend.by_body and states:
        more, y = _small(trend, days, states, y)
        shapes += more
    elif states:
        frame = Frame(MARGIN + 44, y, WIDTH - MARGIN, y + HEIGHT)
        shapes += _chart(whole, states, frame, numbered=True)
        y = frame.bottom + 2 * LINE
    foot = [line for note in notes for line in _lines([note], "dim small")]
    shapes += _below(foot, y)
    height = y + LINE * len(foot) + MARGIN
    return Drawing(WIDTH, height, title, _description(whole, states, summary, notes), language(), shapes)


def _lines(texts: Sequence[str], style: str) -> list[tuple[str, str]]:
    """Return texts with their style, broken so that they fit on the sheet."""
    from plancli.columns import wrap

    scale_of = 1.3 if "title" in style else 1.0
    columns = int((WIDTH - 2 * MARGIN) / LETTER / scale_of)
    return [(line, style) for text in texts for line in wrap(text, columns)]


def _below(lines: Sequence[tuple[str, str]], y: float) -> list[Shape]:
    """Return lines of text below each other."""
    return [Words(MARGIN, y + LINE * (count + 1) - 4, text, style) for count, (text, style) in enumerate(lines)]


def _legend(states: Sequence[State | None], y: float) -> tuple[list[Shape], float]:
    """Return what each colour and pattern means, and where it ends."""
    shapes: list[Shape] = []
    x = MARGIN
    for state in states:
        words = state_words(state)
        needed = SWATCH + 6 + room_of(words) + 18
        if x > MARGIN and x + needed > WIDTH - MARGIN:
            x, y = MARGIN, y + LINE
        shapes.append(Box(x, y - SWATCH + 2, SWATCH, SWATCH, state or "not-judged"))
        shapes.append(Words(x + SWATCH + 6, y, words))
        x += needed
    return shapes, y + LINE


def _chart(series: Series, states: Sequence[State | None], frame: Frame, *, numbered: bool) -> list[Shape]:
    """Return one chart: lines across, the areas of the states, the dates below, and what each day counts."""
    sized = scale(max(total(one) for one in series.counted))
    shapes: list[Shape] = []
    for value in sized.numbers if numbered else (0, sized.top):
        y = frame.bottom - value * (frame.bottom - frame.top) / sized.top
        shapes.append(Line(frame.left, y, frame.right, y, "grid"))
        shapes.append(Words(frame.left - 6, y + 4, number(value), "dim small", "end"))
    xs = _places(series.days, frame)
    shapes += _areas(series, states, xs, frame, sized.top)
    shapes += _axis(series.days, frame)
    shapes += _tips(series, states, xs, frame)
    return shapes


def _places(days: Sequence[date], frame: Frame) -> list[float]:
    """Return where each day lies, the first on the left and the last on the right; one alone is drawn on both."""
    length = (days[-1] - days[0]).days or 1
    return [frame.left + (day - days[0]).days * (frame.right - frame.left) / length for day in days]


def _areas(
    series: Series, states: Sequence[State | None], xs: Sequence[float], frame: Frame, top: int
) -> Iterator[Shape]:
    """Yield the area of each state, from the lowest up."""
    if len(xs) == 1:
        xs, series = (
            [frame.left, frame.right],
            series._replace(days=list(series.days) * 2, counted=list(series.counted) * 2),
        )
    height = frame.bottom - frame.top
    below = [0] * len(xs)
    for state in states:
        above = [low + one.get(state, 0) for low, one in zip(below, series.counted, strict=True)]
        upper: list[Point] = [(x, frame.bottom - n * height / top) for x, n in zip(xs, above, strict=True)]
        lower: list[Point] = [(x, frame.bottom - n * height / top) for x, n in zip(xs, below, strict=True)]
        if above != below:
            yield Area([*upper, *reversed(lower)], state or "not-judged", series.said(_growth(series, state)))
        below = above


def _growth(series: Series, state: State | None) -> str:
    """Return how the count of a state began and ended, in words."""
    return _grew(series, state_words(state), [one.get(state, 0) for one in series.counted])


def _grew(series: Series, name: str, numbers: Sequence[int]) -> str:
    """Return the first and the last number of something, in words."""
    words = _("{name}: {before} on {first}, {after} on {last}")
    return words.format(
        name=name,
        before=number(numbers[0]),
        first=date_words(series.days[0]),
        after=number(numbers[-1]),
        last=date_words(series.days[-1]),
    )


def _axis(days: Sequence[date], frame: Frame) -> Iterator[Shape]:
    """Yield the axis of days with its ticks."""
    yield Line(frame.left, frame.bottom, frame.right, frame.bottom)
    room = frame.right - frame.left
    length = (days[-1] - days[0]).days or 1
    for tick in axis(days[0], days[-1], int(room / LETTER)):
        x = frame.left + (tick.day - days[0]).days * room / length
        yield Line(x, frame.bottom, x, frame.bottom + 4)
        if tick.label:
            yield Words(x, frame.bottom + LINE, tick.label, "dim small", "start")


def _tips(series: Series, states: Sequence[State | None], xs: Sequence[float], frame: Frame) -> Iterator[Shape]:
    """Yield over each day a strip that is not seen and tells its counts."""
    edges = [frame.left, *((a + b) / 2 for a, b in pairwise(xs)), frame.right]
    for number_of, (day, counts) in enumerate(zip(series.days, series.counted, strict=True)):
        said = [f"{state_words(state)} {number(counts[state])}" for state in states if counts.get(state)]
        words = _("{day}: {n} in all").format(day=date_words(day), n=number(total(counts)))
        left, right = edges[number_of], edges[number_of + 1]
        yield Box(
            left, frame.top, right - left, frame.bottom - frame.top, "tip", series.said("; ".join([words, *said]))
        )


def _small(trend: "Trend", days: Sequence[date], states: Sequence[State | None], y: float) -> tuple[list[Shape], float]:
    """Return a small chart for each body, several in a row, and where they end."""
    shapes: list[Shape] = []
    height = LINE * 3 + SMALL_HEIGHT + 8
    for place, body in enumerate(trend.bodies):
        left = MARGIN + place % IN_A_ROW * (SMALL_WIDTH + SMALL_GAP)
        top = y + place // IN_A_ROW * height
        name = body_label(trend.plan, body, whole=True)
        series = Series(days, [point.counted.bodies.get(body, {}) for point in trend.points], name)
        shapes.append(Words(left, top + LINE - 4, shortened(name, SMALL_WIDTH), "heading"))
        frame = Frame(left + 28, top + LINE + 8, left + SMALL_WIDTH, top + LINE + 8 + SMALL_HEIGHT)
        shapes += _chart(series, states, frame, numbered=False)
    rows = -(-len(trend.bodies) // IN_A_ROW)
    return shapes, y + rows * height


def _description(series: Series, states: Sequence[State | None], summary: str, notes: Sequence[str]) -> str:
    """Return the picture in words, for those who do not see it."""
    whole = _grew(series, _("Total"), [total(one) for one in series.counted])
    return " ".join([f"{summary}.", f"{whole}.", *(f"{_growth(series, state)}." for state in states), *notes])
