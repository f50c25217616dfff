"""The key worker changes: what Joanne promised the Smiths goes over or stays, and nothing is lost on the way."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk import queries as desk
from alongside.desk.tests.factories import account, at_work, moment, one_visit, own_account, person
from alongside.desk.tests.test_drafts import keeps, reads, visit_to
from alongside.kit import clock, hooks
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.pathway.rules import WentOver
from alongside.pathway.tests import factories as pathway_made
from alongside.people import queries as people
from alongside.plans import actions, queries
from alongside.plans.rules import Doer, NewAction
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience
from alongside.visits import actions as visits
from alongside.visits.rules import VisitPlan

pytestmark = pytest.mark.django_db
RING, LETTER, BATH = "Ring the school about a quiet room", "Write to the landlord", "Bring bath toys"


def promises(one, what, who, *, days=7, audience=Audience.FAMILY):
    """Something agreed yesterday, by a day to come; its entry."""
    with scope.acting_as(one.worker):
        it = NewAction(
            what, Doer(who.name, user_id=who.pk), clock.today() + timedelta(days=days), (person(one, "Katie Smith"),)
        )
        (entry,) = actions.agree_actions(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, actions=[it],
            on=clock.today() - timedelta(days=1), at=moment(1), audience=audience,
        )  # fmt: skip
    return entry


def planned_visit(one):
    """Joanne has planned a visit for the day after tomorrow; that day."""
    day = clock.today() + timedelta(days=2)
    with scope.acting_as(one.worker):
        plan = VisitPlan(day, with_whom=(person(one, "Katie Smith"),))
        visits.plan_visit(by=one.worker, family_id=one.family_id, deed_id=uuid7(), plan=plan, at=clock.now())
    return day


def ends(one, entry, how="done"):
    with scope.acting_as(one.worker):
        actions.finish_action(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, action=entry.pk, how=how, on=clock.today(),
            words="", at=clock.now(),
        )  # fmt: skip


def opened(client, one) -> Page:
    client.force_login(one.manager)
    return Page(client.get(reverse("pathway:allocate_again", args=[one.family_id])).content.decode())


def changes(client, one, page, worker, *ticked):
    """The manager saves the page as it was opened, with these promises ticked."""
    client.force_login(one.manager)
    (stood,) = page.named("stood")
    given = {
        "form_key": str(uuid7()), "worker": str(worker.pk), "reason": "Joanne goes part time.",
        "promises": [entry.facts["promise_id"] for entry in ticked], "stood": stood["value"],
    }  # fmt: skip
    return client.post(reverse("pathway:allocate_again", args=[one.family_id]), given, follow=True)


def due(client, user, family_id) -> str:
    client.force_login(user)
    return reads(client.get(reverse("timeline:due", args=[family_id])))


def asks_what_goes_over(page) -> None:
    words = " ".join(page.one("main").text.split())
    assert "What did Joanne Mercer promise this family that the new key worker takes over?" in words
    assert "What you do not tick stays written as Joanne Mercer’s, who sees it here no longer" in words
    assert RING in words
    assert LETTER in words
    assert BATH not in words, "what somebody else promised stays with them and is not asked about"
    assert all("checked" in box.attributes for box in page.named("promises"))
    assert "Joanne Mercer has a form about this family that is not finished" in words
    assert "Ask Joanne Mercer to finish it first: once you save, nobody can open it" in words
    assert "visit" not in words.lower().replace("joint visit", ""), "never which form it is"


def test_one_promise_goes_over_and_one_stays_and_every_page_says_so(client) -> None:
    one = at_work()
    leon, katie = account("key_worker", "Leon Achterberg", one.team), own_account(one, "Katie Smith")
    ring = promises(one, RING, one.worker)
    promises(one, LETTER, one.worker)
    promises(one, BATH, one.senior)
    keeps(client, one.worker, visit_to(one.family_id))

    page = opened(client, one)
    asks_what_goes_over(page)

    said = reads(changes(client, one, page, leon, ring))
    assert "Leon Achterberg takes over, and with it one thing Joanne Mercer promised" in said
    assert f"Written as Joanne Mercer’s still, who sees it here no longer: “{LETTER}”. Leon Achterberg sees it" in said
    assert "Joanne Mercer has a form about this family that nobody can open now" in said

    with scope.acting_as(leon):
        mine = {line.what: (line.who, line.before, line.owner_id) for line in queries.open_actions(one.family_id, leon)}
        owners = {line.name: line.owner_id for line in timeline.what_is_due(one.family_id, leon, clock.now())}
        (line,) = (line for line in queries.open_actions(one.family_id, leon) if line.what == RING)
    assert mine[RING] == ("Leon Achterberg", ("Joanne Mercer",), leon.pk)
    assert mine[LETTER] == ("Joanne Mercer", (), one.worker.pk)
    assert (owners[RING], owners[LETTER]) == (leon.pk, one.worker.pk)
    with scope.acting_as(one.worker):
        assert timeline.due_for_user(one.worker, clock.now()) == [], "nothing of it is Joanne's to see any more"

    with scope.acting_as(leon):
        assert LETTER in [each.name for each in timeline.due_for_user(leon, clock.now())], "what stays is seen by Leon"
    listed = due(client, leon, one.family_id)
    assert f"{RING}: Leon Achterberg" in listed
    assert f"{LETTER}: Joanne Mercer" in listed
    action = reads(client.get(reverse("plans:action", args=[one.family_id, line.entry_id])))
    assert "Taken over from Joanne Mercer" in action
    told = reads(client.get(reverse("timeline:page", args=[one.family_id])))
    assert "after Joanne Mercer, and took over one thing promised" in told
    assert "Action agreed: Leon Achterberg" not in told, "on the day of it Joanne agreed it, and nobody else"
    assert f"Katie Smith. Leon Achterberg took it over on {day_long(clock.today())}." in told
    assert "Leon Achterberg took over from Joanne Mercer what is to be done by" in told
    history = reads(client.get(reverse("timeline:entry", args=[one.family_id, line.entry_id])))
    assert "Action agreed: Joanne Mercer" in history, "who promised it stays in its history"
    for name in ("plans:action", "plans:finish"):
        earlier = client.get(reverse(name, args=[one.family_id, ring.pk]), follow=True)
        assert RING in reads(earlier), "an address from before leads on to the promise as it stands"

    client.force_login(katie)
    own = reads(client.get(reverse("desk:own_record")))
    assert re.search(r"Leon Achterberg will do this by [^.]+, for you\. Joanne Mercer said yes to it first\.", own)
    assert re.search(r"Joanne Mercer will do this by [^.]+, for you\. (?!Leon)", own)

    client.force_login(one.worker)
    drafts = reads(client.get(reverse("desk:drafts")))
    assert "A form you cannot open" in drafts
    assert "about a family you help no longer" in drafts
    assert "ask Denise Abara" in drafts
    assert "Smith" not in drafts


def test_a_promise_kept_meanwhile_is_not_taken_over_and_the_manager_is_told(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    ring, letter = promises(one, RING, one.worker), promises(one, LETTER, one.worker)
    page = opened(client, one)
    ends(one, ring)

    said = reads(changes(client, one, page, leon, ring, letter))

    assert f"Not taken over, as it changed meanwhile: “{RING}” (done)." in said
    assert "and with it one thing Joanne Mercer promised" in said
    with scope.acting_as(leon):
        lines = {line.what: (line.who, line.how) for line in queries.actions_of(one.family_id, leon)}
    assert lines == {RING: ("Joanne Mercer", "done"), LETTER: ("Leon Achterberg", "")}


def test_what_no_room_knows_was_taken_off_the_record_and_what_is_anothers_by_now_is_named(monkeypatch) -> None:
    one, at = at_work(), clock.now()
    leon = account("key_worker", "Leon Achterberg", one.team)
    ring, gone = promises(one, RING, one.senior), uuid7()
    letter = promises(one, LETTER, one.worker)
    keys = [UUID(each.facts["promise_id"]) for each in (ring, letter)]
    other = ("another room", lambda **_: WentOver())
    answers = hooks.answers
    monkeypatch.setattr(
        hooks, "answers", lambda name: [*answers(name), *([other] if name == "promises_taken_over" else [])]
    )
    with scope.acting_as(one.manager):
        done = pathway.allocate_again(
            by=one.manager, family_id=one.family_id, deed_id=uuid7(), worker=leon, reason="Part time.",
            promises=[*keys, gone], at=at,
        )  # fmt: skip
    assert done.taken_over == 1
    assert set(done.not_taken_over) == {
        f"“{RING}” ({one.senior.name} does it by now)", "One that was taken off the record",
    }  # fmt: skip


def test_a_promise_made_meanwhile_is_asked_about_before_the_key_worker_changes(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    page = opened(client, one)
    ring = promises(one, RING, one.worker)

    answer = changes(client, one, page, leon)
    assert "Joanne Mercer has promised more since you opened this page" in reads(answer)
    assert not one.sees(leon)

    again = changes(client, one, Page(answer.content.decode()), leon, ring)
    assert "Leon Achterberg takes over, and with it one thing Joanne Mercer promised." in reads(again)


def test_a_page_opened_before_somebody_else_became_the_key_worker_changes_nothing(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    page = opened(client, one)
    one.act(one.manager, pathway.allocate_again, worker=one.senior, reason="Joanne is ill.")

    said = reads(changes(client, one, page, leon))

    assert f"{one.senior.name} has become the key worker since you opened this page" in said
    assert not one.sees(leon)


def test_without_promises_and_drafts_the_page_asks_only_who_and_why(client) -> None:
    one = at_work()
    page = opened(client, one)
    words = " ".join(page.one("main").text.split())
    assert page.named("promises") == []
    assert "promise" not in words
    assert "not finished" not in words


def test_the_same_change_delivered_again_is_answered_as_saved_though_the_page_offers_others_by_now(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    page = opened(client, one)
    given = {
        "form_key": str(uuid7()), "worker": str(leon.pk), "reason": "Joanne goes part time.",
        "stood": page.named("stood")[0]["value"],
    }  # fmt: skip
    address = reverse("pathway:allocate_again", args=[one.family_id])
    first, again = client.post(address, given), client.post(address, given)
    assert (first.status_code, first.url) == (again.status_code, again.url) == (302, f"/families/{one.family_id}/")
    assert "Not saved to the record yet" in reads(client.post(address, given | {"reason": "Another reason."}))


def test_what_is_booked_stands_on_the_page_and_the_manager_is_told_to_ring(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    visit = planned_visit(one)
    page = opened(client, one)
    (booked,) = [each for each in page.all("section") if each.attributes.get("aria-labelledby") == "booked"]
    assert f"A visit is planned for {day_long(visit)}." in " ".join(booked.text.split())
    assert "whoever takes over goes. Ring to say who comes" in " ".join(booked.text.split())

    said = reads(changes(client, one, page, leon))

    assert f"Ring to say that Leon Achterberg comes. A visit is planned for {day_long(visit)}." in said


def test_whoever_may_finds_the_change_beside_the_key_worker(client) -> None:
    one = at_work()
    link = f'href="{reverse("pathway:allocate_again", args=[one.family_id])}"'
    for name in ("desk:family", "pathway:where_we_are"):
        for user, offered in ((one.manager, True), (one.worker, False)):
            client.force_login(user)
            shown = client.get(reverse(name, args=[one.family_id])).content.decode()
            assert (link in shown) == offered, (name, user.name)


def test_the_change_is_offered_where_it_can_be_made(client) -> None:
    one = at_work()
    one_waits, one_is_accepted, one_has_ended = (
        make() for make in (pathway_made.waiting, pathway_made.accepted, pathway_made.closed)
    )
    for made, may in ((one, True), (one_waits, False), (one_is_accepted, False), (one_has_ended, False)):
        with scope.acting_as(made.manager):
            page = desk.family_page(people.family(made.manager, made.family_id), made.manager, at=clock.now())
        assert page.may_change_key_worker == may
        client.force_login(made.manager)
        asked = reads(client.get(reverse("pathway:allocate_again", args=[made.family_id])))
        assert ("Who takes over" in asked) == may, asked[:400]


def test_joanne_leads_again_and_her_day_does_not_say_the_family_was_given_away(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    changes(client, one, opened(client, one), leon)
    changes(client, one, opened(client, one), one.worker)
    client.force_login(one.worker)
    assert "Given to somebody else" not in reads(client.get("/"))
    client.force_login(leon)
    assert "gave the Smith family to Joanne Mercer" in reads(client.get("/"))


def test_leon_hears_who_gave_him_the_family_and_why_until_he_was_in_touch(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    client.force_login(leon)
    assert "Given to you" not in reads(client.get("/"))
    changes(client, one, opened(client, one), leon)
    told = f"given to you by Denise Abara on {day_long(clock.today())}, after Joanne Mercer."
    client.force_login(leon)
    assert f"{told} Joanne goes part time." in reads(client.get("/")).replace(".Joanne", ". Joanne")
    client.force_login(one.manager)
    assert "given to you" not in reads(client.get("/"))
    one.worker = leon
    one_visit(one, days_ago=0)
    client.force_login(leon)
    assert "Given to you" not in reads(client.get("/"))


def test_a_family_given_on_again_is_told_to_nobody_who_leads_it_no_more(client) -> None:
    one = at_work()
    leon = account("key_worker", "Leon Achterberg", one.team)
    changes(client, one, opened(client, one), leon)
    changes(client, one, opened(client, one), one.senior)
    client.force_login(leon)
    assert "Given to you" not in reads(client.get("/"))


def test_joanne_hears_who_gave_the_family_on_and_the_mother_who_took_over(client) -> None:
    one = at_work()
    leon, katie = account("key_worker", "Leon Achterberg", one.team), own_account(one, "Katie Smith")
    client.force_login(one.worker)
    assert "Given to somebody else" not in reads(client.get("/"))
    changes(client, one, opened(client, one), leon)
    today = day_long(clock.today())

    client.force_login(one.worker)
    said = reads(client.get("/"))
    assert f"Denise Abara gave the Smith family to Leon Achterberg on {today}." in said
    assert "You see it here no longer." in said
    assert "part time" not in said, "never why"

    client.force_login(katie)
    assert f"Leon Achterberg took over from Joanne Mercer on {today}" in reads(client.get(reverse("desk:own_record")))
