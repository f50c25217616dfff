"""Who sees a family after each step of the pathway."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed
from alongside.pathway import actions
from alongside.pathway.tests import factories
from alongside.people import queries as people

pytestmark = pytest.mark.django_db


def test_a_referrer_never_sees_the_family_they_referred() -> None:
    one = factories.waiting()

    assert not one.sees(one.referrer)
    one.accept()
    one.allocate()
    one.close()
    assert not one.sees(one.referrer)


def test_before_a_decision_only_managers_of_the_receiving_team_see_the_family() -> None:
    one = factories.waiting()
    elsewhere = factories.account("manager", "Priya Nair")

    assert one.sees(one.manager)
    assert [who for who in (one.worker, one.senior, elsewhere) if one.sees(who)] == []


def test_the_key_worker_sees_the_family_once_it_is_allocated() -> None:
    one = factories.accepted()
    assert not one.sees(one.worker)

    one.allocate(senior=one.senior)

    assert one.sees(one.worker)
    assert one.sees(one.senior)
    assert one.sees(one.manager)


def test_a_key_worker_who_handed_over_sees_it_no_longer() -> None:
    one = factories.helped()
    leon = factories.account("key_worker", "Leon Achterberg", one.team)

    one.act(one.manager, actions.allocate_again, worker=leon, reason="Joanne goes part time.")

    assert one.sees(leon)
    assert not one.sees(one.worker)


def test_after_closing_only_who_follows_up_and_the_managers_see_it() -> None:
    one = factories.accepted()
    one.allocate(senior=one.senior)

    one.close(follow_up_by=one.senior)

    assert one.sees(one.senior)
    assert one.sees(one.manager)
    assert not one.sees(one.worker)


def test_who_follows_up_sees_the_family_for_twelve_months_at_most() -> None:
    one = factories.closed()
    in_eleven_months = clock.now() + timedelta(days=340)
    in_thirteen_months = clock.now() + timedelta(days=395)

    assert one.sees(one.worker, at=in_eleven_months)
    assert not one.sees(one.worker, at=in_thirteen_months)
    assert one.sees(one.manager, at=in_thirteen_months)


def test_who_followed_up_sees_it_no_longer_when_follow_up_ends() -> None:
    one = factories.closed()

    one.act(one.worker, actions.end_follow_up, on=clock.today(), note="All is well.")

    assert not one.sees(one.worker)
    assert one.sees(one.manager)


def test_access_stands_on_its_bases_at_every_step() -> None:
    one = factories.waiting()

    def rebuilt() -> bool:
        with scope.acting_as(one.manager):
            now = clock.now()
            return people.access_standing(one.family_id, one.manager, now) == people.access_from_bases(
                one.family_id, one.manager, now
            )

    for step in (one.accept, one.allocate, one.close):
        step()
        assert rebuilt()


def test_a_key_worker_may_not_decide_on_a_referral() -> None:
    one = factories.waiting()

    with pytest.raises(NotAllowed):
        one.act(one.worker, actions.accept)
    with pytest.raises(NotAllowed):
        one.act(one.referrer, actions.accept)


def test_a_manager_of_another_team_may_not_decide() -> None:
    one = factories.waiting()
    elsewhere = factories.account("manager", "Priya Nair")

    with pytest.raises(NotAllowed):
        one.act(elsewhere, actions.decline, reason="no_room", told="Full.")
