"""What is recorded is told to whom it names as "you", on their own pages."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk.rules import own_names, spoken_to
from alongside.desk.tests.factories import at_work, own_account, person
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, Part

KATIE = {"Katie", "Katie Smith"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Katie and Amy said yes. Liam could not answer.", "You and Amy said yes. Liam could not answer."),
        ("Visit: home. Katie was not seen.", "Visit: home. You were not seen."),
        ("Direct work with Katie Smith: Eco-map.", "Direct work with you: Eco-map."),
        ("Katie took back their yes: Hill Primary may no longer know what concerns themselves.",
         "You took back your yes: Hill Primary may no longer know what concerns yourself."),
        ("Katie’s goal: calm mornings.", "Your goal: calm mornings."),
        ("Katie Jones and Katie said yes.", "Katie Jones and you said yes."),
        ("Amy and Katie were seen.", "Amy and you were seen."),
        ("Katiena was seen.", "Katiena was seen."),
        ("Nobody was seen.", "Nobody was seen."),
    ],
)  # fmt: skip
def test_a_sentence_is_told_to_the_one_it_names(written, told) -> None:
    assert spoken_to(written, KATIE) == told


def test_a_first_name_that_another_bears_too_is_left_as_it_is() -> None:
    assert own_names(["Katie Smith"], ["Amy"]) == KATIE
    assert own_names(["Katie Smith"], ["Katie"]) == {"Katie Smith"}
    assert own_names(["Liam’s dad"], []) == {"Liam’s dad"}


@pytest.mark.django_db
def test_a_parents_page_speaks_to_the_parent(client) -> None:
    one = at_work()
    katie, amy = person(one, "Katie Smith"), person(one, "Amy Smith")
    with scope.acting_as(one.worker):
        timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, at=clock.now(),
            involvement_id=people.current_involvement(one.family_id, one.worker).pk,
            happened=Happened.day(clock.today()),
            entries=[
                NewEntry(
                    "visits.visit", Nature.PROCESS,
                    {"place": "Home", "seen_alone": [], "seen": ["Katie"], "not_seen": ["Amy"]},
                    [(katie, Part.SEEN), (amy, Part.MENTIONED)], subtype="home", minutes=55, audience=Audience.FAMILY,
                )
            ],
        )  # fmt: skip
    client.force_login(own_account(one, "Katie Smith"))
    page = " ".join(Page(client.get(reverse("desk:own_record")).content.decode()).one("main").text.split())
    assert "Katie seen" not in page
    assert "You were seen" in page
