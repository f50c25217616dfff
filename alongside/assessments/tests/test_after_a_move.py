"""Somebody of whom the risk assessment speaks moves out: what we do about visits may hold no longer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments.rules import Filled
from alongside.assessments.tests.factories import acting
from alongside.assessments.tests.test_risk import assess
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import smith_family

pytestmark = pytest.mark.django_db
ASKED = "Look again at the risks and restrictions that name Geoff, whose home has changed"


@pytest.fixture
def smiths():
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def geoff(smiths):
    with acting(smiths):
        return people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Geoff Smith", role="father",
            since=clock.today() - timedelta(days=30),
        ).person_id  # fmt: skip


def voices() -> Filled:
    told = {"hazard": "Voices get loud when Geoff is home", "to_whom": ["child"], "likelihood": "likely",
            "we_do": "Two of us go."}  # fmt: skip
    return Filled("hazards", told)


def moves(client, smiths, person, lives_there="no", *, on=None, **changed):
    """The worker says on the page that they live with the family no longer, or again; the page they come to."""
    client.force_login(smiths.worker)
    address = reverse("pathway:correct_person", args=[smiths.family.pk, person])
    shown = Page(client.get(address).content.decode())
    with acting(smiths):
        known = people_queries.known_as(smiths.family.pk, smiths.worker, person)
    typed = {
        "form_key": str(uuid7()), "name": str(known), "described_as": "", "born": "", "died_on": "", "protected": "no",
        "role": "father", "in_household": lives_there, "version": shown.named("version")[0]["value"],
        "place_was": "changed", "place_changed_on": day_typed(on or clock.today()),
    } | changed  # fmt: skip
    answer = client.post(address, typed, follow=True)
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def asked(smiths):
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.due_on) for line in lines if "home has changed" in line.name]


def test_a_risk_that_names_whoever_moved_out_is_to_be_looked_at_again(client, smiths, geoff):
    with acting(smiths):
        assess(smiths, voices())
    shown = moves(client, smiths, geoff)
    assert "Where does Geoff Smith live now?" in shown
    assert "Does what we do about visits, or a risk, rest on Geoff Smith living here? Look at the risks again" in shown
    assert asked(smiths) == [(ASKED, clock.today() + timedelta(days=7))]


def test_what_we_will_do_names_no_will(client, smiths):
    with acting(smiths):
        will = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Will Smith", role="father",
            since=clock.today() - timedelta(days=30),
        ).person_id  # fmt: skip
        told = {"hazard": "Voices get loud", "to_whom": ["child"], "likelihood": "likely", "we_do": "We will ring."}
        assess(smiths, Filled("hazards", told))
    moves(client, smiths, will)
    assert asked(smiths) == []


def test_a_new_assessment_answers_it(client, smiths, geoff):
    with acting(smiths):
        first = assess(smiths, voices())
    moves(client, smiths, geoff)
    with acting(smiths):
        assess(smiths, stood=first.pk)
    assert asked(smiths) == []


def test_nothing_is_asked_where_no_risk_rests_on_them(client, smiths, geoff):
    moves(client, smiths, geoff)
    assert asked(smiths) == [], "no risk assessment yet"
    with acting(smiths):
        assess(smiths)
    moves(client, smiths, geoff, "yes")
    assert asked(smiths) == [], "it does not speak of Geoff"


def test_nothing_is_asked_any_more_once_the_move_is_taken_back(client, smiths, geoff):
    with acting(smiths):
        assess(smiths, voices())
    moves(client, smiths, geoff)
    moves(client, smiths, geoff, "yes")
    assert asked(smiths) == []
    moves(client, smiths, geoff)
    assert asked(smiths) == [(ASKED, clock.today() + timedelta(days=7))], "a move that did happen asks again"


def test_a_move_taken_back_asks_nothing_anew_when_it_was_answered_meanwhile(client, smiths, geoff):
    with acting(smiths):
        first = assess(smiths, voices())
    moves(client, smiths, geoff)
    with acting(smiths):
        assess(smiths, voices(), stood=first.pk)
    moves(client, smiths, geoff, "yes")
    assert asked(smiths) == []


def test_a_return_taken_back_leaves_what_the_move_before_it_asks(client, smiths, geoff):
    with acting(smiths):
        assess(smiths, voices())
    moves(client, smiths, geoff, on=clock.today() - timedelta(days=3))
    moves(client, smiths, geoff, "yes")
    moves(client, smiths, geoff)
    assert asked(smiths) == [(ASKED, clock.today() + timedelta(days=7))]


def test_another_move_taken_back_leaves_what_one_that_did_happen_asks(client, smiths, geoff):
    with acting(smiths):
        assess(smiths, voices())
    for lives_there, days_ago in (("no", 6), ("yes", 4), ("no", 2)):
        moves(client, smiths, geoff, lives_there, on=clock.today() - timedelta(days=days_ago))
    moves(client, smiths, geoff, "yes", place_was="wrong", place_changed_on="")
    assert asked(smiths) == [(ASKED, clock.today() + timedelta(days=7))], "he did go, and came back"


def test_who_never_lived_here_as_it_was_told_is_asked_about(client, smiths, geoff):
    with acting(smiths):
        assess(smiths, voices())
    moves(client, smiths, geoff, place_was="wrong", place_changed_on="")
    assert asked(smiths) == [(ASKED, clock.today() + timedelta(days=7))]
