"""What is kept of the assessment is kept until somebody says otherwise of it, and partners read it on a yes alone."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.rules.consent import Recipient
from alongside.agreements.tests.factories import School, consent, holds, school
from alongside.assessments import queries
from alongside.assessments.tests.factories import acting, sent
from alongside.assessments.tests.test_kept_from_readers import dean, keep_away
from alongside.assessments.tests.test_who_reads import HOME, chosen, dan, opened, own_page, smiths, told_to
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, signed_in

pytestmark = pytest.mark.django_db
__all__ = ["dan", "smiths"]

READERS = "/families/{}/assessment/versions/1/readers/"


def home(smiths: SmithFamily) -> queries.OpenPage:
    with scope.acting_as(smiths.manager):
        return queries.open_page(smiths.manager, smiths.family.pk, 1, clock.today())


def source_of(page: queries.OpenPage) -> UUID:
    (source,) = (row.source for row in page.rows if row.section.id == "environment" and not row.whose)
    return source


def keeps(smiths: SmithFamily, strand_id: UUID, person: UUID) -> None:
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=strand_id, from_person_id=person,
            why="He threatened the landlord.", at=clock.now(),
        )  # fmt: skip


def kept_now(smiths: SmithFamily) -> list[UUID]:
    with scope.acting_as(smiths.manager):
        return [each.from_person_id for each in people.kept(smiths.family.pk, smiths.manager) if each.until is None]


def test_a_part_left_to_the_team_stays_kept_from_dan_until_a_manager_says_that_he_may_read_it(smiths, dan, client):
    reader = signed_in(smiths, dan)
    opened(smiths, environment=chosen("team", why="To be looked at again"))
    page = home(smiths)
    source = source_of(page)
    keeps(smiths, page.strands[source], dan)
    address = READERS.format(smiths.family.pk)
    assert "It is kept from Dan already, and stays so" in own_page(client, smiths.worker, address)
    client.force_login(smiths.manager)
    form = Page(client.get(address).content.decode())
    assert form.one("input", name=f"part-{source}-let_in", value=str(dan)).attributes.get("checked") is None
    rows = home(smiths).rows
    data = {f"part-{row.source}-readers": row.readers for row in rows}
    data |= {f"part-{row.source}-why": row.why for row in rows}
    data |= {f"part-{source}-readers": "family", "stood": form.one("input", name="stood")["value"]}
    assert client.post(address, sent(data)).status_code == 302
    assert HOME not in told_to(reader)
    assert HOME in told_to(signed_in(smiths, smiths.katie))
    assert kept_now(smiths) == [dan]
    opened(smiths, smiths.manager, environment=chosen("family", let_in=(dan,)))
    assert HOME in told_to(reader)


def test_left_to_the_team_nobody_is_let_in(smiths, dan):
    opened(smiths)
    page = home(smiths)
    keeps(smiths, page.strands[source_of(page)], dan)
    with pytest.raises(Unacceptable, match="Say who reads"):
        opened(smiths, smiths.manager, environment=chosen("team", why="Not now", let_in=(dan,)))


def test_what_was_kept_of_a_copy_alone_is_kept_once_that_was_taken_back_and_it_is_opened_anew(smiths, dan):
    reader = signed_in(smiths, dan)
    opened(smiths)
    opened(smiths)
    page = home(smiths)
    copy = page.opened[source_of(page)]
    keeps(smiths, copy.entry.strand_id, dan)
    with acting(smiths):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[copy.id], why="Opened too soon", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    opened(smiths, environment=chosen("family"))
    assert HOME not in told_to(reader)
    assert HOME in told_to(signed_in(smiths, smiths.katie))


@pytest.fixture
def hill(smiths) -> School:
    """The school, which reads of Amy."""
    found = school(smiths)
    consent(smiths, Recipient.of_key(f"agency:{found.agency.pk}"), smiths.amy)
    return found


@pytest.mark.parametrize("responsible", [False, True], ids=["without responsibility", "with responsibility"])
def test_what_is_kept_from_dean_is_kept_from_the_school_unless_somebody_says_that_it_may_read_it(
    smiths, hill, responsible
):
    man = dean(smiths)
    if responsible:
        holds(smiths, man, smiths.amy)
    opened(smiths, smiths.manager, child_development=chosen("own", man, why="Amy asked"))
    assert "Runs fast." not in told_to(hill.rao)
    if not responsible:
        with pytest.raises(Unacceptable, match=r"and so from partners\. Leave it so; a manager can open it to them"):
            opened(smiths, child_development=chosen("own", partners_may_read=True))
    opened(smiths, smiths.manager, child_development=chosen("own", man, why="Amy asked", partners_may_read=True))
    assert "Runs fast." in told_to(hill.rao)
    assert "Runs fast." not in told_to(signed_in(smiths, man))
    opened(smiths, child_development=chosen("own"))
    assert "Runs fast." not in told_to(hill.rao)


def test_the_school_reads_what_is_opened_though_dean_must_be_kept_away(smiths, hill):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    keep_away(smiths, man)
    for _ in range(2):
        opened(smiths)
        assert "Runs fast." in told_to(hill.rao)
        assert "Runs fast." not in told_to(signed_in(smiths, man))


def test_a_manager_is_asked_whether_partners_may_read_it_and_a_worker_is_not_offered_what_would_be_refused(
    smiths, hill, client
):
    man = dean(smiths)
    opened(smiths, child_development=chosen("own", man, why="Amy asked"))
    (row,) = (row for row in home(smiths).rows if row.section.id == "child_development")
    partners, address = f"part-{row.source}-partners", READERS.format(smiths.family.pk)
    client.force_login(smiths.manager)
    form = Page(client.get(address).content.decode())
    assert form.one("input", name=partners, value="no").attributes.get("checked") is not None
    assert form.one("input", name=partners, value="yes").attributes.get("checked") is None
    client.force_login(smiths.worker)
    form = Page(client.get(address).content.decode())
    assert not form.named(partners)
    assert len(form.all("option", value="around")) == len(home(smiths).rows) - 1
    assert "It is kept from helpers of other agencies too, and stays so" in " ".join(form.one("main").text.split())
