"""The pages of an ending."""

import html

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings import actions, queries
from alongside.endings.rules import SteppingAway
from alongside.endings.tests.factories import day, helped, met, person, plan_exit, visit
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import actions as meetings
from alongside.meetings.rules import Held, Piece, TookPart
from alongside.pathway.tests.browsing import said_of_unlit
from alongside.pathway.tests.factories import account
from alongside.people import actions as people
from alongside.people import queries as people_queries

pytestmark = pytest.mark.django_db
FORMS = ("plan_exit", "review_journey", "no_safety_plan", "hand_over", "give_letter")


@pytest.fixture
def smiths():
    return met()


def address(one, name: str = "ending") -> str:
    return reverse(f"endings:{name}", args=[one.family_id])


def text(answer) -> str:
    """What the page says, without its tags."""
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def reads(answer) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


@pytest.mark.parametrize("name", ["ending", *FORMS])
def test_a_page_of_an_ending_opens_to_those_who_lead_the_help_and_to_nobody_else(client, smiths, name):
    other = helped()
    for user, status in (
        (smiths.worker, 200),
        (smiths.manager, 200),
        (other.worker, 404),
        (account("parent", "K"), 404),
    ):
        client.force_login(user)
        assert client.get(address(smiths, name)).status_code == status
    client.force_login(other.worker)
    assert client.post(address(smiths, name), {"form_key": str(uuid7())}).status_code in (404, 405)


def test_the_ending_says_what_is_missing_before_anything_is_planned(client, smiths):
    client.force_login(smiths.worker)
    page = reads(client.get(address(smiths)))
    assert "The ending is not planned yet." in page
    assert "To do: plan the ending with the family" in page


def plan_as_typed(one, **changes) -> dict[str, object]:
    return {
        "form_key": str(uuid7()), "way": "community", "contact": "Twice a week, then once.", "on": "today",
        "last_visit_on": day_typed(day(-30)), "turn_to": "Nan Pat.", "agreed_by": [str(person(one, "Katie Smith"))],
    } | changes  # fmt: skip


def test_an_exit_plan_is_saved_once_and_shown(client, smiths):
    client.force_login(smiths.worker)
    typed = plan_as_typed(smiths, feelings="<script>alert(1)</script>")
    for _ in range(2):
        assert client.post(address(smiths, "plan_exit"), typed).status_code == 302
    page = reads(client.get(address(smiths)))
    assert "Agreed by Katie Smith" in page
    assert page.count("Planned 30 days before the last visit") == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contact": ""}, "Say how visits will grow fewer"),
        ({"way": "hand_over"}, "Say who leads on"),
        ({"way": "stepping_away"}, "Say why the family stops"),
        ({"on": day_typed(day(-3))}, "has not come yet"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, smiths, changes, words):
    client.force_login(smiths.worker)
    page = reads(client.post(address(smiths, "plan_exit"), plan_as_typed(smiths, feelings="Glad & sad", **changes)))
    assert words in page
    assert "Glad & sad" in page
    assert "Nan Pat." in page


def test_a_letter_begins_with_what_is_agreed(client, smiths):
    plan_exit(smiths)
    client.force_login(smiths.worker)
    page = reads(client.get(address(smiths, "give_letter"), {"to": str(person(smiths, "Katie Smith"))}))
    assert "Dear Katie Smith," in page
    assert "Nan Pat, and Miss Begum at school." in page
    assert "4 Mill Lane" not in page


def test_before_a_letter_is_saved_the_writer_is_told_which_partner_would_read_it(client, smiths):
    katie, partner = person(smiths, "Katie Smith"), account("partner", "Sunita Rao")
    with scope.acting_as(smiths.worker):
        people.open_access(
            by=smiths.worker, family_id=smiths.family_id, principal=partner.principal, level="partner",
            basis="consent", basis_id=uuid7(), why="x", at=clock.now(), covers=[katie],
        )  # fmt: skip
    client.force_login(smiths.worker)
    assert "reads it if it is about nobody of the family but Katie Smith." in reads(
        client.get(address(smiths, "give_letter"))
    )
    to = {name: str(person(smiths, name)) for name in ("Katie Smith", "Amy Smith")}
    assert "would read it." in reads(client.get(address(smiths, "give_letter"), {"to": to["Katie Smith"]}))
    assert "would not read it: Amy Smith is not covered" in reads(
        client.get(address(smiths, "give_letter"), {"to": to["Amy Smith"]})
    )


