"""Minutes hold only what their reader may read: whatever is told, in whatever words."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.kit.ids import uuid7
from alongside.kit.telling import is_protected
from alongside.meetings.rules import (
    CONCERN,
    Concern,
    Held,
    HelperThere,
    Minuted,
    Minutes,
    Piece,
    Promised,
    Reader,
    Recipient,
    TookPart,
    minutes_for,
)

KATIE, GEOFF, AMY, LIAM = (uuid7() for _ in range(4))
EVERYBODY = (KATIE, GEOFF, AMY, LIAM)
NAMES = {KATIE: "Katie", GEOFF: "Geoff", AMY: "Amy", LIAM: "Liam"}
ADDRESS = "14 Larkspur Row, Otterbourne SO21 2XY"
DAY = date(2026, 11, 12)

unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""A whole meeting takes a while to think up on a busy machine."""
people = st.sets(st.sampled_from(EVERYBODY), max_size=3).map(tuple)
texts = st.builds(lambda: f"said {uuid7().hex}")
"""Every text is its own, so that one found in minutes is known to be that one."""
disguises = st.sampled_from([
    str.upper, str.lower, lambda text: text.replace(" ", "\n"), lambda text: text.replace(",", " -"),
    lambda text: text.split(",")[0], lambda text: text[-8:], lambda text: text[-8:].replace(" ", ""),
])  # fmt: skip


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    text = draw(texts)
    if draw(st.booleans()):
        text += f" She lives at {draw(disguises)(ADDRESS)} now."
    kind = draw(st.sampled_from(["background", "talked", "decided"]))
    return Piece(kind, text, draw(texts), draw(people), draw(people))


@st.composite
def meetings(draw: st.DrawFn) -> Minuted:
    took_part = [
        TookPart(each, draw(st.sampled_from(["present", "read_out"])), words=draw(texts),
                 open_to=draw(st.sampled_from(["all", "own"])))
        for each in draw(st.sets(st.sampled_from(EVERYBODY)))
    ]  # fmt: skip
    concern = draw(st.none() | st.builds(Concern, texts, about=people, not_for=people))
    told = Held(
        CONCERN if concern else "review", DAY, 60, draw(st.sampled_from(["School", ADDRESS])), "Sam", tuple(took_part),
        (HelperThere("Ms Spragg", view=draw(texts)),), tuple(draw(st.lists(pieces(), max_size=4))), concern, None, None,
        draw(texts),
    )  # fmt: skip
    parts = [*([concern] if concern else []), *told.pieces]
    return Minuted(
        held=told,
        names=NAMES,
        everyone=frozenset(EVERYBODY),
        strand=uuid7(),
        voices={each.person_id: uuid7() for each in took_part},
        apart={place: uuid7() for place, part in enumerate(parts) if part.not_for},
        actions=tuple(draw(st.lists(st.builds(Promised, texts, texts, st.none(), people), max_size=2))),
        protected=(ADDRESS,),
    )


def recipient(meeting: Minuted, draw: st.DrawFn, person: UUID) -> Recipient:
    strands = [*meeting.voices.values(), *meeting.apart.values()]
    kept = draw(st.sets(st.sampled_from(strands))) if strands else set()
    return Recipient(
        Reader.FAMILY, NAMES[person], person_id=person, kept_strands=frozenset(kept),
        kept_subjects=frozenset(draw(st.sets(st.sampled_from(EVERYBODY), max_size=1))),
    )  # fmt: skip


def shown(minutes: Minutes) -> str:
    """Everything a reader sees, as one text."""
    lines = [text for line in minutes.lines for text in (line.who, line.text, line.more)]
    return "\n".join([minutes.place, minutes.chair, *lines])


@unhurried
@given(data=st.data())
def test_nothing_kept_from_somebody_of_the_family_is_in_their_minutes(data) -> None:
    meeting = data.draw(meetings())
    person = data.draw(st.sampled_from(EVERYBODY))
    who = recipient(meeting, data.draw, person)
    text = shown(minutes_for(meeting, who))
    for place, part in enumerate([*([meeting.held.concern] if meeting.held.concern else []), *meeting.held.pieces]):
        words = part.what if isinstance(part, Concern) else part.text
        hidden = person in part.not_for or meeting.apart.get(place) in who.kept_strands - {None}
        if hidden or set(part.about) & who.kept_subjects:
            assert words not in text
    for each in meeting.held.people:
        others = each.open_to == "own" and each.person_id != person
        if others or meeting.voices[each.person_id] in who.kept_strands or each.person_id in who.kept_subjects:
            assert each.words not in text


