"""The light bulb: four states that nobody needs colour to tell apart, and a cable and an energy that say what they
are whatever their words.
"""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.drawing import bulb
from alongside.kit.drawing.bulb import Bead, BulbDrawing, Clip
from alongside.kit.tests.drawn import NAMES, SVG, UID, greys, keeps_the_law, points_of, root_of, shapes, words_of

STATES = ("cannot_tell", "dark", "glowing", "lit")
CLIPS = st.builds(Clip, NAMES, NAMES, st.sampled_from(["kept", "due", "late"]))
BULBS = st.builds(
    BulbDrawing,
    state=st.sampled_from(STATES),
    child=NAMES,
    process=st.lists(CLIPS, max_size=7).map(tuple),
    energy=st.lists(st.builds(Bead, NAMES, NAMES), max_size=7).map(tuple),
    barriers=st.lists(NAMES, max_size=24).map(tuple),
    word=NAMES,
    below=st.lists(NAMES, max_size=4).map(tuple),
)


def a_bulb(state="glowing", *, process=(), energy=(), barriers=(), below=()):
    return BulbDrawing(state, "Kerry", process, energy, barriers, state.capitalize(), below)


@pytest.mark.parametrize("broken", [False, True])
def test_each_state_has_a_shape_of_its_own(broken):
    drawn = [bulb.small(state, cable_broken=broken) for state in STATES]
    for one, other in combinations(drawn, 2):
        assert shapes(one) != shapes(other)
        assert greys(one) != greys(other)


@pytest.mark.parametrize("state", STATES)
def test_a_broken_cable_is_seen_in_every_state(state):
    assert shapes(bulb.small(state)) != shapes(bulb.small(state, cable_broken=True))


def test_what_cannot_be_told_is_a_dashed_glass_with_nothing_in_it():
    glass = [path for path in root_of(bulb.small("cannot_tell")).iter(f"{SVG}path") if "A22" in path.attrib["d"]]
    assert ["stroke-dasharray" in path.attrib for path in glass] == [True]
    assert len(shapes(bulb.small("cannot_tell"))) < len(shapes(bulb.small("dark")))
    assert "stroke-dasharray" not in bulb.small("dark") + bulb.small("lit")


def test_only_what_is_lit_has_rays():
    below_the_glass = [max(y for _, y in points_of(root_of(bulb.small(state)))) > 85 for state in STATES]
    assert below_the_glass == [False, False, False, True]


@pytest.mark.parametrize("state", STATES)
def test_a_bulb_beside_its_words_is_hidden_and_names_nothing(state):
    root = root_of(bulb.small(state, width=44))
    assert (root.attrib["aria-hidden"], root.attrib["width"], root.attrib["height"]) == ("true", "44", "44")
    assert not [element for element in root.iter() if "id" in element.attrib]
    assert "url(" not in bulb.small(state)
    keeps_the_law(bulb.small(state))


@given(NAMES.filter(bool))
def test_a_bulb_with_a_title_says_it(title):
    svg = bulb.small("dark", uid=UID, title=title)
    assert words_of(svg) == (title, None)
    assert root_of(svg).attrib["aria-labelledby"] == f"{UID}-title"
    keeps_the_law(svg)


def test_a_title_needs_a_name_on_the_page():
    with pytest.raises(ValueError, match="needs a uid"):
        bulb.small("dark", title="Kerry: dark")


def test_a_bulb_is_in_one_of_four_states():
    with pytest.raises(ValueError, match="not 'off'"):
        bulb.small("off")
    with pytest.raises(ValueError, match="not 'off'"):
        bulb.full(a_bulb("off"), UID)


@given(BULBS)
def test_a_whole_bulb_stands_whatever_its_words(drawn):
    keeps_the_law(bulb.full(drawn, UID))


@given(BULBS)
def test_every_word_of_a_whole_bulb_is_told(drawn):
    title, told = words_of(bulb.full(drawn, UID))
    assert drawn.child in title
    for words in (drawn.word, *drawn.below, *drawn.barriers):
        assert words in told
    for what in (*drawn.process, *drawn.energy):
        assert what.label in told
        assert what.note in told


@given(st.lists(CLIPS, min_size=1, max_size=7))
def test_a_cable_is_torn_once_for_each_late_step(clips):
    whole = bulb.full(a_bulb(), UID).count('stroke-width="15"')
    late = sum(clip.state == "late" for clip in clips)
    assert bulb.full(a_bulb(process=tuple(clips)), UID).count('stroke-width="15"') == whole + late


def test_how_a_step_stands_is_a_shape_and_a_word():
    steps = [bulb.full(a_bulb(process=(Clip("Visit", "Thu", state),)), UID) for state in ("kept", "due", "late")]
    for one, other in combinations(steps, 2):
        assert shapes(one) != shapes(other)
    told = [words_of(step)[1] for step in steps]
    assert ["Cable, kept: Visit, Thu" in told[0], "Cable, due" in told[1], "Cable, late" in told[2]] == [True] * 3


def test_where_nothing_is_recorded_both_sides_say_so():
    svg = bulb.full(a_bulb("dark"), UID)
    assert [text.text for text in root_of(svg).iter(f"{SVG}text")].count("Nothing recorded yet") == 2
    assert words_of(svg)[1] == "Dark. Cable: nothing recorded yet. Energy: nothing recorded yet."


def test_a_step_longer_than_there_is_room_keeps_its_last_words_in_what_is_told():
    step = Clip("Multi-agency child protection review " * 4 + "conference at the school", "kept", "kept")
    svg = bulb.full(a_bulb(process=(step,)), UID)
    lines = [text.text for text in root_of(svg).iter(f"{SVG}text")]
    assert "Multi-agency child" in lines
    assert len([line for line in lines if line.endswith("…")]) == 1
    assert step.label in words_of(svg)[1]


@given(st.integers(min_value=0, max_value=30))
def test_each_barrier_is_a_brick_with_its_number(count):
    lines = [
        text.text for text in root_of(bulb.full(a_bulb(barriers=("x",) * count), UID)).iter(f"{SVG}text")
    ]  # fmt: skip
    assert [line for line in lines if line.isdigit()] == [str(number) for number in range(1, count + 1)]
    assert ("In the way" in lines) == bool(count)


@pytest.mark.parametrize(
    "name", ["Oluwaseun Bartholomew-Featherstonehaugh of Nether Wallop", "Look at the plan again " * 3]
)
def test_a_long_name_is_read_whole(name):
    drawn = a_bulb(process=(Clip(name, "kept today", "kept"),), energy=(Bead(name, "today"),))
    svg = bulb.full(replace(drawn, child=name), UID)
    lines = " ".join(each.text for each in root_of(svg).iter(f"{SVG}text"))
    assert "…" not in lines
    assert lines.replace(" ", "").count(name.replace(" ", "")) == 3
