"""Risks and restrictions are looked at again on their day; what did not happen leaves nothing behind."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments import actions, queries
from alongside.assessments.rules import Filled
from alongside.assessments.tests.factories import acting, begin
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.practice.rules import matters
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
RISKS, HOUSING = "Look again at the risks, for the family and for us", "Look again at the restriction of Housing"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def coming(days: int) -> date:
    return clock.today() + timedelta(days=days)


def housing(smiths: SmithFamily, how: str = "only_with_police", review: date | None = None) -> Filled:
    said = {"agency": "Housing", "how": how, "because_of": str(smiths.katie), "reason": "A threat in May.",
            "review_on": review or coming(20)}  # fmt: skip
    return Filled("restrictions", said)


def safely(smiths: SmithFamily, contact: str = "Mornings", letters: str = "To Nan") -> Filled:
    return Filled("safe_contact", {"contact": contact, "letters": letters}, smiths.katie)


def assess(smiths: SmithFamily, *filled: Filled, on: date | None = None) -> UUID:
    """A risk assessment as whoever has just looked at it makes it; its entry."""
    told = [
        Filled("origin", {"origin": "made", "done_by": ["key_worker"]}),
        Filled("watch", {"factors": "Bruises", "review_on": on or coming(30)}), *filled,
    ]  # fmt: skip
    with acting(smiths):
        newest = queries.risk_page(smiths.worker, smiths.family.pk, clock.today()).newest
        rows = actions.assess_risk(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, filled=told, at=clock.now(),
            stood=newest.said.entry_id if newest else None,
        )  # fmt: skip
    return rows[0].pk


def retract(smiths: SmithFamily, entry_id: UUID) -> None:
    with acting(smiths):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry_id], why="Of another family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def due(smiths: SmithFamily) -> dict[str, tuple[date, UUID | None]]:
    with acting(smiths):
        lines = entries.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return {line.name: (line.due_on, line.owner_id) for line in lines if line.source == "action"}


def known(smiths: SmithFamily) -> dict[str, str]:
    with acting(smiths):
        return {line.kind: line.value for line in people.facts_of(smiths.family.pk, smiths.worker)}


def test_the_assessment_and_each_restriction_are_due_for_the_key_worker_on_their_day(smiths, worker):
    assess(smiths, housing(smiths))
    assert due(smiths) == {RISKS: (coming(30), smiths.worker.pk), HOUSING: (coming(20), smiths.worker.pk)}
    today = worker.get(reverse("desk:today")).content.decode()
    assert HOUSING in today
    opened = worker.get(reverse("timeline:due", args=[smiths.family.pk])).content.decode()
    (again,) = [link for link in Page(opened).all("a") if HOUSING in link.text]
    assert worker.get(again.attributes["href"]).url == reverse("assessments:assess_risk", args=[smiths.family.pk])


def test_the_next_assessment_answers_and_asks_anew(smiths):
    assess(smiths, housing(smiths))
    assess(smiths, on=coming(60))
    assert due(smiths) == {RISKS: (coming(60), smiths.worker.pk)}


def test_a_restriction_without_a_day_to_come_is_refused(smiths):
    with pytest.raises(Unacceptable, match="still to come"):
        assess(smiths, housing(smiths, review=clock.today()))


def test_a_restriction_is_recorded_with_its_reason_and_review_and_never_as_a_bare_line(smiths, worker):
    asked = reverse("assessments:assess_risk", args=[smiths.family.pk])
    bare = reverse("pathway:record_fact", args=[smiths.family.pk, smiths.katie, "visiting_restriction"])
    chosen = Page(worker.get(reverse("pathway:record_fact", args=[smiths.family.pk])).content.decode())
    links = [link.attributes.get("href") for link in chosen.all("a")]
    assert bare not in links
    assert asked in links
    for answer in (worker.get(bare), worker.post(bare, {"form_key": str(uuid7()), "value": "Not alone"})):
        assert (answer.status_code, answer.url) == (302, asked)
    assert known(smiths) == {}


def test_a_risk_assessment_that_did_not_happen_leaves_no_fact_and_asks_for_nothing(smiths, worker):
    entry = assess(smiths, housing(smiths), safely(smiths))
    assert set(known(smiths)) == {"safe_contact", "safe_letters", "visiting_restriction"}
    before = reverse("visits:record", args=[smiths.family.pk])
    assert "only with the police" in worker.get(before).content.decode().lower()

    retract(smiths, entry)

    assert known(smiths) == {}
    assert due(smiths) == {}
    after = worker.get(before).content.decode()
    assert "only with the police" not in after.lower()
    assert "Mornings" not in after


def test_what_stood_before_the_wrong_assessment_stands_again(smiths):
    assess(smiths, housing(smiths), safely(smiths))
    first, asked = known(smiths), due(smiths)
    wrong = assess(smiths, housing(smiths, "not_alone"), safely(smiths, "Any time", "To her house"), on=coming(9))
    assert known(smiths) != first
    retract(smiths, wrong)
    assert known(smiths) == first
    assert due(smiths) == asked


def test_what_a_later_assessment_keeps_stays_although_the_first_did_not_happen(smiths):
    wrong = assess(smiths, housing(smiths), safely(smiths))
    assess(smiths, housing(smiths), safely(smiths))
    stands, asked = known(smiths), due(smiths)
    retract(smiths, wrong)
    assert known(smiths) == stands
    assert due(smiths) == asked


def test_retracting_the_first_ends_a_restriction_that_the_later_one_left_out_for_good(smiths):
    wrong = assess(smiths, housing(smiths))
    assess(smiths)
    retract(smiths, wrong)
    assert known(smiths) == {}


def test_put_right_what_is_left_out_or_emptied_holds_no_longer(smiths):
    assess(smiths, housing(smiths), safely(smiths))
    assess(smiths, safely(smiths, contact=""))
    assert known(smiths) == {"safe_letters": "To Nan"}


def test_opening_it_to_others_undoes_nothing(smiths):
    assess(smiths, housing(smiths), safely(smiths))
    stands = known(smiths)
    with scope.acting_as(smiths.manager):
        found = entries.told(smiths.family.pk, smiths.manager, ["assessments.risk_assessed"])
        timeline.change_audience(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=found[0].entry.strand_id, audience=Audience.AROUND,
            why="The school helps", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    other = assess(smiths, housing(smiths), safely(smiths))
    retract(smiths, other)
    assert known(smiths) == stands


def test_who_does_it_may_be_a_partner_whoever_else_takes_part(smiths):
    with acting(smiths):
        begin(smiths)
        section = queries.section_page(
            smiths.worker, smiths.family.pk, "domestic_abuse", smiths.katie, clock.today()
        ).section
        said = {"physical": ["hit"], "extended_family": "no"}
        assert matters(section.question("by_whom"), section, said)
