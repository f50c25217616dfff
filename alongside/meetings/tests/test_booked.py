"""A meeting or a visit that is planned stands in the list of what is due, until it was held or called off."""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_short
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings import actions
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.timeline import actions as recording
from alongside.timeline import queries as timeline
from alongside.timeline.queries import DueLine
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family
from alongside.visits import actions as visits
from alongside.visits import queries as visit_queries
from alongside.visits.rules import VisitPlan, VisitTold

pytestmark = pytest.mark.django_db
SCHOOL = "Hillview Primary, the small room"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


def booked(smiths: SmithFamily) -> list[DueLine]:
    """As computed; the stored list must say the same."""
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
        stored = timeline.due_for_user(smiths.worker, clock.now(), limit=200)
    assert sorted(map(shown, lines)) == sorted(map(shown, stored))
    return [line for line in lines if line.source == "booking"]


def shown(line: DueLine) -> tuple[object, ...]:
    return line.name, line.subject_name, line.state, line.words, line.due_on, line.url_name, str(line.url_args)


def plan_meeting(smiths: SmithFamily, day: date, place: str = SCHOOL):
    with scope.acting_as(smiths.worker):
        return plan_it(smiths, a_plan(smiths, day=day, place=place), at=clock.now())


def plan_visit(smiths: SmithFamily, day: date, **more: object):
    with scope.acting_as(smiths.worker):
        return visits.plan_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, plan=VisitPlan(day, "16:00", **more),
            at=clock.now(),
        )  # fmt: skip


def visit(smiths: SmithFamily, day: date) -> None:
    with scope.acting_as(smiths.worker):
        told = VisitTold(day, 60, ("direct_work",), "home", present=(smiths.katie,))
        visits.record_visit(by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=told, at=clock.now())


def test_a_planned_meeting_is_due_on_its_day_with_its_place_and_opens_to_it(smiths, client):
    entry = plan_meeting(smiths, ahead(3))
    (line,) = booked(smiths)
    assert line.name == f"Referral meeting, 2:30pm, {SCHOOL}"
    assert (line.state, line.words, line.owner_id) == ("soon", day_short(ahead(3), clock.today()), smiths.worker.pk)
    client.force_login(smiths.worker)
    for page in (reverse("timeline:due", args=[smiths.family.pk]), reverse("desk:today")):
        assert f"Referral meeting, 2:30pm, {SCHOOL}" in Page(client.get(page).content.decode()).one("main").text
    opened = client.get(reverse(line.url_name, args=line.url_args), follow=True)
    assert opened.redirect_chain[-1][0] == reverse("meetings:meeting", args=[smiths.family.pk, entry.facts["meeting"]])


def test_once_its_day_has_passed_nobody_is_late_and_nothing_is_recorded_yet(smiths, client):
    plan_meeting(smiths, ahead(3))
    plan_visit(smiths, ahead(4), place="At Nan’s")
    client.force_login(smiths.worker)
    with clock.travel(to=clock.now() + timedelta(days=9)):
        lines = booked(smiths)
        assert [line.state for line in lines] == ["soon", "soon"]
        said = day_short(lines[0].due_on, clock.today())
        assert lines[0].words == f"Was planned for {said}, nothing recorded yet"
        page = Page(client.get(reverse("timeline:due", args=[smiths.family.pk])).content.decode()).one("main").text
        assert "Visit, 4:00pm, At Nan’s" in page
        client.force_login(smiths.manager)
        late = Page(client.get(reverse("desk:today")).content.decode()).one("main").text
        assert "Visit, 4:00pm" not in late


def test_what_was_planned_for_a_day_gone_by_is_not_called_the_next_thing(smiths, client):
    plan_meeting(smiths, ahead(3))
    plan_visit(smiths, ahead(20))
    client.force_login(smiths.worker)
    pages = (reverse("timeline:due", args=[smiths.family.pk]), reverse("desk:today"))
    for days, following in ((0, "The next thing is Referral meeting"), (9, "The next thing is Visit")):
        with clock.travel(to=clock.now() + timedelta(days=days)):
            client.force_login(smiths.worker)
            for page in pages:
                shown_there = Page(client.get(page).content.decode()).one("main").text
                assert "Nothing is late" in shown_there
                assert following in shown_there
    with clock.travel(to=clock.now() + timedelta(days=30)):
        client.force_login(smiths.worker)
        for page in pages:
            assert "The next thing is" not in client.get(page).content.decode()


def test_when_the_work_ends_what_was_booked_falls_away_and_a_later_booking_stands(smiths):
    plan_meeting(smiths, ahead(3))
    plan_visit(smiths, ahead(4))
    with scope.acting_as(smiths.worker):
        ended = NewEntry(
            "pathway.closed", Nature.PROCESS, {"reason": "Planned ending", "follow_up_by": "Joanne Mercer"},
            subtype="planned",
        )  # fmt: skip
        recording.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), happened=Happened.day(clock.today()), **smiths.where,
            entries=[ended],
        )  # fmt: skip
    assert booked(smiths) == []
    with clock.travel(to=clock.now() + timedelta(days=1)):
        plan_visit(smiths, ahead(6))
        assert [line.due_on for line in booked(smiths)] == [ahead(6)]


