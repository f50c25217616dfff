"""Small drawings: pure, without style or script, said in words or hidden beside their words."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import drawing
from alongside.kit.drawing.lettering import broken, width_of

SVG = "{http://www.w3.org/2000/svg}"


def every_drawing():
    yield drawing.mark()
    yield from (drawing.icon(name) for name in drawing.ICONS)
    yield from (drawing.clock_face(state, part) for state in ("late", "soon", "due", "done") for part in (0, 0.5, 1))
    yield drawing.picture("<circle r='3'/>", box=(480, 240), uid="p", title="Who & where", description="<b>", width=960)


@pytest.mark.parametrize("svg", list(every_drawing()))
def test_drawings_are_whole_and_keep_to_the_content_policy(svg):
    for element in ElementTree.fromstring(svg).iter():
        assert element.tag not in (SVG + "style", SVG + "script")
        assert not {"style", "onload", "href"} & element.attrib.keys()


def test_a_picture_carries_its_words():
    root = ElementTree.fromstring(drawing.picture("", box=(480, 240), uid="p", title="Who & <i>", description="Why"))
    assert root.attrib["aria-labelledby"] == "p-title p-desc"
    assert root.find(f"{SVG}title").text == "Who & <i>"


@given(st.floats(min_value=0, max_value=1))
def test_a_clock_is_well_formed_at_any_share_of_its_time(part):
    ElementTree.fromstring(drawing.clock_face("due", part))


def test_a_clock_used_up_is_full_and_one_just_begun_is_empty():
    assert drawing.clock_face("soon", 1).count("<circle") == 2
    assert "<path" not in drawing.clock_face("due", 0)


def test_only_a_late_clock_is_red():
    faces = {state: drawing.clock_face(state, 0.5) for state in ("late", "soon", "due", "done")}
    assert [state for state, face in faces.items() if drawing.LATE in face] == ["late"]


def test_a_clock_is_in_one_of_four_states():
    with pytest.raises(ValueError, match="late, soon, due or done"):
        drawing.clock_face("overdue")


def test_words_that_no_document_may_hold_are_left_out():
    root = ElementTree.fromstring(drawing.picture("", box=(9, 9), uid="p", title="A\x00my\x1b", description="\ufffe8"))
    assert [root.findtext(f"{SVG}{tag}") for tag in ("title", "desc")] == ["Amy", "8"]


@given(st.text(max_size=80), st.floats(min_value=40, max_value=300), st.integers(min_value=1, max_value=4))
def test_words_break_into_lines_that_fit(words, across, most):
    lines = broken(words, across, 16, most=most)
    assert len(lines) <= most
    assert all(width_of(line, 16) <= across for line in lines)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", []),
        ("Amy", ["Amy"]),
        ("Amy  and\nLiam", ["Amy and", "Liam"]),
        ("Smythe-Jones", ["Smythe-", "Jones"]),
        ("Amy and Liam and Tia", ["Amy and", "Liam…"]),
    ],
)
def test_words_break_between_words_and_after_hyphens(words, lines):
    assert broken(words, 66, 16) == lines


def test_wide_letters_are_wider():
    assert width_of("WWW", 16) > width_of("www", 16) > width_of("iii", 16)
    assert width_of("é", 16) == width_of("e\u0301", 16) == width_of("e", 16)
    assert width_of("Amy", 16, bold=True) > width_of("Amy", 16)
