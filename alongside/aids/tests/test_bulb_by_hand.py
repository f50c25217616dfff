"""Twenty generated months: each bulb is what hand-written SQL says, on the list and opened; every fact opens to its
entry; and one correction changes the picture.
"""

import random
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.aids import queries
from alongside.aids.queries import BulbPage
from alongside.aids.tests.factories import (
    OPENED,
    barrier,
    difference,
    look_again,
    meeting,
    page_of,
    record,
    visit,
    work_with_katie,
)
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
MONTHS = 20
CABLE = ["visits.visit", "assessments.risk_assessed", "assessments.completed", "agreements.partnership_agreed",
         "plans.put_in_force", "meetings.held"]  # fmt: skip

BY_HAND = """
WITH live AS (
  SELECT e.* FROM entry e WHERE e.family_id = %(family)s AND NOT e.retracts
  AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
), mine AS (
  SELECT l.* FROM live l WHERE EXISTS (
    SELECT 1 FROM entry_about a WHERE a.entry_id = l.id AND a.person_id = %(child)s AND a.part <> 'mentioned')
), days AS (
  SELECT GREATEST(%(opened)s::date, %(today)s::date - 41) AS first, %(today)s::date AS last
), counted AS (
  SELECT
    (SELECT count(DISTINCT deed_id) FROM mine, days WHERE nature = 'process' AND kind = ANY(%(cable)s)
      AND happened_to BETWEEN first AND last) AS process,
    (SELECT count(DISTINCT deed_id) FROM mine, days WHERE nature = 'intervention'
      AND happened_to BETWEEN first AND last) AS help,
    (SELECT count(*) FROM due WHERE family_id = %(family)s AND source = 'clock' AND NOT on_hold
      AND due_at < %(now)s AND (subject_id IS NULL OR subject_id = %(child)s)) AS late,
    (SELECT count(*) FROM mine, days WHERE nature = 'difference' AND happened_to BETWEEN first AND last) AS differences,
    (SELECT count(*) FROM mine b, days WHERE b.kind = 'aids.barrier_named' AND b.happened_on <= last
      AND NOT EXISTS (SELECT 1 FROM mine gone WHERE gone.kind = 'aids.barrier_looked_at'
        AND gone.subtype = 'out_of_the_way' AND gone.happened_on <= last
        AND gone.facts->>'barrier_id' = b.facts->>'barrier_id')) AS barriers
)
SELECT process, help, late, differences, barriers, CASE
  WHEN %(today)s::date - %(opened)s::date < 14 THEN 'cannot_tell'
  WHEN help = 0 THEN 'dark'
  WHEN late = 0 AND help >= process AND differences > 0 AND barriers = 0 THEN 'lit'
  ELSE 'glowing' END FROM counted
"""


def by_hand(smiths: SmithFamily, child: UUID) -> tuple[int, int, int, int, int, str]:
    """Process, help, late, differences, barriers and the state, counted from the tables."""
    asked = {
        "family": smiths.family.pk, "child": child, "opened": OPENED, "today": clock.today(), "now": clock.now(),
        "cable": CABLE,
    }  # fmt: skip
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(BY_HAND, asked)
        return cursor.fetchone()


def opened(page: BulbPage) -> tuple[int, int, int, int, int, str]:
    """The same of a child's own page."""
    counts = page.counts
    return counts.process, counts.help, counts.late, counts.differences, counts.barriers, page.state


def listed(smiths: SmithFamily) -> dict[UUID, str]:
    """The same of the list, states alone."""
    children = {smiths.family.pk: [(smiths.amy, "Amy"), (smiths.liam, "Liam")]}
    with scope.acting_as(smiths.worker):
        return {
            child: line.state for (_, child), line in queries.bulbs_of(children, smiths.worker, clock.now()).items()
        }