def test_a_meeting_held_or_called_off_is_due_no_more_also_when_it_came_earlier(smiths):
    first, second = plan_meeting(smiths, ahead(3)), plan_meeting(smiths, ahead(5))
    with scope.acting_as(smiths.worker):
        hold_it(smiths, held(smiths, clock.today()), at=clock.now(), meeting_id=first.deed_id)
    (left,) = booked(smiths)
    assert left.due_on == ahead(5)
    with scope.acting_as(smiths.worker):
        actions.cancel_meeting(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, meeting_id=second.deed_id, why="Snow",
            at=clock.now(),
        )  # fmt: skip
    assert booked(smiths) == []


def test_a_visit_is_booked_until_a_visit_of_its_day_or_later_is_recorded(smiths):
    plan_visit(smiths, ahead(2), place="At home")
    visit(smiths, clock.today())
    (line,) = booked(smiths)
    assert (line.name, line.due_on) == ("Visit, 4:00pm, At home", ahead(2))
    with clock.travel(to=clock.now() + timedelta(days=2)):
        visit(smiths, clock.today())
        assert booked(smiths) == []


def test_a_second_visit_planned_for_a_day_that_had_one_is_listed_everywhere_until_it_is_made(smiths):
    def listed() -> tuple[int, int, bool]:
        with scope.acting_as(smiths.worker):
            page = visit_queries.visit_page(smiths.worker, smiths.family.pk, clock.today())
            at_the_end = visit_queries.running_at_close(smiths.family.pk, smiths.worker, clock.now())
        return len(booked(smiths)), len(at_the_end), page.planned is not None

    visit(smiths, clock.today())
    plan_visit(smiths, clock.today(), place="In the evening")
    assert listed() == (1, 1, True)
    plan_visit(smiths, clock.today(), place="At night")
    visit(smiths, clock.today())
    assert listed() == (1, 1, True)
    visit(smiths, clock.today())
    assert listed() == (0, 0, False)


def test_a_visit_shown_to_others_since_ends_no_plan_that_was_made_after_it(smiths):
    visit(smiths, clock.today())
    plan_visit(smiths, clock.today(), place="In the evening")
    with scope.acting_as(smiths.worker):
        (made,) = timeline.told(smiths.family.pk, smiths.worker, ["visits.visit"])
        recording.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=made.entry.strand_id, audience=Audience.AROUND,
            why="The school plans with us", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert len(booked(smiths)) == 1


def test_a_plan_told_anew_is_booked_once_and_one_that_never_was_not_at_all(smiths):
    entry = plan_visit(smiths, ahead(2))
    with scope.acting_as(smiths.worker):
        anew = visits.plan_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, plan=VisitPlan(ahead(6)), at=clock.now(),
            instead_of=entry.deed_id,
        )  # fmt: skip
    assert [line.due_on for line in booked(smiths)] == [ahead(6)]
    with scope.acting_as(smiths.worker):
        recording.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[anew.pk], why="Never agreed", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert booked(smiths) == []


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_planned_held_and_called_off_the_list_holds_what_is_left(smiths, seed):
    dice, meetings, visited = random.Random(seed), {}, {}
    for _ in range(12):
        deed = dice.choice(["meeting", "meeting", "visit", "hold", "cancel", "made"])
        if deed == "meeting":
            day = ahead(dice.randrange(9))
            meetings[plan_meeting(smiths, day).deed_id] = day
        elif deed == "visit":
            day = ahead(dice.randrange(9))
            visited[plan_visit(smiths, day).pk] = day
        elif deed == "made":
            visit(smiths, clock.today())
            visited.pop(next((pk for pk, day in visited.items() if day == clock.today()), None), None)
        elif meetings:
            meeting_id = dice.choice(list(meetings))
            del meetings[meeting_id]
            with scope.acting_as(smiths.worker):
                if deed == "hold":
                    hold_it(smiths, held(smiths, clock.today()), at=clock.now(), meeting_id=meeting_id)
                else:
                    actions.cancel_meeting(
                        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, meeting_id=meeting_id,
                        why="Snow", at=clock.now(),
                    )  # fmt: skip
        assert sorted(line.due_on for line in booked(smiths)) == sorted([*meetings.values(), *visited.values()])


def test_as_many_queries_for_many_bookings_as_for_one(smiths, django_assert_max_num_queries):
    counts = []
    for more in (1, 6):
        for days in range(more):
            plan_meeting(smiths, ahead(days + 1))
            plan_visit(smiths, ahead(days + 1))
        for read in (
            lambda: timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now()),
            lambda: timeline.due_for_user(smiths.worker, clock.now()),
        ):
            with scope.acting_as(smiths.worker), django_assert_max_num_queries(60) as asked:
                read()
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_who_does_not_help_the_family_sees_no_booking(smiths, client):
    plan_meeting(smiths, ahead(3))
    other = smith_family()
    client.force_login(other.worker)
    assert client.get(reverse("timeline:due", args=[smiths.family.pk])).status_code == 404
    assert SCHOOL not in client.get(reverse("desk:today")).content.decode()


def test_what_was_planned_leads_once_it_was_held_to_the_meeting(smiths, client):
    entry = plan_meeting(smiths, clock.today())
    client.force_login(smiths.worker)
    change = reverse("meetings:plan_anew", args=[smiths.family.pk, entry.deed_id])
    assert client.get(change).status_code == 200
    meeting_id = entry.facts["meeting"]
    with scope.acting_as(smiths.worker):
        hold_it(smiths, held(smiths, clock.today()), at=clock.now(), meeting_id=UUID(meeting_id))

    found = client.get(change, follow=True)

    assert found.status_code == 200
    assert found.redirect_chain[-1][0] == reverse("meetings:meeting", args=[smiths.family.pk, meeting_id])
    assert client.post(change, {"form_key": str(uuid7())}).status_code == 404
