"""How a relationship went: as of another day, after another worker took over, and a partner's part in the plan."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.aids.tests.factories import (
    TODAY,
    allocated,
    at,
    main,
    meeting,
    moves_on,
    record,
    recorded,
    school,
    sends,
    taken_over,
    with_,
)
from alongside.endings import actions as endings
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.plans.rules import Goal, Plan, Step
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, Part
from alongside.timeline.tests.factories import SmithFamily, account

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths(smiths: SmithFamily) -> SmithFamily:
    return allocated(smiths)


def test_the_page_says_who_came_how_far_and_opens_to_who_took_over(worker, smiths, client) -> None:
    moves_on(worker, smiths)
    with clock.travel(clock.at(TODAY + timedelta(days=10))):
        together = NewEntry(
            "endings.handed_over", Nature.PROCESS, {"to": "Sam", "names": "Katie"}, [(smiths.katie, Part.PRESENT)]
        )
        record(smiths, clock.today(), together)
        sam = taken_over(smiths)
        client.force_login(sam)
        page = Page(client.get(at(smiths, "block", smiths.katie)).content.decode())
    way = page.one("section", **{"aria-labelledby": "way"}).text
    assert f"{sam.name} took over. Began again at building" in way
    assert f"With {smiths.worker.name} until 11 May 2026: came to maintaining and sustaining" in way
    assert "Visit together with Sam" in way
    took_over = recorded(smiths, "pathway.allocated")[-1]
    opens = reverse("timeline:entry", args=[smiths.family.pk, took_over.pk])
    assert opens in [one.attributes.get("href") for one in page.all("a")]


def test_the_blocks_are_shown_as_they_stood_on_another_day(worker, smiths) -> None:
    teacher = school(smiths)
    moves_on(worker, smiths)
    sends(worker, at(smiths, "say_stuck", smiths.katie), about="The door stays shut")
    before = f"?as_of={(TODAY - timedelta(days=1)):%d}+{(TODAY - timedelta(days=1)):%B}+2026"

    then = main(worker, at(smiths, "blocks") + before)
    assert "As it was on 30 April 2026" in then
    assert "Katie 1, building" in then
    assert "Stuck" not in then.partition("Stuck: talk it through")[2]
    assert "Mrs Dar" not in then, "she helped later"
    assert "Katie 2, maintaining and sustaining" in main(worker, at(smiths, "blocks"))
    one = main(worker, at(smiths, "block", smiths.katie) + before)
    assert "Stage 1 of 3, building" in one
    assert "Move on to" not in one
    assert worker.get(at(smiths, "block", teacher) + before).status_code == 404

    where = at(smiths, "block", smiths.katie) + before
    assert sends(worker, where, helps_us_on="We saw it late").status_code == 302
    (looked,) = recorded(smiths, "aids.looked_at")
    assert looked.sentence == "Looked at the building blocks of Katie, as of 30 April 2026: building."


def in_force(smiths: SmithFamily, doer: str, who: str) -> None:
    """A plan with one step, which somebody does."""
    step = Step(id="walk", what="A walking bus", who=who, by_when=TODAY.isoformat(), doer=doer)
    plan = Plan(goals=(Goal(id="school", words="At school on time", steps=(step,)),))
    facts = {"version_id": "one", "number": 1, "audience": "team"}
    entry = NewEntry("plans.put_in_force", Nature.PROCESS, facts, subtype="first", content=plan.to_content())
    record(smiths, TODAY, entry)


def part_of(smiths: SmithFamily, partner: UUID) -> bool:
    """Whether the record shows that this partner has a part in the plan."""
    block = with_(smiths, partner)
    lines = [line for stage in block.stages for line in block.lines(stage)]
    return next(line for line in lines if line.line.id == "contribution_clear").is_there


def test_a_partner_has_their_part_in_the_plan_by_their_account_and_not_by_a_name(smiths) -> None:
    dar, other = account("partner"), account("partner")
    with scope.acting_as(smiths.worker):
        for user in (dar, other):
            pathway.helper_joins(
                by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), role="school", name=user.name,
                user=user, at=clock.now(),
            )  # fmt: skip
    in_force(smiths, f"user:{dar.pk}", other.name)

    assert part_of(smiths, dar.pk)
    assert not part_of(smiths, other.pk), "the name alone says nothing of who has an account"


def handed_over(smiths: SmithFamily, to: str) -> Entry:
    """A new lead is introduced at a visit to Katie."""
    with scope.acting_as(smiths.worker):
        (entry,) = endings.hand_over(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=TODAY, together=[smiths.katie], to=to,
            agreed="Mondays", at=clock.now(),
        )  # fmt: skip
    return entry


def test_a_visit_to_hand_over_shows_that_the_new_lead_was_introduced(worker, smiths) -> None:
    dar, other = school(smiths), account("partner")
    with scope.acting_as(smiths.worker):
        pathway.helper_joins(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), role="housing", name=other.name,
            user=other, at=clock.now(),
        )  # fmt: skip
    to_dar, to_other = handed_over(smiths, "Mrs Dar, Hill Primary"), handed_over(smiths, f"{other.name}, Homes")
    for lead, entry in ((dar, to_dar), (other.pk, to_other)):
        block = with_(smiths, lead)
        lines = [line for stage in block.stages for line in block.lines(stage)]
        shown = next(line for line in lines if line.line.id == "joint_handover")
        assert [each.id for each in shown.evidence] == [entry.pk]
        assert "Visit together to hand over" in main(worker, at(smiths, "block", lead))


def test_a_family_group_conference_shows_it_of_those_who_took_part(smiths) -> None:
    held = meeting(smiths, TODAY, smiths.katie, subtype="family_group_conference")

    def offered(person: UUID) -> list[UUID]:
        block = with_(smiths, person)
        lines = [line for stage in block.stages for line in block.lines(stage)]
        return [each.id for line in lines if line.line.id == "conference_offered" for each in line.evidence]

    assert (offered(smiths.katie), offered(smiths.amy)) == ([held.pk], [])


def test_a_partner_on_file_has_their_part_as_the_plan_names_them(smiths) -> None:
    teacher = school(smiths)
    in_force(smiths, "other", "Mrs Dar")
    assert not part_of(smiths, teacher)
    (key,) = with_(smiths, teacher).other.keys
    in_force(smiths, key, "Mrs Dar, Hill Primary")
    assert part_of(smiths, teacher)
