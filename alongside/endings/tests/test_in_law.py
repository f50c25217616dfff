"""The work ends while a child stands in law: the page names it and what is expected, and the end says why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings.tests.factories import person
from alongside.endings.tests.test_closing_page import address, closing, typed, words
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import actions as meetings
from alongside.meetings import queries as meeting_queries
from alongside.meetings.rules import CONFERENCE, Plan
from alongside.pathway import queries as pathway
from alongside.pathway.rules import InLaw, law_refused
from alongside.pathway.rules.law import EXPECTED, STANDS_BY_ITSELF
from alongside.people import actions as people
from alongside.people.rules import LEGAL_STATUSES
from alongside.timeline import queries as timeline

AGREED = "The core group decided it with Ms Okafor, who leads the plan."


def stands(smiths, status: str, name: str = "Amy Smith", *, protected: bool = False) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family_id, person_id=person(smiths, name), kind="legal_status",
            value=status, protected=protected, at=clock.now(), since=clock.today(), decided_by="the conference",
        )  # fmt: skip


@pytest.mark.django_db
def test_a_child_protection_plan_is_named_with_who_ends_it_and_the_work_ends_only_with_a_reason(client, smiths):
    stands(smiths, "child_protection")
    stands(smiths, "child_protection", "Liam Smith")
    stood = f"On a child protection plan since {day_long(clock.today())}: Amy and Liam"
    page = closing(client, smiths)
    assert f"{stood}. {EXPECTED['child_protection']}" in words(page)
    refused = Page(client.post(address(smiths), typed(smiths, page)).content.decode())
    assert "Say why our work ends while this stands, and what was agreed with whoever leads it" in words(refused)
    with scope.acting_as(smiths.worker):
        left = pathway.still_open(smiths.family_id, smiths.worker, clock.now())
    assert left[0] == f"{stood}. {EXPECTED['child_protection']}".rstrip(".")
    assert client.post(address(smiths), typed(smiths, page, in_law=AGREED)).status_code == 302
    with scope.acting_as(smiths.manager):
        (told,) = timeline.told(smiths.family_id, smiths.manager, ["pathway.stood_in_law"])
        why = timeline.words_told([told], smiths.manager)[told.id]["reason"]
    assert told.entry.sentence == f"The work ended while this stood in law. {stood}."
    assert why == AGREED
    client.force_login(smiths.manager)
    ended = words(Page(client.get(reverse("endings:ending", args=[smiths.family_id])).content.decode()))
    assert f"{stood}. Why the work ended all the same{AGREED}" in ended.replace("same ", "same")
    assert EXPECTED["child_protection"] not in ended
    assert "To do:" not in ended
    assert "Not done before the work ended" in ended
    assert set(told.persons()) == {person(smiths, "Amy Smith"), person(smiths, "Liam Smith")}


def sent(client, smiths, page: Page, status: int, **more: str) -> str:
    answer = client.post(address(smiths), typed(smiths, page, **more))
    assert answer.status_code == status
    return words(Page(answer.content.decode())) if status != 302 else ""


@pytest.mark.django_db
def test_what_stands_otherwise_than_when_the_page_was_opened_is_looked_at_again(client, smiths):
    stands(smiths, "child_in_need")
    page = closing(client, smiths)
    stands(smiths, "interim_care_order", "Liam Smith")
    assert "interim care order" in sent(client, smiths, page, 409, in_law=AGREED).casefold()
    page = closing(client, smiths)
    with scope.acting_as(smiths.worker):
        for each in pathway.legal_statuses(smiths.family_id, smiths.worker):
            people.retract_fact(by=smiths.worker, family_id=smiths.family_id, fact=each.fact, at=clock.now())
    again = client.post(address(smiths), typed(smiths, page, in_law=AGREED))
    assert again.status_code == 409
    shown = Page(again.content.decode())
    assert f"Write what still matters into another answer. {AGREED}" in words(shown)
    hidden = {each["name"]: each["value"] for each in shown.all("input", type="hidden")}
    assert sent(client, smiths, shown, 302, **{name: hidden[name] for name in ("in_law", "law-seen")}) == ""


@pytest.mark.django_db
def test_what_stood_on_the_last_day_counts_and_neither_what_began_later_nor_what_had_ended(client, smiths):
    day, before = clock.today(), clock.today() - timedelta(days=2)
    stands(smiths, "child_protection")
    page = closing(client, smiths)
    seen_once = sent(client, smiths, page, 200, in_law=AGREED, on=day_typed(before))
    assert "With this last day nothing is asked of the law" in seen_once
    assert AGREED in seen_once
    with scope.acting_as(smiths.worker):
        assert pathway.in_law(smiths.family_id, smiths.worker, before) == ()
        (plan,) = pathway.legal_statuses(smiths.family_id, smiths.worker)
        people.end_fact(
            by=smiths.worker, family_id=smiths.family_id, fact=plan.fact, on=day + timedelta(days=1), at=clock.now()
        )
        with clock.travel(clock.now() + timedelta(days=3)):
            assert [each.status for each in pathway.in_law(smiths.family_id, smiths.worker, day)] == [
                "child_protection"
            ]
            assert pathway.in_law(smiths.family_id, smiths.worker, day + timedelta(days=1)) == ()


@pytest.mark.django_db
def test_a_conference_goes_on_unless_somebody_calls_it_off(client, smiths):
    plan = Plan(CONFERENCE, clock.today() + timedelta(days=7), "10:00", "The council’s meeting house")
    smiths.act(smiths.worker, meetings.plan_meeting, plan=plan)
    page = closing(client, smiths)
    (why,) = (each for each in page.all("input") if each.attributes.get("name", "").endswith("-why"))
    assert why["value"] == "Children’s social care leads it: it is not ours to call off"
    assert client.post(address(smiths), typed(smiths, page, **{why["name"]: why["value"]})).status_code == 302
    with scope.acting_as(smiths.manager):
        (on,) = timeline.told(smiths.family_id, smiths.manager, ["pathway.goes_on"])
        assert [each.state for each in meeting_queries.meetings_of(smiths.family_id, smiths.manager)] == ["planned"]
    assert "onference" in on.facts["what"]


@pytest.mark.django_db
def test_an_order_that_nobody_leads_is_named_and_asks_nothing_and_what_is_protected_is_not_said(client, smiths):
    stands(smiths, "special_guardianship")
    page = closing(client, smiths)
    assert f"Under a special guardianship order since {day_long(clock.today())}: Amy" in words(page)
    assert not page.named("in_law")
    stands(smiths, "care_order", "Liam Smith", protected=True)
    page = closing(client, smiths)
    assert "A legal status that is protected: Liam" in words(page)
    assert "care order" not in words(page).casefold()
    with pytest.raises(Unacceptable, match="Say why our work ends while this stands"):
        smiths.close(on=clock.today(), at=clock.now())
    smiths.close(on=clock.today(), at=clock.now(), in_law=AGREED)
    with scope.acting_as(smiths.manager):
        (told,) = timeline.told(smiths.family_id, smiths.manager, ["pathway.stood_in_law"])
    assert told.entry.sentence == "The work ended while something stood in law."


@pytest.mark.parametrize("status", LEGAL_STATUSES)
def test_every_status_says_what_is_expected_and_asks_why_where_somebody_leads_it(status):
    stood = InLaw(["Amy"], (), status, clock.today())
    assert stood.expected
    asked = law_refused([stood], "")
    assert (asked is None) is (status in STANDS_BY_ITSELF)
    assert law_refused([stood], AGREED) is None
