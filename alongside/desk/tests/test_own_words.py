"""What is recorded is told to whom it names as "you", on their own pages, in words for them."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk.rules import own_names
from alongside.desk.tests.factories import at_work, own_account, person
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part, Reader

KATIE = Reader({"Katie", "Katie Smith"})
SHARING = {"name": "Katie", "to": "Hill Primary", "about": ["themselves", "Amy"]}
WENT_ON = {"number": 2, "refused": ["Dean"], "not_asked": ["Katie"]}


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("agreements.partnership_agreed", {"yes": ["Katie", "Amy"], "could_not": ["Liam"]},
         "We agreed how we work together. You and Amy said yes. Liam could not answer."),
        ("agreements.consent_given", SHARING, "You said yes: Hill Primary may know about you and Amy."),
        ("agreements.consent_given", SHARING | {"name": "Dean"},
         "Dean said yes: Hill Primary may know about Dean and Amy."),
        ("agreements.consent_withdrawn", SHARING,
         "You took back your yes: Hill Primary may no longer know about you and Amy."),
        ("visits.visit", {"place": "At home", "not_seen": ["Katie"]}, "Where: at home. We did not see you."),
        ("visits.visit", {"place": "Katie’s mum’s", "seen": ["Katie Jones", "Katie"], "seen_alone": ["Amy"]},
         "Where: katie’s mum’s. We saw Amy, Katie Jones and you. We saw Amy alone."),
        ("visits.direct_work", {"name": "Katie Smith", "tool": "Katie’s eco-map"},
         "We did this with you: Katie’s eco-map."),
        ("assessments.view_given", {"whose": "Katie", "section": "Health", "name": "Amy"},
         "You told us another view, about Amy: health."),
        ("plans.action_agreed", {"who": "Dean", "due_on": "2027-03-12", "for": ["Amy", "Katie"]},
         "Dean will do this by 12 March 2027, for Amy and you."),
        ("plans.answered", {"name": "Katie", "number": 2, "answer": "yes"}, "Your answer to our plan, number 2: yes."),
        ("plans.went_on", WENT_ON, "Our plan, number 2, began although Dean said no, and you were not asked."),
        ("meetings.held", {"type": "Referral meeting", "present": ["Katie"], "helpers": ["Ms Spragg"], "decisions": 1},
         "Referral meeting. You were there, with Ms Spragg. 1 thing was decided."),
        ("endings.letter_given", {"name": "Katie", "how": "by hand"}, "You got a letter about our goodbye, by hand."),
    ],
)  # fmt: skip
def test_what_happened_is_told_to_the_reader_from_its_facts(kind, facts, told) -> None:
    assert all_kinds()[kind].own_words.sentence(facts, KATIE) == told


def test_a_kind_that_says_nothing_else_is_told_as_it_was_recorded() -> None:
    words = all_kinds()["pathway.relationship_recorded"].own_words
    assert (words.title, words.sentence) == ("Relationship recorded", None)


def test_a_first_name_that_another_bears_too_is_left_as_it_is() -> None:
    assert own_names(["Katie Smith"], ["Amy"]) == KATIE.names
    assert own_names(["Katie Smith"], ["Katie"]) == {"Katie Smith"}
    assert own_names(["Liam’s dad"], []) == {"Liam’s dad"}


def record(one, *entries: NewEntry) -> None:
    """For the family to read, by their worker, today."""
    with scope.acting_as(one.worker):
        timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, at=clock.now(),
            involvement_id=people.current_involvement(one.family_id, one.worker).pk,
            happened=Happened.day(clock.today()), entries=entries,
        )  # fmt: skip


def own_page(one, client) -> str:
    client.force_login(own_account(one, "Katie Smith"))
    return " ".join(Page(client.get(reverse("desk:own_record")).content.decode()).one("main").text.split())


@pytest.mark.django_db
def test_a_parents_page_speaks_to_the_parent(client) -> None:
    one = at_work()
    katie, amy = person(one, "Katie Smith"), person(one, "Amy Smith")
    facts = {"place": "Home", "seen_alone": [], "seen": ["Katie"], "not_seen": ["Amy"]}
    record(
        one,
        NewEntry(
            "visits.visit", Nature.PROCESS, facts, [(katie, Part.SEEN), (amy, Part.MENTIONED)],
            [NewText("response", "Katie was frightened. She wants help. Dean looked after themselves.")],
            subtype="home", minutes=55, audience=Audience.FAMILY,
        ),
    )  # fmt: skip
    page = own_page(one, client)
    assert "Where: home. We saw you. We did not see Amy." in page
    assert "What Joanne wrote about how it went" in page
    assert "Katie was frightened. She wants help. Dean looked after themselves." in page


@pytest.mark.django_db
def test_what_a_worker_calls_it_stands_in_words_for_the_family(client) -> None:
    one = at_work()
    katie = person(one, "Katie Smith")
    record(
        one,
        NewEntry(
            "visits.work_with_adult", Nature.INTERVENTION, {"name": "Katie", "tool": "Safety plan drawn together"},
            [(katie, Part.WITH)], [NewText("adapted", "With pictures.", katie)], subtype="life_work", minutes=20,
            audience=Audience.FAMILY,
        ),
        NewEntry(
            "agreements.partnership_agreed", Nature.PROCESS, {"yes": ["Katie"]}, [(katie, Part.PRESENT)],
            audience=Audience.FAMILY, content={"answers": []},
        ),
    )  # fmt: skip
    page = own_page(one, client)
    assert "What we did together We did this with you: Safety plan drawn together." in page
    assert "What Joanne did to make it easier" in page
    assert "What we agreed We agreed how we work together. You said yes." in page
    for staff in ("Partnership agreement", "Direct work", "Work with a parent", "How we adapted it"):
        assert staff not in page
