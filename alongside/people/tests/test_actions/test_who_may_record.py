"""Nobody but the right person records, withholds, or joins a sign-in to a person."""

import uuid
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.refusals import NotAllowed
from alongside.people import actions, queries
from alongside.people.tests import factories
from alongside.people.tests.test_actions.saying import (
    AMY,
    DEAN,
    KATIE,
    every_write,
    fact,
    in_family,
    refused,
)

pytestmark = pytest.mark.django_db


def test_a_withholding_names_one_thing_a_person_and_a_reason(smiths, now):
    said = in_family(smiths, smiths.manager, now, from_person_id=smiths.people[DEAN])
    with scope.acting_as(smiths.manager):
        with refused("why"):
            actions.withhold(**said, why="\u200b", subject_id=smiths.people[AMY])
        with refused("fact"):
            actions.withhold(**said, why="He hurt her.", fact_id=uuid.uuid4())
        with refused("person"):
            actions.withhold(**said, why="He hurt her.", subject_id=uuid.uuid4())
        with pytest.raises(ValueError, match="one"):
            actions.withhold(**said, why="He hurt her.")


def test_a_key_worker_does_not_withhold_but_a_senior_one_does(smiths, paula, now):
    said = {"from_person_id": smiths.people[DEAN], "why": "He hurt her.", "subject_id": smiths.people[AMY]}
    with pytest.raises(NotAllowed):
        actions.withhold(**in_family(smiths, paula, now), **said)
    senior = factories.senior_key_worker()
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            **in_family(smiths, smiths.manager, now, involvement=smiths.involvement), role="senior_key_worker",
            user=senior,
        )  # fmt: skip
    with scope.acting_as(senior):
        held = actions.withhold(**in_family(smiths, senior, now), **said)
        later = now + timedelta(hours=1)
        actions.stop_withholding(by=senior, family_id=held.family_id, withholding_id=held.pk, at=later)
        held.refresh_from_db()
        assert held.during.upper == later


def test_only_a_parents_or_childs_account_is_joined_to_a_person(smiths, paula, now):
    said = in_family(smiths, paula, now, person_id=smiths.people[KATIE])
    with refused("user"):
        actions.link_account(**said, user=factories.key_worker())
    katie = factories.parent()
    account = actions.link_account(**said, user=katie)
    with refused("user"):
        actions.link_account(**said, user=katie)
    with scope.acting_as(katie):
        assert [(line.name, line.family_id) for line in queries.persons_of_account(katie, now)] == [(KATIE, smiths.id)]
    with scope.acting_as(paula):
        actions.unlink_account(by=paula, account=account, at=now)
    assert scope.open_families(katie) == 0


@pytest.mark.parametrize(
    "stranger",
    [
        "key_worker", "manager", "senior_key_worker", "referrer", "partner", "parent", "child", "administrator",
        "practice_lead", "information_governance",
    ],
)  # fmt: skip
def test_nobody_records_anything_about_a_family_that_is_not_theirs(smiths, now, stranger):
    user = getattr(factories, stranger)()
    writes = every_write(smiths, user, now)
    with scope.acting_as(user):
        for name, write in writes.items():
            with pytest.raises(NotAllowed):
                write()
            assert name


def test_a_parent_records_nothing_about_their_own_family(smiths, paula, now):
    katie = factories.parent()
    actions.link_account(**in_family(smiths, paula, now), person_id=smiths.people[KATIE], user=katie)
    with scope.acting_as(katie):
        for write in every_write(smiths, katie, now).values():
            with pytest.raises(NotAllowed):
                write()


def test_nobody_acts_in_a_scope_opened_for_somebody_else(smiths, now):
    with scope.acting_as(smiths.key_worker), pytest.raises(NotAllowed):
        fact(smiths, smiths.manager, now, "phone", "01632 960002")


def test_a_referrer_records_at_the_front_door_and_nowhere_else(smiths, now):
    with factories.front_door(smiths.referrer, smiths.id):
        factories.add(smiths, "Joan Smith", by=smiths.referrer)
        with pytest.raises(NotAllowed):
            actions.add_helper(
                **in_family(smiths, smiths.referrer, now), involvement=smiths.involvement, role="key_worker",
                user=smiths.key_worker,
            )  # fmt: skip
    with pytest.raises(NotAllowed):
        factories.add(smiths, "Bob Smith", by=smiths.referrer)


def test_the_rows_of_one_family_are_not_changed_through_another(smiths, now):
    other = factories.smith_family(lead_team=smiths.team, boss=smiths.manager)
    with scope.acting_as(smiths.manager):
        theirs = queries.known_as(other.id, smiths.manager, other.people[KATIE])
        said = in_family(smiths, smiths.manager, now)
        with pytest.raises(NotAllowed):
            actions.change_known_as(**said, known_as=theirs, name="Jo")
        with pytest.raises(NotAllowed):
            actions.add_helper(**said, involvement=other.involvement, role="manager", user=smiths.manager)
        with refused("person"):
            actions.record_fact(**said, person_id=other.people[AMY], kind="phone", value="1")