def a_month(smiths: SmithFamily, chance: random.Random, open_barriers: list[Entry]) -> None:
    """What may happen in a month, on days that have come by its end."""

    def day() -> date:
        return max(OPENED, clock.today() - timedelta(days=chance.randrange(30)))

    children = [smiths.amy, smiths.liam]
    for _ in range(chance.randrange(4)):
        seen = chance.sample(children, chance.randrange(3))
        visit(smiths, day(), *seen, tools=[child for child in seen if chance.random() < 0.7])
    if chance.random() < 0.5:
        work_with_katie(smiths, day(), *chance.sample(children, chance.randrange(3)))
    if chance.random() < 0.4:
        subtypes = ["first_review", *["review"] * 6, "on_concern"]
        meeting(smiths, day(), *children, subtype=chance.choice(subtypes))
    if chance.random() < 0.8:
        difference(smiths, day(), chance.choice(children))
    if chance.random() < 0.2:
        open_barriers.append(barrier(smiths, day(), chance.choice(children)))
    if open_barriers and chance.random() < 0.5:
        gone = chance.random() < 0.7
        told = look_again(smiths, open_barriers.pop(0), clock.today(), gone=gone)
        open_barriers += [] if gone else [told[-1]]


def retract(smiths: SmithFamily, entry_ids: list[UUID]) -> None:
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=entry_ids, why="It was another family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def test_twenty_months_are_what_hand_written_sql_counts() -> None:
    smiths, chance, barriers, states = smith_family(), random.Random(8), [], set()
    for month in range(1, MONTHS + 1):
        with clock.travel(clock.at(OPENED + timedelta(days=30 * month - 20), 18)):
            a_month(smiths, chance, barriers)
            for child in (smiths.amy, smiths.liam):
                expected = by_hand(smiths, child)
                assert opened(page_of(smiths, child)) == expected
                assert listed(smiths)[child] == expected[-1]
                states.add(expected[-1])
    assert states == {"cannot_tell", "dark", "glowing", "lit"}


def test_every_fact_opens_to_its_entry_and_a_correction_changes_the_bulb(client) -> None:
    smiths = smith_family()
    today = OPENED + timedelta(days=60)
    with clock.travel(clock.at(today, 18)):
        record(smiths, today - timedelta(days=4), NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne"}))
        (_, work) = visit(smiths, today - timedelta(days=3), smiths.amy, tools=[smiths.amy])
        difference(smiths, today - timedelta(days=1), smiths.amy)
        client.force_login(smiths.worker)
        where = reverse("aids:bulb", args=[smiths.family.pk, smiths.amy])
        assert page_of(smiths, smiths.amy).state == "lit"

        table = Page(client.get(where).content.decode())
        entries = {a["href"] for a in table.all("a") if "/timeline/" in a["href"]}
        clocks = {a["href"]: a.text for a in table.all("a") if "/due/" in a["href"]}
        assert len(entries) >= 3
        assert clocks
        assert {client.get(entry).status_code for entry in entries} == {200}
        for link, name in clocks.items():
            assert name in Page(client.get(link).content.decode()).one("main").text
        retract(smiths, [work.pk])

        assert page_of(smiths, smiths.amy).state == "dark"
        assert by_hand(smiths, smiths.amy)[-1] == "dark"


def test_the_picture_of_then_can_be_made_again_with_what_was_known_then() -> None:
    smiths = smith_family()
    today = OPENED + timedelta(days=60)
    with clock.travel(clock.at(today, 18)):
        (_, work) = visit(smiths, today - timedelta(days=3), smiths.amy, tools=[smiths.amy])
        known_then = clock.now()
    with clock.travel(clock.at(today + timedelta(days=5), 9)):
        retract(smiths, [work.pk])
        assert page_of(smiths, smiths.amy, as_of=today).state == "dark"
        assert page_of(smiths, smiths.amy, as_of=today, known_at=known_then).state == "glowing"


@pytest.mark.parametrize("families", [1, 4])
def test_the_list_asks_as_much_of_the_database_for_one_family_as_for_four(
    families: int, django_assert_num_queries
) -> None:
    made = [smith_family() for _ in range(families)]
    children = {smiths.family.pk: [(smiths.amy, "Amy"), (smiths.liam, "Liam")] for smiths in made}
    with clock.travel(clock.at(OPENED + timedelta(days=20), 18)):
        for smiths in made:
            visit(smiths, OPENED + timedelta(days=15), smiths.amy, tools=[smiths.amy])
        with scope.acting_as(made[0].manager), django_assert_num_queries(6):
            queries.bulbs_of(children, made[0].manager, clock.now())
