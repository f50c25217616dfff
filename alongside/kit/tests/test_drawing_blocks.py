"""Building blocks: a house whose stage is seen without colour, and a street of as many as there are."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.drawing import blocks
from alongside.kit.drawing.blocks import House
from alongside.kit.tests.drawn import NAMES, SVG, UID, greys, keeps_the_law, root_of, shapes, words_of

HOUSES = st.builds(
    House, NAMES, NAMES, st.integers(min_value=0, max_value=3), st.booleans(), st.booleans(), st.booleans()
)
EVERY_WAY = [
    {"stage": stage, "moved_back": back, "stuck": stuck, "before": before}
    for stage, back, stuck, before in product(range(4), *[(False, True)] * 3)
]


def test_every_stage_and_what_happened_on_the_way_is_a_shape():
    drawn = [blocks.small(**way) for way in EVERY_WAY]
    for one, other in combinations(drawn, 2):
        assert shapes(one) != shapes(other)
        assert greys(one) != greys(other)


@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_house_beside_its_words_is_hidden_and_whole(way):
    svg = blocks.small(**way, width=52)
    keeps_the_law(svg)
    assert (root_of(svg).attrib["aria-hidden"], root_of(svg).attrib["width"]) == ("true", "52")


def test_what_is_built_is_solid_and_what_is_not_yet_is_dashed():
    assert [blocks.small(stage).count("stroke-dasharray") for stage in range(4)] == [3, 2, 1, 0]


@given(NAMES.filter(bool))
def test_a_house_with_a_title_says_it(title):
    svg = blocks.small(2, uid=UID, title=title)
    assert words_of(svg) == (title, None)
    keeps_the_law(svg)


@pytest.mark.parametrize("stage", [-1, 4])
def test_a_house_has_three_stages(stage):
    with pytest.raises(ValueError, match="stage 0 to 3"):
        blocks.small(stage)


@given(st.lists(HOUSES, max_size=13).map(tuple))
def test_a_street_stands_whatever_its_names(houses):
    keeps_the_law(blocks.street(houses, UID, "Joanne and each person"))


@given(st.lists(HOUSES, max_size=8).map(tuple))
def test_every_house_of_a_street_is_told(houses):
    title, told = words_of(blocks.street(houses, UID, "Joanne and each person"))
    assert title == "Joanne and each person"
    for house in houses:
        who = f"{house.name}, {house.role}" if house.role else house.name
        assert f"{who}: stage {house.stage} of 3" in told
    assert told.count("stuck") >= sum(house.stuck for house in houses)


def test_what_happened_on_the_way_is_told():
    houses = (House("Sam", "dad", 2, moved_back=True, stuck=True, before=True), House("Amy", "", 1))
    told = words_of(blocks.street(houses, UID, "Street"))[1]
    sam = "Sam, dad: stage 2 of 3, moved back a stage, stuck, begun before and begun again"
    assert told == f"{sam}; Amy: stage 1 of 3."


@pytest.mark.parametrize(("count", "streets", "across"), [(0, 1, 128), (1, 1, 128), (5, 1, 640), (6, 2, 640)])
def test_five_houses_stand_in_a_street(count, streets, across):
    root = root_of(blocks.street((House("Amy", "age 8", 1),) * count, UID, "Street"))
    thick = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "3"]
    grounds = [path for path in thick if path.attrib["d"].startswith("M4 ")]
    assert len(grounds) == streets
    assert root.attrib["viewBox"].split()[2] == str(across)
    assert sum(text.text == "Amy" for text in root.iter(f"{SVG}text")) == count
