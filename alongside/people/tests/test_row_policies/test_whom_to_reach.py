"""A parent or a child knows how to reach who leads their help, and nobody else learns it from there."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.people import actions, queries
from alongside.people.models import Helper, PersonAccount
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import AMY, by_manager, partner_of, sql, values

pytestmark = pytest.mark.django_db


def reached(user, at) -> list[tuple[str, str, str]]:
    with scope.acting_as(user):
        return [(each.part, each.name, each.telephone) for each in queries.whom_to_reach(at)]


def rings(team):
    return factories.manager("Denise Abara", team, telephone="01632 960010")


def test_a_parent_reads_their_key_workers_name_and_number_and_the_teams(smiths, katie, now):
    worker = factories.key_worker("Joanne Mercer", smiths.team)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=worker)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="police", user=factories.partner())
    rings(smiths.team)
    found = reached(katie, now)
    assert ("key_worker", "Joanne Mercer", "01632 960001") in found
    assert found[-1] == ("team", "Denise Abara", "01632 960010")
    assert {part for part, _, _ in found} == {"key_worker", "team"}


def test_a_child_reads_it_as_well(smiths, now):
    amy = factories.child()
    by_manager(smiths, actions.link_account, person_id=smiths.people[AMY], user=amy)
    assert reached(amy, now) == reached_by_family(smiths, now)


def reached_by_family(smiths, now):
    parent = factories.parent("Somebody Else")
    by_manager(smiths, actions.link_account, person_id=smiths.people[AMY], user=parent)
    return reached(parent, now)


def test_whoever_is_nobody_of_the_family_learns_nothing(smiths, joneses, katie, now):
    rings(smiths.team)
    parent = factories.parent("Nobody")
    for other in (smiths.manager, smiths.key_worker, parent, factories.referrer(), partner_of(smiths)):
        assert reached(other, now) == []


def test_an_account_that_is_theirs_no_longer_or_a_scope_of_nothing_learns_nothing(smiths, katie, now):
    rings(smiths.team)
    assert reached(katie, now)
    assert sql("SELECT name FROM whom_i_may_reach(%s)", now) == []
    with scope.acting_as(smiths.manager):
        linked = PersonAccount.objects.get(user=katie)
        actions.unlink_account(by=smiths.manager, account=linked, at=now)
    assert reached(katie, now) == []


def test_who_helps_no_longer_is_not_named(smiths, katie, now):
    worker = factories.key_worker("Joanne Mercer", smiths.team)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=worker)
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=Helper.objects.get(user=worker), at=now + timedelta(minutes=1))
    assert "Joanne Mercer" not in {name for _, name, _ in reached(katie, now + timedelta(hours=1))}


def test_the_rows_of_who_helps_stay_hidden(smiths, katie, now):
    with scope.acting_as(katie):
        assert queries.whom_to_reach(now) is not None
        assert values("helper", "id", smiths.id) == set()
