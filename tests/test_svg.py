"""SVG: a valid document that stands alone, runs nothing, and is read by those who see no colour, or nothing."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from folders import RICH, RICH_DAY, one_body, write_plan
from hypothesis import given
from hypothesis import strategies as st
from support import run

from plancli.render.sheet import DARK, DASHES, LIGHT, STROKES, Colours
from plancli.render.sheet import STATES as COLOURED
from plancli.render.svg import document, size
from plancli.report.drawing import Area, Box, Drawing, Line, Mark, Shape, Trace, Words, shortened
from plancli.state import STATES

NAMESPACE = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "polygon", "polyline", "path", "text",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "]]><script>x</script>",
    "</style><script>x</script>",
    "\" onload=\"alert(1)",
    "' onclick='x",
    "&lt;b&gt; &amp; &#0; &nbsp;",
    "a\x00b\x07c\x1b[31md\x85e",
    "\u202eabc\u2028\ufeff\ufffe\ud800",
    "javascript:alert(1)",
    "url(http://example.org/)",
    "<!--",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "tab\tand\nline",
]  # fmt: skip


def every(text: str) -> Drawing:
    """Return a drawing with one text wherever there is one."""
    points = [(0.0, 0.0), (10.0, 5.0), (5.0, 10.0)]
    shapes: list[Shape] = [
        Box(0, 0, 10, 10, "overdue", text),
        Line(0, 0, 10, 10, "today"),
        Area(points, "ongoing", text),
        Trace(points, "completed", text),
        Mark(5, 5, "completed-late done", text),
        Words(0, 10, text, "dim", "end"),
        Box(0, 0, 10, 10, text.replace(" ", "") or "x"),
    ]
    return Drawing(100, 50, text, text, text, shapes)


def read(text: str) -> ET.Element:
    """Return a document's root, once it was seen to be plain SVG."""
    root = ET.fromstring(text)
    assert root.tag == f"{NAMESPACE}svg"
    assert not text.startswith("<?")
    for element in root.iter():
        assert element.tag.removeprefix(NAMESPACE) in ALLOWED, element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "href" not in name
            assert "style" not in name
            if name not in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
                assert ":" not in value, value
    styles = [element.text or "" for element in root.iter(f"{NAMESPACE}style")]
    assert len(styles) == 1
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)", styles[0]))
    assert "@import" not in styles[0]
    return root


def texts(root: ET.Element) -> list[str]:
    """Return what is to be read in a document."""
    return [element.text or "" for element in root.iter() if element.tag in (f"{NAMESPACE}text", f"{NAMESPACE}title")]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    root = read(document(every(text)))
    shown = [one for one in texts(root) if one.strip()]
    assert len(set(shown)) == 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e\ufeff\ufffe\ud800]", shown[0])
    assert len(list(root.iter(f"{NAMESPACE}text"))) == 1


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_gives_a_document(text: str) -> None:
    document(every(text)).encode("utf-8")
    read(document(every(text)))


def test_a_letter_of_any_language_stays() -> None:
    text = "Uỷ ban Kiểm tra Trung ương 🇻🇳 & <b>"
    assert texts(read(document(every(text))))[0] == text


def test_the_document_names_and_describes_itself() -> None:
    root = read(document(Drawing(120.5, 60, "A title", "What is seen", "vi", [])))
    assert (root.get("role"), root.get("lang"), root.get("viewBox")) == ("img", "vi", "0 0 120.5 60")
    ids = {element.get("id"): element.text for element in root if element.get("id")}
    assert [ids[name] for name in (root.get("aria-labelledby") or "").split()] == ["A title", "What is seen"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (1.005, "1"), (1.0, "1"), (2 / 3, "0.67"), (100, "100"), (-2.5, "-2.5")],
)
def test_lengths(value: float, text: str) -> None:
    assert size(value) == text


