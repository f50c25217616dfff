"""What the page of what is due prints, how many and how late, equals what hand-written SQL finds in the entries."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import due_words
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily
from alongside.timeline.tests.test_pages.given import address, retraction

pytestmark = pytest.mark.django_db

BY_HAND = """
WITH live AS (
    SELECT * FROM entry e WHERE e.family_id = %(family)s AND NOT e.retracts
    AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
), met AS (
    SELECT id FROM live WHERE kind = 'visits.visit'
    AND EXISTS (SELECT 1 FROM entry_about a WHERE a.entry_id = live.id AND a.part <> 'mentioned')
), first_allocated AS (SELECT min(happened_on) AS day FROM live WHERE kind = 'pathway.allocated'),
due (name, day) AS (
    SELECT 'Visit the family for the first time', day + 7 FROM first_allocated
        WHERE NOT EXISTS (SELECT 1 FROM met)
    UNION ALL
    SELECT 'Assess the first risks, for the family and for us', day + 7 FROM first_allocated
        WHERE NOT EXISTS (SELECT 1 FROM live WHERE kind = 'assessments.risk_assessed')
    UNION ALL
    SELECT 'Agree with the family how we work together', day + 14 FROM first_allocated
        WHERE NOT EXISTS (SELECT 1 FROM live WHERE kind = 'agreements.partnership_agreed')
    UNION ALL
    SELECT 'Hold the multi-agency referral meeting', day + 14 FROM first_allocated
        WHERE NOT EXISTS (SELECT 1 FROM live WHERE kind = 'meetings.held' AND subtype = 'referral_meeting')
    UNION ALL
    SELECT 'Hold the first multi-agency review', min(happened_on) + 56 FROM live
        WHERE kind = 'meetings.held' AND subtype = 'referral_meeting' HAVING count(*) > 0
        AND NOT EXISTS (SELECT 1 FROM live WHERE kind = 'meetings.held' AND subtype = 'first_review')
    UNION ALL
    SELECT 'Spend time with the family', max(happened_on) + 7 FROM live
        WHERE id IN (SELECT id FROM met) OR (kind = 'pathway.stage_began' AND subtype = 'support')
    UNION ALL
    SELECT t.body || ': ' || (a.facts->>'who'), (a.facts->>'due_on')::date
        FROM live a JOIN entry_text t ON t.entry_id = a.id
        WHERE a.kind = 'plans.action_agreed' AND NOT EXISTS (
            SELECT 1 FROM live d
            WHERE d.kind = 'plans.action_done' AND d.facts->>'promise_id' = a.facts->>'promise_id')
)
SELECT name, day, %(today)s::date - day FROM due ORDER BY day, name
"""


def days_ago(number: int) -> date:
    return clock.today() - timedelta(days=number)


def told(smiths: SmithFamily, kind: str, ago: int, *, facts=None, texts=(), **more):
    """A deed of one entry, that many days ago."""
    entry = NewEntry(kind, Nature.PROCESS, facts or {}, texts=texts, **more)
    with scope.acting_as(smiths.worker):
        return actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where, entries=[entry],
            happened=Happened.day(days_ago(ago)),
        )[0]  # fmt: skip


def agreed(smiths: SmithFamily, what: str, who: str, ago: int) -> str:
    """Somebody said they would do something, due that many days ago."""
    promise = str(uuid7())
    facts = {"promise_id": promise, "due_on": days_ago(ago).isoformat(), "who": who, "owner_id": None, "for": [],
             "step_id": "", "who_is": "other"}  # fmt: skip
    told(smiths, "plans.action_agreed", 30, facts=facts, texts=[NewText("note", what)])
    return promise


def lively(smiths: SmithFamily) -> None:
    """Clocks late, met, restarted and not begun; a retraction, a correction; actions late, settled and to come."""
    told(smiths, "pathway.allocated", 35, facts={"name": "Joanne"})
    told(smiths, "pathway.allocated", 20, facts={"name": "Paula"})
    risk = {"origin": "made", "agency": "", "hazards": 1, "review_on": clock.today().isoformat()}
    retraction(smiths, told(smiths, "assessments.risk_assessed", 30, facts=risk, subtype="made"))
    meeting = {"type": "Referral meeting", "present": [], "helpers": [], "decisions": 0, "agrees": "", "at_risk": False}
    told(smiths, "meetings.held", 12, facts=meeting, subtype="referral_meeting")
    told(smiths, "pathway.stage_began", 25, facts={"stage": "Support", "order": 5, "of": 7}, subtype="support")
    place = {"place": "Home"}
    visit = {"facts": place, "subtype": "safety", "about": [(smiths.katie, Part.PRESENT)]}
    told(smiths, "visits.visit", 15, **visit)
    first = told(smiths, "visits.visit", 9, **visit)
    told(smiths, "visits.visit", 11, **visit, supersedes_id=first.pk)
    told(smiths, "visits.visit", 3, **visit | {"about": [(smiths.amy, Part.MENTIONED)]})
    agreed(smiths, "Ring the landlord", "Canal Clinic", 4)
    agreed(smiths, "Mend the cooker", "Nan", -5)
    settled = {"promise_id": agreed(smiths, "Book the dentist", "Katie", 2), "who": "Katie", "how": "done"}
    told(smiths, "plans.action_done", 1, facts={**settled, "step_id": ""}, subtype="done")


def by_hand(smiths: SmithFamily) -> list[tuple[str, date, int]]:
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"family": smiths.family.pk, "today": clock.today()})
        return cursor.fetchall()


def printed(client, smiths: SmithFamily) -> list[tuple[str, str]]:
    """Each line of the page: what is due, and how it says when."""
    client.force_login(smiths.worker)
    page = Page(client.get(address(smiths, "due")).content.decode())
    lines = [one for one in page.all("li") if "See why" in one.text or "Open:" in one.text]
    names = [re.search(r"(?:See why|Open): (.*)", " ".join(one.text.split()))[1] for one in lines]
    return [(name, " ".join(line.text.split()).split(name)[0].strip()) for name, line in zip(names, lines, strict=True)]


def test_what_is_due_is_as_many_and_as_late_as_hand_written_sql_finds(client, smiths) -> None:
    lively(smiths)
    rows = by_hand(smiths)

    shown = printed(client, smiths)

    assert len(rows) == 6
    assert sorted(shown) == sorted(
        (name, f"{late} days late" if late > 0 else due_words(day, clock.today())) for name, day, late in rows
    )
    assert [name for name, _ in shown] == [name for name, _, _ in rows]


def test_the_manager_is_told_the_same_days_on_the_stored_list(client, smiths) -> None:
    lively(smiths)
    rows = by_hand(smiths)

    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT due_on, count(*) FROM due WHERE family_id = %s GROUP BY due_on ORDER BY due_on", [smiths.family.pk]
        )
        stored = dict(cursor.fetchall())

    assert sum(stored.values()) == len(rows)
    assert set(stored) == {day for _, day, _ in rows}
