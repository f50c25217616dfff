"""A manager's morning: who waits for a key worker, what is due today, what is late, and who sees to each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.desk import queries
from alongside.desk.tests.factories import at_work
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.timeline.models import Due

pytestmark = pytest.mark.django_db


def morning(one) -> queries.TeamDay:
    with scope.acting_as(one.manager):
        return queries.team_day(one.manager, at=clock.now())


def words(client, one) -> str:
    client.force_login(one.manager)
    return " ".join(Page(client.get(reverse("desk:today")).content.decode()).one("main").text.split())


def test_what_is_due_today_stands_before_what_is_late_as_counted_by_hand(client) -> None:
    one = at_work()
    with scope.acting_as(one.manager), connection.cursor() as cursor:
        late = Due.objects.filter(family_id=one.family_id, due_on__lt=clock.today()).first()
        assert late is not None
        Due.objects.filter(pk=late.pk).update(due_on=clock.today(), due_at=clock.now() + timedelta(hours=1))
        cursor.execute(
            "SELECT count(*) FILTER (WHERE due_on = %s), count(*) FILTER (WHERE due_on < %s) FROM due "
            "WHERE NOT on_hold AND source <> 'booking'",
            [clock.today(), clock.today()],
        )
        counted = cursor.fetchone()
    found = morning(one)
    assert (len(found.due_today), len(found.late)) == counted
    assert counted[0] == 1
    shown = words(client, one)
    assert shown.index("Due today") < shown.index("What is late for our families")


def test_each_line_says_who_sees_to_it(client) -> None:
    one = at_work()
    assert {each.line.owner_name for each in morning(one).late} == {"Joanne Mercer"}
    assert "Joanne Mercer sees to it" in words(client, one)
    other = at_work()
    with scope.acting_as(other.manager):
        Due.objects.filter(family_id=other.family_id).update(owner=None)
    assert "No key worker yet" in words(client, other)


def test_families_without_a_key_worker_stand_on_top_and_lead_to_allocating_one(client) -> None:
    one = at_work()
    one.refer(family_name="Okonkwo")
    one.accept()
    client.force_login(one.manager)
    assert reverse("pathway:allocate", args=[one.family_id]) in client.get(reverse("desk:today")).content.decode()
    shown = words(client, one)
    assert shown.index("Waiting for a key worker: 1 Okonkwo family") < shown.index("What is late for our families")
    assert "No referral is waiting." in shown
