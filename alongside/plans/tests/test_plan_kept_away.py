"""The plan in force hands itself to nobody who must be kept away: who has a part in it is asked about first."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans.tests.factories import at, goal, in_force, main, step, version
from alongside.plans.tests.safety import keep_away, signed_in
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db
SECRET = "Amy goes to Nan’s in Otley each Friday"
SAFE = "He reads it with his worker"


@pytest.fixture
def dean(smiths) -> UUID:
    """He lives with them, and holds responsibility for Amy."""
    with scope.acting_as(smiths.worker):
        person = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Dean", role="father", in_household=True
        ).person_id
    holds(smiths, person, smiths.amy)
    return person


def put_together(smiths: SmithFamily, doer: UUID) -> str:
    """A version with one goal for Amy and one step of somebody's."""
    with scope.acting_as(smiths.worker):
        steps = (step(doer=f"person:{doer}", who="Somebody"),)
        return version(smiths, goal(smiths, words=SECRET, steps=steps), at=clock.now())


def into_force(smiths: SmithFamily, it: str, **more) -> None:
    with scope.acting_as(smiths.worker):
        in_force(smiths, it, on=clock.today(), at=clock.now(), **more)


def reads(smiths: SmithFamily, person: UUID) -> set[str]:
    """The kinds of what somebody reads of the plan."""
    user = signed_in(smiths, person)
    with scope.acting_as(user):
        seen = Entry.objects.visible_to(user).filter(kind__startswith="plans.")
        return set(seen.values_list("kind", flat=True))


def test_whoever_must_be_kept_away_and_lives_with_them_does_not_read_the_plan_for_that(smiths, dean) -> None:
    keep_away(smiths, dean)
    into_force(smiths, put_together(smiths, smiths.katie))
    assert reads(smiths, dean) == set()
    assert reads(smiths, smiths.katie) == {"plans.put_in_force", "plans.action_agreed"}


def test_whoever_has_a_step_and_must_be_kept_away_reads_nothing_of_it_without_a_word_why(smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    into_force(smiths, it)
    assert reads(smiths, dean) == set()
    assert "plans.put_in_force" in reads(smiths, smiths.katie)


def test_of_whoever_has_a_step_the_page_asks_why_it_is_safe_and_they_read_it(client, smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    client.force_login(smiths.worker)
    page = Page(client.get(at(smiths, "put_in_force", it)).content.decode())
    assert "Is it safe if Dean reads it?" in page.one("main").text
    assert "He must not learn where they live" in page.one("main").text
    told = {"audience": "family", "reason": "Each was asked at home", f"safe-{dean}": "yes", f"why_safe-{dean}": SAFE}
    answer = client.post(at(smiths, "put_in_force", it), page.as_sent() | told)
    assert answer.status_code == 302, main(answer)
    assert reads(smiths, dean) == {"plans.put_in_force", "plans.action_agreed"}
    with scope.acting_as(smiths.worker):
        assert Entry.objects.filter(kind="pathway.chosen_apart", texts__body=SAFE).exists()
        assert people_queries.kept(smiths.family.pk, smiths.worker) == []
