"""A safety plan: made with a child, agreed with a parent, kept from whoever must be kept away, and tried out."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans import actions
from alongside.plans.rules import SAFETY_PLAN, Does, Rings, SafetyPlan, own_safety
from alongside.plans.tests.factories import at, hidden, main
from alongside.plans.tests.safety import (
    HOME,
    amys,
    due,
    keep_away,
    known,
    somebody,
    stands,
    try_out,
    typed,
    write,
)
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import signed_in, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def dad(smiths) -> UUID:
    """He holds responsibility for Amy, and must be kept away."""
    person = somebody(smiths, "Dean", "father")
    keep_away(smiths, person)
    holds(smiths, person, smiths.amy)
    return person


def test_amy_draws_her_plan_her_mother_agrees_and_each_reads_it_on_their_own_page(client, smiths) -> None:
    client.force_login(smiths.worker)
    answer = client.post(at(smiths, "write_safety_plan"), typed(smiths), follow=True)
    assert "The safety plan is on the record." in main(answer)
    assert "Agreed withKatie" in main(answer)
    (entry,) = stands(smiths)
    told = main(client.get(reverse("timeline:page", args=[smiths.family.pk])))
    assert f"Safety plan of Amy, to be looked at again by {day_long(entry.look_on)}." in told

    client.force_login(signed_in(smiths, smiths.amy))
    own = client.get(reverse("plans:own_safety"))
    page = main(own)
    assert page.startswith("Your safety plan")
    for words in ("What it keeps you safe from", "Amy: I go to my room", "Where you go", "Pineapple", "01632 960182"):
        assert words in page
    assert 'href="tel:01632960182"' in own.content.decode()
    assert reverse("plans:own_safety") in client.get(reverse("desk:own_record")).content.decode()

    client.force_login(signed_in(smiths, smiths.katie))
    assert "Amy’s safety plan" in main(client.get(reverse("plans:own_safety")))


def test_what_each_does_reads_after_a_name_for_whoever_does_it_as_for_the_others(client, smiths) -> None:
    write(smiths)
    for person in (smiths.katie, smiths.amy):
        client.force_login(signed_in(smiths, person))
        read = main(client.get(reverse("plans:own_safety")))
        assert "Katie: Rings the police" in read
        assert "Amy: I go to my room with Liam" in read
        assert "You:" not in read


def test_the_father_who_must_be_kept_away_finds_nothing_of_it_by_any_page_or_by_hand_written_sql(
    client, smiths, dad
) -> None:
    entry = write(smiths)
    try_out(smiths, entry, again_on=clock.today() + timedelta(days=60))
    his = signed_in(smiths, dad)
    client.force_login(his)
    assert "There is no safety plan here." in main(client.get(reverse("plans:own_safety")))
    assert "keep safe" not in main(client.get(reverse("desk:own_record")))
    assert client.get(at(smiths, "safety_plan", entry.pk)).status_code == 404
    counts = (
        "SELECT count(*) FROM entry WHERE kind LIKE 'plans.safety%'", "SELECT count(*) FROM entry_content",
        "SELECT count(*) FROM entry_about",
    )  # fmt: skip
    with scope.acting_as(his), connection.cursor() as cursor:
        for count in counts:
            cursor.execute(count)
            assert cursor.fetchone() == (0,), count
    with scope.acting_as(signed_in(smiths, smiths.katie)), connection.cursor() as cursor:
        cursor.execute(counts[0])
        assert cursor.fetchone() == (3,)

    client.force_login(smiths.worker)
    assert "Kept from Dean." in main(client.get(at(smiths, "safety_plan", entry.pk)))
    form = main(client.get(at(smiths, "write_safety_plan")))
    assert "Dean must be kept away. The plan is kept from them" in form


def test_a_copy_at_home_asks_why_it_is_safe_where_somebody_must_be_kept_away(client, smiths, dad) -> None:
    client.force_login(smiths.worker)
    refused = main(client.post(at(smiths, "write_safety_plan"), typed(smiths, at_home="yes")))
    assert "Say why a copy is safe at home" in refused
    with pytest.raises(Unacceptable, match="Say why it is safe at home"):
        write(smiths, amys(smiths, at_home=True))
    with pytest.raises(Unacceptable, match="Say why it is safe at home"):
        write(smiths, amys(smiths, at_home=True, at_home_why="No"))
    write(smiths, amys(smiths, at_home=True, at_home_why="He does not know the flat"))


def test_the_manager_keeps_it_from_one_more_person_and_a_key_worker_is_not_asked(client, smiths) -> None:
    client.force_login(smiths.worker)
    assert "Keep it from somebody" not in main(client.get(at(smiths, "write_safety_plan")))
    client.force_login(smiths.manager)
    sent = typed(smiths, agreed_by="", not_agreed_why="It is about Katie’s friend", keep_from=[str(smiths.katie)])
    assert "Say why it is kept from them" in main(client.post(at(smiths, "write_safety_plan"), sent))
    answer = client.post(at(smiths, "write_safety_plan"), {**sent, "keep_why": "Not yet"}, follow=True)
    assert "Kept from Katie" in main(answer)
    client.force_login(signed_in(smiths, smiths.katie))
    assert "There is no safety plan here." in main(client.get(reverse("plans:own_safety")))
    without_her = amys(smiths, agreed_by="", not_agreed_why="It is about Katie’s friend")
    with pytest.raises(NotAllowed):
        write(smiths, without_her, kept=actions.KeptFrom((smiths.katie,), "Not yet"))
    with pytest.raises(Unacceptable, match="They have a part in it"):
        write(smiths, by=smiths.manager, kept=actions.KeptFrom((smiths.amy,), "Not yet"))


def test_known_numbers_are_filled_in_with_their_source_and_protected_ones_are_not(client, smiths) -> None:
    with scope.acting_as(smiths.worker):
        for person, number, protected in (
            (smiths.katie, "01632 960111", True),
            (people.add_person(by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Nan Pat",
                               role="grandparent", in_household=False).person_id, "01632 960182", False),
        ):  # fmt: skip
            people.record_fact(
                by=smiths.worker, family_id=smiths.family.pk, person_id=person, kind="phone", value=number,
                at=clock.now(), protected=protected,
            )  # fmt: skip
    client.force_login(smiths.worker)
    answer = client.get(at(smiths, "write_safety_plan"))
    page = Page(answer.content.decode())
    numbers = [one["value"] for one in page.all("input") if (one.attributes.get("name") or "").endswith("-number")]
    assert numbers[0] == "01632 960182"
    assert numbers[-1] == "999"
    assert "01632 960111" not in answer.content.decode()
    assert "Known of the family" in main(answer)
    assert "Protected, so not filled in: the number of Katie." in main(answer)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"otherwise": " "}, "what is done if it does not work"),
        ({"agreed_by": ""}, "Say why no parent or adult agreed"),
        ({"made_with": ()}, "Say with whom it was made"),
        ({"look_on": "2020-01-01"}, "Give a day after the plan was made"),
    ],
)
def test_what_a_safety_plan_must_say(smiths, changed, said) -> None:
    with pytest.raises(Unacceptable, match=said):
        write(smiths, amys(smiths, **changed))


def test_what_is_protected_of_somebody_else_stands_only_in_a_plan_for_our_own_staff(smiths) -> None:
    nan = somebody(smiths, "Nan Pat", "grandparent")
    known(smiths, nan, "phone", "01632 960199")
    known(smiths, nan, "address", HOME)
    for told in (amys(smiths, rings=(Rings("Nan", "01632960199"),)), amys(smiths, where_to="Nan, 4 Mill Lane")):
        with pytest.raises(Unacceptable, match="Leave out what is protected, or let only our own staff read it"):
            write(smiths, told)
        write(smiths, told, audience=Audience.TEAM)
    with pytest.raises(Unacceptable, match="Leave out what is protected"):
        write(smiths, amys(smiths, rings=(Rings("Nan", "01632960199"),), agreed_by=str(nan)))


def test_it_is_due_to_be_looked_at_again_until_it_was_tried_out_and_then_on_the_next_day_that_was_named(smiths) -> None:
    entry = write(smiths)
    assert due(smiths) == [("Safety plan", amys(smiths).day)]
    next_day = clock.today() + timedelta(days=50)
    try_out(smiths, entry, "partly", again_on=next_day)
    assert due(smiths) == [("Safety plan to be looked at again", next_day)]
    (line,) = stands(smiths)
    assert (line.look_on, line.tried[0].words) == (next_day, "some of it worked")
    try_out(smiths, entry)
    assert due(smiths) == []


def test_trying_out_is_asked_of_the_plan_and_says_what_was_changed_when_it_did_not_work(client, smiths) -> None:
    entry = write(smiths)
    client.force_login(smiths.worker)
    here = at(smiths, "try_out_safety_plan")
    sent = {
        "form_key": str(uuid7()), "which": str(entry.pk), "on": day_typed(clock.today()), "together": [str(smiths.amy)],
        "tried": "Amy rang Nan", "worked": "no", "helped": "", "changed": "", "again_on": "",
    }  # fmt: skip
    assert "The plan of Amy" in main(client.get(here))
    assert "It did not work yet. Say what was changed" in main(client.post(here, sent))
    page = main(client.post(here, {**sent, "changed": "Nan’s mobile first"}, follow=True))
    assert "with Amy: it did not work yet." in page
    assert "Nan’s mobile first" in page
    for wrong in ({"on": clock.today() - timedelta(days=20)}, {"again_on": clock.today()}):
        with pytest.raises(Unacceptable, match="Give a"):
            try_out(smiths, entry, **wrong)


def test_it_is_changed_the_earlier_version_is_kept_and_what_is_kept_from_him_stays_so(client, smiths, dad) -> None:
    entry = write(smiths)
    client.force_login(smiths.worker)
    here = at(smiths, "change_safety_plan", entry.deed_id)
    page = Page(client.get(here).content.decode())
    assert page.written_in("otherwise") == "Out by the back, to the shop"
    assert not page.named("audience")
    sent = typed(smiths, otherwise="Knock at number 5", look_on=day_typed(clock.today() + timedelta(days=45)))
    answer = client.post(here, sent, follow=True)
    assert "The safety plan is changed. The earlier version is kept." in main(answer)
    (line,) = stands(smiths)
    assert (line.plan.otherwise, line.plan.whose) == ("Knock at number 5", str(smiths.amy))
    assert due(smiths) == [("Safety plan", clock.today() + timedelta(days=45))]
    with scope.acting_as(smiths.worker):
        assert len(timeline.ever_told(smiths.family.pk, smiths.worker, [SAFETY_PLAN])) == 2
    with scope.acting_as(smiths.manager):
        (kept,) = people_queries.kept(smiths.family.pk, smiths.manager)
    assert (kept.from_person_id, kept.strand_id) == (dad, line.strand_id)
    with scope.acting_as(smiths.worker), pytest.raises(AlreadyCorrected):
        actions.change_safety_plan(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=entry.pk, plan=amys(smiths),
            on=clock.today(), at=clock.now(),
        )  # fmt: skip
    theirs = client.post(here, typed(smiths, otherwise="Mine"))
    assert theirs.status_code == 409
    assert "Somebody changed it while you were writing" in main(theirs)
    assert Page(theirs.content.decode()).written_in("otherwise") == "Mine"


def test_a_changed_day_after_it_was_tried_out_moves_the_day_that_was_named_then(smiths) -> None:
    entry = write(smiths)
    try_out(smiths, entry, again_on=clock.today() + timedelta(days=50))
    moved = clock.today() + timedelta(days=70)
    with scope.acting_as(smiths.worker):
        actions.change_safety_plan(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=entry.pk,
            plan=amys(smiths, look_on=moved.isoformat()), on=clock.today(), at=clock.now(),
        )  # fmt: skip
    assert due(smiths) == [("Safety plan to be looked at again", moved)]


def test_what_was_typed_of_a_safety_plan_is_kept_as_a_draft(client, smiths) -> None:
    client.force_login(smiths.worker)
    here = at(smiths, "write_safety_plan")
    sent = {**hidden(client.get(here)), **typed(smiths), "otherwise": "", "signs": "The bell goes on and on"}
    kept = client.post(here, {**sent, "keep_draft": "yes"}, follow=True)
    drafts = client.get(reverse("desk:drafts"))
    assert "afety plan" in main(drafts), main(kept)
    (back,) = [one["href"] for one in Page(drafts.content.decode()).all("a") if "draft=" in str(one["href"])]
    assert Page(client.get(back).content.decode()).written_in("signs") == "The bell goes on and on"
    assert stands(smiths) == []


def test_before_you_go_names_it_and_another_familys_worker_finds_nothing(client, smiths) -> None:
    entry = write(smiths)
    other = smith_family(clock.now() - timedelta(days=40))
    client.force_login(smiths.worker)
    visit = main(client.get(reverse("visits:record", args=[smiths.family.pk])))
    assert "The safety plan of Amy" in visit
    assert "Not tried out yet" in visit
    client.force_login(other.worker)
    pages = (("safety_plans",), ("safety_plan", entry.pk), ("safety_paper", entry.pk), ("write_safety_plan",),
             ("change_safety_plan", entry.deed_id), ("try_out_safety_plan",))  # fmt: skip
    for name, *more in pages:
        assert client.get(at(smiths, name, *more)).status_code == 404
        assert client.post(at(smiths, name, *more), typed(smiths)).status_code in (404, 405)
    with pytest.raises(NotAllowed):
        write(smiths, amys(smiths, whose=str(other.amy)))


@pytest.mark.parametrize("page", ["safety_plans", "own_safety"])
def test_the_pages_ask_the_database_as_often_for_many_plans_as_for_one(
    client, smiths, django_assert_num_queries, page
) -> None:
    write(smiths)
    client.force_login(smiths.worker if page == "safety_plans" else signed_in(smiths, smiths.amy))
    where = at(smiths, page) if page == "safety_plans" else reverse(f"plans:{page}")
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for _ in range(3):
        write(smiths)
    with django_assert_num_queries(len(few)):
        client.get(where)


def test_a_plan_reads_in_the_second_person_to_whose_it_is_and_by_name_to_others() -> None:
    plan = SafetyPlan(
        whose="amy", made_with=("amy",), safe_from="Fire", signs="Smoke", does=(Does("I go out", "Amy", "person:amy"),
        Does("Comes", "Nan", "person:nan")), where_to="Next door", rings=(), otherwise="Shout", copies="School",
        look_on="2026-12-01",
    )  # fmt: skip
    hers = own_safety(plan, mine={"amy"}, names={"amy": "Amy", "nan": "Nan"})
    assert (hers.title, hers.lines[1][0], hers.does) == (
        "Your safety plan", "How you notice that it starts", (("Amy", "I go out"), ("Nan", "Comes")),
    )  # fmt: skip
    others = own_safety(plan, mine={"katie"}, names={"amy": "Amy"})
    assert (others.title, others.lines[1][0], others.does[1][0]) == (
        "Amy’s safety plan", "How Amy notices that it starts", "Nan",
    )  # fmt: skip
    assert own_safety(replace(plan, whose=""), mine={"amy"}, names={}).title == "Our safety plan"
