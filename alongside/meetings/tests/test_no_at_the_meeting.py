"""The referral meeting asks whether the family agrees to an assessment: a no there is a no to beginning it."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.agreements import queries as agreements
from alongside.agreements.rules.agreeing import FamilySays
from alongside.agreements.tests.factories import agreed, holds
from alongside.assessments import actions as assessments
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings.tests.factories import held, hold_it
from alongside.pathway import actions as pathway
from alongside.timeline import queries as timeline
from alongside.timeline.actions import record
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    taken_on = NewEntry("pathway.accepted", Nature.PROCESS, {"by": "Denise"})
    with scope.acting_as(found.manager):
        record(
            by=found.manager, deed_id=uuid7(), **found.where, at=clock.now(), entries=[taken_on],
            happened=Happened.day(clock.today() - timedelta(days=30)),
        )  # fmt: skip
    return found


def stands(smiths: SmithFamily) -> FamilySays:
    with scope.acting_as(smiths.worker):
        return agreements.family_says(smiths.family.pk, smiths.worker, smiths.involvement.pk, clock.today())


def meet(smiths: SmithFamily, *, agrees: bool) -> None:
    with scope.acting_as(smiths.worker):
        hold_it(smiths, held(smiths, clock.today(), agrees=agrees, next_on=None), clock.now())


def begin(smiths: SmithFamily, reason: str = "") -> str:
    """The assessment begins; its sentence."""
    with scope.acting_as(smiths.worker):
        (entry,) = assessments.start(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), reason=reason
        )
        return str(entry.sentence)


def begin_stage(smiths: SmithFamily, stage: str = "assessment", why: str = "") -> str:
    """A stage begins by hand; its sentence."""
    with scope.acting_as(smiths.worker):
        pathway.begin_stage(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), stage_id=stage, on=clock.today(), why=why,
            at=clock.now(),
        )  # fmt: skip
        (line,) = timeline.told(smiths.family.pk, smiths.worker, ["pathway.stage_began"], limit=1)
        return str(line.entry.sentence)


def test_only_a_young_childs_yes_lets_no_assessment_begin(smiths: SmithFamily) -> None:
    agreed(smiths, (smiths.liam, "yes"))
    assert stands(smiths).others == ("Liam",)
    for begins in (begin, begin_stage):
        with pytest.raises(Unacceptable, match=r"Only Liam said yes so far|Say why"):
            begins(smiths)


def test_a_no_at_the_referral_meeting_is_a_no_to_both_ways_of_beginning(smiths: SmithFamily) -> None:
    agreed(smiths, (smiths.katie, "yes"))
    meet(smiths, agrees=False)
    assert [(each.whose, each.where) for each in stands(smiths).refused] == [("Katie", "at the meeting")]
    with pytest.raises(Unacceptable) as refused:
        begin(smiths)
    assert refused.value.field == "reason"
    with pytest.raises(Unacceptable, match="Katie said no at the meeting") as refused:
        begin_stage(smiths)
    assert refused.value.field == "why"
    assert begin_stage(smiths, why="The court asks for it by May.").endswith("The family had not agreed.")
    assert begin(smiths, "The court asks for it by May.") == "The assessment began without the family’s agreement."


def test_other_stages_begin_without_asking(smiths: SmithFamily) -> None:
    assert "agreed" not in begin_stage(smiths, "closure")


def test_the_yes_of_a_mother_at_the_meeting_is_enough(smiths: SmithFamily) -> None:
    meet(smiths, agrees=True)
    assert stands(smiths).yes == ("Katie",)
    assert begin_stage(smiths).endswith("Assessment.")
    assert begin(smiths) == "The assessment began."


def test_who_said_no_stands_on_both_pages(smiths: SmithFamily, client) -> None:
    meet(smiths, agrees=False)
    client.force_login(smiths.worker)
    for page in ("assessment", "stage"):
        shown = Page(client.get(f"/families/{smiths.family.pk}/{page}/").content.decode()).one("main").text
        assert "Katie said no at the meeting on" in shown
