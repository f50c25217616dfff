"""Who came after whom as key worker is told to whoever went and to the family itself, and to nobody else."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.people import actions, queries
from alongside.people.models import Helper
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import by_manager, partner_of, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(smiths, now):
    """Joanne led the help of the Smiths until an hour from now; then Priya. Both, and when."""
    joanne, priya = (factories.key_worker(name, smiths.team) for name in ("Joanne Mercer", "Priya Nair"))
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=joanne)
    when = now + timedelta(hours=1)
    hands_on(smiths, joanne, priya, when)
    return joanne, priya, when


def hands_on(smiths, before, after, at):
    """One key worker of the Smiths gives the help over to another."""
    with scope.acting_as(smiths.manager, at=at):
        helper = Helper.objects.get(user=before, during__contains=at)
        actions.end_helper(by=smiths.manager, helper=helper, at=at)
        actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="key_worker", user=after,
            at=at,
        )  # fmt: skip


def given(user, at):
    with scope.acting_as(user, at=at):
        return queries.given_on(at - timedelta(days=14), at)


def test_whoever_led_the_help_hears_who_gave_the_family_to_whom_for_as_long_as_it_is_asked(smiths, changed) -> None:
    joanne, priya, when = changed
    (told,) = given(joanne, when + timedelta(minutes=1))
    assert (told.by, told.to, told.at) == (smiths.manager.name, priya.name, when)
    assert given(joanne, when + timedelta(days=15)) == []
    assert given(joanne, when - timedelta(minutes=1)) == [], "not before it is so"


def test_a_parent_reads_from_whom_their_key_worker_took_over(smiths, katie, changed) -> None:
    _, _, when = changed
    with scope.acting_as(katie, at=when + timedelta(minutes=1)):
        found = {each.name: each for each in queries.whom_to_reach(when + timedelta(minutes=1))}
        assert (found["Priya Nair"].after, found["Priya Nair"].since) == ("Joanne Mercer", when.date())
        assert (found[smiths.key_worker.name].after, found[smiths.key_worker.name].since) == ("", None)
        told = sql("SELECT by_name FROM who_took_over(%s)", when + timedelta(minutes=1))
        assert told == [], "who changed it is not theirs to know"


def test_whoever_leads_the_family_again_is_not_told_that_it_was_given_away(smiths, changed) -> None:
    joanne, priya, when = changed
    hands_on(smiths, priya, joanne, when + timedelta(days=1))
    later = when + timedelta(days=1, minutes=1)
    assert given(joanne, later) == []
    (told,) = given(priya, later)
    assert told.to == "Joanne Mercer"


def came_after(katie, at) -> list[tuple[str, str]]:
    with scope.acting_as(katie, at=at):
        return [(each.name, each.after) for each in queries.whom_to_reach(at) if each.part == "key_worker"]


def test_of_two_workers_of_one_name_only_the_one_who_came_after_somebody_is_said_to_have(
    smiths, katie, changed, now
) -> None:
    _, _, when = changed
    namesake = factories.key_worker("Priya Nair", smiths.team)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=namesake)
    found = came_after(katie, when + timedelta(minutes=1))
    assert sorted(found) == [("Paula Marsh", ""), ("Priya Nair", ""), ("Priya Nair", "Joanne Mercer")]


def test_a_later_period_of_help_by_the_same_worker_does_not_repeat_whom_they_once_came_after(
    smiths, katie, changed
) -> None:
    _, priya, when = changed
    ended, again = when + timedelta(days=30), when + timedelta(days=300)
    with scope.acting_as(smiths.manager, at=ended):
        actions.end_helper(by=smiths.manager, helper=Helper.objects.get(user=priya), at=ended)
    with scope.acting_as(smiths.manager, at=again):
        actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="key_worker", user=priya,
            at=again,
        )  # fmt: skip
    assert ("Priya Nair", "") in came_after(katie, again + timedelta(minutes=1))


def test_nobody_else_learns_of_it(smiths, joneses, changed) -> None:
    _, priya, when = changed
    later = when + timedelta(minutes=1)
    others = (priya, smiths.manager, factories.parent("Nobody"), factories.referrer(), partner_of(smiths))
    for other in others:
        with scope.acting_as(other, at=later):
            assert sql("SELECT after_name FROM who_took_over(%s)", later) == [], other.name
    assert sql("SELECT after_name FROM who_took_over(%s)", later) == []
