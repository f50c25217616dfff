"""What time a child has, what comes next, and the legal planning meeting that a manager is asked for and answers."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.aids import actions, queries
from alongside.aids.actions import NewTimescale
from alongside.aids.tests.asking import HARM, NETWORK, PARENTS, answered, asked, booked, does, due, step
from alongside.aids.tests.factories import OPENED, TODAY, at, barrier, difference, main, meeting, record, sends, visit
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings.tests.factories import a_plan, plan_it
from alongside.people import actions as people
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, did_not_happen, keep_from, signed_in

pytestmark = pytest.mark.django_db
BY = TODAY + timedelta(days=90)
TIME: dict[str, Any] = {
    "since": OPENED, "by": BY, "changed": "Amy sleeps in her own bed", "why": "She begins school in August",
    "met": "no", "other_plan": "Living with Nan", "told": True, "told_words": "Katie heard it at home",
}  # fmt: skip


def time_of_amy(smiths: SmithFamily, **changes: Any) -> Entry:
    return does(smiths, actions.say_timescale, told=NewTimescale(smiths.amy, **TIME | changes))


@pytest.fixture
def manager(smiths, client) -> Client:
    found = Client()
    found.force_login(smiths.manager)
    return found


def test_what_time_a_child_has_is_asked_shown_and_kept_with_what_was_said_before(worker, smiths) -> None:
    where, scales = at(smiths, "timescale", smiths.amy), at(smiths, "scales")
    assert "Nobody has said yet by when something must be different for Amy" in main(worker, scales)
    typed = TIME | {"since": day_typed(OPENED), "by": day_typed(BY), "told_parents": "yes"}
    refused = Page(sends(worker, where, **typed | {"other_plan": "", "told_words": ""}).content.decode())
    assert "Say which other plan is thought of, or that there is none yet" in refused.one("main").text
    assert refused.written_in("changed") == TIME["changed"]

    assert sends(worker, where, **typed).status_code == 302

    told = main(worker, scales)
    assert "What time Amy has, at 8" in told
    assert "eight weeks, since 2 March 2026" in told
    assert "30 July 2026, two months left" in told
    assert "Living with Nan" in told
    assert sends(worker, where, met="yes", changed="Amy is in school each day").status_code == 302
    told = main(worker, scales)
    assert told.index("Amy is in school each day") < told.index("Amy sleeps in her own bed")
    assert "Living with Nan" not in told


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"by": OPENED}, "by"),
        ({"changed": "."}, "changed"),
        ({"why": " "}, "why"),
        ({"other_plan": ""}, "other_plan"),
        ({"told": None}, "told"),
        ({"told_words": ""}, "told_words"),
    ],
)
def test_what_a_childs_time_lacks_is_asked_for(smiths, changes, field) -> None:
    with pytest.raises(Unacceptable) as refused:
        time_of_amy(smiths, **changes)
    assert refused.value.field == field


def test_what_comes_next_is_said_for_one_child_or_for_both_and_stands_on_the_familys_page(worker, smiths) -> None:
    where = at(smiths, "next_step")
    page = Page(worker.get(where).content.decode())
    assert [each["value"] for each in page.named("step")] == ["continue", "rebalance", "step_down", "cease"]
    both = [str(smiths.amy), str(smiths.liam)]
    assert "Say why this comes next" in sends(worker, where, children=both, step="continue").content.decode()
    assert sends(worker, where, children=both, step="continue", reason="Nights are calm").status_code == 302
    assert sends(worker, where, children=both[:1], step="step_down", reason="School leads on").status_code == 302

    family = main(worker, reverse("desk:family", args=[smiths.family.pk]))
    assert "Next: step down for Amy (Amy), go on as we do for Liam (Liam)" in family
    told = main(worker, at(smiths, "scales"))
    assert told.index("School leads on") < told.index("Nights are calm")
    step(smiths, smiths.amy, smiths.liam, what="cease")
    assert "Next: cease for Amy and Liam" in main(worker, reverse("desk:family", args=[smiths.family.pk]))
    assert "What came before" in main(worker, at(smiths, "scales"))


def test_the_next_step_is_of_the_practice_model_and_for_children_of_the_family(smiths) -> None:
    for children, what in [((smiths.katie,), "continue"), ((smiths.amy,), "legal_planning"), ((smiths.amy,), "other")]:
        with pytest.raises(NotAllowed):
            step(smiths, *children, what=what)
    with pytest.raises(Unacceptable):
        step(smiths)


def test_a_manager_is_asked_with_the_evidence_and_answers_and_it_comes_back(worker, manager, smiths) -> None:
    where = at(smiths, "ask_for_meeting")
    seen, _ = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    typed = {"children": [str(smiths.amy)], "manager": str(smiths.manager.pk), "harm": HARM, "parents": PARENTS}
    refused = sends(worker, where, **typed).content.decode()
    assert "Say what care within the family and network was tried, and why it is not enough" in refused
    rests = {"network": NETWORK, "rests_on": [str(seen.strand_id)]}
    request = sends(worker, where, **typed, **rests)
    assert request.status_code == 302

    asked_words = "Answer whether there will be a legal planning meeting for Amy"
    first = main(manager, reverse("desk:today"))
    assert "For you to look at: 1" in first
    assert asked_words in first
    paper = main(manager, request.url)
    for words in (HARM, NETWORK, PARENTS, "What shows it", "The one step for Amy has no help beside it."):
        assert words in paper
    assert "Give the day of the meeting" in sends(manager, request.url, answer="agreed", reason="Yes").content.decode()
    day = TODAY + timedelta(days=9)
    reply = {"answer": "agreed", "reason": "The nights go on", "day": day_typed(day)}
    assert worker.post(request.url, reply).status_code == 404
    assert "Send your answer" in main(manager, request.url)
    assert sends(manager, request.url, **reply).status_code == 302
    assert "Send your answer" not in main(manager, request.url)

    assert asked_words not in main(manager, reverse("desk:today"))
    first = main(worker, reverse("desk:today"))
    assert f"{smiths.manager.name} agreed to a legal planning meeting for Amy on 10 May 2026" in first
    assert "Legal planning meeting for Amy" in first, "it is booked"
    assert "The nights go on" in main(worker, request.url)
    step(smiths, smiths.amy)
    assert due(smiths) == []
    assert booked(smiths) == [day], "it is still to be held"
    with clock.travel(clock.at(day, 18)):
        step(smiths, smiths.amy)
        assert booked(smiths) == []


@pytest.mark.parametrize("answer", ["not_agreed", "more_wanted"])
def test_without_a_meeting_the_worker_says_what_comes_next_or_asks_again(worker, smiths, answer) -> None:
    request = asked(smiths, smiths.amy, smiths.liam)
    with pytest.raises(Unacceptable, match="was asked already for Amy and Liam"):
        asked(smiths, smiths.liam)
    answered(smiths, request, answer)
    with pytest.raises(Unacceptable, match="has answered meanwhile"):
        answered(smiths, request, "not_agreed")
    assert [owner for _, owner in due(smiths)] == [smiths.worker.pk]
    step(smiths, smiths.amy)
    assert len(due(smiths)) == 1, "Liam still waits"
    page = Page(worker.get(f"{at(smiths, 'ask_for_meeting')}?child={smiths.liam}").content.decode())
    assert (page.written_in("harm") == HARM) is (answer == "more_wanted")
    asked(smiths, smiths.amy, smiths.liam)
    assert [owner for _, owner in due(smiths)] == [smiths.manager.pk]


def test_what_was_taken_back_waits_for_nobody(smiths) -> None:
    request = asked(smiths, smiths.amy)
    answer = answered(smiths, request, "not_agreed")
    did_not_happen(smiths, answer)
    agreed = answered(smiths, request, "agreed", day=TODAY)
    assert booked(smiths) == [TODAY]
    did_not_happen(smiths, agreed)
    assert booked(smiths) == []
    assert [owner for _, owner in due(smiths)] == [smiths.manager.pk], "the manager is asked again"
    answered(smiths, request, "more_wanted")
    assert [owner for _, owner in due(smiths)] == [smiths.worker.pk]
    did_not_happen(smiths, request)
    assert due(smiths) == []


def test_who_prepares_a_review_sees_the_scales_the_time_and_what_was_to_come_next(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy)
    time_of_amy(smiths)
    step(smiths, smiths.amy, what="rebalance")
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths, a_plan(smiths, type="review", day=TODAY + timedelta(days=9)), at=clock.now())
    told = main(worker, reverse("meetings:prepare", args=[smiths.family.pk, planned.facts["meeting"]]))
    assert "The one step for Amy has no help beside it." in told
    assert "Something must be different by 30 July 2026" in told
    assert "What was to come next: bring the two sides level" in told
    assert "Nobody has said yet what comes next for Liam" in told


def test_a_parent_opens_none_of_it(smiths) -> None:
    request = asked(smiths, smiths.amy)
    parent = Client()
    parent.force_login(signed_in(smiths, smiths.katie))
    for where in (
        at(smiths, "timescale", smiths.amy), at(smiths, "next_step"), at(smiths, "ask_for_meeting"),
        at(smiths, "legal_planning", request.pk),
    ):  # fmt: skip
        assert parent.get(where).status_code == 404


def test_a_worker_does_not_answer_and_nobody_asks_for_somebody_elses_child(smiths) -> None:
    request = asked(smiths, smiths.amy)
    with pytest.raises(NotAllowed):
        answered(smiths, request, "not_agreed", who="worker")
    with pytest.raises(NotAllowed):
        asked(smiths, smiths.katie)


def test_what_is_open_is_said_when_the_work_ends(smiths) -> None:
    request = asked(smiths, smiths.amy)
    with scope.acting_as(smiths.worker):
        (words,) = queries.open_requests(smiths.family.pk, smiths.worker, clock.now())
    assert words.endswith("has not answered yet whether there will be a legal planning meeting for Amy")
    answered(smiths, request, "not_agreed")
    with scope.acting_as(smiths.worker):
        assert queries.open_requests(smiths.family.pk, smiths.worker, clock.now()) == []


def everything(smiths: SmithFamily) -> None:
    """Of each part of the evidence something more."""
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    meeting(smiths, TODAY, smiths.amy)
    difference(smiths, TODAY, smiths.amy)
    barrier(smiths, TODAY, smiths.amy)
    said = NewEntry(
        "visits.child_said", Nature.VOICE, {"name": "Amy"}, [(smiths.amy, Part.SAID)],
        [NewText("words", "I want to sleep at Nan’s", smiths.amy), NewText("worries", "The nights", smiths.amy)],
    )  # fmt: skip
    record(smiths, TODAY, said)
    time_of_amy(smiths)


def test_the_evidence_is_the_record_itself_each_line_to_its_entry(worker, smiths) -> None:
    everything(smiths)
    request = asked(smiths, smiths.amy)
    where = at(smiths, "legal_planning", request.pk)
    told = main(worker, where)
    for words in (
        "Feelings cards", "Amy is at school before the bell", "Every Monday is a new beginning", "The nights",
        "I want to sleep at Nan’s", "Something must be different by 30 July 2026", "Living with Nan",
    ):  # fmt: skip
        assert words in told
    links = [each["href"] for each in Page(worker.get(where).content.decode()).all("a")]
    opened = {each for each in links if "/timeline/" in each or "/entries/" in each}
    assert len(opened) >= 8
    for each in opened:
        assert worker.get(each).status_code == 200


def test_what_is_kept_is_marked_and_what_is_protected_stands_on_no_paper(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, kind="address",
            value="4 Mill Lane, Leeds LS1 2AB", at=clock.now(), protected=True,
        )  # fmt: skip
    kept = difference(smiths, TODAY, smiths.amy)
    request = asked(smiths, smiths.amy, network="They went to 4 Mill Ln.")
    where = at(smiths, "legal_planning", request.pk)
    told = main(worker, where)
    assert "Mill" not in told
    assert "This holds what is protected, so it does not stand here" in told
    assert "Kept from somebody" not in told
    keep_from(smiths, smiths.katie, kept)
    told = main(worker, where)
    marks = told.count("Kept from somebody of the family")
    assert marks
    keep_from(smiths, smiths.katie, request)
    assert main(worker, where).count("Kept from somebody of the family") == marks + 3, "harm, network, parents"
    assert "Give this paper only into safe hands" in told


def test_as_many_queries_for_much_evidence_as_for_little(smiths) -> None:
    def asks(request: Entry) -> int:
        with scope.acting_as(smiths.worker), CaptureQueriesContext(connection) as captured:
            assert queries.legal_page(smiths.family, smiths.worker, request.pk, at=clock.now())
        return len(captured)

    everything(smiths)
    request = asked(smiths, smiths.amy)
    once = asks(request)
    everything(smiths)
    everything(smiths)
    step(smiths, smiths.amy)
    assert asks(request) == once


BY_HAND = """
SELECT l.subtype, c.child FROM entry l, jsonb_array_elements_text(l.facts->'children') AS c(child)
WHERE l.family_id = %(family)s AND l.kind = 'aids.next_step' AND NOT l.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = l.id)
AND NOT EXISTS (
  SELECT 1 FROM entry e WHERE e.kind = 'aids.next_step' AND NOT e.retracts AND e.facts->'children' ? c.child
  AND e.id > l.id AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id))
ORDER BY c.child
"""


def test_what_comes_next_for_each_child_is_what_hand_written_sql_finds(smiths) -> None:
    chance, both = random.Random(7), (smiths.amy, smiths.liam)
    for _ in range(12):
        whom = chance.choice([both, both[:1], both[1:]])
        said = step(smiths, *whom, what=chance.choice(["continue", "rebalance", "step_down", "cease"]))
        if chance.random() < 0.3:
            did_not_happen(smiths, said)
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        said = queries.scales_page(smiths.family, smiths.worker, at=clock.now()).said
        cursor.execute(BY_HAND, {"family": smiths.family.pk})
        found = {child: what for what, child in cursor.fetchall()}
    assert found == {str(each): said.next_for(each).line.entry.subtype for each in both}
    assert sorted(one for each in said.now for one in each.children) == sorted(found)
