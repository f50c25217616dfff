"""What an agency does is written in one place: what agencies agreed, until a plan is in force that says it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules.agencies import Among, Promise
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings import actions as meetings
from alongside.meetings.rules import AgencyPart, TeamAgreed
from alongside.plans import actions as moved
from alongside.plans import queries as plans
from alongside.plans.rules import Promise as InPlan
from alongside.plans.tests.factories import goal, in_force, main, promise, version
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
SCHOOL, HOUSING = "Hillview Primary", "Riverside Housing"
BREAKFAST, DOOR = "A place at breakfast club", "A new door"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


@pytest.fixture
def agreed(smiths) -> str:
    """What school and housing agreed, and where it says so."""
    told = Among((smiths.amy,), "Mornings", (Promise(SCHOOL, BREAKFAST, "Ms Spragg", "yes"), Promise(HOUSING, DOOR)))
    with scope.acting_as(smiths.worker):
        agreements.record_agencies(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today(), among=told, at=clock.now()
        )
    return f"what agencies agreed on {day_long(clock.today())}"


def a_plan(smiths: SmithFamily) -> str:
    """A plan in force in which the school does more than was agreed; where it says so."""
    with scope.acting_as(smiths.worker):
        lines = InPlan("p1", f"{SCHOOL}, Ms Spragg", "A quiet room"), InPlan("p2", "Mill Surgery", "Sees Katie")
        promise(smiths, *lines, at=clock.now())
        made = version(smiths, goal(smiths), at=clock.now())
        in_force(smiths, made, on=clock.today(), at=clock.now(), reason="Asked at home")
    return f"the support plan in force since {day_long(clock.today())}"


def shown(worker, smiths: SmithFamily, name: str, *more: object) -> tuple[Page, str]:
    answer = worker.get(reverse(name, args=[smiths.family.pk, *more]))
    return Page(answer.content.decode()), main(answer)


def test_the_plan_begins_with_what_agencies_agreed(worker, smiths, agreed) -> None:
    page, text = shown(worker, smiths, "plans:part", "promises")
    told = [page.one("input", name=f"promises-{row}-{name}")["value"] for row in (0, 1) for name in ("agency", "what")]
    assert told == [SCHOOL, BREAKFAST, HOUSING, DOOR]
    assert f"Filled in from {agreed}" in text


def test_what_stands_in_the_plan_already_is_not_filled_in_again(worker, smiths, agreed) -> None:
    with scope.acting_as(smiths.worker):
        promise(smiths, InPlan("p1", SCHOOL, "A quiet room"), at=clock.now())
    page, text = shown(worker, smiths, "plans:part", "promises")
    assert page.one("input", name="promises-0-what")["value"] == "A quiet room"
    assert agreed not in text


def test_how_the_team_works_together_shows_what_each_agency_gives_and_never_asks(worker, smiths, agreed) -> None:
    page, text = shown(worker, smiths, "meetings:team")
    assert [page.one("input", name=f"agency-{row}-agency")["value"] for row in (0, 1)] == [SCHOOL, HOUSING]
    assert f"{BREAKFAST}From {agreed}" in text
    assert not page.named("agency-0-gives")
    sent = {
        "form_key": str(uuid7()), "on": day_typed(clock.today()), "agency-total": "1", "agency-0-agency": HOUSING,
        "agency-0-adjusts": "Rings instead of writing",
    }  # fmt: skip
    text = main(worker.post(reverse("meetings:team", args=[smiths.family.pk]), sent, follow=True))
    assert f"Gives: {DOOR} (From {agreed})" in text


def test_once_a_plan_says_what_agencies_do_it_is_shown_everywhere_from_there(worker, smiths, agreed) -> None:
    source = a_plan(smiths)
    page, text = shown(worker, smiths, "meetings:team")
    assert f"A quiet roomFrom {source}" in text
    assert BREAKFAST not in text

    page, text = shown(worker, smiths, "agreements:agencies")
    assert f"filled in from {source}" in text
    rows = [
        (page.one("input", name=f"agency-{row}-agency")["value"], page.written_in(f"agency-{row}-promises"))
        for row in (0, 1, 2)
    ]
    assert rows == [(SCHOOL, "A quiet room"), (HOUSING, DOOR), ("Mill Surgery", "Sees Katie")]
    assert page.one("input", name="agency-0-by_whom")["value"] == "Ms Spragg"

    page, text = shown(worker, smiths, "agreements:make")
    assert page.written_in("agencies_do") == f"{SCHOOL}, Ms Spragg: A quiet room\nMill Surgery: Sees Katie"
    assert f"What others do is filled in from {source}." in text


def test_an_agreement_before_there_is_a_plan_shows_what_agencies_agreed_and_writes_nothing_of_it_to_the_family(
    worker, smiths, agreed
) -> None:
    page, text = shown(worker, smiths, "agreements:make")
    assert page.written_in("agencies_do") == ""
    assert f"{SCHOOL}: {BREAKFAST}From {agreed}" in text
    assert "the family does not read it there" in text


@pytest.mark.parametrize("narrow", ["team", "kept"])
def test_what_a_plan_promises_to_fewer_readers_is_written_to_no_others(worker, smiths, agreed, narrow) -> None:
    with scope.acting_as(smiths.worker):
        promise(smiths, InPlan("p1", SCHOOL, "Sees Amy away from Dean"), at=clock.now())
        made = version(smiths, goal(smiths), at=clock.now())
        wide = Audience.TEAM if narrow == "team" else Audience.FAMILY
        stands = in_force(smiths, made, on=clock.today(), at=clock.now(), reason="Asked at home", audience=wide)[0]
    if narrow == "kept":
        with scope.acting_as(smiths.manager):
            timeline.withhold_strand(
                by=smiths.manager, family_id=smiths.family.pk, strand_id=stands.strand_id, why="She asked us to",
                from_person_id=smiths.katie, at=clock.now(),
            )  # fmt: skip

    page, text = shown(worker, smiths, "agreements:agencies")
    assert page.written_in("agency-0-promises") == BREAKFAST
    assert "away from Dean" not in page.markup
    why = "for our own team" if narrow == "team" else "kept from somebody"
    assert f"is not filled in: that is {why}, and partners who help may read this" in text
    page, _ = shown(worker, smiths, "agreements:make")
    assert page.written_in("agencies_do") == ""


def test_where_nobody_promised_anything_nothing_is_filled_in(worker, smiths) -> None:
    for name, more in (("plans:part", ("promises",)), ("meetings:team", ()), ("agreements:make", ())):
        assert "illed in from" not in shown(worker, smiths, name, *more)[1]


FIRST = "Riverside Housing First"


def test_what_one_agency_promised_never_stands_under_another_whose_name_begins_alike(worker, smiths, agreed) -> None:
    with scope.acting_as(smiths.worker):
        promise(smiths, InPlan("p1", FIRST, "A flat by June"), at=clock.now())
        made = version(smiths, goal(smiths), at=clock.now())
        in_force(smiths, made, on=clock.today(), at=clock.now(), reason="Asked at home")
    page, _ = shown(worker, smiths, "agreements:agencies")
    rows = [
        (page.one("input", name=f"agency-{row}-agency")["value"], page.written_in(f"agency-{row}-promises"))
        for row in (0, 1, 2)
    ]
    assert rows == [(SCHOOL, BREAKFAST), (HOUSING, DOOR), (FIRST, "A flat by June")]
    page, _ = shown(worker, smiths, "meetings:team")
    assert [page.one("input", name=f"agency-{row}-agency")["value"] for row in (0,)] == [FIRST]


def signed(worker, smiths: SmithFamily) -> str:
    """The answer that the first agency of the form begins with."""
    markup = shown(worker, smiths, "agreements:agencies")[0].markup
    select = Page(markup.partition('name="agency-0-signed"')[2].partition("</select>")[0])
    return next(one["value"] for one in select.all("option") if "selected" in one.attributes)


def test_words_that_differ_from_what_was_signed_are_to_be_asked(worker, smiths, agreed) -> None:
    a_plan(smiths)
    page, _ = shown(worker, smiths, "agreements:agencies")
    assert page.written_in("agency-0-promises") == "A quiet room"
    assert signed(worker, smiths) == "later"


def test_what_was_signed_in_these_words_stays_signed(worker, smiths, agreed) -> None:
    with scope.acting_as(smiths.worker):
        promise(smiths, InPlan("p1", SCHOOL, BREAKFAST), at=clock.now())
        made = version(smiths, goal(smiths), at=clock.now())
        in_force(smiths, made, on=clock.today(), at=clock.now(), reason="Asked at home")
    assert signed(worker, smiths) == "yes"


def test_a_promise_that_was_moved_is_told_by_the_day_that_counts_now(worker, smiths, agreed) -> None:
    first, later = clock.today() + timedelta(days=5), clock.today() + timedelta(days=19)
    with scope.acting_as(smiths.worker):
        promise(smiths, InPlan("p1", SCHOOL, "A quiet room", first.isoformat()), at=clock.now())
        made = version(smiths, goal(smiths), at=clock.now())
        in_force(smiths, made, on=clock.today(), at=clock.now(), reason="Asked at home")
        meetings.agree_team(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, shown=None, on=clock.today(), at=clock.now(),
            agreed=TeamAgreed("Mornings first", (AgencyPart(SCHOOL),)),
        )  # fmt: skip
        (line,) = [each for each in plans.open_actions(smiths.family.pk, smiths.worker) if each.step_id == "p1"]
        moved.finish_action(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=line.entry_id, how="partly",
            on=clock.today(), words="", at=clock.now(), again_by=later,
        )  # fmt: skip
    _, text = shown(worker, smiths, "meetings:page")
    assert f"Gives: A quiet room, by {day_long(later)}" in text
    assert f"By {day_long(later)}" in text
    assert day_long(first) not in text
