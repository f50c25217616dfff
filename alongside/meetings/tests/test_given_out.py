"""What stands in one reader's minutes must not stand in another's: the whole page is looked through for it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import consent, holds, school, withdraw
from alongside.kit import clock
from alongside.meetings import queries
from alongside.meetings.rules import CONCERN, Concern, Piece, TookPart
from alongside.meetings.tests.factories import held, hold_it
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
CANARY = "77 Quillfeather Mews, Ambleforth YO62 4ZZ"
ABOUT_AMY, ABOUT_LIAM, WORRY = "Amy reads a book a day.", "Liam sleeps badly.", "Somebody follows Katie home."
KATIES_WORDS = "I am afraid of him."


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


@pytest.fixture
def geoff(smiths) -> UUID:
    """The children's father, who lives elsewhere and must not know where they are."""
    with scope.acting_as(smiths.worker):
        known = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=30), name="Geoff",
            role="father", in_household=False,
        )  # fmt: skip
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, kind="address", value=CANARY,
            at=clock.now(), protected=True,
        )  # fmt: skip
    return known.person_id


def told(smiths: SmithFamily, geoff: UUID, **more: object):
    """A meeting with both parents, in which the address slipped out."""
    return held(
        smiths, clock.today(), people=(
            TookPart(smiths.katie, "present", words=KATIES_WORDS),
            TookPart(geoff, "present", words="I want to see them."),
            TookPart(smiths.amy, "read_out", words="Nan is nice.", open_to="own"),
        ),
        place="77 quillfeather mews",
        pieces=(
            Piece("talked", ABOUT_AMY, "", (smiths.amy,)), Piece("talked", ABOUT_LIAM, "", (smiths.liam,)),
            Piece("talked", "They live in Quillfeather Mews\nnumber 77, YO624ZZ."),
            Piece("decided", "Letters go to 77, Quillfeather Mews", "It is safe"),
            Piece("talked", "He was seen at the gate.", "", (), (geoff,)),
        ),
        **more,
    )  # fmt: skip


def minutes(client, smiths: SmithFamily, key: str) -> str:
    """Everything the page of somebody's minutes sends, head and all."""
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    answer = client.get(reverse("meetings:minutes_for", args=[smiths.family.pk, found.meeting_id, key]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def hidden_in(page: str) -> list[str]:
    """Which parts of the protected address are in it, however written."""
    packed = "".join(letter for letter in page.casefold() if letter.isalnum())
    return [part for part in ("quillfeather", "yo624zz", "ambleforth") if part in packed]


def test_a_protected_address_is_nowhere_in_anybodys_minutes_but_our_own(worker, smiths, geoff) -> None:
    hill = school(smiths)
    holds(smiths, smiths.katie, smiths.amy, smiths.liam)
    consent(smiths, hill.to, smiths.katie, smiths.amy, smiths.liam)
    consent(smiths, hill.to, geoff, by=geoff)
    with scope.acting_as(smiths.worker):
        hold_it(smiths, told(smiths, geoff), at=clock.now())
        own = next(each for each in queries.around(smiths.worker, smiths.family.pk, clock.now()).helpers if each.ours)
    for key in (f"person-{geoff}", f"person-{smiths.katie}", f"person-{smiths.amy}", f"helper-{hill.helper.pk}"):
        assert hidden_in(minutes(worker, smiths, key)) == [], key
    assert hidden_in(minutes(worker, smiths, f"helper-{own.helper_id}")) == ["quillfeather", "yo624zz"]


def test_the_minutes_of_two_parents_differ_and_each_is_stamped_with_its_reader(worker, smiths, geoff) -> None:
    with scope.acting_as(smiths.worker):
        rows = hold_it(smiths, told(smiths, geoff), at=clock.now())
    voice = next(row for row in rows if row.kind == "meetings.view_given" and row.facts["name"] == "Katie")
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=voice.strand_id, from_person_id=geoff,
            why="She is afraid", at=clock.now(),
        )  # fmt: skip
    hers, his = (minutes(worker, smiths, f"person-{each}") for each in (smiths.katie, geoff))
    assert KATIES_WORDS in hers
    assert "He was seen at the gate." in hers
    assert "I want to see them." in his
    for secret in (KATIES_WORDS, "He was seen at the gate.", "She is afraid", "Nan is nice."):
        assert secret not in his
    assert f"SMI-{smiths.family.pk:04d}. For Katie only." in hers
    assert f"SMI-{smiths.family.pk:04d}. For Geoff only." in his
    assert "Nan is nice." in minutes(worker, smiths, f"person-{smiths.amy}")


def test_a_partner_reads_of_those_whom_consent_covers_and_no_longer_when_it_is_taken_back(
    worker, smiths, geoff
) -> None:
    hill = school(smiths)
    holds(smiths, smiths.katie, smiths.amy)
    with scope.acting_as(smiths.worker):
        hold_it(smiths, told(smiths, geoff), at=clock.now())
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    key, page = f"helper-{hill.helper.pk}", reverse("meetings:minutes", args=[smiths.family.pk, found.meeting_id])
    assert "No consent covers sharing with them" in worker.get(page).content.decode()
    given = consent(smiths, hill.to, smiths.amy)
    theirs = minutes(worker, smiths, key)
    assert ABOUT_AMY in theirs
    for secret in (ABOUT_LIAM, KATIES_WORDS, "Katie", "Geoff"):
        assert secret not in theirs
    withdraw(smiths, given, smiths.amy)
    assert (
        worker.get(reverse("meetings:minutes_for", args=[smiths.family.pk, found.meeting_id, key])).status_code == 404
    )


def test_what_a_meeting_is_about_is_kept_from_whom_it_warns_of(worker, smiths, geoff) -> None:
    worry = Concern(WORRY, "Nursery", True, "Ms Okoro, social worker", "today", "", (smiths.katie,), (geoff,))
    with scope.acting_as(smiths.worker):
        hold_it(smiths, told(smiths, geoff, type=CONCERN, concern=worry, agrees=None), at=clock.now())
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
        assert found.held.concern == worry
        assert WORRY not in str(found.told.content)
    his = minutes(worker, smiths, f"person-{geoff}")
    for secret in (WORRY, "Okoro", "Nursery"):
        assert secret not in his
    assert WORRY in minutes(worker, smiths, f"person-{smiths.katie}")


def test_a_partner_invited_is_shown_with_whom_consent_covers(worker, smiths, geoff) -> None:
    hill = school(smiths)
    page = reverse("meetings:plan", args=[smiths.family.pk, "review"])
    assert "No consent covers sharing with them." in worker.get(page).content.decode()
    holds(smiths, smiths.katie, smiths.amy)
    consent(smiths, hill.to, smiths.amy)
    assert "May hear about Amy; to what concerns others they do not come" in worker.get(page).content.decode()


def offered(worker, smiths: SmithFamily) -> str:
    """The page that says for whom there are minutes."""
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return str(worker.get(reverse("meetings:minutes", args=[smiths.family.pk, found.meeting_id])).content.decode())


def he_is_responsible(smiths: SmithFamily, geoff: UUID, **more: object):
    with scope.acting_as(smiths.worker):
        return people.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, child_id=smiths.amy, basis="registered_father",
            holder_person_id=geoff, at=clock.now(), **more,
        )  # fmt: skip


