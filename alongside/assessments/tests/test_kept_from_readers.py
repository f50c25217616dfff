"""What was opened of the assessment stays kept from whoever must be kept away, and from whoever it was kept from."""

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.rules.consent import Recipient
from alongside.agreements.tests.factories import consent, holds, school
from alongside.assessments import actions, queries
from alongside.assessments.rules import Chosen
from alongside.assessments.tests.factories import acting, answer, complete, sent
from alongside.assessments.tests.test_who_reads import (
    DANS,
    HOME,
    MATTERS,
    chosen,
    dan,
    opened,
    own_page,
    smiths,
    told_to,
)
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, signed_in

pytestmark = pytest.mark.django_db
__all__ = ["dan", "smiths"]

ADDRESS = "4 Mill Lane, Leeds LS1 2AB"


def dean(smiths: SmithFamily) -> UUID:
    """The father of Amy, who lives elsewhere."""
    with acting(smiths):
        return people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Dean", role="father",
            in_household=False, birth=(clock.today() - timedelta(days=12000),) * 2,
        ).person_id  # fmt: skip


def keep_away(smiths: SmithFamily, person: UUID) -> None:
    with acting(smiths):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=person, kind="keep_away",
            value="He must not learn where they live", at=clock.now(), protected=True,
        )  # fmt: skip


def test_whoever_must_be_kept_away_from_now_on_reads_at_once_no_more(smiths, dan, client):
    reader, katie = signed_in(smiths, dan), signed_in(smiths, smiths.katie)
    opened(smiths)
    assert HOME in told_to(reader)
    keep_away(smiths, dan)
    for words in (HOME, MATTERS):
        assert words not in told_to(reader)
        assert words not in own_page(client, reader)
        assert words in told_to(katie)
    assert DANS in told_to(reader), "what he said himself stays his"


def test_said_anew_as_the_page_has_it_whoever_must_be_kept_away_reads_nothing(smiths, dan):
    reader = signed_in(smiths, dan)
    opened(smiths)
    keep_away(smiths, dan)
    opened(smiths)
    assert HOME not in told_to(reader)


def test_who_must_be_kept_away_does_not_read_it_once_they_hold_responsibility(smiths):
    man = dean(smiths)
    keep_away(smiths, man)
    reader = signed_in(smiths, man)
    opened(smiths)
    holds(smiths, man, smiths.amy)
    for words in (HOME, "Runs fast."):
        assert words not in told_to(reader)
        assert words in told_to(signed_in(smiths, smiths.katie))


def test_a_worker_opens_it_without_whoever_must_be_kept_away(smiths):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    keep_away(smiths, man)
    opened(smiths, child_development=chosen("own"))
    assert "Runs fast." not in told_to(signed_in(smiths, man))
    assert "Runs fast." in told_to(signed_in(smiths, smiths.katie))


def test_what_was_kept_from_somebody_is_not_opened_by_responsibility_recorded_later(smiths):
    man = dean(smiths)
    reader = signed_in(smiths, man)
    fears = chosen("family", man, why="Katie fears what he would do")
    opened(smiths, environment=fears)
    holds(smiths, man, smiths.amy)
    assert HOME not in told_to(reader)
    assert MATTERS in told_to(reader)


def test_what_is_kept_of_the_copy_stays_kept_when_it_is_said_anew(smiths, dan):
    reader = signed_in(smiths, dan)
    opened(smiths)
    with scope.acting_as(smiths.manager):
        page = queries.open_page(smiths.manager, smiths.family.pk, 1, clock.today())
        (home,) = (row.source for row in page.rows if row.section.id == "environment" and not row.whose)
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=page.opened[home].entry.strand_id,
            from_person_id=dan, why="He threatened the landlord.", at=clock.now(),
        )  # fmt: skip
    with pytest.raises(Unacceptable, match="is kept from Dan"):
        opened(smiths, environment=chosen("family", let_in=(dan,)))
    opened(smiths, environment=chosen("family"))
    assert HOME not in told_to(reader)
    opened(smiths, environment=chosen("team", why="To be looked at again"))
    opened(smiths, environment=chosen("family", dan, why="As before"))
    assert HOME not in told_to(reader)
    next_version(smiths)
    opened(smiths, version=2)
    assert HOME not in told_to(reader)
    assert "A new worry." not in told_to(reader)
    opened(smiths, smiths.manager, version=2, environment=chosen("family", let_in=(dan,)))
    assert "A new worry." in told_to(reader)


