"""The pages on which something is agreed, shown until it is settled, and ended."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people import actions as people
from alongside.plans import queries
from alongside.plans.tests.factories import at, hidden, main
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """Something agreed, as the page sends it."""
    return {
        "on": day_typed(clock.today()),
        "action-0-what": "Ring the school",
        "action-0-who": f"user:{smiths.worker.pk}",
        "action-0-by_when": day_typed(clock.today() + timedelta(days=3)),
        "action-0-for_whom": [str(smiths.amy)],
        **changed,
    }


def test_what_was_agreed_is_asked_shown_and_ended(worker, smiths) -> None:
    where = at(smiths, "agree")
    data = sent(smiths)
    assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302
    assert "Ring the school" in main(worker.get(at(smiths, "actions")))
    assert "Ring the school" in main(worker.get(reverse("timeline:due", args=[smiths.family.pk])))
    assert "Ring the school" in main(worker.get(reverse("desk:today")))
    with scope.acting_as(smiths.worker):
        (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
    assert "ForAmy" in main(worker.get(at(smiths, "action", line.entry_id)))
    where = at(smiths, "finish", line.entry_id)
    done = {"how": "done", "on": day_typed(clock.today()), "words": "She rang"}
    assert worker.post(where, hidden(worker.get(where)) | done).status_code == 302
    assert "She rang" in main(worker.get(at(smiths, "action", line.entry_id)))
    assert "Nothing is open" in main(worker.get(at(smiths, "actions")))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"action-0-who": "other"}, "Say who it is"),
        ({"action-0-who_else": "Ms Spragg"}, "You wrote a name as well"),
        ({"action-0-by_when": ""}, "Give a day it will be done by"),
        ({"action-0-what": ""}, "Say what will be done"),
    ],
)
def test_what_is_agreed_says_what_who_and_by_when(worker, smiths, changed, why) -> None:
    where = at(smiths, "agree")
    assert why in main(worker.post(where, hidden(worker.get(where)) | sent(smiths, **changed)))


@pytest.fixture
def spragg(smiths) -> User:
    """A partner who signs in and helps for her school."""
    user = account("partner")
    with scope.acting_as(smiths.worker):
        school = people.agency_named(by=smiths.worker, name="Hill Primary", kind="school")
        people.add_helper(
            by=smiths.worker, family_id=smiths.family.pk, involvement=smiths.involvement, role="school", user=user,
            agency=school, at=clock.now(),
        )  # fmt: skip
    return user


def agreed_days_ago(worker, smiths: SmithFamily, who: str, days: int, **more) -> None:
    """Something agreed a month ago, to be done that many days ago."""
    where = at(smiths, "agree")
    on, by_when = (day_typed(clock.today() - timedelta(days=number)) for number in (30, days))
    data = sent(smiths, **{"on": on, "action-0-who": who, "action-0-by_when": by_when}, **more)
    assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302


def test_what_a_partner_said_they_would_do_is_the_key_workers_to_chase(worker, smiths, spragg) -> None:
    agreed_days_ago(worker, smiths, f"user:{spragg.pk}", 4)

    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        (line,) = [each for each in timeline.due_for_user(smiths.worker, clock.now()) if each.source == "action"]
        cursor.execute("SELECT owner_id FROM due WHERE family_id = %s AND source = 'action'", [smiths.family.pk])
        assert cursor.fetchall() == [(smiths.worker.pk,)]
        (action,) = queries.open_actions(smiths.family.pk, smiths.worker)
    assert (line.owner_id, line.words) == (smiths.worker.pk, "4 days late")
    assert line.subject_name == f"{spragg.name}, Hill Primary"
    assert action.who_is == "other"
    assert spragg.name in main(worker.get(reverse("timeline:due", args=[smiths.family.pk])))


def test_what_agencies_should_have_done_by_now_stands_apart_on_top(worker, smiths, spragg) -> None:
    somebody = {"action-0-who_else": "Canal Clinic", "action-0-what": "Send the letter"}
    agreed_days_ago(worker, smiths, f"user:{spragg.pk}", 4)
    agreed_days_ago(worker, smiths, "other", 2, **somebody)
    agreed_days_ago(worker, smiths, f"user:{smiths.worker.pk}", 6, **{"action-0-what": "Book the room"})
    agreed_days_ago(worker, smiths, f"person:{smiths.katie}", 6, **{"action-0-what": "Find the form"})
    agreed_days_ago(worker, smiths, "other", -3, **{**somebody, "action-0-what": "Ring back"})

    page = main(worker.get(at(smiths, "actions")))

    chased, _, rest = page.partition("Still to do")
    assert "Late, and others said they would do it" in chased
    assert all(what in chased for what in ("Ring the school", "4 days late", "Send the letter", "2 days late"))
    assert all(what in rest and what not in chased for what in ("Book the room", "Find the form", "Ring back"))


def test_nothing_is_chased_before_its_day(worker, smiths, spragg) -> None:
    agreed_days_ago(worker, smiths, f"user:{spragg.pk}", 0)

    assert "others said they would do it" not in main(worker.get(at(smiths, "actions")))
