"""Who reads a version of the assessment: nobody says that it is fit for its purpose without a way to know it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from alongside.access import scope
from alongside.access.models import User
from alongside.agreements.tests.factories import consent, holds, school
from alongside.assessments import actions, queries
from alongside.assessments.rules import Chosen, Given
from alongside.assessments.tests.factories import acting, agree, answer, begin, complete, differ, sent
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, signed_in, smith_family

pytestmark = pytest.mark.django_db

HOME, MATTERS = "The roof lets the rain in.", "They laugh at breakfast."
AMYS = "Nights when they shout."
ALONE = "He takes her telephone."
KATIES, DANS = "I sleep badly.", "I never shout."


@pytest.fixture
def smiths() -> SmithFamily:
    """Katie and Dan with Amy and Liam; version 1 is complete."""
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    with acting(found):
        begin(found)
        answer(found, "own_view", found.katie, hard=KATIES)
        answer(found, "own_view", found.amy, hard=AMYS)
        answer(found, "child_development", found.amy, health_worry="Tired.", health_strength="Runs fast.")
        answer(found, "domestic_abuse", found.katie, said=ALONE)
        answer(found, "environment", housing_worry=HOME)
        answer(found, "history", good_times=MATTERS)
    return found


@pytest.fixture
def dan(smiths) -> UUID:
    with acting(smiths):
        dan = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Dan", role="father",
            birth=(clock.today() - timedelta(days=12000),) * 2,
        )  # fmt: skip
        differ(smiths, "environment", DANS, person_id=dan.person_id)
    return dan.person_id


def opened(smiths: SmithFamily, by: User | None = None, version: int = 1, **instead: Chosen) -> list[Entry]:
    """It is complete, and who reads it is as we suggest it, but for `instead`, by section."""
    by = by or smiths.worker
    with acting(smiths):
        if not queries.overview(smiths.worker, smiths.family.pk, clock.today()).assessment.versions:
            complete(smiths)
    with scope.acting_as(by):
        page = queries.page_to_open(by, smiths.family.pk, version, clock.now())
        choices = [
            replace(instead[row.section.id], source=row.source) if row.section.id in instead and not row.whose
            else Chosen(row.source, row.readers, row.kept_from, row.why)
            for row in page.rows
        ]  # fmt: skip
        return actions.open_to(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, version=version, choices=choices, stood=page.said_in,
            at=clock.now(),
        )  # fmt: skip


def chosen(readers: str, *kept_from: UUID, why: str = "", **more: object) -> Chosen:
    return replace(Chosen(uuid7(), readers, kept_from, why), **more)


def told_to(user: User) -> str:
    """Everything that a sign-in finds in the tables of the record, asked in plain SQL."""
    with scope.acting_as(user), connection.cursor() as cursor:
        cursor.execute("SELECT content::text FROM entry_content UNION ALL SELECT body FROM entry_text")
        return " ".join(row[0] for row in cursor.fetchall())


def own_page(client, user: User, address: str = "/me/assessment/") -> str:
    client.force_login(user)
    return " ".join(Page(client.get(address).content.decode()).one("main").text.split())


def test_a_parent_reads_what_is_theirs_and_the_familys_and_not_what_was_asked_alone(smiths, client):
    katie = signed_in(smiths, smiths.katie)
    assert "There is nothing here to read yet." in own_page(client, katie)
    opened(smiths)
    shown = own_page(client, katie)
    for words in (HOME, MATTERS, KATIES, "Tired.", "What helps", "Runs fast.", "is it right?"):
        assert words in shown, words
    assert "Own view: you" in shown
    for words in (ALONE, AMYS):
        assert words not in shown
        assert words not in told_to(katie)
    assert HOME not in own_page(client, katie, "/me/")


def test_a_young_person_reads_their_own_words_once_it_is_said_that_they_may(smiths, client):
    amy = signed_in(smiths, smiths.amy, "child")
    opened(smiths)
    assert AMYS not in told_to(amy)
    opened(smiths, own_view=chosen("own"))
    assert AMYS in own_page(client, amy)
    assert KATIES not in told_to(amy)


def test_the_second_parent_finds_nothing_of_what_is_kept_from_him(smiths, dan, client):
    reader = signed_in(smiths, dan)
    opened(smiths, environment=chosen("family", dan, why="Katie fears what he would say of the roof."))
    for seen in (own_page(client, reader), told_to(reader)):
        assert HOME not in seen
        assert "fears" not in seen
        assert MATTERS in seen
        assert DANS in seen


def test_what_is_kept_afterwards_of_the_section_is_kept_of_what_was_opened(smiths, dan, client):
    reader = signed_in(smiths, dan)
    opened(smiths)
    assert HOME in told_to(reader)
    with scope.acting_as(smiths.manager):
        page = queries.open_page(smiths.manager, smiths.family.pk, 1, clock.today())
        (home,) = (row for row in page.rows if row.section.id == "environment" and not row.whose)
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=page.strands[home.source], from_person_id=dan,
            why="He threatened the landlord.", at=clock.now(),
        )  # fmt: skip
    assert HOME not in told_to(reader)
    assert HOME not in own_page(client, reader)


def test_what_names_somebody_of_whom_a_reader_may_know_nothing_is_not_theirs_to_read(smiths, dan):
    katie = signed_in(smiths, smiths.katie)
    with acting(smiths):
        answer(smiths, "domestic_abuse", smiths.katie, said=ALONE, by_whom=str(dan))
    opened(smiths, domestic_abuse=chosen("own"))
    assert ALONE in told_to(katie)
    with scope.acting_as(smiths.manager):
        people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=smiths.katie, why="He asked for it.",
            at=clock.now(), subject_id=dan,
        )  # fmt: skip
    assert ALONE not in told_to(katie)


def test_whoever_reads_for_a_child_reads_on_unless_a_manager_keeps_it_from_them(smiths, dan):
    holds(smiths, dan, smiths.amy)
    reader = signed_in(smiths, dan)
    kept = {"child_development": chosen("own", dan, why="Amy asked for it.")}
    with pytest.raises(Unacceptable, match="Dan would still read it"):
        opened(smiths, **kept)
    opened(smiths, smiths.manager, **kept)
    assert "Runs fast." not in told_to(reader)
    assert "Runs fast." in told_to(signed_in(smiths, smiths.katie))


def test_whoever_must_be_kept_away_reads_nothing_unless_somebody_says_so(smiths, dan):
    holds(smiths, dan, smiths.amy)
    reader = signed_in(smiths, dan)
    with acting(smiths):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=dan, kind="keep_away", value="The court says so.",
            at=clock.now(),
        )  # fmt: skip
    opened(smiths, smiths.manager)
    for words in (HOME, MATTERS, "Runs fast.", KATIES, AMYS):
        assert words not in told_to(reader)
    assert HOME in told_to(signed_in(smiths, smiths.katie))


def test_to_keep_something_back_needs_a_reason_and_every_part_an_answer(smiths):
    with pytest.raises(Unacceptable, match="Say why “"):
        opened(smiths, environment=chosen("team"))


def test_said_anew_it_is_read_no_more(smiths):
    katie = signed_in(smiths, smiths.katie)
    opened(smiths)
    opened(smiths, environment=chosen("team", why="The landlord’s letter is in it."))
    assert HOME not in told_to(katie)
    assert MATTERS in told_to(katie)


def test_a_section_that_did_not_happen_is_read_no_more(smiths):
    katie = signed_in(smiths, smiths.katie)
    opened(smiths)
    with acting(smiths):
        page = queries.open_page(smiths.worker, smiths.family.pk, 1, clock.today())
        (home,) = (row.source for row in page.rows if row.section.id == "environment")
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[home], why="It was another family.",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert HOME not in told_to(katie)


def test_a_partner_reads_on_one_page_what_a_consent_covers(smiths, client):
    hill = school(smiths)
    consent(smiths, hill.to, smiths.amy)
    opened(smiths)
    said = own_page(client, smiths.worker, f"/families/{smiths.family.pk}/assessment/versions/1/readers/")
    assert f"{hill.rao.name} (of Amy)" in said
    shown = own_page(client, hill.rao, f"/families/{smiths.family.pk}/assessment/to-read/")
    assert "Runs fast." in shown
    for words in (HOME, KATIES, AMYS, ALONE):
        assert words not in shown
        assert words not in told_to(hill.rao)
    overview = own_page(client, hill.rao, f"/families/{smiths.family.pk}/")
    assert overview.count("One part of the assessment is open to you") == 1, "one link leads there"
    assert "Nothing else is shared with you." in overview
    assert "Nothing is shared with you." not in overview


def test_who_could_not_read_it_agrees_only_when_it_is_said_how_they_got_to_know_it(smiths, client):
    signed_in(smiths, smiths.katie)
    opened(smiths)
    with acting(smiths):
        with pytest.raises(Unacceptable, match="Amy could not read it here"):
            agree(smiths, [Given("yes", smiths.amy)])
        with pytest.raises(Unacceptable, match="School could not read it here"):
            agree(smiths, [Given("yes", agency="School")])
        one, other = agree(smiths, [Given("yes", smiths.katie), Given("yes", smiths.amy, how="read_out")])
    assert one.sentence.endswith("Katie agrees that it is fit for its purpose.")
    assert other.sentence.endswith("It was read out to them.")
    client.force_login(smiths.worker)
    asked = client.get(f"/families/{smiths.family.pk}/assessment/versions/1/answers/").content.decode()
    assert f"answers-{smiths.katie}-how" not in asked
    assert f"answers-{smiths.amy}-how" in asked
    assert "Could read" in asked


def test_the_page_says_who_reads_each_part_and_is_kept_with_one_press(smiths, dan, client):
    with acting(smiths):
        complete(smiths)
    client.force_login(smiths.worker)
    address = f"/families/{smiths.family.pk}/assessment/versions/1/readers/"
    page = Page(client.get(address).content.decode())
    with acting(smiths):
        rows = queries.open_page(smiths.worker, smiths.family.pk, 1, clock.today()).rows
    for row in rows:
        assert page.one("select", name=f"part-{row.source}-readers")
    readers = {row.heading: row.readers for row in rows}
    assert readers["Own view: Katie"] == "own"
    assert readers["Own view: Amy"] == "team"
    data = {f"part-{row.source}-readers": row.readers for row in rows}
    refused = client.post(address, sent(data)).content.decode()
    assert "Say why “Own view: Amy” is kept back" in refused
    data |= {f"part-{row.source}-why": row.why for row in rows}
    kept = client.post(address, sent(data))
    assert kept.url.endswith("/versions/1/answers/")
