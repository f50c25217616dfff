"""Scales: every pair on both pans in the same place, what is missing seen, and room for as many as there are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.drawing import scales
from alongside.kit.drawing.lettering import width_of
from alongside.kit.drawing.scales import Pair
from alongside.kit.tests.drawn import NAMES, SVG, UID, greys, keeps_the_law, root_of, shapes, words_of

PAIRS = st.lists(st.builds(Pair, NAMES, NAMES, st.booleans()), max_size=45).map(tuple)
BOTH, LEFT, RIGHT = Pair("Home visit", "Safety work"), Pair("Core group", ""), Pair("", "Dads’ group")


def lines_of(svg):
    return [text.text for text in root_of(svg).iter(f"{SVG}text")]


def lower_end(svg):
    """Which end of the beam is down: -1 left, 0 neither, 1 right."""
    beam = next(path for path in root_of(svg).iter(f"{SVG}path") if path.attrib["stroke-width"] == "9")
    left, right = (float(point.split()[1]) for point in beam.attrib["d"][1:].split("L"))
    return (right > left) - (right < left)


@given(PAIRS)
def test_scales_stand_whatever_is_on_them(pairs):
    keeps_the_law(scales.full(pairs, UID, "Scales"))
    keeps_the_law(scales.small(pairs, uid=UID, title="Scales"))
    keeps_the_law(scales.small(pairs))


@given(PAIRS)
def test_everything_on_the_scales_is_told(pairs):
    title, told = words_of(scales.full(pairs, UID, "The Smith family"))
    assert title == "The Smith family"
    for place, pair in enumerate(pairs):
        assert f"{scales.letter(place)}: {pair.process or 'no process'}, with {pair.help or 'no help yet'}" in told


@given(st.integers(min_value=0, max_value=80))
def test_each_pair_has_its_letter_on_both_pans(count):
    lines = lines_of(scales.full((BOTH,) * count, UID, "Scales"))
    assert [lines.count(scales.letter(place)) for place in range(count)] == [2] * count


@pytest.mark.parametrize("count", [1, 26, 60])
def test_a_letter_stays_on_its_disc(count):
    root = root_of(scales.full((BOTH,) * count, UID, "Scales"))
    disc = 2 * float(list(root.iter(f"{SVG}circle"))[-1].attrib["r"])
    letters = [text for text in root.iter(f"{SVG}text") if text.text.isupper()]
    assert len(letters) == 2 * count
    assert max(width_of(text.text, float(text.attrib["font-size"]), bold=True) for text in letters) <= 0.9 * disc


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)  # fmt: skip
def test_letters_go_on_after_z(place, letter):
    assert scales.letter(place) == letter


@pytest.mark.parametrize(
    ("pairs", "end", "told"),
    [
        ((), 0, "Nothing is on either side."),
        ((BOTH,), 0, "The two sides are level."),
        ((BOTH, LEFT), -1, "The process side is heavier."),
        ((BOTH, RIGHT), 1, "The intervention side is heavier."),
        ((LEFT, RIGHT), 0, "The two sides are level."),
    ],
)
def test_the_heavier_side_is_down_and_is_said(pairs, end, told):
    svg = scales.full(pairs, UID, "Scales")
    assert lower_end(svg) == end
    assert words_of(svg)[1].startswith(told)


def test_the_beam_leans_a_little_more_for_each_up_to_its_most():
    beams = [scales.full((LEFT,) * count, UID, "Scales").partition('stroke-width="9"')[0] for count in (1, 2, 3, 4, 9)]
    leans = [beam.rpartition("<path")[2] for beam in beams]
    assert len(set(leans)) == 4
    assert leans[3] == leans[4]


def test_a_missing_partner_is_a_dashed_outline():
    dashes = [scales.full(pairs, UID, "Scales").count("stroke-dasharray") for pairs in ((BOTH,), (LEFT,), (RIGHT,))]
    assert dashes == [0, 1, 1]


def test_a_strength_is_a_leaf_and_is_told():
    plain, strong = (scales.full((Pair("Visit", "Talk", strength),), UID, "Scales") for strength in (False, True))
    assert len(shapes(strong)) == len(shapes(plain)) + 1
    assert [("strength recorded" in words_of(svg)[1]) for svg in (plain, strong)] == [False, True]


def test_scales_are_told_apart_without_colour():
    ways = [(), (BOTH,), (LEFT,), (RIGHT,), (BOTH, LEFT), (BOTH, RIGHT), (LEFT, RIGHT)]
    for one, other in combinations([scales.small(pairs) for pairs in ways], 2):
        assert shapes(one) != shapes(other)
        assert greys(one) != greys(other)


@given(st.integers(min_value=1, max_value=60))
def test_sheets_and_discs_lie_in_their_pans_and_never_on_each_other(count):
    for svg in (scales.full((BOTH,) * count, UID, "Scales"), scales.small((BOTH,) * count)):
        discs = [
            [float(disc.attrib[name]) for name in ("cx", "cy", "r")]
            for disc in root_of(svg).iter(f"{SVG}circle")
            if disc.attrib["fill"] != "#ffffff"
        ]
        assert len(discs) == count
        for (x, y, r), (other_x, other_y, _) in combinations(discs, 2):
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * r) ** 2
