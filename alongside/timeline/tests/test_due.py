"""What is due is computed from the entries, opens to them, and the stored list says the same."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.timeline import actions, queries
from alongside.timeline.models import Due
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    family = smith_family()
    with scope.acting_as(family.worker):
        happens(family, "pathway.referral_received", DAY, from_name="Ms Treadwell")
    return family


def happens(smiths: SmithFamily, kind: str, day: date, subtype: str | None = None, **facts) -> None:
    actions.record(
        by=smiths.worker,
        deed_id=uuid7(),
        happened=Happened.day(day),
        at=at(day),
        entries=[NewEntry(kind, Nature.PROCESS, facts, subtype=subtype)],
        **smiths.where,
    )


def due(smiths: SmithFamily, day: date) -> dict[str, str]:
    lines = queries.what_is_due(smiths.family.pk, smiths.worker, at(day))
    return {line.clock_id: line.words for line in lines}


def test_a_referral_asks_for_a_decision_by_law_and_by_the_model(smiths):
    with scope.acting_as(smiths.worker):
        assert due(smiths, DAY) == {
            "allocation_decision": "Mon 9 Mar",
            "referral_decision": "Tomorrow",
            "assessment": "Thu 7 May",
        }


def test_lateness_is_said_in_days_and_opens_to_the_referral(smiths):
    with scope.acting_as(smiths.worker):
        lines = queries.what_is_due(smiths.family.pk, smiths.worker, at(date(2026, 3, 11)))
        late = next(line for line in lines if line.clock_id == "allocation_decision")
        assert (late.state, late.words) == ("late", "2 days late")
        page = queries.clock_detail(
            smiths.family.pk, smiths.worker, late.model_id, late.clock_id, at(date(2026, 3, 11))
        )
        assert [entry.kind for entry in page.runs[0].because] == ["pathway.referral_received"]


def test_a_decision_satisfies_and_allocation_is_asked_next(smiths):
    with scope.acting_as(smiths.worker):
        happens(smiths, "pathway.accepted", DAY + timedelta(days=1))
        found = due(smiths, DAY + timedelta(days=1))
        assert "allocation_decision" not in found
        assert found["allocation"] == "Tue 10 Mar"


def test_the_stored_list_says_what_is_computed(smiths):
    with scope.acting_as(smiths.worker):
        happens(smiths, "pathway.accepted", DAY + timedelta(days=1))
        happens(smiths, "pathway.allocated", DAY + timedelta(days=2), name="Joanne")
        moment = at(DAY + timedelta(days=2))
        computed = {
            (line.clock_id, line.due_on) for line in queries.what_is_due(smiths.family.pk, smiths.worker, moment)
        }
        stored = {(line.clock_id, line.due_on) for line in queries.due_for_user(smiths.worker, moment)}
        assert stored == computed


def test_only_what_changed_is_written_again(smiths, django_assert_num_queries):
    with scope.acting_as(smiths.worker):
        before = set(Due.objects.visible_to(smiths.worker).values_list("pk", flat=True))
        actions.refresh_due(by=smiths.worker, family_id=smiths.family.pk, at=NOON)
        assert set(Due.objects.visible_to(smiths.worker).values_list("pk", flat=True)) == before


def test_another_worker_sees_nothing_due(smiths):
    other = smith_family()
    with scope.acting_as(other.worker):
        assert queries.due_for_user(other.worker, NOON) == []


def test_the_stage_is_the_last_that_was_entered(smiths):
    with scope.acting_as(smiths.worker):
        assert queries.stage_of(smiths.family.pk, smiths.worker).words == "Referral, stage 1 of 7"
        happens(smiths, "pathway.stage_began", DAY + timedelta(days=9), "assessment", stage="Assessment", order=3, of=7)
        line = queries.stage_of(smiths.family.pk, smiths.worker)
        assert (line.words, line.since) == ("Assessment, stage 3 of 7", DAY + timedelta(days=9))


def test_a_declined_referral_is_at_no_stage(smiths):
    with scope.acting_as(smiths.worker):
        happens(smiths, "pathway.declined", DAY, "no_room", reason="No room")
        line = queries.stage_of(smiths.family.pk, smiths.worker)
        assert (line.ended, line.words) == (True, "Referral declined")


def test_the_last_contact_is_the_newest_session(smiths):
    with scope.acting_as(smiths.worker):
        for days, minutes in ((1, 30), (3, 45)):
            actions.record(
                by=smiths.worker,
                deed_id=uuid7(),
                happened=Happened.day(DAY + timedelta(days=days)),
                at=at(date(2026, 4, 1)),
                entries=[
                    NewEntry("visits.visit", Nature.PROCESS, {"place": "Home"}, subtype="safety", minutes=minutes)
                ],
                **smiths.where,
            )
        last = queries.last_contact_of([smiths.family.pk], smiths.worker)
        assert last[smiths.family.pk].minutes == 45


def test_more_time_for_the_assessment_of_the_model_says_nothing_of_the_one_set_by_law(smiths):
    with scope.acting_as(smiths.worker):
        happens(smiths, "assessments.started", DAY, agreed=True)
        paused = {"clock": "Finish the assessment", "agreed_with": "Katie", "model": "family_intervention"}
        happens(smiths, "pathway.clock_paused", DAY + timedelta(days=2), "assessment", **paused)
        moment = at(DAY + timedelta(days=3))
        lines = queries.what_is_due(smiths.family.pk, smiths.worker, moment)
        states = {line.model_id: line.state for line in lines if line.clock_id == "assessment"}
        assert states == {"family_intervention": "hold", "statutory_england": "due"}
        law = queries.clock_detail(smiths.family.pk, smiths.worker, "statutory_england", "assessment", moment)
        assert not law.runs[0].run.note("pause refused")
