"""That somebody must be kept away was said twice, and one of the two was wrong: the other keeps what it kept."""

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway import actions as pathway
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans.tests.safety import amys, somebody, write
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, did_not_happen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dean(smiths) -> UUID:
    """He holds responsibility for Amy."""
    person = somebody(smiths, "Dean", "father")
    holds(smiths, person, smiths.amy)
    return person


def must_be_kept_away(smiths: SmithFamily, person: UUID, words: str, *, days_ago: int = 0) -> Entry:
    """It is recorded of them, newer words in the place of older ones; the entry that says so."""
    with scope.acting_as(smiths.worker):
        fact = pathway.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), person_id=person, kind="keep_away",
            value=words, protected=True, at=clock.now(), since=clock.today() - timedelta(days=days_ago),
        )  # fmt: skip
        return Entry.objects.get(kind="pathway.fact_recorded", facts__row=str(fact.pk))


def holds_no_longer(smiths: SmithFamily, person: UUID) -> None:
    """It was true until today."""
    with scope.acting_as(smiths.worker):
        facts = people_queries.facts_of(smiths.family.pk, smiths.worker, person)
        (fact,) = [each.fact for each in facts if each.kind == "keep_away"]
        people.end_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact, on=clock.today(), at=clock.now())


def reads(smiths: SmithFamily, person: UUID) -> set[UUID]:
    """The entries that somebody of the family may read."""
    user = signed_in(smiths, person)
    with scope.acting_as(user):
        return set(Entry.objects.visible_to(user).values_list("pk", flat=True))


def test_what_the_older_words_keep_stays_kept_when_the_newer_ones_were_wrong(smiths, dean) -> None:
    plan = write(smiths, amys(smiths, made_with=(str(smiths.amy), str(dean))))
    must_be_kept_away(smiths, dean, "He must not learn where they live", days_ago=5)
    newer = must_be_kept_away(smiths, dean, "He must not learn of the new school")
    did_not_happen(smiths, newer)
    with scope.acting_as(smiths.worker):
        away = people_queries.kept_away(people_queries.family(smiths.worker, smiths.family.pk))
    assert away == {str(dean): "He must not learn where they live"}
    assert plan.pk not in reads(smiths, dean)


def test_what_was_kept_while_it_was_true_stays_kept_when_it_was_wrong_another_time(smiths, dean) -> None:
    first = write(smiths)
    must_be_kept_away(smiths, dean, "He must not learn where they live", days_ago=5)
    holds_no_longer(smiths, dean)
    between = write(smiths)
    again = must_be_kept_away(smiths, dean, "He has found the school")
    did_not_happen(smiths, again)
    found = reads(smiths, dean)
    assert first.pk not in found
    assert between.pk in found


def test_nothing_stays_kept_where_it_was_wrong_both_times(smiths, dean) -> None:
    plan = write(smiths)
    wrong = must_be_kept_away(smiths, dean, "He must not learn where they live", days_ago=5)
    holds_no_longer(smiths, dean)
    again = must_be_kept_away(smiths, dean, "He has found the school")
    did_not_happen(smiths, again)
    assert plan.pk not in reads(smiths, dean)
    did_not_happen(smiths, wrong)
    assert plan.pk in reads(smiths, dean)
