"""Who saw a family yesterday does not today, and who comes does: in plain SQL, as the application's role, in the very
next transaction.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access import actions as accounts
from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import actions, queries
from alongside.people.models import KeptOut
from alongside.people.tests import factories
from alongside.people.tests.test_row_policies.asking import by_manager, families_seen, nothing_seen, partner_of, sql

pytestmark = pytest.mark.django_db
LATER = timedelta(days=90)


def sees(user, smiths, at=None):
    """Whether the next request shows them the family: on its own page, on lists, and in bare SQL."""
    with scope.acting_as(user, at=at):
        listed = families_seen().get("family", set())
        opened = scope.open_family(user, smiths.id, at=at)
        assert (opened is not None) == (smiths.id in listed) == (families_seen().get("family") == {smiths.id})
        return opened is not None


def senior_of(smiths):
    senior = factories.senior_key_worker(team=smiths.team)
    by_manager(
        smiths, actions.add_helper, involvement=smiths.involvement, role="senior_key_worker", user=senior
    )  # fmt: skip
    return senior


def end_help(smiths, helper):
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=helper, at=clock.now())


def restrict_to(smiths, *users):
    by_manager(smiths, actions.restrict, users=users, why="Her brother works here", look_again_on=clock.today() + LATER)


def test_a_worker_who_is_a_relative_sees_nothing_from_the_next_request_though_they_help(smiths):
    senior = senior_of(smiths)
    assert sees(senior, smiths)
    with scope.acting_as(senior):
        actions.keep_out(by=senior, family_id=smiths.id, user=senior, tie="relative", at=clock.now())
    assert not sees(senior, smiths)
    with scope.acting_as(senior):
        assert nothing_seen()
        assert sql("SELECT count(*) FROM kept_out") == [(0,)]
    assert sees(smiths.key_worker, smiths)


def test_no_basis_opened_later_lets_a_relative_in(smiths, joneses):
    """The team they manage, and whatever is opened to them by name, in an emergency too."""
    boss = factories.manager(team=smiths.team)
    assert sees(boss, smiths)
    by_manager(smiths, actions.keep_out, user=boss, tie="known")
    assert not sees(boss, smiths)
    by_manager(
        smiths, actions.open_access, principal=boss.principal, level="full", basis="emergency", basis_id=None, why="x"
    )
    assert not sees(boss, smiths)
    assert sees(boss, joneses)


def test_the_key_worker_is_kept_out_once_another_leads_the_help(smiths):
    with pytest.raises(Unacceptable, match="names somebody else first"):
        by_manager(smiths, actions.keep_out, user=smiths.key_worker, tie="relative")
    end_help(smiths, smiths.helper)
    by_manager(smiths, actions.keep_out, user=smiths.key_worker, tie="relative")
    assert not sees(smiths.key_worker, smiths)


def test_a_manager_says_why_a_relative_may_come_back_and_exactly_what_was_is_theirs_again(smiths):
    senior = senior_of(smiths)
    by_manager(smiths, actions.keep_out, user=senior, tie="known")
    with scope.acting_as(smiths.key_worker):
        kept = KeptOut.objects.visible_to(smiths.key_worker).get()
        with pytest.raises(NotAllowed):
            actions.let_back(by=smiths.key_worker, kept=kept, why="It was a mistake", at=clock.now())
    with scope.acting_as(smiths.manager):
        with pytest.raises(Unacceptable):
            actions.let_back(by=smiths.manager, kept=kept, why=" ", at=clock.now())
        actions.let_back(by=smiths.manager, kept=kept, why="It was somebody else", at=clock.now())
    assert sees(senior, smiths)


def test_a_relative_who_asks_whether_the_family_is_known_hears_nothing(smiths):
    senior = senior_of(smiths)
    asked = "SELECT count(*) FROM find_known_person(%s, %s, %s, 'x', 'Amy Smith', '[2018-03-09,2018-03-10)', '')"

    def hears():
        with scope.acting_as(senior):
            return sql(asked, senior.pk, clock.now(), "00000000-0000-7000-8000-000000000001")[0][0]

    assert hears() == 1
    by_manager(smiths, actions.keep_out, user=senior, tie="relative")
    assert hears() == 0


def test_a_restricted_family_is_seen_by_those_who_are_named_and_by_nobody_else(smiths, katie):
    senior, nurse, boss = senior_of(smiths), partner_of(smiths), factories.manager(team=smiths.team)
    everybody = [senior, nurse, boss, smiths.key_worker, smiths.manager]
    assert all(sees(user, smiths) for user in everybody)
    restrict_to(smiths, smiths.manager, smiths.key_worker, nurse)
    assert [sees(user, smiths) for user in everybody] == [False, True, False, True, True]
    assert sees(katie, smiths), "a parent goes on reading their own page"
    by_manager(smiths, actions.lift_restriction, why="He works here no longer")
    assert all(sees(user, smiths) for user in everybody)


def test_who_is_named_anew_sees_it_and_who_is_no_longer_named_does_not(smiths):
    senior = senior_of(smiths)
    restrict_to(smiths, smiths.manager, senior)
    assert not sees(smiths.key_worker, smiths)
    restrict_to(smiths, smiths.manager)
    assert not sees(senior, smiths)
    assert sees(smiths.manager, smiths)


def test_being_named_opens_nothing_by_itself(smiths):
    stranger = factories.key_worker("Ben Ward", team=smiths.team)
    with pytest.raises(Unacceptable, match="does not see this family"):
        restrict_to(smiths, smiths.manager, stranger)
    restrict_to(smiths, smiths.manager, smiths.key_worker)
    end_help(smiths, smiths.helper)
    assert not sees(smiths.key_worker, smiths)


def test_a_restriction_names_a_manager_a_reason_and_a_day_to_look_again(smiths):
    today = clock.today()
    for users, why, day, field in (
        ([smiths.key_worker], "x y", today + LATER, "users"),
        ([smiths.manager], " ", today + LATER, "why"),
        ([smiths.manager], "x y", today, "look_again_on"),
    ):
        with pytest.raises(Unacceptable) as refused:
            by_manager(smiths, actions.restrict, users=users, why=why, look_again_on=day)
        assert refused.value.field == field
    with scope.acting_as(smiths.key_worker), pytest.raises(NotAllowed):
        actions.restrict(
            by=smiths.key_worker, family_id=smiths.id, users=[smiths.manager], why="x y", look_again_on=today + LATER,
            at=clock.now(),
        )  # fmt: skip


def test_a_hand_over_to_another_worker_moves_sight_in_the_same_minute(smiths):
    comes, at = factories.key_worker("Leah Grant", team=smiths.team), clock.now()
    assert not sees(comes, smiths)
    end_help(smiths, smiths.helper)
    by_manager(smiths, actions.add_helper, involvement=smiths.involvement, role="key_worker", user=comes)
    assert (sees(smiths.key_worker, smiths, at), sees(comes, smiths, at)) == (False, True)


def test_who_joins_a_team_as_its_manager_sees_its_families_in_the_same_minute(smiths):
    comes = factories.manager("Eve Lane")
    assert not sees(comes, smiths)
    accounts.join_team(by=None, user=comes, team=smiths.team, at=clock.now())
    assert sees(comes, smiths)


def test_a_manager_who_moves_to_another_team_takes_no_sight_along_and_gains_the_new_teams(smiths):
    before, later = factories.team(), clock.now() + timedelta(minutes=1)
    moves = factories.manager("Rob Lane", team=before)
    others = factories.smith_family(lead_team=before)
    assert (sees(moves, smiths), sees(moves, others)) == (False, True)
    accounts.leave_team(by=None, user=moves, team=before, at=later)
    accounts.join_team(by=None, user=moves, team=smiths.team, at=later)
    assert (sees(moves, smiths, later), sees(moves, others, later)) == (True, False)
    with pytest.raises(Unacceptable, match="is not in"):
        accounts.leave_team(by=None, user=moves, team=before, at=later)


class History:
    """What a person would say: the senior helps now, is not kept out, and the family is open, or open to them."""

    def __init__(self, smiths):
        self.smiths, self.senior = smiths, senior_of(smiths)
        self.helps, self.out, self.closed, self.named = True, False, False, False

    @property
    def sees(self):
        return self.helps and not self.out and (self.named or not self.closed)

    def stop_helping(self):
        with scope.acting_as(self.smiths.manager):
            lines = queries.helpers_of(self.smiths.id, self.smiths.manager, clock.now())
        for line in lines:
            if line.helper.user_id == self.senior.pk:
                end_help(self.smiths, line.helper)
        self.helps = False

    def help(self):
        if not self.helps:
            by_manager(
                self.smiths, actions.add_helper, involvement=self.smiths.involvement, role="senior_key_worker",
                user=self.senior,
            )  # fmt: skip
        self.helps = True

    def be_kept_out(self):
        if not self.out:
            by_manager(self.smiths, actions.keep_out, user=self.senior, tie="known")
        self.out = True

    def come_back(self):
        manager = self.smiths.manager
        with scope.acting_as(manager):
            for kept in KeptOut.objects.visible_to(manager).filter(user=self.senior, during__upper_inf=True):
                actions.let_back(by=manager, kept=kept, why="Not so", at=clock.now())
        self.out = False

    def be_left_out(self):
        restrict_to(self.smiths, self.smiths.manager)
        self.closed, self.named = True, False

    def be_named(self):
        if self.sees:
            restrict_to(self.smiths, self.smiths.manager, self.senior)
            self.closed = self.named = True

    def lift(self):
        if self.closed:
            by_manager(self.smiths, actions.lift_restriction, why="Not needed")
        self.closed = self.named = False


DEEDS = (
    History.stop_helping, History.help, History.be_kept_out, History.come_back, History.be_left_out, History.be_named,
    History.lift,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=6))
def test_after_any_history_somebody_sees_a_family_as_it_stands_now_and_not_as_it_stood(smiths, deeds):
    history = History(smiths)
    for deed in deeds:
        deed(history)
        assert sees(history.senior, smiths) == history.sees, deed
        assert sees(smiths.manager, smiths)
    history.lift()
