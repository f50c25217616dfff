"""How the team works together: what was told in earlier words is read, and what is kept stays kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings import actions
from alongside.meetings.rules import TEAM, AgencyPart, TeamAgreed
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
TOLD_ONCE = {
    "message": "Mornings first",
    "agencies": [
        {
            "agency": "Hillview Primary", "remit": "School", "way_in": "", "meets": "Ms Spragg",
            "gives": "A quiet room", "said_by": "Ms Spragg", "holds_back": "", "why": "", "adjusts": "", "until": None,
        }
    ],
}  # fmt: skip


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def told_once(smiths: SmithFamily):
    """As it was told before what an agency gives was asked in the plan alone."""
    with scope.acting_as(smiths.worker):
        (entry,) = timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[NewEntry(TEAM, Nature.PROCESS, {"agencies": ["Hillview Primary"]}, (), content=TOLD_ONCE)],
        )  # fmt: skip
    return entry


@pytest.mark.parametrize("where", ["meetings:page", "meetings:team", "timeline:entry"])
def test_what_an_agency_was_told_to_give_in_earlier_words_is_read(smiths, client, where) -> None:
    entry = told_once(smiths)
    client.force_login(smiths.worker)
    more = [entry.pk] if where == "timeline:entry" else []
    answer = client.get(reverse(where, args=[smiths.family.pk, *more]))
    assert answer.status_code == 200
    if where != "meetings:team":
        text = " ".join(Page(answer.content.decode()).one("main").text.split())
        assert "A quiet room" in text
        assert "Ms Spragg" in text


def test_what_was_told_with_less_or_with_more_than_is_asked_now_is_read() -> None:
    part = AgencyPart.from_content({"agency": "Hillview Primary", "asked_once": "x"})
    assert part == AgencyPart("Hillview Primary")


def test_what_the_team_agrees_anew_is_kept_from_whom_the_first_was(smiths) -> None:
    first = told_once(smiths)
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=first.strand_id, why="She asked us to",
            from_person_id=smiths.katie, at=clock.now(),
        )  # fmt: skip
    with scope.acting_as(smiths.worker):
        second = actions.agree_team(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, agreed=TeamAgreed("Evenings first"),
            shown=first.pk, on=clock.today(), at=clock.now(),
        )  # fmt: skip
        held = people.kept(smiths.family.pk, smiths.worker)
        assert [each.from_person_id for each in held if second.strand_id in each.strands] == [smiths.katie]
