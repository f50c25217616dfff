"""A support plan is written part by part, answered by each person, put in force, and written anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.people.queries import family
from alongside.plans import actions, queries
from alongside.plans.rules import Promise, current, versions
from alongside.plans.tests.factories import answer, goal, in_force, now, promise, put_together, step, version, write
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=42)


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def found(smiths: SmithFamily):
    return versions(queries.told_of(smiths.family.pk, smiths.worker))


def forced(smiths: SmithFamily, version_id: str, **more):
    return in_force(smiths, version_id, **{"audience": Audience.FAMILY, **more})


def due(smiths: SmithFamily) -> list[tuple[str, str]]:
    lines = timeline.what_is_due(smiths.family.pk, smiths.worker, NOON)
    return [(line.name, line.subject_name) for line in lines if line.source == "action"]


def test_goals_are_written_one_by_one_and_put_together_as_a_version(smiths):
    with scope.acting_as(smiths.worker):
        amys, katies = goal(smiths), goal(smiths, words="Katie sees her friends", whose=(str(smiths.katie),))
        version(smiths, amys, katies)
        (first,) = found(smiths)
        assert first.number == 1
        assert first.plan.goals == (amys, katies)
        assert not now(smiths).has_changes


def test_a_goal_written_again_takes_the_place_of_its_earlier_text(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        first = write(smiths, it)
        again = write(smiths, replace(it, words="Amy sleeps well"))
        assert again.supersedes_id == first.pk
        assert [each.words for each in now(smiths).plan.goals] == ["Amy sleeps well"]


def test_a_goal_keeps_its_identity_from_version_to_version(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        version(smiths, it)
        version(smiths, replace(it, words="Amy gets to school", smaller_because="Nights are hard just now"))
        second, first = found(smiths)
        assert (second.start, first.start) == (first.id, "")
        assert second.plan.goal(it.id).smaller_because == "Nights are hard just now"
        assert first.plan.goal(it.id).words == "Amy gets to school rested"


def test_two_people_writing_one_goal_the_second_is_told_of_the_first(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        shown = now(smiths).stands(f"goal:{it.id}")
        first = write(smiths, it, stood=shown)
        with pytest.raises(AlreadyCorrected) as collision:
            write(smiths, replace(it, words="Mine"), stood=shown)
        assert collision.value.theirs == str(first.pk)


def test_a_goal_written_for_a_version_that_was_overtaken_is_not_lost_in_the_next(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        version(smiths, it)
        shown = now(smiths).stands(f"goal:{it.id}")
        version(smiths, goal(smiths, words="Another"))
        with pytest.raises(AlreadyCorrected):
            write(smiths, replace(it, words="Mine"), stood=shown)


def test_two_people_putting_together_the_second_is_told_of_the_version(smiths):
    with scope.acting_as(smiths.worker):
        write(smiths, goal(smiths))
        shown = now(smiths)
        theirs = put_together(smiths)
        with pytest.raises(AlreadyCorrected) as collision:
            actions.put_together(
                by=smiths.worker,
                deed_id=uuid7(),
                family_id=smiths.family.pk,
                start=shown.start,
                stood=shown.seen,
                at=NOON,
            )
        assert collision.value.theirs == theirs.facts["version_id"]


def test_a_part_written_while_somebody_looks_at_the_whole_is_not_put_together_unseen(smiths):
    with scope.acting_as(smiths.worker):
        write(smiths, goal(smiths))
        shown = now(smiths)
        write(smiths, goal(smiths, words="Another"))
        with pytest.raises(AlreadyCorrected):
            actions.put_together(
                by=smiths.worker,
                deed_id=uuid7(),
                family_id=smiths.family.pk,
                start=shown.start,
                stood=shown.seen,
                at=NOON,
            )


def test_nothing_new_is_no_version_and_no_goal_is_no_plan(smiths):
    with scope.acting_as(smiths.worker):
        promise(smiths, Promise("p1", "School", "A breakfast place"))
        with pytest.raises(Unacceptable, match="at least one goal"):
            put_together(smiths)
        version(smiths, goal(smiths))
        with pytest.raises(Unacceptable, match="Nothing has changed"):
            put_together(smiths)


def test_a_goal_can_be_left_out_of_the_next_version(smiths):
    with scope.acting_as(smiths.worker):
        it, other = goal(smiths), goal(smiths, words="Another")
        version(smiths, it, other)
        actions.leave_out_goal(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=it.id, why="Reached",
            stood=now(smiths).stands(f"goal:{it.id}"), at=NOON,
        )  # fmt: skip
        put_together(smiths)
        assert [each.words for each in found(smiths)[0].plan.goals] == ["Another"]


def test_each_person_answers_for_themselves(smiths):
    with scope.acting_as(smiths.worker):
        first = version(smiths, goal(smiths))
        rows = [
            answer(smiths, first, f"person:{smiths.katie}", "yes", words="It sounds like us"),
            answer(smiths, first, f"person:{smiths.amy}", "could_not_answer", reason="She slept"),
        ]
        assert rows[0].strand_id != rows[1].strand_id
        assert [row.nature for row in rows] == ["voice", "process"]
        said = {each.name: (each.answer, each.words, each.reason) for each in found(smiths)[0].answers}
        assert said == {"Katie": ("yes", "It sounds like us", ""), "Amy": ("could_not_answer", "", "She slept")}


def test_a_later_answer_takes_the_place_of_the_first(smiths):
    with scope.acting_as(smiths.worker):
        first = version(smiths, goal(smiths))
        answer(smiths, first, f"person:{smiths.katie}", "no", reason="Too much")
        answer(smiths, first, f"person:{smiths.katie}", "yes", on=DAY + timedelta(days=1), at=NOON + timedelta(days=1))
        assert [each.answer for each in found(smiths)[0].answers] == ["yes"]


def test_a_refusal_needs_its_reason_and_blocks_nothing_by_itself(smiths):
    with scope.acting_as(smiths.worker):
        first = version(smiths, goal(smiths))
        with pytest.raises(Unacceptable):
            answer(smiths, first, f"person:{smiths.katie}", "no", reason="")
        answer(smiths, first, f"person:{smiths.katie}", "no", reason="Too much at once")
        with pytest.raises(Unacceptable, match="Katie said no"):
            forced(smiths, first, reason="")
        forced(smiths, first, reason="The court asks for it")
        (it,) = found(smiths)
        assert (it.since, it.refused, it.why) == (DAY, ("Katie",), "The court asks for it")


def test_who_refused_is_not_in_what_the_family_may_read(smiths):
    with scope.acting_as(smiths.worker):
        first = version(smiths, goal(smiths))
        answer(smiths, first, f"person:{smiths.amy}", "no", reason="No")
        rows = forced(smiths, first, reason="Because")
        by_kind = {row.kind: row for row in rows}
        assert by_kind["plans.put_in_force"].audience == "family"
        assert by_kind["plans.went_on"].audience == "team"
        told = str(by_kind["plans.put_in_force"].facts) + by_kind["plans.put_in_force"].sentence
        assert "Amy" not in told
        assert "no" not in by_kind["plans.put_in_force"].facts.values()


def test_an_answer_can_be_kept_from_another_person_by_who_may_do_so(smiths):
    with scope.acting_as(smiths.manager):
        pass
    with scope.acting_as(smiths.worker):
        dad = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=NOON, name="Dean", role="father"
        ).person_id
        first = version(smiths, goal(smiths))
        kept = {"reason": "I will not sign", "keep_from": smiths.katie, "keep_why": "He asked"}
        with pytest.raises(NotAllowed):
            answer(smiths, first, f"person:{dad}", "no", **kept)
    with scope.acting_as(smiths.manager):
        told = actions.NewAnswer(f"person:{dad}", "no", "phone", DAY, audience=Audience.FAMILY, **kept)
        row = actions.answer(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, version_id=first, told=told, at=NOON
        )
        katies = account("parent")
        people.link_account(by=smiths.manager, family_id=smiths.family.pk, person_id=smiths.katie, user=katies, at=NOON)
    with scope.acting_as(katies):
        assert not Entry.objects.visible_to(katies).filter(pk=row.pk).exists()


def test_the_plan_in_force_may_be_read_by_the_family(smiths):
    with scope.acting_as(smiths.manager):
        katies = account("parent")
        people.link_account(by=smiths.manager, family_id=smiths.family.pk, person_id=smiths.katie, user=katies, at=NOON)
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        first = version(smiths, it)
        assert queries.own_plans(katies, NOON).plans == ()
    with scope.acting_as(katies):
        assert queries.own_plans(katies, NOON).plans == ()
    with scope.acting_as(smiths.worker):
        forced(smiths, first)
    with scope.acting_as(katies):
        (own,) = queries.own_plans(katies, NOON).plans
        assert [goal.words for goal in own.reading.goals] == [it.words]
        assert own.reading.goals[0].lines == ()


def test_the_current_plan_is_the_one_put_in_force_last(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        first = version(smiths, it)
        assert current(found(smiths)) is None
        forced(smiths, first)
        second = version(smiths, replace(it, words="Smaller"), at=at(LATER))
        assert current(found(smiths)).id == first
        forced(smiths, second, on=LATER, at=at(LATER))
        assert current(found(smiths)).id == second
        with pytest.raises(Unacceptable, match="in force already"):
            forced(smiths, second, on=LATER, at=at(LATER))


def test_steps_and_promises_are_due_once_the_plan_is_in_force(smiths):
    with scope.acting_as(smiths.worker):
        promise(smiths, Promise("p1", "Oak School", "A breakfast place", (DAY + timedelta(days=3)).isoformat()))
        first = version(smiths, goal(smiths))
        assert due(smiths) == []
        forced(smiths, first)
        assert due(smiths) == [("A breakfast place", "Oak School"), ("Clothes laid out the night before", "Katie")]


def test_the_next_version_leaves_what_stays_and_ends_what_is_gone(smiths):
    with scope.acting_as(smiths.worker):
        stays, goes = step(), step(what="Bunk beds", who="The charity")
        it = goal(smiths, steps=(stays, goes))
        forced(smiths, version(smiths, it))
        new = step(what="A new alarm clock")
        second = version(smiths, replace(it, steps=(stays, new)), at=at(LATER))
        forced(smiths, second, on=LATER, at=at(LATER))
        assert sorted(due(smiths)) == [("A new alarm clock", "Katie"), ("Clothes laid out the night before", "Katie")]
        lines = {line.what: line.how for line in queries.actions_of(smiths.family.pk, smiths.worker)}
        assert lines["Bunk beds"] == "no_longer_needed"
        assert len(lines) == 3


def test_a_step_brought_forward_stays_one_action_in_every_version_after(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths, steps=(step(id="clothes"),))
        forced(smiths, version(smiths, it))
        sooner = replace(it, steps=(step(id="clothes", by_when=(LATER + timedelta(days=1)).isoformat()),))
        forced(smiths, version(smiths, sooner, at=at(LATER)), on=LATER, at=at(LATER))
        reworded = replace(sooner, words="Amy gets to school rested and fed")
        forced(smiths, version(smiths, reworded, at=at(LATER)), on=LATER, at=at(LATER))
        page = queries.plan_page(family(smiths.worker, smiths.family.pk), smiths.worker, at(LATER))
        assert len(due(smiths)) == 1
        assert page.action_of("clothes").is_open


def test_only_who_leads_the_help_to_this_family_writes_its_plan(smiths):
    stranger, others = account("key_worker"), smith_family()
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        first = version(smiths, it)
        with pytest.raises(NotAllowed):
            write(smiths, goal(smiths, whose=(str(others.amy),)))
        with pytest.raises(NotAllowed):
            write(smiths, goal(smiths, steps=(step(doer=f"person:{others.katie}"),)))
        with pytest.raises(NotAllowed):
            answer(smiths, first, f"person:{others.katie}", "yes")
    with scope.acting_as(stranger), pytest.raises(NotAllowed):
        actions.write_goal(by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, goal=it, stood="version:", at=NOON)
    with scope.acting_as(others.worker), pytest.raises(NotAllowed):
        in_force(others, first, audience=Audience.FAMILY)
