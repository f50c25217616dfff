"""What a model says of the aids to thought, and how its files are refused when they say it wrongly."""

import pytest

from alongside.practice.tests.factories import BULB, RELATIONSHIP, small_with
from alongside.practice.tests.test_broken_models import breaches_of

BROKEN = [
    (
        "a bulb without its deeds",
        small_with(more="[light_bulb]\nours = true\n"),
        "more.toml",
        "light_bulb",
        "process",
        "is missing",
    ),
    (
        "a second bulb",
        small_with(more=BULB, other=BULB),
        "other.toml",
        "light_bulb",
        "",
        "stands in more.toml already; keep one",
    ),
    (
        "a bulb in double brackets",
        small_with(more=BULB.replace("[light_bulb]", "[[light_bulb]]")),
        "more.toml",
        "light_bulb",
        "",
        "write it as [light_bulb]",
    ),
    (
        "a bulb that looks back no day",
        small_with(more=f"{BULB}window_days = 0\n"),
        "more.toml",
        "light_bulb",
        "window_days",
        "1 or more",
    ),
    (
        "a bulb of which nobody says whence",
        small_with(more=BULB.replace("ours = true\n", "")),
        "more.toml",
        "light_bulb",
        "source",
        "is missing",
    ),
    (
        "a gap between the stages of a relationship",
        small_with(more=RELATIONSHIP.replace("order = 1", "order = 3")),
        "more.toml",
        "relationship_stage building",
        "order",
        "leaves a gap",
    ),
    (
        "one line in two places",
        small_with(more=f'{RELATIONSHIP}before_moving = [{{ id = "time", words = "Time" }}]\n'),
        "more.toml",
        "relationship_stage building",
        "before_moving",
        "time is used already in building",
    ),
    (
        "a line without words",
        small_with(more=f'{RELATIONSHIP}with_partners = [{{ id = "asked" }}]\n'),
        "more.toml",
        "relationship_stage building",
        "with_partners[1].words",
        "is missing",
    ),
]


@pytest.mark.parametrize(
    ("files", "file", "table", "key", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_is_refused_with_its_place_and_what_to_do(tmp_path, files, file, table, key, words):
    (breach,) = breaches_of(tmp_path, files)
    assert (breach.file, breach.table, breach.key) == (file, table, key)
    assert words in breach.reason
