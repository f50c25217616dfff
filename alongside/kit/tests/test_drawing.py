"""Small drawings: pure, without style or script, said in words or hidden beside their words."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import drawing

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
