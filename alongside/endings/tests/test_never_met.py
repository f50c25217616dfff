"""A family that nobody ever met is not asked how visits grow fewer, and gets another letter than one of thanks."""

import html

import pytest
from django.urls import reverse

from alongside.endings import actions
from alongside.endings.tests.factories import day, helped, met, person, visit
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.pathway.tests.browsing import said_of_unlit

pytestmark = pytest.mark.django_db
TAKES_MEETING = ("ended_before", "feelings", "contact", "last_review_on", "last_help_on", "last_visit_on", "agreed_by")


@pytest.fixture
def smiths():
    return helped()


def address(one, name: str = "ending") -> str:
    return reverse(f"endings:{name}", args=[one.family_id])


def reads(answer) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def way_out(**changes: str) -> dict[str, str]:
    return {
        "form_key": str(uuid7()), "way": "stepping_away", "turn_to": "Miss Begum at school.", "on": "today",
        "away_why": "Three visits, and nobody opened.",
    } | changes  # fmt: skip


def test_the_way_out_asks_only_what_does_not_take_meeting(client, smiths) -> None:
    client.force_login(smiths.worker)
    page = Page(client.get(address(smiths, "plan_exit")).content.decode())
    assert not [name for name in TAKES_MEETING if f"id_{name}" in page.ids]
    assert client.post(address(smiths, "plan_exit"), way_out()).status_code == 302
    told = reads(client.get(reverse("timeline:page", args=[smiths.family_id])))
    assert "the family does not want our help or could not be reached. We never met." in told
    ending = reads(client.get(address(smiths)))
    for words in ("Last visit", "Look back on the journey", "Hours with the family", "Let the time together grow less"):
        assert words not in ending
    assert "We have never met this family. Was another day, another place and another worker tried?" in ending
    assert "Three visits, and nobody opened." in ending


def test_why_we_did_not_meet_is_asked(client, smiths) -> None:
    client.force_login(smiths.worker)
    assert "Say why we did not meet" in reads(client.post(address(smiths, "plan_exit"), way_out(away_why="")))


def test_once_somebody_was_met_everything_is_asked(client, smiths) -> None:
    visit(smiths, 3)
    client.force_login(smiths.worker)
    page = Page(client.get(address(smiths, "plan_exit")).content.decode())
    assert "id_last_visit_on" in page.ids
    assert "Give the day of the last visit" in reads(client.post(address(smiths, "plan_exit"), way_out()))
    with pytest.raises(Unacceptable, match="last visit"):
        smiths.act(smiths.worker, actions.plan_exit, on=clock.today(), plan=actions.ExitPlan("community", "", "", ""))


def test_the_letter_says_how_to_come_back_and_thanks_for_nothing(client, smiths) -> None:
    client.force_login(smiths.worker)
    client.post(address(smiths, "plan_exit"), way_out())
    katie = str(person(smiths, "Katie Smith"))
    text = Page(client.get(address(smiths, "give_letter"), {"to": katie}).content.decode()).written_in("body")
    assert "We have not met, and that is all right" in text
    assert "You can come back" in text
    assert "Miss Begum at school." in text
    for words in ("worked together", "visit", "Thank you", "come a long way"):
        assert words not in text


def test_the_end_of_the_work_does_not_ask_what_changed_for_who_was_never_met(client, smiths) -> None:
    client.force_login(smiths.worker)
    end = reverse("pathway:close", args=[smiths.family_id])
    typed = {
        "form_key": str(uuid7()), "on": day_typed(day(0)), "reason": "lost_contact", "why": "Nobody opened.",
        "told": "Ring us any time.", "follow_up_by": str(smiths.worker.pk),
    }  # fmt: skip
    asked = client.get(end)
    page = reads(asked)
    assert "What has changed for the family?" not in page
    assert "What do you know of how they are now?" in page
    assert client.post(end, typed | said_of_unlit(Page(asked.content.decode()))).status_code == 302
    other = met()
    client.force_login(other.worker)
    end = reverse("pathway:close", args=[other.family_id])
    assert "What has changed for the family?" in reads(client.get(end))
    assert "Say what has changed" in reads(client.post(end, typed | {"follow_up_by": str(other.worker.pk)}))


def test_a_letter_in_shorthand_is_refused_with_the_whole_words_and_nothing_typed_is_lost(client, smiths) -> None:
    client.force_login(smiths.worker)
    letter = {
        "form_key": str(uuid7()), "to": str(person(smiths, "Katie Smith")), "how": "by_hand", "safe": "yes",
        "audience": "family",
        "on": "today", "body": "Dear Katie, the TAF spoke of DA.",
    }  # fmt: skip
    page = reads(client.post(address(smiths, "give_letter"), letter))
    assert "TAF is “team around the family”, DA is “domestic abuse”" in page
    assert letter["body"] in page
    given = {"on": clock.today(), "to": person(smiths, "Katie Smith"), "how": "by_hand", "safe": True}
    with pytest.raises(Unacceptable, match="whole words"):
        smiths.act(smiths.worker, actions.give_letter, body=letter["body"], **given)


@pytest.mark.parametrize("how", ["by_hand", "post"])
def test_no_letter_is_given_where_nobody_was_asked_whether_it_is_safe(smiths, how) -> None:
    given = {"on": clock.today(), "to": person(smiths, "Katie Smith"), "body": "Dear Katie", "how": how}
    with pytest.raises(Unacceptable) as refusal:
        smiths.act(smiths.worker, actions.give_letter, **given)
    assert refusal.value.field == "safe"
    with pytest.raises(Unacceptable, match="Read it out together"):
        smiths.act(smiths.worker, actions.give_letter, safe=False, **given)
    smiths.act(smiths.worker, actions.give_letter, safe=False, **given | {"how": "read_out"})
