"""What is kept of a part of the assessment is kept of the next version too, whatever anybody is called by then."""

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.assessments import queries
from alongside.assessments.rules import Offered
from alongside.assessments.tests.factories import acting, answer, complete
from alongside.assessments.tests.test_kept_from_readers import dean, keep_away
from alongside.assessments.tests.test_who_reads import (
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
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, signed_in

pytestmark = pytest.mark.django_db
__all__ = ["dan", "smiths"]

NEW = "She wakes at night."


def called(smiths: SmithFamily, person: UUID, name: str) -> None:
    """The name of somebody is put right."""
    with acting(smiths):
        (one,) = (
            line for line in known.people_of(smiths.family.pk, smiths.worker, clock.today()) if line.person_id == person
        )
        people.change_known_as(
            by=smiths.worker, family_id=smiths.family.pk, known_as=one.known_as, at=clock.now(), name=name
        )


def next_version(smiths: SmithFamily, child: UUID, words: str = NEW) -> None:
    with acting(smiths):
        answer(smiths, "child_development", child, health_worry=words)
        complete(smiths, 2)


def part(smiths: SmithFamily, child: UUID, version: int = 2) -> Offered:
    """How the page offers what is said of the health of a child."""
    with acting(smiths):
        page = queries.page_to_open(smiths.worker, smiths.family.pk, version, clock.now())
    (found,) = (row for row in page.rows if (row.section.id, row.about) == ("child_development", child))
    return found


def test_kept_from_dean_it_stays_so_in_the_next_version_though_amys_name_was_put_right(smiths):
    man = dean(smiths)
    reader = signed_in(smiths, man)
    opened(smiths, child_development=chosen("own", man, why="Amy asked"))
    called(smiths, smiths.amy, "Amelia")
    next_version(smiths, smiths.amy)
    assert part(smiths, smiths.amy).kept_from == (man,)
    opened(smiths, version=2)
    holds(smiths, man, smiths.amy)
    assert NEW not in told_to(reader)
    assert NEW in told_to(signed_in(smiths, smiths.katie))


def test_what_a_manager_keeps_of_what_was_opened_stays_kept_when_a_name_is_put_right(smiths):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    opened(smiths)
    with scope.acting_as(smiths.manager):
        page = queries.open_page(smiths.manager, smiths.family.pk, 1, clock.today())
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=man, why="He followed her.", at=clock.now(),
            strand_id=page.opened[part(smiths, smiths.amy, 1).source].entry.strand_id,
        )  # fmt: skip
    called(smiths, smiths.amy, "Amelia")
    next_version(smiths, smiths.amy)
    opened(smiths, version=2)
    assert NEW not in told_to(signed_in(smiths, man))


def test_of_two_children_of_one_name_each_keeps_what_is_kept_of_them(smiths):
    man = dean(smiths)
    opened(smiths, child_development=chosen("own", man, why="Amy asked"))
    with acting(smiths):
        other = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Amy Jones", role="child",
            birth=(clock.today() - timedelta(days=3000),) * 2,
        ).person_id  # fmt: skip
        answer(smiths, "child_development", other, health_worry="Small.")
    called(smiths, smiths.amy, "Amy")
    called(smiths, other, "Amy")
    next_version(smiths, smiths.amy)
    assert part(smiths, smiths.amy).kept_from == (man,)
    assert part(smiths, other).kept_from == ()
    opened(smiths, version=2)
    holds(smiths, man, smiths.amy, other)
    reader = signed_in(smiths, man)
    assert NEW not in told_to(reader)
    assert "Small." in told_to(reader)


def test_what_was_opened_before_parts_were_told_by_who_they_are_of_stays_kept(smiths, monkeypatch):
    man = dean(smiths)
    monkeypatch.setattr(Offered, "part", property(lambda row: ()))
    opened(smiths, child_development=chosen("own", man, why="Amy asked"))
    monkeypatch.undo()
    called(smiths, smiths.amy, "Amelia")
    next_version(smiths, smiths.amy)
    assert part(smiths, smiths.amy).kept_from == (man,)


def test_what_was_to_be_kept_from_dean_while_our_own_staff_alone_read_it_is_offered_so_in_the_next_version(smiths):
    man = dean(smiths)
    opened(smiths, child_development=chosen("team", man, why="Amy asked"))
    called(smiths, smiths.amy, "Amelia")
    next_version(smiths, smiths.amy)
    offered = part(smiths, smiths.amy)
    assert (offered.kept_from, offered.why) == ((man,), "Amy asked")
    opened(smiths, version=2)
    holds(smiths, man, smiths.amy)
    assert NEW not in told_to(signed_in(smiths, man))


def was_never_so(smiths: SmithFamily, person: UUID) -> None:
    """That they must be kept away was never true."""
    with acting(smiths):
        facts = known.facts_of(smiths.family.pk, smiths.worker)
        (fact,) = [one.fact for one in facts if (one.kind, one.fact.person_id) == ("keep_away", person)]
        people.retract_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact, at=clock.now())


def test_that_dan_must_be_kept_away_was_wrong_and_he_reads_again_what_was_opened(smiths, dan):
    reader = signed_in(smiths, dan)
    opened(smiths)
    keep_away(smiths, dan)
    assert HOME not in told_to(reader)
    was_never_so(smiths, dan)
    assert HOME in told_to(reader)
    opened(smiths)
    assert HOME in told_to(reader), "and the page does not offer to keep it from him"


@pytest.mark.parametrize("first", [False, True], ids=["recorded first", "opened before and anew"])
def test_opened_while_it_was_recorded_the_page_says_that_it_is_so_no_longer_and_offers_it_to_dan(
    smiths, dan, client, first
):
    reader = signed_in(smiths, dan)
    if first:
        opened(smiths)
    keep_away(smiths, dan)
    opened(smiths)
    address = f"/families/{smiths.family.pk}/assessment/versions/1/readers/"
    said = "Dan had to be kept away when it was said who reads this, and that is recorded no longer"
    assert said not in own_page(client, smiths.worker, address)
    was_never_so(smiths, dan)
    assert said in own_page(client, smiths.worker, address)
    with acting(smiths):
        rows = queries.page_to_open(smiths.worker, smiths.family.pk, 1, clock.now()).rows
    assert not [row.heading for row in rows if dan in row.kept_from]
    opened(smiths)
    assert HOME in told_to(reader)
    assert said not in own_page(client, smiths.worker, address)


def test_opened_while_it_was_recorded_who_holds_responsibility_reads_it_once_that_was_wrong(smiths):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    keep_away(smiths, man)
    reader = signed_in(smiths, man)
    opened(smiths)
    assert "Runs fast." not in told_to(reader)
    was_never_so(smiths, man)
    assert "Runs fast." in told_to(reader)


def test_what_somebody_kept_from_dan_for_another_reason_stays_kept_when_that_was_wrong(smiths, dan):
    reader = signed_in(smiths, dan)
    opened(smiths, smiths.manager, environment=chosen("family", dan, why="Katie fears what he would do"))
    keep_away(smiths, dan)
    opened(smiths)
    was_never_so(smiths, dan)
    opened(smiths)
    assert HOME not in told_to(reader)
    assert MATTERS in told_to(reader)