def next_version(smiths: SmithFamily) -> None:
    with acting(smiths):
        answer(smiths, "environment", housing_worry="A new worry.")
        complete(smiths, 2)


def all_kept_back(smiths: SmithFamily, version: int) -> None:
    with acting(smiths):
        page = queries.open_page(smiths.worker, smiths.family.pk, version, clock.today())
        actions.open_to(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, version=version, stood=page.said_in,
            choices=[Chosen(row.source, "team", (), "Kept back now") for row in page.rows], at=clock.now(),
        )  # fmt: skip


def test_to_keep_a_newer_version_back_takes_the_older_one_back(smiths, client):
    hill, katie = school(smiths), signed_in(smiths, smiths.katie)
    consent(smiths, Recipient.of_key(f"agency:{hill.agency.pk}"), smiths.amy)
    opened(smiths)
    assert "Tired." in told_to(hill.rao)
    next_version(smiths)
    all_kept_back(smiths, 2)
    assert HOME not in told_to(katie)
    assert HOME not in own_page(client, katie)
    assert "Tired." not in told_to(hill.rao)
    with pytest.raises(Unacceptable, match="who reads a later version"):
        opened(smiths)


def test_a_page_left_open_does_not_open_what_a_manager_kept_back_meanwhile(smiths, client):
    katie = signed_in(smiths, smiths.katie)
    opened(smiths)
    client.force_login(smiths.worker)
    address = f"/families/{smiths.family.pk}/assessment/versions/1/readers/"
    stood = Page(client.get(address).content.decode()).one("input", name="stood")["value"]
    with acting(smiths):
        rows = queries.open_page(smiths.worker, smiths.family.pk, 1, clock.today()).rows
    opened(smiths, smiths.manager, environment=chosen("team", why="Not safe to read after all"))
    data = {f"part-{row.source}-readers": row.readers for row in rows}
    data |= {f"part-{row.source}-why": row.why for row in rows}
    late = client.post(address, sent(data, stood=stood))
    assert late.status_code == 409
    assert HOME not in told_to(katie)
    main = Page(late.content.decode())
    assert "Somebody said who reads it while you were choosing" in main.one("main").text
    again = client.post(address, sent(data, stood=main.one("input", name="stood")["value"]))
    assert again.status_code == 302
    with acting(smiths), pytest.raises(AlreadyCorrected):
        actions.open_to(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, version=1, stood=None, at=clock.now(),
            choices=[Chosen(row.source, row.readers, row.kept_from, row.why) for row in rows],
        )  # fmt: skip


def test_a_part_in_which_a_protected_address_stands_is_not_opened(smiths, client):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    with acting(smiths):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, kind="address", value=ADDRESS,
            at=clock.now(), protected=True,
        )  # fmt: skip
        answer(smiths, "child_development", smiths.amy, health_worry="Tired since they came to 4 Mill Ln.")
    with pytest.raises(
        Unacceptable, match=r"Health and development.*: Amy” stands what is protected: “Address” of Katie"
    ):
        opened(smiths, child_development=chosen("own"))
    client.force_login(smiths.worker)
    address = f"/families/{smiths.family.pk}/assessment/versions/1/readers/"
    page = Page(client.get(address).content.decode())
    assert "In it stands what is protected: “Address” of Katie" in page.one("main").text
    assert page.one("a", href=f"/families/{smiths.family.pk}/assessment/people/{smiths.amy}/child_development/")
    opened(smiths)
    assert "Mill" not in told_to(signed_in(smiths, man))
    assert HOME in told_to(signed_in(smiths, smiths.katie))
