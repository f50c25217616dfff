"""A move that never was leaves no trace in where somebody lives, nor in who knows where the family does."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway import actions
from alongside.pathway.tests import test_moving_out
from alongside.pathway.tests.test_moving_out import HOME
from alongside.people import actions as people_actions
from alongside.people import queries as people

pytestmark = pytest.mark.django_db
one = test_moving_out.one
ELSEWHERE = "1 New Road"


class Told:
    """What a worker says of where Bob lives, on the page of who somebody is, and what the record holds of it."""

    def __init__(self, one, *, lives_there, days_ago=90):
        self.one, self.began = one, clock.today() - timedelta(days=days_ago)
        told = {"by": one.worker, "family_id": one.family_id, "at": clock.now(), "since": self.began}
        self.bob = people_actions.add_person(
            **told, name="Bob Hart", role="father", in_household=lives_there
        ).person_id  # fmt: skip

    @property
    def line(self):
        lines = people.people_of(self.one.family_id, self.one.worker, clock.today())
        return next(line for line in lines if line.person_id == self.bob)

    def says(self, *, lives_there, on=None, role="father"):
        actions.change_known_as(
            by=self.one.worker, family_id=self.one.family_id, deed_id=uuid7(), at=clock.now(), role=role,
            known_as=people.known_as(self.one.family_id, self.one.worker, self.bob), in_household=lives_there,
            place_changed_on=on,
        )  # fmt: skip

    def lives_at(self, value, since, **told):
        actions.record_fact(
            by=self.one.worker, family_id=self.one.family_id, deed_id=uuid7(), person_id=self.bob, kind="address",
            value=value, at=clock.now(), since=since, **told,
        )  # fmt: skip

    def takes_back(self, how):
        """ "wrong": it was always as before; "same day": on the day of the move itself it was as before."""
        line = self.line
        self.says(lives_there=not line.in_household, on=line.since if how == "same day" else None)

    @property
    def places(self):
        places = people.places_of(self.one.family_id, self.one.worker, self.bob)
        return sorted(
            (each.since, each.until or clock.today(), each.role, each.in_household)
            for each in places
            if each.known_until is None
        )

    @property
    def addresses(self):
        facts = people.facts_of(self.one.family_id, self.one.worker, self.bob, ended=True)
        return sorted((each.since, str(each.until), each.value) for each in facts if each.kind == "address")

    @property
    def knows(self):
        """What is protected, and known to Bob."""
        secrets = people.secrets_of(self.one.family_id, self.one.worker, clock.now())
        return {(each.what, each.words) for each in secrets if self.bob in each.known_to}


@pytest.mark.parametrize("how", ["wrong", "same day"])
def test_who_never_moved_in_has_the_address_elsewhere_and_does_not_know_where_the_family_lives(one, how):
    with scope.acting_as(one.worker):
        bob = Told(one, lives_there=False)
        bob.lives_at(ELSEWHERE, bob.began)
        before = bob.addresses
        came = clock.today() - timedelta(days=5)
        bob.says(lives_there=True, on=came)
        bob.lives_at(HOME, came, protected=True)
        assert bob.knows, "as long as it is said that Bob lives there"
        bob.takes_back(how)
        assert bob.addresses == before
        assert not bob.knows


@pytest.mark.parametrize("how", ["wrong", "same day"])
def test_who_never_moved_out_lives_where_the_family_does_whatever_was_written_down_since(one, how):
    with scope.acting_as(one.worker):
        bob = Told(one, lives_there=True)
        bob.lives_at(HOME, bob.began)
        before = bob.addresses
        left = clock.today() - timedelta(days=5)
        bob.says(lives_there=False, on=left)
        bob.lives_at(ELSEWHERE, left)
        bob.lives_at("2 Old Road", left)
        bob.takes_back(how)
        assert bob.addresses == before


def test_a_return_that_never_was_leaves_the_move_before_it_to_be_taken_back(one):
    with scope.acting_as(one.worker):
        bob = Told(one, lives_there=True)
        bob.lives_at(HOME, bob.began)
        before = bob.places, bob.addresses
        bob.says(lives_there=False, on=clock.today() - timedelta(days=9))
        bob.says(lives_there=True, on=clock.today() - timedelta(days=5))
        bob.takes_back("wrong")
        bob.takes_back("wrong")
        assert (bob.places, bob.addresses) == before


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("moves"), st.integers(1, 9)),
        st.tuples(st.just("lives at"), st.sampled_from([ELSEWHERE, "2 Old Road"])),
        st.tuples(st.just("day put right"), st.integers(-4, 4)),
        st.tuples(st.just("part put right"), st.sampled_from(["father", "relative"])),
        st.tuples(st.just("taken back"), st.sampled_from(["wrong", "same day"])),
    ),
    min_size=3, max_size=9,
)  # fmt: skip


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, lives_there=st.booleans(), with_address=st.booleans(), others_have_one=st.booleans())
def test_whatever_move_is_taken_back_places_and_addresses_are_those_before(
    one, steps, lives_there, with_address, others_have_one
):
    with scope.acting_as(one.worker), transaction.atomic():
        if not others_have_one:
            for line in people.facts_of(one.family_id, one.worker):
                people_actions.retract_fact(
                    by=one.worker, family_id=one.family_id, fact=line.fact, at=clock.now()
                )  # fmt: skip
        bob = Told(one, lives_there=lives_there)
        if with_address:
            bob.lives_at(HOME if lives_there else ELSEWHERE, bob.began)
        before = []
        for what, how in steps:
            says(bob, before, what, how)
        while before:
            says(bob, before, "taken back", "wrong")
        transaction.set_rollback(True)


def says(bob, before, what, how):
    """One step, where it can be said; `before`: what stood before each move that stands."""
    line = bob.line
    if what == "moves" and line.since + timedelta(days=how) <= clock.today():
        before.append((line.role, bob.places, bob.addresses))
        bob.says(lives_there=not line.in_household, on=line.since + timedelta(days=how), role=line.role)
    elif what == "lives at" and before:
        bob.lives_at(HOME if line.in_household else how, line.since)
    elif what == "day put right" and how and before:
        earlier, on = max(each[0] for each in before[-1][1]), line.since + timedelta(days=how)
        if earlier < on <= clock.today():
            bob.says(lives_there=line.in_household, on=on, role=line.role)
    elif what == "part put right":
        bob.says(lives_there=line.in_household, role=how)
    elif what == "taken back" and before:
        role, places, addresses = before.pop()
        bob.says(lives_there=not line.in_household, on=line.since if how == "same day" else None, role=role)
        assert (bob.places, bob.addresses) == (places, addresses)
