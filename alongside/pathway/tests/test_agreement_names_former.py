"""Joanne goes, and what the family agreed with her names her still: whoever comes is asked to look at it again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions
from alongside.pathway.tests import factories
from alongside.people import queries as people
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db
NAMED = "The agreement names Joanne Mercer, who no longer leads the help: look at it again with the family"
MADE_WITH = "The agreement was made with Joanne Mercer, who no longer leads the help: look at it again with the family"


@pytest.fixture
def one() -> factories.Pathway:
    return factories.helped()


@pytest.fixture
def leon(one):
    return factories.account("key_worker", "Leon Achterberg", one.team)


def family(one) -> list[people.PersonLine]:
    with scope.acting_as(one.manager):
        return people.people_of(one.family_id, one.manager, clock.today())


def agrees(one, who, *, days=9, revises=None, **said):
    """The family agrees with somebody how they work together; the deed of it."""
    agreement = Agreement(**{"how_they_contact": "Ring Joanne, any day until six"} | said, revises=revises)
    rows = one.act(
        who, agreements.record_agreement, on=clock.today() - timedelta(days=days), agreement=agreement,
        answers=[Answer(family(one)[0].person_id, "yes")],
    )  # fmt: skip
    return rows[0].deed_id


def hands_over(one, to) -> None:
    one.act(one.manager, actions.allocate_again, worker=to, reason="Joanne goes part time.")


def asked(one, who) -> list[timeline.DueLine]:
    """What whoever sees the family is asked of the agreement with Joanne, on the list of what is due."""
    with scope.acting_as(who):
        return [line for line in timeline.what_is_due(one.family_id, who, clock.now()) if "Joanne Mercer" in line.name]


def of_mine(who) -> list[str]:
    with scope.acting_as(who):
        return [line.name for line in timeline.due_for_user(who, clock.now())]


def test_the_new_key_worker_is_asked_to_look_at_an_agreement_that_names_the_one_before(one, leon) -> None:
    agrees(one, one.worker)
    assert asked(one, one.manager) == []
    hands_over(one, leon)
    (line,) = asked(one, leon)
    assert (line.name, line.owner_id, line.due_on) == (NAMED, leon.pk, clock.today() + timedelta(days=14))
    assert line.subject_name == "", "nobody promised it"
    assert NAMED in of_mine(leon)


def test_it_is_asked_no_more_when_it_still_fits_or_was_agreed_anew(one, leon) -> None:
    first = agrees(one, one.worker)
    hands_over(one, leon)
    row = one.act(
        leon, agreements.look_again, agreed=first, on=clock.today(), took_part=[family(one)[0].person_id],
        note="Leon comes now, the rest stays",
    )  # fmt: skip
    assert asked(one, leon) == []
    with scope.acting_as(leon):
        timeline_actions.retract(
            by=leon, family_id=one.family_id, entry_ids=[row.pk], why="That was another family", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert len(asked(one, leon)) == 1, "they did not look at it after all"
    agrees(one, leon, days=0, revises=first, how_they_contact="Ring Leon, any day until six")
    assert asked(one, leon) == []


def test_an_agreement_without_names_was_still_made_with_somebody(one, leon) -> None:
    agrees(one, one.worker, how_they_contact="Ring the office")
    hands_over(one, leon)
    assert [line.name for line in asked(one, leon)] == [MADE_WITH]


def test_nobody_is_asked_where_it_stands_in_the_name_of_nobody_who_left(one, leon) -> None:
    hands_over(one, leon)
    assert asked(one, leon) == [], "nothing was agreed yet"
    agrees(one, one.manager, how_they_contact="Ring the office, not Joanneke")
    hands_over(one, one.worker)
    hands_over(one, leon)
    assert asked(one, leon) == []


def test_it_falls_when_she_comes_back_when_it_was_never_agreed_and_when_the_work_ends(one, leon) -> None:
    deed = agrees(one, one.worker)
    hands_over(one, leon)
    hands_over(one, one.worker)
    assert asked(one, one.manager) == [], "she leads the help again"

    hands_over(one, leon)
    assert len(asked(one, leon)) == 1
    with scope.acting_as(leon):
        (entry,) = [
            line.id
            for line in timeline.told(one.family_id, leon, ["agreements.partnership_agreed"])
            if line.entry.deed_id == deed
        ]
        timeline_actions.retract(
            by=leon, family_id=one.family_id, entry_ids=[entry], why="It was not agreed", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert asked(one, leon) == []

    hands_over(one, one.worker)
    agrees(one, one.worker)
    hands_over(one, leon)
    assert len(asked(one, leon)) == 1
    one.act(leon, actions.close, on=clock.today(), reason="goals_reached", changed="Amy sleeps.", told="Ring us.",
            follow_up_by=leon, left=one.left(clock.today(), leon))  # fmt: skip
    assert asked(one, one.manager) == [], "the work has ended"


def test_another_worker_of_the_same_name_is_still_asked(one, leon) -> None:
    agrees(one, one.worker, worker_does="Joanne rings on 01632 960002")
    second = factories.account("key_worker", "Joanne Mercer", one.team)
    hands_over(one, leon)
    hands_over(one, second)
    assert [line.name for line in asked(one, second)] == [NAMED], "it is the number of the first"


def test_what_somebody_of_the_same_name_wrote_down_was_not_made_with_who_left(one, leon) -> None:
    second = factories.account("key_worker", "Joanne Mercer", one.team)
    agrees(one, one.manager, how_they_contact="Ring the office")
    hands_over(one, second)
    agrees(one, second, how_they_contact="Ring the office")
    hands_over(one, one.worker)
    assert len(asked(one, one.worker)) == 1
    hands_over(one, leon)
    assert len(asked(one, leon)) == 1, "the first Joanne made none of them"


def test_will_is_not_named_by_what_we_will_do(one, leon) -> None:
    will = factories.account("key_worker", "Will Harding", one.team)
    hands_over(one, will)
    agrees(one, one.manager, how_they_contact="We will ring before we come")
    hands_over(one, leon)
    with scope.acting_as(leon):
        due = timeline.what_is_due(one.family_id, leon, clock.now())
    assert [line.name for line in due if "Will Harding" in line.name] == []


def test_what_is_due_opens_the_page_on_which_it_is_looked_at_again(client, one, leon) -> None:
    agrees(one, one.worker, worker_does="Joanne brings the star chart")
    hands_over(one, leon)
    client.force_login(leon)
    (line,) = asked(one, leon)
    here = reverse(line.url_name, args=line.url_args)
    due = Page(client.get(reverse("timeline:due", args=[one.family_id])).content.decode())
    assert here in [link.attributes.get("href") for link in due.all("a")]
    shown = Page(client.get(here).content.decode()).one("main").text
    assert "Ring Joanne, any day until six" in shown
    assert "Joanne brings the star chart" in shown
    said = {"form_key": str(uuid7()), "day": day_typed(clock.today()), "note": "Leon brings it now",
            "took_part": [str(family(one)[0].person_id)]}  # fmt: skip
    assert client.post(here, said).status_code == 302
    assert asked(one, leon) == []
