"""The plan in force hands itself to nobody who must be kept away: who has a part in it is asked about first."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans.tests.factories import at, goal, in_force, main, step, version
from alongside.plans.tests.safety import keep_away
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, keep_from, signed_in

pytestmark = pytest.mark.django_db
SECRET = "Amy goes to Nan’s in Otley each Friday"
SAFE = "He reads it with his worker"
ASKED = "Each was asked at home"


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


def force_form(client, smiths: SmithFamily, it: str, dean: UUID, **more: str) -> dict[str, str]:
    """The page that puts a version in force, with yes said of Dean, and why."""
    client.force_login(smiths.worker)
    page = Page(client.get(at(smiths, "put_in_force", it)).content.decode())
    assert "Is it safe if Dean reads it?" in page.one("main").text
    assert "He must not learn where they live" in page.one("main").text
    told = {"audience": "family", "reason": ASKED, f"safe-{dean}": "yes", f"why_safe-{dean}": SAFE}
    return page.as_sent() | told | more


def said_why(smiths: SmithFamily) -> int:
    """How often it is on the record why it is safe."""
    with scope.acting_as(smiths.worker):
        return Entry.objects.filter(kind="pathway.chosen_apart", texts__body=SAFE).count()


def plans_in_force(smiths: SmithFamily) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        return list(Entry.objects.live().filter(kind="plans.put_in_force", family_id=smiths.family.pk))


def test_of_whoever_has_a_step_the_page_asks_why_it_is_safe_and_they_read_it(client, smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    answer = client.post(at(smiths, "put_in_force", it), force_form(client, smiths, it, dean))
    assert answer.status_code == 302, main(answer)
    assert reads(smiths, dean) == {"plans.put_in_force", "plans.action_agreed"}
    assert said_why(smiths) == 1
    with scope.acting_as(smiths.worker):
        assert people_queries.kept(smiths.family.pk, smiths.worker) == []


@pytest.mark.parametrize("kept", ["the plan in force", "the version", "all about Amy"])
def test_a_yes_of_somebody_from_whom_a_manager_kept_it_meanwhile_is_refused_with_what_was_typed(
    client, smiths, dean, kept
) -> None:
    keep_away(smiths, dean)
    first = put_together(smiths, dean)
    assert client.post(at(smiths, "put_in_force", first), force_form(client, smiths, first, dean)).status_code == 302
    two = put_together(smiths, dean)
    typed = force_form(client, smiths, two, dean)
    if kept == "all about Amy":
        with scope.acting_as(smiths.manager):
            people.withhold(
                by=smiths.manager, family_id=smiths.family.pk, from_person_id=dean, why="He looks for them",
                at=clock.now(), subject_id=smiths.amy,
            )  # fmt: skip
    else:
        with scope.acting_as(smiths.worker):
            drafted = Entry.objects.filter(kind="plans.drafted", family_id=smiths.family.pk).latest("recorded_at")
        keep_from(smiths, dean, drafted if kept == "the version" else plans_in_force(smiths)[0])

    refused = client.post(at(smiths, "put_in_force", two), typed)

    assert refused.status_code == 200
    assert "It is kept from Dean since you opened this. Ask a manager, or choose no" in main(refused)
    page = Page(refused.content.decode())
    assert page.written_in(f"why_safe-{dean}") == SAFE
    assert page.written_in("reason") == ASKED
    assert "It is kept from Dean already, and stays so" in page.one("main").text
    assert len(plans_in_force(smiths)) == 1
    assert said_why(smiths) == 1
    left = page.as_sent() | {f"safe-{dean}": "no", f"why_safe-{dean}": ""}
    answer = client.post(at(smiths, "put_in_force", two), left)
    assert answer.status_code == 302, main(answer)
    assert len(plans_in_force(smiths)) == 2
    assert said_why(smiths) == 1


def test_whoever_a_version_is_kept_from_before_is_not_asked_about(client, smiths, dean) -> None:
    keep_away(smiths, dean)
    it = put_together(smiths, dean)
    with scope.acting_as(smiths.worker):
        drafted = Entry.objects.get(kind="plans.drafted", family_id=smiths.family.pk)
    keep_from(smiths, dean, drafted)
    client.force_login(smiths.worker)
    page = Page(client.get(at(smiths, "put_in_force", it)).content.decode()).one("main").text
    assert "Is it safe if" not in page
    assert "It is kept from Dean already, and stays so. Ask a manager if they are to read it" in page


def test_the_page_does_not_say_that_a_manager_can_do_what_is_refused_while_he_must_be_kept_away(
    client, smiths, dean
) -> None:
    keep_away(smiths, dean)
    first = put_together(smiths, dean)
    client.post(at(smiths, "put_in_force", first), force_form(client, smiths, first, dean))
    keep_from(smiths, dean, plans_in_force(smiths)[0])
    two = put_together(smiths, dean)
    client.force_login(smiths.worker)
    page = Page(client.get(at(smiths, "put_in_force", two)).content.decode()).one("main").text
    assert "It is kept from Dean already, and stays so" in page
    assert "can open it" not in page
    with scope.acting_as(smiths.manager):
        (kept,) = people_queries.kept(smiths.family.pk, smiths.manager)
        by_manager = {"by": smiths.manager, "family_id": smiths.family.pk, "withholding_id": kept.id}
        with pytest.raises(Unacceptable, match="Leave it kept from them while that stands"):
            timeline.end_withholding(**by_manager, at=clock.now())


def test_a_yes_without_a_reason_is_not_taken_for_a_no(client, smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    for marks in ("", "…", "?!", "No.", "not safe"):
        typed = force_form(client, smiths, it, dean, **{f"why_safe-{dean}": marks})
        refused = client.post(at(smiths, "put_in_force", it), typed)
        assert "Say why that is safe, or choose no" in main(refused)
    assert plans_in_force(smiths) == []


def test_a_yes_that_reaches_the_record_without_a_reason_is_refused_there_too(smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    with pytest.raises(Unacceptable, match="Say why that is safe"):
        into_force(smiths, it, why_safe={dean: "…"})
    assert plans_in_force(smiths) == []


def test_a_yes_is_not_needed_where_the_family_may_not_read_it(client, smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    typed = force_form(client, smiths, it, dean, audience="team")
    assert client.post(at(smiths, "put_in_force", it), typed).status_code == 302
    assert reads(smiths, dean) == set()
    assert said_why(smiths) == 0


def test_a_yes_of_somebody_who_need_not_be_kept_away_any_more_stands(client, smiths, dean) -> None:
    it = put_together(smiths, dean)
    keep_away(smiths, dean)
    typed = force_form(client, smiths, it, dean)
    with scope.acting_as(smiths.worker):
        (fact,) = [each.fact for each in people_queries.facts_of(smiths.family.pk, smiths.worker, dean)
                   if each.kind == "keep_away"]  # fmt: skip
        people.end_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact, on=clock.today(), at=clock.now())
    assert client.post(at(smiths, "put_in_force", it), typed).status_code == 302
    assert reads(smiths, dean) == {"plans.put_in_force", "plans.action_agreed"}
