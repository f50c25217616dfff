"""What is kept of something agreed stays kept when it is settled, agreed again or written anew."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access import scope
from alongside.access.models import User
from alongside.agreements.tests.factories import consent, holds, school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.people import queries as people
from alongside.people.actions import link_account
from alongside.plans import actions
from alongside.plans.rules import DRAFTED, Doer, NewAction, Promise
from alongside.plans.rules.agreed import AGREED
from alongside.plans.tests.factories import answer, goal, in_force, now, promise, put_together, step, version, write
from alongside.timeline import actions as timeline
from alongside.timeline import queries as timeline_queries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


@pytest.fixture
def katie(smiths) -> User:
    with scope.acting_as(smiths.manager):
        user = account("parent")
        link_account(by=smiths.manager, family_id=smiths.family.pk, person_id=smiths.katie, user=user, at=clock.now())
    return user


def agree(smiths: SmithFamily, *whom: UUID, audience: Audience = Audience.FAMILY) -> Entry:
    doer = Doer("Paula", user_id=smiths.worker.pk)
    what = NewAction("Ask Amy alone about the bruise", doer, clock.today() + timedelta(days=7), whom)
    (entry,) = actions.agree_actions(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, actions=[what], on=clock.today(),
        at=clock.now(), audience=audience,
    )  # fmt: skip
    return entry


def keep_from_katie(smiths: SmithFamily, entry: Entry) -> None:
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=smiths.katie,
            why="She is not to know yet", at=clock.now(),
        )  # fmt: skip


def kept_from(smiths: SmithFamily, entry: Entry) -> list[UUID]:
    """From whom an entry is kept."""
    with scope.acting_as(smiths.manager):
        held = people.kept(smiths.family.pk, smiths.manager)
        return [each.from_person_id for each in held if entry.strand_id in each.strands and each.holds(clock.now())]


def test_what_became_of_an_action_and_the_rest_of_it_are_kept_from_whom_the_action_is(smiths) -> None:
    with scope.acting_as(smiths.worker):
        action = agree(smiths, smiths.amy)
    keep_from_katie(smiths, action)

    with scope.acting_as(smiths.worker):
        done, again = actions.finish_action(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=action.pk, how="partly",
            on=clock.today(), words="Amy told me about mum", at=clock.now(),
            again_by=clock.today() + timedelta(days=14),
        )  # fmt: skip

    assert kept_from(smiths, done) == kept_from(smiths, again) == [smiths.katie]


def test_what_is_kept_from_nobody_is_settled_for_everybody(smiths) -> None:
    with scope.acting_as(smiths.worker):
        action = agree(smiths, smiths.amy)
        (done,) = actions.finish_action(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=action.pk, how="done",
            on=clock.today(), words="", at=clock.now(),
        )  # fmt: skip
    assert kept_from(smiths, done) == []


def test_a_second_answer_and_the_next_version_in_force_are_kept_as_the_first_was(smiths) -> None:
    with scope.acting_as(smiths.worker):
        now = {"on": clock.today(), "at": clock.now()}
        first = version(smiths, goal(smiths), at=clock.now())
        said = answer(smiths, first, f"person:{smiths.amy}", "no", **now)
        stands, *_ = in_force(smiths, first, reason="Mornings cannot wait", audience=Audience.FAMILY, **now)
    keep_from_katie(smiths, said)
    keep_from_katie(smiths, stands)

    with scope.acting_as(smiths.worker):
        now = {"on": clock.today(), "at": clock.now()}
        said = answer(smiths, first, f"person:{smiths.amy}", "yes", **now)
        second = version(smiths, goal(smiths, words="Amy sleeps until seven"), at=clock.now())
        stands, *_ = in_force(smiths, second, audience=Audience.FAMILY, **now)

    assert kept_from(smiths, said) == [smiths.katie]
    assert kept_from(smiths, stands) == [smiths.katie]


def test_the_next_version_in_force_is_kept_as_the_one_before_is_itself_and_not_as_what_that_one_was_made_of(smiths):
    alone = goal(smiths, words="Amy is seen alone every week")
    with scope.acting_as(smiths.worker):
        day = {"on": clock.today(), "at": clock.now()}
        written = write(smiths, alone, at=clock.now())
        stands, *_ = in_force(smiths, version(smiths, goal(smiths), at=clock.now()), **day)
        leave_out(smiths, alone.id)
        follows, *_ = in_force(smiths, version(smiths, goal(smiths), at=clock.now()), **day)
    keep_from_katie(smiths, written)
    assert [kept_from(smiths, each) for each in (stands, follows)] == [[smiths.katie], []]


def test_what_is_kept_after_the_plan_stands_is_kept_of_it_until_it_is_kept_no_longer(smiths, katie) -> None:
    alone = goal(smiths, words="Amy is seen alone every week", steps=(step(what="Amy and Paula meet at school"),))
    with scope.acting_as(smiths.worker):
        now = {"on": clock.today(), "at": clock.now()}
        written = write(smiths, alone, at=clock.now())
        first = version(smiths, goal(smiths), at=clock.now())
        said = answer(smiths, first, f"person:{smiths.amy}", "yes", audience=Audience.FAMILY, **now)
        # Rewritten before the version stands: it is still made of the goal as it was.
        write(smiths, replace(alone, words="Amy sees Paula"), at=clock.now())
        stands, *due = in_force(smiths, first, **now)
        told = {each.texts.get(part="note").body: each for each in due if each.kind == AGREED}
    made = [stands, said, told["Amy and Paula meet at school"]]
    assert all(sees(katie, each) for each in made)

    keep_from_katie(smiths, written)
    assert not any(sees(katie, each) for each in made)
    assert sees(katie, told["Clothes laid out the night before"])
    with scope.acting_as(smiths.manager):
        detail = timeline_queries.entry(smiths.manager, smiths.family.pk, stands.pk)
        (kept,) = detail.kept_from
        assert (kept.name, kept.through_title) == ("Katie", "Part of the support plan")
        timeline.end_withholding(
            by=smiths.manager, family_id=smiths.family.pk, withholding_id=kept.withholding_id, at=clock.now()
        )
    assert all(sees(katie, each) for each in made)


def test_what_is_told_for_other_readers_is_kept_as_it_was_and_so_is_what_was_made_of_it(smiths, katie) -> None:
    with scope.acting_as(smiths.worker):
        written = write(smiths, goal(smiths), at=clock.now())
        stands, *_ = in_force(smiths, str(put_together(smiths, at=clock.now()).facts["version_id"]),
                              on=clock.today(), at=clock.now())  # fmt: skip
        opened = timeline.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=written.strand_id, audience=Audience.FAMILY,
            why="They may read it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert sees(katie, opened)
    assert sees(katie, stands)
    keep_from_katie(smiths, opened)
    assert not sees(katie, opened)
    assert not sees(katie, stands)


def leave_out(smiths: SmithFamily, goal_id: str) -> None:
    actions.leave_out_goal(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=goal_id, why="It was too much",
        stood=now(smiths).stands(f"goal:{goal_id}"), at=clock.now(),
    )  # fmt: skip


def sees(user, entry: Entry) -> bool:
    with scope.acting_as(user):
        return Entry.objects.filter(pk=entry.pk).exists()


def test_what_an_agency_promises_and_answers_is_read_only_where_everybody_of_the_plan_is_covered(smiths) -> None:
    hill, now = school(smiths), {"on": clock.today(), "at": clock.now()}
    consent(smiths, hill.to, smiths.amy)
    it = goal(smiths, whose=(str(smiths.amy), str(smiths.liam)))
    day = (clock.today() + timedelta(days=9)).isoformat()
    with scope.acting_as(smiths.worker):
        promise(smiths, Promise("hearing", "Health visiting", "Liam's hearing", day), at=clock.now())
        first = version(smiths, it, at=clock.now())
        said = answer(smiths, first, "agency:Health visiting", "yes", audience=Audience.AROUND, **now)
        entries = in_force(smiths, first, audience=Audience.AROUND, **now)
    promised = next(entry for entry in entries if entry.facts.get("who") == "Health visiting")

    assert not sees(hill.rao, promised)
    assert not sees(hill.rao, said)
    for person in (smiths.liam, smiths.katie):
        consent(smiths, hill.to, person)
    assert sees(hill.rao, promised)
    assert sees(hill.rao, said)


def test_an_action_for_nobody_in_particular_is_about_everybody_at_home(smiths) -> None:
    hill = school(smiths)
    consent(smiths, hill.to, smiths.amy)
    with scope.acting_as(smiths.worker):
        action = agree(smiths, audience=Audience.AROUND)
    assert ", for " not in action.sentence
    assert not sees(hill.rao, action)


def test_a_goal_that_is_kept_from_somebody_keeps_the_plan_and_its_own_steps_from_them(smiths) -> None:
    with scope.acting_as(smiths.worker):
        alone = goal(smiths, words="Amy is seen alone every week", steps=(step(what="Amy and Paula meet at school"),))
        written = write(smiths, alone, at=clock.now())
    keep_from_katie(smiths, written)

    with scope.acting_as(smiths.worker):
        now = {"on": clock.today(), "at": clock.now()}
        first = version(smiths, goal(smiths), at=clock.now())
        drafted = Entry.objects.get(kind=DRAFTED)
        stands, *due = in_force(smiths, first, audience=Audience.FAMILY, **now)
        rewritten = write(smiths, replace(alone, words="Amy is seen alone twice a week"), at=clock.now())
    assert [kept_from(smiths, each) for each in (drafted, stands, rewritten)] == [[smiths.katie]] * 3
    with scope.acting_as(smiths.worker):
        steps = {each.texts.get(part="note").body: each for each in due if each.kind == AGREED}
    assert {what: kept_from(smiths, each) for what, each in steps.items()} == {
        "Amy and Paula meet at school": [smiths.katie], "Clothes laid out the night before": [],
    }  # fmt: skip
