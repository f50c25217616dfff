"""The pages of meetings: what they ask, show, refuse and keep."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings import queries
from alongside.meetings.rules import CONCERN, REVIEW
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.plans import queries as plans
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "</textarea><script>alert(1)</script>{{ 7 * 7 }}'\"&amp;"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[smiths.family.pk, *more])


def today_held(smiths: SmithFamily, **more):
    return held(smiths, clock.today(), **more)


def one(smiths: SmithFamily) -> queries.Meeting:
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return found


def as_planned(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A plan as the page sends it."""
    katie = f"invited-{smiths.katie}-"
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today() + timedelta(days=5)), "time": "2.30pm",
        "place": "Hillview Primary", "chair": "Sam Whittaker", "purpose": "To hear each other", "order": "Hello",
        "explained": [str(smiths.katie)], f"{katie}asked": "in_person", f"{katie}answer": "coming",
        **changed,
    }  # fmt: skip


def as_held(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A referral meeting as the page sends it."""
    katie, amy, liam = (f"person-{each}-" for each in (smiths.katie, smiths.amy, smiths.liam))
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "60", "place": "Hillview Primary",
        f"{katie}how": "present", f"{katie}words": "I want the shouting to stop.", f"{katie}open_to": "all",
        f"{amy}how": "read_out", f"{amy}words": "I like Nan.", f"{amy}open_to": "own", f"{liam}how": "not",
        f"{liam}why": "He is two; nobody asked the nursery yet.",
        "other-total": "1", "other-0-who": "Helen Spragg", "other-0-post": "Head of year",
        "other-0-agency": "Hillview Primary", "other-0-telephone": "01632 960111", "other-0-came": "came",
        "talk-total": "1", "talk-0-text": "Mornings are hard.",
        "decision-total": "2", "decision-0-text": "Breakfast club", "decision-0-because": "Amy eats there",
        "decision-1-text": "Nan on Tuesdays", "decision-1-because": "Amy asked", "decision-1-about": [str(smiths.amy)],
        "action-total": "1", "action-0-what": "Ring Nan", "action-0-who": f"user:{smiths.worker.pk}",
        "action-0-by_when": day_typed(clock.today() + timedelta(days=3)), "agrees": "yes",
        **changed,
    }  # fmt: skip


def summary(answer) -> str:
    """What the summary of errors says."""
    page = Page(answer.content.decode())
    (box,) = [each for each in page.all("div") if "govuk-error-summary" in each.attributes.get("class", "").split()]
    return " ".join(box.text.split())


def test_a_meeting_is_planned_then_written_down_with_everybodys_words(worker, smiths) -> None:
    answer = worker.post(at(smiths, "plan", "referral_meeting"), as_planned(smiths), follow=True)
    assert "The meeting is planned." in answer.content.decode()
    found = one(smiths)
    assert (found.plan.time, found.plan.explained) == ("14:30", (smiths.katie,))

    page = Page(worker.get(at(smiths, "hold", found.meeting_id)).content.decode())
    chosen = [each["value"] for each in page.all("option") if "selected" in each.attributes]
    assert chosen[0] == "present"

    answer = worker.post(at(smiths, "hold", found.meeting_id), as_held(smiths), follow=True)
    assert answer.redirect_chain == [(at(smiths, "meeting", found.meeting_id), 302)]
    text = Page(answer.content.decode()).one("main").text
    assert "Referral meeting. Katie and Helen Spragg" not in text
    assert "Katie was there, with Helen Spragg. 2 decisions. The family agreed to an assessment." in text
    assert "Not in the minutes" not in text
    assert "Ring Nan" in text
    assert {each.text.strip() for each in Page(answer.content.decode()).all("blockquote")} == {
        "I want the shouting to stop.", "I like Nan.",
    }  # fmt: skip


def test_what_is_agreed_is_due_and_stays_when_the_meeting_is_put_right(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    found = one(smiths)
    page = worker.get(at(smiths, "correct", found.told.entry.deed_id))
    assert "It stands as it is" in page.content.decode()
    stood = Page(page.content.decode()).named("stood")[0]["value"]
    again = as_held(
        smiths, stood=stood, **{"minutes": "75", "action-0-what": "", "action-0-who": "", "action-0-by_when": ""}
    )
    answer = worker.post(at(smiths, "correct", found.told.entry.deed_id), again, follow=True)
    assert "The meeting is put right" in answer.content.decode()
    now = one(smiths)
    assert now.held.minutes == 75
    assert [piece.text for piece in now.held.pieces] == ["Mornings are hard.", "Breakfast club", "Nan on Tuesdays"]
    assert "Ring Nan" in answer.content.decode()
    with scope.acting_as(smiths.worker):
        assert [each.what for each in plans.open_actions(smiths.family.pk, smiths.worker)] == ["Ring Nan"]


def test_the_form_that_puts_right_shows_all_that_stood(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        (row, *_) = hold_it(smiths, today_held(smiths), at=clock.now())
    page = Page(worker.get(at(smiths, "correct", row.deed_id)).content.decode())
    assert page.written_in(f"person-{smiths.amy}-words") == "I like it when Nan comes."
    assert page.written_in("decision-1-text") == "Nan comes on Tuesdays"
    assert page.named("other-0-who")[0]["value"] == "Helen Spragg"
    assert page.named("other-1-who")[0]["value"] == "Dr Rao"


def test_nothing_typed_is_lost_when_an_answer_is_missing(worker, smiths) -> None:
    typed = as_held(smiths, **{
        "minutes": "", f"person-{smiths.amy}-words": ATTACK, "decision-1-because": "", "talk-0-text": ATTACK,
    })  # fmt: skip
    answer = worker.post(at(smiths, "record", "referral_meeting"), typed)
    page = Page(answer.content.decode())
    assert page.written_in(f"person-{smiths.amy}-words") == ATTACK
    assert page.written_in("talk-0-text") == ATTACK
    assert "Give the minutes the meeting took" in summary(answer)
    assert "Say why it was decided" in summary(answer)
    assert "alert(1)" not in "".join(script.text for script in page.all("script"))


def test_it_is_asked_how_each_child_took_part_and_why_not(worker, smiths) -> None:
    typed = as_held(smiths, **{f"person-{smiths.amy}-how": "", f"person-{smiths.liam}-why": ""})
    said = summary(worker.post(at(smiths, "record", "referral_meeting"), typed))
    assert "Say how Amy took part" in said
    assert "Say why nobody spoke for Liam" in said


def test_a_meeting_on_concern_needs_no_plan_and_says_who_was_told(worker, smiths) -> None:
    asked = {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "30", "concern": "Bruises on his arm",
        "concern_about": [str(smiths.liam)], "raised_by": "Nursery", "at_risk": "yes", "other-total": "0",
        "talk-total": "0", "decision-total": "0", "action-total": "0",
        **{f"person-{each}-how": "none" for each in (smiths.katie, smiths.amy, smiths.liam)},
    }  # fmt: skip
    answer = worker.post(at(smiths, "record", CONCERN), asked)
    assert "Say who was told" in summary(answer)
    assert "Name the social worker who leads" in summary(answer)
    told = {**asked, "told_whom": "Ms Okoro, duty social worker", "social_worker": "Ms Okoro"}
    assert "Say where the social worker works" in summary(worker.post(at(smiths, "record", CONCERN), told))
    told["social_worker_agency"] = "Children’s Social Care"
    text = Page(worker.post(at(smiths, "record", CONCERN), told, follow=True).content.decode()).one("main").text
    assert "A child may be at risk." in text
    assert "Ms Okoro, duty social worker was told" in text
    found = one(smiths)
    assert (found.type, found.plan) == (CONCERN, None)


def test_another_row_is_added_without_saving(worker, smiths) -> None:
    answer = worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths, **{"decision-more": "yes"}))
    page = Page(answer.content.decode())
    assert page.named("decision-2-text")
    assert page.written_in("decision-1-text") == "Nan on Tuesdays"
    assert page.written_in("talk-0-text") == "Mornings are hard."


def test_two_people_put_the_same_meeting_right_and_the_second_sees_both(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    deed = one(smiths).told.entry.deed_id
    stood = Page(worker.get(at(smiths, "correct", deed)).content.decode()).named("stood")[0]["value"]
    worker.post(at(smiths, "correct", deed), as_held(smiths, minutes="75", stood=stood))
    mine = as_held(smiths, minutes="80", stood=stood, **{"talk-0-text": "My own telling"})
    answer = worker.post(at(smiths, "correct", deed), mine)
    assert answer.status_code == 409
    page = Page(answer.content.decode())
    assert "1 hour 15 minutes" in page.one("main").text
    assert page.written_in("talk-0-text") == "My own telling"
    action = next(form["action"] for form in page.all("form") if form.attributes.get("method") == "post")
    again = as_held(smiths, minutes="80", stood=page.named("stood")[0]["value"])
    assert worker.post(action, again).status_code == 302
    assert one(smiths).held.minutes == 80


def test_a_meeting_somebody_said_did_not_happen_keeps_what_was_typed(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    found = one(smiths)
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[found.told.id], why="Another family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    mine = as_held(smiths, **{"talk-0-text": "My own telling"})
    answer = worker.post(at(smiths, "correct", found.told.entry.deed_id), mine)
    assert answer.status_code == 409
    assert "did not happen" in answer.content.decode()
    assert Page(answer.content.decode()).written_in("talk-0-text") == "My own telling"


def test_a_plan_changed_by_somebody_else_is_shown_beside_what_is_typed(worker, smiths) -> None:
    worker.post(at(smiths, "plan", REVIEW), as_planned(smiths))
    deed = one(smiths).planned.entry.deed_id
    assert worker.post(at(smiths, "plan_anew", deed), as_planned(smiths, place="The library")).status_code == 302
    answer = worker.post(at(smiths, "plan_anew", deed), as_planned(smiths, place="At home"))
    assert answer.status_code == 409
    page = Page(answer.content.decode())
    assert "The library" in page.one("main").text
    assert page.named("place")[0]["value"] == "At home"
    assert worker.get(at(smiths, "plan_anew", deed)).status_code == 302


def test_what_somebody_else_promised_and_is_late_stands_on_the_page_once(worker, smiths) -> None:
    sent = as_held(smiths, **{"action-0-who": "other", "action-0-who_else": "Ms Cole, Riverside Housing"})
    assert worker.post(at(smiths, "record", "referral_meeting"), sent).status_code == 302
    page = at(smiths, "page")
    assert Page(worker.get(page).content.decode()).one("main").text.count("Ring Nan") == 1
    with clock.travel(to=clock.now() + timedelta(days=9)):
        text = Page(worker.get(page).content.decode()).one("main").text
    assert "To follow up: somebody else said they would" in text
    assert text.count("Ring Nan") == 1
    assert "Nothing is open." not in text


def test_a_meeting_that_did_not_happen_says_why_and_is_no_longer_to_come(worker, smiths) -> None:
    worker.post(at(smiths, "plan", REVIEW), as_planned(smiths))
    found = one(smiths)
    assert "Say why it did not happen" in summary(worker.post(at(smiths, "cancel", found.meeting_id), {"why": " "}))
    sent = {"form_key": str(uuid7()), "why": "The school was closed."}
    text = (
        Page(worker.post(at(smiths, "cancel", found.meeting_id), sent, follow=True).content.decode()).one("main").text
    )
    assert "No meeting is planned." in text
    assert "Did not happen" in text


def test_a_review_is_prepared_from_what_was_agreed_and_said(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths, day=day_typed(clock.today())))
    worker.post(at(smiths, "plan", REVIEW), as_planned(smiths))
    with scope.acting_as(smiths.worker):
        found = next(each for each in queries.meetings_of(smiths.family.pk, smiths.worker) if each.type == REVIEW)
    shown = worker.get(at(smiths, "prepare", found.meeting_id)).content.decode()
    assert "Ring Nan" in shown
    sent = {
        "form_key": str(uuid7()),
        "check-family-kept": "partly",
        "check-family-seen": "Katie told me",
        "note": "Bus",
    }
    answer = worker.post(at(smiths, "prepare", found.meeting_id), sent, follow=True)
    text = Page(answer.content.decode()).one("main").text
    assert "What the family said it would do: kept in part" in text
    shown = Page(worker.get(at(smiths, "prepare", found.meeting_id)).content.decode())
    nothing = {"form_key": str(uuid7()), "stood": shown.one("input", name="stood")["value"]}
    assert worker.post(at(smiths, "prepare", found.meeting_id), nothing).status_code == 200


def test_how_the_team_works_together_is_settled_and_who_is_late_sees_both(worker, smiths) -> None:
    sent = {
        "form_key": str(uuid7()), "message": "One step at a time.", "on": day_typed(clock.today()), "agency-total": "1",
        "agency-0-agency": "Riverside Housing", "agency-0-adjusts": "No letters",
        "agency-0-until": day_typed(clock.today() + timedelta(days=60)),
    }  # fmt: skip
    answer = worker.post(at(smiths, "team"), sent, follow=True)
    text = Page(answer.content.decode()).one("main").text
    assert "Does differently: No letters, until" in text
    assert "One step at a time." in text
    # Whoever was shown the page before that is told, and sees both.
    late = worker.post(at(smiths, "team"), {**sent, "form_key": str(uuid7()), "message": "Mine"})
    assert late.status_code == 409
    assert "One step at a time." in late.content.decode()
    assert Page(late.content.decode()).written_in("message") == "Mine"


def test_what_was_agreed_before_what_stands_is_not_taken_for_it(worker, smiths) -> None:
    sent = {"form_key": str(uuid7()), "message": "One step at a time.", "on": day_typed(clock.today())}
    worker.post(at(smiths, "team"), sent)
    shown = Page(worker.get(at(smiths, "team")).content.decode())
    sent |= {
        "form_key": str(uuid7()), "stood": shown.one("input", name="stood")["value"], "message": "Go slowly.",
        "on": day_typed(clock.today() - timedelta(days=5)),
    }  # fmt: skip
    assert f"What stands was agreed on {day_long(clock.today())}" in summary(worker.post(at(smiths, "team"), sent))
    assert worker.post(at(smiths, "team"), {**sent, "on": day_typed(clock.today())}).status_code == 302
    assert "Go slowly." in worker.get(at(smiths, "page")).content.decode()


def test_minutes_given_are_written_down_and_asked_back_when_the_meeting_is_put_right(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    found, key = one(smiths), f"person-{smiths.katie}"
    sent = {"form_key": str(uuid7()), "how": "hand", "on": day_typed(clock.today())}
    answer = worker.post(at(smiths, "give", found.meeting_id, key), sent, follow=True)
    assert "Given today, by hand." in " ".join(Page(answer.content.decode()).one("main").text.split())
    correct = at(smiths, "correct", found.told.entry.deed_id)
    assert worker.post(correct, as_held(smiths, minutes="75")).status_code == 409
    stood = Page(worker.get(correct).content.decode()).named("stood")[0]["value"]
    worker.post(correct, as_held(smiths, minutes="75", stood=stood))
    text = Page(worker.get(at(smiths, "minutes", found.meeting_id)).content.decode()).one("main").text
    assert "Give these readers the new ones: Katie." in text


def test_nobody_outside_the_family_and_its_helpers_is_given_minutes(worker, smiths) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    found = one(smiths)
    for key in (f"person-{uuid7()}", f"helper-{uuid7()}", "somebody", f"person-{smith_family().katie}"):
        assert worker.get(at(smiths, "minutes_for", found.meeting_id, key)).status_code == 404
        assert worker.post(at(smiths, "give", found.meeting_id, key), {"how": "hand"}).status_code == 404


def pages_of(smiths: SmithFamily) -> list[str]:
    """Every page of meetings of a family."""
    found = one(smiths)
    deed, meeting_id, key = found.told.entry.deed_id, found.meeting_id, f"person-{smiths.katie}"
    return [
        at(smiths, "page"), at(smiths, "plan", REVIEW), at(smiths, "record", CONCERN), at(smiths, "team"),
        at(smiths, "meeting", meeting_id), at(smiths, "correct", deed), at(smiths, "minutes", meeting_id),
        at(smiths, "minutes_for", meeting_id, key), at(smiths, "give", meeting_id, key),
        at(smiths, "entry", found.told.id),
    ]  # fmt: skip


def test_another_familys_worker_a_parent_and_a_stranger_are_shown_nothing(worker, smiths, client) -> None:
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths))
    pages = pages_of(smiths)
    assert [worker.get(page).status_code for page in pages] == [200] * 9 + [302]
    for role in ("key_worker", "partner", "parent", "referrer"):
        client.force_login(account(role))
        for page in pages:
            assert client.get(page).status_code == 404, (role, page)
            assert client.post(page, as_held(smiths)).status_code in (404, 405), (role, page)
    other = smith_family()
    client.force_login(other.worker)
    found = one(smiths)
    for name, what in (("meeting", found.meeting_id), ("correct", found.told.entry.deed_id), ("entry", found.told.id)):
        assert client.get(at(other, name, what)).status_code == 404


def test_somebody_of_another_family_is_refused_wherever_they_are_named(worker, smiths) -> None:
    other = smith_family()
    for changed in ({"talk-0-about": [str(other.amy)]}, {"decision-0-not_for": [str(other.katie)]}):
        answer = worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths, **changed))
        assert answer.status_code == 200
        assert "Choose from the answers shown" in summary(answer)
    worker.post(at(smiths, "record", "referral_meeting"), as_held(smiths, **{f"person-{other.amy}-how": "present"}))
    with scope.acting_as(smiths.worker):
        told = [each.held for each in queries.meetings_of(smiths.family.pk, smiths.worker)]
    assert [other.amy in {person.person_id for person in each.people} for each in told] == [False]


def test_pages_cost_the_same_for_many_meetings_as_for_one(worker, smiths) -> None:
    def cost() -> dict[str, int]:
        found = {}
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert worker.get(page).status_code in (200, 302)
            found[page] = len(caught)
        return found

    with scope.acting_as(smiths.worker):
        hold_it(smiths, today_held(smiths), at=clock.now())
    pages = pages_of(smiths)
    few = cost()
    with scope.acting_as(smiths.worker):
        for days in range(1, 8):
            hold_it(smiths, held(smiths, clock.today() - timedelta(days=days)), at=clock.now())
            plan_it(smiths, a_plan(smiths, day=clock.today() + timedelta(days=days)), at=clock.now())
    assert cost() == few


def test_no_meeting_yet_says_what_will_appear(worker, smiths) -> None:
    text = Page(worker.get(at(smiths, "page")).content.decode()).one("main").text
    assert "No meeting is planned." in text
    assert "No meeting was written down yet." in text
    assert "Nothing is settled yet." in text