@unhurried
@given(data=st.data())
def test_a_protected_address_is_in_nobodys_minutes_but_our_own_however_it_is_written(data) -> None:
    meeting = data.draw(meetings())
    person = data.draw(st.sampled_from(EVERYBODY))
    partner = Recipient(Reader.PARTNER, "Dr Rao", helper_id=uuid7(), covers=frozenset(EVERYBODY))
    for who in (recipient(meeting, data.draw, person), partner):
        text = "".join(letter for letter in shown(minutes_for(meeting, who)).casefold() if letter.isalnum())
        for telling in ("14larkspurrow", "so212xy", "otterbourneso212xy"):
            assert telling not in text


@unhurried
@given(data=st.data())
def test_more_consent_never_shows_a_partner_less_and_shows_only_people_it_covers(data) -> None:
    meeting = data.draw(meetings())
    fewer = frozenset(data.draw(people))
    more = fewer | frozenset(data.draw(people))
    few, many = (
        minutes_for(meeting, Recipient(Reader.PARTNER, "Dr Rao", helper_id=uuid7(), covers=covers))
        for covers in (fewer, more)
    )
    assert set(few.lines) <= set(many.lines)
    assert all(line.of_work or line.about <= more for line in many.lines)
    hidden = {each.person_id for each in meeting.held.people} - more
    assert not any(line.who == NAMES[person] for person in hidden for line in many.lines)


@unhurried
@given(data=st.data())
def test_our_own_staff_read_everything(data) -> None:
    meeting = data.draw(meetings())
    text = shown(minutes_for(meeting, Recipient(Reader.STAFF, "Joanne")))
    for piece in meeting.held.pieces:
        assert piece.text in text


@unhurried
@given(meeting=meetings())
def test_a_meeting_kept_from_somebody_gives_them_nothing(meeting) -> None:
    who = Recipient(Reader.FAMILY, "Geoff", person_id=GEOFF, kept_strands=frozenset({meeting.strand}))
    assert shown(minutes_for(meeting, who)).strip() == ""


@pytest.mark.parametrize("text", [
    "We go to 14 larkspur row on Friday", "near Larkspur\nRow 14? no, 14, Larkspur Row", "post code SO212XY",
    "OTTERBOURNE, SO21 2XY", "the house on Larkspur Row",
])  # fmt: skip
def test_an_address_is_known_again_however_it_is_written(text) -> None:
    assert is_protected(text, [ADDRESS])


@pytest.mark.parametrize("text", ["The school in Otterbourne", "Larks sing", "", "14 of us came"])
def test_a_town_or_a_number_alone_gives_nobody_away(text) -> None:
    assert not is_protected(text, [ADDRESS])


@pytest.mark.parametrize(
    ("address", "said", "known"),
    [
        ("4 Mill Lane", "by the bridge in Mill Lane", True), ("Flat 3, Rose Court", "Rose-Court", True),
        ("Flat 3 Rose Court", "the flats at rose court", True), ("12a-14 High Street LS1 2AB", "High Street", True),
        ("4 Mill", "the mill", False), ("3 The Leys, Otterbourne", "in Otterbourne", False),
        ("Text only, after 3 o’clock", "after school", False),
    ],
)  # fmt: skip
def test_a_street_or_a_house_is_known_again_without_its_number(address, said, known) -> None:
    assert is_protected(said, [address]) is known


def test_how_somebody_is_reached_safely_is_protected_as_a_whole() -> None:
    secret = ["Text only, after school", "07700 900123, never the landline"]
    assert is_protected("katie: TEXT only after school", secret)
    assert is_protected("ring 07700-900123", secret)
    assert not is_protected("Amy reads after school", secret)


def test_somebody_whose_whereabouts_are_protected_is_named_in_nobodys_minutes_but_their_own() -> None:
    told = Held("review", DAY, 60, people=(TookPart(KATIE, "present", words="Hello"),))
    base = Minuted(told, NAMES, frozenset(EVERYBODY), uuid7(), {KATIE: uuid7()}, {}, shielded=frozenset({KATIE}))
    assert shown(minutes_for(base, Recipient(Reader.FAMILY, "Geoff", GEOFF))).strip() == ""
    assert "Hello" in shown(minutes_for(base, Recipient(Reader.FAMILY, "Katie", KATIE)))
    assert "Hello" in shown(minutes_for(replace(base, shielded=frozenset()), Recipient(Reader.FAMILY, "Geoff", GEOFF)))
