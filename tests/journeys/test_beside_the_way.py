"""What happens on the way with one family and not with another, typed on every page it comes to, each left half-filled.

Beside the long journey, so that both run at once.
"""

from datetime import timedelta

import pytest

from tests.journeys import given
from tests.journeys.long import beside, planning
from tests.service import TODAY

pytestmark = pytest.mark.journey
PAGES = 20
"""At least so many pages with a form, each left half-filled once and found as it was typed."""
GOAL = "Amy gets to school rested, four days out of five"


def test_what_happens_with_some_families_and_not_with_others(service, comes, diary) -> None:
    family_id = service.arrange(lambda: given.the_smiths_helped(given.staff()))
    joanne, denise = comes("joanne.mercer", TODAY), comes("denise.abara", TODAY)
    beside.is_shared_without_consent(joanne, denise, family_id, TODAY)
    beside.agencies_agree(joanne, family_id)
    beside.more_time_is_agreed(joanne, family_id, TODAY)
    beside.a_step_went_otherwise(joanne, family_id, TODAY)
    planning.a_goal(joanne, family_id, GOAL, "Amy", [("An alarm clock", "Katie", TODAY + timedelta(days=4))])
    beside.a_goal_is_left_out(joanne, family_id, GOAL)
    beside.who_reads_it_changes(joanne, denise, family_id, TODAY)
    beside.meetings_go_otherwise(joanne, family_id, TODAY)
    beside.a_visit_to_a_parent(joanne, family_id, TODAY)
    beside.the_family_grows(joanne, family_id)
    beside.another_lead_takes_over(joanne, family_id, TODAY)

    assert diary.facts.twice == []
    assert diary.facts.left_out >= beside.MEETS, "what is left out of the count by name is met by somebody"
    assert diary.never_left == set()
    assert len(diary.forms) >= PAGES
