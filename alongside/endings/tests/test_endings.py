"""Ending well: what is recorded, who reads it, and what the page counts."""

from datetime import timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.endings import actions, queries
from alongside.endings.actions import LookingBack
from alongside.endings.tests.factories import account, day, exit_plan, helped, met, moment, person, plan_exit, visit
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import queries as pathway
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    return met()


def page(one):
    with scope.acting_as(one.worker):
        family = people_queries.family(one.worker, one.family_id)
        return queries.ending_page(family, one.worker, clock.now())


def there(one) -> set[str]:
    return {check.id for check in page(one).checks if check.there}


def test_an_ending_that_is_planned_shows_what_is_good_about_it_and_opens_to_its_entry(smiths):
    assert there(smiths) == set()
    entry = plan_exit(smiths, feelings="Katie is proud and a little afraid.", afterwards="She may ring until June.")
    found = page(smiths)
    assert there(smiths) == {"agreed", "prepared", "planned", "turn_to", "afterwards"}
    assert {ground.entry_id for check in found.checks if check.there for ground in check.grounds} == {entry.pk}
    assert (found.way, found.agreed_by) == (
        "Back to the family’s own people and the help everybody has",
        ("Katie Smith",),
    )


def test_a_plan_made_anew_leaves_the_earlier_one_on_the_record(smiths):
    plan_exit(smiths, on=day(20))
    plan_exit(smiths, contact="Once a week from now.")
    assert page(smiths).plan.contact == "Once a week from now."
    with scope.acting_as(smiths.worker):
        lines = timeline.told(smiths.family_id, smiths.worker, ["endings.exit_planned"])
    assert [line.content["contact"] for line in lines] == ["Once a week from now.", "Twice a week, then once."]


def test_each_persons_words_about_the_ending_are_an_entry_of_their_own(smiths):
    katie, amy = person(smiths, "Katie Smith"), person(smiths, "Amy Smith")
    entries = smiths.act(
        smiths.worker, actions.review_journey, on=clock.today(), together=[katie, amy],
        told=LookingBack("Mornings were hard.", "Amy is in school every day.", "Katie begins her course."),
        said={katie: "I never thought I would.", amy: ""},
    )  # fmt: skip
    assert [(entry.kind, entry.nature) for entry in entries] == [
        ("endings.journey_reviewed", "process"), ("endings.said_at_the_end", "voice"),
    ]  # fmt: skip
    assert entries[0].sentence == "The journey was looked back on with Katie Smith and Amy Smith."
    assert "journey" in there(smiths)


def test_a_letter_is_read_by_whom_it_went_to_and_by_no_other_parent(smiths):
    katie, dad = person(smiths, "Katie Smith"), person(smiths, "Liam’s dad")
    for to, body in ((katie, "Dear Katie, our last visit is on 3 March."), (dad, "Dear Liam’s dad, thank you.")):
        smiths.act(smiths.worker, actions.give_letter, on=clock.today(), to=to, how="by_hand", safe=True, body=body)
    own = account("parent", "Katie Smith")
    with scope.acting_as(smiths.worker):
        people.link_account(by=smiths.worker, family_id=smiths.family_id, person_id=katie, user=own, at=clock.now())
    with scope.acting_as(own, at=clock.now() + timedelta(seconds=5)):
        assert [line.text("note") for line in timeline.own_entries(own).lines] == [
            "Dear Katie, our last visit is on 3 March."
        ]
    assert "known" in there(smiths)


def test_hours_together_are_those_of_the_sessions_counted_in_the_database(smiths):
    for days_ago, minutes in ((1, 50), (2, 40), (9, 90), (30, 120)):
        visit(smiths, days_ago, minutes)
    weeks = page(smiths).weeks
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT date_trunc('week', happened_to)::date, sum(minutes) FROM entry "
            "WHERE family_id = %s AND nature = 'process' AND minutes IS NOT NULL GROUP BY 1",
            [smiths.family_id],
        )
        counted = dict(cursor.fetchall())
    assert {week.monday: week.minutes for week in weeks if week.minutes} == counted
    assert len(weeks) == 12


def test_a_total_is_made_of_minutes_and_rounded_once(smiths):
    for days_ago in (0, 7, 14, 21):
        visit(smiths, days_ago, 20)
    plan_exit(smiths)
    hours = [week.hours for week in page(smiths).weeks if week.minutes]
    assert 0.3 in hours
    staggered = next(check for check in page(smiths).checks if check.id == "staggered")
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT round(sum(minutes) / 60.0, 1) FROM entry WHERE family_id = %s AND minutes = 20", [smiths.family_id]
        )
        assert f"{cursor.fetchone()[0]} hours together in the last four weeks" in staggered.grounds[0].words
        assert "1.3 hours together" in staggered.grounds[0].words


def test_what_is_open_is_said_where_the_work_is_ended(smiths):
    with scope.acting_as(smiths.worker):
        assert "No exit plan is made yet" in pathway.outstanding(smiths.family_id, smiths.worker, clock.now())
    plan_exit(smiths)
    with scope.acting_as(smiths.worker):
        said = pathway.outstanding(smiths.family_id, smiths.worker, clock.now())
    assert "No exit plan is made yet" not in said
    assert "Known about: give the letter with the dates" in said


@pytest.mark.parametrize(
    ("field", "changes"),
    [("last_visit_on", {"last_visit_on": ""}), ("hand_over_to", {"way": "hand_over"})],
)
def test_an_exit_plan_names_its_last_visit_and_who_leads_on(smiths, field, changes):
    with pytest.raises(Unacceptable) as refusal:
        plan_exit(smiths, **changes)
    assert refusal.value.field == field


def test_nothing_is_recorded_before_the_family_was_with_us(smiths):
    with pytest.raises(Unacceptable):
        plan_exit(smiths, on=day(400))


def test_people_of_another_family_have_no_part_in_it(smiths):
    other = helped()
    stranger = person(other, "Katie Smith")
    with pytest.raises(NotAllowed):
        smiths.act(smiths.worker, actions.give_letter, on=clock.today(), to=stranger, how="post", safe=True, body="x")
    with pytest.raises(NotAllowed):
        plan_exit(smiths, agreed_by=(str(stranger),))


def test_whoever_does_not_help_the_family_plans_no_ending(smiths):
    other = helped()
    with scope.acting_as(other.worker), pytest.raises(NotAllowed):
        actions.plan_exit(
            by=other.worker, deed_id=smiths.submission.pk, family_id=smiths.family_id, plan=exit_plan(smiths),
            on=clock.today(), at=clock.now(),
        )  # fmt: skip


def test_once_the_work_has_ended_the_weeks_are_those_before_its_end(smiths):
    before = [week.monday for week in page(smiths).weeks]
    smiths.close(on=day(2), at=moment(2))
    with clock.travel(to=clock.now() + timedelta(weeks=20)):
        assert [week.monday for week in page(smiths).weeks][-1] in before


def test_no_letter_is_sent_to_whom_letters_are_not_known_to_be_safe(smiths):
    katie = person(smiths, "Katie Smith")
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family_id, person_id=katie, kind="safe_letters",
            value="No letters home", at=clock.now(), protected=True,
        )  # fmt: skip
    letter = {"on": clock.today(), "to": katie, "body": "Dear Katie"}
    with pytest.raises(Unacceptable) as refusal:
        smiths.act(smiths.worker, actions.give_letter, how="post", **letter)
    assert refusal.value.field == "how"
    smiths.act(smiths.worker, actions.give_letter, how="read_out", **letter)