def test_a_letter_that_others_must_not_read_is_read_out(client, smiths):
    client.force_login(smiths.worker)
    typed = {
        "form_key": str(uuid7()), "to": str(person(smiths, "Katie Smith")), "body": "Dear Katie", "how": "post",
        "audience": "family",
        "safe": "no", "on": "today",
    }  # fmt: skip
    assert "It would not be safe." in reads(client.post(address(smiths, "give_letter"), typed))
    assert client.post(address(smiths, "give_letter"), typed | {"how": "by_hand"}).status_code == 200
    assert client.post(address(smiths, "give_letter"), typed | {"how": "read_out"}).status_code == 302


def it_is_known(one, words: str) -> None:
    with scope.acting_as(one.worker):
        people.record_fact(
            by=one.worker, family_id=one.family_id, person_id=person(one, "Katie Smith"), kind="safe_letters",
            value=words, at=clock.now(), protected=True,
        )  # fmt: skip


def a_letter(one, **changes) -> dict[str, str]:
    return {
        "form_key": str(uuid7()), "to": str(person(one, "Katie Smith")), "body": "Dear Katie", "how": "post",
        "audience": "family",
        "on": "today",
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("known", "said", "refusal", "way"),
    [
        (
            "No letters home", "Letters are not safe for Katie Smith.",
            "Letters are not known to be safe for Katie Smith. Choose by hand, or read it out", "by_hand",
        ),
        *(
            (
                words, "What is known of letters to Katie Smith:",
                "Letters are not known to be safe for Katie Smith. Choose by hand, or read it out", "by_hand",
            )
            for words in ("To Nan’s flat, in a plain envelope", "Safe by hand only. Never by post")
        ),
    ],
)  # fmt: skip
def test_what_is_known_of_letters_is_said_and_not_asked_again(client, smiths, known, said, refusal, way):
    it_is_known(smiths, known)
    client.force_login(smiths.worker)
    page = reads(client.get(address(smiths, "give_letter"), {"to": str(person(smiths, "Katie Smith"))}))
    assert said in page
    assert known in page
    assert "Is it safe for them" not in page
    refused = reads(client.post(address(smiths, "give_letter"), a_letter(smiths)))
    assert refusal in refused
    assert client.post(address(smiths, "give_letter"), a_letter(smiths, how=way)).status_code == 302
    assert client.post(address(smiths, "give_letter"), a_letter(smiths, as_known="yes")).status_code == 302


def test_where_letters_are_known_to_be_safe_nothing_more_is_asked(client, smiths):
    it_is_known(smiths, "Yes")
    client.force_login(smiths.worker)
    page = reads(client.get(address(smiths, "give_letter"), {"to": str(person(smiths, "Katie Smith"))}))
    assert "Letters to Katie Smith are safe." in page
    assert "Is it safe for them" not in page
    assert client.post(address(smiths, "give_letter"), a_letter(smiths)).status_code == 302


def test_of_somebody_else_it_is_still_asked(client, smiths):
    it_is_known(smiths, "No letters home")
    client.force_login(smiths.worker)
    dad = str(person(smiths, "Liam’s dad"))
    page = reads(client.get(address(smiths, "give_letter"), {"to": dad}))
    assert "Is it safe for them" in page
    assert "etters to Liam’s dad" not in page
    assert "Letters are not safe" not in page
    assert "Say whether it is safe" in reads(client.post(address(smiths, "give_letter"), a_letter(smiths, to=dad)))


def test_once_the_work_has_ended_nothing_offers_to_plan_or_end_it(client, smiths):
    plan_exit(smiths)
    client.force_login(smiths.worker)
    assert "Plan it anew" in reads(client.get(address(smiths)))
    smiths.close()
    page = reads(client.get(address(smiths)))
    assert "The work with the family ended on" in page
    assert "Plan it anew" not in page
    assert "End the work" not in page
    assert client.get(address(smiths, "plan_exit")).status_code == 404
    refused = reads(client.post(address(smiths, "plan_exit"), plan_as_typed(smiths, feelings="Glad & sad")))
    assert "its ending is planned no more" in refused
    assert "Glad & sad" in refused


def test_a_family_that_steps_away_has_its_reasons_and_what_was_offered_on_the_record(client, smiths):
    away = SteppingAway("Too many visits.", True, True, day(3).isoformat(), "School keeps an eye on Amy.")
    entry = plan_exit(smiths, way="stepping_away", stepping_away=away)
    client.force_login(smiths.worker)
    page = reads(client.get(reverse("endings:deed", args=[smiths.family_id, entry.pk])))
    for words in (
        "Too many visits.",
        "To come back when they are ready",
        "Another worker",
        "Talked over in supervision",
        day_long(day(3)),
    ):
        assert words in page