def test_who_holds_parental_responsibility_gets_minutes_of_a_meeting_they_were_not_at(worker, smiths, geoff) -> None:
    with scope.acting_as(smiths.worker):
        hold_it(smiths, held(smiths, clock.today(), place="77 quillfeather mews"), at=clock.now())
    assert f"person-{geoff}" not in offered(worker, smiths), "being called a father is no responsibility"
    he_is_responsible(smiths, geoff)
    assert f"person-{geoff}" in offered(worker, smiths)
    his = minutes(worker, smiths, f"person-{geoff}")
    assert "Breakfast club goes on" in his
    assert hidden_in(his) == []


def test_what_is_kept_from_somebody_stays_kept_though_they_hold_responsibility(worker, smiths, geoff) -> None:
    he_is_responsible(smiths, geoff)
    pieces = (Piece("talked", "Mornings are hard."), Piece("talked", WORRY, "", (smiths.katie,), (geoff,)))
    with scope.acting_as(smiths.worker):
        meeting, *_ = hold_it(smiths, held(smiths, clock.today(), pieces=pieces), at=clock.now())
    his = minutes(worker, smiths, f"person-{geoff}")
    assert "Mornings are hard." in his
    assert WORRY not in his
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=meeting.strand_id, from_person_id=geoff,
            why="She is afraid", at=clock.now(),
        )  # fmt: skip
    assert "This meeting is kept from them" in offered(worker, smiths)


def test_responsibility_that_has_ended_brings_no_minutes(worker, smiths, geoff) -> None:
    gone = he_is_responsible(smiths, geoff, since=clock.today() - timedelta(days=20))
    with scope.acting_as(smiths.worker):
        people.end_responsibility(
            by=smiths.worker, responsibility=gone, on=clock.today() - timedelta(days=2), at=clock.now()
        )
        hold_it(smiths, held(smiths, clock.today()), at=clock.now())
    assert f"person-{geoff}" not in offered(worker, smiths)


def test_a_neighbour_who_was_not_there_gets_no_minutes(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        neighbour = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Mrs D", role="friend",
            in_household=False,
        )  # fmt: skip
        hold_it(smiths, held(smiths, clock.today()), at=clock.now())
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    choice = worker.get(reverse("meetings:minutes", args=[smiths.family.pk, found.meeting_id])).content.decode()
    assert "Katie" in choice
    assert f"person-{neighbour.person_id}" not in choice
    theirs = reverse("meetings:minutes_for", args=[smiths.family.pk, found.meeting_id, f"person-{neighbour.person_id}"])
    assert worker.get(theirs).status_code == 404
