"""Numbers and names in lists say what the record says, counted by hand-written SQL where they count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import due_words
from alongside.pathway import actions as pathway
from alongside.pathway import queries as pathway_queries
from alongside.pathway.tests.factories import closed, helped, moment
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.practice.queries import current_model
from alongside.timeline import queries
from alongside.timeline.clocks import clock_name
from alongside.timeline.queries.clocks import owner_of

pytestmark = pytest.mark.django_db
LAST_CONTACT = """
SELECT max(happened_on) FROM entry WHERE family_id = %s AND nature = 'process' AND (minutes IS NOT NULL
  OR (kind = 'pathway.follow_up_contact' AND facts ->> 'outcome_id' <> 'not_reached'))
"""


def test_the_last_contact_is_a_follow_up_that_reached_somebody() -> None:
    one = closed()

    def asks(days_ago: int, outcome: str) -> None:
        day = clock.today() - timedelta(days=days_ago)
        one.act(
            one.worker, pathway.record_follow_up, on=day, way="phone", outcome=outcome, note="", at=moment(days_ago)
        )

    with scope.acting_as(one.worker):
        assert queries.last_contact_of([one.family_id], one.worker) == {}
    asks(1, "going_well")
    asks(0, "not_reached")
    with scope.acting_as(one.worker), connection.cursor() as cursor:
        cursor.execute(LAST_CONTACT, [one.family_id])
        (last,) = cursor.fetchone()
        found = queries.last_contact_of([one.family_id], one.worker)[one.family_id]
    assert found.happened_on == last == clock.today() - timedelta(days=1)


def test_whoever_follows_up_is_counted_beside_their_families() -> None:
    one = closed()
    with scope.acting_as(one.manager), connection.cursor() as cursor:
        load = next(each for each in pathway_queries.workloads(one.manager, clock.now()) if each.user == one.worker)
        cursor.execute(
            "SELECT count(DISTINCT family_id) FROM helper WHERE user_id = %s AND role = 'follow_up' AND during @> %s",
            [one.worker.pk, clock.now()],
        )
        assert (load.count, load.followed_up) == (0, cursor.fetchone()[0])
    assert load.words == "0 of about 5 families, and keeps in touch with 1 more"


def owners(one) -> set[object]:
    """As it is stored, and as a family's own page computes it."""
    due = queries.what_is_due(one.family_id, one.manager, clock.now())
    return {owner_of(one.family_id, clock.now()), *(line.owner_id for line in due if line.source == "clock")}


def test_what_is_due_is_seen_to_by_the_key_worker_named_last_and_failing_one_by_the_senior() -> None:
    one = helped()
    with scope.acting_as(one.manager):
        involvement = people_queries.current_involvement(one.family_id, one.manager)
        given = {"by": one.manager, "family_id": one.family_id, "involvement": involvement}
        people.add_helper(**given, role="senior_key_worker", at=moment(20), user=one.senior)
        assert owners(one) == {one.worker.pk}
        second = people.add_helper(**given, role="key_worker", at=moment(10), user=one.senior)
        assert owners(one) == {one.senior.pk}
        people.end_helper(by=one.manager, helper=second, at=moment(5))
        assert owners(one) == {one.worker.pk}
        for line in people_queries.helpers_of(one.family_id, one.manager, clock.now()):
            if line.role == "key_worker":
                people.end_helper(by=one.manager, helper=line.helper, at=moment(1))
        assert owners(one) == {one.senior.pk}


def test_of_two_clocks_with_one_name_it_is_said_which_model_asks() -> None:
    ours, law = current_model("family_intervention"), current_model("statutory_england")
    (first, *_), (other, *_) = ours.clocks, law.clocks
    assert clock_name(first, ours, [ours, law]) == first.name
    same = replace(law, clocks=(replace(other, name=first.name), *law.clocks[1:]))
    assert clock_name(first, ours, [ours, same]) == f"{first.name} ({ours.name})"
    assert clock_name(same.clocks[0], same, [ours, same]) == f"{first.name} ({law.name})"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 22), "Today, Sunday"), (date(2026, 11, 23), "Tomorrow"),
        (date(2026, 11, 28), "Saturday 28 Nov"), (date(2027, 1, 3), "Sunday 3 Jan 2027"),
        (date(2026, 11, 27), "Fri 27 Nov"), (date(2026, 11, 21), "1 day late"),
    ],
)  # fmt: skip
def test_a_day_of_the_weekend_is_said_out(due: date, words: str) -> None:
    assert due_words(due, date(2026, 11, 22)) == words
