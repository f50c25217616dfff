"""A legal planning meeting that was asked for: until when it stands, who answers it, and what its paper holds."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access import scope
from alongside.aids import actions, queries
from alongside.aids.actions import NewAnswer
from alongside.aids.tests.asking import HARM, NETWORK, answered, asked, booked, does, due, step
from alongside.aids.tests.factories import TODAY, allocated, at, difference, main, meeting, record, taken_over, visit
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.plans import actions as plans
from alongside.plans.rules import Doer, NewAction
from alongside.practice.queries import current_version
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, account, keep_from

pytestmark = pytest.mark.django_db
DAY = TODAY + timedelta(days=9)
EIGHTEEN = clock.at(TODAY.replace(year=2035, month=6, day=2))


def of_both(smiths: SmithFamily) -> list[object]:
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [line.due_on for line in lines if line.name == "Legal planning meeting for Amy and Liam"]


def test_a_meeting_stands_until_it_was_said_of_each_of_its_children_what_comes_next(smiths) -> None:
    answered(smiths, asked(smiths, smiths.amy, smiths.liam), "agreed", day=DAY)
    step(smiths, smiths.amy, smiths.liam)
    assert of_both(smiths) == [DAY], "it was not held yet"
    with clock.travel(clock.at(DAY, 18)):
        step(smiths, smiths.amy)
        assert of_both(smiths) == [DAY], "Liam’s next step is not said yet"
        step(smiths, smiths.liam)
        assert of_both(smiths) == []


def test_a_next_step_ends_the_meeting_whose_day_has_come_and_not_the_one_still_to_be_held(smiths) -> None:
    answered(smiths, asked(smiths, smiths.liam), "agreed", day=DAY)
    answered(smiths, asked(smiths, smiths.amy), "agreed", day=DAY + timedelta(days=9))
    with clock.travel(clock.at(DAY, 18)):
        step(smiths, smiths.amy, smiths.liam)
        assert booked(smiths, "Liam") == []
        assert booked(smiths, "Amy") == [DAY + timedelta(days=9)]


def test_a_brothers_next_step_does_not_end_it(smiths) -> None:
    answered(smiths, asked(smiths, smiths.amy), "agreed", day=DAY)
    with clock.travel(clock.at(DAY, 18)):
        step(smiths, smiths.liam)
        assert booked(smiths) == [DAY]


def test_nobody_is_asked_once_more_while_the_meeting_is_still_to_be_held(worker, smiths) -> None:
    answered(smiths, asked(smiths, smiths.amy), "agreed", day=DAY)
    step(smiths, smiths.amy)
    with pytest.raises(Unacceptable, match="A legal planning meeting for Amy is on 10 May 2026 already"):
        asked(smiths, smiths.amy, smiths.liam)
    page = main(worker, f"{at(smiths, 'ask_for_meeting')}?child={smiths.amy}")
    assert "A legal planning meeting for Amy is on 10 May 2026 already. See what was asked" in page
    assert "See what was asked" in main(worker, f"{at(smiths, 'ask_for_meeting')}?child={smiths.liam}")
    asked(smiths, smiths.liam)
    with clock.travel(clock.at(DAY + timedelta(days=1))):
        asked(smiths, smiths.amy)
        assert booked(smiths) == [], "asking again says what comes next"


def test_a_step_that_was_put_right_later_is_not_said_later(smiths) -> None:
    before = step(smiths, smiths.amy)
    answered(smiths, asked(smiths, smiths.amy, smiths.liam), "not_agreed")
    facts = {**before.facts, "step_words": "Go on"}
    again = NewEntry(
        before.kind, Nature.PROCESS, facts, [(smiths.amy, Part.FOR)], subtype=before.subtype, supersedes_id=before.pk
    )  # fmt: skip
    record(smiths, TODAY, again)
    step(smiths, smiths.liam)
    assert len(due(smiths)) == 1, "Amy still waits"


def test_nothing_is_waited_for_of_a_child_who_has_grown_up(smiths) -> None:
    answered(smiths, asked(smiths, smiths.amy, smiths.liam), "agreed", day=DAY)
    assert (len(due(smiths)), of_both(smiths)) == (1, [DAY])
    with clock.travel(EIGHTEEN):
        step(smiths, smiths.liam)
        assert due(smiths) == []
        assert of_both(smiths) == []


def test_nothing_is_waited_for_once_none_of_them_is_a_child(smiths) -> None:
    answered(smiths, asked(smiths, smiths.amy, smiths.liam), "agreed", day=DAY)
    with clock.travel(EIGHTEEN):
        assert (len(due(smiths)), of_both(smiths)) == (1, [DAY]), "Liam is a child still"
    with clock.travel(clock.at(TODAY.replace(year=2040, month=9, day=9))):
        assert (due(smiths), of_both(smiths)) == ([], [])
        worry(smiths, "Whatever is written brings the list over families up to date")
        with scope.acting_as(smiths.worker):
            stored = timeline.due_for_user(smiths.worker, clock.now())
        assert [line for line in stored if line.model_id.startswith("aids.")] == []


def test_what_the_manager_answered_goes_to_whoever_leads_the_help_then(smiths) -> None:
    request = asked(allocated(smiths), smiths.amy)
    sam = taken_over(smiths)
    answered(smiths, request, "not_agreed")
    smiths.worker = sam
    assert [owner for _, owner in due(smiths)] == [sam.pk]


def test_another_manager_of_the_team_finds_it_and_answers(smiths) -> None:
    request = asked(smiths, smiths.amy)
    other = account("manager", team=smiths.family.lead_team)
    browser = Client()
    browser.force_login(other)
    assert "Answer whether there will be a legal planning meeting" in main(browser, reverse("desk:today"))
    smiths.manager = other
    answered(smiths, request, "not_agreed")
    assert [owner for _, owner in due(smiths)] == [smiths.worker.pk]


def helped_again(smiths: SmithFamily) -> None:
    """The family comes back later, and is helped anew."""
    with scope.acting_as(smiths.manager):
        people.open_involvement(
            by=smiths.manager, family_id=smiths.family.pk, on=clock.today(), at=clock.now(),
            model_versions=[current_version("family_intervention")],
        )  # fmt: skip


def test_what_was_asked_the_last_time_a_family_was_helped_stands_as_it_was_left(worker, smiths) -> None:
    seen, _ = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    request = asked(smiths, smiths.amy, rests_on=(seen,))
    where = at(smiths, "legal_planning", request.pk)
    with clock.travel(clock.at(TODAY + timedelta(days=200))):
        helped_again(smiths)
        worker.force_login(smiths.manager)
        told = main(worker, where)
        for words in (HARM, NETWORK, "This was asked the last time the family was with us", "Feelings cards"):
            assert words in told
        assert "Send your answer" not in told
        with pytest.raises(NotAllowed):
            answered(smiths, request, "not_agreed")


def worry(smiths: SmithFamily, words: str) -> None:
    facts = {"place": "Home", "seen_alone": [], "seen": [], "not_seen": []}
    texts = [NewText("worries", words)]
    record(smiths, clock.today(), NewEntry("visits.visit", Nature.PROCESS, facts, [], texts, subtype="home", minutes=5))


def test_a_worry_of_the_last_time_a_family_was_helped_is_no_evidence_of_this_one(smiths) -> None:
    worry(smiths, "No food in the flat")
    with clock.travel(clock.at(TODAY + timedelta(days=200))):
        helped_again(smiths)
        with scope.acting_as(smiths.manager):
            smiths.involvement = known.current_involvement(smiths.family.pk, smiths.manager)
        worry(smiths, "Out at night")
        with scope.acting_as(smiths.manager):
            page = queries.legal_form(smiths.family, smiths.manager, [str(smiths.amy)], at=clock.now())
        assert [each.texts for each in page.bundle.harm] == [("Out at night",)]


def kept(smiths: SmithFamily, *entries: Entry) -> frozenset[object]:
    with scope.acting_as(smiths.worker):
        return timeline.kept_from_somebody(smiths.family.pk, smiths.worker, [each.pk for each in entries])


def test_a_request_is_kept_with_what_it_rests_on(smiths) -> None:
    shows = difference(smiths, TODAY, smiths.amy)
    keep_from(smiths, smiths.katie, shows)
    request = asked(smiths, smiths.amy, rests_on=(shows,))
    answer = answered(smiths, request, "not_agreed")
    with scope.acting_as(smiths.worker):
        steps = queries.scales_page(smiths.family, smiths.worker, at=clock.now()).said.steps
    assert kept(smiths, request, answer, steps[0].line.entry) == {request.pk, answer.pk, steps[0].line.id}


def test_a_child_who_must_not_be_found_is_named_on_no_paper(worker, smiths) -> None:
    difference(smiths, TODAY, smiths.amy)
    request = asked(smiths, smiths.amy, network="Nan had Amy for six weeks")
    where = at(smiths, "legal_planning", request.pk)
    assert "Amy" in main(worker, where)
    with scope.acting_as(smiths.worker):
        called = known.known_as(smiths.family.pk, smiths.worker, smiths.amy)
        people.change_known_as(
            by=smiths.worker, family_id=smiths.family.pk, known_as=called, at=clock.now(), protected=True
        )
    told = main(worker, where)
    assert "Amy" not in told
    assert "For somebody" in told
    assert "Something is different for somebody" in told
    assert "This holds what is protected, so it does not stand here" in told


def test_nobody_who_must_not_be_found_stands_on_the_paper_by_any_name_they_had(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Ruth Kent", role="aunt", protected=True
        )
        called = known.known_as(smiths.family.pk, smiths.worker, smiths.liam)
        people.change_known_as(
            by=smiths.worker, family_id=smiths.family.pk, known_as=called, at=clock.now(), name="Wren Hill",
            protected=True,
        )  # fmt: skip
    request = asked(smiths, smiths.amy, network="Ruth had Liam for six weeks", harm="Amy says Ruth was hit")
    paper = main(worker, at(smiths, "legal_planning", request.pk))
    assert not [name for name in ("Ruth", "Kent", "Liam", "Wren") if name in paper]


def test_what_help_answers_is_kept_with_the_help(smiths) -> None:
    process = meeting(smiths, TODAY - timedelta(days=3), smiths.amy)
    _, given = visit(smiths, TODAY - timedelta(days=2), smiths.amy, tools=[smiths.amy])
    keep_from(smiths, smiths.katie, given)
    told = NewAnswer(smiths.amy, process.strand_id, (given.strand_id,), "Slept well")
    answer = does(smiths, actions.answer_step, told=told)
    assert kept(smiths, answer) == {answer.pk}


def test_what_is_different_is_kept_with_what_it_rests_on(smiths) -> None:
    _, given = visit(smiths, TODAY - timedelta(days=2), smiths.amy, tools=[smiths.amy])
    keep_from(smiths, smiths.katie, given)
    seen = difference(smiths, TODAY, smiths.amy, rests_on=(given.strand_id,))
    assert kept(smiths, seen) == {seen.pk}


def test_the_paper_about_one_child_leaves_out_what_is_anothers_alone(worker, smiths) -> None:
    promised = [
        NewAction(what, Doer("Miss Begum"), TODAY, for_persons=whom)
        for what, whom in (
            ("Speech therapy for the girl", (smiths.amy,)), ("A place at the boys’ club", (smiths.liam,)),
            ("Breakfast for both", (smiths.amy, smiths.liam)), ("A word about the rent", (smiths.katie,)),
        )
    ]  # fmt: skip
    with scope.acting_as(smiths.worker):
        plans.agree_actions(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, actions=promised, on=TODAY, at=clock.now()
        )
    paper = main(worker, at(smiths, "legal_planning", asked(smiths, smiths.liam).pk))
    stands = [each.what in paper for each in promised]
    assert stands == [False, True, True, True]


def test_help_with_somebody_close_stands_on_the_paper_unless_it_was_for_another_child(worker, smiths) -> None:
    with scope.acting_as(smiths.manager):
        aunt = people.add_person(
            by=smiths.manager, family_id=smiths.family.pk, at=clock.now(), name="Bev Lane", role="aunt",
            in_household=False,
        ).person_id  # fmt: skip
    for tool, whom in (("Bedtimes for the girl", smiths.amy), ("Mornings for the boy", smiths.liam), ("Her own", None)):
        about = [(aunt, Part.WITH), *([(whom, Part.FOR)] if whom else [])]
        record(smiths, TODAY, NewEntry(
            "visits.work_with_adult", Nature.INTERVENTION, {"name": "Bev", "tool": tool}, about, subtype="kids_need",
        ))  # fmt: skip
    paper = main(worker, at(smiths, "legal_planning", asked(smiths, smiths.liam).pk))
    network = paper.partition(NETWORK)[2]
    assert ["Bedtimes for the girl" in paper, "Mornings for the boy" in network, "Her own" in network] == [
        False, True, True,
    ]  # fmt: skip
