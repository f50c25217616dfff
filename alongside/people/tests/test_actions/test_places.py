"""Somebody's place in the family: what was told wrongly, what changed on a day, and what was known when."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.kit import clock
from alongside.people import actions, queries
from alongside.people.models import Membership
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import DEAN, in_family, refused

pytestmark = pytest.mark.django_db

BEGAN = date(2026, 1, 5)
ON = date(2026, 3, 1)


def someone(smiths, paula, at: datetime) -> uuid.UUID:
    return factories.add(smiths, "Bob Hart", by=paula, at=at, role="friend", in_household=False, since=BEGAN)


def place(smiths, paula, who, as_of: date, known_at: datetime | None = None):
    """What stood on a day, as it was known at a moment; None: as it is known now."""
    stood = [
        (line.role, line.in_household)
        for line in queries.places_of(smiths.id, paula, who)
        if line.since <= as_of
        and (line.until is None or as_of < line.until)
        and (known_at is None or line.known_from <= known_at)
        and (line.known_until is None or (known_at is not None and known_at < line.known_until))
    ]
    assert len(stood) <= 1
    if known_at is None:
        now = [(each.role, each.in_household) for each in queries.people_of(smiths.id, paula, as_of)
               if each.person_id == who]  # fmt: skip
        assert now == stood
    return next(iter(stood), None)


def test_what_was_wrong_from_the_beginning_is_put_right_for_its_whole_time(smiths, paula, now):
    bob = someone(smiths, paula, now)
    later = now + timedelta(days=9)
    actions.correct_membership(**in_family(smiths, paula, later), person_id=bob, role="father", in_household=True)

    assert place(smiths, paula, bob, BEGAN) == ("father", True), "as of before, too"
    assert place(smiths, paula, bob, BEGAN - timedelta(days=1)) is None
    assert place(smiths, paula, bob, BEGAN, known_at=now) == ("friend", False), "what was known then"
    assert place(smiths, paula, bob, BEGAN, known_at=later) == ("father", True)


def test_the_page_of_somebody_tells_no_place_that_was_put_right(smiths, paula, now):
    bob = someone(smiths, paula, now)
    actions.correct_membership(**in_family(smiths, paula, now), person_id=bob, role="father", in_household=True)

    (here,) = queries.over_families(bob, paula, ON)
    assert [(each.role, each.in_household) for each in here.places] == [("father", True)]


def test_what_changed_on_a_day_stood_until_then(smiths, paula, now):
    bob = someone(smiths, paula, now)
    later = now + timedelta(days=9)
    actions.change_membership(**in_family(smiths, paula, later), person_id=bob, role="father", in_household=True, on=ON)

    assert place(smiths, paula, bob, ON - timedelta(days=1)) == ("friend", False)
    assert place(smiths, paula, bob, ON) == ("father", True)
    assert place(smiths, paula, bob, ON, known_at=now) == ("friend", False), "we did not know of it yet"


def test_a_correction_after_a_change_leaves_what_stood_before_the_change(smiths, paula, now):
    bob = someone(smiths, paula, now)
    actions.change_membership(**in_family(smiths, paula, now), person_id=bob, role="father", in_household=True, on=ON)
    actions.correct_membership(**in_family(smiths, paula, now), person_id=bob, role="carer", in_household=True)

    assert place(smiths, paula, bob, ON - timedelta(days=1)) == ("friend", False)
    assert place(smiths, paula, bob, ON) == ("carer", True)


def test_nothing_is_put_right_of_somebody_who_left(smiths, paula, now):
    dean = smiths.people[DEAN]
    actions.leave_family(
        **in_family(smiths, paula, now), person_id=dean, on=ON if date(2026, 9, 1) < ON else date(2026, 10, 1)
    )
    with refused("person"):
        actions.correct_membership(**in_family(smiths, paula, now), person_id=dean, role="father", in_household=True)


PLACES = st.tuples(st.sampled_from(["father", "friend", "carer"]), st.booleans())
SAID = st.lists(
    st.one_of(
        st.tuples(st.just("correct"), PLACES, st.just(0)),
        st.tuples(st.just("change"), PLACES, st.integers(0, 40)),
        st.tuples(st.just("leave"), PLACES, st.integers(0, 40)),
    ),
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SAID)
def test_every_day_is_told_as_it_was_known_at_every_moment(smiths, paula, now, said):
    """The record, asked for any day as known at any moment, is what a diary kept by hand would say."""
    bob = someone(smiths, paula, now)
    diary, since = dict.fromkeys(range(46), ("friend", False)), 0
    known = [(now, dict(diary))]
    for number, (what, told, day) in enumerate(said, start=1):
        at, on = now + timedelta(minutes=number), BEGAN + timedelta(days=day)
        here = diary[45] is not None
        about = in_family(smiths, paula, at, person_id=bob)
        if what == "correct" and here:
            actions.correct_membership(**about, role=told[0], in_household=told[1])
            diary |= dict.fromkeys(range(since, 46), told)
        elif what == "change" and day >= since:
            actions.change_membership(**about, role=told[0], in_household=told[1], on=on)
            diary, since = diary | dict.fromkeys(range(day, 46), told), day
        elif what == "leave" and here and day > since:
            actions.leave_family(**about, on=on)
            diary, since = diary | dict.fromkeys(range(day, 46), None), day
        known.append((at, dict(diary)))
    for known_at, days in [*known, (None, diary)]:
        for day in range(0, 46, 3):
            assert place(smiths, paula, bob, BEGAN + timedelta(days=day), known_at) == days[day]
    assert Membership.objects.filter(person_id=bob).count() >= 1


def test_the_day_it_changed_is_not_before_the_place_it_changes(smiths, paula):
    now = clock.now()
    bob = someone(smiths, paula, now)
    with refused("on"):
        actions.change_membership(
            **in_family(smiths, paula, now), person_id=bob, role="", in_household=True, on=BEGAN - timedelta(days=1)
        )
