"""Two people at work on one plan at the same moment, on connections of their own, with everything really committed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.pathway import actions as pathway
from alongside.pathway.tests.factories import Pathway, account, helped
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans import actions, queries
from alongside.plans.rules import Doer, NewAction
from alongside.plans.rules.agreed import DONE
from alongside.plans.tests.factories import goal, in_force, now, put_together, write
from alongside.timeline import actions as record
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family
from tests.sessions import at_once


@pytest.fixture
def smiths(own_database) -> SmithFamily:
    with transaction.atomic():
        return smith_family()


def test_of_two_writing_one_new_goal_one_is_saved_and_the_other_is_shown_it(smiths) -> None:
    it = goal(smiths)

    mine = replace(it, words="Mine")
    saved, refusal = at_once(
        (smiths.worker, lambda: write(smiths, it, stood="version:")),
        (smiths.manager, lambda: write(smiths, mine, stood="version:", by=smiths.manager)),
    )

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == str(saved.pk)
    with scope.acting_as(smiths.worker):
        assert [each.words for each in now(smiths).plan.goals] == [it.words]


def test_of_two_putting_together_there_is_one_version(smiths) -> None:
    with scope.acting_as(smiths.worker):
        write(smiths, goal(smiths))
        shown = now(smiths)

    def theirs() -> object:
        return actions.put_together(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, start=shown.start, stood=shown.seen, at=NOON
        )

    saved, refusal = at_once((smiths.worker, lambda: put_together(smiths)), (smiths.manager, theirs))

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved.facts["version_id"]


def test_a_plan_is_put_in_force_once_and_each_of_its_steps_is_due_once(smiths) -> None:
    with scope.acting_as(smiths.worker):
        write(smiths, one_goal := goal(smiths))
        version = put_together(smiths).facts["version_id"]

    def put_in_force(by):
        return lambda: actions.put_in_force(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, version_id=version, on=DAY, audience=Audience.TEAM,
            reason="Nobody could be asked before the holidays", at=NOON,
        )  # fmt: skip

    _, refusal = at_once((smiths.worker, put_in_force(smiths.worker)), (smiths.manager, put_in_force(smiths.manager)))

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message == "This version is in force already"
    with scope.acting_as(smiths.worker):
        due = [each.what for each in queries.open_actions(smiths.family.pk, smiths.worker)]
        assert due == [each.what for each in one_goal.steps]


def test_whoever_led_until_a_moment_ago_puts_no_plan_in_force(smiths) -> None:
    """Both came in while she led the help; when it is her turn to write, she does no longer."""
    with scope.acting_as(smiths.worker):
        write(smiths, goal(smiths))
        version = put_together(smiths).facts["version_id"]
        helper = people_queries.key_worker_of(smiths.family.pk, smiths.worker, NOON)

    def takes_her_off() -> None:
        people_queries.wait_for_family(smiths.family.pk)
        people.end_helper(by=smiths.manager, helper=helper, at=clock.now())

    _, refusal = at_once((smiths.manager, takes_her_off), (smiths.worker, lambda: in_force(smiths, version)))

    assert isinstance(refusal, NotAllowed), refusal
    with scope.acting_as(smiths.manager):
        assert queries.open_actions(smiths.family.pk, smiths.manager) == []


def test_what_was_agreed_ends_once_and_its_rest_is_agreed_once(smiths) -> None:
    in_a_week = DAY + timedelta(days=7)
    with scope.acting_as(smiths.worker):
        ring = NewAction("Ring the school", Doer("Paula", user_id=smiths.worker.pk), in_a_week, (smiths.amy,))
        (agreed,) = actions.agree_actions(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, actions=[ring], on=DAY, at=NOON
        )

    def finish(by, how):
        return lambda: actions.finish_action(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, action=agreed.pk, how=how, on=DAY, words="", at=NOON,
            again_by=in_a_week if how == "partly" else None,
        )  # fmt: skip

    _, refusal = at_once(
        (smiths.worker, finish(smiths.worker, "partly")), (smiths.manager, finish(smiths.manager, "done"))
    )

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message.startswith("Somebody has said what became of this")
    with scope.acting_as(smiths.worker):
        (left,) = queries.open_actions(smiths.family.pk, smiths.worker)
        assert (left.what, left.by_when) == ("Ring the school", in_a_week)
        assert len(timeline.told(smiths.family.pk, smiths.worker, [DONE])) == 1


def test_keeping_something_from_somebody_and_ending_it_wait_for_whoever_writes_to_the_family(smiths) -> None:
    it = goal(smiths)
    with scope.acting_as(smiths.worker):
        written = write(smiths, it)
    said = {"by": smiths.manager, "family_id": smiths.family.pk, "at": NOON}

    def keep() -> object:
        return record.withhold_strand(
            **said, strand_id=written.strand_id, from_person_id=smiths.katie, why="She is not to know yet"
        )

    _, kept = at_once((smiths.worker, lambda: write(smiths, replace(it, words="Mine"))), (smiths.manager, keep))
    at_once(
        (smiths.worker, lambda: write(smiths, replace(it, words="Mine again"))),
        (smiths.manager, lambda: record.end_withholding(**said, withholding_id=kept.pk)),
    )


def test_a_promise_kept_while_the_key_worker_changes_is_not_taken_over_and_the_manager_is_told(own_database) -> None:
    with transaction.atomic():
        one = helped()
        leon = account("key_worker", "Leon Achterberg", one.team)
    ring, letter = (promised(one, what) for what in ("Ring the school", "Write to the landlord"))
    keys = [UUID(each.facts["promise_id"]) for each in (ring, letter)]

    def keep() -> object:
        return actions.finish_action(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, action=ring.pk, how="done", on=clock.today(),
            words="", at=clock.now(),
        )  # fmt: skip

    def change() -> pathway.HandedOver:
        return pathway.allocate_again(
            by=one.manager, family_id=one.family_id, deed_id=uuid7(), worker=leon, reason="Part time", promises=keys,
            at=clock.now(),
        )  # fmt: skip

    _, changed = at_once((one.worker, keep), (one.manager, change))

    assert (changed.taken_over, changed.not_taken_over) == (1, ("“Ring the school” (done)",))
    with scope.acting_as(leon):
        stands = {line.what: (line.who, line.how) for line in queries.actions_of(one.family_id, leon)}
    assert stands == {"Ring the school": ("Joanne Mercer", "done"), "Write to the landlord": ("Leon Achterberg", "")}


def promised(one: Pathway, what: str) -> Entry:
    """What the key worker said she would do."""
    with scope.acting_as(one.worker):
        ring = NewAction(what, Doer(one.worker.name, user_id=one.worker.pk), clock.today() + timedelta(days=7))
        (entry,) = actions.agree_actions(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, actions=[ring], on=clock.today(), at=clock.now()
        )
    return entry