def test_a_family_that_steps_away_is_seen_with_what_was_offered_on_the_page_and_the_checklist(client, smiths):
    client.force_login(smiths.worker)
    plan_exit(smiths, way="stepping_away", stepping_away=SteppingAway("Too many visits."))
    page = text(client.get(address(smiths)))
    beside = text(client.get(reverse("pathway:close", args=[smiths.family_id])))
    for to_do in ("offer another worker", "tell them that the door stays open", "talk it over with your supervisor"):
        assert f"To do: {to_do}" in page
        assert f"To do: {to_do}" in beside
    away = SteppingAway("Too many visits.", True, True, day(3).isoformat())
    plan_exit(smiths, way="stepping_away", stepping_away=away)
    page = text(client.get(address(smiths)))
    assert "To come back when they are ready; Another worker" in page
    assert f"{day_long(day(3))}</dd>" in reads(client.get(address(smiths)))
    assert "To do: offer another worker" not in page
    beside = text(client.get(reverse("pathway:close", args=[smiths.family_id])))
    assert f"Talked over in supervision on {day_long(day(3))}" in beside
    assert "offer another worker" not in beside


def planned_id(smiths):
    with scope.acting_as(smiths.worker):
        return queries.planned_now(smiths.family_id, smiths.worker).id


def test_a_hand_over_names_the_meeting_that_decided_it_and_the_worry_that_remains(client, smiths):
    client.force_login(smiths.worker)
    with scope.acting_as(smiths.worker):
        told = Held(
            "review", clock.today(), 45, people=(TookPart(person(smiths, "Katie Smith"), "present"),),
            pieces=(Piece("decided", "Breakfast club goes on"), Piece("decided", "Early Help leads on")),
        )  # fmt: skip
        (met,) = meetings.hold_meeting(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family_id, held=told, at=clock.now()
        )
    bare = plan_as_typed(smiths, way="hand_over", hand_over_to="Ms Cole, Early Help")
    refused = text(client.post(address(smiths, "plan_exit"), bare))
    assert "Say at which meeting the team around the family decided it, or how" in refused
    assert "Say what worry remains" in refused
    offered = text(client.get(address(smiths, "plan_exit")))
    assert f"Review, {day_long(clock.today())}: Early Help leads on" in offered
    whole = bare | {"decided_at": f"{met.pk}/2", "worry": "The flat is damp."}
    assert client.post(address(smiths, "plan_exit"), whole).status_code == 302
    page = text(client.get(address(smiths)))
    assert "Decided at this meeting" in page
    with scope.acting_as(smiths.worker):
        family = people_queries.family(smiths.worker, smiths.family_id)
        plan = queries.ending_form(family, smiths.worker, clock.now()).plan
    assert (plan.decided_at, plan.worry) == (f"{met.pk}/2", "The flat is damp.")
    told = text(client.get(reverse("endings:deed", args=[smiths.family_id, planned_id(smiths)])))
    assert f"Review, {day_long(clock.today())}: Early Help leads on" in told


def test_a_meeting_of_another_family_decides_nothing_here(smiths):
    with pytest.raises(NotAllowed):
        plan_exit(smiths, way="hand_over", hand_over_to="Ms Cole", decided_at=str(uuid7()), worry="None")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("family_ended_it", "Say why it ended so"),
        ("lost_contact", "Say why it ended so"),
        ("handed_over", "Say who leads now"),
    ],
)
def test_without_an_exit_plan_the_end_asks_why_and_who_leads_now(client, smiths, reason, said):
    client.force_login(smiths.worker)
    end = reverse("pathway:close", args=[smiths.family_id])
    typed = {
        "form_key": str(uuid7()), "on": "today", "reason": reason, "changed": "Amy sleeps.", "told": "Ring us.",
        "follow_up_by": str(smiths.worker.pk),
    }  # fmt: skip
    asked = client.post(end, typed)
    assert said in reads(asked)
    typed |= said_of_unlit(Page(asked.content.decode()))
    more = {"why": "They moved twice.", **({"leads_now": "Ms Cole, Early Help"} if reason == "handed_over" else {})}
    assert client.post(end, typed | more).status_code == 302
    timeline_page = reads(client.get(reverse("timeline:page", args=[smiths.family_id])))
    assert ("Ms Cole, Early Help leads now." in timeline_page) is (reason == "handed_over")


