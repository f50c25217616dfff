"""A step that another worker took over stands under the new name wherever the plan is read, and stays theirs."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans import actions, queries
from alongside.plans.tests import factories
from alongside.plans.tests.factories import main
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import NOON, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
RING, CLOTHES = "Ring the school", "Clothes laid out the night before"


@pytest.fixture
def smiths() -> SmithFamily:
    """Their plan is in force: a step of the key worker's, and one of Katie's."""
    them = smith_family()
    with scope.acting_as(them.worker):
        ring = factories.step(what=RING, who=them.worker.name, doer=f"user:{them.worker.pk}")
        clothes = factories.step(doer=f"person:{them.katie}")
        factories.in_force(
            them, factories.version(them, factories.goal(them, whose=(str(them.katie),), steps=(ring, clothes)))
        )
    return them


def taken_over(smiths: SmithFamily):
    """The key worker leaves and somebody else takes over what she promised; who that is."""
    leon = account("key_worker")
    with scope.acting_as(smiths.manager):
        (still,) = queries.promised_by_worker(smiths.family.pk, smiths.manager, smiths.worker.pk)
        went = actions.take_over(
            by=smiths.manager, family_id=smiths.family.pk, promises=[still.promise_id], before=smiths.worker,
            worker=leon, at=NOON + timedelta(hours=1),
        )  # fmt: skip
        assert (set(went.taken), went.refused) == ({still.promise_id}, {})
        for line in people_queries.helpers_of(smiths.family.pk, smiths.manager, NOON):
            people.end_helper(by=smiths.manager, helper=line.helper, at=NOON + timedelta(hours=1))
        people.add_helper(
            by=smiths.manager, family_id=smiths.family.pk, involvement=smiths.involvement, role="key_worker",
            at=NOON + timedelta(hours=1), user=leon,
        )  # fmt: skip
    return leon


def steps(smiths: SmithFamily, user) -> dict[str, tuple]:
    with scope.acting_as(user, at=NOON + timedelta(days=1)):
        return {line.what: (line.who, line.how) for line in queries.actions_of(smiths.family.pk, user)}


def test_the_plan_and_the_familys_own_page_name_who_took_it_over(smiths, client) -> None:
    katie = account("parent")
    with scope.acting_as(smiths.worker):
        people.link_account(by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, user=katie, at=NOON)
    leon = taken_over(smiths)

    for user, page in ((leon, factories.at(smiths, "plan")), (katie, reverse("plans:own"))):
        client.force_login(user)
        words = main(client.get(page))
        assert re.search(rf"{RING}\W*{leon.name}", words), words
        assert not re.search(rf"{RING}\W*{smiths.worker.name}", words)


def test_the_promise_stays_the_one_that_was_made_in_the_deed_and_for_the_day_in_which_it_was(smiths) -> None:
    with scope.acting_as(smiths.worker):
        (before,) = (line for line in queries.open_actions(smiths.family.pk, smiths.worker) if line.what == RING)
    leon = taken_over(smiths)

    with scope.acting_as(leon, at=NOON + timedelta(days=1)):
        (now,) = (line for line in queries.open_actions(smiths.family.pk, leon) if line.what == RING)
        assert (now.promise_id, now.strand_id, now.deed_id) == (before.promise_id, before.strand_id, before.deed_id)
        assert (now.by_when, now.agreed_on, now.about) == (before.by_when, before.agreed_on, before.about)
        versions = list(Entry.objects.filter(strand_id=now.strand_id).order_by("recorded_at"))
        assert [each.facts["who"] for each in versions] == [smiths.worker.name, leon.name]
        owners = {str(line.clock_id): line.owner_id for line in timeline.what_is_due(smiths.family.pk, leon, NOON)}
        assert owners[now.promise_id] == leon.pk


def test_the_next_version_of_the_plan_leaves_it_with_whoever_took_it_over(smiths) -> None:
    leon = taken_over(smiths)
    with scope.acting_as(leon, at=NOON + timedelta(days=1)):
        theirs, later = replace(smiths, worker=leon), NOON + timedelta(days=1)
        liam = factories.goal(theirs, words="Liam sleeps", steps=())
        factories.in_force(theirs, factories.version(theirs, liam, at=later), on=later.date(), at=later)

    assert steps(smiths, leon) == {RING: (leon.name, ""), CLOTHES: ("Katie", "")}


def test_each_promise_that_stays_says_why_and_what_the_room_does_not_hold_it_leaves_to_others(smiths) -> None:
    leon, elsewhere = taken_over(smiths), uuid7()
    with scope.acting_as(smiths.manager):
        lines = {line.what: UUID(line.promise_id) for line in queries.actions_of(smiths.family.pk, smiths.manager)}
        went = actions.take_over(
            by=smiths.manager, family_id=smiths.family.pk, promises=[*lines.values(), elsewhere], before=smiths.worker,
            worker=account("key_worker"), at=NOON + timedelta(hours=2),
        )  # fmt: skip
    assert not went.taken
    assert went.refused == {
        lines[RING]: f"“{RING}” ({leon.name} does it by now)", lines[CLOTHES]: f"“{CLOTHES}” (Katie does it by now)",
    }  # fmt: skip
