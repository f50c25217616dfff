"""Whoever must be kept away stands apart in every form that offers people, and is asked about before chosen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import SavedForm, User
from alongside.demo import actions
from alongside.demo.actions import load_demonstration
from alongside.demo.families.smith import DAD, tell_smith
from alongside.kit import clock
from alongside.kit.tests.markup import Element, Page
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.queries import ToldLine

SOME_FORMS = {
    "agreements:agencies", "agreements:consent", "agreements:share", "assessments:assess_risk",
    "endings:review_journey", "pathway:record_relationship", "plans:agree", "visits:plan",
    "visits:record",
}  # fmt: skip
FAMILY = "families/<int:family_id>/"
WORDS = "He must not learn where Katie, Amy and Liam live"


@dataclass(frozen=True)
class Smiths:
    """The family of the demonstration, its key worker, and whoever must be kept away."""

    family_id: int
    worker: User
    dad: str
    katie: str
    client: Client


@pytest.fixture(scope="module")
def smiths(django_db_setup, django_db_blocker) -> Iterator[Smiths]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("ALONGSIDE_TODAY", date(2026, 11, 25).isoformat())
        patch.setattr(actions, "STORIES", (("Smith", tell_smith),))
        load_demonstration(by=None, at=clock.now(), say=lambda _: None)
        worker = next(user for user in access.demonstration_accounts() if user.name == "Joanne Mercer")
        with scope.acting_as(worker):
            (family_id,) = people.every_family()
            names = {name: str(person) for person, name in people.names_of(family_id, worker).items()}
        client = Client()
        client.force_login(worker)
        yield Smiths(family_id, worker, names[DAD], names["Katie Smith"], client)
        transaction.set_rollback(True)


def addresses() -> list[str]:
    """The name of every page that needs to know the family alone."""
    found = []
    for part in get_resolver().url_patterns:
        for each in getattr(part, "url_patterns", []):
            if re.fullmatch(rf"(?:\^)?{re.escape(FAMILY)}[^<]*", str(each.pattern)):
                found.append(f"{part.app_name}:{each.name}")
    return sorted(set(found))


def offers(page: Page, person: str) -> list[Element]:
    """The answers of a page that are somebody."""
    inputs = [one for one in page.all("input") if one.attributes.get("type") in ("checkbox", "radio")]
    return [one for one in [*inputs, *page.all("option")] if one.attributes.get("value", "").endswith(person)]


def heard(page: Page, one: Element) -> str:
    """What an answer says, and what is said beside it."""
    beside = [
        each.text for name in one.attributes.get("aria-describedby", "").split() for each in page.all("div", id=name)
    ]
    return " ".join([one.text, *beside])


def test_he_stands_apart_in_every_form_that_offers_people(smiths: Smiths) -> None:
    forms, wrong = set(), []
    for name in addresses():
        answer = smiths.client.get(reverse(name, args=[smiths.family_id]))
        if answer.status_code == 200:
            page = Page(answer.content.decode())
            his = offers(page, smiths.dad)
            forms |= {name for _ in his}
            wrong += [(name, one.attributes) for one in his if WORDS not in heard(page, one)]
    assert wrong == []
    assert forms >= SOME_FORMS


def test_he_comes_last_under_words_of_his_own(smiths: Smiths) -> None:
    page = Page(smiths.client.get(reverse("visits:plan", args=[smiths.family_id])).content.decode())
    assert page.named("with_whom")[-1]["value"] == smiths.dad
    (divider,) = [one for one in page.all("div") if "govuk-checkboxes__divider" in one.attributes.get("class", "")]
    assert divider.text.strip() == "Keep away"


def planned(smiths: Smiths, *with_whom: str, **more: str):
    """Plan a visit with these, as the page would send it."""
    address = reverse("visits:plan", args=[smiths.family_id])
    key = Page(smiths.client.get(address).content.decode()).named("form_key")[0]["value"]
    sent = {"form_key": key, "day": "3 Dec 2026", "with_whom": list(with_whom), **more}
    return smiths.client.post(address, sent)


def chosen_apart(smiths: Smiths) -> list[ToldLine]:
    with scope.acting_as(smiths.worker):
        return timeline.told(smiths.family_id, smiths.worker, ["pathway.chosen_apart"])


def test_whoever_chooses_him_is_asked_first_why_it_is_safe(smiths: Smiths) -> None:
    before = chosen_apart(smiths)
    page = Page(planned(smiths, smiths.katie, smiths.dad).content.decode())
    (summary,) = [one for one in page.all("div") if "govuk-error-summary" in one.attributes.get("class", "").split()]
    assert f"Keep away. {DAD}: {WORDS}. Is it safe? Say why below, or choose somebody else" in summary.text
    assert page.label_of("id_with_whom-why-safe") == "Why is it safe?"
    assert chosen_apart(smiths) == before


def test_what_was_said_of_it_is_on_the_record_with_the_deed(smiths: Smiths) -> None:
    why, before = "The visit is at the contact centre, and staff stay in the room.", chosen_apart(smiths)
    assert planned(smiths, smiths.dad, **{"with_whom-why-safe": why}).status_code == 302
    (line,) = [each for each in chosen_apart(smiths) if each.id not in {one.id for one in before}]
    with scope.acting_as(smiths.worker):
        deed = timeline.deed(smiths.worker, smiths.family_id, line.entry.deed_id)
    assert [one.text("reason") for one in deed.entries if one.entry.kind == line.entry.kind] == [why]
    assert {one.entry.kind for one in deed.entries} == {"visits.planned", "pathway.chosen_apart"}


def test_asking_him_to_a_meeting_is_asked_about_too_and_not_asking_him_is_not(smiths: Smiths) -> None:
    address = reverse("meetings:plan", args=[smiths.family_id, "review"])
    shown = Page(smiths.client.get(address).content.decode())
    sent = {"form_key": shown.named("form_key")[0]["value"], "day": "3 Dec 2026"}
    his = f"invited-{smiths.dad}-asked"
    assert WORDS in " ".join(one.text for one in shown.all("fieldset"))

    page = Page(smiths.client.post(address, {**sent, his: "writing"}).content.decode())
    assert page.named(f"{his}-why-safe")
    assert smiths.client.post(address, {**sent, his: "not"}).status_code == 302


def test_that_he_was_there_is_told_without_a_reason(smiths: Smiths) -> None:
    address = reverse("visits:record", args=[smiths.family_id])
    page = Page(smiths.client.post(address, {"present": [smiths.dad]}).content.decode())
    assert page.named("present")[-1]["value"] == smiths.dad
    assert not page.named("present-why-safe")


# Forms of one deed that offer people: the page, the question, and what else it needs.
REWRITTEN = {
    "visits:plan": ("with_whom", {"day": "3 Dec 2026"}),
    "meetings:plan": ("explained", {"day": "3 Dec 2026"}),
    "agreements:agencies": ("about", {"purpose": "Mornings", "agency-0-agency": "Hill", "agency-0-promises": "Toast"}),
    "endings:plan_exit": (
        "agreed_by",
        {"way": "community", "contact": "Weekly", "last_visit_on": "18 Dec 2026", "turn_to": "School"},
    ),
    "plans:new_goal": ("whose", {"words": "A calm morning", "area": "learning", "step-total": "0"}),
    "plans:write_safety_plan": (
        "made_with",
        {
            "safe_from": "A night alone", "signs": "The bell", "where_to": "Next door", "otherwise": "Ring again",
            "copies": "At school", "at_home": "no", "whose": "family", "audience": "team", "look_on": "18 Dec 2026",
            "not_agreed_why": "Nobody was asked yet",
        },
    ),
}  # fmt: skip
# Where what was told is put right: the page that told it, "" where nobody is asked why somebody is safe, since the form
# says who was there, who is known and what was heard, and chooses nobody.
PUT_RIGHT = {
    "aids:answer_again": "",
    "assessments:correct": "", "meetings:correct": "", "meetings:plan_anew": "meetings:plan", "plans:correct_stage": "",
    "plans:change_safety_plan": "plans:write_safety_plan", "visits:correct": "", "visits:plan_anew": "visits:plan",
}  # fmt: skip
WHY = "At the contact centre, with staff in the room"


def saved(smiths: Smiths, where: str, **changed: object) -> str:
    """Change this on a page and save it; where what was saved is put right, "" when it was refused."""
    sent = Page(smiths.client.get(where).content.decode()).as_sent() | changed
    answer = smiths.client.post(where, sent)
    if answer.status_code == 200:
        return ""
    if "goal_id" in sent:
        return reverse("plans:goal", args=[smiths.family_id, *sent["goal_id"]])
    with scope.acting_as(smiths.worker):
        return SavedForm.objects.get(key=sent["form_key"][0]).correct_at or where


def test_no_page_that_puts_something_right_is_forgotten() -> None:
    assert {kind.correct_url_name for kind in all_kinds().values()} - {""} == set(PUT_RIGHT)
    assert set(PUT_RIGHT.values()) - {""} <= set(REWRITTEN)


@pytest.mark.parametrize("name", REWRITTEN)
def test_what_is_put_right_asks_about_him_only_when_he_is_newly_chosen(smiths: Smiths, name: str) -> None:
    whom, told = REWRITTEN[name]
    kind = ["review"] if name == "meetings:plan" else []
    begun = saved(smiths, reverse(name, args=[smiths.family_id, *kind]), **told, **{whom: [smiths.katie]})
    assert begun
    both = {whom: [smiths.katie, smiths.dad]}
    assert saved(smiths, begun, **both) == ""
    with_him = saved(smiths, begun, **both, **{f"{whom}-why-safe": WHY})
    assert with_him
    asked = len(chosen_apart(smiths))
    without_a_change = saved(smiths, with_him, **both)
    assert without_a_change
    assert len(chosen_apart(smiths)) == asked
    alone = saved(smiths, without_a_change, **{whom: [smiths.katie]})
    assert saved(smiths, alone, **both) == ""