def test_with_an_exit_plan_the_end_asks_no_more(client, smiths):
    plan_exit(smiths, way="stepping_away", stepping_away=SteppingAway("Too many visits."))
    with pytest.raises(Unacceptable, match="Say why it ended so"):
        helped().close(reason="lost_contact")
    smiths.close(reason="family_ended_it", on=clock.today(), at=clock.now())


def test_what_the_exit_plan_tells_the_family_is_filled_in_when_the_work_ends(client, smiths):
    client.force_login(smiths.worker)
    end = reverse("pathway:close", args=[smiths.family_id])
    assert Page(client.get(end).content.decode()).written_in("told") == ""
    plan_exit(smiths, turn_to="Nan Pat first, then Miss Begum.", afterwards="Ring Joanne any time.")
    page = Page(client.get(end).content.decode())
    assert page.written_in("told") == (
        "You can ask for help afterwards. This is whom you can ask.\nNan Pat first, then Miss Begum.\n"
        "This is what we still do for you.\nRing Joanne any time."
    )
    assert "From the exit plan." in page.one("main").text


def test_who_leads_on_is_filled_in_when_the_work_ends_as_planned_and_then_as_it_was_handed_over(client, smiths):
    client.force_login(smiths.worker)
    end = reverse("pathway:close", args=[smiths.family_id])

    def leads_now() -> str:
        return Page(client.get(end).content.decode()).named("leads_now")[0].attributes.get("value", "")

    assert leads_now() == ""
    plan_exit(smiths, way="hand_over", hand_over_to="Ms Cole, Early Help", decided_how="By telephone", worry="None")
    assert leads_now() == "Ms Cole, Early Help"
    met = {"together": [person(smiths, "Katie Smith")], "to": "Mr Iqbal, Early Help", "agreed": "He comes on Mondays."}
    smiths.act(smiths.worker, actions.hand_over, on=clock.today(), **met)
    assert leads_now() == "Mr Iqbal, Early Help"


def test_the_checklist_stands_beside_the_form_that_ends_the_work(client, smiths):
    client.force_login(smiths.worker)
    page = reads(client.get(reverse("pathway:close", args=[smiths.family_id])))
    assert "A good ending" in page
    assert "Negotiated and agreed" in page


def test_as_many_queries_whatever_was_recorded(client, smiths, django_assert_max_num_queries):
    client.force_login(smiths.worker)
    client.get(address(smiths))
    counts = []
    for more in (1, 6):
        for number in range(more):
            visit(smiths, number + 1)
            plan_exit(smiths, contact=f"Version {number}")
        with django_assert_max_num_queries(60) as asked:
            client.get(address(smiths))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_plan_opens_to_all_it_says(client, smiths):
    entry = plan_exit(smiths, unchanged="The flat is still damp.")
    client.force_login(smiths.worker)
    page = reads(client.get(reverse("endings:deed", args=[smiths.family_id, entry.pk])))
    assert "The flat is still damp." in page
    on_the_timeline = reads(client.get(reverse("timeline:entry", args=[smiths.family_id, entry.pk])))
    assert reverse("endings:deed", args=[smiths.family_id, entry.pk]) in on_the_timeline
    other = helped()
    client.force_login(other.worker)
    assert client.get(reverse("endings:deed", args=[smiths.family_id, entry.pk])).status_code == 404


def test_who_plans_the_ending_after_somebody_else_sees_both_and_no_day_goes_back(smiths, client) -> None:
    client.force_login(smiths.worker)
    typed = plan_as_typed(smiths)
    assert client.post(address(smiths, "plan_exit"), typed).status_code == 302
    late = client.post(address(smiths, "plan_exit"), typed | {"form_key": str(uuid7()), "feelings": "Mine"})
    assert late.status_code == 409
    assert "planned this ending while you were writing" in text(late)
    page = Page(late.content.decode())
    assert page.written_in("feelings") == "Mine"
    mine = typed | {"form_key": str(uuid7()), "stood": page.one("input", name="stood")["value"], "feelings": "Mine"}
    earlier = client.post(address(smiths, "plan_exit"), mine | {"on": day_typed(day(3))})
    assert "What stands was planned on" in text(earlier)
    assert client.post(address(smiths, "plan_exit"), mine).status_code == 302
