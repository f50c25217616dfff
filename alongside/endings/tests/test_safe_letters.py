"""What a letter about the ending must not hold, for whom it is not begun, and what stays kept of a plan."""

import html
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings import actions
from alongside.endings.tests.factories import day, met, person, plan_exit
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline import actions as timeline
from alongside.timeline import queries as told

pytestmark = pytest.mark.django_db
MUST_NOT = "He must not learn where Katie lives"
PLAN = "Nan Pat, and Miss Begum at school."


@pytest.fixture
def smiths():
    return met()


@pytest.fixture
def worker(client, smiths):
    client.force_login(smiths.worker)
    return client


def fact(one, name: str, kind: str, value: str) -> None:
    with scope.acting_as(one.worker):
        people.record_fact(
            by=one.worker, family_id=one.family_id, person_id=person(one, name), kind=kind, value=value,
            at=clock.now(), protected=True,
        )  # fmt: skip


def address(one, to: str = "") -> str:
    found = reverse("endings:give_letter", args=[one.family_id])
    return f"{found}?to={person(one, to)}" if to else found


def begun(worker, one, to: str) -> tuple[str, str]:
    """The page of a letter to somebody, and the text it begins with."""
    page = Page(worker.get(address(one, to)).content.decode())
    return " ".join(page.one("main").text.split()), page.written_in("body")


def sent(worker, one, to: str, **changes):
    letter = {
        "form_key": str(uuid7()),
        "to": str(person(one, to)),
        "body": "Dear you",
        "how": "by_hand",
        "safe": "yes",
        "audience": "family",
    }
    return worker.post(address(one, to), {**letter, "on": "today", **changes})


def reads(answer) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def live(one, kind: str) -> list:
    with scope.acting_as(one.worker):
        return told.told(one.family_id, one.worker, [kind])


def test_what_is_protected_is_not_in_the_text_a_letter_begins_with(worker, smiths) -> None:
    fact(smiths, "Katie Smith", "address", "12 Rose Court, Leeds LS1 2AB")
    plan_exit(smiths, turn_to="Nan Pat, 12 ROSE-COURT.", contact="Mondays at Rose Court.", afterwards="Ring us.")
    page, text = begun(worker, smiths, "Katie Smith")
    assert "rose" not in text.lower()
    assert "Ring us." in text
    left = "Left out, because it holds what is protected: how visits grow fewer and whom they can turn to."
    assert left in page


def test_a_letter_says_nothing_protected_to_whoever_does_not_live_there(worker, smiths) -> None:
    fact(smiths, "Katie Smith", "address", "12 Rose Court, Leeds LS1 2AB")
    answer = sent(worker, smiths, "Liam’s dad", body="Come to 12, rose court.", why_told="He asked")
    assert "Leave out what is protected: “Address” of Katie Smith" in reads(answer)
    assert "Come to 12, rose court." in reads(answer)
    given = {"on": clock.today(), "to": person(smiths, "Liam’s dad"), "how": "by_hand", "safe": True}
    with pytest.raises(Unacceptable, match="Leave out what is protected"):
        smiths.act(smiths.worker, actions.give_letter, body="LS12AB", why_told="He asked", **given)
    assert live(smiths, "endings.letter_given") == []


@pytest.mark.parametrize("empty", ["", " – ", "\u200b", "none"])
def test_who_lives_there_reads_it_only_where_it_was_said_why_that_is_safe(worker, smiths, empty) -> None:
    fact(smiths, "Katie Smith", "address", "12 Rose Court, Leeds LS1 2AB")
    answer = sent(worker, smiths, "Amy Smith", body="We liked Rose Court.", why_told=empty)
    assert "Say why that is safe, or leave it out" in reads(answer)
    assert sent(worker, smiths, "Amy Smith", body="We liked Rose Court.", why_told="At home").status_code == 302
    (entry,) = live(smiths, "endings.protected_told")
    with scope.acting_as(smiths.worker):
        deed = told.deed(smiths.worker, smiths.family_id, entry.entry.deed_id)
    assert [one.text("reason") for one in deed.entries if one.entry.kind == entry.entry.kind] == ["At home"]
    assert entry.entry.audience == "team"


def test_a_letter_to_whoever_must_be_kept_away_begins_without_the_exit_plan(worker, smiths) -> None:
    plan_exit(smiths)
    assert PLAN in begun(worker, smiths, "Liam’s dad")[1]
    fact(smiths, "Liam’s dad", "keep_away", MUST_NOT)
    page, text = begun(worker, smiths, "Liam’s dad")
    assert PLAN not in text
    assert day_long(day(-30)) not in text
    assert f"Keep away: {MUST_NOT}. The letter begins without the exit plan." in page