@given(st.floats(-1e6, 1e6))
def test_lengths_have_two_decimals_at_most(value: float) -> None:
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?", size(value))
    assert abs(float(size(value)) - value) <= 0.00501


def test_a_text_is_shortened_by_its_columns() -> None:
    assert shortened("Kiểm tra", 1000) == "Kiểm tra"
    assert shortened("Kiểm tra, giám sát", 66) == "Kiểm tra,…"


# --- colours ----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours: Colours) -> None:
    inks = [colours.text, colours.dim, colours.today, *(ink for ink, _tint in colours.states.values())]
    assert min(contrast(ink, ground) for ink in inks for ground in (colours.page, colours.band)) >= 4.5


def test_states_are_told_apart_without_colour() -> None:
    assert set(COLOURED) == {*STATES, "not-judged"}
    fills = {state: STROKES.get(state) for state in COLOURED}
    assert [state for state, stroke in fills.items() if stroke is None] == [
        "completed-on-time",
        "awaiting-event",
        "not-yet-due",
    ]
    tints = {LIGHT.states[state][1] for state, stroke in fills.items() if stroke is None}
    assert min(contrast(one, other) for one in tints for other in tints if one != other) > 1.2
    dashes = [DASHES.get(state) for state in COLOURED if state not in ("completed-on-time", "overdue")]
    assert len(set(dashes)) == len(dashes)


# --- of a plan --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("args", [(), ("--plan", str(RICH), "--milestones"), ("2024-Q3", "--by", "none")])
def test_a_timeline_is_such_a_document(args: tuple[str, ...], lang: str) -> None:
    call = ["timeline", *args, "--as-of", RICH_DAY, "--lang", lang, "--format", "svg"]
    made = run(*call)
    root = read(made.stdout)
    assert (made.status, root.get("lang"), run(*call).stdout) == (0, lang, made.stdout)
    wide, high = float(root.get("width") or 0), float(root.get("height") or 0)
    for rect in root.iter(f"{NAMESPACE}rect"):
        x, y, w, h = (float(rect.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= wide + 0.01
        assert 0 <= y <= y + h <= high
        assert w > 0 or rect.get("class") == "page"
    for word in root.iter(f"{NAMESPACE}text"):
        assert 0 < float(word.get("x") or 0) < wide
        assert 0 < float(word.get("y") or 0) < high


def test_a_long_title_is_whole_where_the_pointer_rests() -> None:
    root = read(run("timeline", "--as-of", "2024-06-30", "--format", "svg").stdout)
    title = "Tổng kết, đề xuất sửa 10-QĐi/TW, 200-QĐ/TW, 42-QĐ/TW và quy định về chức năng các tổ chức đảng"
    told = [text for text in texts(root) if title in text]
    assert told
    assert "Ban Tổ chức Trung ương" in told[0]
    assert any(text.endswith("…") and title.startswith(text[:-1]) for text in texts(root))


def test_hostile_titles_of_a_plan(tmp_path: Path) -> None:
    titles = [text for text in HOSTILE if text.isprintable()]
    tasks = "".join(
        f"- {{id: I.{n}, title: {text!r}, due: 2024}}\n" for n, text in enumerate(titles) if "'" not in text
    )
    made = run("timeline", "--plan", str(one_body(tmp_path, tasks)), "--as-of", "2024-06-30", "--format", "svg")
    read(made.stdout)
    assert "<script" not in made.stdout


def test_thousands_of_tasks_are_one_valid_file(tmp_path: Path) -> None:
    tasks = "".join(f"- {{id: '{n}', title: Task {n}, due: '{2000 + n % 40}'}}\n" for n in range(2000))
    folder = write_plan(tmp_path, {"bodies/a.yaml": f"name: A\ntasks:\n{tasks}"})
    root = read(
        run("timeline", "--plan", str(folder), "--as-of", date(2024, 6, 30).isoformat(), "--format", "svg").stdout
    )
    assert float(root.get("height") or 0) > 2000 * 22
