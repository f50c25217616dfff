"""How many forms a key worker has not finished is told to whoever sees the family in full, as a number and no more."""

from datetime import timedelta

import pytest

from alongside.access import actions as access_actions
from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.people import actions, queries
from alongside.people.models import Helper
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import by_manager, partner_of, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def joanne(smiths, now):
    """The Smiths' key worker, who has begun two forms about them, one of them twice, and one about nobody."""
    worker = factories.key_worker("Joanne Mercer", smiths.team)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=worker)
    for path, family_id in (("/visit", smiths.id), ("/visit", smiths.id), ("/plan", smiths.id), ("/password", None)):
        keeps(worker, path, family_id, now)
    return worker


def keeps(worker, path, family_id, at):
    with scope.acting_as(worker):
        access_actions.keep_draft(
            by=worker, form_key=uuid7(), route="a:form", path=path, title="A form", family_id=family_id,
            fields=[("words", "Nobody else’s")], at=at, unless_saved=False,
        )  # fmt: skip


def unfinished(user, smiths, worker, at) -> int:
    with scope.acting_as(user, at=at):
        return queries.unfinished_forms(smiths.id, worker, at)


def test_the_manager_is_told_how_many_and_reads_none_of_them(smiths, joanne, now):
    assert unfinished(smiths.manager, smiths, joanne, now) == 2
    with scope.acting_as(smiths.manager):
        assert sql("SELECT count(*) FROM draft") == [(0,)]


def test_what_is_about_another_family_is_not_counted_nor_what_was_thrown_away_since(smiths, joneses, joanne, now):
    by_manager(joneses, actions.add_helper, involvement=joneses.involvement, role="key_worker", user=joanne)
    keeps(joanne, "/visit", joneses.id, now)

    assert unfinished(smiths.manager, smiths, joanne, now) == 2
    assert unfinished(smiths.manager, smiths, joanne, now + timedelta(days=15)) == 0


def test_nobody_without_full_access_to_the_family_gets_a_number(smiths, joanne, katie, now):
    stranger, nurse = factories.manager("Another Manager", factories.team()), partner_of(smiths)
    for other in (stranger, nurse, katie, factories.referrer(), factories.administrator()):
        assert unfinished(other, smiths, joanne, now) == 0, other.role
    asked = "SELECT unfinished_forms(%s, %s, %s, %s)", smiths.id, joanne.pk, now, now - timedelta(days=14)
    assert sql(*asked) == [(0,)]
    with scope.acting_as(nurse):
        sql("SELECT set_config('app.team', %s, true)", f"{{{smiths.id}}}")
        assert sql(*asked) == [(0,)], "a scope that says more than the access on record tells nothing"


def test_only_of_the_key_worker_and_only_while_they_are(smiths, joanne, now):
    assert unfinished(smiths.manager, smiths, smiths.manager, now) == 0
    with scope.acting_as(smiths.manager):
        helper = Helper.objects.get(user=joanne, family_id=smiths.id)
        actions.end_helper(by=smiths.manager, helper=helper, at=now)
    later = now + timedelta(minutes=1)
    assert unfinished(smiths.manager, smiths, joanne, later) == 0


def begun(user, smiths, at) -> list[tuple[str, int]]:
    with scope.acting_as(user, at=at):
        return queries.forms_begun(smiths.id, at)


def test_of_everybody_who_helps_a_number_is_told_by_name_and_none_to_whom_it_is_not_for(
    smiths, joneses, joanne, katie, now
):
    senior = factories.key_worker("Sam Whittaker", smiths.team)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="senior_key_worker", user=senior)
    keeps(senior, "/visit", smiths.id, now)
    assert begun(smiths.manager, smiths, now) == [("Joanne Mercer", 2), ("Sam Whittaker", 1)]
    assert begun(joanne, smiths, now) == [("Sam Whittaker", 1)]
    assert begun(smiths.manager, smiths, now + timedelta(days=15)) == []
    for other in (factories.manager("Another Manager", factories.team()), partner_of(smiths), katie):
        assert begun(other, smiths, now) == [], other.role
    assert sql("SELECT * FROM forms_begun(%s, %s, %s)", smiths.id, now, now - timedelta(days=14)) == []
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=Helper.objects.get(user=senior, family_id=smiths.id), at=now)
    later = now + timedelta(minutes=1)
    assert begun(smiths.manager, smiths, later) == [("Joanne Mercer", 2)]


def test_whoever_helps_no_longer_learns_how_many_of_their_own_are_kept_unseen(smiths, joanne, now):
    with scope.acting_as(joanne):
        assert queries.my_forms_out_of_sight(now).number == 0
    with scope.acting_as(smiths.manager):
        helper = Helper.objects.get(user=joanne, family_id=smiths.id)
        actions.end_helper(by=smiths.manager, helper=helper, at=now)
    later = now + timedelta(minutes=1)
    with scope.acting_as(joanne, at=later):
        found = queries.my_forms_out_of_sight(later)
        assert (found.number, found.until) == (2, now + timedelta(days=14))
    with scope.acting_as(smiths.manager, at=later):
        assert queries.my_forms_out_of_sight(later).number == 0
