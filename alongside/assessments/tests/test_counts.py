"""What the pages of an assessment count equals what hand-written SQL counts in the record."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.assessments.tests.factories import acting, answer, begin, complete
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.practice.queries import current_model
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db

SEVEN = (
    "no_work", "housing", "no_qualifications", "mothers_mental_health", "limiting_illness", "low_income",
    "going_without",
)  # fmt: skip
BY_HAND = """
SELECT count(*) FROM entry e JOIN entry_content c ON c.entry_id = e.id
CROSS JOIN jsonb_each(c.content->'filled'->'answers') answer
WHERE e.family_id = %s AND e.kind = 'assessments.section_answered' AND e.facts->>'section_id' = 'families_at_risk'
AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
AND answer.key = ANY(%s) AND answer.value = 'true'::jsonb
"""


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def by_hand(smiths: SmithFamily) -> int:
    with acting(smiths), connection.cursor() as cursor:
        cursor.execute(BY_HAND, [smiths.family.pk, list(SEVEN)])
        return int(cursor.fetchone()[0])


def printed(client, smiths: SmithFamily) -> list[str]:
    """The counts of the prompt about the family, on the overview and on the assessment read whole."""
    client.force_login(smiths.worker)
    found = []
    for name in ("overview", "now"):
        page = Page(client.get(reverse(f"assessments:{name}", args=[smiths.family.pk])).content.decode())
        said = re.search(r"A family on which much weighs (\d of \d)", " ".join(page.one("main").text.split()))
        found.append(said[1] if said else "")
    return found


def test_families_at_risk_is_as_many_of_seven_as_the_answers_say(client, smiths) -> None:
    with acting(smiths):
        begin(smiths)
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN[:4], True), low_income=False)
    assert by_hand(smiths) == 4
    assert printed(client, smiths) == ["", ""]

    with acting(smiths):
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN[:5], True), low_income=False)
    assert by_hand(smiths) == 5
    assert printed(client, smiths) == ["5 of 7", "5 of 7"]

    with acting(smiths):
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN, True))
    assert by_hand(smiths) == 7
    assert printed(client, smiths) == ["7 of 7", "7 of 7"]


HELPED = """
SELECT count(*), coalesce(sum(e.minutes), 0) FROM entry e
WHERE e.family_id = %s AND e.nature = 'intervention' AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
AND e.happened_on >= (SELECT happened_on FROM entry WHERE family_id = e.family_id AND kind = 'assessments.started')
"""
ANSWERED = """
SELECT count(DISTINCT e.facts->>'section_id') FROM entry e JOIN entry_about about ON about.entry_id = e.id
WHERE e.family_id = %s AND about.person_id = %s AND e.kind = 'assessments.section_answered' AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
"""
KEPT = """
SELECT jsonb_array_length(c.content->'kept') FROM entry e JOIN entry_content c ON c.entry_id = e.id
WHERE e.family_id = %s AND e.kind = 'assessments.completed'
"""


def counted(smiths: SmithFamily, sql: str, *more: object) -> tuple[int, ...]:
    with acting(smiths), connection.cursor() as cursor:
        cursor.execute(sql, [smiths.family.pk, *more])
        return tuple(int(each) for each in cursor.fetchone())


def reads(client, smiths: SmithFamily, name: str, *more: object) -> str:
    client.force_login(smiths.worker)
    page = Page(client.get(reverse(f"assessments:{name}", args=[smiths.family.pk, *more])).content.decode())
    return " ".join(page.one("main").text.split())


def is_helped(smiths: SmithFamily, days_ago: int, minutes: int | None) -> None:
    """Direct work with Amy that long ago."""
    facts = {"name": "Amy", "tool": "Feelings cards"}
    with acting(smiths):
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, at=clock.now(),
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[NewEntry("visits.direct_work", Nature.INTERVENTION, facts, minutes=minutes)],
        )  # fmt: skip


def test_the_page_says_how_often_and_how_long_help_was_given_since_it_began(client, smiths) -> None:
    with clock.travel(clock.now() - timedelta(days=5)), acting(smiths):
        begin(smiths)
    assert "help was given" not in reads(client, smiths, "overview")
    is_helped(smiths, 8, 30)
    is_helped(smiths, 4, None)
    assert counted(smiths, HELPED) == (1, 0)
    assert "Since it began, help was given 1 time: see the timeline." in reads(client, smiths, "overview")
    is_helped(smiths, 1, 80)
    is_helped(smiths, 0, 25)
    assert counted(smiths, HELPED) == (3, 105)
    words = "Since it began, help was given 3 times, 1 hour 45 minutes in all: see the timeline."
    assert words in reads(client, smiths, "overview")


def test_each_persons_answered_sections_are_counted(client, smiths) -> None:
    with acting(smiths):
        begin(smiths)
        answer(smiths, "own_view", smiths.amy, hard="The nights")
        answer(smiths, "own_view", smiths.amy, hard="Only the stairs")
        answer(smiths, "child_development", smiths.amy, health_strength="She eats well")
        answer(smiths, "own_view", smiths.katie, hard="Mornings")
    said = reads(client, smiths, "overview")
    found = re.findall(r"(\w+), [^,]*? ?(\d+) of (\d+) answered", said)
    assert {name: int(begun) for name, begun, _ in found} == {"Amy": 2, "Katie": 1, "Liam": 0}
    for name, person in (("Amy", smiths.amy), ("Katie", smiths.katie), ("Liam", smiths.liam)):
        (begun,) = counted(smiths, ANSWERED, person)
        assert (name, str(begun), str(sections_of(client, smiths, person))) in found


def sections_of(client, smiths: SmithFamily, person: object) -> int:
    """How many sections a person's own page leads to."""
    where = reverse("assessments:person", args=[smiths.family.pk, person])
    page = Page(client.get(where).content.decode())
    return len(
        {one["href"] for one in page.all("a") if re.fullmatch(rf"{where}[a-z_]+/", one.attributes.get("href", ""))}
    )


@pytest.mark.parametrize("kept", [("strengths",), ("strengths", "whole_family", "agencies")])
def test_the_principles_kept_are_counted(client, smiths, kept) -> None:
    with acting(smiths):
        begin(smiths)
        answer(smiths, "own_view", smiths.amy, hard="The nights")
        complete(smiths, kept=kept)
        principles = current_model("family_intervention").items("assessment_principle")
    assert counted(smiths, KEPT) == (len(kept),)
    said = reads(client, smiths, "version", 1)
    assert f"{len(kept)} of {len(principles)} principles are kept" in said
    for item in principles:
        assert f"{item.label}: {'yes' if item.id in kept else 'not yet'}" in said


EARLIER_HELP = (
    "What help was {} offered before, and by whom?", "What of it helped?", "What did not, and what got in the way?",
    "Why did it end?", "Did it last long enough?", "What should be different this time?",
)  # fmt: skip


def test_each_person_is_asked_what_earlier_help_was_like(client, smiths) -> None:
    with acting(smiths):
        begin(smiths)
    for name, person in (("Katie", smiths.katie), ("Amy", smiths.amy)):
        said = reads(client, smiths, "section_of", person, "earlier_help")
        for question in EARLIER_HELP:
            assert question.format(name) in said, question
    with acting(smiths):
        answer(smiths, "earlier_help", smiths.katie, did_not="Letters she could not read", next_time="Ring instead")
    whole = reads(client, smiths, "now")
    assert "Letters she could not read" in whole
    assert "Ring instead" in whole