def test_an_address_does_not_say_that_it_is_safe_to_write_to_whoever_must_be_kept_away(worker, smiths) -> None:
    fact(smiths, "Liam’s dad", "keep_away", MUST_NOT)
    asked = sent(worker, smiths, "Liam’s dad")
    assert f"{MUST_NOT}. Is it safe? Say why below" in reads(asked)
    asked = sent(worker, smiths, "Liam’s dad", **{"to-why-safe": "No"})
    assert f"{MUST_NOT}. Is it safe? Say why below" in reads(asked)
    assert live(smiths, "endings.letter_given") == []
    assert sent(worker, smiths, "Liam’s dad", **{"to-why-safe": "Read by his worker"}).status_code == 302
    assert len(live(smiths, "pathway.chosen_apart")) == 1


@pytest.mark.parametrize("empty", ["", " – ", "Not safe"])
def test_no_letter_goes_to_whoever_must_be_kept_away_without_a_reason_why_that_is_safe(smiths, empty) -> None:
    fact(smiths, "Liam’s dad", "keep_away", MUST_NOT)
    letter = {
        "on": clock.today(),
        "to": person(smiths, "Liam’s dad"),
        "how": "by_hand",
        "safe": True,
        "body": "Dear you",
    }
    with pytest.raises(Unacceptable, match="Is it safe") as refusal:
        smiths.act(smiths.worker, actions.give_letter, why_safe=empty, **letter)
    assert refusal.value.field == "to"
    assert live(smiths, "endings.letter_given") == []
    smiths.act(smiths.worker, actions.give_letter, why_safe="Read by his worker", **letter)


def test_what_is_kept_of_the_exit_plan_from_somebody_is_kept_of_their_letter_and_of_the_plan_made_anew(
    worker, smiths
) -> None:
    first = plan_exit(smiths, on=day(3))
    keep_from_katie(smiths, first.strand_id)
    page, text = begun(worker, smiths, "Katie Smith")
    assert PLAN not in text
    assert "The exit plan is kept from Katie Smith, so the letter begins without it." in page
    assert PLAN in begun(worker, smiths, "Amy Smith")[1]

    again = plan_exit(smiths, contact="Once a week.")
    with scope.acting_as(smiths.worker):
        kept = known.kept(smiths.family_id, smiths.worker)
    assert {each.from_person_id for each in kept} == {person(smiths, "Katie Smith")}
    assert {first.strand_id, again.strand_id} <= frozenset().union(*(each.strands for each in kept))
    assert PLAN not in begun(worker, smiths, "Katie Smith")[1]


def keep_from_katie(one, strand_id: UUID) -> None:
    with scope.acting_as(one.manager):
        timeline.withhold_strand(
            by=one.manager, family_id=one.family_id, strand_id=strand_id,
            from_person_id=person(one, "Katie Smith"), why="She is not to know yet", at=clock.now(),
        )  # fmt: skip


def test_a_childs_letter_begins_with_their_first_name(worker, smiths) -> None:
    assert "Dear Amy,\n" in begun(worker, smiths, "Amy Smith")[1]
    assert "Dear Katie Smith,\n" in begun(worker, smiths, "Katie Smith")[1]


def test_the_days_of_an_ending_are_checked_on_the_page_and_beneath_it(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        opened = known.current_involvement(smiths.family_id, smiths.worker).opened_on
    before = opened - timedelta(days=400)
    typed = {
        "form_key": str(uuid7()), "way": "community", "contact": "Once.", "on": "today", "turn_to": "Nan Pat.",
        "last_visit_on": day_typed(day(-30)), "last_help_on": day_typed(day(-31)), "last_review_on": day_typed(before),
        "agreed_by": [str(person(smiths, "Katie Smith"))],
    }  # fmt: skip
    page = reads(worker.post(reverse("endings:plan_exit", args=[smiths.family_id]), typed))
    assert f"The family was not yet with us. Give a day from {day_long(opened)} on" in page
    assert "The last help is not given after the last visit" in page
    for wrong in ({"last_review_on": before.isoformat()}, {"hand_over_on": day(-31).isoformat()}):
        with pytest.raises(Unacceptable):
            plan_exit(smiths, **wrong)


def test_a_letter_that_says_where_they_live_stands_on_no_page_where_others_read_it_too(worker, smiths) -> None:
    fact(smiths, "Katie Smith", "address", "12 Rose Court, Leeds LS1 2AB")
    assert sent(worker, smiths, "Amy Smith", body="We liked Rose Court.", why_told="At home").status_code == 302
    (entry,) = live(smiths, "endings.letter_given")
    assert entry.entry.audience == "team"
    assert sent(worker, smiths, "Amy Smith", body="We liked the garden.").status_code == 302
    assert [line.entry.audience for line in live(smiths, "endings.letter_given")].count("family") == 1
