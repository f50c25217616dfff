"""Those who should see do, and those who should not see nothing at all."""

from datetime import timedelta

import pytest
from django.db import DataError, transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import (
    PEOPLE_TABLES,
    families_seen,
    nothing_seen,
    refused_by_the_database,
    seen,
    sql,
)

pytestmark = pytest.mark.django_db


def test_the_key_worker_sees_every_table_of_their_family_and_no_other(smiths, joneses):
    with scope.acting_as(smiths.key_worker):
        shown = families_seen()
        assert set(shown) >= PEOPLE_TABLES
        assert {table: ids for table, ids in shown.items() if ids != {smiths.id}} == {}
        counts = {table: rows[smiths.id] for table, rows in seen().items() if rows}
        assert (counts["membership"], counts["person_fact"], counts["relationship"]) == (4, 8, 4)


def test_the_manager_of_the_lead_team_sees_both_families(smiths, joneses):
    with scope.acting_as(smiths.manager):
        assert families_seen()["person_known_as"] == {smiths.id, joneses.id}


def test_who_helps_two_families_sees_exactly_the_two(smiths, joneses, now):
    third = factories.smith_family()
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            by=smiths.manager, family_id=joneses.id, involvement=joneses.involvement, role="follow_up",
            user=smiths.key_worker, at=now,
        )  # fmt: skip
    with scope.acting_as(smiths.key_worker):
        shown = families_seen()
        assert shown["person_known_as"] == {smiths.id, joneses.id}
        assert all(third.id not in ids for ids in shown.values())


def test_opening_a_family_narrows_to_that_one(smiths, joneses):
    with scope.acting_as(smiths.manager):
        basis = scope.open_family(smiths.manager, joneses.id)
        assert (basis.level, basis.basis) == ("full", "lead_team")
        assert set().union(*families_seen().values()) == {joneses.id}


@pytest.mark.parametrize(
    "stranger",
    [
        "key_worker", "senior_key_worker", "manager", "partner", "referrer", "parent", "child", "administrator",
        "practice_lead", "information_governance",
    ],
)  # fmt: skip
def test_nobody_without_a_live_basis_sees_a_row_of_any_personal_table(smiths, stranger):
    user = getattr(factories, stranger)()
    with scope.acting_as(user):
        assert nothing_seen()
        assert scope.open_family(user, smiths.id) is None
        assert nothing_seen()


def test_a_colleague_in_the_same_team_and_the_referrer_see_nothing(smiths):
    for user in (factories.key_worker("Ben Ward", team=smiths.team), smiths.referrer):
        with scope.acting_as(user):
            assert nothing_seen()


def test_a_helper_who_has_ended_sees_nothing_from_the_next_request(smiths):
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=clock.now())
    with scope.acting_as(smiths.key_worker):
        assert nothing_seen()


def test_a_manager_who_moved_to_another_team_sees_nothing_and_the_new_one_does(smiths):
    successor = factories.manager("Eve Lane", team=smiths.team)
    sql(
        "UPDATE team_member SET during = tstzrange(lower(during), %s) WHERE user_id = %s",
        clock.now(),
        smiths.manager.pk,
    )
    with scope.acting_as(smiths.manager):
        assert nothing_seen()
    with scope.acting_as(successor):
        assert families_seen()["person_known_as"] == {smiths.id}


def test_an_account_that_has_ended_sees_nothing(smiths):
    sql('UPDATE "user" SET is_active = false WHERE id = %s', smiths.key_worker.pk)
    with scope.acting_as(smiths.key_worker):
        assert nothing_seen()


def test_outside_any_scope_there_is_nothing(smiths, joneses):
    scope.close()
    assert nothing_seen()


def test_after_the_scope_closes_there_is_nothing(smiths):
    with scope.acting_as(smiths.key_worker):
        assert not nothing_seen()
    assert nothing_seen()


@pytest.mark.parametrize("value", ["", "{}", "{0}", "{-1}", "{9223372036854775807}"])
def test_a_setting_that_names_no_family_shows_nothing(smiths, value):
    for name in ("families", "team", "around"):
        sql("SELECT set_config(%s, %s, true)", f"app.{name}", value)
    assert nothing_seen()


@pytest.mark.parametrize("value", ["all", "{all}", "1 OR true", "{1", "*", "true", "{99999999999999999999}"])
def test_a_setting_that_makes_no_sense_stops_the_question_instead_of_answering_it(smiths, value):
    for table in PEOPLE_TABLES:
        with transaction.atomic():
            sql("SELECT set_config('app.families', %s, true), set_config('app.team', %s, true)", value, value)
            try:
                with transaction.atomic():
                    assert sql(f'SELECT count(*) FROM "{table}"') == [(0,)]
            except DataError:
                pass


@pytest.mark.parametrize("name", ["withheld_strands", "withheld_facts", "withheld_subjects", "persons"])
def test_a_senseless_list_of_what_is_withheld_never_shows_more(smiths, katie, name):
    with scope.acting_as(katie):
        before = seen()
        sql("SELECT set_config(%s, 'all', true)", f"app.{name}")
        for table, rows in before.items():
            try:
                with transaction.atomic():
                    assert sql(f'SELECT count(*) FROM "{table}"')[0][0] <= sum(rows.values())
            except DataError:
                pass


def test_access_that_begins_later_is_no_access_yet(smiths, now):
    colleague = factories.key_worker("Ben Ward")
    with scope.acting_as(smiths.manager):
        actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="follow_up", user=colleague,
            at=now + timedelta(days=1),
        )  # fmt: skip
    assert scope.open_families(colleague) == 0
    assert scope.open_families(colleague, at=now + timedelta(days=1)) == 1


def test_who_may_see_whom_is_resolved_inside_the_database_only(smiths):
    for call in (
        "SELECT * FROM resolve_access(%s, now())",
        "SELECT * FROM resolve_access_to(%s, now(), 1)",
        "SELECT set_scope(%s, now(), '{1}', '{1}', '{1}')",
    ):
        with refused_by_the_database(), transaction.atomic():
            sql(call, smiths.key_worker.pk)
