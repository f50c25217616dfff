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
    with scope.acting_as(smiths.manager):
        helper = Helper.objects.get(user=joanne)
        actions.end_helper(by=smiths.manager, helper=helper, at=when)
        actions.add_helper(
            by=smiths.manager, family_id=smiths.id, involvement=smiths.involvement, role="key_worker", user=priya,
            at=when,
        )  # fmt: skip
    return joanne, priya, when


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
        (row,) = sql("SELECT family_name, by_name FROM who_took_over(%s)", when + timedelta(minutes=1))
        assert row == ("", ""), "who changed it is not theirs to know from here"


def test_nobody_else_learns_of_it(smiths, joneses, changed) -> None:
    _, priya, when = changed
    later = when + timedelta(minutes=1)
    others = (priya, smiths.manager, factories.parent("Nobody"), factories.referrer(), partner_of(smiths))
    for other in others:
        with scope.acting_as(other, at=later):
            assert sql("SELECT after_name FROM who_took_over(%s)", later) == [], other.name
    assert sql("SELECT after_name FROM who_took_over(%s)", later) == []
