"""What is kept from one of the family is kept from partners, who read on the family's word."""

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import queries
from alongside.agreements.rules.agencies import AGENCIES_AGREED, Among
from alongside.agreements.tests.factories import consent, known_to, school, withdraw, wrote
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import account

pytestmark = pytest.mark.django_db
ROWS = ("strand", "entry", "entry_about", "entry_text", "entry_content", "entry_helper")


@pytest.fixture
def hill(smiths):
    """Katie said yes for Amy to a school: Ms Rao reads what is wholly about Amy."""
    found = school(smiths)
    consent(smiths, found.to, smiths.amy)
    return found


def kept(smiths, entry, from_person=None, **more):
    with scope.acting_as(smiths.manager):
        return timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, why="She asked us to",
            from_person_id=from_person or smiths.katie, at=clock.now(), **more,
        )  # fmt: skip


def rows_of(user, strand_id) -> dict[str, int]:
    """How many rows of a strand each table shows, asked in plain SQL."""
    with scope.acting_as(user), connection.cursor() as cursor:
        found = {}
        for table in ROWS:
            column = "id" if table == "strand" else "strand_id"
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [strand_id])
            found[table] = cursor.fetchone()[0]
    return found


def whole(smiths) -> Entry:
    """An entry with a row in every table an entry has."""
    with scope.acting_as(smiths.worker):
        (entry,) = timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[
                NewEntry(
                    AGENCIES_AGREED, Nature.PROCESS, {"about": ["Amy"], "agencies": ["School"]},
                    [(smiths.amy, Part.FOR)], [NewText("note", "Amy-canary")], helpers=[smiths.worker.pk],
                    content=Among((smiths.amy,), "Help at school", ()).to_content(),
                )
            ],
        )  # fmt: skip
    return entry


@pytest.mark.parametrize("who", ["katie", "liam"])
def test_no_row_of_what_is_kept_from_one_of_the_family_shows_to_a_partner(smiths, hill, who) -> None:
    entry = whole(smiths)
    assert all(rows_of(hill.rao, entry.strand_id).values())
    kept(smiths, entry, getattr(smiths, who))
    assert not any(rows_of(hill.rao, entry.strand_id).values())
    assert all(rows_of(smiths.worker, entry.strand_id).values())


def test_a_partner_reads_what_is_kept_where_whoever_keeps_it_says_they_may(smiths, hill) -> None:
    entry = whole(smiths)
    kept(smiths, entry, partners_may_read=True)
    assert all(rows_of(hill.rao, entry.strand_id).values())
    kept(smiths, entry, smiths.liam)
    assert not any(rows_of(hill.rao, entry.strand_id).values())


def test_what_is_kept_no_longer_is_read_again(smiths, hill) -> None:
    entry = whole(smiths)
    ends = kept(smiths, entry)
    with scope.acting_as(smiths.manager):
        timeline.end_withholding(by=smiths.manager, family_id=smiths.family.pk, withholding_id=ends.pk, at=clock.now())
    assert all(rows_of(hill.rao, entry.strand_id).values())


@pytest.mark.parametrize(("may_read", "known"), [(False, set()), (True, {"Amy-canary"})])
def test_it_stays_so_when_others_may_read_it(smiths, hill, may_read, known) -> None:
    entry = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID), audience=Audience.TEAM)
    kept(smiths, entry, partners_may_read=may_read)
    with scope.acting_as(smiths.worker):
        timeline.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.AROUND,
            why="x", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert known_to(hill.rao) == known


@pytest.mark.parametrize(
    ("answer", "said", "read"),
    [({}, "kept from Katie, and from partners.", False), ({"partners": "yes"}, "kept from Katie.", True)],
)
def test_the_page_of_keeping_asks_of_partners_and_no_is_the_answer_unless_said(
    smiths, hill, client, answer, said, read
) -> None:
    entry = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    theirs = reverse("timeline:page", args=[smiths.family.pk])
    client.force_login(smiths.manager)
    here = reverse("timeline:withhold", args=[smiths.family.pk, entry.pk])
    page = Page(client.get(here).content.decode())
    assert [one["value"] for one in page.named("partners") if "checked" in one.attributes] == ["no"]
    assert "in its two steps" in page.one("main").text
    typed = {"form_key": str(uuid7()), "from_person": str(smiths.katie), "why": "She asked us to"} | answer
    told = client.post(here, typed, follow=True).content.decode()
    assert said in told
    client.force_login(hill.rao)
    assert ("Amy-canary" in client.get(theirs).content.decode()) is read


def test_opening_something_kept_says_that_no_partner_would_read_it(smiths, hill, client) -> None:
    entry = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    here = reverse("timeline:audience", args=[smiths.family.pk, entry.pk])
    client.force_login(smiths.worker)
    before = Page(client.get(here).content.decode()).one("main").text
    assert "No partner would read it" not in before
    assert "would read it, if you choose that partners may." in before
    kept(smiths, entry)
    after = Page(client.get(here).content.decode()).one("main").text
    assert "No partner would read it, whatever you choose below." in after
    assert "if you choose that partners may" not in after
    assert "and it is kept from nobody of the family." in after


def test_what_was_kept_all_the_time_does_not_stand_among_what_they_could_read(smiths, hill) -> None:
    before, after = (wrote(smiths, words, (smiths.amy, Part.SAID), audience=Audience.TEAM) for words in ("a", "b"))
    kept(smiths, before)
    with scope.acting_as(smiths.worker):
        for entry in (before, after):
            timeline.change_audience(
                by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.AROUND,
                why="x", at=clock.now(), deed_id=uuid7(),
            )  # fmt: skip
    another = school(smiths, "Canal Clinic")
    yes = consent(smiths, another.to, smiths.amy)
    withdraw(smiths, yes, smiths.amy)
    with scope.acting_as(smiths.worker):
        page = queries.withdraw_page(smiths.family, smiths.worker, yes[0].deed_id, clock.now())
    assert page is not None
    assert len(page.seen) == 1


def test_others_of_the_family_still_read_on_their_own_pages_what_is_kept_from_partners(smiths, hill) -> None:
    amy = account("child")
    with scope.acting_as(smiths.worker):
        people.link_account(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.amy, user=amy, at=clock.now()
        )
    entry = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID), audience=Audience.FAMILY)
    kept(smiths, entry)
    assert known_to(hill.rao) == set()
    assert known_to(amy) == {"Amy-canary"}
